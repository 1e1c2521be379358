"""Rows of tables: .csv, .tsv, .jsonl, .parquet and DataFrames, one dictionary a row.

No reader of delimited text notices every broken quotation mark: a stray one can swallow the
rows up to the next. Rows are therefore read strictly, and a row that holds what looks like
another one is a problem, not an article.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.parsing.decoding import ReadError, encoding_of, undecoded

if TYPE_CHECKING:
    import pandas as pd

BATCH = 256
LARGEST_CELL = 2**31 - 1
DELIMITERS = ",;\t|"


class Row(NamedTuple):
    """One row of a table, or why it is none."""

    number: int
    cells: Mapping[str, Any]
    problem: str = ""


def delimited_rows(path: Path) -> Iterator[Row]:
    """The rows of a .csv or .tsv file, numbered from 1 below the header."""
    csv.field_size_limit(LARGEST_CELL)
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        source = _Lines(file)
        first = next(source, "")
        columns = _header(path, first)
        delimiter = _delimiter(path, first)
        reader = csv.reader(source, delimiter=delimiter, strict=True)
        shape, number = "", 0
        while True:
            source.taken.clear()
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(number, {}, f"broken quoting ({error}), line {source.number}")
                continue
            if not cells:
                number -= 1
                continue
            problem = _row_problem(cells, columns, source.taken, delimiter, shape)
            shape = shape if problem else _shape(cells[0])
            yield Row(number, dict(zip(columns, cells, strict=False)), problem)


class _Lines(Iterator[str]):
    """The lines of a file, and which of them the current row is made of."""

    def __init__(self, file: Any) -> None:
        self.file, self.number, self.taken = file, 0, list[str]()

    def __next__(self) -> str:
        line: str = next(self.file)
        self.number += 1
        self.taken.append(line)
        return line


def _header(path: Path, line: str) -> list[str]:
    if not line.strip():
        raise ReadError(f"{path.name} is empty; its first line should name the columns")
    columns = next(csv.reader([line], delimiter=_delimiter(path, line)))
    columns = [name.strip().lstrip("\ufeff") for name in columns]
    if len(set(columns)) < len(columns):
        twice = sorted({name for name in columns if columns.count(name) > 1})
        raise ReadError(f"{path.name} has columns of the same name: {', '.join(twice)}")
    return columns


def _delimiter(path: Path, header: str) -> str:
    if path.suffix.lower() == ".tsv":
        return "\t"
    bare = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=bare.count)


def _row_problem(
    cells: Sequence[str],
    columns: Sequence[str],
    taken: Sequence[str],
    delimiter: str,
    shape: str,
) -> str:
    if len(cells) != len(columns):
        return f"{len(cells)} cells in {len(columns)} columns"
    if any(map(undecoded, cells)):
        return "undecodable"
    if len(taken) > 1 and shape and _swallowed(taken, len(columns), delimiter, shape):
        return "holds what looks like another row: a quotation mark may be missing"
    return ""


def _swallowed(taken: Sequence[str], width: int, delimiter: str, shape: str) -> bool:
    """Whether every line of a row, read alone, is a row that begins like the rows before."""
    alone = [line.rstrip("\r\n").replace('"', "").split(delimiter) for line in taken if line.strip()]
    return all(len(cells) == width and _shape(cells[0]) == shape for cells in alone)


def _shape(cell: str) -> str:
    """``a17`` and ``b203`` look alike: letters and digits, whichever and how many."""
    return re.sub(r"\d+", "9", re.sub(r"[^\W\d_]+", "a", cell.strip().strip('"')))


def json_rows(path: Path) -> Iterator[Row]:
    """The rows of a .jsonl file, one object a line."""
    encoding = encoding_of(path)
    number = 0
    with path.open(encoding=encoding, errors="surrogateescape", newline="\n") as file:
        for number_of_line, line in enumerate(file, 1):
            if not line.strip():
                continue
            number = number_of_line
            if undecoded(line):
                yield Row(number, {}, "undecodable")
                continue
            try:
                cells = json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                yield Row(number, {}, f"no JSON: {error}")
                continue
            if isinstance(cells, dict):
                yield Row(number, cells)
            else:
                yield Row(number, {}, f"an object is needed, not {type(cells).__name__}")


def parquet_rows(path: Path) -> Iterator[Row]:
    """The rows of a .parquet file, a batch at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise ReadError(f"{path.name} is no parquet file: {error}") from None
    number = 0
    with file:
        for batch in file.iter_batches(batch_size=BATCH):
            for cells in batch.to_pylist():
                number += 1
                yield Row(number, cells)


def frame_rows(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows of a DataFrame."""
    columns = [str(name) for name in frame.columns]
    for number, values in enumerate(frame.itertuples(index=False, name=None), 1):
        yield Row(number, dict(zip(columns, values, strict=True)))
