"""English cues before what they introduce: ``Holm said that``, ``which Holm said will``."""

from __future__ import annotations

from framing.attribution.cues import CueMatch
from framing.attribution.noun_phrases import phrase_after
from framing.attribution.subject_verb_clauses import Tokens, aside_end, clause_end, object_end
from framing.attribution.subject_verb_contents import content_after
from framing.attribution.subject_verb_scene import NOUN_LIKE, SUBJECTS, Scene, draft_of
from framing.attribution.subject_verb_sources import group_start, main_subject, subject_before
from framing.attribution.view import Draft, Range

MAKES_VERB = ("auxiliary", "pronoun", "contracted", "infinitive", "relative")
BEFORE_VERB = ("name", "plain", "complementiser", "close", "comma", "coordinator", "number")
AFTER_VERB = SUBJECTS | {"complementiser", "question", "infinitive", "quote", "object"}
AFTER_VERB |= {"adverb", "preposition", "gerund"}


def forward(scene: Scene, match: CueMatch, taken: Tokens, before: Draft | None) -> Draft | None:
    """The attribution of a cue before its content.

    Parameters
    ----------
    scene : Scene
    match : CueMatch
        A verb or an adjective.
    taken : frozenset of int
        Tokens at which other attributions begin.
    before : Draft or None
        The attribution found last, whose source a participle inherits.
    """
    group = group_start(scene, match.first, scene.first)
    source = subject_before(scene, group, scene.first)
    content = content_after(scene, match, taken, source)
    if _is_passive(scene, match, group):
        return _passive(scene, match, group, source, content)
    if fronted := _fronted(scene, match, source, taken, content is None):
        return draft_of(match, group, source, fronted)
    if content is None or not _introduces(scene, match, group, content):
        return None
    if source is None and before and before.source and before.source[0] < group:
        source = before.source
    source = source or main_subject(scene, group, scene.first)
    return draft_of(match, group, source, (content,))


def _introduces(scene: Scene, match: CueMatch, group: int, content: Range) -> bool:
    """Whether a cue stands in a clause of its own and not for another one."""
    if _tells_in(scene, match, content):
        return False
    if "infinitive" in (scene.kind(group), scene.kind(group - 1)):
        return False
    return match.cue.kind != "adjective" or _predicative(scene, match, group, content)


def is_verb(scene: Scene, match: CueMatch) -> bool:
    """Whether a cue that could be a noun is a verb here, by what stands beside it."""
    at = match.first
    before, kind = scene.kind(at - 1), scene.classes[at]
    if before in ("determiner", "genitive") or (before == "preposition" and kind != "gerund"):
        return False
    if before in MAKES_VERB or kind == "gerund":
        return True
    if kind == "verb":
        return before != "number" or scene.kind(match.last) != "plain"
    if before == "adverb":
        before = scene.kind(at - 2)
    return before in MAKES_VERB or _could_be_verb(scene, match, before)


def _could_be_verb(scene: Scene, match: CueMatch, before: str) -> bool:
    if before not in BEFORE_VERB or scene.kind(match.last) not in AFTER_VERB:
        return False
    if before in ("plain", "name"):
        return scene.unit.is_title or _agrees(scene, match, before)
    return before != "complementiser"


def _agrees(scene: Scene, match: CueMatch, before: str) -> bool:
    """Whether the noun before a form in -s is singular, and before one without it plural."""
    noun, form, after = match.first - 1, scene.lower[match.first], scene.kind(match.last)
    plural = scene.lower[noun].endswith("s") or scene.among("nouns", "plural", noun)
    if form.endswith("s") and not form.endswith("ss"):
        return before == "name" or not plural
    return plural and (after != "preposition" or match.last - match.first > 1)


def _is_passive(scene: Scene, match: CueMatch, group: int) -> bool:
    if match.cue.kind != "verb" or scene.classes[match.first] == "gerund":
        return False
    at = match.first - 1
    while at >= group and scene.classes[at] == "adverb":
        at -= 1
    held = at >= group or scene.kind(at) == "contracted"
    return held and at >= scene.first and scene.among("verbs", "be", at)


def _passive(
    scene: Scene, match: CueMatch, group: int, subject: Range | None, content: Range | None
) -> Draft | None:
    """``The plan was praised by Holm``: what is spoken of comes first, who speaks behind ``by``;
    who is told something is no part of what is told."""
    start = match.last
    if content is None and scene.kind(start) == "preposition" and not _is_agent(scene, start):
        content = start, object_end(scene, start)
    start, end = content or (start, start)
    source = None
    for at in range(match.last, min(end + 1, scene.end)):
        if _is_agent(scene, at):
            source, end = phrase_after(scene.view, at + 1, scene.end), min(end, at)
            break
    told = subject is None or scene.among("verbs", "addressee", match.first)
    parts = (*(() if told or subject is None else (subject,)),)
    parts += ((start, end),) if start < end else ()
    return draft_of(match, group, source, parts) if parts else None


def _is_agent(scene: Scene, at: int) -> bool:
    return scene.among("clauses", "agent", at)


def _fronted(
    scene: Scene, match: CueMatch, source: Range | None, taken: Tokens, bare: bool
) -> tuple[Range, ...]:
    """``which officials said will go``: a relative pronoun before the speaker is the content."""
    pronouns = ("relative", "complementiser")
    if source is None or scene.classes[source[0]] in pronouns:
        return ()
    at = source[0] - 1
    kind, noun = scene.kind(at), scene.kind(at - 1)
    if kind not in pronouns or (kind == "complementiser" and noun not in (*NOUN_LIKE, "comma")):
        return ()
    if scene.kind(match.last) in ("auxiliary", "verb"):
        end = clause_end(scene, match.last, taken)
        end = aside_end(scene, match.last, end) if noun == "comma" else end
        return (at, at + 1), (match.last, end)
    return ((at, at + 1),) if bare and kind == "relative" else ()


def _tells_in(scene: Scene, match: CueMatch, content: Range) -> bool:
    """``issued a statement saying``: the participle is the cue."""
    if "object" not in match.cue.takes or scene.classes[content[0]] != "determiner":
        return False
    for at in range(content[0] + 1, content[0] + 7):
        other = scene.matches.get(at)
        if other and scene.classes[at] == "gerund" and scene.classes[at - 1] == "plain":
            return "clause" in other.cue.takes
    return False


def _predicative(scene: Scene, match: CueMatch, group: int, content: Range) -> bool:
    """Whether an adjective tells what somebody feels about something."""
    before = scene.kind(group - 1)
    finite = scene.classes[match.first] == "verb" and before in NOUN_LIKE  # ``they worried that``
    linked = (
        finite
        or before in ("comma", "contracted", "")
        or any(
            scene.classes[at] == "auxiliary" or scene.among("verbs", "linking", at)
            for at in range(max(scene.first, group - 1), match.first)
        )
    )
    opener = scene.classes[content[0]]
    return linked and (match.last - match.first > 1 or opener in ("complementiser", "infinitive"))
