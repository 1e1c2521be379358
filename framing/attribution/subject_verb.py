"""Who says what, in languages in which the subject stands before its verb (English).

Cues behind their content come first, for they take the whole sentence; then prepositions; then
every cue that is left, from left to right. Inside the content of another attribution only a
relay is looked for (``The paper reports that Holm said so``).
"""

from __future__ import annotations

from framing.attribution.cues import CueMatch
from framing.attribution.subject_verb_around import around
from framing.attribution.subject_verb_clauses import Tokens
from framing.attribution.subject_verb_forward import forward, is_verb
from framing.attribution.subject_verb_frames import FRAMES, preposition, speaker_before_colon
from framing.attribution.subject_verb_scene import Scene, scene_of
from framing.attribution.subject_verb_sources import group_start, subject_before
from framing.attribution.view import Draft, Range, Unit, View
from framing.document import SPEAKING

MOST_CONTINUED = 20  # sentences over which one quotation after the other goes on


def find(view: View, number: int, unit: Unit, previous: Draft | None) -> list[Draft]:
    """The attributions of one unit, in order of their cues."""
    if not view.cues_in(number) and ":" not in view.forms[unit.first : unit.last]:
        return []
    scene = scene_of(view, number, unit)
    colon = speaker_before_colon(scene)
    drafts = [colon] if colon else around(scene)
    for draft in drafts:
        scene.claim(draft)
    for match in scene.matches.values():
        if match.cue.kind == "preposition" and match.first not in scene.owners:
            _keep(scene, drafts, preposition(scene, match))
    taken = _beginnings(scene)
    for match in scene.matches.values():
        if outer := scene.owners.get(match.first):
            _keep(scene, drafts, _relayed(scene, match, taken, outer))
        elif match.cue.kind != "preposition":
            _keep(scene, drafts, _found(scene, match, taken, drafts[-1] if drafts else None))
    drafts.sort(key=lambda draft: min(draft.cue + draft.content))
    return _continued(scene, drafts)


def _found(scene: Scene, match: CueMatch, taken: Tokens, before: Draft | None) -> Draft | None:
    """The attribution of a cue; what could be a verb and is none here is a noun."""
    kind = match.cue.kind
    if kind == "adjective" or (kind == "verb" and is_verb(scene, match)):
        return forward(scene, match, taken, before)
    if kind == "verb":
        named = FRAMES["noun"](scene, match)
        return named._replace(kind="noun") if named else None
    return FRAMES[kind](scene, match)


def _keep(scene: Scene, drafts: list[Draft], draft: Draft | None) -> None:
    if draft is not None:
        drafts.append(draft)
        scene.claim(draft)


def _beginnings(scene: Scene) -> Tokens:
    """Where another attribution begins: ``, adding``, ``and called``, ``, but Holm said``."""
    found = set()
    for match in scene.matches.values():
        if match.cue.kind == "preposition" and scene.kind(match.first - 1) == "comma":
            found.add(match.first - 1)
        elif match.cue.kind in ("verb", "adjective"):
            found.add(_beginning(scene, match))
    return frozenset(found - {-1})


def _beginning(scene: Scene, match: CueMatch) -> int:
    """The comma, dash or coordinator before a cue and its subject; -1 if there is none."""
    group = group_start(scene, match.first, scene.first)
    before, kind = scene.kind(group - 1), scene.classes[match.first]
    if (kind == "gerund" and before == "comma") or (kind == "verb" and before == "coordinator"):
        return group - 1
    source = subject_before(scene, group, scene.first)
    if source is None:
        return -1
    at = source[0]
    while at > source[0] - 3 and scene.kind(at - 1) in ("adverb", "preposition"):
        at -= 1
    if scene.kind(at - 1) == "dash" and match.cue.kind == "verb":
        return at - 1
    joined = scene.kind(at - 1) in ("coordinator", "subordinator")
    return at - 2 if joined and scene.kind(at - 2) in ("comma", "dash") else -1


def _relayed(scene: Scene, match: CueMatch, taken: Tokens, outer: Draft) -> Draft | None:
    """``The paper reports that Holm said so``: an attribution inside the content of another."""
    says = "clause" in match.cue.takes and scene.among("verbs", "inverting", match.first)
    if (
        not says
        or scene.classes[match.first] != "verb"
        or not is_verb(scene, match)
        or not _says(scene, outer)
    ):
        return None
    within = [part for part in outer.content if part[0] <= match.first < part[1]]
    inner = forward(scene, match, taken, None)
    if not within or inner is None or inner.source is None:
        return None
    inside = inner.source[0] >= within[0][0] and inner.content[-1][1] <= within[0][1]
    return inner if inside else None


def _says(scene: Scene, draft: Draft) -> bool:
    return bool(draft.cue) and scene.among("verbs", "inverting", draft.cue[0][1] - 1)


def _continued(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """A quotation that fills the next sentence goes on with what was quoted or said before."""
    quoting = [
        at
        for at, draft in enumerate(drafts)
        if any(first in scene.atoms or last in scene.closings for first, last in draft.content)
    ]
    leading = quoting or [at for at, draft in enumerate(drafts) if _says(scene, draft)]
    if leading and (further := _next_quotations(scene)):
        draft = drafts[leading[-1]]
        drafts[leading[-1]] = draft._replace(content=draft.content + further)
    return drafts


def _next_quotations(scene: Scene) -> tuple[Range, ...]:
    """The quotations that are sentences of their own in the rest of the paragraph."""
    view, found = scene.view, []
    for unit in view.units[scene.number + 1 : scene.number + 1 + MOST_CONTINUED]:
        quote = view.quote_at(unit.first)
        if unit.paragraph != scene.unit.paragraph or quote is None or quote.kind not in SPEAKING:
            break
        if quote.first != unit.first or quote.last < unit.last - 1:
            break
        found.append((quote.first, quote.last))
    return tuple(found)
