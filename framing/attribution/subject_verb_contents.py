"""What is said behind an English cue: a clause, an infinitive, a quotation or an object."""

from __future__ import annotations

from framing.attribution.cues import CueMatch
from framing.attribution.subject_verb_clauses import (
    Tokens,
    after_addressee,
    after_adjuncts,
    aside_end,
    clause_end,
    infinitive_end,
    object_end,
    subordinate_end,
)
from framing.attribution.subject_verb_scene import FINITE, Scene
from framing.attribution.view import Range

OPENERS = ("subordinator", "preposition", "question")
CLAUSE_SUBJECTS = ("pronoun", "contracted", "determiner", "name", "plain", "number")
ENDS_SENTENCE = ("comma", "dot", "stop")
THINGS = frozenset(
    {"name", "determiner", "pronoun", "contracted", "object", "plain", "number", "genitive"}
    | {"quote", "gerund", "verb", "mark", "open", "relative", "adverb"}
)


def content_after(
    scene: Scene, match: CueMatch, taken: Tokens, source: Range | None
) -> Range | None:
    """The content behind a cue, up to where another attribution begins.

    Parameters
    ----------
    scene : Scene
    match : CueMatch
        The cue.
    taken : frozenset of int
        Tokens at which other attributions begin.
    source : (int, int) or None
        The subject of the cue.
    """
    found = _content(scene, match, taken)
    if found is None:
        return None
    start, end = found
    if source and scene.kind(source[0]) == "relative" and scene.kind(source[0] - 1) == "comma":
        end = aside_end(scene, start, end)
    if scene.kind(scene.first) in OPENERS and _before_first_comma(scene, match.first):
        end = min(end, subordinate_end(scene, start, end))
    if start in scene.atoms:
        end = _quotation_end(scene, start, end)
    return (start, end) if end > start else None


def _before_first_comma(scene: Scene, token: int) -> bool:
    return token - scene.first < 40 and not scene.has(("comma",), scene.first, token)


def _quotation_end(scene: Scene, start: int, end: int) -> int:
    """A quotation that ends its own sentence is all that is said, and what is quoted next."""
    at = scene.atoms[start]
    while at < end and scene.classes[at - 2] in ENDS_SENTENCE:
        if at in scene.atoms:
            at = scene.atoms[at]
        elif scene.classes[at] == "coordinator" and at + 1 in scene.atoms:
            at = scene.atoms[at + 1]
        else:
            return at
    return end


def _content(scene: Scene, match: CueMatch, taken: Tokens) -> Range | None:
    start, takes = match.last, match.cue.takes
    if start >= scene.end:
        return None
    if found := _clause(scene, match, taken):
        return found
    kind = scene.classes[start]
    if "infinitive" in takes and kind == "infinitive":
        return start, infinitive_end(scene, start, taken)
    if "object" in takes:
        return _object(scene, match, taken) if kind in THINGS else None
    if kind not in CLAUSE_SUBJECTS and kind != "object":
        return None
    end = infinitive_end if "infinitive" in takes else clause_end
    return (start, end(scene, start, taken)) if takes & {"clause", "infinitive"} else None


def _object(scene: Scene, match: CueMatch, taken: Tokens) -> Range:
    """A noun phrase; a clause without ``that`` if its verb follows; ``Holm to resign``."""
    start, kind = match.last, scene.classes[match.last]
    end = object_end(scene, start, taken)
    if "clause" in match.cue.takes and (
        kind in ("pronoun", "contracted")
        or (kind in CLAUSE_SUBJECTS and scene.kind(end) in FINITE[:2])
    ):
        end = clause_end(scene, start, taken)
    elif scene.has(("infinitive",), start, end):
        end = infinitive_end(scene, start, taken)
    return start, end


def _clause(scene: Scene, match: CueMatch, taken: Tokens) -> Range | None:
    """A clause or a quotation, directly or behind whom and when it is told."""
    for at in _candidates(scene, match):
        start = _clause_start(scene, match, at) if at < scene.end else None
        if start is not None:
            end = infinitive_end if scene.classes[start] == "infinitive" else clause_end
            return start, end(scene, start, taken)
    return None


def _candidates(scene: Scene, match: CueMatch) -> tuple[int, ...]:
    """Where a clause may begin: at once, behind the one who is told, behind when and where."""
    start, takes = match.last, match.cue.takes
    if not takes & {"clause", "quote"}:
        return ()
    if "infinitive" in takes and scene.kind(start) == "infinitive":
        return (start,)
    if scene.among("verbs", "addressee", match.first):
        told = after_addressee(scene, start)
        return start, told, after_adjuncts(scene, told)
    if "object" in takes and "quote" in takes:
        whom = after_addressee(scene, start)
        if scene.kind(whom) == "comma" and whom + 1 in scene.atoms:
            return (whom,)
    return start, after_adjuncts(scene, start)


def _clause_start(scene: Scene, match: CueMatch, at: int) -> int | None:
    """Where a clause or quotation begins if there is one at this token."""
    takes, kind = match.cue.takes, scene.classes[at]
    if "quote" in takes and (start := _quotation_start(scene, at)):
        return start
    if "clause" in takes and kind in ("complementiser", "question"):
        return None if at > match.last and at - 1 in scene.matches else at  # ``Holm's claim that``
    if at == match.last:
        return None
    if "infinitive" in takes and kind == "infinitive":
        return match.last
    bare = kind in ("pronoun", "contracted", "determiner", "name")
    told = "object" not in takes or scene.among("verbs", "addressee", match.first)
    return at if bare and told and "quote" in takes else None


def _quotation_start(scene: Scene, at: int) -> int | None:
    """A quotation here or behind a comma; anything behind a colon."""
    if at in scene.atoms:
        return at
    kind, after = scene.classes[at], at + 1
    opens = after in scene.atoms or scene.kind(after) == "complementiser"
    said = (kind == "colon" and after < scene.end) or (kind == "comma" and opens)
    return after if said else None
