"""Passages as averages of word vectors: what raters look at of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.models.ngrams import token_hashes
from framing.models.passages import Passages
from framing.vectors import DIMENSIONS, FILE, WordVectors, load_vectors

__all__ = [
    "DIMENSIONS",
    "FILE",
    "WordVectors",
    "load_vectors",
    "mean_vectors",
    "summed",
    "token_vectors",
]


def token_vectors(passages: Passages) -> NDArray[np.float32]:
    """The weighted vector of every token of all documents, 0 where it is not known.

    Returns
    -------
    float32 array of shape (tokens, DIMENSIONS)
    """
    hashes = token_hashes(passages)
    sizes = [len(document.tokens) for document in passages.documents]
    codes = np.repeat([document.language for document in passages.documents], sizes)
    out = np.zeros((len(hashes), DIMENSIONS), np.float32)
    for language in np.unique(codes):
        known = load_vectors(str(language))
        rows = (codes == language).nonzero()[0]
        at = np.minimum(np.searchsorted(known.hashes, hashes[rows]), len(known.hashes) - 1)
        found = known.hashes[at] == hashes[rows]
        rows, at = rows[found], at[found]
        out[rows] = known.vectors[at] * (known.scale[at] * known.weight[at])[:, None]
    return out


def mean_vectors(passages: Passages) -> NDArray[np.float32]:
    """The mean of the weighted vectors of a passage's words, of length 1.

    Returns
    -------
    float32 array of shape (n, DIMENSIONS)
        0 where no word is known.
    """
    sums = summed(passages, token_vectors(passages))
    length = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.maximum(length, 1e-9), np.float32)


def summed(passages: Passages, per_token: NDArray[np.float32]) -> NDArray[np.float64]:
    """The sum of the rows of each passage's tokens."""
    zero = np.zeros((1, per_token.shape[1]))
    sums = np.concatenate([zero, np.cumsum(per_token, axis=0, dtype=np.float64)])
    first, last = passages.token_ranges
    out = np.zeros((len(passages), per_token.shape[1]))
    np.add.at(out, passages.pieces[:, 0], sums[last] - sums[first])
    return out
