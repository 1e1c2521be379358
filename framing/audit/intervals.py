"""How far a score could be off: percentile intervals over resampled rows or clusters.

Every score here is a function of sums over rows, so that a resample is a row of weights and all
of them are a product of matrices.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.audit.calibration import BINS, bins_of
from framing.audit.contract import Kind, Numbers
from framing.audit.metrics import brier_of_rows, checked, decisions, decode, encode
from framing.evaluation.bootstrap import ends, weights_of


class Interval(NamedTuple):
    """The ends of a 95 % interval; None where no resample had a value."""

    low: float | None
    high: float | None


def intervals(
    truth: Sequence[Any],
    proba: ArrayLike,
    kind: Kind,
    classes: Sequence[Any],
    predicted: Sequence[Any] | None = None,
    clusters: Sequence[Hashable] | None = None,
) -> dict[str, Interval]:
    """Percentile bootstrap intervals, 95 %, of the scores that ``metrics`` gives.

    Parameters
    ----------
    truth, proba, kind, classes, predicted
        As in ``metrics``.
    clusters : sequence of length n, optional
        The article or outlet of each row: whole clusters are drawn, since sentences of one
        article are not independent. Without it rows are drawn.

    Returns
    -------
    dict of Interval
        1,000 resamples, seed 42. The ECE grows with noise, and a resample holds that of the
        sample and its own: its interval is moved down by the mean of what resampling adds.

    Examples
    --------
    >>> found = intervals([1, 0] * 20, [[0.1, 0.9], [0.6, 0.4]] * 20, "binary", [0, 1])
    >>> found["accuracy"], found["f1_1"]
    (Interval(low=1.0, high=1.0), Interval(low=1.0, high=1.0))
    """
    p = checked(proba, len(truth), classes)
    if predicted is None:
        predicted = decode(p, kind, classes)
    y, z = encode(truth, kind, classes), encode(predicted, kind, classes)
    weights = weights_of(range(len(truth)) if clusters is None else list(clusters))
    drawn = {
        **f1_under(weights, y, z, classes),
        "accuracy": mean_under(weights, (y == z).all(axis=1)),
        "brier": mean_under(weights, brier_of_rows(y, p, kind)),
        "ece": centred(ece_under(weights, *decisions(y, p, kind))),
    }
    return {name: Interval(*ends(values[1:])) for name, values in drawn.items()}


def centred(values: Numbers) -> Numbers:
    """Resampled values, all but the first, moved so that their mean is the first one; 0 to 1.

    >>> centred(np.array([0.2, 0.3, 0.5])).round(2)
    array([0.2, 0.1, 0.3])
    """
    added = values[1:].mean() - values[0]
    out: Numbers = np.clip(values - added, 0, 1)
    out[0] = values[0]
    return out


def mean_under(weights: Numbers, values: ArrayLike) -> Numbers:
    """The mean of a value of each row, under each weighting."""
    out: Numbers = weights @ np.asarray(values, float) / weights.sum(axis=1)
    return out


def f1_under(
    weights: Numbers, truth: NDArray[np.bool_], predicted: NDArray[np.bool_], classes: Sequence[Any]
) -> dict[str, Numbers]:
    """F1 of each class and its averages, under each weighting; a class without cases counts 0.

    F1 = 2 TP / (2 TP + FP + FN). Weighted: by the number of true cases of a class.
    """
    hits = weights @ (truth & predicted).astype(float)
    real, said = weights @ truth.astype(float), weights @ predicted.astype(float)
    each = _over(2 * hits, real + said)
    return {
        "weighted_f1": _over((each * real).sum(axis=1), real.sum(axis=1)),
        "macro_f1": each.mean(axis=1),
        "micro_f1": _over(2 * hits.sum(axis=1), (real + said).sum(axis=1)),
        **{f"f1_{name}": each[:, column] for column, name in enumerate(classes)},
    }


def ece_under(weights: Numbers, truth: NDArray[np.bool_], proba: Numbers) -> Numbers:
    """The calibration error in the bins of the whole sample, under each weighting."""
    which = bins_of(proba.ravel(), BINS).reshape(proba.shape)
    gaps = np.zeros((len(proba), which.max() + 1))
    for column in range(proba.shape[1]):
        cell = np.arange(len(proba)), which[:, column]
        np.add.at(gaps, cell, truth[:, column] - proba[:, column])
    out: Numbers = np.abs(weights @ gaps).sum(axis=1) / (weights.sum(axis=1) * proba.shape[1])
    return out


def _over(part: Numbers, whole: Numbers) -> Numbers:
    """A ratio that is 0 where there is nothing, as scikit-learn has it."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
