"""What is said behind an English cue: a clause, an infinitive, a quotation or an object."""

from __future__ import annotations

from framing.attribution.cues import CueMatch
from framing.attribution.subject_verb_clauses import (
    Scene,
    after_addressee,
    after_adjuncts,
    aside_end,
    clause_end,
    infinitive_end,
    object_end,
    subordinate_end,
)
from framing.attribution.view import Range

OPENERS = ("subordinator", "preposition", "question")
CLAUSE_SUBJECTS = ("pronoun", "contracted", "determiner", "name", "plain", "number")
CLAUSAL = ("complementiser", "question")
THINGS = frozenset({"name", "determiner", "pronoun", "contracted", "object", "plain", "number", "genitive", "quote", "gerund", "verb", "mark", "open", "relative", "adverb"})


def content_after(
    scene: Scene, match: CueMatch, taken: frozenset[int], source: Range | None
) -> Range | None:
    """The content behind a cue, up to where another attribution begins."""
    found = _content(scene, match, taken)
    if found is None:
        return None
    start, end = found
    if source and scene.kind(source[0]) == "relative" and scene.kind(source[0] - 1) == "comma":
        end = aside_end(scene, start, end)
    if scene.classes[scene.first] in OPENERS and not any(
        scene.classes[t] == "comma" for t in range(scene.first, match.first)
    ):
        end = min(end, subordinate_end(scene, start, end))
    if start in scene.atoms:
        end = _quotation_end(scene, start, end)
    return (start, end) if end > start else None


def _quotation_end(scene: Scene, start: int, end: int) -> int:
    """A quotation that ends its own sentence is all that is said, and what is quoted next."""
    at = scene.atoms[start]
    while at < end and scene.classes[at - 2] in ("comma", "dot", "stop"):
        if at in scene.atoms:
            at = scene.atoms[at]
        elif scene.classes[at] == "coordinator" and at + 1 in scene.atoms:
            at = scene.atoms[at + 1]
        else:
            return at
    return end


def _content(scene: Scene, match: CueMatch, taken: frozenset[int]) -> Range | None:
    start, takes = match.last, match.cue.takes
    if start >= scene.end:
        return None
    if "clause" in takes or "quote" in takes:
        if found := _clause(scene, match, taken):
            return found
    kind = scene.classes[start]
    if "infinitive" in takes and kind == "infinitive":
        return start, infinitive_end(scene, start, taken)
    if "object" in takes:
        if kind not in THINGS:
            return None
        end = object_end(scene, start, taken)
        if "clause" in takes and scene.kind(end) in ("verb", "auxiliary") and kind in CLAUSE_SUBJECTS:
            end = clause_end(scene, start, taken)
        elif "clause" in takes and kind in ("pronoun", "contracted"):
            end = clause_end(scene, start, taken)
        elif any(scene.classes[t] == "infinitive" for t in range(start, end)):
            end = infinitive_end(scene, start, taken)
        return _nonempty(start, end)
    if "infinitive" in takes and kind in ("object", "name", "determiner"):
        return _nonempty(start, infinitive_end(scene, start, taken))
    if kind in CLAUSE_SUBJECTS and "clause" in takes:
        return _nonempty(start, clause_end(scene, start, taken))
    return None


def _clause(scene: Scene, match: CueMatch, taken: frozenset[int]) -> Range | None:
    """A clause or a quotation, directly or behind whom and when it is told."""
    start = match.last
    spoken = "quote" in match.cue.takes
    for at in _candidates(scene, match):
        if at >= scene.end:
            continue
        if at in scene.atoms and spoken:
            return at, clause_end(scene, at, taken)
        kind = scene.classes[at]
        if kind in ("comma", "colon") and at + 1 < scene.end and spoken:
            if at + 1 in scene.atoms or (kind == "colon" and at + 1 < scene.end):
                return at + 1, clause_end(scene, at + 1, taken)
            if kind == "comma" and scene.kind(at + 1) == "complementiser":
                return at + 1, clause_end(scene, at + 1, taken)
        if kind in CLAUSAL and "clause" in match.cue.takes:
            return at, clause_end(scene, at, taken)
        if at > start and kind == "infinitive" and "infinitive" in match.cue.takes:
            return start, clause_end(scene, start, taken)
        if at > start and spoken and kind in ("pronoun", "contracted", "determiner", "name") and "object" not in match.cue.takes:
            return at, clause_end(scene, at, taken)
    return None


def _candidates(scene: Scene, match: CueMatch) -> list[int]:
    start = match.last
    found = [start]
    if scene.among("verbs", "addressee", match.first):
        told = after_addressee(scene, start)
        found += [told, after_adjuncts(scene, told)]
    else:
        found.append(after_adjuncts(scene, start))
        if "object" in match.cue.takes and "quote" in match.cue.takes:
            whom = after_addressee(scene, start)
            if scene.kind(whom) == "comma" and whom + 1 in scene.atoms:
                return [whom]
    return found


def _nonempty(start: int, end: int) -> Range | None:
    return (start, end) if end > start else None
