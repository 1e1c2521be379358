"""Cues that are no verbs: laut, zufolge, nach Angaben, so X, wie X sagte, demnach, Forderung."""

from __future__ import annotations

from collections.abc import Callable

from framing.attribution.cues import CueMatch
from framing.attribution.verb_second_clauses import Sentence
from framing.attribution.verb_second_contents import DASHES
from framing.attribution.verb_second_phrases import (
    nominal,
    phrase_from,
    phrase_up_to,
    subject_in,
)
from framing.attribution.verb_second_subjects import speaker_of
from framing.attribution.verb_second_verbs import Spoken
from framing.attribution.view import Draft, Range


def framed(sentence: Sentence, match: CueMatch, previous: Draft | None) -> Draft | None:
    """What a cue that is no verb introduces."""
    if match.cue.kind == "adverb":
        return _adverb(sentence, match, previous)
    find = FINDERS.get(match.cue.kind)
    return find(sentence, match) if find is not None else None


def joined(tokens: tuple[int, ...]) -> tuple[Range, ...]:
    """Tokens as ranges, neighbours in one.

    >>> joined((4, 2, 1))
    ((1, 3), (4, 5))
    """
    out: list[Range] = []
    for at in sorted(set(tokens)):
        if out and out[-1][1] == at:
            out[-1] = (out[-1][0], at + 1)
        else:
            out.append((at, at + 1))
    return tuple(out)


def as_said(sentence: Sentence, match: CueMatch, verbs: list[Spoken]) -> Draft | None:
    """``Wie der Minister sagte, ...``."""
    number = sentence.number(match.first)
    verb = _verb_of(sentence, number, verbs)
    if sentence.clauses[number].first != match.first or verb is None:
        return None
    source = _subject_of(sentence, match, verb)
    last = sentence.clauses[verb.clause].last
    if number == 0:
        later = [c.first for c in sentence.clauses[1:] if c.first > max(verb.parts)]
        content = sentence.pieces((later[0], sentence.last)) if later else ()
    else:
        around = (sentence.opening(number), match.first), (last, sentence.last)
        content = sentence.pieces(*around)
    said = match._replace(cue=verb.cue)
    return _draft(said, source, content, ((match.first, match.last), *joined(verb.parts)))


def _verb_of(sentence: Sentence, number: int, verbs: list[Spoken]) -> Spoken | None:
    """The verb of a clause with ``wie``, which can stand behind an apposition."""
    for verb in verbs:
        between = sentence.clauses[number + 1 : verb.clause]
        alone = sentence.clauses[verb.clause].first == verb.parts[0]
        behind = number < verb.clause <= number + 2 and alone
        if verb.clause == number or (behind and all(nominal(sentence, c) for c in between)):
            return verb
    return None


def _subject_of(sentence: Sentence, match: CueMatch, verb: Spoken) -> Range | None:
    if verb.passive:
        return speaker_of(sentence, verb)
    clause = sentence.clause_of(match.first)
    if verb.parts[0] >= clause.last:
        return match.last, sentence.clauses[verb.clause - 1].last
    return subject_in(sentence, match.last, verb.parts[0] if verb.final else clause.last)


def _draft(
    match: CueMatch,
    source: Range | None,
    content: tuple[Range, ...],
    cue: tuple[Range, ...] = (),
) -> Draft | None:
    if not content:
        return None
    _, kind, commitment, attitude, _ = match.cue
    cue = cue or ((match.first, match.last),)
    return Draft(cue, source, content, kind, commitment, attitude)


def _preposition(sentence: Sentence, match: CueMatch) -> Draft | None:
    """``Laut Polizei ...``, ``Nach Angaben der Polizei ...``, ``meiner Meinung nach``."""
    lower, words = sentence.view.lower, sentence.words
    if match.last >= sentence.last:
        return None
    if lower[match.first] in words["before_sayings"]:
        source = _saying(sentence, match.last)
        before = lower[match.first - 1] if match.first > sentence.unit.first else ""
        if source is None and before in words["sayings"]:
            return _postposition(sentence, match)
    else:
        source = phrase_from(sentence, match.last, sentence.last)
    if source is None:
        return None
    source = source[0], max(source[1], _verb_behind(sentence, match))
    return _draft(match, source, _without(sentence, match.first, source[1]))


def _verb_behind(sentence: Sentence, match: CueMatch) -> int:
    """Where the verb stands, if the cue opens the sentence: all before it is one phrase."""
    clause, lower = sentence.clause_of(match.first), sentence.view.lower
    if match.first == clause.first and clause.kind == "main":
        for at in range(match.last + 1, min(clause.last, match.last + 15)):
            if lower[at] in sentence.words.finite:
                return at
    return 0


