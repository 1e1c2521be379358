"""Which regular expressions of many can match a line, told from the words they need.

``lesen sie (auch|mehr).*`` matches no line without ``lesen`` and one of ``auch`` and ``mehr``.
Looking up the words of a line is far cheaper than trying hundreds of expressions on it.
"""

from __future__ import annotations

import re
import re._constants as op
import re._parser as parser
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SHORTEST = 3
SYMBOLS = ("©", "(c)", "@")
MEMO_LIMIT = 1 << 18
LONGEST_REMEMBERED = 64
CONDITIONS = 3  # words a line must hold together, at most
LETTERS = re.compile(r"[^\W\d_]+")
EVERYDAY = frozenset(  # strings that hardly a line lacks, inside words too
    "the and that for with from this have has was were are our you your all one more most not who about his her they "
    "der die das und den dem des ein eine von mit für auf ist sie wir ihr ihre über aus bei nach wie was vor zum zur mehr "
    "how what when which will into out its their new can may been also other time first last year day man men car "
    "ing ion ent ter ers ate est sch che ich ung gen ste ten nen ere eit ver ber abo app ort ran age ads post".split()
)


class LiteralIndex:
    """Regular expressions by the words they cannot match without.

    Parameters
    ----------
    patterns : sequence of str
        The expressions.

    Attributes
    ----------
    vague : tuple of int
        The patterns that need no word at all.

    Examples
    --------
    >>> index = LiteralIndex(["lesen sie (auch|mehr).*", r"\\\\d+ (comments|replies)", r"\\\\d\\\\d"])
    >>> index.candidates("lesen sie auch: mehr"), index.candidates("12 replies"), index.vague
    ([0], [1], (2,))
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        by_word: defaultdict[str, set[int]] = defaultdict(set)
        self.needs: list[int] = []
        for number, pattern in enumerate(patterns):
            conditions = needed_words(pattern)
            self.needs.append(len(conditions))
            for which, words in enumerate(conditions):
                for word in words:
                    by_word[word].add(number * CONDITIONS + which)
        self.vague = tuple(n for n, conditions in enumerate(self.needs) if not conditions)
        self._codes = _CodesByWord(by_word)

    def candidates(self, lowered: str) -> list[int]:
        """The patterns all of whose conditions a lower-case line meets, in their order."""
        found: set[int] = set()
        found.update(*map(self._codes.__getitem__, lowered.split()))
        if not found:
            return []
        met = [code // CONDITIONS for code in sorted(found)]
        return [n for n, times in Counter(met).items() if times == self.needs[n]]


class _CodesByWord(dict[str, frozenset[int]]):
    """The conditions that a word of a line meets; fills itself as words come up."""

    def __init__(self, by_word: Mapping[str, set[int]]) -> None:
        super().__init__()
        self.by_word = by_word
        self.lengths = sorted({len(word) for word in by_word})

    def __missing__(self, word: str) -> frozenset[int]:
        pieces = {word[i : i + n] for n in self.lengths for i in range(len(word) - n + 1)}
        found = frozenset(code for piece in pieces for code in self.by_word.get(piece, ()))
        if len(self) >= MEMO_LIMIT:
            self.clear()
        if len(word) < LONGEST_REMEMBERED:
            self[word] = found
        return found


def needed_words(pattern: str) -> list[frozenset[str]]:
    """Conditions that every match of a pattern meets: it holds one of the words of each.

    Examples
    --------
    >>> [sorted(words) for words in needed_words("(print|save) this page")]
    [['page'], ['print', 'save']]
    >>> needed_words(".*")
    []
    """
    conditions = _conditions(parser.parse(pattern))
    ranked = sorted(set(conditions), key=lambda words: (-min(map(len, words)), len(words), min(words)))
    return ranked[:CONDITIONS]


def _conditions(sequence: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    run = ""
    for code, argument in sequence:
        if code is op.LITERAL:
            run += chr(argument).lower()
            continue
        found += _of_string(run)
        run = ""
        found += _inside(code, argument)
    return found + _of_string(run)


def _of_string(string: str) -> list[frozenset[str]]:
    words = [w for w in LETTERS.findall(string) if len(w) >= SHORTEST and w not in EVERYDAY]
    words += [symbol for symbol in SYMBOLS if symbol in string]
    return [frozenset({word}) for word in words]


def _inside(code: Any, argument: Any) -> list[frozenset[str]]:
    if code is op.SUBPATTERN:
        return _conditions(argument[-1])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and argument[0] >= 1:
        return _conditions(argument[2])
    if code is op.BRANCH:
        branches = [_conditions(branch) for branch in argument[1]]
        if all(branches):
            best = [max(b, key=lambda words: (min(map(len, words)), -len(words))) for b in branches]
            return [frozenset[str]().union(*best)]
    return []
