"""Who speaks: the subject of an English cue, before it or after it."""

from __future__ import annotations

from framing.attribution.noun_phrases import core_end, is_adjunct, is_time, phrase_before
from framing.attribution.subject_verb_clauses import Scene
from framing.attribution.view import Range

GROUP = ("auxiliary", "adverb")
NO_SUBJECT = ("coordinator", "comma", "preposition", "gerund", "verb", "subordinator", "question")


def group_start(scene: Scene, cue: int, low: int) -> int:
    """The first token of the verb group that a cue ends: ``had also said``."""
    at = cue
    while at > low and (
        scene.classes[at - 1] in GROUP
        or (scene.classes[at - 1] == "infinitive" and at - 1 > low and scene.kind(at - 2) in ("verb", "auxiliary", "preposition", "adverb"))
        or (scene.classes[at] == "infinitive" and scene.classes[at - 1] in ("verb", "preposition"))
        or (scene.classes[at] == "preposition" and scene.classes[at - 1] == "verb" and at < cue)
    ):
        at -= 1
    while at < cue and is_time(scene.view, at):
        at += 1
    return at


def subject_before(scene: Scene, group: int, low: int) -> Range | None:
    """The phrase that ends before a verb group; a relative pronoun stands for its noun."""
    before = group - 1
    if before < low:
        return None
    kind = scene.classes[before]
    if kind in ("pronoun", "contracted", "relative"):
        return before, group
    if kind == "complementiser":
        nounish = before > low and scene.classes[before - 1] in ("plain", "name", "pronoun")
        return (before, group) if nounish else None
    if kind in ("coordinator", "subordinator", "question", "quote", "stop", "gerund"):
        return None
    return phrase_before(scene.view, group, low)


def main_subject(scene: Scene, before: int, low: int) -> Range | None:
    """The subject of the nearest finite verb that stands further left in the sentence."""
    at = before - 1
    while at > low:
        if at + 1 in scene.closings:
            at = scene.closings[at + 1] - 1
            continue
        kind = scene.classes[at]
        if kind == "contracted":
            return at, at + 1
        if kind in ("verb", "auxiliary"):
            group = group_start(scene, at, low)
            if source := subject_before(scene, group, low):
                return source
            at = group - 1
            continue
        at -= 1
    return None


def inverted_subject(scene: Scene, start: int) -> Range | None:
    """The phrase behind a cue that stands before its subject, its apposition included."""
    view, classes = scene.view, scene.classes
    if scene.kind(start) not in ("name", "determiner", "plain", "pronoun", "number"):
        return None
    end = core_end(view, start, scene.end)
    if end == start:
        return None
    while scene.kind(end) == "comma" and end + 1 < scene.end and end + 1 not in scene.atoms:
        opener = classes[end + 1]
        if opener not in ("determiner", "plain", "number", "relative", "name") and scene.lower[end + 1] not in ("of", "whose", "also"):
            break
        if opener == "name" and scene.kind(end+2) not in ("comma", "preposition", "plain", ""):
            break
        close = end + 1
        while close < scene.end and classes[close] not in ("comma", "stop", "dash", "colon") and close not in scene.atoms:
            if classes[close] == "preposition" and is_adjunct(view, close, scene.end) and opener != "relative":
                break
            close += 1
        end = close
    return start, end
