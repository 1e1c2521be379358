"""Cues that are no verbs with a subject: ``according to``, ``reportedly``, ``is said to``, colons."""

from __future__ import annotations

from framing.attribution.cues import CueMatch
from framing.attribution.noun_phrases import phrase_after, phrase_before
from framing.attribution.subject_verb_clauses import Scene, aside_end, clause_end, infinitive_end, object_end
from framing.attribution.subject_verb_sources import group_start, subject_before
from framing.attribution.view import Draft, Range

NOUN_LINKS = ("of", "about", "on", "against", "for", "over", "with", "toward", "to")
POSSESSIVES = ("his", "her", "their", "my", "our", "your", "its", "whose")
VERBAL = frozenset({"verb", "auxiliary", "contracted", "pronoun"})


def prepositions(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """``According to Holm`` and its like, outside what is attributed already."""
    found: list[Draft] = []
    for match in scene.matches:
        if match.cue.kind == "preposition" and not covered(drafts + found, match.first):
            draft = _preposition(scene, match)
            if draft is not None:
                found.append(draft)
    return found


def speaker_before_colon(scene: Scene) -> Draft | None:
    """``Holm: We will build``: a name, a colon, and what is said."""
    at = scene.first
    while at < min(scene.end, scene.first + 7) and scene.classes[at] in ("name", "plain", "dot", "genitive", "determiner", "number"):
        at += 1
    if at == scene.first or at + 1 >= scene.end or scene.classes[at] != "colon":
        return None
    quoted = at + 1 in scene.atoms
    names = sum(scene.classes[t] == "name" for t in range(scene.first, at))
    if not quoted and (names == 0 or not scene.view.forms[at + 1][0].isupper()):
        return None
    end = scene.atoms[at + 1] if quoted and scene.unit.last - scene.atoms[at + 1] < 2 else scene.end
    if end - at < 4:
        return None
    return Draft(((at, at + 1),), (scene.first, at), ((at + 1, end),), "colon", "neutral", "assertion")


def covered(drafts: list[Draft], token: int) -> bool:
    """Whether a token belongs to an attribution."""
    return any(
        first <= token < last
        for draft in drafts
        for first, last in (*draft.content, *draft.cue, *((draft.source,) if draft.source else ()))
    )


def _draft(match: CueMatch, source: Range | None, content: tuple[Range, ...]) -> Draft:
    cue = ((match.first, match.last), match.tail) if match.tail else ((match.first, match.last),)
    return Draft(cue, source, content, match.cue.kind, match.cue.commitment, match.cue.attitude)


def _preposition(scene: Scene, match: CueMatch) -> Draft | None:
    source = phrase_after(scene.view, match.last, scene.end)
    if source is None:
        return None
    if match.first == scene.first or scene.kind(match.first - 1) in ("coordinator",):
        start = source[1]
        while start < scene.end and scene.classes[start] in ("comma", "colon", "dash"):
            start += 1
        if start >= scene.end:
            return None
        return _draft(match, source, ((start, clause_end(scene, start)),))
    start, end = scene.first, match.first
    while end > start and scene.classes[end - 1] in ("comma", "dash", "open") and end not in scene.closings:
        end -= 1
    while start < end and scene.classes[start] in ("coordinator", "comma", "quote", "adverb") and start not in scene.atoms:
        start += 1
    behind = source[1] + 1
    if start >= end or not any(scene.classes[t] in VERBAL for t in range(start, end)) and scene.classes[start] == "preposition":
        if scene.kind(source[1]) == "comma" and behind < scene.end:
            content = [(start, end)] if start < end and scene.classes[start] != "preposition" else []
            return _draft(match, source, (*content, (behind, clause_end(scene, behind))))
        return None
    parts = [(start, end)]
    if scene.kind(source[1]) == "comma" and behind < scene.end and not any(scene.classes[t] in VERBAL for t in range(start, end)):
        parts.append((behind, clause_end(scene, behind)))
    return _draft(match, source, tuple(parts))


def _noun(scene: Scene, match: CueMatch) -> Draft | None:
    """``Holm's claim that``: the owner of the word speaks, or the subject of its verb."""
    start, group = match.last, match.first
    after = scene.kind(start)
    source = None
    if scene.lower[start : start + 1] in (("by",), ("from",), ("among",)):
        source = phrase_after(scene.view, start + 1, scene.end)
        start = source[1] if source else start
        after = scene.kind(start)
    if after == "complementiser" and "clause" in match.cue.takes:
        end = clause_end(scene, start)
    elif after == "infinitive" and "infinitive" in match.cue.takes:
        end = infinitive_end(scene, start)
    elif after == "preposition" and "object" in match.cue.takes and scene.lower[start] in NOUN_LINKS:
        start += 1
        end = object_end(scene, start)
    else:
        return None
    while group > scene.first and scene.classes[group - 1] == "plain":
        group -= 1
    before = scene.kind(group - 1)
    if source is None and before == "determiner" and scene.lower[group - 1] in POSSESSIVES:
        source = (group - 1, group)
    elif source is None and before == "genitive":
        source = phrase_before(scene.view, group, scene.first)
    if source is None or end <= start:
        return None
    return Draft(((group, match.last),), source, ((start, end),), match.cue.kind, match.cue.commitment, match.cue.attitude)


def _frame(scene: Scene, match: CueMatch) -> Draft | None:
    """``It is said that``: a clause follows."""
    start = match.last
    if start >= scene.end or scene.classes[start] in ("comma", "coordinator"):
        return None
    return _draft(match, None, ((start, clause_end(scene, start)),))


def _raised(scene: Scene, match: CueMatch) -> Draft | None:
    """``Holm is said to``: the subject belongs to the content; ``by``-phrases speak."""
    start = match.last
    while scene.kind(start) == "adverb":
        start += 1
    if start >= scene.end or scene.classes[start] not in ("infinitive", "complementiser", "plain", "preposition", "auxiliary"):
        return None
    group = group_start(scene, match.first, scene.first)
    subject = subject_before(scene, group, scene.first)
    cue = (group, match.last)
    if subject is None:
        return None
    end = infinitive_end(scene, start)
    if scene.kind(subject[0]) == "relative":
        end = aside_end(scene, start, end)
    rest = (start, end)
    if scene.lower[subject[0]] == "it" and scene.classes[start] == "complementiser":
        return Draft(((subject[0], match.last),), None, (rest,), match.cue.kind, match.cue.commitment, match.cue.attitude)
    return Draft((cue,), None, (subject, rest), match.cue.kind, match.cue.commitment, match.cue.attitude)


def _adverb(scene: Scene, match: CueMatch) -> Draft | None:
    """``Reportedly``: what stands around it in its clause."""
    before, start = match.first, scene.first
    for at in range(match.first - 1, scene.first - 1, -1):
        if scene.classes[at] in ("comma", "dash", "relative", "complementiser", "quote", "colon", "coordinator", "subordinator"):
            start = at + (scene.classes[at] not in ("relative", "complementiser"))
            break
    parts = [(start, before)] if start < before else []
    end = match.last
    while end < scene.end and scene.classes[end] not in ("comma", "dash", "quote", "colon"):
        end += 1
    if match.last < end:
        parts.append((match.last, end))
    return _draft(match, None, tuple(parts)) if parts else None


FRAMES = {"frame": _frame, "modal": _raised, "noun": _noun, "adverb": _adverb}
