"""Rows of .csv and .tsv files.

No reader of delimited text notices every broken quotation mark: a stray one can swallow the
rows up to the next. Rows are therefore read strictly. A record of several lines that is
broken, or whose lines look like rows themselves, is taken apart again: its first line is a
problem, and reading goes on at the next line that looks like a row.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from framing.parsing.decoding import ReadError, encoding_of, open_text, undecoded
from framing.parsing.tables import Row, Table, distinct

LARGEST_CELL = 2**27
DELIMITERS = ",;\t|"
DECIMAL = re.compile(r"\d,\d")
SHORT_CELL = 40
SHORT_WORDS = 3


class Form(NamedTuple):
    """How a file is written."""

    columns: Sequence[str]
    delimiter: str
    quoting: bool
    short_rows: bool
    spaced: bool  # whether a delimiter is followed by a space, as a comma is in prose


class Record(NamedTuple):
    """The cells of a row, or what is wrong with it."""

    cells: Sequence[str]
    problem: str = ""


class Lines(Iterator[str]):
    """The lines of a file: which of them the current record is made of; some can be put back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines, self.number = iter(lines), 0
        self.taken: list[str] = []
        self.again: deque[str] = deque()

    def __next__(self) -> str:
        line = self.again.popleft() if self.again else next(self.lines)
        self.number += 1
        self.taken.append(line)
        return line

    def put_back(self, count: int) -> None:
        """Let the last lines of the current record be read again."""
        if count:
            self.again.extendleft(reversed(self.taken[-count:]))
            self.number -= count


def delimited_table(
    path: Path, delimiter: str | None = None, quoting: bool = True, short_rows: bool = False
) -> Table:
    """A .csv or .tsv file: a header, then rows numbered from 1; blank lines do not count.

    Parameters
    ----------
    path : Path
        The file.
    delimiter : str, optional
        What separates cells; a tab in .tsv, else the one of ``, ; |`` and tab that the
        header has most of.
    quoting : bool, default=True
        Whether a quotation mark at the beginning of a cell encloses it.
    short_rows : bool, default=False
        Whether a row may lack its last cells.

    Raises
    ------
    ReadError
        If the file is empty, has no rows, or columns of the same name.
    """
    if csv.field_size_limit() < LARGEST_CELL:
        csv.field_size_limit(LARGEST_CELL)
    encoding = encoding_of(path)
    if delimiter is None and path.suffix.lower() == ".tsv":
        delimiter = "\t"
    with open_text(path, encoding) as file:
        form = _form(Lines(file), delimiter, quoting)._replace(short_rows=short_rows)
    return Table(form.columns, _rows(path, encoding, form))


def _form(lines: Lines, delimiter: str | None, quoting: bool) -> Form:
    line = _first(lines)
    if not line:
        raise ReadError("empty: the first line should name the columns")
    if delimiter is None:
        bare = re.sub(r'"[^"]*"', "", line)
        delimiter = max(DELIMITERS, key=bare.count)
    form = Form((), delimiter, quoting, False, delimiter + " " in line)
    columns, problem = _record(lines, form)
    if problem:
        raise ReadError(f"the header cannot be read: {problem}")
    return form._replace(columns=distinct([name.strip() for name in columns]))


def _first(lines: Lines) -> str:
    """The first line that is not blank, which is left to be read again."""
    for line in lines:
        if line.strip():
            lines.taken[:] = [line]
            lines.put_back(1)
            return line
    return ""


def _rows(path: Path, encoding: str, form: Form) -> Iterator[Row]:
    number = 0
    with open_text(path, encoding) as file:
        lines = Lines(file)
        _first(lines)
        _record(lines, form)  # the header, which can be several lines long
        for cells, problem in _records(lines, form):
            number += 1
            yield Row(number, dict(zip(form.columns, cells, strict=False)), problem)
    if not number:
        raise ReadError(f"a header ({', '.join(form.columns)}) and no rows")


def _record(lines: Lines, form: Form) -> Record:
    """The next record as the reader of delimited text sees it; no cells for a blank line."""
    lines.taken.clear()
    reader = csv.reader(
        lines,
        delimiter=form.delimiter,
        quoting=csv.QUOTE_MINIMAL if form.quoting else csv.QUOTE_NONE,
        strict=True,
    )
    try:
        return Record(next(reader))
    except csv.Error as error:
        return Record((), f"broken quoting ({error})")


