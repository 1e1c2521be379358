"""What raters say of the frames of articles, in the rows of the table of frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from framing.document import Document
from framing.extract.frame_cues import BATTERIES, Battery, load_battery
from framing.frames.rows import Framed
from framing.models.folder import list_raters, load_rater
from framing.models.rating import OTHER_LANGUAGE, article_ratings, chosen

PROBABILITY = "probability, 0-1"
OWN = "own"


def rated(
    documents: Sequence[Document], batteries: Sequence[Battery], raters: Any
) -> Iterator[Framed]:
    """The rows of the raters."""
    if raters is None:
        models = [load_rater(name) for name in _at_hand(documents, batteries)]
        yield from _missing(documents, batteries)
    else:
        models = chosen(documents, raters)
    if not models:
        return
    margins = {model.name: _margins(model) for model in models}
    place = {d.id or str(i): d for i, d in enumerate(documents)}
    for row in article_ratings(documents, models):
        if raters is None and row.note.startswith(OTHER_LANGUAGE):
            continue  # nobody asked this rater about this article
        battery, frame = _frame_of(row.rater, row.label)
        known = not np.isnan(row.rating)
        yield Framed(
            row.article,
            None,
            0,
            len(place[row.article].text),
            frame,
            battery,
            row.rater,
            row.rating,
            PROBABILITY,
            row.low,
            row.high,
            bool(row.rating >= margins[row.rater].get(row.label, 0.5)) if known else None,
            np.nan,
            [],
            row.note,
        )


def _wanted(
    documents: Sequence[Document], batteries: Sequence[Battery]
) -> list[tuple[Battery, str, str]]:
    """For each battery and language the rater there may be."""
    languages = sorted({document.language for document in documents})
    return [
        (battery, language, str(battery.raters[language]["name"]))
        for battery in batteries
        for language in languages
        if language in battery.raters
    ]


def _at_hand(documents: Sequence[Document], batteries: Sequence[Battery]) -> list[str]:
    return [name for _, _, name in _wanted(documents, batteries) if name in list_raters()]


def _missing(documents: Sequence[Document], batteries: Sequence[Battery]) -> Iterator[Framed]:
    """Rows without value for raters that are not at hand, with how to train them."""
    for battery, language, name in _wanted(documents, batteries):
        if name in list_raters():
            continue
        note = f"not at hand: `framing train {name} --out FOLDER` makes it from your copy"
        for number, document in enumerate(documents):
            if document.language != language:
                continue
            for frame in battery.frames:
                yield Framed(
                    document.id or str(number),
                    None,
                    0,
                    len(document.text),
                    frame,
                    battery.name,
                    name,
                    np.nan,
                    PROBABILITY,
                    np.nan,
                    np.nan,
                    None,
                    np.nan,
                    [],
                    note,
                )


def _frame_of(rater: str, label: str) -> tuple[str, str]:
    """The battery and frame that a rater's label stands for."""
    for battery in map(load_battery, BATTERIES):
        for facts in battery.raters.values():
            if facts["name"] == rater:
                return battery.name, str(facts.get("frames", {}).get(label, label.lower()))
    return OWN, label


def _margins(model: Any) -> Mapping[str, float]:
    """From which probability on a rater gives a label."""
    state = getattr(model, "state", None)
    if state is None or not hasattr(state, "margins"):
        return {}
    names = [model.recipe.positive] if model.recipe.task == "binary" else list(model.classes_)
    return dict(zip(map(str, names), map(float, state.margins), strict=False))
