"""Noun phrases of a document that name somebody: where they stand and what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from framing.actors.known import KnownActor
from framing.actors.surroundings import Surroundings
from framing.attribution.named import Role
from framing.attribution.people import Person
from framing.attribution.view import Range

AGREEMENT = {"person": "person", "group": "plural"}  # of the user's actors; else neuter
NO_ACTORS = frozenset(("account", "statistics", "anonymous"))  # roles that name words or nobody


class Phrase(NamedTuple):
    """A noun phrase that names somebody.

    Attributes
    ----------
    tokens : Range
    head : int
        Its last token but for genitives.
    form, kind : str
        As in ``Mention`` and ``Actor``.
    key : str
        What is the same for the same actor: a full name, or the stem of the head.
    agreement : str
        masculine, feminine, person (either), neuter, plural.
    label : str
    definite : bool
        Whether it may take up somebody named before.
    """

    tokens: Range
    head: int
    form: str
    kind: str
    key: str
    agreement: str
    label: str = ""
    definite: bool = True


class Phrases(Surroundings):
    """The noun phrases of one document."""

    @cached_property
    def all(self) -> list[Phrase]:
        """All phrases in order, none inside another."""
        found = [
            *self._given(),
            *self._joint(),
            *self._persons(),
            *self._labels(),
            *self._roles(),
            *self._names(),
            *self._pronouns(),
        ]
        return list(_apart(map(self._in_one_line, found)))

    def _in_one_line(self, phrase: Phrase) -> Phrase:
        """A phrase without what stands in a line above it."""
        first, last = phrase.tokens
        offsets, text = self.document.tokens, self.document.text
        for at in range(last - 1, first, -1):
            if "\n" in text[offsets[at - 1, 1] : offsets[at, 0]]:
                return phrase._replace(tokens=(at, last))
        return phrase

    def _given(self) -> Iterator[Phrase]:
        """The actors of the user's list, wherever one of their names stands."""
        places: dict[str, list[int]] = {}
        for at, form in enumerate(self.named.lower if self.known else ()):
            places.setdefault(form, []).append(at)
        for actor in self.known:
            for name in actor.names:
                words = tuple(name.split())
                for first in places.get(words[0].lower(), ()):
                    last = first + len(words)
                    if self._reads(words, self.named.forms[first:last]):
                        yield self._known_as(actor, first, last)

    def _reads(self, words: tuple[str, ...], forms: tuple[str, ...]) -> bool:
        """Whether a name stands as written; its first letter may be a capital where it is none."""
        capital = (words[0][:1].upper() + words[0][1:], *words[1:])
        return forms in (words, capital)

    def _known_as(self, actor: KnownActor, first: int, last: int) -> Phrase:
        person = actor.kind == "person"
        start = self._title_start((first, last)) if person else self._expanded(first)
        short = "surname" if last - first == 1 else "name"
        form = ("title" if start < first else short) if person else "name"
        return Phrase(
            (start, last), last - 1, form, actor.kind, actor.name,
            AGREEMENT.get(actor.kind, "neuter"), self._label_in((start, last)),
        )  # fmt: skip

    # Persons

    def _persons(self) -> Iterator[Phrase]:
        for run, person in self._named_persons():
            if self._is_role_head(run):
                continue
            start = self._title_start(run)
            several = run[1] - run[0] > 1
            form = "title" if start < run[0] else "name" if several else "surname"
            label = self._label_in((start, run[1]))
            yield Phrase(
                (start, run[1]), run[1] - 1, form, "person", person.name, person.agreement, label
            )

    def _named_persons(self) -> Iterator[tuple[Range, Person]]:
        """Persons by full name or surname; also where the surname stands first: Xi Jinping, Xi."""
        people, named = self.reference.people, self.named
        first: dict[str, Person] = {}
        bare: dict[str, str] = {}  # Patriot Jan Weber: Jan Weber
        for whole in people.mentions:
            run, person = self._without_label(whole), people.known(whole)
            if run != whole:
                bare[person.name] = named.text(run)
            person = person._replace(name=bare.get(person.name, person.name))
            yield run, person
            if run[1] - run[0] > 1 and not named.is_first_name(run[0]):
                first.setdefault(named.forms[run[0]], person)
        for run in people.runs if first else ():
            form = named.forms[run[0]]
            stem = form.removesuffix(named.words.genitive) if named.words.genitive else form
            if run[1] - run[0] == 1 and (found := first.get(form) or first.get(stem)):
                yield run, found
        yield from self._addressed()

    def _without_label(self, run: Range) -> Range:
        """A name without an evaluative noun that German writes like a name before it."""
        for first, last in self._label_ranges:
            if first == run[0] and last < run[1]:
                return last, run[1]
        return run

    def _addressed(self) -> Iterator[tuple[Range, Person]]:
        """Persons who are known by a form of address and a surname only: Mrs Holm."""
        named, known = self.named, set(self.reference.people.mentions)
        for run in self.reference.people.runs:
            before = named.lower[run[0] - 1] if run[0] else ""
            if run not in known and before in named.words.phrases["titles"]:
                yield run, Person(named.text(run), named.words.gender_of(before))

    def _is_role_head(self, run: Range) -> bool:
        """Whether a role follows at once, so that the name only describes it: the Cruz campaign."""
        named, last = self.named, run[1]
        follows = last < len(named.forms) and named.role_at[last] >= 0
        return follows and named.words.heads_last and not named.roles[named.role_at[last]].is_name

    def _title_start(self, run: Range) -> int:
        """Where a name begins with the title and the office before it."""
        named, start = self.named, run[0]
        while start > 0 and self._same_sentence(start - 1, run[0]):
            number = named.role_at[start - 1]
            if number >= 0 and named.roles[number].category not in NO_ACTORS:
                start = named.roles[number].first
            elif (label := self._label_ending.get(start)) is not None:
                start = label
            else:
                break
        return self._expanded(start) if start < run[0] else start

    # Roles and evaluative labels

    def _roles(self) -> Iterator[Phrase]:
        named = self.named
        for number, role in enumerate(named.roles):
            if role.category in NO_ACTORS or self._is_inside_longer(number, role):
                continue
            if role.category == "place":
                yield from self._place(role)
            elif named.lower[role.last - 1] not in named.words.phrases["titles"]:
                yield self._role(role)

    def _is_inside_longer(self, number: int, role: Role) -> bool:
        """Whether a role only begins a phrase that another ends: the police union, Staatschef."""
        named = self.named
        behind = named.role_at[role.last] if role.last < len(named.forms) else -1
        goes_on = behind > number and named.words.heads_last
        quantity = named.lower[role.last - 1] in named.words.phrases["quantifiers"]
        return (goes_on and self._same_sentence(role.first, role.last)) or quantity

    def _place(self, role: Role) -> Iterator[Phrase]:
        """A state, or a capital that stands for one; a place where something happens is none."""
        named, phrases = self.named, self.named.words.phrases
        before = named.lower[role.first - 1] if role.first else ""
        if before in phrases["locatives"] or before in phrases["particles"]:
            return
        text = named.without_genitive(named.text((role.first, role.last)))
        meant = self.words.metonyms.get(text)
        state = meant or self.words.same.get(text, text)
        form = "metonym" if meant else "name"
        start = self._expanded(role.first)
        yield Phrase((start, role.last), role.last - 1, form, "place", state, "neuter")

    def _role(self, role: Role) -> Phrase:
        named = self.named
        start = self._expanded(role.first)
        name_start = start
        while named.words.heads_last and name_start > 0 and named.is_name[name_start - 1]:
            if not self._same_sentence(name_start - 1, role.first):
                break
            name_start -= 1  # Kallberg council
        start = self._expanded(name_start) if name_start < start else start
        gender = self.reference.people.gender_of(role)
        plural = named.is_plural(role, gender) or self._are_several(start, role)
        human = named.is_human(role) and not self._is_proper(role)
        kind = _kind(role, plural, human)
        agreement = "plural" if plural else gender if human else "neuter"
        definite = self._is_definite(start, role)
        form = self._form(role, kind, definite, (start, role.last))
        key = named.text((role.first, role.last))
        if role.is_name:
            key = named.without_genitive(key)
        if named.lower[role.last - 1] in self.words.joint_places:
            kind = "place"
        label = self._label_in((start, role.last))
        return Phrase(
            (start, role.last), role.last - 1, form, kind, key, agreement, label, definite
        )

    def _are_several(self, start: int, role: Role) -> bool:
        """A noun for a group in a form that is not its singular (German has several plurals)."""
        named, word = self.named, self.named.lower[role.last - 1]
        if named.words.heads_last or not self.words.group_of(word) or word in self.words.group:
            return False
        return named.lower[start] in ("die", "den", "der") or start == role.first

    def _is_proper(self, role: Role) -> bool:
        """Whether a noun is capitalised as part of a name: the Harbour Alliance."""
        named = self.named
        begins = role.first == 0 or not self._same_sentence(role.first - 1, role.first)
        capital = named.words.heads_last and named.forms[role.last - 1][0].isupper()
        return capital and not begins

    def _form(self, role: Role, kind: str, definite: bool, tokens: Range) -> str:
        if role.is_name or self._is_proper(role):
            return "name" if kind != "person" else "role"
        if kind == "group":
            return "description"
        return "role" if definite else "description"

    def _is_definite(self, start: int, role: Role) -> bool:
        """A determiner that points back, or none at all; not ``a``, ``ein``."""
        named, phrases = self.named, self.named.words.phrases
        first = named.lower[start]
        if first in phrases["definite"] or first in phrases["possessives"]:
            return True
        return first not in phrases["determiners"]

    def _labels(self) -> Iterator[Phrase]:
        """Evaluative nouns for people and governments."""
        for first, last in self._label_ranges:
            word = self.named.forms[last - 1].lower().rpartition("-")[2]
            if self._is_state_label(word):
                yield self._labelled(first, last, "institution", "neuter")
            elif self._is_people_label(word) and not self._is_thing(first):
                ends = ("s", "men") if self.named.words.heads_last else ("s", "n")
                plural = word.endswith(ends) or word in ("mob", "gang", "elite")
                kind, agreement = ("group", "plural") if plural else ("person", "person")
                yield self._labelled(first, last, kind, agreement)

    def _is_thing(self, first: int) -> bool:
        """Whether a German noun is neuter: das Abenteuer ends like a word for people."""
        return first > 0 and self.named.lower[first - 1] == "das"

    def _is_state_label(self, word: str) -> bool:
        return word in self.words.states

    def _is_people_label(self, word: str) -> bool:
        words = self.words
        return word in words.people or word in words.positive or word.endswith(words.people_endings)

    def _labelled(self, first: int, last: int, kind: str, agreement: str) -> Phrase:
        start = self._expanded(first)
        word = self.named.forms[last - 1].lower()
        label = "positive" if word in self.words.positive else "negative"
        key = self.named.forms[last - 1]
        return Phrase((start, last), last - 1, "label", kind, key, agreement, label)

    # Other names, pronouns, several at once

    def _names(self) -> Iterator[Phrase]:
        """Names of bodies: several capitalised words, or one that is written in capitals."""
        named, known = self.named, set(self.reference.people.mentions)
        for first, last in self.reference.people.runs:
            if (first, last) in known:
                continue
            alone = last - first == 1
            begins = first == 0 or not self._same_sentence(first - 1, first)
            acronym = named.forms[first].isupper() and len(named.forms[first]) > 1
            if alone and not acronym and (begins or not named.words.heads_last):
                continue
            if not alone and not named.words.heads_last and not acronym:
                continue
            before = named.lower[first - 1] if first else ""
            if before in named.words.phrases["locatives"]:
                continue
            text = named.text((first, last))
            kind = "other" if alone and not acronym else "institution"
            yield Phrase((self._expanded(first), last), last - 1, "name", kind, text, "neuter")

    def _pronouns(self) -> Iterator[Phrase]:
        pronouns = self.words.pronouns
        single = pronouns["masculine"] | pronouns["feminine"] | pronouns["plural"]
        for at, form in enumerate(self.named.lower):
            if form in single and not self._is_polite(at):
                readings = [name for name in pronouns if form in pronouns[name]]
                yield Phrase((at, at + 1), at, "pronoun", "other", form, " ".join(readings))

    def _is_polite(self, at: int) -> bool:
        """German Sie, capitalised inside a sentence; English her before a noun."""
        form = self.named.forms[at]
        if not self.named.words.heads_last:
            return form[0].isupper() and at > 0 and self._same_sentence(at - 1, at)
        if form.lower() != "her" or at + 1 >= len(self.named.forms):
            return False
        behind = self.named.lower[at + 1]
        return behind[0].isalpha() and behind not in self.words.function_words

    def _joint(self) -> Iterator[Phrase]:
        lower, words = self.named.lower, self.words
        at = 0
        while at < len(lower):
            phrases = words.joint_phrases.get(lower[at], ())
            if not phrases and lower[at] not in words.joint:
                at += 1
                continue
            length = next((len(p) for p in phrases if lower[at : at + len(p)] == p), 0)
            end = 0
            if length or lower[at] in words.joint:
                end = self._joint_end(at, at + max(length, 1))
            if end:
                noun = self.named.role_at[end - 1] >= 0
                form = "description" if noun else "pronoun"
                yield Phrase((at, end), end - 1, form, "group", "", "joint")
            at = max(end, at + 1)

    def _joint_end(self, first: int, last: int) -> int:
        """Where the phrase ends; 0 if a noun follows that names somebody else."""
        named = self.named
        if last >= len(named.forms):
            return last
        number = named.role_at[last]
        if number >= 0 and self._same_sentence(first, last):
            return named.roles[number].last
        nominal = named.forms[last][0].isupper() if not named.words.heads_last else (
            named.lower[last][0].isalpha() and named.lower[last] not in self.words.function_words
            and last - first == 1
        )  # fmt: skip
        return 0 if nominal and self._same_sentence(first, last) else last


def _kind(role: Role, plural: bool, human: bool) -> str:
    """What kind of actor a role names."""
    if role.is_name:
        return "institution"
    if plural or role.category == "collective":
        return "group" if human or role.category == "collective" else "institution"
    return "person" if human else "institution"


def _apart(found: Iterable[Phrase]) -> Iterator[Phrase]:
    """Phrases in order; of two that overlap the one listed first stays."""
    taken: set[int] = set()
    kept = []
    for phrase in found:
        tokens = range(*phrase.tokens)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(phrase)
    return iter(sorted(kept, key=lambda phrase: phrase.tokens))
