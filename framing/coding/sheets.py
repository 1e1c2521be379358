"""Coding sheets: a table for a spreadsheet, or tasks for Label Studio; and back.

A text that begins with ``=`` is a formula to a spreadsheet, and a text from the web may begin
as it likes. Such cells get an apostrophe in front, which reading takes off again.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from framing.coding.codebooks import Codebook
from framing.language import nearest
from framing.parsing.decoding import encoding_of

if TYPE_CHECKING:
    import pandas as pd

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
ID, TEXT, PROBABILITY, COMMENT = "article", "text", "probability", "comment"
OTHERS = (ID, TEXT, PROBABILITY, COMMENT)
DELIMITERS = ",;\t|"
SHOWN = 5  # mistakes that a message gives
LARGEST_CELL = 2**27
KINDS = (".csv", ".json")


class SheetError(ValueError):
    """A sheet is not as it was written, or has answers that the codebook does not know."""


def write_sheet(path: str | Path, sample: pd.DataFrame, codebook: Codebook) -> Path:
    """A sheet to code in.

    Parameters
    ----------
    path : str or Path
        ``.csv`` for a spreadsheet (UTF-8 with its mark, so that Excel reads it rightly); ``.json``
        for Label Studio, whose labelling interface is then written beside it as ``.xml``. The
        codebook goes beside either, as ``.md``.
    sample : DataFrame
        From ``sample_for_labelling``: ``article``, ``text`` and, if known, ``probability``. The
        rater's opinion is not written: coders should not see it.
    codebook : Codebook

    Returns
    -------
    Path
        The sheet.

    Raises
    ------
    SheetError
        If the file is of another kind, the sample lacks a column or an article stands in it
        twice, or a variable of the codebook is called as another column.
    """
    path = Path(path)
    if path.suffix not in KINDS:
        raise SheetError(f"no sheet of kind {path.suffix!r}; there is: .csv, .json")
    rows = _rows_of(sample, codebook)
    _write(path.with_suffix(".md"), codebook.text())
    if path.suffix == ".json":
        _write(path.with_suffix(".xml"), label_config(codebook))
        tasks = [{"data": row} for row in rows]
        return _write(path, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    columns = [ID, TEXT, *(variable.id for variable in codebook.variables), COMMENT, PROBABILITY]
    content = io.StringIO()
    writer = csv.DictWriter(content, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: guarded(str(cell)) for name, cell in row.items()} for row in rows)
    return _write(path, "\ufeff" + content.getvalue())


def _rows_of(sample: pd.DataFrame, codebook: Codebook) -> list[dict[str, Any]]:
    for name in (ID, TEXT):
        if name not in sample.columns:
            there = nearest(name, map(str, sample.columns))
            raise SheetError(f"the sample has no column {name!r}; {there}")
    for variable in codebook.variables:
        if variable.id in OTHERS:
            raise SheetError(f"{codebook.id}: no variable can be called {variable.id!r}")
    ids = [str(value) for value in sample[ID]]
    if len(set(ids)) < len(ids):
        twice = next(name for name in ids if ids.count(name) > 1)
        raise SheetError(f"the article {twice!r} stands in the sample twice")
    names = [name for name in (ID, TEXT, PROBABILITY) if name in sample.columns]
    return [
        {
            name: float(cell) if name == PROBABILITY else str(cell)
            for name, cell in zip(names, cells, strict=True)
        }
        for cells in sample[names].itertuples(index=False)
    ]


def _write(path: Path, content: str) -> Path:
    part = path.with_name(path.name + ".part")
    part.write_text(content.encode("utf-8", "replace").decode(), encoding="utf-8", newline="")
    os.replace(part, path)
    return path


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("'=1"), guarded("'tis"), unguarded(guarded("-5 degrees"))
    ("'=1+1", "''=1", "'tis", '-5 degrees')
    """
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before ``guarded``."""
    marked = cell.startswith("'") and cell.lstrip("'").startswith(FORMULA)
    return cell[1:] if marked else cell


def label_config(codebook: Codebook) -> str:
    """The labelling interface for Label Studio, in its XML.

    Examples
    --------
    >>> from framing.coding import yes_no
    >>> "<Choice value=\\"1\\" hint=\\"yes\\"/>" in label_config(yes_no("rents", "Rents?", "."))
    True
    """
    lines = ["<View>", '  <Text name="text" value="$text"/>']
    for variable in codebook.variables:
        lines += [
            f"  <Header value={quoteattr(variable.question)}/>",
            f'  <Choices name={quoteattr(variable.id)} toName="text" choice="single">',
            *(
                f"    <Choice value={quoteattr(one.code)} hint={quoteattr(one.label)}/>"
                for one in variable.codes
            ),
            "  </Choices>",
        ]
    lines += [f'  <TextArea name="{COMMENT}" toName="text" rows="2"/>', "</View>"]
    return "\n".join(lines) + "\n"


def read_sheet(
    path: str | Path, codebook: Codebook, sample: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The answers of one coder.

    Parameters
    ----------
    path : str or Path
        A ``.csv`` as a spreadsheet saved it (its delimiter is found), or a ``.json`` that Label
        Studio exported.
    codebook : Codebook
        What the sheet was written with.
    sample : DataFrame, optional
        What it was written from: texts and probabilities are then taken from there, and a row
        that is not in the sheet any more is an error.

    Returns
    -------
    DataFrame
        ``article``, ``text``, ``probability`` (nan if not known), one column a variable with
        codes (None where nothing was filled in) and ``comment``.

    Raises
    ------
    SheetError
        For an answer that is no code, an article that stands there twice, is not of the sample
        or is missing, and for a column that is not there; rows are counted from 2, as a
        spreadsheet does, those of a ``.json`` from 1.
    """
    import pandas as pd

    path = Path(path)
    if path.suffix not in KINDS:
        raise SheetError(f"no sheet of kind {path.suffix!r}; there is: .csv, .json")
    if not path.is_file():
        raise SheetError(f"no sheet {str(path)!r}")
    read = _json_rows(path) if path.suffix == ".json" else _csv_rows(path, codebook)
    problems: list[str] = []
    rows = [_answers(number, row, codebook, problems) for number, row in read]
    known = None if sample is None else sample.assign(**{ID: sample[ID].astype(str)})
    problems += _misplaced([number for number, _ in read], rows, known)
    if problems:
        more = f"; and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
        raise SheetError(f"{path.name}: " + "; ".join(problems[:SHOWN]) + more)
    names = [ID, TEXT, PROBABILITY, *(variable.id for variable in codebook.variables), COMMENT]
    table = pd.DataFrame(rows, columns=names).astype({PROBABILITY: float})
    for variable in codebook.variables:  # pandas would make a text column of it, with nan
        table[variable.id] = pd.Series([row[variable.id] for row in rows], dtype=object)
    if known is not None:
        own = known.set_index(ID)
        for name in {TEXT, PROBABILITY} & set(known.columns):
            table[name] = own.loc[table[ID], name].to_numpy()
    return table


