"""Forms that are tables already: .csv, .tsv, .jsonl, .parquet, and sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from framing.cards.formats.base import only
from framing.parsing.decoding import ReadError
from framing.parsing.delimited import delimited_table
from framing.parsing.tables import Row, Table, distinct, json_table, parquet_table


def table(files: Mapping[str, Path], settings: Mapping[str, Any]) -> Table:
    """One file with named columns.

    Settings for delimited text: ``separator`` (found if left out), ``quoting`` (whether a
    quotation mark at the beginning of a cell encloses it), ``short_rows`` (whether a row may
    lack its last cells).
    """
    path = only(files, "")
    if path.suffix == ".jsonl":
        return json_table(path)
    if path.suffix == ".parquet":
        return parquet_table(path)
    return delimited_table(
        path,
        settings.get("separator"),
        settings.get("quoting", True),
        settings.get("short_rows", False),
    )


def workbook(files: Mapping[str, Path], settings: Mapping[str, Any]) -> Table:
    """The first sheet of an .xlsx file, its first row being the header.

    Raises
    ------
    ImportError
        If openpyxl is not installed.
    ReadError
        If the sheet is empty.
    """
    del settings
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise ImportError(
            "reading .xlsx files needs openpyxl; install it: pip install openpyxl"
        ) from None
    path = only(files, "")
    book = load_workbook(path, read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    header = next(rows, None)
    if header is None:
        book.close()
        raise ReadError("empty: the first row should name the columns")
    columns = distinct([str(name) for name in header])

    def numbered() -> Iterator[Row]:
        for number, cells in enumerate(rows, 1):
            yield Row(number, dict(zip(columns, cells, strict=False)))
        book.close()

    return Table(columns, numbered())
