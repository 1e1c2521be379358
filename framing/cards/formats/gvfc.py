"""GVFC: headlines, tab-separated, without header: id, text, a constant, nine columns of 0 and 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from framing.cards.formats.base import cells_of, only
from framing.parsing.tables import Row, Table

FRAMES = 9
FIRST = 3  # the column of the first frame
COLUMNS = ("guid", "text_a", "frames")


def gvfc(files: Mapping[str, Path], settings: Mapping[str, Any]) -> Table:
    """One row a headline; ``frames`` are the numbers, '1' to '9', of the columns that hold 1."""
    del settings
    return Table(COLUMNS, _rows(only(files, "")))


def _rows(path: Path) -> Iterator[Row]:
    for number, cells in enumerate(cells_of(path), 1):
        if len(cells) != FIRST + FRAMES:
            yield Row(number, {}, f"{len(cells)} cells instead of {FIRST + FRAMES}")
            continue
        given = [cell.strip() for cell in cells[FIRST:]]
        if odd := [cell for cell in given if cell not in ("0.0", "1.0")]:
            yield Row(number, {}, f"a frame is {odd[0]!r}, neither 0.0 nor 1.0")
            continue
        frames = tuple(str(at) for at, cell in enumerate(given, 1) if cell == "1.0")
        yield Row(number, {"guid": cells[0], "text_a": cells[1], "frames": frames})