def _records(lines: Lines, form: Form) -> Iterator[Record]:
    width = len(form.columns)
    like: Sequence[str] = ()  # the last row that was in order
    while True:
        try:
            cells, problem = _record(lines, form)
        except StopIteration:
            return
        if not problem and (not cells or (width > 1 and not "".join(lines.taken).strip())):
            continue
        if not problem and (len(cells) > width or (len(cells) < width and not form.short_rows)):
            problem = f"{len(cells)} cells in {width} columns"
        if not problem and any(map(undecoded, cells)):
            yield Record(cells, "undecodable")
        elif problem:
            yield from _taken_apart(lines, form, like, problem)
        elif len(lines.taken) > 1 and _swallowed(lines.taken, form, cells):
            problem = "holds what looks like another row: a quotation mark may be missing"
            yield from _taken_apart(lines, form, cells, problem)
        else:
            like = cells
            yield Record(cells)


def _swallowed(taken: Sequence[str], form: Form, cells: Sequence[str]) -> bool:
    """Whether every line of a row, read alone, is a row like the whole.

    Its first line begins and its last line ends as the row does, so the others are compared:
    by the short cells before the one of several lines, or if there are none, by those after.
    """
    alone = [line for line in taken if line.strip()]
    long = [at for at, cell in enumerate(cells) if "\n" in cell or "\r" in cell]
    if len(cells) == 1 or not long or not all(_fits(line, form) for line in alone):
        return False
    before, after = cells[: long[0]], [*[""] * (long[-1] + 1), *cells[long[-1] + 1 :]]
    if any(map(_shape, before)):
        return all(_is_row(line, form, before) for line in alone[1:])
    return all(_is_row(line, form, after) for line in alone[:-1])


def _taken_apart(lines: Lines, form: Form, like: Sequence[str], problem: str) -> Iterator[Record]:
    """A broken record: its first line is a problem; what looks like a row is read again.

    Where nothing tells rows from lines of a text, each line that may be a row is a problem.
    """
    like = like or _alone(lines.taken[0], form)
    first = lines.number - len(lines.taken) + 1
    known = len(like) == len(form.columns) and any(map(_shape, like))
    rest = lines.taken[1:]
    begins = [_is_row(line, form, like) or _begins_row(line, form, like) for line in rest]
    at = begins.index(True) if known and True in begins else len(rest)
    last = first + at
    where = f"line {first}" if last == first else f"lines {first} to {last}"
    yield Record((), f"{problem}, {where}")
    if known:
        lines.put_back(len(rest) - at)
        return
    for _ in range(sum(begins)):
        yield Record((), f"not read: it follows a broken quotation mark in line {first}")


def _alone(line: str, form: Form) -> list[str]:
    return line.rstrip("\r\n").replace('"', "").split(form.delimiter)


def _fits(line: str, form: Form) -> bool:
    """Whether a line, read alone, has as many cells as a row."""
    cells = _alone(line, form)
    prose = not form.spaced and any(cell.startswith(" ") for cell in cells[1:])
    return bool(line.strip()) and len(cells) == len(form.columns) and not prose


def _is_row(line: str, form: Form, like: Sequence[str]) -> bool:
    """Whether a line, read alone, is a row whose short cells look like those of another."""
    if not any(map(_shape, like)) and form.delimiter == "," and DECIMAL.search(line):
        return False
    return _fits(line, form) and _alike(_alone(line, form), like)


def _begins_row(line: str, form: Form, like: Sequence[str]) -> bool:
    """Whether a line has what precedes a quoted cell in another row."""
    before, mark, _ = line.partition(f'{form.delimiter}"')
    cells = before.split(form.delimiter)
    return bool(mark) and len(cells) < len(form.columns) and _alike(cells, like, some=True)


def _alike(cells: Sequence[str], like: Sequence[str], some: bool = False) -> bool:
    shapes = [
        (_shape(cell), shape)
        for cell, shape in zip(cells, map(_shape, like), strict=False)
        if shape
    ]
    same = sum(one == other for one, other in shapes)
    return 2 * same >= len(shapes) and (bool(same) or not some)


def _shape(cell: str) -> str:
    """``a17`` and ``b203`` look alike: letters and digits, whichever and how many.

    A cell that is long or has several lines has no shape.
    """
    if len(cell) > SHORT_CELL or len(cell.split()) > SHORT_WORDS or "\n" in cell.strip():
        return ""
    return re.sub(r"\d+", "9", re.sub(r"[^\W\d_]+", "a", cell.strip()))
