"""From scores to probabilities, with a band that says how surely the two belong together.

Scores of passages that the rater had not seen are set against their labels: Platt scaling
(Platt 1999), a logistic curve with a slope and a level. Its band comes from the covariance of the
two, clustered by group (the sandwich of Liang & Zeger 1986), so that many sentences of one
article do not pretend to be as many articles.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Z95 = 1.959963984540054
ENOUGH = 1e-10
STEPS = 100


class Calibration(NamedTuple):
    """One curve for each label.

    Attributes
    ----------
    slope, level : float arrays of shape (k,)
    covariance : float array of shape (k, 3)
        Variance of the slope, covariance, variance of the level.
    """

    slope: Array
    level: Array
    covariance: Array

    def probabilities(self, scores: Array) -> Array:
        """Probabilities of scores of shape (n, k)."""
        return sigmoid(scores * self.slope + self.level)

    def band(self, scores: Array) -> tuple[Array, Array]:
        """Ends of the 95 % interval of each probability."""
        centre = scores * self.slope + self.level
        slope, both, level = self.covariance.T
        variance = scores**2 * slope + 2 * scores * both + level
        reach = Z95 * np.sqrt(np.maximum(variance, 0.0))
        return sigmoid(centre - reach), sigmoid(centre + reach)


def sigmoid(x: Array) -> Array:
    """1 / (1 + exp(-x)), without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * np.asarray(x, np.float64))))


def calibrated(scores: Array, truth: NDArray[np.bool_], groups: NDArray[np.int64]) -> Calibration:
    """Fit the curves.

    Parameters
    ----------
    scores : float array of shape (n, k)
        Of passages that the rater was not trained on.
    truth : bool array of shape (n, k)
        Whether each label was given.
    groups : int array of shape (n,)
        Which passages belong together.

    Examples
    --------
    >>> scores = np.linspace(-2, 2, 400)[:, None]
    >>> truth = np.random.default_rng(1).random((400, 1)) < sigmoid(2 * scores)
    >>> found = calibrated(scores, truth, np.arange(400))
    >>> bool(1.5 < found.slope[0] < 2.5)
    True
    """
    curves = [_curve(s, t, groups) for s, t in zip(scores.T, truth.T, strict=True)]
    slope, level, covariance = zip(*curves, strict=True)
    return Calibration(np.array(slope), np.array(level), np.array(covariance))


def _curve(
    scores: Array, truth: NDArray[np.bool_], groups: NDArray[np.int64]
) -> tuple[float, float, tuple[float, float, float]]:
    """Newton's method; Platt's targets keep it finite where one score separates the labels."""
    positive, negative = int(truth.sum()), int((~truth).sum())
    high, low = (positive + 1) / (positive + 2), 1 / (negative + 2)
    target = np.where(truth, high, low)
    design = np.column_stack([scores, np.ones_like(scores)])
    beta = np.array([1.0, np.log((positive + 1) / (negative + 1))])
    for _ in range(STEPS):
        p = sigmoid(design @ beta)
        gradient = design.T @ (target - p)
        hessian = design.T @ (design * (p * (1 - p))[:, None]) + 1e-9 * np.eye(2)
        step = np.linalg.solve(hessian, gradient)
        beta = beta + np.clip(step, -2.0, 2.0)
        if float(np.abs(step).max()) < ENOUGH:
            break
    residual = design * (target - sigmoid(design @ beta))[:, None]
    sums = np.zeros((int(groups.max()) + 1, 2))
    np.add.at(sums, groups, residual)
    inverse = np.linalg.inv(hessian)
    covariance = inverse @ (sums.T @ sums) @ inverse
    return float(beta[0]), float(beta[1]), (covariance[0, 0], covariance[0, 1], covariance[1, 1])
