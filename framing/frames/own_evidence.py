"""What the terms of a frame say about texts that nobody has labelled: distant supervision.

In the space of a rater's features a direction is learnt that tells texts with a term of the frame
from those without (Mintz et al. 2009, Distant supervision for relation extraction without labeled
data). Words that keep company with the terms, and words whose vectors are near, count along it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.frames.labelled import FrameFileError
from framing.frames.own import OwnFrame
from framing.vectors import WordVectors, load_vectors, word_hashes

Array = NDArray[np.float64]
C = 4.0  # inverse penalty of the weights
TINY = 1e-9


class Direction(NamedTuple):
    """A linear measure of texts, of mean 0 and standard deviation 1 over the pool.

    Attributes
    ----------
    weights : float array of shape (features,)
    bias : float
    """

    weights: Array
    bias: float

    def of(self, features: Any) -> Array:
        """The measure of rows of features; shape (rows,)."""
        return np.asarray(features @ self.weights + self.bias, np.float64)


def hits(frame: OwnFrame, documents: Sequence[Document]) -> NDArray[np.int64]:
    """How often terms of the frame stand in each document."""
    found = [sum(1 for _ in frame.lexicon(d.language).find(d)) for d in documents]
    return np.array(found, np.int64)


def centre(frame: OwnFrame, documents: Sequence[Document]) -> NDArray[np.float32]:
    """The mean of the unit vectors of the frame's terms, of length 1.

    The vector of a term is that of its words as they stand in the documents; of a term that
    stands in none, that of its own words, where they have vectors.

    Raises
    ------
    FrameFileError
        If no term has a vector.
    """
    language = documents[0].language
    vectors = load_vectors(language)
    seen: dict[str, list[str]] = {}
    for document in documents:
        for start, end, entry in frame.lexicon(language).matches(document):
            first, last = document.tokens_of((start, end))
            seen.setdefault(entry.term, []).extend(document.lower[first:last])
    means = []
    for entry in frame.lexicon(language).entries:
        words = seen.get(entry.term) or entry.term.replace("|", "").lower().split()
        rows = _rows(vectors, words)
        if len(rows):
            means.append(_unit(vectors.unit(rows).mean(axis=0)))
    if not means:
        raise FrameFileError(
            f"{frame.where}: none of its terms has a word vector in {language!r}; add more usual "
            "words as seeds"
        )
    return _unit(np.mean(means, axis=0))


def _rows(vectors: WordVectors, words: Sequence[str]) -> NDArray[np.int64]:
    rows = vectors.rows(word_hashes(words))
    return rows[rows >= 0]


def _unit(vector: NDArray[Any]) -> NDArray[np.float32]:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), TINY), np.float32)


def direction(frame: OwnFrame, documents: Sequence[Document], features: Any) -> Direction:
    """What the frame's terms say, as a direction among features.

    Parameters
    ----------
    frame : OwnFrame
    documents : sequence of Document
        The pool, in one language; no label is looked at.
    features : sparse matrix of shape (documents, features)

    Raises
    ------
    FrameFileError
        If no document has a term of the frame, or all have.
    """
    from sklearn.linear_model import LogisticRegression

    found = hits(frame, documents) > 0
    if found.all() or not found.any():
        how = "all" if found.all() else "none"
        raise FrameFileError(
            f"{frame.where}: {how} of {len(documents)} articles have one of its terms, which tells "
            "nothing; change the seeds, or add articles with corpus or pool"
        )
    model = LogisticRegression(C=C, solver="liblinear", class_weight="balanced")
    weights = model.fit(features, found).coef_[0]
    scores = features @ weights
    spread = max(float(scores.std()), TINY)
    return Direction(weights / spread, -float(scores.mean()) / spread)
