"""Scores as a table to read."""

from __future__ import annotations

from collections.abc import Iterator

from framing.evaluation.scores import Scores

SECTIONS: dict[str, tuple[str, ...]] = {
    "exact fragments, F1": ("cue_f1", "source_f1", "content_f1"),
    "words, F1": ("cue_token_f1", "source_token_f1", "content_token_f1"),
    "attributions": ("detection_f1", "source_right", "both_f1"),
    "official scorer, macro F1": ("message_f1", "joint_f1"),
    "recall by type": (),
    "article level": (),
}
NAMES = {
    "detection_f1": "detected, F1",
    "source_right": "source right among these",
    "both_f1": "detected and source right, F1",
    "share": "share attributed",
    "sources": "number of sources",
    "entropy": "source entropy, bits",
    "direct_share": "direct share",
}


def print_scores(scores: Scores) -> None:
    """Print all scores, a line each, with the ends of the 95 % interval.

    Examples
    --------
    >>> print_scores(Scores({"cue_f1": 71.25}, {"cue_f1": 68.0}, {"cue_f1": 74.5}, {}))
    exact fragments, F1
      cue                                71.2   [68.0, 74.5]
    """
    print("\n".join(lines(scores)))


def lines(scores: Scores) -> Iterator[str]:
    """The lines of the table."""
    if scores.counts:
        yield ", ".join(f"{key.removeprefix('n_')}: {n:,}" for key, n in scores.counts.items())
    for section, keys in SECTIONS.items():
        rows = [
            _line(scores, key) for key in keys or _keys(scores, section) if key in scores.values
        ]
        if rows:
            yield section
            yield from rows
    if scores.tokens_per_second is not None:
        yield f"speed: {scores.tokens_per_second:,.0f} tokens a second"
    yield from (f"note: {note}" for note in scores.notes)


def _keys(scores: Scores, section: str) -> list[str]:
    if section == "article level":
        return [key for key in scores.values if key.endswith(("_r", "_mae"))]
    return [key for key in scores.values if key.startswith("recall_")]


def _line(scores: Scores, key: str) -> str:
    digits = 3 if key.endswith(("_r", "_mae")) else 1
    value, low, high = scores.values[key], scores.low[key], scores.high[key]
    interval = "" if low is None else f"   [{low:.{digits}f}, {high:.{digits}f}]"
    number = "undefined" if value is None else f"{value:.{digits}f}"
    return f"  {_name(key):30s}{number:>9s}{interval}"


def _name(key: str) -> str:
    if key in NAMES:
        return NAMES[key]
    for end, what in (("_mae", ", MAE"), ("_r", ", r")):
        if key.endswith(end):
            return NAMES[key.removesuffix(end)] + what
    return key.removeprefix("recall_").removesuffix("_f1").replace("_token", "").replace("_", " ")
