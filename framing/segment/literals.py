"""Which regular expressions of many can match a line, told from the strings they need.

``lesen sie (auch|mehr).*`` matches no line without ``lesen sie``. Looking for such strings
by their four-letter pieces is far cheaper than trying the expressions.
"""

from __future__ import annotations

import re
import re._constants as op
import re._parser as parser
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

GRAM = 4
COMMON = "etaoinsrhdlcu .,"  # letters that tell least about a string
SHORTEST = 3
MEMO_LIMIT = 1 << 16
LETTERS = re.compile(r"[^\W\d_]+")
EVERYDAY = frozenset(
    "the and that for with from this have has was were are our you your all one more most not who about his her they "
    "der die das und den dem des ein eine von mit für auf ist sie wir ihr ihre über aus bei nach wie was vor zum zur mehr "
    "how what when which will into out its their new can may been also other time first last year day man men car her "
    "ing ion ent ter ers ate est sch che ich ung gen ste ten nen ere ein eit ver ber".split()
)


class LiteralIndex:
    """Regular expressions by the strings they cannot match without.

    Parameters
    ----------
    patterns : sequence of str
        The expressions.

    Attributes
    ----------
    vague : tuple of int
        The patterns that need no string at all.

    Examples
    --------
    >>> index = LiteralIndex(["lesen sie (auch|mehr).*", r"\\\\d+ (comments|replies)", r"\\\\d\\\\d"])
    >>> index.candidates("lesen sie auch: mehr"), index.candidates("12 replies"), index.vague
    ([0], [1], (2,))
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        vague = []
        by_key: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, pattern in enumerate(patterns):
            needed = needed_strings(pattern)
            if needed is None:
                vague.append(number)
            for string in needed or ():
                by_key[_key(string)].append((string, number))
        self.vague = tuple(vague)
        self._by_word = _ByWord(by_key)

    def candidates(self, lowered: str) -> list[int]:
        """The patterns whose strings a lower-case line holds, in their order."""
        found = set()
        for word in lowered.split():
            for string, number in self._by_word[word]:
                if string in lowered:
                    found.add(number)
        return sorted(found)


class _ByWord(dict[str, tuple[tuple[str, int], ...]]):
    """The strings whose key a word of a line holds; fills itself as words come up."""

    def __init__(self, by_key: Mapping[str, list[tuple[str, int]]]) -> None:
        super().__init__()
        self.by_key = by_key

    def __missing__(self, word: str) -> tuple[tuple[str, int], ...]:
        pieces = {word[i : i + n] for n in (1, 3, GRAM) for i in range(len(word) - n + 1)}
        found = tuple(pair for piece in pieces for pair in self.by_key.get(piece, ()))
        if len(self) >= MEMO_LIMIT:
            self.clear()
        if len(word) < 64:
            self[word] = found
        return found


def _key(string: str) -> str:
    """The piece of a string that it is looked up by: of its most telling word."""
    if "©" in string:
        return "©"
    word = max((w for w in LETTERS.findall(string) if w not in EVERYDAY), key=len)
    if len(word) < GRAM:
        return word
    grams = [word[i : i + GRAM] for i in range(len(word) - GRAM + 1)]
    return min(grams, key=lambda gram: sum(c in COMMON for c in gram))


def needed_strings(pattern: str) -> frozenset[str] | None:
    """Lower-case strings of which every match of a pattern holds at least one.

    Examples
    --------
    >>> sorted(needed_strings("(print|save) this page")), needed_strings(".*")
    ([' this page'], None)
    """
    return _needed(parser.parse(pattern))


def _needed(sequence: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    choices: list[frozenset[str]] = []
    run = ""
    for code, argument in sequence:
        if code is op.LITERAL:
            run += chr(argument).lower()
            continue
        choices.append(frozenset({run}))
        run = ""
        if (inner := _needed_inside(code, argument)) is not None:
            choices.append(inner)
    choices.append(frozenset({run}))
    best = max(choices, key=lambda choice: (min(map(_telling, choice)), -len(choice)))
    return best if min(map(_telling, best)) >= SHORTEST else None


def _telling(string: str) -> int:
    """How much a string says: its longest word that is no everyday one, in letters."""
    if "©" in string:
        return SHORTEST
    return max((len(w) for w in LETTERS.findall(string) if w not in EVERYDAY), default=0)


def _needed_inside(code: Any, argument: Any) -> frozenset[str] | None:
    if code is op.SUBPATTERN:
        return _needed(argument[-1])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and argument[0] >= 1:
        return _needed(argument[2])
    if code is op.BRANCH:
        branches = [_needed(branch) for branch in argument[1]]
        known = [branch for branch in branches if branch is not None]
        return frozenset().union(*known) if len(known) == len(branches) else None
    return None
