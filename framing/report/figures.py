"""The numbers of an article as a reader wants them: in groups, with units and meanings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import isfinite
from typing import Any, NamedTuple

from framing.document import VOICES, Document
from framing.extract import EXTRACTORS, default_families
from framing.language import codebook, lexicon_facts, load_language
from framing.report.meanings import MEANINGS, NAMES, TITLES

FEW = 50  # words of a voice below which its rates are not shown as bars or key figures
COUNTED = ("words", "sentences", "attributions", "sources")
POLICY = "policy_"  # measures of the policy battery begin with it
NEARBY = 40  # characters of the text shown on each side of what a warning is about


class Group(NamedTuple):
    """Categories that are marked alike in the text."""

    letter: str
    name: str
    categories: tuple[str, ...]


GROUPS = (
    Group("J", "Judgement", ("subjective_evaluative", "evaluative_adverb")),
    Group("N", "Naming", ("loaded_label", "loaded_verb", "metaphor", "euphemism")),
    Group("D", "Degree", ("intensifier", "superlative_extremity", "diminisher_exclusive")),
    Group(
        "C",
        "Certainty and doubt",
        (
            "epistemic_booster",
            "hedge",
            "evidential_reportative",
            "evidential_distancing",
            "distancing_marker",
        ),
    ),
    Group("E", "Expectation", ("presupposition_trigger", "focus_particle", "contrast_marker")),
)
OTHER = Group("O", "Other", ())
GROUP_OF = {category: group for group in GROUPS for category in group.categories}


def readable(name: str) -> str:
    """A name from the code as words.

    >>> readable("loaded_label")
    'Loaded label'
    """
    return name.replace("_", " ").capitalize()


def group_of(category: str) -> Group:
    """The group a category is marked with in the text."""
    return GROUP_OF.get(category, OTHER)


def written(value: float, unit: str) -> str:
    """A number as it is printed, with as many digits as its unit bears; a dash for none.

    >>> written(12.345, "per 1,000 words of the author"), written(1234.0, "words")
    ('12.3', '1,234')
    >>> written(0.215, "share of words, 0-1"), written(float("nan"), "words")
    ('0.21', '–')
    """
    if not isfinite(value):
        return "–"
    if unit in COUNTED and float(value).is_integer():
        return f"{value:,.0f}"
    fine = "share" in unit or unit.startswith(("-1", "bits"))
    return f"{value:.2f}" if fine else f"{value:,.1f}"


def percent(share: float) -> str:
    """A share as per cent.

    >>> percent(0.215)
    '22 %'
    """
    return f"{100 * share:.0f} %"


def known_meta(found: Mapping[str, Any]) -> dict[str, str]:
    """Outlet, date, author, language and url, those that are known."""
    meta = {**found["meta"], "language": load_language(found["language"]).name}
    wanted = ("outlet", "date", "author", "language", "url")
    known = {key: _as_text(meta.get(key)) for key in wanted}
    return {key: value for key, value in known.items() if value}


def _as_text(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124 - not a number
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(_as_text, value)))
    return str(value).removesuffix(" 00:00:00").strip()


def heading(found: Mapping[str, Any]) -> str:
    """What an article is called: its title, or else its name in the corpus."""
    title = found["title"] or _as_text(found["meta"].get("title")) or found["id"]
    return " ".join(str(title).split()) or "Article without a title"


def totals(found: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """For each voice: ``words``, number of ``loaded`` words, ``rate`` as text (empty if few)."""
    counts = Counter(hit["voice"] for hit in found["loaded"])
    table: dict[str, dict[str, Any]] = {}
    for voice in VOICES:
        words, rate = found["words"][voice], found["measures"][f"loaded__{voice}_all"]
        table[voice] = {
            "words": words,
            "loaded": counts[voice],
            "rate": f"{rate:.1f}" if words >= FEW else "",
        }
    return table


def quotation_counts(found: Mapping[str, Any]) -> tuple[int, int]:
    """Number of quotations somebody speaks in, and of names in quotation marks."""
    names = sum(quotation["kind"] == "name" for quotation in found["quotations"])
    return len(found["quotations"]) - names, names


def category_rows(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """For each category that occurs: count, rate, length of its bar and words in each voice."""
    hits: dict[str, dict[str, Counter[str]]] = {}
    for hit in found["loaded"]:
        voices = hits.setdefault(hit["category"], {voice: Counter() for voice in VOICES})
        voices[hit["voice"]][" ".join(hit["text"].split())] += 1
    rows: list[dict[str, Any]] = [
        {
            "category": category,
            "group": group_of(category),
            "voices": {voice: _cell(found, voice, category, words[voice]) for voice in VOICES},
        }
        for category, words in hits.items()
    ]
    longest = max((cell["rate"] for row in rows for cell in row["voices"].values()), default=0)
    for row in rows:
        for cell in row["voices"].values():
            cell["width"] = round(100 * cell["rate"] / longest, 1) if longest else 0
    return sorted(rows, key=_by_count)


def _by_count(row: Mapping[str, Any]) -> tuple[int, int, str]:
    return (-row["voices"]["author"]["count"], -row["voices"]["source"]["count"], row["category"])


def _cell(
    found: Mapping[str, Any], voice: str, category: str, words: Counter[str]
) -> dict[str, Any]:
    enough = found["words"][voice] >= FEW
    return {
        "count": words.total(),
        "rate": found["measures"].get(f"loaded__{voice}_{category}", 0.0) if enough else 0.0,
        "enough": enough,
        "words": [
            word if times == 1 else f"{word} ({times})" for word, times in words.most_common()
        ],
    }


def measure_groups(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All measures by family: rows with the author's and the source's value side by side."""
    groups = []
    for family in default_families():
        extractor = EXTRACTORS[family]
        about = next(iter((extractor.__doc__ or "").strip().splitlines()), "")
        units = extractor().units()
        prefix = f"{family}__"
        values = {
            name.removeprefix(prefix): value
            for name, value in found["measures"].items()
            if name.startswith(prefix)
        }
        rows = _rows(family, values, units, found["words"])
        groups.append(
            {
                "title": TITLES.get(family, readable(family)),
                "about": about,
                "voiced": all("whole" not in row for row in rows),
                "rows": [row for row in rows if not (row["zero"] or row["undefined"])],
                "zeros": [row for row in rows if row["zero"]],
                "undefined": [row for row in rows if row["undefined"] and not row["zero"]],
            }
        )
    return groups


