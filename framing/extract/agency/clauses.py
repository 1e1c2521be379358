"""Predicates of a document: who does what to whom, and where nobody is said to do it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from framing.document import Document, Span
from framing.extract.agency import english, german
from framing.extract.agency.agents import agent_of
from framing.extract.agency.phrases import (
    behind,
    clause,
    direct_object,
    genitive,
    subject,
)
from framing.extract.agency.reading import AUX, NOUN, VERB, Draft, Range, Reading, read
from framing.extract.agency.words import (
    AUXILIARY,
    BEING,
    FINITE,
    HAVING,
    ITSELF,
    PARTICIPLE,
    REFLEXIVE,
    THING,
    THINGS_DO,
    UNACCUSATIVE,
    WITH_BEING,
)
from framing.language import load_lexicon

KINDS = (
    "active",
    "passive_agent",
    "passive_no_agent",
    "stative",
    "unaccusative",
    "reflexive",
    "nominalisation",
)
PASSIVE = ("passive_agent", "passive_no_agent")
REMEMBERED = 4  # documents; measures, tables and the report ask for one after another
VOWELS = frozenset("aeiouy")
BEFORE = 8  # tokens before a main verb in which its auxiliary is looked for
OF, BY = (
    {"de": frozenset(("von", "an")), "en": frozenset(("of", "on"))},
    {
        "de": frozenset(("durch", "seitens")),
        "en": frozenset(("by",)),
    },
)


class Clause(NamedTuple):
    """A predicate with those who take part in it.

    Attributes
    ----------
    kind : str
        One of ``KINDS``.
    spans : tuple of Span
        Its parts: auxiliaries, participle; in German they can stand apart.
    main : Span
        The verb, participle or noun that says what is done.
    agent, patient : Span or None
        Who does it, and whom it is done to, where the clause says so.
    harm : str
        The category of the lexicon of harm; empty for other predicates.
    """

    kind: str
    spans: tuple[Span, ...]
    main: Span
    agent: Span | None
    patient: Span | None
    harm: str


@lru_cache(maxsize=REMEMBERED)
def clauses(document: Document) -> tuple[Clause, ...]:
    """The predicates of a document, in order of their main words.

    Parameters
    ----------
    document : Document

    Returns
    -------
    tuple of Clause
        Finite verbs, passives and states, events that nobody does, and nouns of harm.
        Infinitives with *to* or *zu*, participles before a noun and nouns that name no harm
        are left out. Subjects and objects are found by place and part of speech, not by a
        parser: in German a subject behind its object can be taken for the object.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Police cleared the camp. Three people were injured.", "en")
    >>> [(one.kind, doc[one.main], one.harm) for one in clauses(doc)]
    [('active', 'cleared', 'force'), ('passive_no_agent', 'injured', 'injure')]
    """
    return tuple(_Clauses(read(document)).all())


@lru_cache(maxsize=REMEMBERED)
def counted(document: Document) -> tuple[Clause, ...]:
    """The same predicates; who takes part is looked for in predicates of harm only.

    Measures need no more than that, and it is quicker.
    """
    return tuple(_Clauses(read(document), only_harm=True).all())


class _Clauses:
    """The predicates of one document as they are looked for."""

    def __init__(self, reading: Reading, only_harm: bool = False) -> None:
        self.reading = reading
        self.only_harm = only_harm
        self.document = reading.document
        self.rules = german if reading.words.german else english
        self.harm = _harm(self.document)

    def all(self) -> Iterator[Clause]:
        """Sentence by sentence."""
        for first, last in self.reading.sentences:
            found = [*self._passives(first, last)]
            taken = {part for draft, _ in found for part in draft.parts}
            for at in range(first, last):
                if at in taken:
                    continue
                if at in self.harm and self.reading.tags[at] == NOUN:
                    found.append(self._noun(at, last))
                elif self.reading.tags[at] == VERB and self._is_finite(at, first, taken):
                    found.append(self._verb(at, first, last))
            yield from (made for _, made in sorted(found, key=lambda pair: pair[0].main))

    def _passives(self, first: int, last: int) -> Iterator[tuple[Draft, Clause]]:
        for draft in self.rules.passives(self.reading, first, last):
            agent = agent_of(self.reading, draft, first, last)
            kind = draft.kind
            if kind != "stative":
                kind = "passive_agent" if agent else "passive_no_agent"
            patient = None
            if self._matters(draft.main):
                patient = subject(self.reading, draft.finite, first, last)
            if patient == agent:
                patient = None
            yield draft, self._clause(kind, draft.parts, draft.main, agent, patient)

    def _matters(self, main: int) -> bool:
        """Whether it is asked who takes part in a predicate."""
        return not self.only_harm or main in self.harm

    # Verbs

    def _is_finite(self, at: int, first: int, taken: set[int]) -> bool:
        """Whether a verb is finite or goes with an auxiliary before or right behind it."""
        if at > first and self.reading.lower[at - 1] in ("to", "zu"):
            return False
        return (self._german if self.reading.words.german else self._english)(at, first, taken)

    def _german(self, at: int, first: int, taken: set[int]) -> bool:
        """A participle needs a form of haben, or of sein for verbs of motion and change."""
        bits = self.reading.bits
        if not bits[at] & PARTICIPLE or self.reading.forms[at][0].isupper():
            return True
        low, high = clause(self.reading, at, first, len(bits))
        needed = HAVING | BEING if bits[at] & WITH_BEING else HAVING
        return any(bits[i] & needed and i not in taken for i in range(low, high))

    def _english(self, at: int, first: int, taken: set[int]) -> bool:
        """A form in -ing needs a form of be; a participle before by is none of a finite verb."""
        lower, bits = self.reading.lower, self.reading.bits
        if lower[at].endswith("ing") and not VOWELS.isdisjoint(lower[at][:-3]):  # not: bring
            near = range(max(first, at - BEFORE // 2), at)
            return any(bits[i] & BEING and i not in taken for i in near)
        if not bits[at] & PARTICIPLE:
            return True
        if not BY["en"].isdisjoint(lower[at + 1 : at + 2]):
            return False  # the woman shot by police
        return at == first or not bits[at - 1] & AUXILIARY or bool(bits[at - 1] & (HAVING | FINITE))

    def _verb(self, at: int, first: int, last: int) -> tuple[Draft, Clause]:
        things = self.reading.bits[at] & THINGS_DO
        matters = self._matters(at)
        doer = subject(self.reading, at, first, last) if matters or things else None
        kind = self._event(at, doer, first, last)
        parts = self._parts(at, first)
        draft = Draft(at, parts, kind or "active", at)
        if kind:
            return draft, self._clause(kind, parts, at, None, doer)
        patient = direct_object(self.reading, at, first, last) if matters else None
        return draft, self._clause("active", parts, at, doer, patient)

    def _parts(self, at: int, first: int) -> tuple[int, ...]:
        """An English verb with the auxiliary before it: had used."""
        reading, parts = self.reading, [at]
        before = at - 1
        while not reading.words.german and before >= first and at - before < BEFORE:
            if reading.tags[before] == AUX or reading.bits[before] & HAVING:
                parts.append(before)
            elif not reading.is_adverb(before):
                break
            before -= 1
        return tuple(sorted(parts))

    def _event(self, at: int, doer: Range | None, first: int, last: int) -> str:
        """``unaccusative`` or ``reflexive`` where it happens by itself; else empty."""
        reading, bits = self.reading, self.reading.bits[at]
        if not bits & (REFLEXIVE | UNACCUSATIVE | THINGS_DO):
            return ""
        low, high = clause(reading, at, first, last)
        if bits & REFLEXIVE and any(reading.bits[i] & ITSELF for i in range(low, high)):
            return "reflexive"
        particles = reading.words.particles.get(reading.lower[at])
        followed = particles is None or not particles.isdisjoint(reading.lower[at:high])
        if bits & UNACCUSATIVE and followed:
            return "unaccusative"
        if bits & THINGS_DO and doer is not None:
            return "unaccusative" if reading.bits[doer[1] - 1] & THING else ""
        return ""

    # Nouns

    def _noun(self, at: int, last: int) -> tuple[Draft, Clause]:
        code = self.document.language
        patient = genitive(self.reading, at, last) if code == "de" else None
        patient = patient or behind(self.reading, at, OF[code], last)
        agent = behind(self.reading, at, BY[code], last)
        made = self._clause("nominalisation", (at,), at, agent, patient)
        return Draft(at, (at,), "nominalisation", at), made

    # Values

    def _clause(
        self,
        kind: str,
        parts: tuple[int, ...],
        main: int,
        agent: Range | None,
        patient: Range | None,
    ) -> Clause:
        return Clause(
            kind,
            tuple(self._joined(parts)),
            self._span((main, main + 1)),
            agent and self._span(agent),
            patient and self._span(patient),
            self.harm.get(main, ""),
        )

    def _joined(self, parts: tuple[int, ...]) -> Iterator[Span]:
        """Parts that stand side by side as one span."""
        start = parts[0]
        for part, following in zip(parts, (*parts[1:], -1), strict=True):
            if following != part + 1:
                yield self._span((start, part + 1))
                start = following

    def _span(self, tokens: Range) -> Span:
        offsets = self.document.tokens
        return Span(int(offsets[tokens[0], 0]), int(offsets[tokens[1] - 1, 1]))


def _harm(document: Document) -> dict[int, str]:
    """The category of harm of each token that is in the lexicon."""
    found: dict[int, str] = {}
    for start, end, entry in load_lexicon("harm", document.language).matches(document):
        first, last = document.tokens_of((start, end))
        for at in range(first, last):
            found[at] = entry.category
    return found
