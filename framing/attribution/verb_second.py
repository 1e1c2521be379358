"""Who says what, in languages whose verb comes second and waits at the end of clauses (German)."""

from __future__ import annotations

from framing.attribution.cues import CueMatch
from framing.attribution.mood import behind_colon, by_hearsay, freely
from framing.attribution.verb_second_clauses import Sentence
from framing.attribution.verb_second_contents import contents_of, reported
from framing.attribution.verb_second_frames import as_said, framed, joined
from framing.attribution.verb_second_subjects import place_of, speaker_of
from framing.attribution.verb_second_verbs import Spoken, frame_verb, spoken_verbs
from framing.attribution.verb_second_words import load_words
from framing.attribution.view import Draft, Unit, View

LONG_PREPOSITION = 3  # words: ``unter Berufung auf`` says whom another speaker relies on


def find(view: View, number: int, unit: Unit, previous: Draft | None) -> list[Draft]:
    """The attributions of one unit, in order of their cues."""
    words = load_words(view.document.language)
    cues = view.cues_in(number)
    lower, forms = view.lower[unit.first : unit.last], view.forms[unit.first : unit.last]
    silent = words.mood.isdisjoint(forms) and words.split.keys().isdisjoint(lower)
    if not cues and silent and ":" not in forms:
        return []
    sentence = Sentence(view, unit, words)
    if not sentence.clauses:
        return []
    near = [m for m in cues if m.last <= sentence.last and sentence.quoted(m.first) is None]
    drafts = _with_cues(sentence, near, previous)
    inner = [draft for draft in drafts if _in_their_mood(sentence, draft)]
    drafts = [draft for draft in drafts if draft not in inner]
    relays = [draft for draft in inner if _is_relay(sentence, draft)]
    hearsay = [match for match in near if match.cue.kind == "modal"]
    drafts = (
        drafts
        or by_hearsay(sentence, hearsay, previous)
        or behind_colon(sentence)
        or freely(sentence, previous)
    )
    return sorted(drafts + relays, key=_place)


def _with_cues(sentence: Sentence, cues: list[CueMatch], previous: Draft | None) -> list[Draft]:
    verbs = spoken_verbs(sentence)
    found = [_other(sentence, match, verbs, previous) for match in cues]
    drafts = [d for d in found if d is not None and not (verbs and _relied_on(d))]
    taken = {t for draft in drafts for cue in draft.cue for t in range(*cue)}
    said = (_said(sentence, verb) for verb in verbs if taken.isdisjoint(verb.parts))
    return drafts + [draft for draft in said if draft is not None]


def _other(
    sentence: Sentence, match: CueMatch, verbs: list[Spoken], previous: Draft | None
) -> Draft | None:
    """What a cue introduces that is no verb by itself."""
    if match.cue.kind != "frame":
        return framed(sentence, match, previous)
    if sentence.view.lower[match.first] in sentence.words["as"]:
        return as_said(sentence, match, verbs)
    verb = frame_verb(sentence, match)
    return _draft(verb, place_of(sentence, verb), contents_of(sentence, verb), "frame")


def _said(sentence: Sentence, verb: Spoken) -> Draft | None:
    source = speaker_of(sentence, verb)
    content = contents_of(sentence, verb)
    if not content and source is not None and "object" in verb.cue.takes and not verb.final:
        return _draft(verb, source, reported(sentence, verb, source), "reported")
    return _draft(verb, source, content, "verb")


def _draft(
    verb: Spoken,
    source: tuple[int, int] | None,
    content: tuple[tuple[int, int], ...],
    kind: str,
) -> Draft | None:
    if not content:
        return None
    cue = verb.cue
    return Draft(joined(verb.parts), source, content, kind, cue.commitment, cue.attitude)


def _relied_on(draft: Draft) -> bool:
    first, last = draft.cue[0]
    return draft.kind == "preposition" and last - first >= LONG_PREPOSITION


def _in_their_mood(sentence: Sentence, draft: Draft) -> bool:
    """Whether a verb of saying is in the mood of what others say (``er gehe davon aus``)."""
    tokens = {sentence.view.lower[t] for cue in draft.cue for t in range(*cue)}
    verbal = draft.kind in ("verb", "reported")
    return verbal and not tokens.isdisjoint(sentence.words["reporting"])


def _is_relay(sentence: Sentence, draft: Draft) -> bool:
    """Whether such a verb has a speaker of its own (``dass die Partei erklärt habe``)."""
    if draft.source is None or not sentence.clause_of(draft.cue[0][0]).depends:
        return False
    first, last = draft.source
    return last - first > 1 or sentence.view.forms[first][0].isupper()


def _place(draft: Draft) -> int:
    return min(first for first, _ in (*draft.cue, *draft.content))
