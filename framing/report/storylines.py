"""Actors, agency, frames and zones as a reader of the report wants them: lines of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from framing.document import VOICES
from framing.extract.agency import KINDS
from framing.extract.frame_validity import VALIDATED
from framing.report.figures import FEW, readable, written

MOST = 20  # actors a page lists
OFTEN = 2  # mentions from which on an actor is listed without a label, too
MOST_EVIDENCE = 8  # different words of a frame that are written out
PREDICATES = {
    "active": "active",
    "passive_agent": "passive, with who does it",
    "passive_no_agent": "passive, without",
    "stative": "state",
    "unaccusative": "happens by itself (unaccusative)",
    "reflexive": "happens by itself (reflexive)",
    "nominalisation": "noun of harm (nominalisation)",
}
NOBODY = {"active": "no subject found"}  # else: nobody named


def actor_lines(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The actors that are named at least twice or with a label, those named most first.

    Parameters
    ----------
    found : mapping
        A record.

    Returns
    -------
    list of dict
        ``name``, ``kind``, ``mentions`` (by voice), ``forms`` (text) and ``labels``: each with
        ``text``, ``label``, ``voice`` and ``times``.
    """
    lines = []
    for actor in found["actors"]:
        mentions = actor["mentions"]
        labels = Counter(
            (one_line(one["text"]), one["label"], one["voice"]) for one in mentions if one["label"]
        )
        if len(mentions) < OFTEN and not labels:
            continue
        forms = Counter(one["form"] for one in mentions)
        voices = Counter(one["voice"] for one in mentions)
        lines.append(
            {
                "name": one_line(actor["name"]),
                "kind": actor["kind"],
                "mentions": {voice: voices[voice] for voice in VOICES},
                "forms": ", ".join(f"{form} {times}" for form, times in forms.most_common()),
                "labels": [
                    {"text": text, "label": label, "voice": voice, "times": times}
                    for (text, label, voice), times in labels.items()
                ],
            }
        )
    return sorted(lines, key=lambda line: (-sum(line["mentions"].values()), line["name"]))


def agency_lines(found: Mapping[str, Any]) -> dict[str, Any]:
    """How the predicates are built, and who does harm to whom.

    Parameters
    ----------
    found : mapping
        A record.

    Returns
    -------
    dict
        ``kinds``: those that occur, each with ``name`` and the count of each voice; ``harm``:
        each with ``agent`` and ``patient`` (text, empty if there is none), ``nobody`` (what is
        said instead of an agent), ``text``, ``category``, ``kind`` and ``voice``; ``unnamed``:
        how many of these have no agent in their clause.
    """
    counts = Counter((one["kind"], one["voice"]) for one in found["agency"])
    harm = [_harm(one) for one in found["agency"] if one["harm"]]
    return {
        "kinds": [
            {"name": PREDICATES[kind], **{voice: counts[kind, voice] for voice in VOICES}}
            for kind in KINDS
            if any(counts[kind, voice] for voice in VOICES)
        ],
        "harm": harm,
        "unnamed": sum(not one["agent"] for one in harm),
    }


def _harm(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "agent": one_line(one["agent"]["text"]) if one["agent"] else "",
        "nobody": NOBODY.get(one["kind"], "nobody named"),
        "text": one_line(one["text"]),
        "patient": one_line(one["patient"]["text"]) if one["patient"] else "",
        "category": one["harm"],
        "kind": PREDICATES[one["kind"]],
        "voice": one["voice"],
    }