def _rows(
    family: str, values: Mapping[str, float], units: Mapping[str, str], words: Mapping[str, int]
) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        voice, _, measure = name.partition("_")
        voiced = all(f"{other}_{measure}" in values for other in VOICES)
        key, column = (measure, voice) if voiced else (f"whole {name}", "whole")
        unit = units.get(name, "")
        row = rows.setdefault(key, _row(family, measure if voiced else name, unit))
        if not voiced and f"{VOICES[0]}_{name}" in values:
            row["name"] += ", whole article"
        row[column] = "–" if voiced and not words[voice] else written(value, unit)
        row["zero"] = row["zero"] and not value
        row["undefined"] = row["undefined"] and not isfinite(value)
    return list(rows.values())


def _row(family: str, measure: str, unit: str) -> dict[str, Any]:
    for voice in VOICES:
        unit = unit.replace(f"words of the {voice}", "words of the voice")
    return {
        "name": NAMES.get(measure, readable(measure)),
        "unit": unit,
        "meaning": meaning(family, measure),
        "zero": True,
        "undefined": True,
    }


def meaning(family: str, measure: str) -> str:
    """What a measure means: as the codebook defines it, or in words of the report.

    >>> meaning("frames", "policy_economic") == codebook()["policy_frames"]["economic"]
    True
    """
    name, category = family, measure
    if family == "frames":
        policy = measure.startswith(POLICY)
        name = "policy_frames" if policy else "generic_frames"
        category = measure.removeprefix(POLICY) if policy else measure
    definition = codebook().get(name, {}).get(category, "")
    return definition or MEANINGS.get(f"{family}__{measure}", "")


def warning_groups(document: Document, found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The warnings by kind: meaning, and each place with the words around it."""
    groups: dict[str, dict[str, Any]] = {}
    for i, (span, warning) in enumerate(zip(document.warnings, found["warnings"], strict=True)):
        group = groups.setdefault(
            warning["kind"],
            {"title": readable(warning["kind"]), "meaning": warning["meaning"], "places": []},
        )
        if (span.start, span.end) != (0, len(document.text)):
            place = _surroundings(document.text, span.start, span.end)
            group["places"].append({"number": i, "text": warning["text"], **place})
    return list(groups.values())


def _surroundings(text: str, start: int, end: int) -> dict[str, str]:
    """The words before and after a place, whole ones only."""
    before = text[max(0, start - NEARBY) : start]
    after = text[end : end + NEARBY]
    if start > NEARBY:
        before = "… " + before.partition(" ")[2]
    if end + NEARBY < len(text):
        after = after.rpartition(" ")[0] + " …"
    return {"before": before, "after": after}


def provenance(languages: set[str]) -> str:
    """With which version and lexicon the numbers were made.

    >>> provenance({"en"}).partition(",")[2]
    ' lexicon “loaded” for English (written for framing, CC0-1.0)'
    """
    from framing import __version__

    packs = [
        f"lexicon “loaded” for {load_language(code).name} "
        f"({lexicon_facts('loaded', code)['source']}, {lexicon_facts('loaded', code)['licence']})"
        for code in sorted(languages)
    ]
    return ", ".join([f"framing {__version__}", *packs])


def all_units() -> dict[str, str]:
    """The unit of every measure that is on by default, by its column name.

    >>> all_units()["style__sentences"]
    'sentences'
    """
    return {
        f"{family}__{name}": unit
        for family in default_families()
        for name, unit in EXTRACTORS[family]().units().items()
    }
