"""Several articles in one table, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.attribution.reference import speakers
from framing.document import Corpus, Document
from framing.report.coders import error_in_short, rows
from framing.report.ratings import rated
from framing.report.record import loaded

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

LONGEST_NAME = 20


def print_overview(corpus: Corpus, console: Console | None = None, raters: Any = None) -> None:
    """Print articles as a table: words, loaded words of the author, source words, ratings.

    Parameters
    ----------
    corpus : Corpus
        The articles.
    console : rich.console.Console, optional
        Where to; standard output if left out.
    raters : sequence of str or Rater, optional
        What rates them: all at hand for the language of each if left out, ``()`` for none.

    Examples
    --------
    >>> import framing
    >>> print_overview(framing.load_dataset("sample")[:1])  # doctest: +ELLIPSIS
    1 article
    ...
    """
    from rich.console import Console
    from rich.text import Text

    out = console or Console(highlight=False)
    out.print(f"{len(corpus)} article{'' if len(corpus) == 1 else 's'}")
    table = _table()
    table.add_column("article")
    table.add_column("outlet")
    for name in ("words", "author loaded\nper 1,000 (n)", "source words\n(sources)", "warnings"):
        table.add_column(name, justify="right")
    for document in corpus:
        cells = _cells(document)
        table.add_row(*(Text(cell) for cell in cells))
    out.print(table)
    _print_ratings(corpus, out, raters)
    out.print("--html PATH writes a page with the words themselves, --csv all measures.")


def _table() -> Table:
    from rich import box
    from rich.table import Table

    return Table(box=box.SIMPLE_HEAD, pad_edge=False)


def _print_ratings(corpus: Corpus, out: Console, raters: Any) -> None:
    """Raters with one label, a column each; those with more are on the page."""
    from rich.text import Text

    ratings = [rated(document, raters, evidence=False) for document in corpus]
    asked = {one["rater"]: one for found in ratings for one in found}
    columns = [one for _, one in sorted(asked.items()) if len(one["labels"]) == 1]
    if not columns:
        return
    out.print(
        "How they read to coders: rating with 95 % interval; above it how right the rater is."
    )
    table = _table()
    table.add_column("article")
    for one in columns:
        table.add_column(f"{one['rater']}: {one['labels'][0]}\n{error_in_short(one)}")
    for document, found in zip(corpus, ratings, strict=True):
        known = {one["rater"]: rows(one)[0] for one in found}
        cells = [_rating(known.get(one["rater"])) for one in columns]
        table.add_row(*map(Text, (_short(document.id), *cells)))
    out.print(table)
    more = [one["rater"] for _, one in sorted(asked.items()) if len(one["labels"]) > 1]
    if more:
        out.print(Text(f"Also rated by {', '.join(more)}: --html and --csv have their labels."))


def _rating(row: dict[str, Any] | None) -> str:
    if row is None:
        return "–"
    return f"{row['value']} ({row['interval']})" if row["rated"] else row["note"]


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
