"""How right a rater of an own frame is on labels it has not learnt from, as its folder says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.models import Rater, save_rater

Array = NDArray[np.float64]
Labels = NDArray[np.bool_]
RESAMPLES, SEED = 1000, 42
ENDS = (2.5, 97.5)  # per cent
BINS = 5
PROTOCOL = "folds"
NOTE = (
    "Scores are from cross-validation within the labelled articles. Where these were drawn by "
    "uncertainty they are harder than the corpus, and the scores lower than they would be on it."
)


def macro_f1(truth: Labels, given: Labels, weights: Array | None = None) -> float:
    """The mean of the F1 of the label and of its absence, 0-1.

    Parameters
    ----------
    truth, given : bool arrays of shape (n,)
    weights : float array of shape (n,), optional
        How often each row counts.

    Examples
    --------
    >>> round(macro_f1(np.array([True, True, False]), np.array([True, False, False])), 3)
    0.667
    """
    w = np.ones(len(truth)) if weights is None else weights
    sides = []
    for t, g in ((truth, given), (~truth, ~given)):
        both = 2 * float(w[t & g].sum())
        sides.append(both / max(float(w[t].sum() + w[g].sum()), 1e-9))
    return sum(sides) / 2


def figures(probabilities: Array, truth: Labels, margin: float, frame: str) -> Mapping[str, Any]:
    """The scores of held-out probabilities, as ``Rater.facts`` holds them.

    Parameters
    ----------
    probabilities : float array of shape (n,)
    truth : bool array of shape (n,)
    margin : float
    frame : str
        Id of the frame.
    """
    given = probabilities >= margin
    rng = np.random.default_rng(SEED)
    n = len(truth)
    drawn = rng.multinomial(n, np.full(n, 1 / n), RESAMPLES)
    low, high = np.percentile([macro_f1(truth, given, row) for row in drawn], ENDS)
    most = np.full(n, bool(truth.mean() >= 0.5))
    known = {
        "protocol": PROTOCOL,
        "n": n,
        "score": "macro_f1",
        "value": macro_f1(truth, given),
        "low": float(low),
        "high": float(high),
        "majority": macro_f1(truth, most),
        "ece": _calibration_error(probabilities, truth),
    }
    return {"known_error": known, "data": {"dataset": frame, "n": n, "positive": int(truth.sum())}}


def _calibration_error(probabilities: Array, truth: Labels) -> float:
    """Expected calibration error over five bins of equal size (Naeini et al. 2015)."""
    parts = np.array_split(np.argsort(probabilities, kind="stable"), BINS)
    gaps = [len(p) * abs(truth[p].mean() - probabilities[p].mean()) for p in parts if len(p)]
    return float(sum(gaps) / len(truth))


def save_frame(rater: Rater, folder: str | Path, licence: str = "as the texts") -> Path:
    """Write a rater of an own frame as the usual folder, with a card.

    Parameters
    ----------
    rater : Rater
        From ``fit_frame``.
    folder : str or Path
    licence : str
        Of the weights: what the licence of the texts allows.

    Returns
    -------
    Path
        The folder; ``framing.load_rater`` reads it.

    Raises
    ------
    ValueError
        If the rater is from the seeds alone: it has been held against no label.
    """
    if "known_error" not in rater.facts:
        raise ValueError(
            f"the rater {rater.name!r} has been held against no label; fit_frame makes one that has"
        )
    known, data = rater.facts["known_error"], rater.facts["data"]
    score = known["score"]
    flat = {
        **{name: known[name] for name in ("protocol", "n", "score", "ece")},
        score: known["value"],
        f"{score}_low": known["low"],
        f"{score}_high": known["high"],
        "baseline_majority": known["majority"],
    }
    facts = {**data, "licence": licence, "weights_licence": licence, "title": rater.recipe.title}
    save_rater(rater, Path(folder), facts, {PROTOCOL: flat}, _card(rater, licence))
    return Path(folder)


def _card(rater: Rater, licence: str) -> str:
    known, data, recipe = rater.facts["known_error"], rater.facts["data"], rater.recipe
    return "\n".join(
        [
            f"# {recipe.title} (`{recipe.name}`)",
            "",
            f"A linear model of a frame of the user's own, for {', '.join(recipe.languages)} "
            f"({recipe.unit}), from seed terms and {data['n']} labels ({data['positive']} with "
            "the frame).",
            "",
            f"**Licence of these weights**: {licence}",
            "",
            f"Macro F1 {known['value']:.3f} [{known['low']:.3f}, {known['high']:.3f}] in five "
            f"folds, n = {known['n']}; the more frequent label alone: {known['majority']:.3f}.",
            NOTE,
            "",
            "It measures wording, as the people who labelled it read it. It is no verdict on an "
            "article or an outlet.",
            "",
        ]
    )
