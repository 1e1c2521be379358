"""Values and intervals at once: the first row of weights is the corpus, the others resamples.

Everything that is scored is a sum over articles, so that a resample is a row of weights and all
of them are one product of matrices.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import numpy as np

from framing.evaluation.agreement import Numbers, correlation, mean_error
from framing.evaluation.attribution import Ratio
from framing.evaluation.official import Sums

RESAMPLES = 1000
SEED = 42
LEVEL = (2.5, 97.5)  # per cent: the ends of a 95 % percentile interval


def weights_of(clusters: Sequence[Hashable]) -> Numbers:
    """How often each document counts: as it is, and in each of 1,000 bootstrap samples.

    Parameters
    ----------
    clusters : sequence of length n
        What each document belongs to; whole clusters are drawn.

    Returns
    -------
    float array of shape (1001, n)
        The first row is all ones.

    Examples
    --------
    >>> weights = weights_of(["a", "a", "b"])
    >>> weights.shape, weights[0].tolist(), bool((weights[:, 0] == weights[:, 1]).all())
    ((1001, 3), [1.0, 1.0, 1.0], True)
    """
    numbers = {cluster: number for number, cluster in enumerate(dict.fromkeys(clusters))}
    member = [numbers[cluster] for cluster in clusters]
    n = len(numbers)
    drawn = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), RESAMPLES)
    return np.vstack([np.ones(n), drawn])[:, member]


def ratios(rows: Sequence[Mapping[str, Ratio]], weights: Numbers) -> dict[str, Numbers]:
    """Percentages: for each name, the sum of the first numbers over that of the second ones.

    Examples
    --------
    >>> ratios([{"f1": (1.0, 2.0)}, {"f1": (2.0, 2.0)}], np.array([[1.0, 1.0], [0.0, 2.0]]))
    {'f1': array([ 75., 100.])}
    """
    table = np.array([list(row.values()) for row in rows], float)  # documents, names, 2
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = 100 * (weights @ table[:, :, 0]) / (weights @ table[:, :, 1])
    return {name: shares[:, column] for column, name in enumerate(rows[0])}


def macro_f1(rows: Sequence[Sums], weights: Numbers) -> Numbers:
    """The official F1 in per cent: that of the mean precision and the mean recall.

    Examples
    --------
    >>> macro_f1([Sums(0.25, 1, 0.5, 1)], np.ones((1, 1))).round(2)
    array([33.33])
    """
    totals = weights @ np.array(rows, float)
    with np.errstate(invalid="ignore", divide="ignore"):
        precision, recall = totals[:, 0] / totals[:, 1], totals[:, 2] / totals[:, 3]
        both = 2 * precision * recall / (precision + recall)
    return 100 * np.where(precision + recall == 0, 0.0, both)


def agreement(pairs: Numbers, weights: Numbers) -> tuple[Numbers, Numbers]:
    """Correlation and mean absolute error of what is measured in gold and in predicted articles.

    Parameters
    ----------
    pairs : float array of shape (n, 2)
        Both values of each article; an article with a NaN is left out.
    weights : float array of shape (k, n)
        From ``weights_of``.

    Returns
    -------
    tuple of two float arrays of shape (k,)
        NaN where undefined.
    """
    known = ~np.isnan(pairs).any(axis=1)
    gold, predicted = pairs[known].T
    return correlation(gold, predicted, weights[:, known]), mean_error(
        gold, predicted, weights[:, known]
    )


def ends(samples: Numbers) -> tuple[float | None, float | None]:
    """The ends of the percentile interval over the resamples in which the value is defined.

    Examples
    --------
    >>> ends(np.array([float("nan")] * 3))
    (None, None)
    """
    known = samples[~np.isnan(samples)]
    if not len(known):
        return None, None
    low, high = np.percentile(known, LEVEL)
    return round(float(low), 4), round(float(high), 4)
