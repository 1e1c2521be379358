"""The lines of a lexicon file. The format is described in ``docs/lexicon_format.md``."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

EXCEPTION = "exception"
CASES = ("", "lower", "exact")


class Entry(NamedTuple):
    """One line of a lexicon file."""

    term: str
    category: str
    inflection: str = ""
    case: str = ""
    note: str = ""


def read_entries(path: Path, categories: Collection[str]) -> tuple[Entry, ...]:
    """The entries of a lexicon file.

    Parameters
    ----------
    path : Path
        A ``.tsv`` file.
    categories : collection of str
        What the codebook allows.

    Returns
    -------
    tuple of Entry

    Raises
    ------
    ValueError
        For an unknown category or case, a wrong number of columns, or a term that stands
        there twice; the message names file and line.
    """
    entries: list[Entry] = []
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith(("#", "term\t")):
            continue
        where = f"{path.name}, line {number}"
        entry = _entry(line, where, categories)
        key = (entry.term, entry.case)
        if key in seen:
            raise ValueError(f"{where}: {entry.term!r} stands in line {seen[key]} already")
        seen[key] = number
        entries.append(entry)
    return tuple(entries)


def _entry(line: str, where: str, categories: Collection[str]) -> Entry:
    cells = [cell.strip() for cell in line.split("\t")]
    if not 2 <= len(cells) <= len(Entry._fields) or not cells[0]:
        raise ValueError(f"{where}: a term and 1 to 4 more columns are needed, not {line!r}")
    entry = Entry(*cells)
    if entry.category != EXCEPTION and entry.category not in categories:
        known = ", ".join(categories)
        raise ValueError(f"{where}: no category {entry.category!r}; there is: {known}")
    if entry.case not in CASES:
        raise ValueError(f"{where}: no case {entry.case!r}; there is: lower, exact")
    return entry


def header(path: Path) -> dict[str, str]:
    """What the first lines of a lexicon file say of it, such as licence and source."""
    facts = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                break
            key, colon, value = line.lstrip("# ").partition(":")
            if colon:
                facts[key.strip()] = value.strip()
    return facts
