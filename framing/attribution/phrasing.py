"""Names for phrases that name no person: one spelling for one body or group in an article."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from framing.attribution.named import NO_ROLE, Named, Role
from framing.attribution.people import People
from framing.attribution.source_phrases import QUOTES
from framing.attribution.view import Range


@dataclass(frozen=True, eq=False)
class Phrasing:
    """The names of bodies and groups in one document.

    Attributes
    ----------
    people : People
        The persons in it.

    Examples
    --------
    >>> import framing
    >>> from framing.attribution.roles import Sources
    >>> doc = framing.parse("Die Lage ist nach Angaben des Kremls ruhig.", "de")
    >>> Phrasing(People(Sources(Named(doc)))).name(4, 7)
    'Kreml'
    """

    people: People
    _names: dict[tuple[str, ...], str] = field(default_factory=dict, repr=False)

    @cached_property
    def named(self) -> Named:
        """The document, with its names and roles."""
        return self.people.named

    def head(self, first: int, last: int) -> Role | None:
        """The role that decides what a phrase names."""
        part = next(self.people.sources.parts(first, last), None)
        return self.people.sources.head(part) if part else None

    def name(self, first: int, last: int) -> str:
        """A phrase without determiners, marks and the ending of a genitive; as first spelt."""
        named = self.named
        part = next(self.people.sources.parts(first, last), (first, last))
        first, last = self._own(part)
        text = named.text((first, last)).strip("".join(QUOTES))
        if first and named.lower[first - 1] in named.words.phrases["articles_of_genitive"]:
            before, blank, word = text.rpartition(" ")
            text = before + blank + named.without_genitive(word)
        text = named.words.without_account(text)
        return self._names.setdefault(tuple(map(named.words.stem, text.split())), text)

    def stems(self, name: str) -> frozenset[str]:
        """The words of a name, without the endings of their cases."""
        return frozenset(map(self.named.words.stem, name.split()))

    def _own(self, part: Range) -> Range:
        """A part without determiners, without what somebody else owns, without mere nouns."""
        named, (first, last) = self.named, part
        phrases = named.words.phrases
        head, roles = self.people.sources.head(part), named.roles_in(first, last)
        if head is not None and head.category == "account" and named.roles_in(head.last, last):
            first = head.last
        elif roles and self._is_named_behind(roles[0], last):
            first = roles[0].last
        skipped = phrases["links"] | QUOTES
        while first < last - 1 and (
            named.lower[first] in phrases["determiners"]
            or (named.lower[first] in skipped and not self._in_role(first))
        ):
            first += 1
        while last - 1 > first and named.lower[last - 1] in phrases["genitives"] | QUOTES:
            last -= 1
        return first, last

    def _in_role(self, token: int) -> bool:
        return self.named.role_at[token] != NO_ROLE

    def _is_named_behind(self, head: Role, last: int) -> bool:
        """Whether a noun is followed by the name of the body: the union Verdi."""
        named = self.named
        words = [at for at in range(head.last, last) if named.forms[at] not in QUOTES]
        before_names = named.lower[head.last - 1].endswith(named.words.before_names)
        return before_names and bool(words) and all(map(self._is_part_of_name, words))

    def _is_part_of_name(self, token: int) -> bool:
        number = self.named.role_at[token]
        if number == NO_ROLE:
            return self.named.is_name[token]
        role = self.named.roles[number]
        return role.is_name and role.category != "place"

    def is_joined(self, first: int, last: int) -> bool:
        """Whether a phrase names two persons: Ada Holm and Jan Weber."""
        named = self.named
        first, last = next(self.people.sources.parts(first, last), (first, last))
        return any(
            named.lower[at] in named.words.phrases["joiners"]
            and named.is_name[at - 1]
            and named.is_name[at + 1]
            for at in range(first + 1, last - 1)
        )

    def agreement(self, first: int, last: int) -> str:
        """What a pronoun for a phrase agrees with."""
        head = self.head(first, last)
        if head is None:
            return "neuter"
        gender = self.people.gender_of(head)
        if self.named.is_plural(head, gender):
            return "plural"
        return gender if self.named.is_human(head) else "neuter"

    def body_before(self, kind: str, token: int, reach: int) -> Range | None:
        """The nearest name of a body of a kind before a token, some sentences back at most."""
        named = self.named
        at = bisect_left(named.roles, token, key=attrgetter("first"))
        for number in range(at - 1, -1, -1):
            role = named.roles[number]
            if named.sentence(token) - named.sentence(role.first) > reach:
                return None
            if role.category == kind and self._is_proper(role):
                first = role.first
                while first > 0 and named.is_name[first - 1]:
                    first -= 1
                return first, role.last
        return None

    def _is_proper(self, role: Role) -> bool:
        """Whether a role is the name of a body: Siemens, not company, not Sen. before a name."""
        named = self.named
        title = role.last < len(named.forms) and named.is_name[role.last]
        generic = named.lower[role.last - 1] in named.words.any_generic
        return role.is_name and not generic and not title and named.forms[role.first][0].isupper()
