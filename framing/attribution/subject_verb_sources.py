"""Who speaks: the subject of an English cue, before it or after it."""

from __future__ import annotations

from framing.attribution.noun_phrases import core_end, is_adjunct, is_time, phrase_before
from framing.attribution.subject_verb_scene import Scene
from framing.attribution.view import Range

LONGEST_GROUP = 12
NEAR = 80  # tokens in which a subject is looked for
BREAKS = frozenset(
    {"comma", "dash", "colon", "stop", "quote", "coordinator", "complementiser"}
    | {"pronoun", "contracted"}
)
NO_SUBJECT = ("coordinator", "subordinator", "question", "quote", "stop", "gerund")
APPOSED = ("determiner", "plain", "number", "relative")


def group_start(scene: Scene, cue: int, low: int) -> int:
    """The first token of the verb group that a cue ends: ``had also said``, ``tried to ask``."""
    classes, at = scene.classes, cue
    low = max(low, cue - LONGEST_GROUP)
    while at > low:
        before, here = classes[at - 1], classes[at]
        chained = before == "infinitive" and scene.kind(at - 2) in (
            "verb",
            "auxiliary",
            "preposition",
            "adverb",
        )
        led = here == "infinitive" and before in ("verb", "preposition")
        phrasal = here == "preposition" and before == "verb" and at < cue
        if not (before in ("auxiliary", "adverb") or chained or led or phrasal):
            break
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
    if kind in NO_SUBJECT:
        return None
    phrase = phrase_before(scene.view, group, low)
    return _with_relative_clause(scene, phrase, low) if phrase else None


def _with_relative_clause(scene: Scene, phrase: Range, low: int) -> Range:
    """``Voters who know Holm say``: the noun before the relative clause is the subject."""
    start, end = phrase
    finite = scene.classes[start] == "plain" and scene.among("clauses", "doer", start - 1)
    for at in range(start - 1, max(low, start - 12), -1):
        kind = scene.classes[at]
        bare = at + 1 < start and scene.classes[at + 1] == "plain"  # ``who own a boat``
        if (
            kind == "relative"
            and (finite or bare)
            and scene.classes[at - 1] in ("plain", "name", "pronoun")
        ):
            head = phrase_before(scene.view, at, low)
            return (head[0], end) if head else phrase
        if kind in ("verb", "auxiliary"):
            finite = True
        elif kind in BREAKS:
            break
    return phrase


def main_subject(scene: Scene, before: int, low: int) -> Range | None:
    """The subject of the nearest finite verb that stands further left in the sentence."""
    at, low = before - 1, max(low, before - NEAR)
    while at > low:
        if at + 1 in scene.closings:
            at = scene.closings[at + 1] - 1
            continue
        kind = scene.classes[at]
        if kind == "contracted":
            return at, at + 1
        if kind in ("verb", "auxiliary"):
            at = group_start(scene, at, low)
            if source := subject_before(scene, at, low):
                return source
        at -= 1
    return None


def inverted_subject(scene: Scene, start: int) -> Range | None:
    """The phrase behind a cue that stands before its subject, its apposition included."""
    if scene.kind(start) not in ("name", "determiner", "plain", "pronoun", "number"):
        return None
    end = core_end(scene.view, start, scene.end)
    while end > start and scene.kind(end) == "comma" and _apposed(scene, end + 1):
        end = _apposition_end(scene, end + 1)
    return (start, end) if end > start else None


def _apposed(scene: Scene, opener: int) -> bool:
    """Whether what follows a comma describes the noun before it."""
    kind = scene.kind(opener)
    if not kind or opener in scene.atoms:
        return False
    if kind == "name":
        return scene.kind(opener + 1) in ("comma", "preposition", "plain", "")
    return kind in APPOSED or scene.among("nouns", "apposition", opener)


def _apposition_end(scene: Scene, start: int) -> int:
    at, high = start, min(scene.end, start + NEAR)
    while at < high and scene.classes[at] not in ("comma", "stop", "dash", "colon"):
        if at in scene.atoms:
            break
        if (
            scene.classes[at] == "preposition"
            and scene.classes[start] != "relative"
            and is_adjunct(scene.view, at, scene.end)
        ):
            break
        at += 1
    return at
