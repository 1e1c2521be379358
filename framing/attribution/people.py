"""The persons whom a document names: full names, how they are introduced, where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from framing.attribution.named import Named, Role
from framing.attribution.roles import Sources
from framing.attribution.view import Range

LOOK_BACK = 200  # names among which one is looked for, so that long texts stay linear


class Person(NamedTuple):
    """Somebody named: the full name, and masculine, feminine or person (either)."""

    name: str
    agreement: str


class Mention(NamedTuple):
    """Where a person is named."""

    run: Range
    person: Person


class Speaker(NamedTuple):
    """Who a source phrase means.

    Attributes
    ----------
    name : str
        The same for the same speaker throughout an article.
    source_type : str
        What kind of source it is.
    agreement : str
        What a pronoun for it agrees with: masculine, feminine, person (either), neuter (a body),
        plural.
    token : int
        Where the phrase begins.
    """

    name: str
    source_type: str
    agreement: str
    token: int


@dataclass(frozen=True, eq=False)
class People:
    """The persons of one document.

    Attributes
    ----------
    sources : Sources
        Its source phrases.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Minister Ines Tornau resigned. Tornau had been ill.", "en")
    >>> people = People(Sources(Named(doc)))
    >>> people.known((5, 6))
    Person(name='Ines Tornau', agreement='feminine')
    """

    sources: Sources
    _known: dict[Range, Person] = field(default_factory=dict, repr=False)
    _names: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    _titles: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def named(self) -> Named:
        """The document, with its names and roles."""
        return self.sources.named

    @cached_property
    def _full(self) -> Mapping[str, list[Range]]:
        """For each surname where it stands with a first name."""
        found: defaultdict[str, list[Range]] = defaultdict(list)
        for run in self.runs:
            first, last = run
            titled = first > 0 and self.named.role_at[first - 1] >= 0
            if last - first > 1 and (titled or self._reads_like_a_name(run)):
                found[self.named.surname(run)].append(run)
        return found

    def _reads_like_a_name(self, run: Range) -> bool:
        """A first name, or where nouns are not capitalised two or three words, but for places.

        The first word of a sentence is capitalised anyway.
        """
        first, last = run
        if any(map(self.named.is_first_name, range(first, last - 1))):
            return True
        begins = first == 0 or self.named.sentence(first - 1) != self.named.sentence(first)
        linked = first > 0 and self.named.lower[first - 1] in self._placing
        return self.named.words.heads_last and last - first < 4 and not begins and not linked

    @cached_property
    def _placing(self) -> frozenset[str]:
        phrases = self.named.words.phrases
        return phrases["determiners"] | phrases["links"]

    @cached_property
    def runs(self) -> list[Range]:
        """Where capitalised words that no lexicon explains stand: what may be names, in order."""
        return [self._from_first_name(run) for run in self.named.names(0, len(self.named.forms))]

    def _from_first_name(self, run: Range) -> Range:
        """A name without the word before a first name that begins a sentence: Wherever Ada."""
        first, last = run
        named = self.named
        begins = first == 0 or named.sentence(first - 1) != named.sentence(first)
        given = last - first > 2 and named.is_first_name(first + 1) and named.words.heads_last
        return (first + 1, last) if begins and given and not named.is_first_name(first) else run

    def known(self, run: Range) -> Person:
        """The person a name means: a surname is the last full name before it."""
        if run not in self._known:
            self._known[run] = self._person(run)
        return self._known[run]

    def _person(self, run: Range) -> Person:
        surname, full = self.named.surname(run), run
        if run[1] - run[0] == 1 and (whole := self._full.get(surname)):
            before = bisect_left(whole, run)
            full = whole[before - 1] if before else whole[0]
        key = self.named.forms[full[0]], surname
        name = self.named.text((full[0], full[1] - 1)) + " " if full[1] - full[0] > 1 else ""
        return Person(self._names.setdefault(key, name + surname), self._agreement(run, full))

    def _agreement(self, run: Range, full: Range) -> str:
        words = self.named.words
        for at in range(full[0], full[1] - 1):
            form = self.named.forms[at]
            if (form in words.feminine) != (form in words.masculine):
                return "feminine" if form in words.feminine else "masculine"
        for name in (run, full):
            for title in self.sources.titles_around(name):
                for role in self.named.roles_in(*title):
                    if (gender := self.gender_of(role)) != "person":
                        return gender
        return "person"

    def gender_of(self, role: Role) -> str:
        """The gender that a word for a person tells: ``spokeswoman``, ``Ministerin``."""
        return self.named.words.gender_of(self.named.lower[role.last - 1])

    @cached_property
    def mentions(self) -> list[Range]:
        """Where persons are named who are known by a full name or a title, in order."""
        found = []
        for run in self.runs:
            titled = run[0] > 0 and self.named.role_at[run[0] - 1] >= 0
            surname = self.named.surname(run)
            if surname in self._full or (titled and self.sources.introduced(run)):
                found.append(run)
        return found

    def before(self, token: int) -> Iterator[Mention]:
        """Where persons are named before a token, the nearest first."""
        at = bisect_left(self.mentions, (token, token))
        near = self.mentions[max(0, at - LOOK_BACK) : at]
        return (Mention(run, self.known(run)) for run in reversed(near))

    def in_sentence(self, sentence: int, token: int) -> Iterator[Mention]:
        """Where persons are named in a sentence before a token, in order."""
        first = bisect_left(self.mentions, sentence, key=lambda run: self.named.sentence(run[0]))
        for run in self.mentions[first:]:
            if run[0] >= token or self.named.sentence(run[0]) != sentence:
                return
            yield Mention(run, self.known(run))

    def titled(self, word: str, token: int) -> Mention | None:
        """The nearest person named before a token who was introduced by a word: the minister."""
        for mention in self.before(token):
            if any(title.endswith(word) for title in self.titles(mention.run)):
                return mention
        return None

    def titles(self, run: Range) -> frozenset[str]:
        """The words by which a person is introduced, in lower case."""
        surname = self.named.surname(run)
        if surname not in self._titles:
            words = set()
            for full in self._full.get(surname, [run])[:3]:
                for title in self.sources.titles_around(full):
                    roles = self.named.roles_in(*title)
                    words |= {self.named.lower[role.last - 1] for role in roles}
            self._titles[surname] = frozenset(words)
        return self._titles[surname]
