"""Verbs as cues, with their parts all over the clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from framing.attribution.cues import PARTICLE, Cue, CueMatch
from framing.attribution.verb_second_clauses import BREAKS, Clause, Sentence
from framing.attribution.view import Range

PARTICIPLE = ("t", "en", "n")
INFLECTED = ("e", "en", "er", "es", "em")
PARTICIPLE_ONLY = (*(f"nd{end}" for end in INFLECTED), "ter", "tes", "tem")


class Spoken(NamedTuple):
    """A verb of saying in its clause.

    Attributes
    ----------
    clause : int
        Number of its clause.
    finite : int
        The token that agrees with the subject.
    parts : tuple of int
        The tokens of the cue: ``hatte ... erklärt``, ``warf ... vor``.
    cue : Cue
    passive : bool
        Whether the subject is not who speaks.
    final : bool
        Whether it stands at the end of its clause.
    """

    clause: int
    finite: int
    parts: tuple[int, ...]
    cue: Cue
    passive: bool
    final: bool


def spoken_verbs(sentence: Sentence) -> list[Spoken]:
    """The verbs of saying in a sentence, outside of quotations, in order."""
    found: dict[int, Spoken] = {}
    taken: set[int] = set()
    for at, tail, cue in _candidates(sentence):
        if at not in taken and sentence.quoted(at) is None:
            verb = _in_clause(sentence, at, tail, cue)
            if verb is not None and verb.finite not in found:
                found[verb.finite] = verb
                taken.update(verb.parts)
    return [found[at] for at in sorted(found)]


def frame_verb(sentence: Sentence, match: CueMatch) -> Spoken:
    """A cue such as ``heißt es``, as a verb without a subject."""
    parts = (*range(match.first, match.last), *range(*(match.tail or (0, 0))))
    lower, words = sentence.view.lower, sentence.words
    number = sentence.number(match.first)
    finite = match.first + (lower[match.first] in words["before_frames"])
    final = sentence.clauses[number].depends
    if final and parts[-1] + 1 < sentence.last and lower[parts[-1] + 1] in words["tailing"]:
        parts = (*parts, parts[-1] + 1)
    return Spoken(number, finite, parts, match.cue, True, final)


def _candidates(sentence: Sentence) -> Iterator[tuple[int, Range | None, Cue]]:
    """Verbs with the place of what is split off them; those that are split come first."""
    view, split = sentence.view, sentence.words.split
    for at in range(sentence.unit.first, sentence.last):
        for particle, cue in split.get(view.lower[at], ()):
            place = _particle(sentence, at, particle)
            if place is not None:
                yield at, (place, place + 1), cue
    for first, last, tail, cue in view.cues_in(view.unit_of(sentence.unit.first)):
        by_particle = PARTICLE in cue.term and tail is not None
        if cue.kind == "verb" and last <= sentence.last and not by_particle:
            yield (last - 1 if tail is None else first), tail, cue


def _particle(sentence: Sentence, at: int, particle: str) -> int | None:
    """Where the particle of a separable verb closes its clause, or one soon after it."""
    lower, joins = sentence.view.lower, sentence.words["coordinators"]
    number = sentence.number(at)
    for clause in sentence.clauses[number : number + 4]:
        if clause.mark in BREAKS and clause.first > at:
            return None
        for i in range(max(at + 1, clause.first), clause.last):
            if lower[i] == particle and (i + 1 == clause.last or lower[i + 1] in joins):
                return i
    return None


def _in_clause(sentence: Sentence, at: int, tail: Range | None, cue: Cue) -> Spoken | None:
    number = sentence.number(at)
    clause = sentence.clauses[number]
    if not clause.first <= at < clause.last or _attributive(sentence, clause, at):
        return None
    parts = (at, *range(*(tail or (0, 0))))
    if clause.depends:
        return _at_the_end(sentence, number, parts, cue)
    if tail is None:
        compound = _compound(sentence, number, at, cue)
        if compound is not None:
            return compound
        if clause.kind == "infinitive" or _participle(sentence.view.lower[at], cue):
            return None
    return Spoken(number, at, (*parts, *_pointers(sentence, clause, at)), cue, False, False)


def _at_the_end(sentence: Sentence, number: int, parts: tuple[int, ...], cue: Cue) -> Spoken | None:
    """``nachdem der Minister erklärt hatte``."""
    lower, words, last = sentence.view.lower, sentence.words, sentence.clauses[number].last
    at = parts[0]
    after = [i for i in range(at + 1, min(last, at + 4)) if lower[i] in words["tailing"]]
    behind = at + 1 + len(after)
    if behind < last and lower[behind] not in words["coordinators"]:
        return None
    turned = any(lower[i] in words["passive"] for i in after) and not _infinitive(lower[at], cue)
    passive = turned or any(lower[i] in words["being"] for i in after)
    return Spoken(number, at, (*parts, *after), cue, passive, True)


def _compound(sentence: Sentence, number: int, at: int, cue: Cue) -> Spoken | None:
    """``hat ... erklärt``, ``wird ... vorgeworfen``, ``Erwartet wird``."""
    lower, words, clause = sentence.view.lower, sentence.words, sentence.clauses[number]
    helpers = words["perfect"] | words["passive"] | words["being"] | words["modals"]
    low = clause.first
    if (
        at == low
        and number > 1
        and clause.mark == ","
        and sentence.clauses[number - 1].kind == "main"
    ):
        low = sentence.clauses[number - 2].first  # behind an apposition
    before = [i for i in range(low, at) if lower[i] in helpers]
    behind = lower[at + 1] if at + 1 < clause.last else ""
    if before and lower[at].endswith(PARTICIPLE):
        helper = lower[before[-1]]
        turned = helper in words["passive"] and not _infinitive(lower[at], cue)
        passive = turned or helper in words["being"] or behind in words["passive_infinitives"]
        parts = {before[0], at, at + (behind in words["passive_infinitives"])}
        parts.update(_pointers(sentence, clause, before[0]))
        return Spoken(number, before[0], tuple(sorted(parts)), cue, passive, False)
    if at == clause.first and behind in words["passive"] and _participle(lower[at], cue):
        return Spoken(number, at + 1, (at, at + 1), cue, True, False)
    return None


def _pointers(sentence: Sentence, clause: Clause, finite: int) -> list[int]:
    """What points to the content (``geht davon aus``), and ``sich``."""
    lower, words = sentence.view.lower, sentence.words
    after = range(finite + 1, clause.last)
    return [i for i in after if lower[i] in words["correlates"] or lower[i] in words["reflexive"]]


def _infinitive(form: str, cue: Cue) -> bool:
    return form == cue.term.replace(PARTICLE, "").split("/")[0].split()[0]


def _participle(form: str, cue: Cue) -> bool:
    """Whether a form cannot be the finite verb of a main clause."""
    particle, bar, _ = cue.term.partition(PARTICLE)
    if bar and form.startswith(particle):
        return True
    return form.startswith("ge") and not cue.term.startswith("ge") and form.endswith(PARTICIPLE)


def _attributive(sentence: Sentence, clause: Clause, at: int) -> bool:
    """A participle before its noun (``der gestern angekündigte Streik``), or a noun."""
    view, words = sentence.view, sentence.words
    form = view.lower[at]
    if view.forms[at][0].isupper() and at != clause.first:
        return True
    if at + 1 >= clause.last or not view.forms[at + 1][0].isupper():
        return False
    if at == clause.first or not form.endswith(INFLECTED):
        return False
    if form.endswith(PARTICIPLE_ONLY) or view.lower[at - 1] in words["prepositions"]:
        return True
    low = at - 1
    while low > max(clause.first, at - 4) and _adverbial(sentence, low):
        low -= 1
    return view.lower[low] in words["determiners"]


def _adverbial(sentence: Sentence, at: int) -> bool:
    """Neither noun nor determiner nor verb: what can stand before a participle."""
    word, words = sentence.view.lower[at], sentence.words
    written = word == sentence.view.forms[at]
    return written and word not in words["determiners"] and word not in words.finite
