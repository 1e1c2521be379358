"""Who a verb of saying agrees with: before it, behind it, or at the start of a dependent clause."""

from __future__ import annotations

from framing.attribution.verb_second_clauses import Clause, Sentence
from framing.attribution.verb_second_phrases import (
    ADJECTIVE,
    nominal,
    phrase_from,
    subject_in,
)
from framing.attribution.verb_second_verbs import Spoken
from framing.attribution.view import Range


def speaker_of(sentence: Sentence, verb: Spoken) -> Range | None:
    """The noun phrase that speaks; of a passive the one behind ``von``."""
    clause = sentence.clauses[verb.clause]
    if verb.passive:
        return _agent(sentence, clause)
    if verb.final:
        return _in_dependent(sentence, verb, clause)
    lower, behind = sentence.view.lower, verb.finite + 1
    inverted = behind < clause.last and lower[behind] in sentence.words["only_subjects"]
    before = None if inverted else _before(sentence, clause.first, verb.finite)
    if before is not None:
        return before
    end = min((p for p in verb.parts if p > verb.finite), default=clause.last)
    found = subject_in(sentence, behind, end)
    if found is None and verb.clause and verb.finite == clause.first:
        return _before_insertion(sentence, verb.clause)
    return found


def place_of(sentence: Sentence, verb: Spoken) -> Range | None:
    """The text a frame stands in (``heißt es in dem Bericht``)."""
    clause, lower = sentence.clauses[verb.clause], sentence.view.lower
    for at in range(clause.first, clause.last - 1):
        if lower[at] in sentence.words["places"] and at not in verb.parts:
            return phrase_from(sentence, at + 1, clause.last)
    return None


def _agent(sentence: Sentence, clause: Clause) -> Range | None:
    view, agents = sentence.view, sentence.words["agents"]
    for at in range(clause.first, clause.last - 1):
        attribute = at > clause.first and not view.forms[at - 1][0].islower()
        if view.lower[at] in agents and not attribute:
            return phrase_from(sentence, at + 1, clause.last)
    return None


def _in_dependent(sentence: Sentence, verb: Spoken, clause: Clause) -> Range | None:
    """``nachdem der Minister erklärt hatte``; in a relative clause often the pronoun."""
    lower, words = sentence.view.lower, sentence.words
    at = clause.first
    while at < clause.last - 1 and lower[at] in words["softeners"]:
        at += 1
    if clause.kind != "relative":
        return subject_in(sentence, at + 1, verb.parts[0])
    if lower[at] not in words["relative_subjects"]:
        return subject_in(sentence, at + 1, verb.parts[0])
    inner = subject_in(sentence, at + 1, verb.parts[0])
    alone = inner is None or lower[inner[0]] in words["oblique"]
    return (at, at + 1) if alone or lower[at] in words["surely_subjects"] else inner


def _before(sentence: Sentence, low: int, finite: int) -> Range | None:
    """What stands before the verb, if it is a noun phrase that can be its subject."""
    lower, words = sentence.view.lower, sentence.words
    lead = words["softeners"] | words["coordinators"]
    while low < finite and lower[low] in lead:
        low += 1
    while low < finite and lower[finite - 1] in words["adverbs"]:
        finite -= 1
    if low >= finite or not _can_be_subject(sentence, low, finite):
        return None
    found = phrase_from(sentence, low, finite, spread=True)
    if found is None:
        return None
    second = lower[finite - 1] in words["coordinators"]
    if second or not words.finite.isdisjoint(lower[low:finite]):
        return found  # another verb stands between: this one is the second of two
    return low, finite


def _can_be_subject(sentence: Sentence, low: int, finite: int) -> bool:
    view, words = sentence.view, sentence.words
    word = view.lower[low]
    if word in words["oblique"] or word in words["prepositions"] or word in words["adverbs"]:
        return False
    if word in words["times"] or (word in words["pointers"] and finite - low == 1):
        return False
    if view.quote_at(low) is not None:
        return sentence.quoted(low) is None
    begins = word in words["determiners"] or word in words["subjects"]
    return begins or sentence.noun_like(low) or word.endswith(ADJECTIVE)


def _before_insertion(sentence: Sentence, number: int) -> Range | None:
    """``Merkel, die gestern ankam, sagte``: the phrase before what is inserted."""
    lower, words, clauses = sentence.view.lower, sentence.words, sentence.clauses
    low = number
    while low > max(0, number - 4) and clauses[low].mark == ",":
        if clauses[low - 1].kind == "main" and not nominal(sentence, clauses[low - 1]):
            break
        low -= 1
    while low < number and clauses[low].kind != "main":
        low += 1
    first = clauses[low].first
    if low == number or lower[first] in words["oblique"] or lower[first] in words["prepositions"]:
        return None
    if all(clause.kind == "main" for clause in clauses[low:number]):
        return first, clauses[number - 1].last
    return phrase_from(sentence, first, clauses[low].last, spread=True)
