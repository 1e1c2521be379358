"""Which regular expressions of many can match a line, told from the text they need.

``lesen sie (auch|mehr).*`` matches no line that does not begin with ``les``, or that lacks
``auch`` and ``mehr``. Looking that up is far cheaper than trying hundreds of expressions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from hashlib import sha256
from operator import or_
from typing import NamedTuple

from framing.segment.expressions import (
    PLAIN,
    WIDTH,
    Node,
    barred_ends,
    needed_signs,
    read_expression,
    starts,
)

SHORTEST = 3
SYMBOLS = ("©", "(c)", "@")
MEMO_LIMIT = 1 << 18
LONGEST_REMEMBERED = 64
CONDITIONS = 3  # texts a line must hold together, at most
LETTERS = re.compile(r"[^\W\d_]+")
DIGIT = re.compile(r"\d")
EVERYDAY = frozenset(  # strings that hardly a line lacks, inside words too
    """
    the and that for with from this have has was were are our you your all one more most not
    who about his her they der die das und den dem des ein eine von mit für auf ist sie wir ihr
    ihre über aus bei nach wie was vor zum zur mehr how what when which will into out its their
    new can may been also other time first last year day man men car ing ion ent ter ers ate est
    sch che ich ung gen ste ten nen ere eit ver ber abo app ort ran age ads post
    """.split()  # noqa: SIM905 - a list of so many words reads best as running text
)


class Needs(NamedTuple):
    """What a line must have for a pattern to match it.

    Attributes
    ----------
    starts : list of str
        It begins with one of these.
    barred : list of str
        It does not end with one of these characters.
    signs : list of str
        It holds each of these; ``0`` stands for any digit, several characters for one of them.
    conditions : list of list of str
        It holds one string of each list.
    vague : bool
        True where the conditions are everyday strings only.
    """

    starts: Sequence[str]
    barred: Sequence[str]
    signs: Sequence[str]
    conditions: Sequence[Sequence[str]]
    vague: bool


def pattern_key(pattern: str) -> str:
    """A short name of a pattern, for tables of what was worked out."""
    return sha256(pattern.encode()).hexdigest()[:16]


def needs_of(pattern: str) -> Needs:
    """Work out what a pattern needs.

    Examples
    --------
    >>> needs_of("(print|save) this page").conditions
    [['page'], ['print', 'save']]
    """
    nodes = read_expression(pattern)
    conditions = _strongest(_conditions(nodes))
    vague = not conditions
    if vague:  # no telling word, but everyday ones may be needed
        conditions = _strongest(_conditions(nodes, telling=False))
    return Needs(
        sorted(frozenset().union(*starts(nodes))),
        sorted(barred_ends(nodes)),
        sorted(needed_signs(nodes)),
        [sorted(words) for words in conditions],
        vague,
    )


class LiteralIndex:
    """Regular expressions by the text they cannot match without.

    Parameters
    ----------
    patterns : sequence of str
        Expressions that are meant for whole lines.
    known : mapping, optional
        What some of them need, by ``pattern_key``, so that it need not be worked out.

    Attributes
    ----------
    vague : tuple of int
        The patterns that need no word at all.

    Examples
    --------
    >>> index = LiteralIndex(["lesen sie (auch|mehr).*", r"\\d+ (comments|replies)", r"\\d\\d"])
    >>> index.candidates("lesen sie auch: mehr"), index.candidates("12 replies"), index.vague
    ([0], [1], (2,))
    """

    def __init__(self, patterns: Sequence[str], known: Mapping[str, Needs] | None = None) -> None:
        by_start: defaultdict[str, int] = defaultdict(int)
        by_sign: defaultdict[str, int] = defaultdict(int)
        self._barred: defaultdict[str, int] = defaultdict(int)
        every = [known_needs(pattern, known or {}) for pattern in patterns]
        for number, needs in enumerate(every):
            bit = 1 << number
            for text in needs.starts:
                by_start[text] |= bit
            for character in needs.barred:
                self._barred[character] |= bit
            for sign in needs.signs:
                by_sign[sign] |= bit
        self.vague = tuple(number for number, needs in enumerate(every) if needs.vague)
        self._of_start, self._words = _Starts(by_start), _Words([n.conditions for n in every])
        self._signs = tuple([(sign, bits) for sign, bits in by_sign.items() if sign != " "])

    def possible(self, lowered: str) -> int:
        """Bits of the patterns that a lower-case line may match."""
        found = self._of_start[lowered[:WIDTH]] & ~self._barred.get(lowered[-1:], 0)
        if found:
            found &= self._words.met(lowered)
        for sign, needing in self._signs if found else ():
            if found & needing and not _holds(lowered, sign):
                found &= ~needing
        return found

    def candidates(self, lowered: str) -> list[int]:
        """The patterns that need words, all of which a lower-case line has; in their order."""
        return [n for n in numbers(self.possible(lowered)) if n not in self.vague]


def known_needs(pattern: str, known: Mapping[str, Needs]) -> Needs:
    """What a pattern needs, worked out only if it is not known."""
    return known.get(pattern_key(pattern)) or needs_of(pattern)


def _holds(lowered: str, sign: str) -> bool:
    if sign == "0":
        return DIGIT.search(lowered) is not None
    return sign in lowered if len(sign) == 1 else any(one in lowered for one in sign)


class _Starts(dict[str, int]):
    """Bits of the patterns for which a line may begin with some characters."""

    def __init__(self, by_start: Mapping[str, int]) -> None:
        super().__init__()
        self.by_start = by_start

    def __missing__(self, text: str) -> int:
        found: Iterable[str] = (text[:n] for n in range(len(text) + 1))
        if not PLAIN.issuperset(text):  # a character that equals others where case is ignored
            found = self.by_start
        bits = 0
        for start in found:
            bits |= self.by_start.get(start, 0)
        if len(self) >= MEMO_LIMIT:
            self.clear()
        self[text] = bits
        return bits


class _Words(dict[str, int]):
    """Bits of the conditions that a word of a line meets; fills itself as words come up.

    The first conditions of all patterns come first, then the second ones, and so on.
    """

    def __init__(self, conditions: Sequence[Sequence[Sequence[str]]]) -> None:
        super().__init__()
        self.size, self.free = len(conditions), 0  # free: where there is no condition to meet
        by_word: defaultdict[str, int] = defaultdict(int)
        for number, of_pattern in enumerate(conditions):
            for which in range(CONDITIONS):
                bit = 1 << (number + which * self.size)
                if which >= len(of_pattern):
                    self.free |= bit
                for word in of_pattern[which] if which < len(of_pattern) else ():
                    by_word[word] |= bit
        self.by_head: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for word, bits in by_word.items():
            self.by_head[word[:SHORTEST]].append((word, bits))
        self.shared: dict[int, int] = {}  # many words have the same bits: one number for all

    def met(self, lowered: str) -> int:
        """Bits of the patterns all of whose conditions a line meets."""
        bits = reduce(or_, filter(None, map(self.__getitem__, lowered.split())), self.free)
        found = bits
        for which in range(1, CONDITIONS):
            found &= bits >> which * self.size
        return found

    def __missing__(self, word: str) -> int:
        bits = 0
        for i in range(len(word)):
            for n in range(1, SHORTEST + 1):
                for needed, its_bits in self.by_head.get(word[i : i + n], ()):
                    if len(needed) == n or (n == SHORTEST and word.startswith(needed, i)):
                        bits |= its_bits
        bits = self.shared.setdefault(bits, bits)
        if len(self) >= MEMO_LIMIT:
            self.clear()
            self.shared.clear()
        if len(word) < LONGEST_REMEMBERED:
            self[word] = bits
        return bits


def numbers(bits: int) -> Iterator[int]:
    """The places of the bits that are set.

    >>> list(numbers(0b1001))
    [0, 3]
    """
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def needed_words(pattern: str) -> list[frozenset[str]]:
    """Conditions that every match of a pattern meets: it holds one of the words of each.

    Examples
    --------
    >>> [sorted(words) for words in needed_words("(print|save) this page")]
    [['page'], ['print', 'save']]
    >>> needed_words(".*")
    []
    """
    return _strongest(_conditions(read_expression(pattern)))


def _strongest(conditions: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    def weakness(words: frozenset[str]) -> tuple[int, int, str]:
        return -min(map(len, words)), len(words), min(words)

    return sorted(set(conditions), key=weakness)[:CONDITIONS]


def _conditions(nodes: Sequence[Node], telling: bool = True) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    run = ""
    for node in nodes:
        if node.text and node.least == node.most == 1:
            run += node.text
            continue
        found += _of_string(run, telling)
        run = ""
        if node.least and node.alternatives:
            found += _of_alternatives(node.alternatives, telling)
            found += _conditions(node.ahead, telling)
    return found + _of_string(run, telling)


def _of_string(string: str, telling: bool) -> list[frozenset[str]]:
    if len(string) < 2 and string not in SYMBOLS:
        return []
    words = LETTERS.findall(string)
    if telling:
        words = [w for w in words if len(w) >= SHORTEST and w not in EVERYDAY]
    words += [symbol for symbol in SYMBOLS if symbol in string]
    return [frozenset({word}) for word in words]


def _of_alternatives(alternatives: Sequence[Sequence[Node]], telling: bool) -> list[frozenset[str]]:
    branches = [_conditions(sequence, telling) for sequence in alternatives]
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    best = [max(b, key=lambda words: (min(map(len, words)), -len(words))) for b in branches]
    return [frozenset[str]().union(*best)]
