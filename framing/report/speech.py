"""Who says what in an article, as the report shows it: a list in order, and shares of voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from framing.report.figures import FEW, percent, readable

SHOWN = 8  # rows of a share of voice; all other sources are one row
LONGEST = 240  # characters of a content in the list; all of it stands in the text above
NO_SOURCE = "(no source)"
SIGNS = {"distancing": "?", "endorsing": "!"}
STANCES = {"distancing": "the outlet doubts", "endorsing": "the outlet vouches"}
JOIN = " … "
TIERS = {
    "rules": "Indirect speech was found by rules alone, without a trained model.",
    "model": "Indirect speech was found by a trained model together with rules.",
}


def statements(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The attributions of a record as lines to read, each after the one it lies in.

    Parameters
    ----------
    found : mapping
        A record.

    Returns
    -------
    list of dict
        ``number`` (from 1, as in the text), ``depth`` (0 if it lies in no other), ``parent``
        (its number, or None), ``source``, ``speaker`` (empty if the same), ``cue``,
        ``content``, ``facts`` (what is known of it), ``stance`` and ``sign`` (empty if neutral).
    """
    attributions = found["attributions"]
    lines = []
    for path in sorted(_path(attributions, number) for number in range(len(attributions))):
        one = attributions[path[-1]]
        source = _line([one["source"]]) if one["source"] else ""
        speaker = one["speaker"] or ""
        lines.append(
            {
                "number": path[-1] + 1,
                "depth": len(path) - 1,
                "parent": path[-2] + 1 if len(path) > 1 else None,
                "source": source,
                "speaker": "" if speaker.casefold() == source.casefold() else speaker,
                "cue": _line(one["cue"]),
                "content": _shortened(_line(one["content"])),
                "facts": _facts(one),
                "stance": STANCES.get(one["commitment"], ""),
                "commitment": one["commitment"],
                "sign": SIGNS.get(one["commitment"], ""),
            }
        )
    return lines


def _path(attributions: Sequence[Mapping[str, Any]], number: int) -> tuple[int, ...]:
    """The attributions one lies in, outermost first, and itself; a circle is cut."""
    path = [number]
    parent = attributions[number]["parent"]
    while parent is not None and 0 <= parent < len(attributions) and parent not in path:
        path.append(parent)
        parent = attributions[parent]["parent"]
    return tuple(reversed(path))


def _line(passages: Iterable[Mapping[str, Any]]) -> str:
    return JOIN.join(" ".join(passage["text"].split()) for passage in passages)


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] + " …"


def _facts(one: Mapping[str, Any]) -> list[str]:
    words, quoted = one["words"], one["quoted_words"]
    facts = [readable(one["type"]).lower()]
    if one["source_type"] != "unspecified":
        facts.append(f"source: {readable(one['source_type']).lower()}")
    if one["attitude"] != "none":
        facts.append(one["attitude"])
    facts.append(f"{words} word{'' if words == 1 else 's'}")
    if 0 < quoted < words:
        facts[-1] += f", {quoted} in quotation marks"
    return facts


def anchors(found: Mapping[str, Any]) -> dict[int, list[tuple[int, str]]]:
    """Where in the text an attribution is numbered: at its cue, or where its content begins.

    Returns
    -------
    dict
        Offset to the numbers (from 1) there, each with the sign of its commitment.
    """
    places: dict[int, list[tuple[int, str]]] = {}
    for number, one in enumerate(found["attributions"], 1):
        at = (one["cue"] or one["content"])[:1]
        for passage in at:
            sign = SIGNS.get(one["commitment"], "")
            places.setdefault(passage["start"], []).append((number, sign))
    return places


def voices(found: Mapping[str, Any]) -> dict[str, Any]:
    """Whose words an article is made of, and how those attributed are divided.

    Parameters
    ----------
    found : mapping
        A record.

    Returns
    -------
    dict
        ``attributed`` (words), ``attributions``, ``sources`` (how many), ``enough`` (False
        where shares say little), ``whole`` (the outlet, attributed words, words only in
        quotation marks) and ``tables``: by source and by kind of source. A row has ``name``,
        ``words``, ``share`` (0 to 1), ``percent``, ``width`` (per cent of the longest bar;
        one scale for both tables) and
        ``rest`` (True for what is no single source).
    """
    speakers: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for one in found["attributions"]:
        speakers[one["speaker"] or NO_SOURCE] += one["words"]
        kinds[readable(one["source_type"])] += one["words"]
    attributed, words = speakers.total(), found["words"]
    longest = max((*kinds.values(), *speakers.values()), default=0)
    whole = {
        "The outlet’s own": words["author"],
        "Attributed": attributed,
        "In quotation marks, not attributed": words["source"] - attributed,
    }
    return {
        "attributed": attributed,
        "attributions": len(found["attributions"]),
        "sources": len(set(speakers) - {NO_SOURCE}),
        "enough": attributed >= FEW,
        "whole": _bars(whole.items(), sum(words.values()), sum(words.values())),
        "tables": {
            "Source": _with_rest(speakers, longest),
            "Kind of source": _bars(_ranked(kinds), attributed, longest),
        },
    }


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _with_rest(speakers: Counter[str], longest: int) -> list[dict[str, Any]]:
    """The sources that speak most, then one row for all others, then words of nobody named."""
    total = speakers.total()
    named = Counter({name: n for name, n in speakers.items() if name != NO_SOURCE})
    ranked = _ranked(named)
    shown = ranked if len(ranked) <= SHOWN + 1 else ranked[:SHOWN]
    rest = ranked[len(shown) :]
    last = [(f"{len(rest)} more sources", sum(n for _, n in rest))] if rest else []
    last += [(NO_SOURCE, speakers[NO_SOURCE])] if NO_SOURCE in speakers else []
    bars = _bars(shown, total, longest)
    return [*bars, *({**row, "rest": True} for row in _bars(last, total, longest))]


def _bars(counts: Iterable[tuple[str, int]], total: int, longest: int) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "words": words,
            "share": words / total if total else 0.0,
            "percent": percent(words / total if total else 0.0),
            "width": round(100 * words / longest, 1) if longest else 0.0,
            "rest": False,
        }
        for name, words in counts
    ]
