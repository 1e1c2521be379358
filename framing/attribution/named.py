"""Names and roles: which words of a document name somebody, and which say what somebody is.

It needs no model of names: a name is a run of capitalised words that no lexicon explains. What
it must know of a language stands in ``reference.toml``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from framing.attribution.reference_words import ReferenceWords, reference_words
from framing.attribution.view import Range
from framing.document import Document
from framing.language import load_lexicon

NO_ROLE = -1
FREQUENT = 50  # places of a word at which its determiner is looked for
SHORTEST_HALF = 3  # letters of the first half of a compound


class Role(NamedTuple):
    """A word or phrase of the lexicon of roles in a document: tokens, category, term.

    ``is_name`` tells a name (``Siemens``) from a noun (``company``).
    """

    first: int
    last: int
    category: str
    term: str
    is_name: bool = False


@dataclass(frozen=True, eq=False)
class Named:
    """A document with its names and roles, each found when it is first asked for.

    Attributes
    ----------
    document : Document
        What is looked at.

    Examples
    --------
    >>> import framing
    >>> named = Named(framing.parse("Minister Ines Tornau met Jan Weber of Siemens.", "en"))
    >>> [named.text(run) for run in named.names(0, 9)], [role.category for role in named.roles]
    (['Ines Tornau', 'Jan Weber'], ['government', 'company'])
    """

    document: Document
    _halves: dict[str, tuple[Role, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def words(self) -> ReferenceWords:
        """What the language of the document says about reference."""
        return reference_words(self.document.language)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The tokens as strings."""
        return self.document.forms

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The tokens in lower case."""
        return self.document.lower

    @cached_property
    def _sentences(self) -> list[int]:
        first: list[int] = self.document.sentences[:, 0].tolist()
        return first

    def tokens(self, start: int, end: int) -> Range:
        """The tokens of a span."""
        first = bisect_right(self.document.starts, start) - 1
        if first < 0 or self.document.tokens[first, 1] <= start:
            first += 1
        return first, max(first, bisect_right(self.document.starts, end - 1))

    def sentence(self, token: int) -> int:
        """The number of the sentence a token stands in."""
        return bisect_right(self._sentences, self.document.starts[token])

    def text(self, tokens: Range) -> str:
        """The words of a range, as written."""
        first, last = tokens
        if first >= last:
            return ""
        offsets = self.document.tokens
        return self.document.text[int(offsets[first, 0]) : int(offsets[last - 1, 1])]

    @cached_property
    def positions(self) -> Mapping[str, list[int]]:
        """Where each capitalised form stands."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, form in enumerate(self.forms):
            if form[0].isupper():
                found[form].append(at)
        return found

    def is_first_name(self, token: int) -> bool:
        """Whether a token is a first name or an initial."""
        form = self.forms[token]
        return (
            form in self.words.feminine
            or form in self.words.masculine
            or (len(form) == 2 and form[1] == "." and form[0].isupper())
        )

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """What stands right behind a first name: ``Fischer``, which is a trade elsewhere."""
        capital = [form[:1].isupper() for form in self.forms]
        return frozenset(
            self.forms[at + 1]
            for at in range(len(self.forms) - 1)
            if capital[at]
            and capital[at + 1]
            and self.is_first_name(at)
            and len(self.forms[at]) > 2
        )

    def _is_surname(self, role: Role) -> bool:
        """A role of one word that is a name here: no determiner, and a first name somewhere."""
        if role.last - role.first > 1 or self.forms[role.first] not in self._surnames:
            return False
        before = self.lower[role.first - 1] if role.first else ""
        return before not in self.words.phrases["determiners"]

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles in the document, in order; a surname that reads like one is none."""
        lexicon = load_lexicon("roles", self.document.language)
        found = []
        for start, end, entry in lexicon.matches(self.document):
            is_name = not entry.inflection
            role = Role(*self.tokens(start, end), entry.category, entry.term, is_name)
            if not self._is_surname(role) and not self._is_given(role):
                found.append(role)
        return tuple(found)

    def _is_given(self, role: Role) -> bool:
        """A role of one word that is a first name here: a surname follows (``Jordan Pell``)."""
        return (
            role.last - role.first == 1
            and self.is_first_name(role.first)
            and role.last < len(self.forms)
            and self.forms[role.last][:1].isupper()
        )

    def without_genitive(self, word: str) -> str:
        """A noun without the ending of its genitive: ``Kreml`` of ``Kremls``."""
        ending = self.words.genitive
        for bare in (word.removesuffix("e" + ending), word.removesuffix(ending)):
            if bare != word and (bare in self.positions or self._alone(bare)):
                return bare
        return word

    def first_halves(self, role: Role) -> tuple[Role, ...]:
        """The roles of the first half of a compound: of Werk in ``Werksangaben``."""
        form = self.forms[role.first]
        if role.last - role.first > 1 or form not in self._halves:
            endings = [word.strip("*") for word in role.term.split("/") if word.startswith("*")]
            self._halves[form] = self._split(form, endings)
        return self._halves[form]

    def _split(self, form: str, endings: Iterable[str]) -> tuple[Role, ...]:
        for ending in sorted(endings, key=len, reverse=True):
            at = form.lower().rfind(ending) if ending else -1
            half = form[:at].rstrip("-")
            for word in dict.fromkeys((half, half.removesuffix("s"))):
                if at >= SHORTEST_HALF and (found := self._alone(word)):
                    return found
        return ()

    def _alone(self, word: str) -> tuple[Role, ...]:
        """The roles that a word may have, without the words around it."""
        language = self.document.language
        tokens = np.array([[0, len(word)]], np.int32)
        alone = Document(word, language, tokens, tokens[:, 0] == 0, tokens, tokens[:0])
        matches = load_lexicon("roles", language).matches(alone)
        return tuple(Role(0, 1, entry.category, entry.term) for _, _, entry in matches)

    @cached_property
    def role_at(self) -> list[int]:
        """For each token the index of the role it belongs to, or -1."""
        at = [NO_ROLE] * len(self.forms)
        for number, role in enumerate(self.roles):
            at[role.first : role.last] = [number] * (role.last - role.first)
        return at

    def roles_in(self, first: int, last: int) -> list[Role]:
        """The roles that end in a range, in order."""
        numbers = dict.fromkeys(n for n in self.role_at[first:last] if n != NO_ROLE)
        return [self.roles[n] for n in numbers if self.roles[n].last <= last]

    @cached_property
    def is_name(self) -> list[bool]:
        """For each token whether it may be part of a name."""
        no_names = self.words.no_names
        return [
            form[:1].isupper() and role == NO_ROLE and lower not in no_names
            for form, lower, role in zip(self.forms, self.lower, self.role_at, strict=True)
        ]

    def names(self, first: int, last: int) -> list[Range]:
        """The runs of name tokens in a range, particles inside (``von``, ``de``) with them."""
        runs: list[Range] = []
        at = first
        while at < last:
            if not self.is_name[at]:
                at += 1
                continue
            end = at + 1
            while end < last:
                if not self.is_name[end] and not self._joins(end, last):
                    break
                end += 1
            runs.append((at, end))
            at = end
        return runs

    def _joins(self, token: int, last: int) -> bool:
        """Whether a name goes on behind a token: a particle, or the dot of an initial."""
        goes_on = token + 1 < last and self.is_name[token + 1]
        initial = self.forms[token] == "." and len(self.forms[token - 1]) == 1
        return goes_on and (initial or self.lower[token] in self.words.phrases["particles"])

    def run_around(self, token: int) -> Range:
        """The name that a token belongs to, within its sentence."""
        first, number = token, self.sentence(token)
        while first > 0 and self.sentence(first - 1) == number:
            if not self.is_name[first - 1] and not (
                first > 1 and self.is_name[first - 2] and self._joins(first - 1, first + 1)
            ):
                break
            first -= 1
        return next(
            (run for run in self.names(first, min(token + 5, len(self.forms))) if run[1] > token),
            (token, token + 1),
        )

    def surname(self, run: Range) -> str:
        """The last word of a name, without the ending of a genitive where the text has both."""
        form, ending = self.forms[run[1] - 1], self.words.genitive
        bare = form.removesuffix(ending) if ending else form
        return bare if bare != form and bare in self.positions else form

    def is_human(self, role: Role) -> bool:
        """Whether a role is one of a person (minister), not a body (ministry) or its name."""
        word = self.words.stem(self.lower[role.last - 1])
        return not role.is_name and not word.endswith(self.words.body_stems)

    def is_plural(self, role: Role, gender: str) -> bool:
        """Whether a role is one of several persons or bodies."""
        word, bases = self.lower[role.last - 1], role.term.lower().replace("*", " ").split("/")
        if role.category == "collective" or word in self.words.gender["always_plural"]:
            return True
        if word.endswith(self.words.gender["plural_endings"]):
            return not role.is_name and not any(base.endswith(word) for base in bases)
        before = self.lower[role.first - 1] if role.first else ""
        return gender == "masculine" and before in self.words.gender["plural_before_masculine"]

    def is_personal(self, run: Range) -> bool:
        """Whether a run of capitalised words reads like the name of a person."""
        first, last = run
        if any(self.is_first_name(at) for at in range(first, last - 1)):
            return True
        form = self.forms[last - 1]
        plain = not (len(form) > 2 and form.isupper()) and not self._is_noun(form)
        determined = first > 0 and self.lower[first - 1] in self.words.phrases["determiners"]
        return plain and not determined and last - first <= 4

    def _is_noun(self, form: str) -> bool:
        """Whether a capitalised word that is in no lexicon is a noun (German)."""
        if self.words.heads_last:
            return False
        determiners = self.words.phrases["determiners"]
        return form.lower().endswith(self.words.endings) or any(
            at and self.lower[at - 1] in determiners
            for at in self.positions.get(form, [])[:FREQUENT]
        )