def frame_lines(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The frames with a cue, in each battery those with most cues first.

    Parameters
    ----------
    found : mapping
        A record.

    Returns
    -------
    list of dict
        ``name``, ``battery``, ``status``, ``note``, ``sound`` (whether the indicator is
        validated in the language of the article), ``voices`` (for each its ``count`` and
        ``rate``, empty where a voice has too few words), ``words`` (evidence) and ``more`` (how
        many different words are not written out).
    """
    lines = []
    for one in found["frames"]:
        if not one["cues"]:
            continue
        counts = Counter(cue["voice"] for cue in one["cues"])
        words = _words(cue["text"] for cue in one["cues"])
        shown = words[:MOST_EVIDENCE]
        lines.append(
            {
                "name": readable(one["frame"]),
                "battery": one["battery"],
                "status": one["status"],
                "note": one["note"],
                "sound": one["status"] == VALIDATED,
                "voices": {v: _rate(found, v, one["measure"], counts[v]) for v in VOICES},
                "words": ", ".join(_times(word, n) for word, n in shown),
                "more": len(words) - len(shown),
            }
        )
    order = list(dict.fromkeys(line["battery"] for line in lines))
    return sorted(lines, key=lambda line: (order.index(line["battery"]), -_cues(line)))


def _words(texts: Iterable[str]) -> list[tuple[str, int]]:
    """Different words as they are first written, those found most often first."""
    counts: Counter[str] = Counter()
    written_as: dict[str, str] = {}
    for text in map(one_line, texts):
        counts[written_as.setdefault(text.casefold(), text)] += 1
    return counts.most_common()


def _cues(line: Mapping[str, Any]) -> int:
    return sum(cell["count"] for cell in line["voices"].values())


def _rate(found: Mapping[str, Any], voice: str, measure: str, count: int) -> dict[str, Any]:
    value = found["measures"][f"frames__{voice}_{measure}"]
    enough = found["words"][voice] >= FEW
    return {"count": count, "rate": f"{value:.1f}" if enough else ""}


def zone_lines(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Headline, lead and body, those with words.

    Parameters
    ----------
    found : mapping
        A record.

    Returns
    -------
    list of dict
        ``name``, ``words`` (all), ``author`` (words), ``loaded`` (those of the author), ``rate``
        as text, ``enough`` (False where the rate says little).
    """
    return [
        {
            "name": readable(one["zone"]),
            "words": sum(one["words"].values()),
            "author": one["words"]["author"],
            "loaded": one["loaded"]["author"],
            "rate": written(one["rate"], "per 1,000 words of the author"),
            "enough": one["words"]["author"] >= FEW,
        }
        for one in found["zones"]
        if any(one["words"].values())
    ]


def story(found: Mapping[str, Any]) -> dict[str, Any]:
    """All that the page tells of actors, agency, frames and zones of a record."""
    people = actor_lines(found)
    return {
        "actors": people[:MOST],
        "more_actors": len(people) - MOST if len(people) > MOST else 0,
        "agency": agency_lines(found),
        "frames": frame_lines(found),
        "zones": zone_lines(found),
    }


def in_short(found: Mapping[str, Any], most: int) -> Iterable[str]:
    """Actors and harm in a line each, for the terminal.

    Parameters
    ----------
    found : mapping
        A record.
    most : int
        How many actors and how many predicates are written out.
    """
    people = actor_lines(found)
    often = [one for one in people if sum(one["mentions"].values()) >= OFTEN][:most]
    if often:
        yield "Named most: " + ", ".join(
            _times(one["name"], sum(one["mentions"].values())) for one in often
        )
    labels = _labels(people).most_common(most)
    if labels:
        yield "Loaded labels: " + ", ".join(_times(text, times) for text, times in labels)
    harm = agency_lines(found)["harm"]
    if harm:
        words = Counter(one["text"] for one in harm if not one["agent"]).most_common(most)
        unnamed = sum(not one["agent"] for one in harm)
        which = ": " + ", ".join(_times(word, n) for word, n in words) if words else ""
        yield (
            f"Predicates of harm: {len(harm)}, {unnamed} without who does it in the clause{which}"
        )


def _labels(people: Iterable[Mapping[str, Any]]) -> Counter[str]:
    labels: Counter[str] = Counter()
    for one in people:
        for label in one["labels"]:
            labels[label["text"]] += label["times"]
    return labels


def _times(word: str, times: int) -> str:
    return word if times == 1 else f"{word} ({times})"


def one_line(text: str) -> str:
    """Text with each run of white space as one space."""
    return " ".join(text.split())