def _csv_rows(path: Path, codebook: Codebook) -> list[tuple[int, Mapping[str, str]]]:
    csv.field_size_limit(LARGEST_CELL)
    with path.open(encoding=encoding_of(path), newline="") as file:
        head = file.readline().removeprefix("\ufeff")
        file.seek(0)
        reader = csv.DictReader(file, delimiter=max(DELIMITERS, key=head.count))
        columns = [(name or "").removeprefix("\ufeff").strip() for name in reader.fieldnames or ()]
        reader.fieldnames = columns
        for name in (ID, TEXT, *(variable.id for variable in codebook.variables)):
            if name not in columns:
                raise SheetError(f"{path.name}: no column {name!r}; {nearest(name, columns)}")
        rows = [{k: unguarded(v or "") for k, v in row.items() if k} for row in reader]
    return [(n, row) for n, row in enumerate(rows, 2) if any(v.strip() for v in row.values())]


def _json_rows(path: Path) -> list[tuple[int, Mapping[str, str]]]:
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
        return [(n, _of_task(task)) for n, task in enumerate(tasks, 1)]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise SheetError(f"{path.name} is no export of Label Studio: {error!r}") from error


def _of_task(task: Mapping[str, Any]) -> Mapping[str, str]:
    row = {name: str(value) for name, value in task["data"].items()}
    done = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    for result in done[-1]["result"] if done else ():
        value = result["value"]
        row[result["from_name"]] = "; ".join(value.get("choices") or value.get("text") or ())
    return row


def _answers(
    number: int, row: Mapping[str, str], codebook: Codebook, problems: list[str]
) -> dict[str, Any]:
    found: dict[str, Any] = {ID: row.get(ID, "").strip(), TEXT: row.get(TEXT, "")}
    if not found[ID]:
        problems.append(f"row {number}: no {ID}")
    found[PROBABILITY] = _number(row.get(PROBABILITY, ""))
    found[COMMENT] = row.get(COMMENT, "")
    for variable in codebook.variables:
        cell = row.get(variable.id, "")
        code = variable.code_of(cell) if cell.strip() else None
        if cell.strip() and code is None:
            codes = ", ".join(one.code for one in variable.codes)
            problems.append(
                f"row {number}: {cell.strip()!r} is no code of {variable.id!r}; there is: {codes}"
            )
        found[variable.id] = code
    return found


def _number(cell: str) -> float:
    try:
        return float(cell.replace(",", "."))  # a German spreadsheet writes a comma
    except ValueError:
        return float("nan")


def _misplaced(
    numbers: Sequence[int], rows: Iterable[Mapping[str, Any]], sample: pd.DataFrame | None
) -> list[str]:
    problems: list[str] = []
    seen: dict[str, int] = {}
    wanted = None if sample is None else list(sample[ID])
    for number, row in zip(numbers, rows, strict=True):
        name = row[ID]
        if name in seen:
            problems.append(f"row {number}: {name!r} stands in row {seen[name]} already")
        elif wanted is not None and name not in wanted:
            problems.append(f"row {number}: {name!r} is not in the sample")
        seen.setdefault(name, number)
    missing = [name for name in wanted or () if name not in seen]
    return problems + [f"no row for {name!r}" for name in missing]
