"""``read`` and ``stream``: articles from files, folders, patterns, tables and standard input."""

from __future__ import annotations

import glob
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from framing.document import Corpus, Document
from framing.language import LanguageError, nearest
from framing.parsing.decoding import ReadError, decode
from framing.parsing.html import parse_html
from framing.parsing.rows import Problem, check_columns, document_of, without_duplicates
from framing.parsing.tables import Row, delimited_rows, frame_rows, json_rows, parquet_rows
from framing.parsing.text import parse

if TYPE_CHECKING:
    import pandas as pd

    Source = str | Path | pd.DataFrame | Iterable[str | Path]

TABLES: dict[str, Callable[[Path], Iterator[Row]]] = {
    ".csv": delimited_rows,
    ".tsv": delimited_rows,
    ".jsonl": json_rows,
    ".parquet": parquet_rows,
}
PAGES = (".html", ".htm")
TEXTS = (".txt", ".md")
SUFFIXES = (*TEXTS, *PAGES, *TABLES)
STDIN = "-"

Article = tuple[str, int | None, Document | Problem]


def read(
    source: Source,
    *,
    language: str | None = None,
    columns: Mapping[str, str] | None = None,
    errors: Literal["raise", "report"] = "raise",
) -> Corpus:
    """Read articles.

    Parameters
    ----------
    source : str, Path, DataFrame, or several paths
        A file (.txt, .md, .html, .csv, .tsv, .jsonl, .parquet), a folder or a pattern of
        these (``"news/*.csv"``), ``"-"`` for one article from standard input, or a DataFrame.
    language : str, optional
        ``'de'`` or ``'en'`` for all articles; else a column ``language`` says it, or it is
        identified.
    columns : mapping, optional
        For tables, from the names understood (``text``, ``title``, ``id``, ``outlet``,
        ``date``, ``language``, ``event``, ``url``) to those of the table. All other columns
        become ``meta``. A title is put before the text, with a blank line between.
    errors : {'raise', 'report'}, default='raise'
        What to do with a row that has no text, an id that was there before, or cannot be
        decoded: raise an error, or go on and list it in ``corpus.problems``.

    Returns
    -------
    Corpus

    Raises
    ------
    ReadError
        If a file or a row cannot be read; the message names both.

    Examples
    --------
    >>> import pandas as pd
    >>> corpus = read(pd.DataFrame({"text": ["The mayor resigned on Monday."], "outlet": ["Post"]}))
    >>> corpus[0].meta["outlet"], len(corpus.problems)
    ('Post', 0)
    """
    if errors not in ("raise", "report"):
        raise ValueError(f"no errors={errors!r}; {nearest(errors, ('raise', 'report'))}")
    problems: list[Problem] = []
    documents = tuple(
        stream(
            source,
            language=language,
            columns=columns,
            problems=problems if errors == "report" else None,
        )
    )
    return Corpus(documents, tuple((p.file, p.row, p.problem) for p in problems))


def stream(
    source: Source,
    *,
    language: str | None = None,
    columns: Mapping[str, str] | None = None,
    problems: list[Problem] | None = None,
) -> Iterator[Document]:
    """Read articles one after the other, holding only one of them in memory.

    Parameters
    ----------
    source, language, columns
        As for ``read``.
    problems : list, optional
        Where to note what could not be read; an error is raised if left out.

    Yields
    ------
    Document

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"text": ["The mayor resigned on Monday.", ""]})
    >>> problems = []
    >>> len(list(stream(table, problems=problems))), str(problems[0])
    (1, 'table, row 2: no text')
    """
    mapped = check_columns(columns)
    for article in without_duplicates(_articles(source, mapped, language)):
        if isinstance(article, Document):
            yield article
        elif problems is None:
            raise ReadError(f'{article} (errors="report" goes on and lists it)')
        else:
            problems.append(article)


def _articles(source: Any, columns: Mapping[str, str], language: str | None) -> Iterator[Article]:
    if isinstance(source, str) and source == STDIN:
        yield "standard input", None, _plain(sys.stdin.read, "stdin", "standard input", language)
    elif isinstance(source, (str, Path)):
        paths = expand(source)
        for path in paths:
            yield from _of_file(path, path.name, columns, language)
    elif hasattr(source, "itertuples"):
        yield from _of_rows(frame_rows(source), "table", "row", columns, language)
    elif isinstance(source, Iterable):
        for one in source:
            if not isinstance(one, (str, Path)):
                raise TypeError(f"a list of paths is needed, not of {type(one).__name__}")
            yield from _articles(one, columns, language)
    else:
        raise TypeError(f"cannot read a {type(source).__name__}; give a path or a DataFrame")


def expand(source: str | Path) -> list[Path]:
    """The files a path stands for: itself, those in a folder, or those of a pattern.

    Raises
    ------
    ReadError
        If there are none.
    """
    name = str(source)
    if "\n" in name or "\0" in name or len(name) > 1000:
        raise ReadError(f"not a path but a text, it seems: {name[:40]!r} …; use parse()")
    path = Path(name).expanduser()
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        if not found:
            raise ReadError(f"no articles in {name}; there is need of: {', '.join(SUFFIXES)}")
        return found
    if path.exists():
        return [path]
    if glob.has_magic(name):
        found = sorted(map(Path, glob.glob(name, recursive=True)))
        if not found:
            raise ReadError(f"no file matches {name!r}")
        return found
    here = [p.name for p in path.parent.glob("*")] if path.parent.is_dir() else []
    raise ReadError(f"no file {name!r}; {nearest(path.name, here[:500])}")


def _of_file(
    path: Path, file: str, columns: Mapping[str, str], language: str | None
) -> Iterator[Article]:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ReadError(f"cannot read {file}: no format {suffix!r}; there is: {', '.join(SUFFIXES)}")
    try:
        if suffix in TABLES:
            yield from _of_rows(TABLES[suffix](path), file, path.stem, columns, language)
        elif suffix in PAGES:
            yield file, None, _page(path, file, language)
        else:
            yield file, None, _plain(lambda: decode(path), path.stem, file, language)
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror or error}") from None


def _of_rows(
    rows: Iterable[Row], file: str, stem: str, columns: Mapping[str, str], language: str | None
) -> Iterator[Article]:
    text = columns.get("text", "text")
    for row in rows:
        if not row.problem and text not in row.cells:
            wanted = [*columns.values()] or [text]
            lacking = ", ".join(repr(name) for name in wanted if name not in row.cells)
            known = ", ".join(map(str, row.cells)) or "none"
            message = f"no column {lacking}; there is: {known}. columns={{'text': ...}} maps them"
            if file.endswith(".jsonl"):  # every line of it can have other keys
                yield file, row.number, Problem(file, row.number, message)
                continue
            raise ReadError(f"{file}: {message}")
        yield file, row.number, document_of(row, file, f"{stem}-{row.number}", columns, language)


def _plain(
    text: Callable[[], str], name: str, file: str, language: str | None
) -> Document | Problem:
    try:
        return parse(text(), language, id=name)
    except (LanguageError, ReadError) as error:
        return Problem(file, None, str(error))


def _page(path: Path, file: str, language: str | None) -> Document | Problem:
    try:
        return parse_html(decode(path), language, id=path.stem)
    except (LanguageError, ReadError) as error:
        return Problem(file, None, str(error).removeprefix(f"{file}, "))
