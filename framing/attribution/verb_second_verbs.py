"""Verbs as cues: their parts all over the clause, and who is their subject."""

from __future__ import annotations

from typing import NamedTuple

from framing.attribution.cues import Cue
from framing.attribution.verb_second_clauses import Clause, Sentence
from framing.attribution.verb_second_phrases import phrase_from, subject_in
from framing.attribution.view import Range

PARTICIPLE = ("t", "en", "n")


class Spoken(NamedTuple):
    """A verb of saying in its clause.

    ``clause`` is its number, ``finite`` the token that agrees with the subject, ``parts`` the
    tokens of the cue, ``final`` whether the verb stands at the end.
    """

    clause: int
    finite: int
    parts: tuple[int, ...]
    cue: Cue
    passive: bool
    final: bool


def spoken_verbs(sentence: Sentence) -> list[Spoken]:
    """The verbs of saying in a sentence, outside of quotations, in order."""
    view = sentence.view
    found: dict[int, Spoken] = {}
    taken: set[int] = set()
    for at, tail, cue in _candidates(sentence):
        if at in taken or sentence.quoted(at):
            continue
        verb = _in_clause(sentence, at, tail, cue)
        if verb is not None and verb.finite not in found:
            found[verb.finite] = verb
            taken.update(verb.parts)
    return [found[at] for at in sorted(found)]


def _candidates(sentence: Sentence) -> list[tuple[int, Range | None, Cue]]:
    """Verbs of the lexicon and separable ones, those with the longer reach first."""
    view, split, lower = sentence.view, sentence.words.split, sentence.view.lower
    found: list[tuple[int, Range | None, Cue]] = []
    for at in range(sentence.unit.first, sentence.last):
        for particle, cue in split.get(lower[at], ()):
            place = _particle(sentence, at, particle)
            if place is not None:
                found.append((at, (place, place + 1), cue))
    number = view.unit_of(sentence.unit.first)
    for match in view.cues_in(number):
        if match.cue.kind == "verb" and match.last <= sentence.last and not ("|" in match.cue.term and match.tail):
            found.append((match.last - 1 if match.tail is None else match.first, match.tail, match.cue))
    return found


def _particle(sentence: Sentence, at: int, particle: str) -> int | None:
    """Where the particle of a separable verb closes its clause."""
    lower, clauses = sentence.view.lower, sentence.clauses
    number = sentence.number(at)
    for clause in clauses[number : number + 4]:
        last = clause.last
        if last - 1 > at and lower[last - 1] == particle:
            return last - 1
        for i in range(max(at + 1, clause.first), last):
            if lower[i] == particle and (i + 1 == last or lower[i + 1] in sentence.words["coordinators"]):
                return i
        if clause.last < sentence.last and sentence.view.forms[clause.last] in ":;":
            return None
    return None


def _in_clause(sentence: Sentence, at: int, tail: Range | None, cue: Cue) -> Spoken | None:
    view, words = sentence.view, sentence.words
    lower, forms = view.lower, view.forms
    if not sentence.clauses:
        return None
    number = sentence.number(at)
    clause = sentence.clauses[number]
    if not clause.first <= at < clause.last or _attributive(sentence, at):
        return None
    start = clause.first
    parts = [at] + ([*range(*tail)] if tail else [])
    final = clause.kind in ("that", "wh", "sub", "relative") 
    if tail is None and not final:
        aux = [i for i in range(start, at) if lower[i] in words["perfect"] or lower[i] in words["passive"] or lower[i] in words["being"] or lower[i] in words["modals"]]
        behind = lower[at + 1] if at + 1 < clause.last else ""
        if aux and (lower[at].endswith(PARTICIPLE)):
            passive = lower[aux[-1]] in words["passive"] and not _infinitive(lower[at], cue) or lower[aux[-1]] in words["being"]
            if "worden" in lower[at + 1 : at + 2] or "werden" in lower[at + 1 : at + 2]:
                passive, parts = True, [*parts, at + 1]
            return Spoken(number, aux[0], tuple(sorted({aux[0], *parts})), cue, passive, False)
        if _participle(lower[at], cue):
            if at == start and behind in words["passive"]:
                return Spoken(number, at + 1, (at, at + 1), cue, True, False)
            return None
        if clause.kind == "infinitive":
            return None
    if final:
        after = [i for i in range(at + 1, min(clause.last, at + 4)) if lower[i] in words["tailing"]]
        if at + len(after) + 1 < clause.last and lower[at + 1 + len(after)] not in words["coordinators"]:
            return None
        passive = any(lower[i] in words["passive"] for i in after) and not _infinitive(lower[at], cue) or any(lower[i] in words["being"] for i in after)
        return Spoken(number, at, (*parts, *after), cue, passive, True)
    return Spoken(number, at, tuple(parts), cue, False, False)


def _infinitive(form: str, cue: Cue) -> bool:
    term = cue.term.replace("|", "").split("/")[0].split()[0]
    return form == term


def _participle(form: str, cue: Cue) -> bool:
    """Whether a form can only be the participle of a verb."""
    particle, bar, _ = cue.term.partition("|")
    if bar and form.startswith(particle):
        return True
    return form.startswith("ge") and not cue.term.startswith("ge") and form.endswith(("t", "en"))


