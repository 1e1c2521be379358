"""Cues that are no verbs: laut, zufolge, nach Angaben, so X, wie X sagte, demnach, heißt es."""

from __future__ import annotations

from framing.attribution.cues import CueMatch
from framing.attribution.verb_second_clauses import Sentence
from framing.attribution.verb_second_phrases import phrase_from, phrase_up_to, subject_in
from framing.attribution.verb_second_verbs import Spoken, subject_of
from framing.attribution.view import Draft, Range


def framed(sentence: Sentence, match: CueMatch, verbs: list[Spoken], previous: Draft | None) -> Draft | None:
    """What a cue that is no verb introduces."""
    if sentence.quoted(match.first) or match.first >= sentence.last or not sentence.clauses:
        return None
    kind, word = match.cue.kind, sentence.view.lower[match.first]
    if kind == "preposition":
        return _preposition(sentence, match)
    if kind == "postposition":
        return _postposition(sentence, match)
    if word == "wie":
        return _wie(sentence, match, verbs)
    if word == "so":
        return _so(sentence, match)
    if kind == "adverb":
        return _adverb(sentence, match, previous)
    return None


def _draft(match: CueMatch, source: Range | None, content: tuple[Range, ...], cue: tuple[Range, ...] = ()) -> Draft:
    return Draft(
        cue or ((match.first, match.last),), source, content, match.cue.kind,
        match.cue.commitment, match.cue.attitude,
    )


def _preposition(sentence: Sentence, match: CueMatch) -> Draft | None:
    lower = sentence.view.lower
    if match.last >= sentence.last:
        return None
    if lower[match.first] == "nach":
        source = _saying(sentence, match.last)
        if source is None:
            return _meinung_nach(sentence, match)
    else:
        source = phrase_from(sentence, match.last, sentence.last, spread=False)
    if source is None:
        return None
    content = without(sentence, match.first, source[1])
    return _draft(match, source, content) if content else None


def _saying(sentence: Sentence, at: int) -> Range | None:
    """``Angaben der Polizei``: a noun of saying and whose it is; a relative pronoun."""
    lower, words = sentence.view.lower, sentence.words
    if lower[at] in ("denen", "der", "dem") and lower[at - 2] == ",":
        return (at, at + 1) if _near_saying(sentence, max(sentence.unit.first, at - 3)) else None
    if not _near_saying(sentence, at):
        return None
    return phrase_from(sentence, at, sentence.last)


def _near_saying(sentence: Sentence, at: int) -> bool:
    lower, words = sentence.view.lower, sentence.words
    for i in range(at, min(at + 5, sentence.last)):
        if sentence.view.forms[i][0].isupper():
            word = lower[i].rpartition("-")[2]
            return word in words["sayings"] or word.endswith(tuple(words["saying_endings"]))
    return False


def _meinung_nach(sentence: Sentence, match: CueMatch) -> Draft | None:
    """``seiner Meinung nach``."""
    lower, words = sentence.view.lower, sentence.words
    if match.first - 1 < sentence.unit.first or lower[match.first - 1] not in words["sayings"]:
        return None
    return _postposition(sentence, match)


def _postposition(sentence: Sentence, match: CueMatch) -> Draft | None:
    low = sentence.clauses[sentence.number(match.first)].first
    source = phrase_up_to(sentence, low, match.first)
    if source is None:
        return None
    content = without(sentence, source[0], match.last)
    return _draft(match, source, content) if content else None


def without(sentence: Sentence, first: int, last: int) -> tuple[Range, ...]:
    """The clause around an adverbial, and what follows it, without the adverbial."""
    number = sentence.number(first)
    clauses = sentence.clauses
    start, end = clauses[number].first, sentence.last
    if clauses[number].kind == "main":
        start = opening(sentence, number)
    elif number + 1 < len(clauses) and sentence.view.lower[clauses[number + 1].first] in sentence.words.finite:
        end = clauses[number].last
    pieces = (sentence.trimmed(start, first), sentence.trimmed(last, end))
    return tuple(p for p in pieces if p and p[1] > p[0])


def opening(sentence: Sentence, number: int) -> int:
    """Where the main clause that a clause belongs to begins."""
    while number > 0 and sentence.clauses[number].mark not in ";:":
        number -= 1
    return sentence.clauses[number].first


def _wie(sentence: Sentence, match: CueMatch, verbs: list[Spoken]) -> Draft | None:
    number = sentence.number(match.first)
    clause = sentence.clauses[number]
    if clause.first != match.first:
        return None
    verb = next((v for v in verbs if v.clause == number), None)
    if verb is None:
        return None
    source = subject_of(sentence, verb) if verb.passive else subject_in(sentence, match.last, verb.parts[0] if verb.final else clause.last)
    if number == 0:
        later = [c for c in sentence.clauses[1:] if c.first > max(verb.parts)]
        pieces: tuple[Range | None, ...] = (sentence.trimmed(later[0].first, sentence.last),) if later else ()
    else:
        pieces = (sentence.trimmed(opening(sentence, number), clause.first), sentence.trimmed(clause.last, sentence.last))
    content = tuple(p for p in pieces if p)
    cue = ((match.first, match.last), *ranges(verb.parts))
    return _draft(match, source, content, cue)._replace(
        commitment=verb.cue.commitment, attitude=verb.cue.attitude
    ) if content else None


def ranges(tokens: tuple[int, ...]) -> tuple[Range, ...]:
    """Tokens as ranges, neighbours joined."""
    out: list[Range] = []
    for at in sorted(set(tokens)):
        if out and out[-1][1] == at:
            out[-1] = (out[-1][0], at + 1)
        else:
            out.append((at, at + 1))
    return tuple(out)


def _so(sentence: Sentence, match: CueMatch) -> Draft | None:
    """``..., so die Ministerin weiter.``"""
    number = sentence.number(match.first)
    clause = sentence.clauses[number]
    lower, words = sentence.view.lower, sentence.words
    if number == 0 or clause.first != match.first or clause.mark not in ",“–—-!?":
        return None
    if not words.finite.isdisjoint(lower[clause.first : clause.last]):
        return None
    source = phrase_from(sentence, match.last, sentence.last, spread=False)
    if source is None or clause.last - source[1] > 8:
        return None
    end = max(clause.last, source[1])
    pieces = (sentence.trimmed(opening(sentence, number), clause.first), sentence.trimmed(end, sentence.last))
    content = tuple(p for p in pieces if p)
    return _draft(match, source, content) if content else None


def _adverb(sentence: Sentence, match: CueMatch, previous: Draft | None) -> Draft | None:
    lower, words = sentence.view.lower, sentence.words
    word = lower[match.first]
    if word == "danach" and words.mood.isdisjoint(lower[sentence.unit.first : sentence.last]):
        return None
    if word == "wonach":
        number = sentence.number(match.first)
        piece = sentence.trimmed(match.last, sentence.last)
        source = phrase_up_to(sentence, sentence.clauses[max(0, number - 1)].first, sentence.clauses[max(0, number - 1)].last)
        return _draft(match, source, (piece,)) if piece else None
    if word.startswith(("angeblich", "vermeintlich", "vorgeblich")):
        return None
    content = without(sentence, match.first, match.last)
    source = previous.source if previous else None
    return _draft(match, source, content)._replace(inherited=True) if content else None
