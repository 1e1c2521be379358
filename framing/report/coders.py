"""Ratings as a reader wants them: a row a rater and label, and sentences with marked words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import Any

from framing.language import load_language
from framing.report.figures import readable
from framing.report.ratings import OTHER_LANGUAGE, has_rating

FULL = 1.0  # log-odds from which on a word is marked as strongly as can be
LEAST = 0.1  # log-odds below which a word of a sentence is not marked
WHOLE = "whole text"
FEATURED = 6  # words of an article that are named
MEANINGS = {
    "sentence": "expected share of the outlet’s own sentences that coders would call so",
    "article": "probability that coders would give the article this label",
}
BLIND = (
    "A rating measures wording, as the coders of one corpus judged it: it cannot see whether a "
    "sentence is true, what was left out, or irony."
)


def fraction(value: float) -> str:
    """A probability with two digits; a dash for none.

    >>> fraction(0.4567), fraction(1.0), fraction(float("nan"))
    ('.46', '1.00', '–')
    """
    return f"{value:.2f}".removeprefix("0") if isfinite(value) else "–"


def interval(low: float, high: float) -> str:
    """Both ends of an interval, or that there is none.

    >>> interval(0.24, 0.68), interval(float("nan"), float("nan"))
    ('.24–.68', 'no interval')
    """
    known = isfinite(low) and isfinite(high)
    return f"{fraction(low)}–{fraction(high)}" if known else "no interval"


def error_in_short(rater: Mapping[str, Any]) -> str:
    """The score of a rater on what it has not learnt from, with the longer arm of its interval.

    >>> held_out = {"score": "macro_f1", "value": 0.61, "low": 0.58, "high": 0.65}
    >>> error_in_short({"held_out": held_out})
    'macro F1 .61 ±.04'
    """
    known = rater["held_out"]
    if not known:
        return str(rater["known_error"])
    score = known["score"].replace("_f1", " F1").replace("_", " ")
    arm = max(known["value"] - known["low"], known["high"] - known["value"])
    return f"{score} {fraction(known['value'])} ±{fraction(arm)}"


def panels(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the page shows of each rater of a record.

    Parameters
    ----------
    found : mapping
        A record.

    Returns
    -------
    list of dict
        ``name``, ``title``, ``unit``, ``meaning`` (of its numbers), ``known_error``, ``short``
        (the same without baseline), ``data``, ``licence``; ``rows`` (see ``rows``); ``strongest``:
        sentences, highest first, with ``number``, ``label``, ``value``, ``interval``, ``note`` and
        ``parts`` (see ``parts``); ``words``: for labels of an article those for and against.
    """
    return [
        {
            "name": rater["rater"],
            "title": rater["title"],
            "unit": rater["unit"],
            "meaning": MEANINGS[rater["unit"]],
            "known_error": rater["known_error"],
            "short": error_in_short(rater),
            "data": rater["data"],
            "licence": rater["licence"],
            "rows": rows(rater),
            "strongest": _strongest(found, rater),
            "words": _words(rater),
        }
        for rater in found["ratings"]
    ]


