"""What a rater rates: sentences of articles, or articles as a whole.

A passage is made of pieces of one document. Boilerplate belongs to no piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.document import Document

Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Passages:
    """Parts of documents, each rated on its own.

    Attributes
    ----------
    documents : tuple of Document
        What the passages are parts of.
    document : int64 array of shape (n,)
        The number of the document of each passage.
    pieces : int64 array of shape (m, 3)
        For each piece the passage it belongs to, and its start and end offset in the document;
        by passage, then by start.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("It rained on Monday. The dam held.", "en")
    >>> len(Passages.sentences([doc])), len(Passages.articles([doc]))
    (2, 1)
    """

    documents: tuple[Document, ...]
    document: Integers
    pieces: Integers

    def __len__(self) -> int:
        return len(self.document)

    @classmethod
    def articles(cls, documents: Sequence[Document]) -> Passages:
        """Each document is one passage: its sentences, without boilerplate."""
        return cls._of(documents, whole=True)

    @classmethod
    def sentences(cls, documents: Sequence[Document]) -> Passages:
        """Each sentence is a passage."""
        return cls._of(documents, whole=False)

    @classmethod
    def _of(cls, documents: Sequence[Document], *, whole: bool) -> Passages:
        numbers = np.arange(len(documents))
        counts = np.array([len(document.sentences) for document in documents], np.int64)
        offsets = np.concatenate(
            [np.zeros((0, 2), np.int64), *(document.sentences for document in documents)]
        )
        of_piece = np.repeat(numbers, counts)
        passage = of_piece if whole else np.arange(len(offsets))
        return cls(
            tuple(documents),
            numbers if whole else of_piece,
            np.column_stack([passage, offsets]).astype(np.int64),
        )

    def split(self, most: int) -> list[Passages]:
        """The same passages in batches of at most so many characters and at least a document."""
        batches = []
        sizes = np.array([len(document.text) for document in self.documents], np.int64)
        batch = (np.cumsum(sizes) - sizes) // most if len(sizes) else sizes
        for number in np.unique(batch):
            chosen = (batch == number).nonzero()[0]
            batches.append(self._part(int(chosen[0]), int(chosen[-1]) + 1))
        return batches

    def _part(self, first: int, last: int) -> Passages:
        begin, end = np.searchsorted(self.document, [first, last])
        low, high = np.searchsorted(self.pieces[:, 0], [begin, end])
        pieces = self.pieces[low:high].copy()
        pieces[:, 0] -= begin
        return Passages(self.documents[first:last], self.document[begin:end] - first, pieces)

    @cached_property
    def piece_edges(self) -> Integers:
        """Where the pieces of each document begin in ``pieces``; shape (documents + 1,)."""
        of_piece = self.document[self.pieces[:, 0]]
        return np.searchsorted(of_piece, np.arange(len(self.documents) + 1)).astype(np.int64)

    @property
    def offsets(self) -> Integers:
        """Where each passage begins and ends in its document; shape (n, 2), 0 0 if empty."""
        out = np.zeros((len(self), 2), np.int64)
        if len(self.pieces):
            passages, first = np.unique(self.pieces[:, 0], return_index=True)
            last = np.append(first[1:], len(self.pieces)) - 1
            out[passages, 0] = self.pieces[first, 1]
            out[passages, 1] = self.pieces[last, 2]
        return out

    def tokens(self, which: NDArray[Any] | None = None) -> Integers:
        """The number of tokens (or of those marked) in each passage.

        Parameters
        ----------
        which : bool or int array, optional
            One value for each token of all documents, in order: which are counted, or a number
            of each that is added up.
        """
        first, last = self.token_ranges
        if which is None:
            per_piece = last - first
        else:
            sums = np.concatenate([[0], np.cumsum(which)])
            per_piece = sums[last] - sums[first]
        return np.bincount(self.pieces[:, 0], per_piece, minlength=len(self)).astype(np.int64)

    @cached_property
    def token_ranges(self) -> tuple[Integers, Integers]:
        """For each piece its first token and the one behind its last, over all documents."""
        base = 0
        first, last = np.zeros(len(self.pieces), np.int64), np.zeros(len(self.pieces), np.int64)
        edges = self.piece_edges
        for number, document in enumerate(self.documents):
            starts = np.ascontiguousarray(document.tokens[:, 0])
            low, high = edges[number], edges[number + 1]
            pieces = self.pieces[low:high].astype(starts.dtype)
            first[low:high] = base + np.searchsorted(starts, np.ascontiguousarray(pieces[:, 1]))
            last[low:high] = base + np.searchsorted(starts, np.ascontiguousarray(pieces[:, 2]))
            base += len(starts)
        return first, last
