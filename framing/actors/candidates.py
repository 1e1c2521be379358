"""Noun phrases that may speak of an actor: names, offices, groups, states, pronouns, labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from framing.actors.words import ActorWords, actor_words, verdicts
from framing.attribution.named import NO_ROLE, Named, Role
from framing.attribution.people import People
from framing.attribution.roles import Sources
from framing.attribution.view import Range
from framing.document import Document

BEFORE = 4  # tokens before a head in which its determiner is looked for
BODIES = frozenset(
    "government official party company civil_society expert media statistics".split()
)
NO_ACTORS = frozenset({"account", "anonymous"})
LONG_ACRONYM = 6


class Candidate(NamedTuple):
    """A noun phrase in tokens.

    Attributes
    ----------
    first, last : int
        Tokens.
    what : str
        ``person``, ``state``, ``body`` (its name), ``role``, ``group``, ``label``, ``pronoun``.
    form : str
        As in ``Mention``.
    key : str
        The name, or the head without the endings of its cases.
    state : str
        The state it belongs to, or empty.
    agrees : frozenset of str
        What it agrees with.
    definite : bool
        Whether its determiner says that it is known.
    label : str
        The verdict.
    """

    first: int
    last: int
    what: str
    form: str
    key: str
    state: str = ""
    agrees: frozenset[str] = frozenset()
    definite: bool = False
    label: str = ""


@dataclass(frozen=True, eq=False)
class Candidates:
    """The candidates of one document.

    Attributes
    ----------
    document : Document
        What is looked at.

    Examples
    --------
    >>> import framing
    >>> found = Candidates(framing.parse("Minister Ines Tornau met Chinese officials. She left.", "en"))
    >>> [(found.named.text((c.first, c.last)), c.what) for c in found.all]
    [('Minister Ines Tornau', 'person'), ('Chinese officials', 'group'), ('She', 'pronoun')]
    """

    document: Document
    _ends: list[int] = field(default_factory=lambda: [0], repr=False)

    @cached_property
    def named(self) -> Named:
        """The document, with its names and roles."""
        return Named(self.document)

    @cached_property
    def people(self) -> People:
        """The persons whom it names."""
        return People(Sources(self.named))

    @cached_property
    def words(self) -> ActorWords:
        """What its language says about actors."""
        return actor_words(self.document.language)

    @cached_property
    def runs(self) -> dict[int, Range]:
        """Names of persons by their first token, without what a particle adds behind."""
        found = {}
        for first, last in self.people.mentions:
            end = self._without_tail(first, last)
            form = self.named.forms[end - 1]
            if self._is_personal((first, end)) and "'" not in form and "’" not in form:
                found[first] = (first, end)
        return {**self._bare_surnames, **found}

    def _without_tail(self, first: int, last: int) -> int:
        """Where a name ends: before a contracted preposition (``Ada Holm zur Lage``)."""
        if self.named.words.heads_last:
            return last
        for at in range(first + 1, last):
            if self.named.lower[at] in ("zur", "zum", "vom", "den") and at - first > 1:
                return at
        return last

    def _is_personal(self, run: Range) -> bool:
        first, last = run
        named = self.named
        if any(map(named.is_first_name, range(first, last - 1))):
            return True
        if self.words.of_adjective(named.lower[first]) or named.forms[last - 1].isdigit():
            return False
        return named.is_personal(run)

    @cached_property
    def _bare_surnames(self) -> dict[int, Range]:
        """Names of one word whom the article lets speak, wherever they stand."""
        named = self.named
        known: set[str] = set()
        for one in self.document.attributions:
            if one.source is None:
                continue
            first, last = named.tokens(one.source.start, one.source.end)
            if last - first == 1 and one.source_type == "person" and named.is_name[first]:
                known.add(named.surname((first, last)))
        found = {}
        for name in known:
            for form in (name, name + named.words.genitive):
                for at in named.positions.get(form, ()):
                    if named.is_name[at] and named.is_personal((at, at + 1)):
                        found[at] = (at, at + 1)
        return found

    @cached_property
    def _verdicts(self) -> dict[int, tuple[int, str]]:
        """Evaluative nouns by their first token: the token behind, and the category."""
        found = {}
        for start, end, entry in verdicts(self.document.language).matches(self.document):
            first, last = self.named.tokens(start, end)
            found[first] = last, entry.category
        return found

    @cached_property
    def all(self) -> list[Candidate]:
        """Every candidate, in order; none overlaps another."""
        found: list[Candidate] = []
        named, words, n = self.named, self.words, len(self.named.forms)
        at, end = 0, 0
        role_at, lower, runs, verdict = named.role_at, named.lower, self.runs, self._verdicts
        pronouns = words.pronouns
        while at < n:
            candidate = None
            if at in verdict:
                candidate = self._label(at, end)
            elif at in runs:
                candidate = self._person(runs[at], end)
            elif role_at[at] != NO_ROLE:
                candidate = self._role(named.roles[role_at[at]], end)
            elif lower[at] in pronouns:
                candidate = self._pronoun(at)
            elif named.is_name[at]:
                candidate = self._name(at, end)
            if candidate is None:
                role = role_at[at]
                at = named.roles[role].last if role != NO_ROLE else at + 1
                continue
            found.append(candidate)
            at = end = max(candidate.last, at + 1)
        return found

    # Names

    def _person(self, run: Range, low: int) -> Candidate:
        """A person by name, with the title before it."""
        person = self.people.known(run)
        start = self._title_start(run[0], low)
        form = "title" if start < run[0] else ("surname" if run[1] - run[0] == 1 else "name")
        agrees = (
            frozenset(("masculine", "feminine"))
            if person.agreement == "person"
            else frozenset((person.agreement,))
        )
        label = self._verdict_in(start, run[0])
        key = self.named.text((run[0], run[1] - 1)) + " " if run[1] - run[0] > 1 else ""
        name = person.name if " " in person.name else key + person.name
        if "zur " in name or "zum " in name:
            name = self.named.text(run)
        state = self._state_before(start, run[0])
        return Candidate(start, run[1], "person", form, name, state, agrees, True, label)

    def _title_start(self, first: int, low: int) -> int:
        """Where the titles and adjectives before a name begin."""
        named, at = self.named, first
        while at > low and named.sentence(at - 1) == named.sentence(first):
            role = named.role_at[at - 1]
            if role != NO_ROLE and named.roles[role].first >= low and self._is_title(role):
                at = named.roles[role].first
            elif named.lower[at - 1] == "." and at - 2 >= low and named.role_at[at - 2] != NO_ROLE:
                at -= 1
            else:
                break
        return self._start(at, low) if at < first else first

    def _is_title(self, number: int) -> bool:
        role = self.named.roles[number]
        return role.category not in NO_ACTORS and role.category != "collective"

    def _name(self, at: int, low: int) -> Candidate | None:
        """An unknown body: an acronym, or a name that ends in a word for bodies."""
        named = self.named
        run = named.run_around(at) if named.words.heads_last else (at, at + 1)
        first, last = max(run[0], at), run[1]
        form = named.forms[last - 1]
        if last < len(named.forms) and named.role_at[last] != NO_ROLE and named.words.heads_last:
            role = named.roles[named.role_at[last]]
            if named.forms[role.last - 1][:1].isupper() and role.category in BODIES:
                key = named.text((first, role.last))
                return self._body(first, role.last, key, low)
        is_body = named.lower[last - 1] in self.words.sets["institutions"] and last - first > 1
        is_acronym = 2 <= len(form) <= LONG_ACRONYM and form.isupper() and form.isalpha()
        dotted = form.count(".") > 1 and form.replace(".", "").isupper()
        if not is_body and not (last - first == 1 and (is_acronym or dotted)):
            return None
        return self._body(first, last, named.text((first, last)), low)

    def _body(self, first: int, last: int, key: str, low: int) -> Candidate:
        start = self._determined(first, low)
        return Candidate(start, last, "body", "name", key, "", frozenset(("neuter",)), True)

    # Roles

    def _role(self, role: Role, low: int) -> Candidate | None:
        """What a word of the lexicon of roles names; the last of several in a row (English)."""
        named = self.named
        if role.category == "place" and (found := self._state(role, low)) is not None:
            return found
        if named.words.heads_last:
            following = role
            while following.last < len(named.forms):
                nxt = named.role_at[following.last]
                if following.last in self.runs:
                    return None  # a title: the name takes it
                if nxt == NO_ROLE or named.roles[nxt].category in NO_ACTORS | {"place"}:
                    break
                following = named.roles[nxt]
            role_first, role = role.first, following
        else:
            role_first = role.first
            if self._leads_to_name(role.last):
                return None
        if role.category in NO_ACTORS or role.category in ("place", "statistics"):
            return None
        word = named.lower[role.last - 1]
        stem = named.words.stem(word)
        if word in self.words.sets["no_heads"] or not named.forms[role.first][0].isalpha():
            return None
        start = self._start(role_first, low)
        state = self._state_before(start, role.last) or self._state_behind(role.last)
        if word in self.words.sets["governments"] and state:
            return Candidate(
                start, role.last, "state", "description", state, state,
                frozenset(("neuter", "plural")), True,
            )  # fmt: skip
        if role.is_name and role.category in BODIES and named.forms[role.first][0].isupper():
            whole = named.text((role_first, role.last))
            found = self.words.state(whole)
            if found:
                form = "metonym" if found[1] else "name"
                return Candidate(
                    start, role.last, "state", form, found[0], found[0], frozenset(("neuter",))
                )
            return self._body(role_first, role.last, whole.removeprefix("the "), low)
        return self._described(role, start, state, stem)

    def _described(self, role: Role, start: int, state: str, stem: str) -> Candidate:
        """A role without a name: a person, a body or several of them."""
        named = self.named
        gender = self.people.gender_of(role)
        plural = named.is_plural(role, gender) or (
            named.lower[role.last - 1] in self.words.sets["groups"]
        )
        human = named.is_human(role)
        if plural:
            what, form, agrees = "group", "description", frozenset(("plural",))
        elif human:
            what, form = "role", "role"
            agrees = frozenset(("masculine", "feminine") if gender == "person" else (gender,))
        else:
            what, form, agrees = "body", "description", frozenset(("neuter",))
        definite = named.lower[start] in named.words.phrases["definite"]
        word = named.lower[role.last - 1]
        key = word if human and not plural else stem
        if what == "body":
            what = "institution"
        return Candidate(start, role.last, what, form, key, state, agrees, definite)

    def _leads_to_name(self, at: int) -> bool:
        """Whether titles and then a person's name follow (German: title before the name)."""
        named, n = self.named, len(self.named.forms)
        while at < n and at not in self.runs:
            role = named.role_at[at]
            if named.forms[at] == "." and at + 1 < n:
                at += 1
            elif role != NO_ROLE and not named.roles[role].is_name:
                at = named.roles[role].last
            elif role != NO_ROLE and named.lower[at] in named.words.phrases["titles"]:
                at = named.roles[role].last
            else:
                return False
        return at < n

    def _state(self, role: Role, low: int) -> Candidate | None:
        """A state by its name or seat; a seat is passed over where it is only a place."""
        named = self.named
        found = self.words.state(named.text((role.first, role.last)))
        if found is None:
            return None
        state, seat = found
        follows = role.last
        if follows < len(named.forms) and (
            follows in self.runs
            or (named.role_at[follows] != NO_ROLE and named.words.heads_last)
            or (named.is_name[follows] and named.words.heads_last)
        ):
            return None  # the first word of a longer phrase
        before = named.lower[role.first - 1] if role.first else ""
        shouted = len(named.forms[role.first]) > 4 and named.forms[role.first].isupper()
        if seat and (before in self.words.sets["only_places"] or shouted):
            return None
        start = self._determined(role.first, low)
        form = "metonym" if seat else "name"
        return Candidate(start, role.last, "state", form, state, state, frozenset(("neuter",)))

    # Labels and pronouns

    def _label(self, at: int, low: int) -> Candidate | None:
        """An evaluative noun: of a person before a name, of a state beside one, else alone."""
        named = self.named
        last, category = self._verdicts[at]
        verdict, target = category.split("_")
        start = self._start(at, low)
        if last in self.runs and target == "person":
            run = self.runs[last]
            person = self._person(run, last)
            return person._replace(first=start, form="label", label=verdict)
        state = self._state_before(start, at) or self._state_behind(last)
        word = named.lower[last - 1]
        definite = named.lower[start] in named.words.phrases["definite"]
        agrees = {
            "person": frozenset(("masculine", "feminine")),
            "group": frozenset(("plural",)),
            "state": frozenset(("neuter",)),
        }[target]
        determined = named.lower[start] in named.words.phrases["determiners"]
        if target == "person" and not determined and word.endswith(("s", "en")):
            target, agrees = "group", frozenset(("plural",))
        key = named.words.stem(word)
        return Candidate(
            start, last, "label_" + target, "label", key, state, agrees, definite, verdict
        )

    def _verdict_in(self, first: int, last: int) -> str:
        for at in range(first, last):
            if at in self._verdicts:
                return self._verdicts[at][1].split("_")[0]
        return ""

    def _pronoun(self, at: int) -> Candidate | None:
        """A pronoun of the third person; of the first one in quotations."""
        named = self.named
        readings = self.words.pronouns[named.lower[at]]
        form = named.forms[at]
        if "first" not in readings and form[0].isupper() and not self._begins(at):
            return None  # the polite form
        if "both" in readings and "plural" not in readings:
            return self._both(at)
        if len(readings & {"feminine", "plural"}) == 2:
            readings = self._by_verb(at)
        if readings == {"neuter"} and not self._is_subject_of_saying(at):
            return None
        if "first" in readings and not self._is_quoted(at):
            return None
        return Candidate(at, at + 1, "pronoun", "pronoun", named.lower[at], "", readings)

    def _both(self, at: int) -> Candidate | None:
        """``beide``, ``both``, ``both leaders``: two that were named before."""
        named, sets = self.named, self.words.sets
        last = at + 1
        if last < len(named.forms) and named.lower[last] in sets["pair_heads"]:
            last += 1
        elif named.forms[last : last + 1] and named.forms[last][0].isupper():
            return None
        start = at - 1 if at and named.lower[at - 1] in named.words.phrases["definite"] else at
        return Candidate(start, last, "pair", "description", "both", "", frozenset(("plural",)))

    def _begins(self, at: int) -> bool:
        return (
            at == 0
            or self.named.sentence(at - 1) != self.named.sentence(at)
            or not self.named.forms[at - 1][0].isalnum()
        )

    def _by_verb(self, at: int) -> frozenset[str]:
        """Whether ``sie`` is one or several, by the verb beside it."""
        named = self.named
        near = [named.lower[i] for i in (at + 1, at - 1) if 0 <= i < len(named.lower)]
        for word in near:
            if word in self.words.sets["plural_verbs"]:
                return frozenset(("plural",))
        for word in near:
            if word.isalpha() and word.endswith("ten") and len(word) > 4:
                return frozenset(("plural",))
            if word.endswith("te") or word in ("ist", "hat", "wird", "war", "sei", "habe", "werde"):
                return frozenset(("feminine",))
        return frozenset(("feminine", "plural"))

    def _is_subject_of_saying(self, at: int) -> bool:
        start = self.named.document.starts[at]
        return any(one.source and one.source.start == start for one in self.document.attributions)

    def _is_quoted(self, at: int) -> bool:
        start = self.document.starts[at]
        return any(a <= start < b for a, b in self._quotes)

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return [(a, b) for a, b in self.document.quotes.tolist()]

    # Where a phrase begins, and whose it is

    def _determined(self, first: int, low: int) -> int:
        named = self.named
        if first > low and named.lower[first - 1] in named.words.phrases["definite"]:
            return first - 1
        return first

    def _start(self, first: int, low: int) -> int:
        """Where a noun phrase begins whose core begins at a token: adjectives, determiner."""
        named, phrases = self.named, self.named.words.phrases
        sentence, at, sure = named.sentence(first), first, first
        while at > low and first - at < BEFORE and named.sentence(at - 1) == sentence:
            word, form = named.lower[at - 1], named.forms[at - 1]
            if word in phrases["determiners"]:
                return at - 1
            if word in phrases["modifiers"] or self.words.of_adjective(word) is not None:
                at = sure = at - 1
            elif self._is_adjective(word, form, at - 1):
                at -= 1
            else:
                break
        return sure

    def _is_adjective(self, word: str, form: str, at: int) -> bool:
        named, phrases = self.named, self.named.words.phrases
        if not form[0].isalpha() or word in phrases["links"] or word in phrases["coordinators"]:
            return False
        if named.role_at[at] != NO_ROLE:
            return named.words.heads_last
        if not named.words.heads_last:
            return form[0].islower() and word.endswith(("e", "en", "er", "es", "em"))
        return word not in named.words.any_pronoun and word not in named.words.no_names

    def _state_before(self, start: int, end: int) -> str:
        """The state in a phrase: an adjective, a name, the first half of a compound."""
        named, words = self.named, self.words
        for at in range(start, end):
            if (state := words.of_adjective(named.lower[at])) is not None:
                return state
            if named.forms[at][:1].isupper():
                found = words.state(named.forms[at]) or None
                if found:
                    return found[0]
                if (state := words.of_compound(named.lower[at])) is not None:
                    return state
        if start > 1 and named.lower[start - 1] in named.words.phrases["genitives"]:
            role = named.role_at[start - 2]
            if role != NO_ROLE:
                found = words.state(named.text((named.roles[role].first, named.roles[role].last)))
                return found[0] if found else ""
        if start and not named.words.heads_last and named.forms[start - 1].endswith("s"):
            found = words.state(named.forms[start - 1])
            return found[0] if found else ""
        return ""

    def _state_behind(self, last: int) -> str:
        """The state that a head is followed by: president of Russia, Präsident Russlands."""
        named = self.named
        at = last
        while at < min(last + 2, len(named.forms)) and (
            named.lower[at] in self.words.sets["of_state"]
            or named.lower[at] in named.words.phrases["definite"]
            or named.lower[at] == "in"
        ):
            at += 1
        if at == last and named.words.heads_last:
            return ""
        if at < len(named.forms) and named.role_at[at] != NO_ROLE:
            role = named.roles[named.role_at[at]]
            found = self.words.state(named.text((role.first, role.last)))
            return found[0] if found else ""
        return ""


def spoken(document: Document) -> Iterator[tuple[int, int]]:
    """Where the sources of the document stand: who speaks is an actor."""
    for one in document.attributions:
        if one.source is not None:
            yield one.source.start, one.source.end
