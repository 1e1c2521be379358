"""Article level: whether what one would count in an article comes out as people's marks have it.

The units are those of a study of sources: how much of an article is attributed, to how many
sources, how evenly, and how much of it in their own words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from framing.document import Document, Offsets
from framing.evaluation.units import Unit, written

Numbers = NDArray[np.float64]
OWN_WORDS = ("direct", "mixed")
NAN = math.nan


def share(document: Document, words: Offsets, found: Sequence[Unit]) -> float:
    """Words in any content / words of the article, 0 to 1; NaN in an article without words."""
    return len({n for unit in found for n in unit.content}) / len(words) if len(words) else NAN


def sources(document: Document, words: Offsets, found: Sequence[Unit]) -> float:
    """Number of distinct source strings; *the mayor* and *she* are two."""
    return float(len(_said(document, words, found)))


def entropy(document: Document, words: Offsets, found: Sequence[Unit]) -> float:
    """Shannon entropy of who speaks, in bits: 0 where one source, or none, has all the words.

    H = -sum p log2 p, where p is a source string's share of the words of content of all
    attributions that have a source (Shannon 1948). What has none plays no part.

    Examples
    --------
    >>> import framing
    >>> from framing.evaluation.units import word_offsets
    >>> doc = framing.parse("He said a b. She said c d. He said e f. They said g h.", "en")
    >>> words = word_offsets(doc.text)
    >>> said = [Unit("indirect", frozenset({n}), frozenset(), frozenset({n + 2, n + 3}))
    ...         for n in (0, 4, 8, 12)]
    >>> entropy(doc, words, said), sources(doc, words, said)
    (1.5, 3.0)
    """
    counts = _said(document, words, found)
    total = counts.total()
    return sum(n / total * math.log2(total / n) for n in counts.values() if n) if total else 0.0


def direct_share(document: Document, words: Offsets, found: Sequence[Unit]) -> float:
    """Words of direct or mixed content / attributed words, 0 to 1; NaN without any of these."""
    attributed = {n for unit in found for n in unit.content}
    own = {n for unit in found if unit.type in OWN_WORDS for n in unit.content}
    return len(own) / len(attributed) if attributed else NAN


def _said(document: Document, words: Offsets, found: Sequence[Unit]) -> Counter[str]:
    """How many words of content each source string has."""
    counts: Counter[str] = Counter()
    for unit in found:
        if unit.source:
            counts[written(document, words, sorted(unit.source))] += len(unit.content)
    return counts


Measure = Callable[[Document, Offsets, Sequence[Unit]], float]
ARTICLE_MEASURES: dict[str, Measure] = {
    "share": share,
    "sources": sources,
    "entropy": entropy,
    "direct_share": direct_share,
}


def correlation(x: Numbers, y: Numbers, weights: Numbers) -> Numbers:
    """Pearson's r of two rows of numbers under several weightings.

    Parameters
    ----------
    x, y : float array of shape (n,)
        Without NaN.
    weights : float array of shape (k, n)
        How often each pair counts.

    Returns
    -------
    float array of shape (k,)
        -1 to 1; NaN where all that count are alike in x or in y.

    Examples
    --------
    >>> x = np.array([1.0, 2.0, 3.0])
    >>> correlation(x, np.array([2.0, 4.0, 6.0]), np.array([[1.0, 1, 1], [3, 0, 0]])).round(6)
    array([ 1., nan])
    """
    total = weights.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_x, mean_y = (weights @ x / total, weights @ y / total)
        covariance = weights @ (x * y) / total - mean_x * mean_y
        spread_x = weights @ (x * x) / total - mean_x**2
        spread_y = weights @ (y * y) / total - mean_y**2
        alike = ~((spread_x > 1e-12) & (spread_y > 1e-12))
        return np.where(alike, np.nan, covariance / np.sqrt(spread_x * spread_y))


def mean_error(x: Numbers, y: Numbers, weights: Numbers) -> Numbers:
    """Mean absolute difference of two rows of numbers under several weightings.

    Examples
    --------
    >>> mean_error(np.array([1.0, 2.0]), np.array([1.0, 4.0]), np.array([[1.0, 1], [0, 1]]))
    array([1., 2.])
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        out: Numbers = weights @ np.abs(x - y) / weights.sum(axis=1)
    return out
