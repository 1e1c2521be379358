"""Whether a probability means what it says: of the sentences rated .7, seven in ten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from framing.audit.contract import Integers, Numbers

if TYPE_CHECKING:
    import pandas as pd

BINS = 10
Z = 1.959964  # the normal quantile of a 95 % interval


def bins_of(proba: ArrayLike, bins: int = BINS) -> Integers:
    """The bin of each probability: bins of equal mass, as far as ties allow.

    Parameters
    ----------
    proba : float array of shape (n,)
    bins : int
        At most so many. Equal probabilities always share a bin, so that the order of the rows
        plays no part; bins can then differ in size.

    Returns
    -------
    int array of shape (n,)
        Numbered from 0 by rising probability, without gaps.

    Examples
    --------
    >>> bins_of([0.9, 0.1, 0.2, 0.8], 2).tolist(), bins_of([0.5, 0.5, 0.5], 2).tolist()
    ([1, 0, 0, 1], [0, 0, 0])
    """
    p = np.asarray(proba, float)
    edges = np.quantile(p, np.linspace(0, 1, bins + 1)[1:-1])
    found = np.searchsorted(edges, p, side="right")
    numbers: Integers = np.unique(found, return_inverse=True)[1].reshape(p.shape)
    return numbers


def ece(truth: ArrayLike, proba: ArrayLike, bins: int = BINS) -> float:
    """Expected calibration error over bins of equal mass.

    ECE = sum_b n_b / n * |share of true in bin b - mean probability in bin b|
    (Naeini, Cooper & Hauskrecht 2015; Guo, Pleiss, Sun & Weinberger 2017).

    Parameters
    ----------
    truth : array of shape (n,)
        1 or True where it was so.
    proba : float array of shape (n,)
        What was said about it, 0 to 1.
    bins : int

    Returns
    -------
    float
        0 to 1, 0 is best; NaN without rows.

    Examples
    --------
    >>> round(ece([0, 0, 1, 1], [0.2, 0.2, 0.9, 0.9], 2), 3)
    0.15
    """
    y, p = np.asarray(truth, float), np.asarray(proba, float)
    if not len(p):
        return float("nan")
    gaps = np.bincount(bins_of(p, bins), weights=y - p)
    return float(np.abs(gaps).sum() / len(p))


def ece_chance(proba: ArrayLike, bins: int = BINS) -> float:
    """The ECE that a perfectly calibrated rater with these probabilities would show on average.

    The gap of a bin is then a sum of centred Bernoulli variables, near a normal of variance
    sum p(1 - p); E|N(0, s)| = s * sqrt(2 / pi). An ECE of this size says nothing against a rater.
    The idea of comparing with such draws is that of Bröcker & Smith (2007).

    Examples
    --------
    >>> round(ece_chance([0.5] * 100), 3), ece_chance([0.0, 1.0])
    (0.04, 0.0)
    """
    p = np.asarray(proba, float)
    if not len(p):
        return float("nan")
    variance = np.bincount(bins_of(p, bins), weights=p * (1 - p))
    return float(np.sqrt(2 / np.pi * variance).sum() / len(p))


def wilson(hits: ArrayLike, n: ArrayLike) -> tuple[Numbers, Numbers]:
    """Ends of the 95 % score interval of a share (Wilson 1927).

    Examples
    --------
    >>> [round(float(end), 3) for end in wilson(0, 10)]
    [0.0, 0.278]
    """
    count, total = np.asarray(hits, float), np.asarray(n, float)
    share = count / total
    middle = share + Z**2 / (2 * total)
    half = Z * np.sqrt(share * (1 - share) / total + Z**2 / (4 * total**2))
    scale = 1 + Z**2 / total
    return np.clip((middle - half) / scale, 0, 1), np.clip((middle + half) / scale, 0, 1)


def reliability(truth: ArrayLike, proba: ArrayLike, bins: int = BINS) -> pd.DataFrame:
    """The points of a reliability diagram: for each bin what was said and what was so.

    Parameters
    ----------
    truth, proba : arrays of shape (n,)
        As in ``ece``; for several classes or labels ``decisions`` gives them.
    bins : int

    Returns
    -------
    DataFrame
        One row a bin: ``low``, ``high`` (least and greatest probability in it), ``n``,
        ``probability`` (mean), ``share`` (of true ones), ``share_low``, ``share_high`` (95 %
        Wilson interval of the share, rows taken as independent).

    Examples
    --------
    >>> table = reliability([0, 0, 1, 1], [0.1, 0.3, 0.8, 1.0], 2)
    >>> table[["n", "probability", "share"]].to_dict("list")
    {'n': [2, 2], 'probability': [0.2, 0.9], 'share': [0.0, 1.0]}
    """
    import pandas as pd

    y, p = np.asarray(truth, float), np.asarray(proba, float)
    rows: list[dict[str, Any]] = []
    which = bins_of(p, bins) if len(p) else np.empty(0, int)
    for number in range(which.max(initial=-1) + 1):
        inside = which == number
        n, hits = int(inside.sum()), float(y[inside].sum())
        low, high = wilson(hits, n)
        rows.append(
            {
                "low": float(p[inside].min()),
                "high": float(p[inside].max()),
                "n": n,
                "probability": float(p[inside].mean()),
                "share": hits / n,
                "share_low": float(low),
                "share_high": float(high),
            }
        )
    names = ["low", "high", "n", "probability", "share", "share_low", "share_high"]
    return pd.DataFrame(rows, columns=names).rename_axis("bin")
