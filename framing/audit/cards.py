"""The card of a rater: what it is for, what it learnt from, how wrong it is and for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isnan
from typing import Any

from framing.audit.result import Audit
from framing.audit.show import NAMES
from framing.models import Rater, Recipe

WHAT = {
    "sentence": "It reads one sentence at a time. Ratings of an article are means over the "
    "sentences in the outlet's own voice.",
    "article": "It reads whole articles; texts under 50 words get no interval.",
}
CANNOT = (
    "It measures wording, in the eyes of the people who labelled its training data. It knows "
    "neither whether a sentence is true nor what was left out, and irony escapes it. A rating of "
    "an outlet needs labels of that outlet beside it: shares of ratings are biased even where most "
    "single ratings are right."
)
GROUPS = ("outlet", "topic", "language")
MOST = 15


def card_text(rater: Rater, data: Mapping[str, Any], audits: Mapping[str, Audit]) -> str:
    """The card in Markdown.

    Parameters
    ----------
    rater : Rater
        Trained.
    data : mapping
        Title, licence, citation, route, splits and number of rows of the training data, and the
        licence of the weights.
    audits : mapping of str to Audit
        By protocol.
    """
    recipe = rater.recipe
    labels = (
        f"`{recipe.positive}` or not"
        if recipe.task == "binary"
        else ", ".join(f"`{name}`" for name in rater.classes_)
    )
    base = rater.facts.get("base")
    kind = f"The encoder `{base}`, fine-tuned," if base else "A linear model"
    lines = [
        f"# {recipe.title} (`{recipe.name}`)",
        "",
        f"{kind} that rates how an {_language(recipe.languages)} {recipe.unit} reads to "
        f"coders: {labels}.",
        WHAT[recipe.unit],
        "",
        f"**Licence of these weights**: {data['weights_licence']}",
        "",
        "## For what",
        "Research on wording in news: to find passages worth reading, and to compare groups of "
        "texts together with a sample of labels by people. Not for decisions about people, "
        "outlets or single articles.",
        CANNOT,
        "",
        *_learnt_from(data, base),
        "## How wrong",
        "Value and 95 % bootstrap interval of pooled held-out predictions; *majority*: always the "
        "commonest label; *outlet*: the commonest label of the outlet, without reading a word.",
        "",
        *_scores(audits),
        "",
        *_by_group(audits.get(recipe.shown)),
        *_notes(audits),
        _anew(recipe, base),
    ]
    return "\n".join(lines) + "\n"


def _learnt_from(data: Mapping[str, Any], base: str | None) -> Iterator[str]:
    yield "## Learnt from"
    yield (
        f"{data['title']}: {data['n']:,} rows of {', '.join(data['splits'])}. "
        f"Licence: {data['licence']}. {data['citation']} {data['route']}"
    )
    if base:
        yield "The licence of the encoder holds, too."
    else:
        yield (
            "Weights stand for hashed n-grams and for what the extractors find; they hold no "
            "list of words and no text."
        )
    yield ""


def _anew(recipe: Recipe, base: str | None) -> str:
    if base:
        return f"Anew: `framing train {recipe.name} --encoder {base} --out FOLDER`."
    return (
        f"Anew: `framing train {recipe.name} --out FOLDER`; one protocol: "
        f"`framing evaluate {recipe.name} --protocol {recipe.shown}`."
    )


def _language(codes: tuple[str, ...]) -> str:
    names = {"en": "English", "de": "German"}
    return " or ".join(names.get(code, code) for code in codes)


def _scores(audits: Mapping[str, Audit]) -> Iterator[str]:
    yield "| protocol | n | score | majority | outlet | Brier | ECE |"
    yield "|---|---|---|---|---|---|---|"
    for protocol, audit in audits.items():
        flat = audit.flat()
        score = str(flat["score"])
        cells = [
            protocol,
            f"{flat['n']:,}",
            f"{NAMES[score]} {_ends(flat, score)}",
            _number(flat.get("baseline_majority")),
            _number(flat.get("baseline_outlet")),
            _ends(flat, "brier"),
            _ends(flat, "ece"),
        ]
        yield f"| {' | '.join(cells)} |"


def _by_group(audit: Audit | None) -> Iterator[str]:
    """Scores for outlets, topics and languages, where the corpus knows them."""
    for column in GROUPS if audit is not None else ():
        values = set(audit.column(column)) - {None} if audit is not None else set()
        if len(values) < 2 or audit is None:
            continue
        table = audit.by(column).head(MOST)
        yield f"### By {column} ({audit.protocol}; the largest first, at most {MOST})"
        yield ""
        yield f"| {column} | n | {NAMES[audit.score]} | ECE |"
        yield "|---|---|---|---|"
        for name, row in table.iterrows():
            score = _number(row[audit.score]) or "too few rows"
            ends = (
                f" ({_number(row['low'])}–{_number(row['high'])})"
                if row["low"] == row["low"]
                else ""
            )
            yield f"| {name} | {row['n']:,.0f} | {score}{ends} | {_number(row['ece'])} |"
        yield ""


def _notes(audits: Mapping[str, Audit]) -> Iterator[str]:
    notes = dict.fromkeys(note for audit in audits.values() for note in audit.notes)
    if notes:
        yield "### What limits these numbers"
        yield from (f"- {note}" for note in notes)
        yield ""


def _ends(flat: Mapping[str, Any], name: str) -> str:
    low, high = flat.get(f"{name}_low"), flat.get(f"{name}_high")
    ends = "" if low is None or high is None else f" ({_number(low)}–{_number(high)})"
    return _number(flat.get(name)) + ends


def _number(value: Any) -> str:
    return "" if value is None or isnan(value) else f"{value:.3f}".removeprefix("0")
