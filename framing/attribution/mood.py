"""Konjunktiv I without a cue: what is said goes on, by the speaker of the sentence before."""

from __future__ import annotations

from framing.attribution.verb_second_clauses import Sentence
from framing.attribution.view import Draft, Range, View


def in_mood(sentence: Sentence, previous: Draft | None) -> bool:
    """Whether a sentence without a cue is in the words of others."""
    lower, words = sentence.view.lower, sentence.words
    for number, clause in enumerate(sentence.clauses):
        if clause.kind not in ("main", "quote"):
            continue
        tokens = lower[clause.first : clause.last]
        if not words["reporting"].isdisjoint(tokens):
            return True
        if previous is not None and not words["substitutes"].isdisjoint(tokens):
            return True
    return False


def freely(sentence: Sentence, previous: Draft | None) -> list[Draft]:
    """A sentence in the mood of reported speech, as a draft."""
    piece = sentence.trimmed(sentence.unit.first, sentence.last)
    if piece is None:
        return []
    source = previous.source if previous is not None else None
    return [Draft((), source, (piece,), "mood", inherited=True)]


def runs(view: View, drafts: list[Draft]) -> list[Draft]:
    """Free sentences with the speaker of what was said before them; those in a row are one."""
    out: list[Draft] = []
    speaker: Range | None = None
    for draft in drafts:
        if draft.inherited and draft.source is None:
            draft = draft._replace(source=speaker)
        speaker = draft.source or speaker
        last = out[-1] if out else None
        if (
            last is not None
            and last.kind == draft.kind == "mood"
            and last.source == draft.source
            and 0 <= draft.content[0][0] - last.content[-1][1] <= 2
            and _same_paragraph(view, last, draft)
        ):
            out[-1] = last._replace(content=((last.content[0][0], draft.content[-1][1]),))
        else:
            out.append(draft)
    return out


def _same_paragraph(view: View, one: Draft, other: Draft) -> bool:
    first, second = (view.units[view.unit_of(d.content[0][0])] for d in (one, other))
    return first.paragraph == second.paragraph
