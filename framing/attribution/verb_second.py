"""Who says what, in languages whose verb comes second and waits at the end of clauses (German)."""

from __future__ import annotations

from framing.attribution.mood import freely, in_mood
from framing.attribution.verb_second_clauses import Sentence
from framing.attribution.verb_second_contents import contents_of, reported
from framing.attribution.verb_second_frames import framed, ranges
from framing.attribution.verb_second_verbs import Spoken, spoken_verbs, subject_of
from framing.attribution.verb_second_words import load_words
from framing.attribution.view import Draft, Range, Unit, View


def find(view: View, number: int, unit: Unit, previous: Draft | None) -> list[Draft]:
    """The attributions of one unit, in order of their cues."""
    words = load_words(view.document.language)
    tokens = view.lower[unit.first : unit.last]
    cues = view.cues_in(number)
    if not cues and words.mood.isdisjoint(tokens) and words.split.keys().isdisjoint(tokens):
        return []
    sentence = Sentence(view, unit, words)
    if not sentence.clauses:
        return []
    verbs = spoken_verbs(sentence)
    drafts = [
        draft
        for match in cues
        if match.cue.kind != "verb"
        for draft in [framed(sentence, match, verbs, previous)]
        if draft is not None
    ]
    taken = {t for d in drafts for first, last in d.cue for t in range(first, last)}
    drafts += [
        draft
        for verb in verbs
        if not taken.intersection(verb.parts)
        for draft in [_said(sentence, verb)]
        if draft is not None
    ]
    drafts = [draft for draft in drafts if not _reported_itself(sentence, draft)]
    if not drafts and in_mood(sentence, previous):
        drafts = freely(sentence, previous)
    return sorted(drafts, key=_place)


def _place(draft: Draft) -> int:
    return min(first for first, _ in (*draft.cue, *draft.content))


def _reported_itself(sentence: Sentence, draft: Draft) -> bool:
    """Whether a verb of saying is in the mood of what others say (``er gehe davon aus``)."""
    words, lower = sentence.words, sentence.view.lower
    verbal = draft.kind in ("verb", "reported")
    return verbal and any(lower[t] in words["reporting"] for a, b in draft.cue for t in range(a, b))


def _said(sentence: Sentence, verb: Spoken) -> Draft | None:
    source = subject_of(sentence, verb)
    content = contents_of(sentence, verb, source)
    kind = "verb"
    if not content and source is not None and "object" in verb.cue.takes and not verb.final:
        content, kind = reported(sentence, verb, source), "reported"
    if not content:
        return None
    cue: tuple[Range, ...] = ranges(verb.parts)
    return Draft(cue, source, content, kind, verb.cue.commitment, verb.cue.attitude)
