"""Rows of tables: .jsonl, .parquet and DataFrames, one dictionary a row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.parsing.decoding import ReadError, encoding_of, open_text, undecoded

if TYPE_CHECKING:
    import pandas as pd

BATCH = 64


class Row(NamedTuple):
    """One row of a table, or why it is none."""

    number: int
    cells: Mapping[str, Any]
    problem: str = ""


class Table(NamedTuple):
    """The columns of a table (None where each row has its own) and its rows."""

    columns: Sequence[str] | None
    rows: Iterator[Row]


def distinct(columns: Sequence[str]) -> Sequence[str]:
    """The same names of columns, checked.

    Raises
    ------
    ReadError
        If two are the same.

    Examples
    --------
    >>> distinct(["id", "text", "id"])
    Traceback (most recent call last):
        ...
    framing.parsing.decoding.ReadError: several columns of the same name: 'id'
    """
    if len(set(columns)) < len(columns):
        twice = sorted({name for name in columns if columns.count(name) > 1})
        raise ReadError(f"several columns of the same name: {', '.join(map(repr, twice))}")
    return columns


def json_table(path: Path) -> Table:
    """A .jsonl file, one object a line; a row has the number of its line."""
    return Table(None, _json_rows(path))


def _json_rows(path: Path) -> Iterator[Row]:
    empty = True
    with open_text(path, encoding_of(path), newline=None) as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                empty = False
                yield _json_row(number, line)
    if empty:
        raise ReadError("empty: one JSON object a line is needed")


def _json_row(number: int, line: str) -> Row:
    if undecoded(line):
        return Row(number, {}, "undecodable")
    try:
        cells = json.loads(line, object_pairs_hook=_object)
    except ReadError as error:
        return Row(number, {}, str(error))
    except RecursionError:
        return Row(number, {}, "no JSON that can be read: nested too deeply")
    except ValueError as error:  # also for a number of thousands of digits
        return Row(number, {}, f"no JSON: {error}")
    if isinstance(cells, dict):
        return Row(number, cells)
    return Row(number, {}, f"a JSON object is needed, not {type(cells).__name__}")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    distinct([name for name, _ in pairs])
    return dict(pairs)


def parquet_table(path: Path) -> Table:
    """A .parquet file, read a batch at a time.

    Raises
    ------
    ReadError
        If it is no parquet file.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with path.open("rb"):  # what the system says of a file that cannot be opened is clearer
        pass
    try:
        with pq.ParquetFile(path) as file:
            columns = distinct(file.schema_arrow.names)
    except (pa.ArrowException, OSError) as error:
        raise ReadError(f"no parquet file: {error}") from None
    return Table(columns, _parquet_rows(path))


def _parquet_rows(path: Path) -> Iterator[Row]:
    import pyarrow.parquet as pq

    number = 0
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            for cells, problem in _group(file, group):
                number += 1
                yield Row(number, cells, problem)


def _group(file: Any, group: int) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The rows of one row group; where it is damaged, each row left of it is a problem."""
    import pyarrow as pa

    left = file.metadata.row_group(group).num_rows
    batches = file.iter_batches(batch_size=BATCH, row_groups=[group])
    try:
        for batch in batches:
            left -= batch.num_rows
            yield from ((cells, "") for cells in batch.to_pylist())
    except (pa.ArrowException, OSError, ValueError) as error:
        for _ in range(left):
            yield {}, f"cannot be read: {error}"


def frame_table(frame: pd.DataFrame) -> Table:
    """A DataFrame; its index plays no part.

    Raises
    ------
    ReadError
        If two of its columns have the same name.
    """
    columns = distinct([str(name) for name in frame.columns])
    rows = enumerate(frame.itertuples(index=False, name=None), 1)
    return Table(
        columns, (Row(number, dict(zip(columns, cells, strict=True))) for number, cells in rows)
    )
