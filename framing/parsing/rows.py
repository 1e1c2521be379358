"""Rows to documents: which column means what, and what is wrong with a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from framing.document import Document
from framing.language import LanguageError, language_codes, load_language, nearest
from framing.parsing.decoding import ReadError
from framing.parsing.tables import Row
from framing.parsing.text import parse

UNDERSTOOD = ("text", "title", "id", "outlet", "date", "language", "event", "url")


class Problem(NamedTuple):
    """An article that could not be read: file, row (None for a whole file), what is wrong."""

    file: str
    row: int | None
    problem: str

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row is not None else ""
        return f"{self.file}{row}: {self.problem}"


def missing(value: Any) -> bool:
    """Whether a cell holds nothing: None, NaN, NaT or an empty string. ``NA`` is a text."""
    return value is None or value == "" or (not isinstance(value, str) and value != value)  # noqa: PLR0124


def check_columns(columns: Mapping[str, str] | None) -> Mapping[str, str]:
    """The mapping of column names, checked.

    Raises
    ------
    ReadError
        If it maps a name that is not understood.
    """
    for name in columns or ():
        if name not in UNDERSTOOD:
            raise ReadError(f"no column {name!r} to map; {nearest(name, UNDERSTOOD)}")
    return columns or {}


def language_of(value: str) -> str:
    """A language code from what a table says: ``de``, ``de-AT``, ``German``, ``deutsch``.

    >>> language_of("de-AT"), language_of("English"), language_of("deutsch")
    ('de', 'en', 'de')
    """
    names = {load_language(code).name.lower(): code for code in language_codes()}
    names |= {"deutsch": "de", "englisch": "en"}
    plain = value.strip().lower()
    return names.get(plain) or load_language(plain.replace("_", "-").split("-")[0]).code


def document_of(
    row: Row, file: str, name: str, columns: Mapping[str, str], language: str | None
) -> Document | Problem:
    """The document in a row, or what is wrong with the row.

    Parameters
    ----------
    row : Row
        Its cells by column.
    file : str
        What to call the file in a message.
    name : str
        The id of the article if the row has none.
    columns : mapping
        From the names that are understood to those in the file.
    language : str or None
        The language of the file; None to take it from the row or to identify it.
    """
    if row.problem:
        return Problem(file, row.number, row.problem)
    cells = {str(key): value for key, value in row.cells.items() if not missing(value)}
    known = {key: cells.pop(columns.get(key, key), None) for key in UNDERSTOOD}
    text = known.pop("text")
    if text is None:
        return Problem(file, row.number, "no text")
    if not isinstance(text, str):
        return Problem(file, row.number, f"the text is of type {type(text).__name__}")
    title = known.pop("title")
    title = str(title).strip() if title is not None else None
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    name = str(known.pop("id") or name)
    given = known.pop("language")
    facts = {key: value for key, value in known.items() if value is not None}
    try:
        code = language or (language_of(str(given)) if given is not None else None)
        return parse(text, code, id=name, title=title, meta={**facts, **cells})
    except LanguageError as error:
        return Problem(file, row.number, str(error))


def without_duplicates(articles: Iterator[tuple[str, int | None, Document | Problem]]) -> Iterator[
    Document | Problem
]:
    """The same articles; one with an id that was there before becomes a problem."""
    seen: dict[str, str] = {}
    for file, row, article in articles:
        if isinstance(article, Problem):
            yield article
            continue
        where = f"{file}, row {row}" if row is not None else file
        if article.id in seen:
            yield Problem(file, row, f"duplicate id {article.id!r}, as in {seen[article.id]}")
        else:
            seen[article.id] = where
            yield article


__all__ = [
    "Problem",
    "ReadError",
    "check_columns",
    "document_of",
    "language_of",
    "without_duplicates",
]
