"""Several articles in one table, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.attribution.reference import speakers
from framing.document import Corpus, Document
from framing.report.record import loaded

if TYPE_CHECKING:
    from rich.console import Console

LONGEST_NAME = 20


def print_overview(corpus: Corpus, console: Console | None = None) -> None:
    """Print a table of articles: words, loaded words of the author, share of source words, sources.

    Parameters
    ----------
    corpus : Corpus
        The articles.
    console : rich.console.Console, optional
        Where to; standard output if left out.

    Examples
    --------
    >>> import framing
    >>> print_overview(framing.load_dataset("sample")[:1])  # doctest: +ELLIPSIS
    1 article
    ...
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = console or Console(highlight=False)
    out.print(f"{len(corpus)} article{'' if len(corpus) == 1 else 's'}")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("article")
    table.add_column("outlet")
    for name in ("words", "author loaded\nper 1,000 (n)", "source words\n(sources)", "warnings"):
        table.add_column(name, justify="right")
    for document in corpus:
        cells = _cells(document)
        table.add_row(*(Text(cell) for cell in cells))
    out.print(table)
    out.print("--html PATH writes a page with the words themselves, --csv all measures.")


def _cells(document: Document) -> tuple[str, ...]:
    words = document.n_words
    hits = sum(hit["voice"] == "author" for hit in loaded(document))
    rate = f"{1000 * hits / words['author']:.1f}" if words["author"] else "–"
    sources = len({name for name in speakers(document) if name is not None})
    share = f"{100 * words['source'] / len(document):.0f} %" if len(document) else "–"
    return (
        _short(document.id),
        _short(str(document.meta.get("outlet", ""))),
        f"{len(document):,}",
        f"{rate} ({hits})",
        f"{share} ({sources})",
        str(len(document.warnings)),
    )


def _short(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"
