"""Narrative frames: articles in five folds, roles in a table, raters' answers in a JSON file."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from framing.cards.formats.base import cells_of, numbered, only
from framing.parsing.decoding import ReadError
from framing.parsing.tables import Row, Table

FRAMES = ("RE", "HI", "CO", "MO", "EC")  # in the order of the columns
ROLES = ("hero", "villain", "victim")
FIRST = 5  # the column of the first frame
FOLD = re.compile(r"Fold_(\d+)")
VERDICT = {"True": True, "False": False, "False)": False}  # the last stands there once
COLUMNS = ("id", "outlet", "bias", "date", "text", "frames", "fold", *ROLES)
UNANSWERED = -1


def narrative_frames(files: Mapping[str, Path], settings: Mapping[str, Any]) -> Table:
    """One row an article, from the test parts of the five folds.

    ``fold`` is the number of the fold that tests on the article; the fold after it has it in
    dev. ``frames`` is a tuple; ``hero``, ``villain`` and ``victim`` are tuples of the entities
    that raters gave this role. ``outlet`` is in lower case without spaces.
    """
    del settings
    roles = _roles(only(files, ".tsv"))
    return Table(COLUMNS, _articles(_folds(files), roles))


def _folds(files: Mapping[str, Path]) -> dict[str, Path]:
    return {
        match[1]: local
        for path, local in files.items()
        if (match := FOLD.search(path)) and PurePosixPath(path).name == "test.txt"
    }


def _articles(
    folds: Mapping[str, Path], roles: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[Row]:
    number = 0
    for fold, path in sorted(folds.items()):
        for cells in cells_of(path):
            number += 1
            given = cells[FIRST:]
            if len(given) != len(FRAMES) or any(cell not in VERDICT for cell in given):
                yield Row(number, {}, f"frames {given} are not five times True or False")
                continue
            name, outlet, bias, date, text = cells[:FIRST]
            yield Row(
                number,
                {
                    "id": name,
                    "outlet": "".join(outlet.lower().split()),
                    "bias": bias,
                    "date": date,
                    "text": text,
                    "frames": tuple(f for f, v in zip(FRAMES, given, strict=True) if VERDICT[v]),
                    "fold": int(fold),
                    **{role: roles.get(name, {}).get(role, ()) for role in ROLES},
                },
            )


def _roles(path: Path) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each article and role, who has it; each named once, in the order of the file."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for name, entity, _, role, *_ in cells_of(path)[1:]:
        found[name][role][entity] = None
    return {
        name: {role: tuple(entities) for role, entities in roles.items()}
        for name, roles in found.items()
    }


def narrative_annotators(files: Mapping[str, Path], settings: Mapping[str, Any]) -> Table:
    """One row an article and rater: the questions of the codebook that the rater said yes to.

    Columns: those of an article, ``annotator`` ('1' to '4') and ``questions``.

    Raises
    ------
    ReadError
        If the file has answers to an article that is in no fold.
    """
    articles = {row.cells["id"]: row.cells for row in narrative_frames(files, settings).rows}
    answers = json.loads(only(files, ".json").read_text(encoding="utf-8"))
    if absent := [name for name in answers if name not in articles]:
        raise ReadError(f"answers to article {absent[0]}, which is in no fold")
    return numbered(
        (*COLUMNS, "annotator", "questions"),
        (
            {**articles[name], "annotator": str(rater + 1), "questions": questions}
            for name in articles
            for rater, questions in _raters(answers.get(name, {})).items()
        ),
    )


def _raters(answers: Mapping[str, Any]) -> Mapping[int, tuple[str, ...]]:
    """The questions that each rater of an article said yes to."""
    asked = {name: given[1] for name, given in answers.items() if not name.startswith("_")}
    raters = {at for each in asked.values() for at, one in enumerate(each) if one != UNANSWERED}
    return {
        rater: tuple(name for name, each in asked.items() if each[rater] == "yes")
        for rater in sorted(raters)
    }
