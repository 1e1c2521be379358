"""What is said without a cue: Konjunktiv I, ``soll``, and what follows a colon."""

from __future__ import annotations

from itertools import pairwise

from framing.attribution.cues import CueMatch
from framing.attribution.verb_second_clauses import Sentence
from framing.attribution.verb_second_phrases import subject_in
from framing.attribution.view import Draft, Range, View

PARTICIPLE = ("t", "en")


def freely(sentence: Sentence, previous: Draft | None) -> list[Draft]:
    """A sentence in the mood of reported speech, by the speaker of the one before.

    Where nobody spoke in the sentence before, it is whom that sentence is about.
    """
    if not _in_mood(sentence, previous):
        return []
    source = previous.source if previous is not None else _subject_before(sentence)
    content = sentence.pieces((sentence.unit.first, sentence.last))
    return [Draft((), source, content, "mood", inherited=True)] if content else []


def _in_mood(sentence: Sentence, previous: Draft | None) -> bool:
    """Whether a main clause is in it; ``hätte`` and the like count where somebody spoke."""
    words, forms = sentence.words, sentence.view.forms
    mood = words["reporting"] if previous is None else words.mood
    return any(
        clause.kind in ("main", "quote") and not mood.isdisjoint(forms[clause.first : clause.last])
        for clause in sentence.clauses
    )


def _subject_before(sentence: Sentence) -> Range | None:
    view = sentence.view
    number = view.unit_of(sentence.unit.first)
    before = view.units[max(0, number - 1)]
    if number == 0 or before.paragraph != sentence.unit.paragraph or before.is_title:
        return None
    return subject_in(Sentence(view, before, sentence.words), before.first, before.last)


def by_hearsay(sentence: Sentence, matches: list[CueMatch], previous: Draft | None) -> list[Draft]:
    """``soll ... getötet worden sein``: what others say, not what is to be done.

    The infinitive of the perfect leaves no doubt; ``soll ... sein`` counts where somebody spoke
    in the sentence before.
    """
    for match in matches:
        clause = sentence.clause_of(match.first)
        if sentence.quoted(match.first) or not _heard(sentence, match, previous is not None):
            continue
        whole = clause.kind == "main"
        edges = (sentence.clauses[0].first, sentence.last) if whole else clause[:2]
        cue = match.cue
        content = sentence.pieces(edges)
        place = ((match.first, match.last),)
        return [Draft(place, None, content, cue.kind, cue.commitment, cue.attitude, True)]
    return []


def _heard(sentence: Sentence, match: CueMatch, spoken: bool) -> bool:
    lower, words, clause = sentence.view.lower, sentence.words, sentence.clause_of(match.first)
    if clause.kind == "main":
        verbs = lower[max(match.last, clause.last - 3) : clause.last]
    else:
        verbs = lower[max(clause.first, match.first - 3) : match.first]
    if not verbs or verbs[-1] not in words["infinitives"]:
        return False
    return spoken or (
        len(verbs) > 1 and (verbs[-2] in words["passive"] or verbs[-2].endswith(PARTICIPLE))
    )


def behind_colon(sentence: Sentence) -> list[Draft]:
    """A quotation, or a sentence in the mood of reports, that a colon alone introduces."""
    for before, after in pairwise(sentence.clauses):
        speaks = after.kind == "quote" or not sentence.indicative(after.first, sentence.last)
        if after.mark == ":" and before.kind == "main" and speaks:
            source = subject_in(sentence, before.first, before.last)
            content = sentence.pieces((after.first, sentence.last))
            return [Draft((), source, content, "colon")] if content else []
    return []


def runs(view: View, drafts: list[Draft]) -> list[Draft]:
    """Free sentences with the speaker of what was said before them; those in a row are one."""
    out: list[Draft] = []
    speaker: Range | None = None
    for draft in drafts:
        orphan = draft.inherited and draft.source is None
        one = draft._replace(source=speaker) if orphan else draft
        speaker = one.source or speaker
        if out and _goes_on(view, out[-1], one):
            out[-1] = out[-1]._replace(content=((out[-1].content[0][0], one.content[-1][1]),))
        else:
            out.append(one)
    return out


def _goes_on(view: View, last: Draft, draft: Draft) -> bool:
    """Whether a free sentence follows another one of the same speaker in its paragraph."""
    if not last.kind == draft.kind == "mood" or last.source != draft.source:
        return False
    first, second = (view.units[view.unit_of(d.content[0][0])] for d in (last, draft))
    near = 0 <= draft.content[0][0] - last.content[-1][1] <= 2
    return near and first.paragraph == second.paragraph
