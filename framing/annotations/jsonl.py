"""Any corpus of attributions: one article a line, as ``docs/attribution_format.md`` describes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from framing.annotations.base import Annotated, document_of
from framing.document import (
    ATTITUDES,
    COMMITMENTS,
    SOURCE_TYPES,
    TYPES,
    Attribution,
    Corpus,
    Document,
    Span,
)
from framing.language import LanguageError, nearest
from framing.parsing import ReadError
from framing.parsing.rows import language_of
from framing.parsing.tables import json_table

FIELDS = ("id", "language", "text", "attributions")
CHOICES = {
    "type": TYPES,
    "source_type": SOURCE_TYPES,
    "commitment": COMMITMENTS,
    "attitude": ATTITUDES,
}
KNOWN = ("source", "cue", "content", "parent", *CHOICES)


class Unread(NamedTuple):
    """A line that cannot be read: its number, what is wrong with it."""

    row: int
    problem: str


def read_attributions(path: Path) -> Corpus:
    """The articles of a .jsonl file, with the attributions that it gives.

    Parameters
    ----------
    path : Path
        One article a line: ``id``, ``language``, ``text``, ``attributions``.

    Returns
    -------
    Corpus
        Lines that cannot be read are in ``corpus.problems``.

    Raises
    ------
    OSError
        If there is no such file.
    ReadError
        If it is empty or not text.
    """
    documents: list[Document] = []
    troubles: list[tuple[str, int | None, str]] = []
    seen: set[str] = set()
    for article in attribution_lines(path):
        if isinstance(article, Unread):
            troubles.append((path.name, article.row, article.problem))
        elif article.id in seen:
            troubles.append((path.name, None, f"duplicate id {article.id!r}"))
        else:
            seen.add(article.id)
            try:
                documents.append(document_of(article))
            except LanguageError as error:
                troubles.append((path.name, None, f"{article.id}: {error}"))
    return Corpus(tuple(documents), tuple(troubles))


def attribution_lines(path: Path) -> Iterator[Annotated | Unread]:
    """The lines of a file, each an article or what is wrong with it."""
    for row in json_table(path).rows:
        try:
            if row.problem:
                raise ReadError(row.problem)
            yield _article(row.cells, f"{path.stem}-{row.number}")
        except ValueError as error:
            yield Unread(row.number, str(error))


def _article(cells: Mapping[str, Any], name: str) -> Annotated:
    text, marked = cells.get("text"), cells.get("attributions")
    if not isinstance(text, str) or not text.strip():
        raise ReadError("no text")
    if not isinstance(marked, list):
        raise ReadError("no list of attributions; an article without any has an empty one")
    attributions = []
    for number, record in enumerate(marked):
        try:
            attributions.append(_attribution(record, len(text), len(marked)))
        except ValueError as error:
            raise ReadError(f"attribution {number}: {error}") from None
    _check_parents(attributions)
    language = cells.get("language")
    meta = {key: value for key, value in cells.items() if key not in FIELDS}
    code = language_of(str(language)) if language else None
    return Annotated(str(cells.get("id") or name), text, code, tuple(attributions), meta)


def _attribution(record: Any, length: int, n: int) -> Attribution:
    if not isinstance(record, dict):
        raise ReadError(f"an object is needed, not {record!r}")
    for key in record:
        if key not in KNOWN:
            raise ReadError(f"no field {key!r}; {nearest(str(key), KNOWN)}")
    for key, choices in CHOICES.items():
        if key in record and record[key] not in choices:
            raise ReadError(f"no {key} {record[key]!r}; {nearest(str(record[key]), choices)}")
    source, parent = record.get("source"), record.get("parent")
    if parent is not None and (type(parent) is not int or not 0 <= parent < n):
        raise ReadError(f"parent {parent!r} is none of the {n} attributions of this article")
    content = _spans(record.get("content"), "content", length)
    if not content:
        raise ReadError("no content")
    return Attribution(
        type=record.get("type", ""),
        source=None if source is None else _span(source, "source", length),
        cue=_spans(record.get("cue"), "cue", length),
        content=content,
        parent=parent,
        **{key: record[key] for key in CHOICES if key in record and key != "type"},
    )


def _check_parents(attributions: Sequence[Attribution]) -> None:
    for number, one in enumerate(attributions):
        above, steps = one.parent, 0
        while above is not None and steps < len(attributions):
            above, steps = attributions[above].parent, steps + 1
        if above is not None:
            raise ReadError(f"attribution {number}: its parents go round in a circle")


def _spans(value: Any, name: str, length: int) -> tuple[Span, ...]:
    if value is None:
        return ()
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise ReadError(f"{name} {value!r} is no list of [start, end]")
    return tuple(sorted(_span(pair, name, length) for pair in value))


def _span(value: Any, name: str, length: int) -> Span:
    pair = isinstance(value, list) and [type(one) for one in value] == [int, int]
    if not pair or not 0 <= value[0] < value[1] <= length:
        raise ReadError(
            f"{name} {value!r} is no [start, end] with 0 <= start < end <= {length}, "
            "the length of the text"
        )
    return Span(*value)
