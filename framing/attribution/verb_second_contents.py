"""What a verb of saying introduces: the clauses before, behind and around it."""

from __future__ import annotations

from framing.attribution.verb_second_clauses import Clause, Sentence
from framing.attribution.verb_second_verbs import Spoken, nominal
from framing.attribution.view import Range


def contents_of(sentence: Sentence, verb: Spoken, source: Range | None) -> tuple[Range, ...]:
    """The content of a verb, in one or two pieces; empty where it has none."""
    return (
        _around(sentence, verb)
        or _behind_colon(sentence, verb)
        or _behind(sentence, verb)
        or _quoted(sentence, verb)
    )


def _behind_colon(sentence: Sentence, verb: Spoken) -> tuple[Range, ...]:
    clauses = sentence.clauses
    for i in range(verb.clause + 1, min(verb.clause + 4, len(clauses))):
        if clauses[i].mark == ":":
            return _piece(sentence, clauses[i].first, _end(sentence, i))
        if clauses[i].mark == ";" or clauses[i].kind == "that":
            return ()
    return ()


def _behind(sentence: Sentence, verb: Spoken) -> tuple[Range, ...]:
    """``sagte X, dass ...``, ``sagte X, er habe ...``."""
    clauses = sentence.clauses
    for i in range(verb.clause + 1, min(verb.clause + 4, len(clauses))):
        clause = clauses[i]
        if clause.mark == ";" or clause.mark == ":":
            return ()
        if _introduces(sentence, verb, clause, i):
            return _piece(sentence, clause.first, _end(sentence, i))
    return ()


def _introduces(sentence: Sentence, verb: Spoken, clause: Clause, number: int) -> bool:
    takes = verb.cue.takes
    if clause.kind in ("that", "wh"):
        return "clause" in takes
    if clause.kind == "infinitive":
        return "infinitive" in takes and sentence.view.lower[clause.first] not in sentence.words["final_clause"]
    if clause.kind == "quote":
        return "quote" in takes
    if clause.kind == "main" and clause.mark in ",“" and "clause" in takes:
        lower, words = sentence.view.lower, sentence.words
        tokens = lower[clause.first : clause.last]
        if lower[clause.first] in words["coordinators"]:
            return False
        if number > verb.clause + 1 and words.mood.isdisjoint(tokens):
            return False
        if not words.mood.isdisjoint(tokens):
            return clause.last - clause.first > 2
        return "object" not in takes and not words.finite.isdisjoint(tokens[:6]) and "quote" in takes
    return False


def _around(sentence: Sentence, verb: Spoken) -> tuple[Range, ...]:
    """``..., sagte X, ...``: the verb opens its clause."""
    clause = sentence.clauses[verb.clause]
    if verb.final or verb.passive and verb.finite != clause.first:
        return ()
    opens = verb.finite == clause.first or (
        sentence.view.lower[clause.first] == "so" and verb.finite == clause.first + 1
    )
    if not opens or verb.clause == 0:
        return ()
    before = sentence.clauses[verb.clause - 1]
    if "quote" not in verb.cue.takes or _wie_clause(sentence, before):
        return ()
    if clause.mark not in ",“–—-!?":
        return ()
    if before.kind in ("sub", "relative", "infinitive") and not _mood(sentence, verb.clause):
        return ()
    if before.kind == "main" and not _sentence_like(sentence, verb.clause):
        return ()
    pieces = _piece(sentence, _start(sentence, verb.clause), before.last)
    return pieces + _going_on(sentence, verb)


def _wie_clause(sentence: Sentence, clause: Clause) -> bool:
    """``Wie X sagt, ...`` is a cue itself."""
    return clause.kind == "wh" and sentence.view.lower[clause.first] == "wie"


def _mood(sentence: Sentence, number: int) -> bool:
    first = sentence.clauses[0].first
    return not sentence.words.mood.isdisjoint(
        sentence.view.lower[first : sentence.clauses[number].first]
    )


def _sentence_like(sentence: Sentence, number: int) -> bool:
    first = sentence.clauses[0].first
    tokens = sentence.view.lower[first : sentence.clauses[number].first]
    if not sentence.words.finite.isdisjoint(tokens):
        return True
    return not all(nominal(sentence, c) for c in sentence.clauses[max(0, number - 3) : number] if c.kind == "main")


def _start(sentence: Sentence, number: int) -> int:
    """Where content before a clause begins: at the start, or behind a colon or semicolon."""
    for i in range(number - 1, 0, -1):
        if sentence.clauses[i].mark in ";:":
            return sentence.clauses[i].first
    return sentence.clauses[0].first


def _going_on(sentence: Sentence, verb: Spoken) -> tuple[Range, ...]:
    """The piece behind an inserted ``sagte X``."""
    clauses = sentence.clauses
    at = verb.clause + 1
    if at >= len(clauses):
        return ()
    clause = clauses[at]
    if clause.kind == "quote":
        return _piece(sentence, clause.first, clause.last)
    if clause.mark == ":":
        return _piece(sentence, clause.first, _end(sentence, at))
    if clause.mark == "," and clause.kind in ("that", "main", "sub", "infinitive", "wh"):
        lower, words = sentence.view.lower, sentence.words
        tokens = lower[clause.first : clause.last]
        if clause.kind == "that" or not words.mood.isdisjoint(tokens) :
            return _piece(sentence, clause.first, _end(sentence, at))
    return ()


def _quoted(sentence: Sentence, verb: Spoken) -> tuple[Range, ...]:
    """Words in quotation marks in the clause itself (``nannte das „...“``)."""
    if "quote" not in verb.cue.takes:
        return ()
    first = sentence.clauses[verb.clause].first
    last = sentence.clauses[verb.clause].last
    for quote in sentence.quotes:
        if quote.kind != "word" and first <= quote.first < last and quote.kind != "name":
            return _piece(sentence, quote.first, quote.last)
        if quote.kind == "speech" and last <= quote.first <= last + 2:
            return _piece(sentence, quote.first, quote.last)
    return ()


def reported(sentence: Sentence, verb: Spoken, source: Range) -> tuple[Range, ...]:
    """The whole clause, where what is said is an object (``X forderte den Rücktritt``)."""
    clauses = sentence.clauses
    low = min(verb.clause, sentence.number(source[0]))
    while low > 0 and clauses[low].mark not in ";:" and clauses[low - 1].kind != "quote":
        low -= 1
    return _piece(sentence, clauses[low].first, _end(sentence, verb.clause))


def _end(sentence: Sentence, number: int) -> int:
    """Where content that begins with a clause ends: before another cue that follows it."""
    clauses = sentence.clauses
    for i in range(number + 1, len(clauses)):
        if clauses[i].mark == ";":
            return clauses[i - 1].last
    return sentence.last


def _piece(sentence: Sentence, first: int, last: int) -> tuple[Range, ...]:
    piece = sentence.trimmed(first, last)
    return (piece,) if piece else ()
