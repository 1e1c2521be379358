"""What the forms share: rows numbered from 1, files by name, texts with their line ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.parsing.tables import Row, Table


def numbered(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Table:
    """A table of rows that are numbered from 1.

    >>> numbered(["text"], [{"text": "It rained."}]).columns
    ['text']
    """
    return Table(columns, (Row(number, cells) for number, cells in enumerate(rows, 1)))


def raw_text(path: Path) -> str:
    """The text of a file with its line ends as they are, which offsets count."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def cells_of(path: Path) -> list[list[str]]:
    """The cells of a file without header or quoting; blank lines left out."""
    lines = raw_text(path).split("\n")  # nothing else ends a line: U+2028 can be in a text
    return [line.rstrip("\r").split("\t") for line in lines if line.strip()]


def only(files: Mapping[str, Path], end: str) -> Path:
    """The one file whose path ends so.

    Raises
    ------
    ValueError
        If there is none, or several.
    """
    found = [local for path, local in files.items() if path.endswith(end)]
    if len(found) != 1:
        names = ", ".join(files) or "none"
        raise ValueError(f"one file …{end} is needed, there are {len(found)}; files: {names}")
    return found[0]
