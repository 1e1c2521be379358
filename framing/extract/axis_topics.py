"""How much of a score on an axis goes with what articles are about."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

COMPONENTS = 10
FOLDS = 10
FEWEST = 50  # articles; below, eleven coefficients are not to be estimated
Numbers = NDArray[np.float64]


def predicted_by_topic(
    scores: Numbers, means: Numbers, direction: Numbers, seed: int = 0
) -> tuple[float, Numbers]:
    """Predict the scores of articles from what the articles are about otherwise.

    An article is about the mean of the vectors of its words, the direction of the axis taken
    out: left in, it would predict a bias by definition. The first ten principal components of
    these means stand for topics. A linear regression on them, learnt from nine tenths of the
    articles, predicts the last tenth, in turn.

    Parameters
    ----------
    scores : float64 array of shape (n,)
        Bias or intensity of each article.
    means : float64 array of shape (n, d)
        The mean of the vectors of the counted words of each article.
    direction : float64 array of shape (d,)
        Of the axis, of length 1.
    seed : int
        Which articles go together into a fold.

    Returns
    -------
    r2 : float
        1 - sum (score - predicted)^2 / sum (score - mean of the others)^2, out of sample; at
        most 1, at or below 0 where topics predict nothing. nan for fewer than 50 articles.
    predicted : float64 array of shape (n,)
        What the topic makes one expect; the mean where there are too few articles.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> means = rng.normal(size=(200, 30)) * np.r_[0.01, 5.0, np.ones(28)]
    >>> direction = np.eye(30)[0]
    >>> follows, free = means[:, 1] + 1.0, rng.normal(size=200)
    >>> predicted_by_topic(follows, means, direction)[0] > 0.99
    True
    >>> predicted_by_topic(free, means, direction)[0] < 0.1
    True
    """
    n = len(scores)
    if n < FEWEST:
        return float("nan"), np.full(n, scores.mean() if n else np.nan)
    topics = _components(means - np.outer(means @ direction, direction))
    inputs = np.column_stack([np.ones(n), topics])
    fold = np.random.default_rng(seed).permutation(n) % FOLDS
    predicted, expected = np.empty(n), np.empty(n)
    for number in range(FOLDS):
        held, rest = fold == number, fold != number
        weights = np.linalg.lstsq(inputs[rest], scores[rest], rcond=None)[0]
        predicted[held] = inputs[held] @ weights
        expected[held] = scores[rest].mean()
    total = float(((scores - expected) ** 2).sum())
    r2 = 1 - float(((scores - predicted) ** 2).sum()) / total if total > 0 else float("nan")
    return r2, predicted


def _components(means: Numbers) -> Numbers:
    """The first principal components of each article, each of variance 1."""
    centred = means - means.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    components = centred @ vectors[:, : -COMPONENTS - 1 : -1]
    return np.asarray(components / np.maximum(components.std(axis=0), 1e-12), float)
