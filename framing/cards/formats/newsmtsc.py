"""NewsMTSC: a sentence a line, with the people in it and how it speaks of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from framing.cards.formats.base import numbered, only
from framing.parsing.decoding import ReadError
from framing.parsing.tables import Table, json_table

COLUMNS = ("sentence", "gid", "target", "start", "end", "polarity", "source", "article", "event")


def newsmtsc(files: Mapping[str, Path], settings: Mapping[str, Any]) -> Table:
    """One row a sentence and target; ``source`` is the collection it was drawn from.

    Identifiers begin with the collection, the event (a version in one of them) and the article.
    """
    del settings
    return numbered(COLUMNS, _targets(only(files, "")))


def _targets(path: Path) -> Iterator[Mapping[str, Any]]:
    for row in json_table(path).rows:
        if row.problem:
            raise ReadError(f"{path.name}, line {row.number}: {row.problem}")
        source, event, article = str(row.cells["primary_gid"]).split("_")[:3]
        for target in row.cells["targets"]:
            yield {
                "sentence": row.cells["sentence_normalized"],
                "gid": target["Input.gid"],
                "target": target["mention"],
                "start": target["from"],
                "end": target["to"],
                "polarity": str(target["polarity"]),
                "source": source,
                "article": f"{source}_{event}_{article}",
                "event": f"{source}_{event}" if event.isdecimal() else None,
            }
