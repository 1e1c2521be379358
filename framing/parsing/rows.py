"""Rows to documents: which column means what, and what is wrong with a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from numbers import Number
from typing import Any, NamedTuple

import numpy as np

from framing.document import Document
from framing.language import LanguageError, language_codes, load_language, nearest
from framing.parsing.decoding import ReadError, undecoded
from framing.parsing.tables import Row
from framing.parsing.text import parse

UNDERSTOOD = ("text", "title", "id", "outlet", "date", "language", "event", "url")
# Names of languages that their packs do not give.
ALIASES = {"deutsch": "de", "deu": "de", "ger": "de", "englisch": "en", "eng": "en"}


class Problem(NamedTuple):
    """An article that could not be read: file, row (None for a whole file), what is wrong."""

    file: str
    row: int | None
    problem: str

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row is not None else ""
        return f"{self.file}{row}: {self.problem}"


class Reading(NamedTuple):
    """How articles are read.

    Attributes
    ----------
    language : str or None
        That of all articles; None to take it from a row or to identify it.
    attribution : str
        What finds indirect speech, as for ``parse``.
    """

    language: str | None = None
    attribution: str = "auto"


def missing(value: Any) -> bool:
    """Whether a cell holds nothing: None, NaN, NaT, pandas' NA or an empty string.

    >>> missing(float("nan")), missing(""), missing("NA"), missing(0)
    (True, True, False, False)
    """
    if value is None or (isinstance(value, str) and not value):
        return True
    if type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, (Number, np.generic)) and bool(value != value)  # noqa: PLR0124


def check_columns(columns: Mapping[str, str] | None) -> Mapping[str, str]:
    """The mapping of column names, checked.

    Raises
    ------
    ReadError
        If it maps a name that is not understood.
    """
    for name in columns or ():
        if name not in UNDERSTOOD:
            raise ReadError(f"no column {name!r} to map; {nearest(str(name), UNDERSTOOD)}")
    return columns or {}


def lacking(known: Sequence[str], needed: Sequence[str]) -> str:
    """What to say of columns that a table should have and has not; empty if it has all.

    >>> lacking(["id", "body"], ["text"])
    "no column 'text'; there is: id, body"
    """
    absent = [name for name in needed if name not in known]
    there_is = ", ".join(known) or "none"
    return f"no column {', '.join(map(repr, absent))}; there is: {there_is}" if absent else ""


@cache
def language_of(value: str) -> str:
    """A language code from what a table says: ``de``, ``de-AT``, ``German``, ``deutsch``.

    Raises
    ------
    LanguageError
        If there is no such language.

    Examples
    --------
    >>> language_of("de-AT"), language_of("English"), language_of("deutsch")
    ('de', 'en', 'de')
    """
    names = {load_language(code).name.lower(): code for code in language_codes()} | ALIASES
    plain = value.strip().lower()
    code = names.get(plain) or plain.replace("_", "-").split("-")[0]
    if code not in language_codes():
        there_is = ", ".join(f"{c} ({load_language(c).name})" for c in language_codes())
        raise LanguageError(f"no language {value!r}; there is: {there_is}")
    return code


def document_of(
    row: Row, file: str, name: str, columns: Mapping[str, str], how: Reading
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
    how : Reading
        Language of the file, and what finds indirect speech.
    """
    if row.problem:
        return Problem(file, row.number, row.problem)
    known, others = _sorted(row.cells, columns)
    text = known.pop("text", None)
    if problem := _text_problem(text) or _half_characters({**others, **known, "text": text}):
        return Problem(file, row.number, problem)
    title = str(known["title"]).strip() if "title" in known else None
    text, heading = with_title(text, title)
    given = known.pop("language", None)
    try:
        code = how.language or (language_of(str(given)) if given is not None else None)
        id = _plain(known.pop("id", name)) or name  # noqa: A001
        meta = {**others, **known}
        return parse(text, code, id=id, title=heading, meta=meta, attribution=how.attribution)
    except LanguageError as error:
        return Problem(file, row.number, str(error))


def _sorted(
    cells: Mapping[str, Any], columns: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The cells that hold something: those that are understood, by our names, and the others."""
    full = {str(key): value for key, value in cells.items() if not missing(value)}
    taken = set(columns.values())
    known = {}
    for name in UNDERSTOOD:
        theirs = columns.get(name, name)
        if theirs in full and (name in columns or theirs not in taken):
            known[name] = full[theirs]
            taken.add(theirs)
    if hasattr(known.get("date"), "isoformat"):  # as the other formats give it, as a string
        known["date"] = known["date"].isoformat().removesuffix("T00:00:00")
    others = {key: value for key, value in full.items() if key not in taken | set(known)}
    return known, others


def _plain(value: Any) -> str:
    """An id as a string; numbers in a column with gaps are read as 1.0, 2.0 and so on."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _text_problem(text: Any) -> str:
    if text is None or (isinstance(text, str) and not text.strip()):
        return "no text"
    if not isinstance(text, str):
        return f"the text is not a string but of type {type(text).__name__}"
    return ""


def _half_characters(cells: Mapping[str, Any]) -> str:
    names = [key for key, value in cells.items() if isinstance(value, str) and undecoded(value)]
    return (
        f"undecodable: half a character (a lone surrogate) in {', '.join(names)}" if names else ""
    )


def with_title(text: str, title: str | None) -> tuple[str, str | None]:
    """The text with its title in front, and what it now begins with: the title.

    >>> with_title("It rained.", "Rain")
    ('Rain\\n\\nIt rained.', 'Rain')
    >>> with_title(" Rain: It rained.", "Rain")
    (' Rain: It rained.', ' Rain')
    """
    if not title:
        return text, None
    lead = len(text) - len(text.lstrip())
    end = lead + len(title)
    if text.startswith(title, lead) and not text[end : end + 1].isalnum():
        return text, text[:end]
    return f"{title}\n\n{text}", title


def without_duplicates(
    articles: Iterator[tuple[str, int | None, Document | Problem]],
) -> Iterator[Document | Problem]:
    """The same articles; an id that was there before makes a problem."""
    seen: dict[str, str] = {}
    for file, row, article in articles:
        if isinstance(article, Document):
            if article.id in seen:
                yield Problem(file, row, f"duplicate id {article.id!r}, as in {seen[article.id]}")
                continue
            seen[article.id] = f"{file}, row {row}" if row is not None else file
        yield article
        del article  # only one is held while the next is read
