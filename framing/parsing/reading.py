"""``read`` and ``stream``: articles from files, folders, patterns, tables and standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from framing.document import Corpus, Document
from framing.language import LanguageError, nearest
from framing.parsing.decoding import ReadError, decode, decode_page
from framing.parsing.delimited import delimited_table
from framing.parsing.files import PAGES, STDIN, SUFFIXES, File, files_of
from framing.parsing.html import parse_html
from framing.parsing.rows import (
    Problem,
    Reading,
    check_columns,
    document_of,
    lacking,
    language_of,
    without_duplicates,
)
from framing.parsing.tables import Table, frame_table, json_table, parquet_table
from framing.parsing.text import parse

if TYPE_CHECKING:
    import pandas as pd

    Source = str | Path | pd.DataFrame | Iterable[str | Path]

TABLES: Mapping[str, Callable[[Path], Table]] = {
    ".csv": delimited_table,
    ".tsv": delimited_table,
    ".jsonl": json_table,
    ".parquet": parquet_table,
}

Article = tuple[str, int | None, Document | Problem]


def read(
    source: Source,
    *,
    language: str | None = None,
    columns: Mapping[str, str] | None = None,
    errors: Literal["raise", "report"] = "raise",
    attribution: str = "auto",
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
        become ``meta``. A title is put before the text, with a blank line between, unless
        the text begins with it.
    errors : {'raise', 'report'}, default='raise'
        What to do with a row that has no text, an id that was there before, or cannot be
        decoded, or with one of several files that cannot be read: raise an error, or go on
        and list it in ``corpus.problems``.

    Returns
    -------
    Corpus

    Raises
    ------
    ReadError
        If a file or a row cannot be read; the message names both.
    LanguageError
        If ``language`` is none there is.

    Notes
    -----
    An article without an id is called after its file: by the path in the folder that is
    read, without suffix (``2031/march/bridge``), in a table with the number of the row
    (``bridge-7``). In a .jsonl file that is the number of the line. Rows of a table plus
    what is in ``problems`` make up all rows there are.

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
            attribution=attribution,
        )
    )
    return Corpus(documents, tuple((p.file, p.row, p.problem) for p in problems))


def stream(
    source: Source,
    *,
    language: str | None = None,
    columns: Mapping[str, str] | None = None,
    problems: list[Problem] | None = None,
    attribution: str = "auto",
) -> Iterator[Document]:
    """Read articles one after the other, holding only one of them in memory.

    Parameters
    ----------
    source, language, columns, attribution
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
    code = None if language is None else language_of(language)
    return _sifted(
        without_duplicates(_articles(source, mapped, Reading(code, attribution))), problems
    )


def _sifted(
    articles: Iterator[Document | Problem], problems: list[Problem] | None
) -> Iterator[Document]:
    for article in articles:
        if isinstance(article, Document):
            yield article
            del article  # only one is held while the next is read
        elif problems is None:
            raise ReadError(f'{article} (errors="report" goes on and lists it)')
        else:
            problems.append(article)


def _articles(source: Any, columns: Mapping[str, str], how: Reading) -> Iterator[Article]:
    if isinstance(source, (str, Path)):
        yield from _of_files(files_of([source]), columns, how)
    elif hasattr(source, "itertuples"):
        table = File(Path(), "row", "table")
        yield from _of_table(frame_table(source), table, columns, how)
    elif isinstance(source, Iterable) and not isinstance(source, (bytes, Mapping)):
        paths = list(source)
        if not paths:
            raise ReadError("no files to read: the list of paths is empty")
        for path in paths:
            if not isinstance(path, (str, Path)):
                raise TypeError(f"a list of paths is needed, not of {type(path).__name__}")
        yield from _of_files(files_of(paths), columns, how)
    else:
        raise TypeError(f"cannot read a {type(source).__name__}; give a path or a DataFrame")


def _of_files(files: list[File], columns: Mapping[str, str], how: Reading) -> Iterator[Article]:
    for file in files:
        try:
            yield from _of_file(file, columns, how)
        except ReadError as error:
            if len(files) == 1:
                raise ReadError(f"{file.label}: {error}") from None
            yield file.label, None, Problem(file.label, None, str(error))


def _of_file(file: File, columns: Mapping[str, str], how: Reading) -> Iterator[Article]:
    suffix = file.path.suffix.lower()
    try:
        if file.path == Path(STDIN):
            text = decode(_standard_input())
            yield file.label, None, _article(parse, text, file.name, file.label, how)
        elif suffix in TABLES:
            yield from _of_table(TABLES[suffix](file.path), file, columns, how)
        elif suffix in PAGES:
            page = decode_page(file.path.read_bytes())
            yield file.label, None, _article(parse_html, page, file.name, file.label, how)
        elif suffix in SUFFIXES:
            text = decode(file.path.read_bytes())
            yield file.label, None, _article(parse, text, file.name, file.label, how)
        else:
            there_is = ", ".join(SUFFIXES)
            raise ReadError(f"cannot be read: no format {suffix!r}; there is: {there_is}")
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or error}") from None


def _of_table(
    table: Table, file: File, columns: Mapping[str, str], how: Reading
) -> Iterator[Article]:
    text = columns.get("text", "text")
    needed = [*dict.fromkeys([text, *columns.values()])]
    if table.columns is not None and (problem := _absent(table.columns, needed)):
        raise ReadError(problem)
    for row in table.rows:
        if table.columns is None and not row.problem:  # each line has columns of its own
            row = row._replace(problem=_absent([*row.cells], [text]))  # noqa: PLW2901
        article = document_of(row, file.label, f"{file.name}-{row.number}", columns, how)
        yield file.label, row.number, article
        del article  # only one is held while the next is read


def _absent(known: Sequence[str], needed: Sequence[str]) -> str:
    problem = lacking(known, needed)
    return f"{problem}. columns={{'text': ...}} maps the names" if problem else ""


def _article(
    read_one: Callable[..., Document], text: str, name: str, label: str, how: Reading
) -> Document | Problem:
    """The one article of a file, or what is wrong with it."""
    if not text.strip():
        return Problem(label, None, "empty: no text")
    try:
        return read_one(text, how.language, id=name, attribution=how.attribution)
    except (LanguageError, ReadError) as error:
        return Problem(label, None, str(error))


def _standard_input() -> bytes:
    binary = getattr(sys.stdin, "buffer", None) or BytesIO(sys.stdin.read().encode())
    data: bytes = binary.read()
    return data
