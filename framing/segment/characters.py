"""What kind of character stands where: looked up once a text, used by every step after it.

A text becomes an array of code points, and a table turns each code point into a few bits.
Steps then visit only the characters that matter to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from framing.lexicon.hashing import code_points

# Invisible characters and combining accents stand inside words: soft hyphen, zero-width
# space and joiners, word joiner, accents of decomposed text.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060"
LETTER: Final = 1  # [^\W\d_]
DIGIT: Final = 2  # \d
ODD: Final = 4  # may stand inside a word but not begin it: the underscore, what has no width
SPACE: Final = 8  # \s
JOINER: Final = 16  # may join two words to one, or a number
HYPHEN: Final = 32
APOSTROPHE: Final = 64
MARK: Final = 128  # quotation marks, apostrophes among them
END: Final = 256  # may end a sentence
DASH: Final = 512  # may end a sentence where a space stands before it
NEWLINE: Final = 1024
CAPITAL: Final = 2048
WORDLIKE: Final = LETTER | DIGIT | ODD
KINDS = (
    (ODD, "_" + INVISIBLE + "".join(map(chr, range(0x300, 0x370)))),
    (JOINER, "-‐‑/&@+*:.'’,"),
    (HYPHEN, "-‐‑"),
    (APOSTROPHE, "'’"),
    (MARK, "„“”‟\"»«›‹‚‘「」’'`"),
    (END, ".!?…。"),
    (DASH, "—–-"),
    (NEWLINE, "\n\r\x0b\x0c\x85\u2028\u2029"),
)
PAGE = 256  # code points are classified by the page, as they first come up
COMMON = 0x2100  # Latin, Greek, Cyrillic ... and the punctuation of them all


@dataclass(frozen=True, eq=False)
class Characters:
    """The code points of a text and what they are.

    Both arrays have one white space before the text and one behind it, so that every
    character has neighbours: the character at offset ``k`` is at ``k + 1``.

    Attributes
    ----------
    codes : uint32 array of shape (n + 2,)
        Code points.
    kinds : uint16 array of shape (n + 2,)
        Bits such as ``LETTER`` and ``SPACE``.

    Examples
    --------
    >>> found = Characters.of("Ja!")
    >>> found.codes.tolist(), found.at(LETTER).tolist(), found.at(END).tolist()
    ([10, 74, 97, 33, 10], [0, 1], [2])
    """

    codes: NDArray[np.uint32]
    kinds: NDArray[np.uint16]

    @classmethod
    def of(cls, text: str) -> Characters:
        """Those of a text."""
        codes = code_points(f"\n{text}\n")
        table = _table()
        if codes.max() >= COMMON:
            table.learn(codes)
        return cls(codes, table.kinds.take(codes))

    def at(self, kind: int) -> NDArray[np.intp]:
        """Offsets of the characters of a kind."""
        return (self.kinds[1:-1] & kind).nonzero()[0]


class _Table:
    """From a code point to its kinds; rare pages are filled in when they come up."""

    def __init__(self) -> None:
        self.kinds = np.zeros(0x110000, np.uint16)
        self.known: set[int] = set()
        self._fill(0, COMMON)

    def learn(self, codes: NDArray[np.uint32]) -> None:
        pages = set((codes[codes >= COMMON] // PAGE).tolist())
        for page in pages - self.known:
            self._fill(page * PAGE, (page + 1) * PAGE)
            self.known.add(page)

    def _fill(self, first: int, stop: int) -> None:
        kinds = [_kind(chr(code)) for code in range(first, stop)]
        for kind, characters in KINDS:
            for code in map(ord, characters):
                if first <= code < stop:
                    kinds[code - first] |= kind
        self.kinds[first:stop] = kinds


def _kind(character: str) -> int:
    if character.isalnum():
        kind = DIGIT if character.isdecimal() else LETTER
    else:
        kind = SPACE if character.isspace() else 0
    return kind | CAPITAL if character.isupper() else kind


@cache
def _table() -> _Table:
    return _Table()
