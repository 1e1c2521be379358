"""What kind of source a phrase names: a government, the police, a newspaper, somebody unnamed.

The head of the phrase decides; a head that only speaks for a body (``spokeswoman for the
ministry``) takes its type; a bare name has the type it was introduced with. The order in which
these count is described in ``docs/source_types.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.attribution.named import Named, Role
from framing.attribution.source_phrases import POST, Phrases
from framing.attribution.view import Range
from framing.document import SOURCE_TYPES, Document, Span

BODIES = frozenset(SOURCE_TYPES) - {"person", "witness", "collective", "anonymous", "unspecified"}
PASSING = frozenset({"person", "collective"})  # what a name or an apposition overrules
FIRST_MENTIONS = 8  # of a name, among which somebody is introduced
BEHIND, AT_ONCE = 9, 6  # tokens behind a phrase in which anonymity is granted


def source_type(document: Document, span: Span) -> str:
    """What kind of source a phrase names.

    Parameters
    ----------
    document : Document
        The article, for how the same person was introduced elsewhere in it.
    span : Span
        The source phrase.

    Returns
    -------
    str
        One of ``SOURCE_TYPES``. ``'unspecified'`` for words that tell nothing, among them
        pronouns that may stand for several; ``resolved_types`` looks up what they stand for.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Interior Minister Ines Tornau resigned. Tornau said little.", "en")
    >>> source_type(doc, Span(40, 46))
    'government'
    >>> doc = framing.parse("Die Lage sei ruhig, hieß es aus Regierungskreisen.", "de")
    >>> source_type(doc, Span(32, 49))
    'anonymous'
    """
    return Sources(Named(document)).type_of(*Named(document).tokens(span.start, span.end))


@dataclass(frozen=True, eq=False)
class Sources(Phrases):
    """The source phrases of one document and their types; what is found is kept.

    Attributes
    ----------
    named : Named
        The document, with its names and roles.
    """

    _introduced: dict[str, str | None] = field(default_factory=dict, repr=False)
    _types: dict[Range, str] = field(default_factory=dict, repr=False)

    def type_of(self, first: int, last: int) -> str:
        """The type of the source in tokens ``first`` up to ``last``."""
        if first >= last:
            return "unspecified"
        genitives = self.named.words.phrases["genitives"]
        while last - first > 1 and self.named.lower[last - 1] in genitives:
            last -= 1
        known = self._types.get((first, last))
        if known is None:
            known = self._types[first, last] = self._type_of(first, last)
        return known

    def _type_of(self, first: int, last: int) -> str:
        named = self.named
        if self._is_anonymous(first, last):
            return "anonymous"
        if last - first == 1 and named.lower[first] in named.words.any_pronoun:
            return "person" if self._is_singular(named.lower[first]) else "unspecified"
        own = self._first_verdict(first, last)
        if own is not None and own not in PASSING:
            return own
        name = self.name_in(first, last)
        if own == "collective" and name is not None and not self._in_role(name[0] - 1):
            return own
        if name is not None and named.is_personal(name):
            return self.introduced(name) or self._affiliation(name, last) or "person"
        return own or "unspecified"

    def _affiliation(self, name: Range, last: int) -> str | None:
        """The type of the body that a name is followed by: Ada Holm of Oxfam."""
        named = self.named
        if name[1] >= last or named.lower[name[1]] not in named.words.phrases["owners"]:
            return None
        body = self.head((name[1], last))
        return body.category if body is not None and body.category in BODIES else None

    def _is_singular(self, word: str) -> bool:
        pronouns = self.named.words.pronouns
        return (word in pronouns["masculine"] or word in pronouns["feminine"]) and (
            word not in pronouns["plural"] and word not in pronouns["relative"]
        )

    def _first_verdict(self, first: int, last: int) -> str | None:
        """What the first part says that says more than ``person`` or ``collective``."""
        verdict = None
        parts = list(self.parts(first, last))
        for number, part in enumerate(parts):
            head = self.head(part)
            if head is None or (number and not self._is_apposition(part, head)):
                continue
            kind = self._kind(head, part, parts)
            if kind is not None and kind not in PASSING:
                return kind
            verdict = verdict or kind
        return verdict

    def _is_apposition(self, part: Range, head: Role) -> bool:
        """Whether a later part says who the first one is: no ``, including the police``."""
        first = self.named.lower[part[0]]
        return head.category not in ("place", "collective", "account") and (
            first not in self.named.words.phrases["links"] or self._in_role(part[0])
        )

    def _is_anonymous(self, first: int, last: int) -> bool:
        """Whether the source is not to be known: by its head, or by a phrase in it or behind."""
        named = self.named
        end = last
        if last < len(named.forms) and named.forms[last] == ",":
            end = self._end_of_aside(last + 1)
        for role in named.roles_in(first, end):
            if role.category == "anonymous" and named.sentence(role.first) == named.sentence(first):
                if role.last - role.first > 2:
                    return True
                part = next(iter(self.parts(first, last)), None)
                if part is not None and self.head(part) == role:
                    return True
        return False

    def _end_of_aside(self, token: int) -> int:
        """How far behind a phrase anonymity is looked for: in a relative clause, or at once."""
        named = self.named
        relative = named.lower[token : token + 1][:1]
        reach = BEHIND if not named.words.pronouns["relative"].isdisjoint(relative) else AT_ONCE
        return min(token + reach, len(named.forms))

    def _kind(self, head: Role, part: Range, parts: list[Range]) -> str | None:
        """The type of a source with this head in this part of its phrase."""
        category = head.category
        if category.startswith(POST):
            category = self._body(head, part, parts) or category.removeprefix(POST)
        if category == "person":
            return "collective" if self._are_many(head, part) else category
        if category == "account":
            return self._owner(head, part)
        if category == "place":
            return "government"
        if category == "collective" and self._counts(head, part):
            those = self.head((head.last, self._end_of(head, part[1])))
            return self._kind(those, (those.first, part[1]), []) if those else category
        return category

    def _are_many(self, head: Role, part: Range) -> bool:
        """Whether a word of number stands before a head: many members."""
        before = self.named.roles_in(part[0], head.first)
        return any(role.category == "collective" for role in before)

    def _counts(self, head: Role, part: Range) -> bool:
        """Whether a head only says how many there are of what follows: some of the officials."""
        quantifiers = self.named.words.phrases["quantifiers"]
        return self.named.lower[head.last - 1] in quantifiers and head.last < part[1]

    def _body(self, head: Role, part: Range, parts: list[Range]) -> str | None:
        """The type of the body that a head speaks for; a party in brackets goes before all."""
        others = [other for one in parts if one != part and (other := self.head(one))]
        if any(other.category == "party" for other in others):
            return "party"
        return (
            self._inner(head)
            or next((r.category for r in self._near(head, part) if r.category in BODIES), None)
            or next(filter(None, (self._weakly(r, head) for r in self._near(head, part))), None)
            or self._served(head, part)
            or next((other.category for other in others if other.category in BODIES), None)
        )

    def _near(self, head: Role, part: Range) -> list[Role]:
        """The roles beside a head, the likeliest to be what it belongs to first."""
        named, (first, last) = self.named, part
        before = list(reversed(named.roles_in(first, head.first)))
        behind = head.last, self._end_of(head, last)
        after = named.roles_in(*behind)
        if (body := self.head(behind)) is not None:
            after.insert(0, body)
        return [*before, *after] if named.words.heads_last else [*after, *before]

    def _weakly(self, role: Role, head: Role) -> str | None:
        """The type of what a head may belong to where no body is named: a post, a country."""
        if role.category.startswith(POST) and role.category != "post_person":
            return role.category.removeprefix(POST)
        represented = role.category == "place" and self._is_represented(role, head)
        return "government" if represented else None

    def _served(self, head: Role, part: Range) -> str | None:
        """The type of the person whom a head serves: Sanders's spokesman."""
        named, owners = self.named, self.named.words.phrases["owners"]
        for run in named.names(*part):
            serves = run[0] < head.last or named.lower[run[0] - 1] in owners
            if serves and self._owns(run, head) and (kind := self.introduced(run)) is not None:
                return kind
        return None

    def _end_of(self, head: Role, last: int) -> int:
        """Where a relative clause begins behind a head."""
        words = self.named.words
        relative = words.pronouns["relative"] - words.phrases["determiners"]
        for at in range(head.last, last):
            if self.named.lower[at] in relative:
                return at
        return last

    def _is_represented(self, place: Role, head: Role) -> bool:
        """Whether a head speaks for a place, and does not only stand in it."""
        if head.category == "post_person":
            return False
        before = place.first - 1
        while (
            before > head.last
            and self.named.lower[before] in self.named.words.phrases["determiners"]
        ):
            before -= 1
        return self.named.lower[before] not in self.named.words.phrases["locatives"]

    def _owner(self, head: Role, part: Range) -> str | None:
        """The type of whoever said what a head names: the statement of the police."""
        named, (first, last) = self.named, part
        end = self._end_of(head, last)
        if (inner := self._inner(head)) is not None:
            return inner
        for side in ((head.last, end), (first, head.first)):
            owner = self.head(side)
            if owner is not None and owner.category not in ("account", "place"):
                return self._kind(owner, side, [])
        names = [run for run in named.names(first, end) if self._owns(run, head)]
        places = [r for r in named.roles_in(head.last, end) if r.category == "place"]
        if names:
            return self.introduced(names[0]) or "person"
        return "government" if places else "unspecified"

    def _owns(self, run: Range, head: Role) -> bool:
        """Whether a name is that of an owner: behind the head, or in the genitive before it."""
        named = self.named
        follows = named.lower[run[1]] if run[1] < len(named.lower) else ""
        before = not named.words.heads_last or follows in named.words.phrases["genitives"]
        return named.is_personal(run) and (run[0] >= head.last or before)

    def _inner(self, head: Role) -> str | None:
        """The type of the first half of a compound: Werksangaben, Porschesprecher."""
        for half in self.named.first_halves(head):
            if half.category in BODIES:
                return half.category
            if half.category.startswith(POST):
                return half.category.removeprefix(POST)
        return None

    def introduced(self, name: Range) -> str | None:
        """The type a person was first introduced with, wherever in the document."""
        surname = self.named.surname(name)
        if surname not in self._introduced:
            self._introduced[surname] = None
            self._introduced[surname] = self._introduction(surname)
        return self._introduced[surname]

    def _introduction(self, surname: str) -> str | None:
        named = self.named
        places = named.positions.get(surname, [])[:FIRST_MENTIONS]
        if named.words.genitive:
            places = sorted([*places, *named.positions.get(surname + named.words.genitive, ())])
        for at in places[:FIRST_MENTIONS]:
            for phrase in self.titles_around(named.run_around(at)):
                kind = self._first_verdict(*phrase)
                if kind in BODIES or kind == "witness":
                    return kind
        return None
