"""Passages as averages of word vectors.

The vectors of a language lie in its pack (``vectors.safetensors``), trained by ``framing train
vectors`` on news. Words are hashed: the file holds no list of words.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.language import language_codes
from framing.models.ngrams import token_hashes
from framing.models.passages import Passages

FILE = "vectors.safetensors"
LANGUAGES = Path(__file__).parent.parent / "languages"
DIMENSIONS = 100
COMMON = 1e-3  # share of all words at which a word counts half (Arora, Liang & Ma 2017)


class WordVectors(NamedTuple):
    """The vectors of a language.

    Attributes
    ----------
    hashes : uint64 array of shape (n,)
        Of word forms, in order.
    vectors : int8 array of shape (n, d)
    scale : float32 array of shape (n,)
        A vector is its row times its scale.
    weight : float32 array of shape (n,)
        a / (a + share of all words): common words count less.
    """

    hashes: NDArray[np.uint64]
    vectors: NDArray[np.int8]
    scale: NDArray[np.float32]
    weight: NDArray[np.float32]


def load_vectors(language: str) -> WordVectors:
    """The word vectors of a language.

    Raises
    ------
    ValueError
        If there are none.
    """
    path = LANGUAGES / language / FILE
    if not path.is_file():
        there = [code for code in language_codes() if (LANGUAGES / code / FILE).is_file()]
        raise ValueError(
            f"no word vectors for {language!r}; there are some for {', '.join(there) or 'none'}; "
            f"`framing train vectors --language {language}` makes them"
        )
    return _load(path)


@cache
def _load(path: Path) -> WordVectors:
    from safetensors.numpy import load_file

    arrays = load_file(path)
    share = arrays["share"].astype(np.float32)
    weight = (COMMON / (COMMON + share)).astype(np.float32)
    scale = arrays["scale"].astype(np.float32)
    return WordVectors(arrays["hashes"], arrays["vectors"], scale, weight)


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
