"""Rows of .csv and .tsv files.

No reader of delimited text notices every broken quotation mark: a stray one can swallow the
rows up to the next. Rows are therefore read strictly. A record of several lines that is
broken, or whose lines look like rows themselves, is taken apart again: its first line is a
problem, and reading goes on at the next line that looks like a row. A row after a broken one
must look like those before it.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from framing.parsing.decoding import ReadError, encoding_of, open_text, undecoded
from framing.parsing.shapes import Shapes
from framing.parsing.tables import Row, Table, distinct

LARGEST_CELL = 2**27
DELIMITERS = ",;\t|"
DECIMAL = re.compile(r"\d,\d")


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
    shapes = Shapes(len(form.columns))
    doubt = False  # after a broken row, until one that looks like those before it
    while True:
        try:
            cells, problem = _record(lines, form)
        except StopIteration:
            return
        if not problem and (not cells or _blank(lines, form)):
            continue
        problem = problem or _misfit(cells, form)
        if problem:
            yield from _taken_apart(lines, form, shapes, problem)
        elif any(map(undecoded, cells)):
            yield Record((), "undecodable")
        elif len(lines.taken) > 1 and _swallowed(lines.taken, form, cells):
            problem = "holds what looks like another row: a quotation mark may be missing"
            yield from _taken_apart(lines, form, Shapes(len(cells)).learn(cells), problem)
        elif doubt and shapes.rows > 1 and not (shapes.like(cells) and not _prose(cells, form)):
            problem = f"follows a broken row and does not look like one, line {lines.number}"
            yield Record((), problem)
        else:
            doubt = False
            shapes.learn(cells)
            yield Record(cells)
        doubt = doubt or bool(problem)


def _blank(lines: Lines, form: Form) -> bool:
    return len(form.columns) > 1 and not "".join(lines.taken).strip()


def _misfit(cells: Sequence[str], form: Form) -> str:
    width = len(form.columns)
    fits = len(cells) == width or (len(cells) < width and form.short_rows)
    return "" if fits else f"{len(cells)} cells in {width} columns"


def _swallowed(taken: Sequence[str], form: Form, cells: Sequence[str]) -> bool:
    """Whether every line of a row, read alone, is a row like the whole.

    Its first line begins and its last line ends as the row does, so the others are compared:
    by the short cells before the one of several lines, or if there are none, by those after.
    """
    alone = [line for line in taken if line.strip()]
    long = [at for at, cell in enumerate(cells) if "\n" in cell or "\r" in cell]
    if len(cells) == 1 or not long or not all(_is_row(line, form) for line in alone):
        return False
    whole = Shapes(len(cells)).learn(cells)
    before, after = range(long[0]), range(long[-1] + 1, len(cells))
    if whole.telling(before):
        return all(whole.like(_alone(line, form), before) for line in alone[1:])
    if whole.telling(after):
        return all(whole.like(_alone(line, form), after) for line in alone[:-1])
    return not any(form.delimiter == "," and DECIMAL.search(line) for line in alone)


def _taken_apart(lines: Lines, form: Form, shapes: Shapes, problem: str) -> Iterator[Record]:
    """A broken record: its first line is a problem; what looks like a row is read again.

    Where nothing tells rows from lines of a text, each line that may be a row is a problem.
    """
    head, *rest = lines.taken
    if not shapes.rows and _is_row(head, form):
        shapes = Shapes(len(form.columns)).learn(_alone(head, form))
    begins = [_begins_row(line, form, shapes) for line in rest]
    known = bool(shapes.telling())
    at = begins.index(True) if known and True in begins else len(rest)
    last = lines.number - len(rest) + at
    where = f"line {last}" if not at else f"lines {last - at} to {last}"
    yield Record((), f"{problem}, {where}")
    if known:
        lines.put_back(len(rest) - at)
        return
    for _ in range(sum(begins)):
        yield Record((), f"not read: it follows a broken quotation mark in line {last - at}")


def _alone(line: str, form: Form) -> list[str]:
    return line.rstrip("\r\n").replace('"', "").split(form.delimiter)


def _prose(cells: Sequence[str], form: Form) -> bool:
    """Whether a space follows a delimiter, as in a sentence but not in this table."""
    return not form.spaced and any(cell.startswith(" ") for cell in cells[1:])


def _is_row(line: str, form: Form) -> bool:
    """Whether a line, read alone, has as many cells as a row."""
    cells = _alone(line, form)
    return bool(line.strip()) and len(cells) == len(form.columns) and not _prose(cells, form)


def _begins_row(line: str, form: Form, shapes: Shapes) -> bool:
    """Whether a line is a row like others, or what precedes a quoted cell in one."""
    if _is_row(line, form):
        return shapes.like(_alone(line, form))
    before, mark, _ = line.partition(f'{form.delimiter}"')
    cells = before.split(form.delimiter)
    columns = range(min(len(cells), len(form.columns)))
    return bool(mark and shapes.telling(columns)) and shapes.like(cells, columns)
