"""English cues that are no verbs with a subject: ``according to``, ``reportedly``, ``is said to``,
nouns such as ``claim``, and the colon behind a name."""

from __future__ import annotations

from collections.abc import Callable

from framing.attribution.cues import CueMatch
from framing.attribution.noun_phrases import phrase_after, phrase_before
from framing.attribution.subject_verb_clauses import (
    aside_end,
    clause_end,
    infinitive_end,
    object_end,
)
from framing.attribution.subject_verb_scene import FINITE, PAUSES, REACH, Scene, draft_of
from framing.attribution.subject_verb_sources import group_start, subject_before
from framing.attribution.view import Draft, Range

IN_NAME = ("name", "plain", "dot", "genitive", "determiner", "number")
LONGEST_NAME, SHORTEST_CONTENT = 7, 3
VERBAL = (*FINITE, "pronoun")
OPENERS = ("coordinator", "comma", "quote", "adverb")
RAISED = ("infinitive", "complementiser", "plain", "preposition", "auxiliary")
DIVIDES = ("comma", "dash", "quote", "colon")
JOINS = ("coordinator", "subordinator")
PRONOUNS = ("relative", "complementiser")


def speaker_before_colon(scene: Scene) -> Draft | None:
    """``Holm: We will build``: a name, a colon, and what is said."""
    at, names = scene.first, 0
    while at < min(scene.end, scene.first + LONGEST_NAME) and scene.classes[at] in IN_NAME:
        names += scene.classes[at] == "name"
        at += 1
    if at == scene.first or at + 1 >= scene.end or scene.classes[at] != "colon":
        return None
    start, end = at + 1, scene.end
    if start in scene.atoms:
        if scene.unit.last - scene.atoms[start] < 2:
            end = scene.atoms[start]
    elif not names or not scene.view.forms[start][0].isupper():
        return None
    if end - start < SHORTEST_CONTENT:
        return None
    source = (scene.first, at)
    return Draft(((at, start),), source, ((start, end),), "colon", "neutral", "assertion")


def preposition(scene: Scene, match: CueMatch) -> Draft | None:
    """``According to Holm``, before, behind or in the middle of what is said."""
    source = phrase_after(scene.view, match.last, scene.end)
    if source is None:
        return None
    content = _sentence_around(scene, match.first, source[1])
    return draft_of(match, match.first, source, content) if content else None


def _sentence_around(scene: Scene, first: int, last: int) -> tuple[Range, ...]:
    """What stands beside a phrase that tells by whom a sentence is said."""
    behind = _after_pauses(scene, last)
    start, end = max(scene.first, first - REACH), first
    if end > start and scene.classes[end - 1] == "coordinator":
        start = end
    while start < end and scene.classes[start] in OPENERS and start not in scene.atoms:
        start += 1
    while end > start and end not in scene.closings and scene.classes[end - 1] in (*PAUSES, "open"):
        end -= 1
    if start < end and scene.has(VERBAL, start, end):
        return ((start, end),)
    opening = start >= end or scene.classes[start] == "preposition"
    parts: tuple[Range, ...] = () if opening else ((start, end),)
    if behind < scene.end and (scene.kind(last) in PAUSES or first <= scene.first + 1):
        parts += ((behind, clause_end(scene, behind)),)
    return parts


def _after_pauses(scene: Scene, at: int) -> int:
    while at < scene.end and scene.classes[at] in PAUSES:
        at += 1
    return at


def _noun(scene: Scene, match: CueMatch) -> Draft | None:
    """``Holm's claim that``, ``criticism from Holm of``: who owns the word speaks."""
    start, group, source = match.last, match.first, None
    if scene.among("clauses", "origin", start):
        source = phrase_after(scene.view, start + 1, scene.end)
        start = source[1] if source else start
    content = _noun_content(scene, match, start)
    while group > max(scene.first, match.first - 4) and scene.classes[group - 1] == "plain":
        group -= 1
    source = source or _owner(scene, group)
    if source is None:
        return None
    if content is None:
        return _in_words(scene, match, source)
    return draft_of(match, group, source, (content,))


def _owner(scene: Scene, group: int) -> Range | None:
    """The genitive or possessive before a noun."""
    if scene.kind(group - 1) == "genitive":
        return phrase_before(scene.view, group, scene.first)
    owned = group > scene.first and scene.among("nouns", "owner", group - 1)
    return (group - 1, group) if owned else None


def _in_words(scene: Scene, match: CueMatch, source: Range) -> Draft | None:
    """``In Holm's words, ...``: the sentence beside it is the content."""
    before = source[0] - 1
    leads = before >= scene.first and scene.among("clauses", "manner", before)
    if not leads or not scene.among("nouns", "manner", match.last - 1):
        return None
    if scene.kind(match.last) not in ("", "comma", "colon"):
        return None
    content = _sentence_around(scene, before, match.last)
    cue = draft_of(match, match.first, source, content)
    return cue._replace(cue=((before, before + 1), *cue.cue)) if content else None


def _noun_content(scene: Scene, match: CueMatch, start: int) -> Range | None:
    kind, takes = scene.kind(start), match.cue.takes
    if kind == "complementiser" and "clause" in takes:
        end = clause_end(scene, start)
    elif kind == "infinitive" and "infinitive" in takes:
        end = infinitive_end(scene, start)
    elif kind == "preposition" and "object" in takes and scene.among("nouns", "about", start):
        start += 1
        end = object_end(scene, start)
    else:
        return None
    return (start, end) if start < end else None


def _frame(scene: Scene, match: CueMatch) -> Draft | None:
    """``It is said that``: a clause follows."""
    start = match.last
    if scene.kind(start) in ("", "comma", "coordinator"):
        return None
    return draft_of(match, match.first, None, ((start, clause_end(scene, start)),))


def _raised(scene: Scene, match: CueMatch) -> Draft | None:
    """``Holm is said to``: the subject belongs to the content."""
    start = match.last
    while scene.kind(start) == "adverb":
        start += 1
    group = group_start(scene, match.first, scene.first)
    subject = subject_before(scene, group, scene.first)
    if scene.kind(start) not in RAISED or subject is None:
        return None
    end = infinitive_end(scene, start)
    if scene.kind(subject[0]) == "relative":
        end = aside_end(scene, start, end)
    if scene.kind(start) == "complementiser":  # ``it appears that``
        return draft_of(match, subject[0], None, ((start, end),))
    return draft_of(match, group, None, (subject, (start, end)))


def _adverb(scene: Scene, match: CueMatch) -> Draft | None:
    """``Reportedly``: what stands around it in its clause."""
    start = max(scene.first, match.first - REACH)
    for at in range(match.first - 1, start - 1, -1):
        if scene.classes[at] in (*DIVIDES, *PRONOUNS, *JOINS):
            start = at + (scene.classes[at] not in PRONOUNS)
            break
    end = match.last
    while end < min(scene.end, match.last + REACH) and scene.classes[end] not in DIVIDES:
        end += 1
    sides = ((start, match.first), (match.last, end))
    content = tuple(side for side in sides if side[0] < side[1])
    return draft_of(match, match.first, None, content) if content else None


FRAMES: dict[str, Callable[[Scene, CueMatch], Draft | None]] = {
    "frame": _frame,
    "modal": _raised,
    "noun": _noun,
    "adverb": _adverb,
}
