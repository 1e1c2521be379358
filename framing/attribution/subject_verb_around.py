"""English cues behind what they introduce, or in the middle of it: ``"A", said Holm, "B"``."""

from __future__ import annotations

from framing.attribution.cues import CueMatch
from framing.attribution.subject_verb_clauses import after_addressee, after_adjuncts, clause_end
from framing.attribution.subject_verb_scene import (
    FINITE,
    PAUSES,
    REACH,
    SUBJECTS,
    Scene,
    draft_of,
)
from framing.attribution.subject_verb_sources import group_start, inverted_subject, subject_before
from framing.attribution.view import Draft, Range

LONGEST_SPEAKER = 40
GOES_ON = ("determiner", "name", "number", "pronoun", "contracted", "auxiliary")
ENDS_SENTENCE = ("comma", "dot", "stop")


def around(scene: Scene) -> list[Draft]:
    """The attributions of a unit whose content stands before the cue."""
    drafts: list[Draft] = []
    low = scene.first
    for match in scene.matches.values():
        cue = match.cue
        if cue.kind != "verb" or match.first < low or not cue.takes & {"clause", "quote"}:
            continue
        draft = _parenthetical(scene, match, low)
        if draft is not None:
            drafts.append(draft)
            low = max(last for _, last in (*draft.content, *draft.cue, draft.source or (0, 0)))
    return drafts


def _parenthetical(scene: Scene, match: CueMatch, low: int) -> Draft | None:
    group = group_start(scene, match.first, low)
    placed = _speaker(scene, match, group, low)
    if placed is None:
        return None
    source, opening, after = placed
    after = after_adjuncts(scene, after)
    if opening > low and scene.among("clauses", "comparison", opening - 1):
        content = _beside(scene, source, after)
        return draft_of(match, group, source, (content,)) if content else None
    quoted = _quotation_ends(scene, opening, low)
    if not _divided(scene, opening, low) or (
        after in scene.atoms and after == match.last and not quoted
    ):
        return None
    ended = after >= scene.end or scene.classes[after] in ("stop", *PAUSES) or after in scene.atoms
    before = _content_before(scene, opening, low, after >= scene.end)
    if before is None or not (ended or quoted):
        return None
    further = _content_further(scene, after, opening, low) if ended else None
    return draft_of(match, group, source, (before, further) if further else (before,))


def _beside(scene: Scene, source: Range, after: int) -> Range | None:
    """``As Holm put it, ...``: the sentence beside it is the content."""
    if scene.kind(after) == "comma":
        start, end = after + 1, clause_end(scene, after + 1)
    elif after >= scene.end:
        start = max(scene.first, source[0] - REACH)
        end = _without_pauses(scene, source[0] - 1, start)
    else:
        return None
    return (start, end) if start < end else None


def _speaker(scene: Scene, match: CueMatch, group: int, low: int) -> tuple[Range, int, int] | None:
    """The speaker, where speaker and cue begin, and the token behind both."""
    before = _between(scene, group, low) or subject_before(scene, group, low)
    inverting = scene.among("verbs", "inverting", match.first)
    if (
        inverting
        and (before is None or before[0] > low)
        and _divided(scene, group, low)
        and (behind := inverted_subject(scene, match.last))
    ):
        return behind, group, behind[1]
    if before is None or scene.classes[before[0]] in ("relative", "complementiser"):
        return None
    told = scene.among("verbs", "addressee", match.first)
    return before, before[0], after_addressee(scene, match.last) if told else match.last


def _between(scene: Scene, group: int, low: int) -> Range | None:
    """All that stands between the end of a quotation and a cue."""
    for at in range(group - 1, max(low, group - LONGEST_SPEAKER), -1):
        comma = scene.classes[at - 1] == "comma"
        if at in scene.closings or (comma and at - 1 in scene.closings):
            sentence = comma or scene.classes[at - 2] in ENDS_SENTENCE
            if scene.classes[at] not in SUBJECTS or not sentence:
                return None
            return at, group - (scene.classes[group - 1] == "comma")
        if scene.classes[at] in ("dash", "colon", "stop", "complementiser"):
            return None
    return None


def _quotation_ends(scene: Scene, opening: int, low: int) -> bool:
    """Whether a quotation ends right before a token, a comma aside."""
    comma = opening > low and scene.classes[opening - 1] == "comma"
    return opening in scene.closings or (comma and opening - 1 in scene.closings)


def _divided(scene: Scene, opening: int, low: int) -> bool:
    """Whether a comma, a dash or a closing quotation mark stands before a token."""
    marks = ("comma", "dash", "quote", "stop")
    return opening > low and (opening in scene.closings or scene.classes[opening - 1] in marks)


def _without_pauses(scene: Scene, end: int, low: int) -> int:
    while end > low and end not in scene.closings and scene.classes[end - 1] in PAUSES:
        end -= 1
    return end


def _content_before(scene: Scene, opening: int, low: int, closing: bool) -> Range | None:
    """What is said before the speaker; ``closing`` where the sentence ends behind both."""
    end = _without_pauses(scene, opening, low)
    start = low
    while start < end and scene.classes[start] in ("comma", "coordinator", "dash"):
        start += 1
    if end in scene.closings:
        quotation = scene.closings[end]
        alone = quotation <= low or scene.classes[quotation - 1] in PAUSES
        return (quotation if alone else min(start, quotation)), end
    if start >= end or end - start > REACH:
        return None
    opener = scene.classes[start]
    if not closing and (
        opener in ("subordinator", "gerund", "question")
        or (opener == "preposition" and scene.has(FINITE, start, end))
    ):
        return None
    return start, end


def _content_further(scene: Scene, after: int, opening: int, low: int) -> Range | None:
    """What goes on behind a speaker in the middle of a sentence."""
    at = after
    while at < scene.end and scene.classes[at] in PAUSES:
        at += 1
    if at >= scene.end:
        return None
    if at in scene.atoms or (scene.classes[at] == "coordinator" and at + 1 in scene.atoms):
        return at, clause_end(scene, at)
    if scene.kind(after) != "comma" or _quotation_ends(scene, opening, low):
        return None
    unfinished = not scene.has(FINITE, max(low, opening - REACH), opening)
    if unfinished or scene.classes[at] in GOES_ON:
        return at, clause_end(scene, at)
    return None