def lower_word(sentence: Sentence, at: int) -> bool:
    """Neither noun nor determiner nor verb: an adverb before an adjective."""
    form = sentence.view.lower[at]
    return form == sentence.view.forms[at] and form not in sentence.words["determiners"] and form not in sentence.words.finite


def _attributive(sentence: Sentence, at: int) -> bool:
    """A participle before its noun (``der angekündigte Streik``)."""
    view, words = sentence.view, sentence.words
    form = view.lower[at]
    if view.forms[at][0].isupper() and at != sentence.clauses[sentence.number(at)].first:
        return True
    if at + 1 >= sentence.last or not form.endswith(("e", "en", "er", "es", "em")):
        return False
    before = view.lower[at - 1] if at > sentence.unit.first else ""
    noun = view.forms[at + 1][0].isupper()
    low = at - 1
    while low > sentence.unit.first and at - low < 4 and lower_word(sentence, low):
        low -= 1
    if noun and view.lower[low] in words["determiners"] and low < at - 1:
        return True
    return noun and (before in words["determiners"] or form.endswith(("nde", "nden", "nder", "ndes", "ndem", "ter", "tes", "tem")) or before in words["prepositions"])


def subject_of(sentence: Sentence, verb: Spoken) -> Range | None:
    """The noun phrase a verb of saying agrees with; in the passive the one behind ``von``."""
    clause = sentence.clauses[verb.clause]
    if verb.passive:
        return _agent(sentence, clause.first, clause.last)
    if verb.final:
        return _final_subject(sentence, verb)
    front = _before(sentence, clause.first, verb.finite)
    behind = verb.finite + 1
    if front is not None and sentence.view.lower[min(behind, sentence.last - 1)] not in ("er", "man", "wir"):
        return front
    end = min([p for p in verb.parts if p > verb.finite], default=_reach(sentence, verb))
    found = subject_in(sentence, verb.finite + 1, end)
    if found is None and verb.clause and verb.finite == clause.first:
        found = _first_phrase(sentence, verb.clause)
    return found


def _reach(sentence: Sentence, verb: Spoken) -> int:
    return sentence.clauses[verb.clause].last


def _agent(sentence: Sentence, low: int, high: int) -> Range | None:
    lower = sentence.view.lower
    for at in range(low, high - 1):
        if lower[at] in ("von", "vom", "durch") and (sentence.view.forms[at - 1][0].islower() or at == low):
            return phrase_from(sentence, at + 1, high)
    return None


def _final_subject(sentence: Sentence, verb: Spoken) -> Range | None:
    """``nachdem der Minister erklärt hatte``; in a relative clause the pronoun."""
    clause, lower, words = sentence.clauses[verb.clause], sentence.view.lower, sentence.words
    at = clause.first
    while at < clause.last and lower[at] in words["softeners"]:
        at += 1
    if clause.kind == "relative":
        if lower[at] in words["relative_subjects"]:
            inner = subject_in(sentence, at + 1, verb.parts[0])
            plain = inner is not None and lower[inner[0]] not in words["oblique"]
            if not plain or lower[at] in ("der", "welcher"):
                return at, at + 1
            return (at, at + 1) if "object" in verb.cue.takes and not plain else inner
        at += 1
    return subject_in(sentence, at + 1, verb.parts[0]) if clause.kind != "relative" else subject_in(sentence, at, verb.parts[0])


def _before(sentence: Sentence, low: int, finite: int) -> Range | None:
    """What stands before the verb, if it is a noun phrase that can be its subject."""
    view, words = sentence.view, sentence.words
    lower, forms = view.lower, view.forms
    while low < finite and (lower[low] in words["softeners"] or lower[low] in words["coordinators"] or lower[low] == "wie"):
        low += 1
    while low < finite and (lower[finite - 1] in words["adverbs"]):
        finite -= 1
    if low >= finite:
        return None
    word = lower[low]
    if word in words["oblique"] or word in words["prepositions"] or word in ("es", "das", "dies") and finite - low == 1:
        return None
    if view.quote_at(low) is not None and sentence.quoted(low) is not None:
        return None
    if word in words["adverbs"] or words["times"].intersection((word,)):
        return None
    if not (forms[low][0].isupper() or word in words["determiners"] or word in words["subjects"] or word.endswith(("e", "er", "en")) or forms[low][0].isdigit() or view.quote_at(low)):
        return None
    found = phrase_from(sentence, low, finite, spread=True)
    if found is None:
        return None
    return found[0], max(found[1], finite) if found[1] >= finite - 3 else found[1]


def _first_phrase(sentence: Sentence, number: int) -> Range | None:
    """``Merkel, die gestern ankam, sagte``: the phrase before what is inserted."""
    lower, words, clauses = sentence.view.lower, sentence.words, sentence.clauses
    low = number
    while low > 0 and number - low < 4 and clauses[low].mark == ",":
        before = clauses[low - 1]
        if before.kind == "main" and not nominal(sentence, before):
            break
        low -= 1
    while low < number and clauses[low].kind != "main":
        low += 1
    if low == number or lower[clauses[low].first] in words["oblique"] | words["prepositions"]:
        return None
    if all(clause.kind == "main" for clause in clauses[low:number]):
        return clauses[low].first, clauses[number - 1].last
    return phrase_from(sentence, clauses[low].first, clauses[low].last, spread=True)


def nominal(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause is no more than a noun phrase."""
    found = phrase_from(sentence, clause.first, clause.last, spread=True)
    return found is not None and found[1] >= clause.last
