"""Sums of articles on semantic axes, so that groups of any articles are measured by adding up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.extract.axis_words import AxisScale, axis_scale, baseline_values
from framing.vectors import WordVectors

AT_ONCE = 1 << 18  # rows that are drawn at a time
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums over the counted words of each article.

    Attributes
    ----------
    words : float64 array of shape (n,)
    values : float64 array of shape (n, 2 * axes)
        Of the cosines, then of their squared deviation from the baseline.
    means : float64 array of shape (n, d)
        Mean of the vectors of the counted words.
    """

    words: Numbers
    values: Numbers
    means: Numbers


def article_sums(
    documents: Sequence[Document], scale: AxisScale, voice: str, baseline: Any
) -> Sums:
    """The sums of each article; 0 where it has no counted word of the voice.

    ``baseline`` is ``'corpus'``, the mean of these articles, or as in ``Axes``.
    """
    size = len(scale.names)
    words = np.zeros(len(documents))
    values = np.zeros((len(documents), 2 * size))
    means = np.zeros((len(documents), scale.directions.shape[1]))
    for number, document in enumerate(documents):
        source = document.source_tokens
        rows = scale.rows(document)[source if voice == "source" else ~source]
        rows = rows[rows != scale.nothing]
        if not len(rows):
            continue
        cosines = scale.cosines[rows].astype(float)
        words[number] = len(rows)
        values[number] = np.r_[cosines.sum(axis=0), (cosines**2).sum(axis=0)]
        means[number] = scale.vectors.unit(rows).mean(axis=0)
    if not words.any():
        raise ValueError(f"no word of the {voice} in these articles has a vector")
    first = values[:, :size]
    if isinstance(baseline, str) and baseline == "corpus":
        centre = first.sum(axis=0) / words.sum()
    else:
        centre = baseline_values(baseline, scale)
    values[:, size:] += words[:, None] * centre**2 - 2 * centre * first  # sum of (c - B)^2
    return Sums(words, values, means)


def drawn(
    sums: Sums, members: NDArray[np.int64], n: int, draws: int, rng: np.random.Generator
) -> Numbers:
    """Estimates from ``n`` articles drawn with replacement from some; shape (draws, columns)."""
    table = np.column_stack([sums.words, sums.values])[members]
    out = np.empty((draws, table.shape[1]))
    step = max(1, AT_ONCE // n)
    for first in range(0, draws, step):
        some = min(step, draws - first)
        out[first : first + some] = table[rng.integers(len(members), size=(some, n))].sum(axis=1)
    with np.errstate(invalid="ignore"):
        return np.asarray(out[:, 1:] / out[:, :1], float)


def adjusted(p: Numbers) -> Numbers:
    """p-values adjusted by Benjamini & Hochberg (1995); nan stays nan."""
    out = np.full(len(p), np.nan)
    known = (~np.isnan(p)).nonzero()[0]
    order = known[np.argsort(-p[known])]
    m = len(known)
    out[order] = np.minimum.accumulate(p[order] * m / np.arange(m, 0, -1)).clip(max=1)
    return out


def axis_baseline(
    corpus: Iterable[Document], axes: Any = None, vectors: str | Path | WordVectors | None = None
) -> dict[str, float]:
    """The bias of a whole corpus on each axis, all voices together: the B of its intensity.

    Parameters
    ----------
    corpus : iterable of Document
        Of one language.
    axes, vectors
        As in ``Axes``.

    Returns
    -------
    dict
        Axis to mean cosine, -1 to 1; for ``Axes(baseline=...)``.

    Raises
    ------
    ValueError
        If no word of the corpus is counted, or the articles are in several languages.

    Examples
    --------
    >>> import framing
    >>> corpus = [framing.parse("A safe bridge. A dangerous road. A secure home.", "en")]
    >>> round(axis_baseline(corpus, ["safe_dangerous"])["safe_dangerous"], 1)
    0.1
    """
    total, n, scale = np.zeros(0), 0, None
    for document in corpus:
        here = axis_scale(axes, document.language, vectors)
        if scale is not None and here is not scale:
            raise ValueError("a baseline is of one language; this corpus has several")
        scale = here
        rows = scale.rows(document)
        rows = rows[rows != scale.nothing]
        cosines = scale.cosines[rows].sum(axis=0, dtype=float)
        total, n = (total if len(total) else 0) + cosines, n + len(rows)
    if scale is None or not n:
        raise ValueError("no word of this corpus has a vector: there is no baseline")
    return dict(zip(scale.names, (total / n).tolist(), strict=True))
