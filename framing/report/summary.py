"""What was found in an article, for the terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from framing.document import Document
from framing.report import coders, figures
from framing.report.ratings import rated
from framing.report.record import record
from framing.report.speech import TIERS, statements, voices
from framing.report.storylines import in_short

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

# The measures a summary shows; all of them are in the record and on the page.
MAIN = (
    "loaded__author_all",
    "loaded__source_all",
    "epistemic__author_balance",
    "epistemic__source_balance",
    "sourcing__attributed_share",
    "sourcing__effective_sources",
    "style__words_per_sentence",
    "style__flesch",
    "style__lix",
)
MOST_VOICES, MOST_STATEMENTS = 4, 5  # rows of who speaks and of who says what
MOST_ACTORS = 4  # actors, and predicates of harm, that are written out
LONGEST_NAME, LONGEST_RATING = 24, 28
READING = (
    "Rating: share of the outlet’s own sentences that coders would call so; for a whole text, "
    "the probability. A measurement of wording by a model, no verdict."
)
MOST_LABELS = 5  # rows of a rater
MOST_WORDS = 4  # different words of a category and voice that are written out


def print_summary(document: Document, console: Console | None = None, raters: Any = None) -> None:
    """Print what was found in an article: voices, who says what, loaded words, ratings, measures.

    Parameters
    ----------
    document : Document
        The article.
    console : rich.console.Console, optional
        Where to; standard output if left out.
    raters : sequence of str or Rater, optional
        What rates it: all at hand for its language if left out, ``()`` for none.

    Examples
    --------
    >>> import framing
    >>> print_summary(framing.parse("The regime fell on Monday."))  # doctest: +ELLIPSIS
    Article without a title
    English
    <BLANKLINE>
    5 words: 5 author, 0 sources (0 %); 0 quotations
    ...
    """
    from rich.console import Console
    from rich.text import Text

    found = record(document, raters=())
    found["ratings"] = rated(document, raters, evidence=False)
    out = console or Console(highlight=False)
    out.print(Text(_line(figures.heading(found)), style="bold"))
    meta = [_line(value) for key, value in figures.known_meta(found).items() if key != "url"]
    out.print(Text(" · ".join(meta), style="dim"))
    out.print()
    for line in _facts(document, found):
        out.print(Text(line))
    for warning in figures.warning_groups(document, found):
        times = len(warning["places"])
        several = f" ({times})" if times > 1 else ""
        out.print(Text(f"Warning: {warning['title']}{several}. {warning['meaning']}", "yellow"))
    if found["attributions"]:
        out.print(_voice_table(found))
        out.print(_statement_table(found))
    if found["loaded"]:
        out.print(_loaded_table(found))
    else:
        out.print(Text("No word of the lexicon was found."))
    for line in in_short(found, MOST_ACTORS):
        out.print(Text(_line(line)))
    if found["ratings"]:
        out.print(_rating_table(found))
        out.print(Text(READING, style="dim"))
    out.print(_measure_table(found))


def _line(text: str) -> str:
    """Text in one line, without characters that steer a terminal or cannot be printed."""
    spaced = " ".join(text.split())
    return "".join(c if c.isprintable() else "\ufffd" for c in spaced)


def _facts(document: Document, found: dict[str, Any]) -> list[str]:
    words = found["words"]
    quotations, names = figures.quotation_counts(found)
    share = figures.percent(found["measures"]["style__source_share"])
    lines = [
        f"{sum(words.values()):,} words: {words['author']:,} author, "
        f"{words['source']:,} sources ({share}); "
        f"{quotations} quotation{'' if quotations == 1 else 's'}"
        + (f", {names} name{'' if names == 1 else 's'} in quotation marks" if names else "")
    ]
    removed = Counter(span.label.replace("_", " ") for span in document.removed)
    if removed:
        kinds = ", ".join(f"{kind} ({times})" for kind, times in removed.most_common())
        lines.append(f"Removed: {kinds}")
    if found["attributions"]:
        told = voices(found)
        n, sources = told["attributions"], told["sources"]
        lines.append(
            f"{n} attribution{'' if n == 1 else 's'} by {sources} "
            f"source{'' if sources == 1 else 's'}: {told['attributed']:,} words"
        )
    if document.tier:
        lines.append(TIERS[document.tier])
    return lines


def _voice_table(found: dict[str, Any]) -> Table:
    from rich.text import Text

    told = voices(found)
    rows = told["tables"]["Source"]
    table = _table("Whose words")
    table.add_column("share", ratio=1)
    table.add_column("words", justify="right")
    for row in rows[:MOST_VOICES]:
        bar = "" if row["rest"] else "█" * round(row["width"] / 5) + " "
        share = bar + row["percent"] if told["enough"] else "–"
        table.add_row(Text(_cut(row["name"])), share, f"{row['words']:,}")
    if rows[MOST_VOICES:]:
        table.add_row("all others", "", f"{sum(r['words'] for r in rows[MOST_VOICES:]):,}")
    return table


def _statement_table(found: dict[str, Any]) -> Table:
    from rich.text import Text

    table = _table("Who says what")
    table.add_column("cue", no_wrap=True)
    table.add_column("what is said", no_wrap=True, ratio=1)
    table.add_column("how", no_wrap=True)
    lines = statements(found)
    for one in lines[:MOST_STATEMENTS]:
        who = "  " * min(one["depth"], 3) + _cut(one["speaker"] or one["source"] or "–")
        cells = (who, _cut(one["cue"] or "–"), _line(one["content"]))
        how = one["facts"][0] if one["commitment"] == "neutral" else one["commitment"]
        table.add_row(*map(Text, cells), how)
    if len(lines) > MOST_STATEMENTS:
        table.add_row(f"and {len(lines) - MOST_STATEMENTS} more", "", "", "")
    return table


def _cut(text: str) -> str:
    line = _line(text)
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"


def _loaded_table(found: dict[str, Any]) -> Table:
    table = _table("Loaded words")
    for voice, total in figures.totals(found).items():
        label = "author" if voice == "author" else "sources"
        table.add_column(f"{label}: {total['loaded']} in {total['words']:,} words", ratio=1)
    for row in figures.category_rows(found):
        cells = [_cell(row["voices"][voice]) for voice in ("author", "source")]
        table.add_row(figures.readable(row["category"]).lower(), *cells)
    return table


def _cell(cell: dict[str, Any]) -> Any:
    from rich.text import Text

    if not cell["count"]:
        return Text("–", style="dim")
    words = [_line(word) for word in cell["words"][:MOST_WORDS]]
    more = len(cell["words"]) - len(words)
    return Text(f"{cell['count']}  " + ", ".join(words) + (f" and {more} more" if more > 0 else ""))


def _rating_table(found: dict[str, Any]) -> Table:
    from rich.text import Text

    table = _table("How it reads to coders")
    for column in ("rating (95 %)", "rests on", "held out"):
        table.add_column(column, no_wrap=True)
    for rater in found["ratings"]:
        error = coders.error_in_short(rater)
        rows = coders.rows(rater)
        shown = sorted(rows, key=lambda row: -(row["at"] or 0.0))[:MOST_LABELS]
        for row in shown:
            rating = f"{row['value']} ({row['interval']})" if row["rated"] else "–"
            name = _rating_name(rater["rater"], row["label"])
            rests_on = "all" if row["rests_on"] == coders.WHOLE else row["rests_on"]
            table.add_row(*map(Text, (name, rating, rests_on, error)))
            if row["note"]:
                table.add_row(Text(f"  {row['note']}", style="dim"))
        if len(rows) > len(shown):
            table.add_row(Text(f"  and {len(rows) - len(shown)} labels rated lower", style="dim"))
    return table


def _rating_name(rater: str, label: str) -> str:
    name = rater if rater.startswith(label) else f"{rater}: {label}"
    return _line(name) if len(name) <= LONGEST_RATING else f"{_line(name[: LONGEST_RATING - 1])}…"


def _measure_table(found: dict[str, Any]) -> Table:
    table = _table("Measures")
    table.add_column("value", justify="right")
    table.add_column("unit", ratio=1)
    units = figures.all_units()
    for name in MAIN:
        voice = "author" if "__author_" in name else "source" if "__source_" in name else ""
        few = voice and found["words"][voice] < figures.FEW
        value = "–" if few else figures.written(found["measures"][name], units[name])
        note = f"fewer than {figures.FEW} words: says little" if few else units[name]
        table.add_row(name, value, note)
    return table


def _table(first: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, padding=(0, 1))
    table.add_column(first, no_wrap=True)
    return table
