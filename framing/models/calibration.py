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
    """Slope and level of one label, with their covariance.

    Platt's targets keep the slope finite where one score separates the labels. Scores that are
    all the same say nothing: the slope is 0 and everything gets the base rate.
    """
    positive, negative = int(truth.sum()), int((~truth).sum())
    target = np.where(truth, (positive + 1) / (positive + 2), 1 / (negative + 2))
    centre, spread = float(scores.mean()), float(scores.std())
    spread = spread if spread > ENOUGH else np.inf
    design = np.column_stack([(scores - centre) / spread, np.ones_like(scores)])
    beta, inverse = _newton(design, target)
    residual = design * (target - sigmoid(design @ beta))[:, None]
    sums = np.zeros((int(groups.max()) + 1, 2))
    np.add.at(sums, groups, residual)
    back = np.array([[1 / spread, 0.0], [-centre / spread, 1.0]])
    slope, level = back @ beta
    covariance = back @ inverse @ (sums.T @ sums) @ inverse @ back.T
    return float(slope), float(level), (covariance[0, 0], covariance[0, 1], covariance[1, 1])


def _newton(design: Array, target: Array) -> tuple[Array, Array]:
    """Where the likelihood is highest, and the inverse of its curvature there.

    A step that would lead past the top is halved until it leads up (Lin, Lin & Weng 2007, A Note
    on Platt's Probabilistic Outputs for Support Vector Machines).
    """

    def likelihood(beta: Array) -> float:
        log_odds = design @ beta
        return float((target * log_odds - np.logaddexp(0.0, log_odds)).sum())

    beta = np.zeros(design.shape[1])
    best = likelihood(beta)
    for _ in range(STEPS):
        p = sigmoid(design @ beta)
        curvature = design.T @ (design * (p * (1 - p))[:, None]) + 1e-9 * np.eye(len(beta))
        step = np.linalg.solve(curvature, design.T @ (target - p))
        if float(np.abs(step).max()) < ENOUGH:
            break
        while (found := likelihood(beta + step)) < best and float(np.abs(step).max()) > ENOUGH:
            step = step / 2
        beta, best = beta + step, max(best, found)
    return beta, np.asarray(np.linalg.inv(curvature), np.float64)
