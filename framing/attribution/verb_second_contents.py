"""What a verb of saying introduces: clauses before, behind and around it, or words in marks."""

from __future__ import annotations

from framing.attribution.verb_second_clauses import BREAKS, QUOTED, Clause, Sentence
from framing.attribution.verb_second_phrases import nominal
from framing.attribution.verb_second_verbs import Spoken
from framing.attribution.view import Range

Pieces = tuple[Range, ...]
NEAR = 3  # clauses in which content is looked for behind a cue
DASHES = frozenset((",", QUOTED, "–", "—", "-", "!", "?"))


def contents_of(sentence: Sentence, verb: Spoken) -> Pieces:
    """The content of a verb, in one or two pieces; empty where it has none."""
    return (
        _around(sentence, verb)
        or _behind_colon(sentence, verb)
        or _behind(sentence, verb)
        or _quoted(sentence, verb)
    )


def reported(sentence: Sentence, verb: Spoken, source: Range) -> Pieces:
    """The whole clause, where what is said is an object (``X forderte den Rücktritt``)."""
    clauses = sentence.clauses
    low = min(verb.clause, sentence.number(source[0]))
    while low > 0 and clauses[low].mark not in BREAKS and clauses[low - 1].kind != "quote":
        low -= 1
    return sentence.pieces((clauses[low].first, _end(sentence, verb.clause)))


def _around(sentence: Sentence, verb: Spoken) -> Pieces:
    """``..., sagte X, ...``: the verb opens a clause that is put into what is said."""
    clause, at = sentence.clauses[verb.clause], verb.clause
    lead = sentence.view.lower[clause.first : verb.finite]
    opens = not lead or (len(lead) == 1 and lead[0] in sentence.words["so"])
    if (
        not at
        or not opens
        or verb.finite < clause.first
        or verb.final
        or "quote" not in verb.cue.takes
    ):
        return ()
    if clause.mark not in DASHES or not _can_be_said(sentence, at):
        return ()
    return sentence.pieces((sentence.opening(at - 1), sentence.clauses[at - 1].last)) + _going_on(
        sentence, at + 1
    )


def _can_be_said(sentence: Sentence, number: int) -> bool:
    """Whether what stands before a clause is a statement and no mere part of its sentence."""
    before = sentence.clauses[number - 1]
    first, last = sentence.clauses[0].first, sentence.clauses[number].first
    if before.kind in ("sub", "relative", "infinitive"):
        return not sentence.indicative(first, last)
    if before.kind == "wh":
        return sentence.view.lower[before.first] not in sentence.words["as"]
    if before.kind != "main":
        return True
    if not sentence.words.finite.isdisjoint(sentence.view.lower[first:last]):
        return True
    if number + 1 < len(sentence.clauses) and sentence.resumes(number + 1):
        return True  # ``Die Brücke, sagte X, sei baufällig``
    near = sentence.clauses[max(0, number - NEAR) : number]
    return not all(nominal(sentence, clause) for clause in near if clause.kind == "main")


def _going_on(sentence: Sentence, number: int) -> Pieces:
    """The piece behind an inserted ``sagte X``."""
    if number >= len(sentence.clauses):
        return ()
    clause = sentence.clauses[number]
    if clause.kind == "quote":
        return sentence.pieces((clause.first, clause.last))
    goes_on = clause.mark == "," and (
        clause.kind == "that"
        or (clause.kind != "relative" and not sentence.indicative(clause.first, clause.last))
    )
    if clause.mark == ":" or goes_on:
        return sentence.pieces((clause.first, _end(sentence, number)))
    return ()


def _behind_colon(sentence: Sentence, verb: Spoken) -> Pieces:
    for number in range(verb.clause + 1, min(verb.clause + 1 + NEAR, len(sentence.clauses))):
        clause = sentence.clauses[number]
        if clause.mark == ":":
            end = clause.last if clause.kind == "quote" else _end(sentence, number)
            return sentence.pieces((clause.first, end))
        if clause.mark == ";" or clause.kind == "that":
            break
    return ()


def _behind(sentence: Sentence, verb: Spoken) -> Pieces:
    """``sagte X, dass ...``, ``sagte X, er habe ...``."""
    for number in range(verb.clause + 1, min(verb.clause + 1 + NEAR, len(sentence.clauses))):
        clause = sentence.clauses[number]
        if clause.mark in BREAKS:
            break
        if _introduces(sentence, verb, clause, number == verb.clause + 1):
            return sentence.pieces((clause.first, _end(sentence, number, verb.final)))
    return ()


def _introduces(sentence: Sentence, verb: Spoken, clause: Clause, adjacent: bool) -> bool:
    takes, first = verb.cue.takes, sentence.view.lower[clause.first]
    if clause.kind == "infinitive":
        return "infinitive" in takes and first not in sentence.words["final_clause"]
    if clause.kind == "quote":
        return "quote" in takes
    if clause.kind == "main":
        return "clause" in takes and _asserts(sentence, verb, clause, adjacent)
    return "clause" in takes and clause.kind in ("that", "wh")


def _asserts(sentence: Sentence, verb: Spoken, clause: Clause, adjacent: bool) -> bool:
    """Whether a main clause behind a cue is what is said; in the indicative only a next one."""
    lower, words = sentence.view.lower, sentence.words
    if clause.mark not in (",", QUOTED) or lower[clause.first] in words["coordinators"]:
        return False
    if not sentence.indicative(clause.first, clause.last):
        return clause.last - clause.first > 1
    begins = lower[clause.first : min(clause.last, clause.first + 6)]
    speaks = "quote" in verb.cue.takes and "object" not in verb.cue.takes
    return adjacent and speaks and not words.finite.isdisjoint(begins)


def _quoted(sentence: Sentence, verb: Spoken) -> Pieces:
    """Words in quotation marks in the clause itself (``nannte das „...“``)."""
    clause = sentence.clauses[verb.clause]
    for quote in sentence.quotes if "quote" in verb.cue.takes else ():
        inside = clause.first <= quote.first < clause.last
        if inside or (quote.kind == "speech" and clause.last <= quote.first <= clause.last + 2):
            return sentence.pieces((quote.first, quote.last))
    return ()


def _end(sentence: Sentence, number: int, inserted: bool = False) -> int:
    """Where content that begins with a clause ends: at a semicolon, or with the sentence.

    That of a cue in a dependent clause (``inserted``) ends where the main clause goes on.
    """
    for i in range(number + 1, len(sentence.clauses)):
        if sentence.clauses[i].mark == ";" or (inserted and sentence.resumes(i)):
            return sentence.clauses[i - 1].last
    return sentence.last
