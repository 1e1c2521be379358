"""SemEval-2023 task 3: a folder of articles, and files that label them, their lines or spans.

Offsets count the line ends as they are stored, which are two characters in most German files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from pathlib import Path, PurePosixPath
from typing import Any

from framing.cards.formats.base import cells_of, numbered, only, raw_text
from framing.document import Span
from framing.parsing.decoding import ReadError
from framing.parsing.tables import Table

ARTICLE = re.compile(r"article(\d+)(-labels-subtask-3)?\.txt")
# "text" + "22111<tab>1<tab>text": a line end is missing between two records.
GLUED = 5


def labelled_articles(files: Mapping[str, Path], settings: Mapping[str, Any]) -> Table:
    """One row an article that is labelled: ``article``, ``text``, ``labels`` (as written).

    Subtasks 1 (genre) and 2 (frames, separated by commas).
    """
    del settings
    articles = _articles(files)
    (labels,) = (
        local for path, local in files.items() if not ARTICLE.fullmatch(PurePosixPath(path).name)
    )
    return numbered(
        ("article", "text", "labels"),
        (
            {"article": name, "text": raw_text(articles[name]), "labels": given}
            for name, given in cells_of(labels)
        ),
    )


def _articles(files: Mapping[str, Path]) -> dict[str, Path]:
    found = {}
    for path, local in files.items():
        match = ARTICLE.fullmatch(PurePosixPath(path).name)
        if match and not match[2]:
            found[match[1]] = local
    return found


def marked_articles(files: Mapping[str, Path], settings: Mapping[str, Any]) -> Table:
    """One row an article: ``article``, ``text``, ``spans``, ``techniques`` (tuple, sorted)."""
    del settings
    marks = {
        match[1]: local
        for path, local in files.items()
        if (match := ARTICLE.fullmatch(PurePosixPath(path).name)) and match[2]
    }
    return numbered(
        ("article", "text", "spans", "techniques"),
        (_marked(name, local, marks[name]) for name, local in _articles(files).items()),
    )


def _marked(name: str, article: Path, marks: Path) -> Mapping[str, Any]:
    spans = sorted(
        Span(int(start), int(end), technique) for _, technique, start, end in cells_of(marks)
    )
    return {
        "article": name,
        "text": raw_text(article),
        "spans": tuple(spans),
        "techniques": tuple(sorted({span.label for span in spans})),
    }


def paragraphs(files: Mapping[str, Path], settings: Mapping[str, Any]) -> Table:
    """One row a paragraph: ``article``, ``paragraph`` (number of its line), ``text``, ``labels``.

    Texts stand in the file ``.template``, techniques in the file ``.txt``.

    Raises
    ------
    ReadError
        If a paragraph is labelled and has no text.
    """
    del settings
    labels = {(name, number): given for name, number, given in cells_of(only(files, ".txt"))}
    texts = paragraph_texts(cells_of(only(files, ".template")), labels)
    if absent := [key for key in labels if key not in texts]:
        raise ReadError(f"no text of paragraph {absent[0][1]} of article {absent[0][0]}")
    return numbered(
        ("article", "paragraph", "text", "labels"),
        (
            {"article": key[0], "paragraph": int(key[1]), "text": texts[key], "labels": given}
            for key, given in labels.items()
        ),
    )


def paragraph_texts(
    records: Sequence[Sequence[str]], known: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """The texts of paragraphs by article and line; two records in one line are taken apart.

    Examples
    --------
    >>> glued = ["22", "9", "It rained in 2031.23", "1", "Snow"]
    >>> paragraph_texts([glued], {("22", "9"): "", ("23", "1"): ""})
    {('22', '9'): 'It rained in 2031.', ('23', '1'): 'Snow'}
    """
    whole = {(record[0], record[1]) for record in records}
    texts = {}
    for record in records:
        name, number, text = record[:3]
        if len(record) == GLUED:
            other = _next_article(text, record[3], known.keys() - whole)
            text = text.removesuffix(other)
            texts[other, record[3]] = record[4]
        texts[name, number] = text
    return {key: texts[key] for key in known if key in texts}


def _next_article(text: str, number: str, awaited: Set[tuple[str, str]]) -> str:
    """The number of an article that follows a text without a line end."""
    digits = re.search(r"\d*$", text)
    run = digits[0] if digits else ""
    found = [run[at:] for at in range(len(run)) if (run[at:], number) in awaited]
    if not found:
        raise ReadError(f"no number of an article at the end of {text[-30:]!r}")
    return found[0]  # the longest: a text rarely ends in a digit
