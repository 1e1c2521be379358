"""Krippendorff's alpha as a formula over counts; tables and intervals are built around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval"]
LEVELS = ("nominal", "ordinal", "interval")


def alpha_under(
    weights: Numbers, counts: Numbers, values: Sequence[object], level: Level
) -> Numbers:
    """Alpha under each weighting of the units.

    alpha = 1 - D_o / D_e, where D_o is the mean difference of pairs of labels within units and
    D_e that of all pairs of labels (Krippendorff 2011, Computing Krippendorff's
    alpha-reliability). Differences: nominal 0 or 1; interval (a - b)^2; ordinal the squared
    number of labels between two ranks.

    Parameters
    ----------
    weights : float array of shape (k, units)
    counts : float array of shape (units, values)
        How often each unit was given each value.
    values : sequence
        The values, sorted; numbers where the level is interval.
    level : {'nominal', 'ordinal', 'interval'}

    Returns
    -------
    float array of shape (k,)
        NaN where only one value was used.

    Examples
    --------
    >>> counts = np.array([[0.0, 2.0], [2.0, 0.0], [1.0, 1.0]])
    >>> alpha_under(np.ones((1, 3)), counts, [0, 1], "nominal").round(3).tolist()
    [0.444]
    """
    sizes = counts.sum(axis=1)
    # Coincidences of a unit: ordered pairs of labels, divided by its number of labels less one.
    pairs = counts[:, :, None] * counts[:, None, :]
    for value in range(counts.shape[1]):
        pairs[:, value, value] -= counts[:, value]
    pairs /= (sizes - 1)[:, None, None]
    out = np.full(len(weights), np.nan)
    for row, together in enumerate(np.tensordot(weights, pairs, axes=1)):
        totals = together.sum(axis=1)
        distance = _distances(totals, values, level)
        expected = (np.outer(totals, totals) - np.diag(totals)) * distance
        if expected.sum() > 0:
            out[row] = 1 - (totals.sum() - 1) * (together * distance).sum() / expected.sum()
    return out


def _distances(totals: Numbers, values: Sequence[object], level: Level) -> Numbers:
    """Squared differences between values, shape (values, values)."""
    if level == "nominal":
        return 1 - np.eye(len(totals))
    between = totals.cumsum() - totals / 2  # differences are the labels between two ranks
    numbers = np.array(values, float) if level == "interval" else between
    out: Numbers = (numbers[:, None] - numbers[None, :]) ** 2
    return out
