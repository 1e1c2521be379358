"""NewsWCL50: coded mentions in a .csv file with a line ``sep=,`` before its header, and urls."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from framing.cards.formats.base import cells_of, numbered, only, raw_text
from framing.parsing.tables import Table

EXTRA = ("article", "url")


def newswcl50(files: Mapping[str, Path], settings: Mapping[str, Any]) -> Table:
    """One row a mention, with the columns of the file, ``article`` and ``url``."""
    del settings
    urls = {(event, outlet): url for event, outlet, url in cells_of(only(files, "urls.tsv"))}
    lines = raw_text(only(files, "Annotations.csv")).splitlines(keepends=True)
    rows = csv.DictReader(lines[1:] if lines[0].startswith("sep=") else lines, strict=True)
    return numbered([*(rows.fieldnames or ()), *EXTRA], _mentions(rows, urls))


def _mentions(
    rows: csv.DictReader[str], urls: Mapping[tuple[str, str], str]
) -> Iterator[Mapping[str, Any]]:
    for row in rows:
        place = row["event_id"], row["publisher_id"]
        yield {**row, "article": "_".join(place), "url": urls.get(place)}