def _saying(sentence: Sentence, at: int) -> Range | None:
    """``Angaben der Polizei``; a relative pronoun where such a noun stands before it."""
    lower, low = sentence.view.lower, max(sentence.unit.first, at - 3)
    if at - 2 > low and lower[at - 2] == "," and lower[at] in sentence.words["relatives"]:
        return (at, at + 1) if _says(sentence, low) else None
    return phrase_from(sentence, at, sentence.last) if _says(sentence, at) else None


def _says(sentence: Sentence, at: int) -> bool:
    """Whether the next noun is one of saying, or a compound of one."""
    words = sentence.words
    for i in range(at, min(at + 5, sentence.last)):
        if sentence.view.forms[i][0].isupper():
            noun = sentence.view.lower[i].rpartition("-")[2]
            return noun in words["sayings"] or noun.endswith(words.saying_endings)
    return False


def _postposition(sentence: Sentence, match: CueMatch) -> Draft | None:
    """``Angaben der Polizei zufolge``."""
    source = phrase_up_to(sentence, sentence.clause_of(match.first).first, match.first)
    if source is None:
        return None
    return _draft(match, source, _without(sentence, source[0], match.last))


def _without(sentence: Sentence, first: int, last: int) -> tuple[Range, ...]:
    """The sentence around an adverbial, or the dependent clause it stands in."""
    number, clauses = sentence.number(first), sentence.clauses
    start, end = clauses[number].first, sentence.last
    if clauses[number].kind == "main":
        start = sentence.opening(number)
    elif number + 1 < len(clauses):
        resumed = sentence.view.lower[clauses[number + 1].first] in sentence.words.finite
        end = clauses[number].last if resumed else end
    return sentence.pieces((start, first), (last, end))


def _parenthesis(sentence: Sentence, match: CueMatch) -> Draft | None:
    """``..., so die Ministerin weiter.``"""
    number = sentence.number(match.first)
    clause, lower = sentence.clauses[number], sentence.view.lower
    if number == 0 or clause.first != match.first or clause.mark not in DASHES:
        return None
    source = phrase_from(sentence, match.last, sentence.last)
    verbal = not sentence.words.finite.isdisjoint(lower[clause.first : clause.last])
    if verbal or source is None or clause.last - source[1] > 8:
        return None
    end = max(clause.last, source[1])
    around = (sentence.opening(number), clause.first), (end, sentence.last)
    return _draft(match, source, sentence.pieces(*around))


def _adverb(sentence: Sentence, match: CueMatch, previous: Draft | None) -> Draft | None:
    """``demnach``, ``angeblich``; ``wonach`` behind what it belongs to."""
    word, words = sentence.view.lower[match.first], sentence.words
    if word in words["so"]:
        return _parenthesis(sentence, match)
    if match.cue.commitment == "distancing":
        clause = sentence.clause_of(match.first)
        around = (clause.first, match.first), (match.last, clause.last)
        return _draft(match, None, sentence.pieces(*around))
    if word in words["pointing_back"]:
        before = sentence.clauses[max(0, sentence.number(match.first) - 1)]
        source = phrase_up_to(sentence, before.first, before.last)
        return _draft(match, source, sentence.pieces((match.last, sentence.last)))
    if word in words["in_mood_only"] and sentence.indicative(sentence.unit.first, sentence.last):
        return None
    source = previous.source if previous is not None else None
    draft = _draft(match, source, _without(sentence, match.first, match.last))
    return draft._replace(inherited=True) if draft is not None else None


def _noun(sentence: Sentence, match: CueMatch) -> Draft | None:
    """``die Forderung der Partei, das Gesetz zu ändern``."""
    number, clauses = sentence.number(match.first), sentence.clauses
    if number + 1 >= len(clauses) or clauses[number + 1].mark != ",":
        return None
    last, content = clauses[number].last, clauses[number + 1]
    spoken = content.kind in ("that", "infinitive") or (
        content.kind == "main" and not sentence.indicative(content.first, content.last)
    )
    whole = phrase_from(sentence, match.first, last, spread=True)
    if not spoken or whole is None or whole[1] < last:
        return None
    later = range(number + 2, len(clauses))
    ends = (i for i in later if clauses[i].mark == ";" or sentence.resumes(i))
    end = next((clauses[i - 1].last for i in ends), sentence.last)
    source = _owner(sentence, match, last)
    return _draft(match, source, sentence.pieces((content.first, end)))


def _owner(sentence: Sentence, match: CueMatch, end: int) -> Range | None:
    """Whose a noun of saying is: a genitive, ``von X``, or a possessive."""
    lower, words = sentence.view.lower, sentence.words
    if match.last < end and lower[match.last] in words["owners"]:
        first = match.last + (lower[match.last] in words["agents"])
        return (first, end) if first < end else None
    if match.first > sentence.unit.first and lower[match.first - 1] in words["possessive"]:
        return match.first - 1, match.first
    return None


FINDERS: dict[str, Callable[[Sentence, CueMatch], Draft | None]] = {
    "preposition": _preposition,
    "postposition": _postposition,
    "noun": _noun,
}
