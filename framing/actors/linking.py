"""Which candidates are the same actor: by name, by office, by the nearest that agrees.

Candidates are gone through in the order of the text. A name is who bears it; an office is who
was introduced with it; a pronoun is the nearest subject that agrees with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from framing.actors.candidates import Candidate, Candidates, spoken
from framing.actors.values import Actor, Mention
from framing.document import Document, Span

NEAR = 3  # sentences in which a pronoun or short form finds what it stands for
FAR = 40  # sentences in which an office finds who holds it
SHORTEST_FUZZY = 6  # letters of a name that may be misspelt in one of them
JOINED = " & "
GENDERS = frozenset(("masculine", "feminine"))


@dataclass(eq=False)
class Entity:
    """An actor while it is being put together."""

    name: str
    kind: str
    agrees: frozenset[str]
    state: str = ""
    heads: set[str] = field(default_factory=set)
    found: list[Candidate] = field(default_factory=list)
    is_named: bool = False

    def add(self, candidate: Candidate) -> None:
        self.found.append(candidate)


@dataclass(frozen=True, eq=False)
class Linking:
    """The actors of one document.

    Attributes
    ----------
    candidates : Candidates
        Its noun phrases.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Minister Ines Tornau resigned. She had been ill.", "en")
    >>> [(one.name, len(one.mentions)) for one in Linking(Candidates(doc)).actors()]
    [('Ines Tornau', 2)]
    """

    candidates: Candidates
    entities: list[Entity] = field(default_factory=list)
    _by_key: dict[tuple[str, str], Entity] = field(default_factory=dict)
    _recent: list[tuple[Candidate, Entity]] = field(default_factory=list)

    def actors(self) -> tuple[Actor, ...]:
        """Every actor that is named, labelled, speaks or is spoken of again."""
        for candidate in self.candidates.all:
            entity = self._entity(candidate)
            if entity is not None:
                entity.add(candidate)
                self._recent.append((candidate, entity))
        starts = {start for start, _ in spoken(self.document)}
        kept = [one for one in self.entities if self._is_kept(one, starts)]
        kept.sort(key=lambda one: min(c.first for c in one.found))
        return tuple(self._actor(one) for one in kept)

    @property
    def document(self) -> Document:
        """The article."""
        return self.candidates.document

    def _is_kept(self, entity: Entity, starts: set[int]) -> bool:
        if not entity.found:
            return False
        if entity.is_named or len(entity.found) > 1:
            return any(one.form != "pronoun" for one in entity.found)
        one = entity.found[0]
        return one.label != "" or self.document.starts[one.first] in starts

    def _actor(self, entity: Entity) -> Actor:
        tokens = self.document.tokens
        found = sorted(entity.found)
        mentions = (
            Mention(Span(int(tokens[c.first, 0]), int(tokens[c.last - 1, 1])), c.form, c.label)
            for c in found
        )
        return Actor(entity.name, entity.kind, tuple(mentions))

    def _new(self, name: str, kind: str, candidate: Candidate, named: bool = False) -> Entity:
        entity = Entity(name, kind, candidate.agrees, candidate.state, is_named=named)
        self.entities.append(entity)
        return entity

    def _text(self, candidate: Candidate) -> str:
        return self.candidates.named.text((candidate.first, candidate.last))

    # One rule for each kind of candidate

    def _entity(self, candidate: Candidate) -> Entity | None:
        what = candidate.what
        if what == "person":
            return self._person(candidate)
        if what == "state" or (what == "label_state" and candidate.state):
            return self._state(candidate.state, candidate)
        if what == "body":
            return self._body(candidate)
        if what == "pair":
            return self._pair()
        if what == "pronoun":
            return self._pronoun(candidate)
        if what in ("role", "label_person"):
            return self._office(candidate)
        if what in ("group", "label_group"):
            return self._group(candidate)
        return self._institution(candidate)

    # Names

    def _person(self, candidate: Candidate) -> Entity:
        name = candidate.key
        entity = self._by_key.get(("person", name)) or self._misspelt(name)
        if entity is None and " " not in name:
            entity = self._by_surname(name)
        if entity is None:
            entity = self._awaited(candidate) or self._new(name, "person", candidate, True)
            entity.name, entity.kind, entity.is_named = name, "person", True
        elif " " in name and " " not in entity.name:
            entity.name = name
        if len(candidate.agrees) == 1:
            entity.agrees = candidate.agrees
        entity.state = entity.state or candidate.state
        self._by_key["person", name] = entity
        entity.heads |= self._offices(candidate)
        return entity

    def _offices(self, candidate: Candidate) -> set[str]:
        """The words by which a name is introduced here, with those behind a comma."""
        named = self.candidates.named
        run = next(
            (r for r in self._runs_of(candidate)), (candidate.last - 1, candidate.last)
        )
        found = set(self.candidates.people.titles(run))
        for role in named.roles_in(candidate.first, candidate.last):
            found.add(named.lower[role.last - 1])
        return found

    def _runs_of(self, candidate: Candidate) -> Iterator[tuple[int, int]]:
        for at in range(candidate.first, candidate.last):
            if at in self.candidates.runs:
                yield self.candidates.runs[at]

    def _by_surname(self, name: str) -> Entity | None:
        for entity in reversed(self.entities):
            if entity.kind == "person" and entity.is_named and name in entity.name.split():
                return entity
        return None

    def _misspelt(self, name: str) -> Entity | None:
        """Somebody whose name differs in one letter: a misspelt repetition."""
        if len(name) < SHORTEST_FUZZY:
            return None
        for entity in self.entities:
            if entity.kind == "person" and entity.is_named and one_apart(entity.name, name):
                return entity
        return None

    def _awaited(self, candidate: Candidate) -> Entity | None:
        """Somebody spoken of by an office before the name is told: in the headline."""
        offices = self._offices(candidate)
        for entity in self.entities:
            if entity.kind != "person" or entity.is_named:
                continue
            same_state = entity.state == candidate.state
            if same_state and (entity.heads & offices or (entity.state and self._lead(entity.heads, offices))):
                return entity
        return None

    def _lead(self, heads: set[str], others: set[str]) -> bool:
        """Whether both hold a word for who leads a state."""
        return self._leads(heads) and self._leads(others)

    @cached_property
    def _leading(self) -> tuple[str, ...]:
        return tuple(self.candidates.words.sets["leaders"])

    def _leads(self, heads: set[str]) -> bool:
        return any(head.endswith(self._leading) for head in heads)

    def _state(self, state: str, candidate: Candidate) -> Entity:
        entity = self._by_key.get(("state", state))
        if entity is None:
            entity = self._by_key["state", state] = self._new(state, "place", candidate, True)
            entity.agrees = frozenset(("neuter",))
        return entity

    def _body(self, candidate: Candidate) -> Entity:
        key = " ".join(self.candidates.named.words.stem(w) for w in candidate.key.split())
        entity = self._by_key.get(("body", key)) or self._short(key, candidate.key)
        if entity is None:
            entity = self._new(candidate.key, "institution", candidate, True)
            for word in (key, "".join(w[0] for w in candidate.key.split() if w[0].isupper()).lower()):
                if len(word) > 1:
                    self._by_key.setdefault(("body", word), entity)
        self._by_key["body", key] = entity
        return entity

    def _short(self, key: str, name: str) -> Entity | None:
        plain = name.replace(".", "").lower()
        if plain != key and (found := self._by_key.get(("body", plain))):
            return found
        if " " in key:
            return None
        for entity in self.entities:
            if entity.kind == "institution" and entity.is_named:
                first, blank, _ = entity.name.partition(" ")
                if blank and first.lower() == name.lower() and len(name) > 2:
                    return entity
        return None

    # Offices, groups, bodies without a name

    def _office(self, candidate: Candidate) -> Entity | None:
        """``the minister``: who was introduced as one; a leader: the one of that state."""
        word, state = candidate.key, candidate.state
        here = self._sentence(candidate)
        for entity in self._before(here, FAR):
            if entity.kind == "person" and self._fits(entity, candidate):
                return self._marked(entity, candidate)
        bare = candidate.label or candidate.definite
        if candidate.label and candidate.definite:
            for entity in self._before(here, NEAR):
                if entity.kind == "person" and (not state or entity.state in ("", state)):
                    return entity
        if not bare and not state:
            return None if not self._speaks(candidate) else self._fresh(candidate, "person")
        entity = self._fresh(candidate, "person")
        entity.heads.add(word)
        return entity

    def _fits(self, entity: Entity, candidate: Candidate) -> bool:
        word, state = candidate.key, candidate.state
        if not (entity.agrees & candidate.agrees):
            return False
        if state and entity.state and state != entity.state:
            return False
        same = any(head == word or head.endswith(word) or word.endswith(head) for head in entity.heads)
        if same:
            return candidate.definite or bool(state and entity.state) or self._speaks(candidate)
        leads = bool(state) and entity.state == state and self._leads({word})
        return leads and self._leads(entity.heads)

    def _marked(self, entity: Entity, candidate: Candidate) -> Entity:
        entity.heads.add(candidate.key)
        entity.state = entity.state or candidate.state
        if len(candidate.agrees) == 1:
            entity.agrees = candidate.agrees
        return entity

    def _fresh(self, candidate: Candidate, kind: str) -> Entity:
        return self._new(self._plain(candidate), kind, candidate)

    def _plain(self, candidate: Candidate) -> str:
        """A phrase without its determiner."""
        named, first = self.candidates.named, candidate.first
        while first < candidate.last - 1 and (
            named.lower[first] in named.words.phrases["determiners"]
        ):
            first += 1
        return named.text((first, candidate.last))

    def _group(self, candidate: Candidate) -> Entity | None:
        key = "group", f"{candidate.state} {candidate.key}"
        entity = self._by_key.get(key)
        if entity is None and candidate.what == "label_group" and candidate.definite:
            here = self._sentence(candidate)
            entity = next((e for e in self._before(here, NEAR) if e.kind == "group"), None)
        if entity is None and candidate.definite and not candidate.state:
            entity = self._by_key.get(("group of", candidate.key))
        if entity is None:
            entity = self._new(self._plain(candidate), "group", candidate)
        self._by_key[key] = self._by_key["group of", candidate.key] = entity
        return entity

    def _institution(self, candidate: Candidate) -> Entity | None:
        """``the company``: the body whose name or description has that head; a country."""
        here, head = self._sentence(candidate), candidate.key
        sets = self.candidates.words.sets
        if candidate.definite and (
            head in sets["countries"] or head in sets["governments"] or candidate.what == "label_state"
        ):
            for entity in self._before(here, NEAR):
                if entity.kind == "place":
                    return entity
        key = "institution", f"{candidate.state} {head}"
        if (known := self._by_key.get(key)) is not None and candidate.definite:
            return known
        if candidate.definite and not candidate.state:
            for entity in self._before(here, FAR):
                if entity.kind == "institution" and head in entity.name.lower().split():
                    return entity
            kinds = [k for k, nouns in self.candidates.named.words.generic.items() if head in nouns]
            for entity in self._before(here, NEAR) if kinds else ():
                if entity.kind == "institution" and entity.is_named and self._is_of(entity, kinds):
                    return entity
        entity = self._fresh(candidate, "institution")
        self._by_key[key] = entity
        return entity

    def _is_of(self, entity: Entity, kinds: list[str]) -> bool:
        named, first = self.candidates.named, entity.found[0]
        roles = named.roles_in(first.first, first.last)
        return any(role.category in kinds for role in roles) or (not roles and "company" in kinds)

    # Pronouns

    def _pronoun(self, candidate: Candidate) -> Entity | None:
        """The nearest subject that agrees; who speaks for ``I``."""
        if "first" in candidate.agrees:
            return self._speaker(candidate)
        here = self._sentence(candidate)
        quoting = self._speaker(candidate)
        for distance in range(NEAR):
            for entity in self._in_sentence(here - distance):
                if entity is not quoting and self._agrees(entity, candidate.agrees):
                    return self._told(entity, candidate)
        return self._pair() if candidate.agrees == {"plural"} else None

    def _told(self, entity: Entity, candidate: Candidate) -> Entity:
        """A person of whom nothing told the gender has that of the first pronoun."""
        told = candidate.agrees & GENDERS
        if entity.kind == "person" and len(told) == 1:
            entity.agrees = told
        return entity

    def _agrees(self, entity: Entity, agrees: frozenset[str]) -> bool:
        if entity.kind == "person":
            return bool(entity.agrees & agrees & GENDERS)
        if entity.kind == "group":
            return "plural" in agrees
        return "neuter" in agrees

    def _speaker(self, candidate: Candidate) -> Entity | None:
        """Whose quotation a pronoun stands in."""
        start = self.document.starts[candidate.first]
        if not any(a <= start < b for a, b in self.candidates._quotes):
            return None
        for one in reversed(self.document.attributions):
            if one.source and any(c.start <= start < c.end for c in one.content):
                return self._at(one.source)
        return None

    def _at(self, source: Span) -> Entity | None:
        first, last = self.candidates.named.tokens(source.start, source.end)
        for candidate, entity in reversed(self._recent):
            if candidate.first < last and candidate.last > first:
                return entity
        ahead = (c for c in self.candidates.all if c.first < last and c.last > first)
        later = next(ahead, None)
        if later is not None and later.what == "person":
            return self._by_key.get(("person", later.key)) or self._by_surname(
                later.key.rpartition(" ")[2]
            )
        return None

    def _pair(self) -> Entity | None:
        """The last two persons, or else states, taken together."""
        here: list[Entity] = []
        for candidate, entity in reversed(self._recent):
            if len(here) == 2:
                break
            first = not here or entity.kind == here[0].kind
            if entity.is_named and entity.kind in ("person", "place") and first:
                if entity not in here and candidate.form != "pronoun":
                    here.append(entity)
        if len(here) < 2:
            return None
        name = JOINED.join(sorted(one.name for one in here))
        entity = self._by_key.get(("pair", name))
        if entity is None:
            entity = Entity(name, "group", frozenset(("plural",)), is_named=True)
            self.entities.append(entity)
            self._by_key["pair", name] = entity
        return entity

    # What stands before

    def _sentence(self, candidate: Candidate) -> int:
        return self.candidates.named.sentence(candidate.first)

    def _speaks(self, candidate: Candidate) -> bool:
        return self.document.starts[candidate.first] in self._sources

    @cached_property
    def _sources(self) -> set[int]:
        return {start for start, _ in spoken(self.document)}

    def _before(self, here: int, reach: int) -> Iterator[Entity]:
        """Actors before, the nearest mention first."""
        seen: set[int] = set()
        for candidate, entity in reversed(self._recent):
            if here - self._sentence(candidate) > reach:
                return
            if id(entity) not in seen:
                seen.add(id(entity))
                yield entity

    def _in_sentence(self, sentence: int) -> list[Entity]:
        """Actors of a sentence, subjects (no link before them) first, in order."""
        named = self.candidates.named
        links = named.words.phrases["links"]
        found: list[tuple[bool, int, Entity]] = []
        for candidate, entity in reversed(self._recent):
            number = self._sentence(candidate)
            if number < sentence:
                break
            if number == sentence:
                before = named.lower[candidate.first - 1] if candidate.first else ""
                found.append((before in links, candidate.first, entity))
        found.sort(key=lambda one: one[:2])
        return [entity for *_, entity in found]


def one_apart(a: str, b: str) -> bool:
    """Whether two names differ by one letter changed, added or left out.

    >>> one_apart("Ines Tornau", "Ines Tornow"), one_apart("Ines Tornau", "Ines Torneu")
    (False, True)
    """
    if abs(len(a) - len(b)) > 1 or a == b or a[0] != b[0]:
        return False
    at = 0
    while at < min(len(a), len(b)) and a[at] == b[at]:
        at += 1
    return a[at + 1 :] == b[at + 1 :] or a[at + 1 :] == b[at:] or a[at:] == b[at + 1 :]
