"""Which words of a text are worth a look, decided for all of them at once.

Most words that could begin a term do not: ``way`` stands in hundreds of phrases, few of
which go on with the word beside it. Each word form has a few bits of its own, each anchor
the bits of all forms that may stand beside it; where the two share none there is no term.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from framing.document import Offsets
from framing.lexicon.hashing import FormTable, Hashes
from framing.lexicon.index import ALL_BITS, Anchor, Index, Spelling, bits_of, bits_of_pattern, clean

LONGEST_REACH = 16  # tokens, commas among them, after which the later half of a term is near
ROWS = 1 << 16
COLUMNS = ("own", "after", "before", "tail", "own tail", "alone")

Bits = NDArray[np.uint64]
# A token, what it may be, whether the next word and the word before it may belong to it, and
# the bits of the words behind it that may begin the later half of a term.
Hit = tuple[int, "Anchor | None", bool, bool, int]


class Screen:
    """The bits of each word form, and those its neighbours need.

    Parameters
    ----------
    index : Index
        From word forms to anchors.
    spelling : Spelling
        How forms are compared.
    """

    def __init__(self, index: Index, spelling: Spelling) -> None:
        self.index, self.spelling = index, spelling
        self.table = FormTable(self._row)
        self._clear()

    def _clear(self) -> None:
        self.table.clear()
        self.anchors: list[Anchor | None] = []
        self.by_bits: dict[tuple[int, int], int] = {}
        self.columns: Bits = np.zeros((len(COLUMNS), 1 << 8), np.uint64)

    def look(self, text: str, tokens: Offsets, hashes: Hashes) -> tuple[Iterator[Hit], Bits]:
        """The tokens at which a term may be found, in order, and the bits of all tokens."""
        if len(self.anchors) > ROWS:
            self._clear()
        rows = self.table.numbers(text, tokens, hashes)
        own, after, before, tail, own_tail, alone = (c.take(rows) for c in self.columns)
        goes_on, preceded = np.zeros(len(rows), bool), np.zeros(len(rows), bool)
        np.not_equal(after[:-1] & own[1:], 0, out=goes_on[:-1])
        np.not_equal(before[1:] & own[:-1], 0, out=preceded[1:])
        hit = goes_on | preceded | (alone != 0)
        near = _near(own_tail)
        hit |= (tail & near) != 0
        at = hit.nonzero()[0]
        anchors = map(self.anchors.__getitem__, rows[at].tolist())
        hits = zip(
            at.tolist(),
            anchors,
            goes_on[at].tolist(),
            preceded[at].tolist(),
            near[at].tolist(),
            strict=True,
        )
        return hits, own

    def _row(self, form: str) -> int:
        anchor = self.index.anchor(form)
        spellings = self._spellings(form)
        own = bits_of(spellings)
        own_tail = 0 if self.index.tails.isdisjoint(spellings) else own
        row = len(self.anchors)
        if anchor is None:  # most forms: what is known of them fits into a few rows
            known = self.by_bits.setdefault((own, own_tail), row)
            if known < row:
                return known
        if row == self.columns.shape[1]:
            self.columns = np.concatenate([self.columns, np.zeros_like(self.columns)], axis=1)
        after, before, tail, alone = self._needs(anchor) if anchor is not None else (0, 0, 0, 0)
        self.columns[:, row] = (own, after, before, tail, own_tail, alone)
        self.anchors.append(anchor)
        return row

    def _spellings(self, form: str) -> set[str]:
        """Also with a small first letter, as a term may stand where a sentence begins."""
        spellings = self.spelling.spellings
        lowered = form[:1].lower() + form[1:]
        return {*spellings(clean(form)), *spellings(clean(lowered))}

    def _needs(self, anchor: Anchor) -> tuple[int, int, int, int]:
        """Bits that the next word, the word before, and a word a little later must have.

        Last, 1 for a word that is a term alone.
        """
        after, before, tail, alone = 0, 0, 0, 0
        if anchor.begins is not None:
            for candidate in anchor.begins.ending:
                if candidate.tail:
                    tail |= bits_of_pattern(candidate.tail[0])
                else:
                    alone = 1
            if anchor.begins.following is not None:
                for candidate in anchor.begins.following.candidates:
                    after |= bits_of_pattern(candidate.rest[0])
        if anchor.preceding is not None:
            for candidate in anchor.preceding.candidates:
                before |= bits_of_pattern(candidate.before[-1])
        return after, before, tail, alone or int(tail == ALL_BITS)


def _near(bits: Bits) -> Bits:
    """For each token, the bits of the tokens after it that a gap may lead to."""
    n = len(bits)
    padded = np.zeros(n + LONGEST_REACH + 1, np.uint64)
    padded[:n] = bits
    reach = 1
    while reach < LONGEST_REACH:
        padded[:-reach] |= padded[reach:].copy()
        reach *= 2
    return padded[1 : n + 1]
