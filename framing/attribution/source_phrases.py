"""The anatomy of a phrase that names a source: its parts, its head, the name in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from framing.attribution.named import NO_ROLE, Named, Role
from framing.attribution.view import Range

POST = "post_"
SEPARATORS = frozenset(",;:()[]–—-")
QUOTES = frozenset("„“”»«\"'‚‘’›‹")
LONGEST_TITLE = 12  # tokens of an apposition


@dataclass(frozen=True, eq=False)
class Phrases:
    """The source phrases of one document.

    Attributes
    ----------
    named : Named
        The document, with its names and roles.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Ada Holm, chief of the river police, said no.", "en")
    >>> phrases = Phrases(Named(doc))
    >>> [phrases.named.text(part) for part in phrases.parts(0, 8)]
    ['Ada Holm', 'chief of the river police']
    >>> phrases.head((3, 8)).term
    'chief'
    >>> phrases.named.text(phrases.name_in(0, 8))
    'Ada Holm'
    """

    named: Named
    _heads: dict[Range, Role | None] = field(default_factory=dict, repr=False)

    def parts(self, first: int, last: int) -> Iterator[Range]:
        """The phrase cut at commas, brackets and dashes; without marks around each part."""
        forms, start = self.named.forms, first
        for at in range(first, last + 1):
            if at == last or forms[at] in SEPARATORS:
                a, b = start, at
                while a < b and forms[a] in QUOTES:
                    a += 1
                while a < b and forms[b - 1] in QUOTES:
                    b -= 1
                if a < b:
                    yield a, b
                start = at + 1

    def core(self, part: Range) -> Range:
        """A part up to what is linked to its head by a preposition or a relative pronoun."""
        named = self.named
        links = named.words.phrases["links"]
        first, last = part
        while first < last - 1 and named.lower[first] in links and not self._in_role(first):
            first += 1
        for at in range(first + 1, last):
            if not self._in_role(at) and (named.lower[at] in links or self._joins(first, at)):
                return first, at
        return first, last

    def _joins(self, first: int, at: int) -> bool:
        """Whether a token joins a second phrase to one that has its head already."""
        phrases = self.named.words.phrases
        return self.named.lower[at] in phrases["coordinators"] and (
            any(map(self._in_role, range(first, at)))
            or not phrases["determiners"].isdisjoint(self.named.lower[at + 1 : at + 2])
        )

    def _in_role(self, token: int) -> bool:
        return token < len(self.named.forms) and self.named.role_at[token] != NO_ROLE

    def head(self, part: Range) -> Role | None:
        """The role that decides what a part names, if one does."""
        if part not in self._heads:
            self._heads[part] = self._head(part)
        return self._heads[part]

    def _head(self, part: Range) -> Role | None:
        named, (first, last) = self.named, self.core(part)
        roles = named.roles_in(first, last)
        others = [role for role in roles if not self._is_weak(role)]
        if others:
            return others[-1] if named.words.heads_last else others[0]
        roles = [
            role
            for role in roles
            if role.category != "place" or self._stands_alone(role, first, last)
        ]
        return roles[-1] if roles else None

    def _is_weak(self, role: Role) -> bool:
        """Titles, places and words of number: they decide only where nothing else does."""
        phrases, last_word = self.named.words.phrases, self.named.lower[role.last - 1]
        followed = role.category == "collective" and self._in_role(role.last)
        return (
            followed
            or role.category == "place"
            or (
                role.last - role.first == 1
                and (last_word in phrases["titles"] or last_word in phrases["quantifiers"])
            )
        )

    def _stands_alone(self, place: Role, first: int, last: int) -> bool:
        """Whether a place is all there is but for determiners and adjectives."""
        named = self.named
        return not any(
            named.is_name[at] for at in range(first, last) if not place.first <= at < place.last
        )

    def name_in(self, first: int, last: int) -> Range | None:
        """The name of a person in a phrase."""
        for part in self.parts(first, last):
            if (name := self._name(part)) is not None:
                return name
        return None

    def _name(self, part: Range) -> Range | None:
        named = self.named
        core = self.core(part)
        head = self.head(part)
        if head is not None and head.category == "account":
            core = part
        runs = [run for run in named.names(*core) if self._names_somebody(run, core)]
        if not runs and not named.words.heads_last:
            runs = [run for run in named.names(*part) if self._names_somebody(run, part)]
        return runs[-1] if runs else None

    def _names_somebody(self, run: Range, core: Range) -> bool:
        """No determiner before it, no role behind it: not ``the Cruz campaign``."""
        named, (first, last) = self.named, run
        if last - first == 1 and not self._is_alone(run, core):
            return False
        before = named.lower[first - 1] if first > core[0] else ""
        if before in named.words.phrases["determiners"]:
            return any(named.is_first_name(at) for at in range(first, last - 1))
        if last >= core[1]:
            return True
        return not self._in_role(last) and named.lower[last] not in named.words.phrases["genitives"]

    def _is_alone(self, run: Range, core: Range) -> bool:
        """Whether nothing but roles, determiners and adjectives stands beside a name."""
        named = self.named
        if named.words.heads_last or core[0] == core[1] - 1:
            return run[1] >= core[1]
        return self._in_role(run[0] - 1) or (
            run[0] == core[0]
            and (run[1] >= core[1] or named.lower[run[1]] in named.words.phrases["owners"])
        )

    def titles_around(self, name: Range) -> Iterator[Range]:
        """What stands beside a name to say who it is: before it, behind a comma, in brackets."""
        named, (first, last) = self.named, name
        if first and self._in_role(first - 1):
            yield self._phrase_before(first), first
        elif first > 1 and named.forms[first - 1] == ",":
            start = self._phrase_before(first - 1)
            closed = last >= len(named.forms) or not named.forms[last][0].isalnum()
            if closed and named.lower[start] in named.words.phrases["determiners"]:
                yield start, first - 1
        for _ in range(2):
            if last < len(named.forms) and named.forms[last] in {",", "("}:
                end = self._phrase_behind(last + 1)
                if end is not None:
                    yield last + 1, end
                    return
                if last + 2 < len(named.forms) and named.forms[last + 1][0].isdigit():
                    last += 2

    def _is_nominal(self, token: int, behind: int) -> bool:
        """Whether a token can be part of a noun phrase that goes on at ``behind``."""
        named, phrases = self.named, self.named.words.phrases
        form, lower = named.forms[token], named.lower[token]
        if self._in_role(token) or form[0].isupper() or form[0].isdigit() or form in QUOTES:
            return True
        if lower in phrases["genitives"]:
            return True
        if any(lower in phrases[name] for name in ("determiners", "modifiers", "owners")):
            return True
        determined = token > 0 and any(
            named.lower[token - 1] in phrases[name] for name in ("determiners", "modifiers")
        )
        if determined and self._in_role(behind):
            return True
        inflected = not named.words.heads_last and lower.endswith(("e", "en", "er", "es", "em"))
        return ("-" in form or inflected) and (
            self._in_role(behind) or named.forms[behind][0].isupper()
        )

    def _phrase_before(self, end: int) -> int:
        """Where the noun phrase begins that ends before a token."""
        named, start = self.named, end
        while start > max(0, end - LONGEST_TITLE) and self._is_nominal(
            start - 1, min(start, end - 1)
        ):
            if named.sentence(start - 1) != named.sentence(end - 1):
                break
            start -= 1
        return start

    def _phrase_behind(self, first: int) -> int | None:
        """Where an apposition ends, if one begins at a token and a mark closes it."""
        named, n = self.named, len(self.named.forms)
        at = first
        while at < min(n, first + LONGEST_TITLE) and named.forms[at][0].isalnum():
            if not self._is_nominal(at, min(at + 1, n - 1)):
                break
            at += 1
        relative = named.words.pronouns["relative"]
        closed = at >= n or not named.forms[at][0].isalnum() or named.lower[at] in relative
        return at if closed and named.roles_in(first, at) else None