def rows(rater: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A row a label: ``label``, ``value``, ``interval`` (texts), ``at``, ``low``, ``high``
    (0 to 1, or None), ``rests_on`` and ``note`` (texts), ``rated`` (False if there is no number).
    """
    return [_row(rater, one) for one in rater["article"]]


def _row(rater: Mapping[str, Any], one: Mapping[str, Any]) -> dict[str, Any]:
    rated = has_rating(one)
    banded = rated and isfinite(one["low"]) and isfinite(one["high"])
    notes = [one["note"]] if one["note"] else []
    if rated and rater["unit"] == "sentence":
        notes += _strange(rater, one)
    return {
        "label": readable(one["label"]).lower(),
        "value": fraction(one["rating"]) if rated else "–",
        "interval": interval(one["low"], one["high"]) if rated else "",
        "at": one["rating"] if rated else None,
        "low": one["low"] if banded else None,
        "high": one["high"] if banded else None,
        "rests_on": _rests_on(rater, one),
        "note": "; ".join(notes),
        "rated": rated,
    }


def _rests_on(rater: Mapping[str, Any], one: Mapping[str, Any]) -> str:
    if OTHER_LANGUAGE in one["note"]:
        return "–"
    if rater["unit"] == "article":
        return WHOLE
    return f"{one['author_sentences']} of {one['sentences']}"


def _strange(rater: Mapping[str, Any], one: Mapping[str, Any]) -> list[str]:
    """How many of the rated sentences are unlike those the rater has learnt from."""
    strange = sum(
        row["out_of_domain"] and not row["too_short"] and row["voice"] == "author"
        for row in rater["sentences"]
        if row["label"] == one["label"]
    )
    return [f"{strange} of {one['author_sentences']} out of domain"] if strange else []


def _strongest(found: Mapping[str, Any], rater: Mapping[str, Any]) -> list[dict[str, Any]]:
    looked_at = [row for row in rater["sentences"] if row["drivers"] is not None]
    return [
        {
            "number": row["sentence"],
            "label": readable(row["label"]).lower(),
            "value": fraction(row["probability"]),
            "interval": interval(row["low"], row["high"]),
            "note": row["note"],
            "parts": parts(found["sentences"][row["sentence"]], row["drivers"]),
        }
        for row in sorted(looked_at, key=lambda row: -row["probability"])
    ]


def parts(
    sentence: Mapping[str, Any], drivers: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """A sentence cut at the words that drove its rating.

    Returns
    -------
    list of dict
        ``text``, ``side`` ('for', 'against' or empty), ``strength`` (0 to 1), ``weight`` (text).

    Examples
    --------
    >>> sentence = {"start": 10, "text": "The radical mob."}
    >>> cut = parts(sentence, [{"start": 14, "end": 21, "weight": 0.8}])
    >>> [(part["text"], part["side"], part["strength"]) for part in cut]
    [('The ', '', 0.0), ('radical', 'for', 0.8), (' mob.', '', 0.0)]
    """
    text, at, cut = sentence["text"], 0, []
    for one in sorted(drivers, key=lambda one: one["start"]):
        start, end = one["start"] - sentence["start"], one["end"] - sentence["start"]
        if abs(one["weight"]) < LEAST or start < at or end > len(text):
            continue
        cut += [_part(text[at:start]), _part(text[start:end], one["weight"])]
        at = end
    return [part for part in (*cut, _part(text[at:])) if part["text"]]


def _part(text: str, weight: float = 0.0) -> dict[str, Any]:
    return {
        "text": text,
        "side": "for" if weight > 0 else "against" if weight < 0 else "",
        "strength": round(min(1.0, abs(weight) / FULL), 2),
        "weight": f"{weight:+.2f}".replace("-", "−"),
    }


def _words(rater: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "label": readable(one["label"]).lower(),
            "value": fraction(one["rating"]),
            "interval": interval(one["low"], one["high"]),
            "for": [word["text"] for word in one["drivers"][:FEATURED] if word["weight"] > 0],
            "against": [word["text"] for word in one["drivers"][:FEATURED] if word["weight"] < 0],
        }
        for one in rater["article"]
        if one["drivers"] and has_rating(one)
    ]


def linked(found: Mapping[str, Any]) -> dict[int, int]:
    """The sentences that the list of the strongest leads to: offset to number."""
    return {
        row["start"]: row["sentence"]
        for rater in found["ratings"]
        for row in rater["sentences"]
        if row["drivers"] is not None
    }


def tables(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Articles against raters, a table a language.

    Parameters
    ----------
    records : sequence of mapping

    Returns
    -------
    list of dict
        ``language`` (its name); ``columns``: for each rater and label ``name``, ``label``,
        ``short``; ``articles``: for each record of the language its ``place`` among all and its
        ``cells``, rows of ``rows``, one for each column.
    """
    found: dict[str, dict[str, Any]] = {}
    for place, one in enumerate(records):
        cells = [(rater, row) for rater in one["ratings"] for row in rows(rater)]
        if not cells:
            continue
        columns = [
            {"name": rater["rater"], "label": row["label"], "short": error_in_short(rater)}
            for rater, row in cells
        ]
        code = one["language"]
        new = {"language": load_language(code).name, "columns": columns, "articles": []}
        table = found.setdefault(code, new)
        table["articles"].append({"place": place, "cells": [row for _, row in cells]})
    return list(found.values())
