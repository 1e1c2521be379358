"""What source phrases of an article refer back to: the speakers before, the persons named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from framing.attribution.named import Named
from framing.attribution.people import Mention, People, Speaker
from framing.attribution.phrasing import Phrasing
from framing.attribution.roles import Sources
from framing.attribution.source_phrases import QUOTES
from framing.attribution.view import Range
from framing.document import Attribution

LOOK_BACK = 200  # speakers that a phrase may refer back to, so that long texts stay linear
DEEPEST = 16  # reported words inside reported words
NEAR = 3  # sentences in which a pronoun finds what it stands for


@dataclass(frozen=True, eq=False)
class Reference:
    """The speakers of one article.

    Attributes
    ----------
    sources : Sources
        Its source phrases.
    attributions : tuple of Attribution
        What is said in it.
    """

    sources: Sources
    attributions: tuple[Attribution, ...]
    _heard: list[Speaker] = field(default_factory=list, repr=False)
    _types: dict[str, str] = field(default_factory=dict, repr=False)
    _genders: dict[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def named(self) -> Named:
        """The document, with its names and roles."""
        return self.sources.named

    @cached_property
    def people(self) -> People:
        """The persons whom the document names."""
        return People(self.sources)

    @cached_property
    def phrasing(self) -> Phrasing:
        """Names for phrases that name no person."""
        return Phrasing(self.people)

    @cached_property
    def speakers(self) -> tuple[Speaker | None, ...]:
        """Who speaks in each attribution."""
        numbers = {
            (one.source.start, one.source.end): number
            for number, one in enumerate(self.attributions)
            if one.source
        }
        found: dict[tuple[int, int], Speaker] = {}
        for start, end in sorted(numbers):
            tokens = self._trimmed(*self.named.tokens(start, end))
            if tokens[0] < tokens[1]:
                found[start, end] = self._speaker(*tokens, numbers[start, end])
        return tuple(
            found.get((one.source.start, one.source.end)) if one.source else None
            for one in self.attributions
        )

    def _trimmed(self, first: int, last: int) -> Range:
        """A phrase without a genitive behind it: Tornau's."""
        genitives = self.named.words.phrases["genitives"]
        while last - first > 1 and self.named.lower[last - 1] in genitives:
            last -= 1
        return first, last

    def _speaker(self, first: int, last: int, number: int) -> Speaker:
        """Who a phrase means: by a name, as a pronoun, as a short form, or as it stands."""
        readings = self._readings(first, last)
        if readings or self._is_pronoun(first, last):
            found = self._antecedent(first, readings, number)
            if found is None:
                kind = self.sources.type_of(first, last)
                return Speaker(self.phrasing.name(first, last), kind, "none", first)
            found = self._gendered(found, readings)._replace(token=first)
        else:
            found = self._called(first, last)
        self._heard.append(found)
        return found

    def _gendered(self, speaker: Speaker, readings: frozenset[str]) -> Speaker:
        """A person of whom nothing told the gender has that of the first pronoun."""
        told = readings & {"masculine", "feminine", "plural"}
        if speaker.agreement == "person" and len(told) == 1:
            self._genders.setdefault(speaker.name, min(told))
            return speaker._replace(agreement=self._genders[speaker.name])
        return speaker

    def _called(self, first: int, last: int) -> Speaker:
        """Who a phrase means that is no pronoun; a person keeps the first type that tells."""
        kind = self.sources.type_of(first, last)
        name = self.sources.name_in(first, last)
        if self.phrasing.is_joined(first, last):
            return Speaker(self.phrasing.name(first, last), kind, "plural", first)
        if name is not None and self._is_whole(name, first, last):
            person = self.people.known(name)
            if kind == "person":
                kind = self._types.get(person.name, kind)
            else:
                self._types.setdefault(person.name, kind)
            return Speaker(person.name, kind, person.agreement, first)
        if (earlier := self.named_again(first, last)) is not None:
            return earlier._replace(token=first)
        return Speaker(
            self.phrasing.name(first, last), kind, self.phrasing.agreement(first, last), first
        )

    def _is_whole(self, name: Range, first: int, last: int) -> bool:
        """Whether a phrase means the person named in it, and no body named after a person."""
        head = self.phrasing.head(first, last)
        if head is not None and head.category != "account" and not self.named.words.heads_last:
            return self.named.is_human(head) and self.named.is_personal(name)
        return (head is None or name[0] >= head.last) and self.named.is_personal(name)

    # Pronouns

    def _is_pronoun(self, first: int, last: int) -> bool:
        words = self.named.words
        return last - first == 1 and self.named.lower[first] in words.any_pronoun

    def _readings(self, first: int, last: int) -> frozenset[str]:
        """What a phrase agrees with if it is a pronoun, or begins with one: her statement."""
        named = self.named
        head = self.phrasing.head(first, last)
        account = head is not None and head.category == "account" and head.first > first
        possessive = named.lower[first] in named.words.phrases["possessives"]
        if last - first > 1 and not (account and possessive):
            return frozenset()
        pronouns = named.words.pronouns
        return frozenset(name for name in pronouns if named.lower[first] in pronouns[name])

    def _antecedent(self, token: int, readings: frozenset[str], number: int) -> Speaker | None:
        """Whom a pronoun stands for.

        In what somebody else is reported to say, that is the speaker, if it agrees; else who
        stands nearest in the last three sentences; else who spoke last.
        """
        outer = self._outer(token, number)
        if outer is not None and "speaker" in readings:
            return outer
        if outer is not None and self._agrees(outer, readings) and not self._is_quoted(token):
            return outer
        if "relative" in readings and (nearest := self._right_before(token)) is not None:
            return nearest
        here = self.named.sentence(token)
        for distance in range(NEAR + 1):
            for candidate in self._in_sentence(here - distance, token):
                if self._agrees(candidate, readings):
                    return candidate
        heard = reversed(self._heard[-LOOK_BACK:])
        return next((one for one in heard if self._agrees(one, readings)), None)

    def _outer(self, token: int, number: int) -> Speaker | None:
        """Who is reported to say the words that hold a token: the innermost one."""
        start = int(self.named.document.tokens[token, 0])
        for other in self._reported_at(start):
            source = self.attributions[other].source
            if other == number or source is None or source.start == start:
                continue
            first, last = self._trimmed(*self.named.tokens(source.start, source.end))
            known = [one for one in self._heard[-LOOK_BACK:] if one.token == first]
            if known:
                return known[-1]
            if first < last and not self._is_pronoun(first, last):
                return self._called(first, last)
        return None

    @cached_property
    def _contents(self) -> list[tuple[int, int, int]]:
        """Start and end of what is said, and by which attribution, in order."""
        return sorted(
            (part.start, part.end, number)
            for number, one in enumerate(self.attributions)
            for part in one.content
        )

    def _reported_at(self, start: int) -> Iterator[int]:
        """The attributions in whose content an offset lies, inner ones first."""
        at = bisect_left(self._contents, (start + 1,))
        for begin, end, number in reversed(self._contents[max(0, at - DEEPEST) : at]):
            if begin <= start < end:
                yield number

    def _is_quoted(self, token: int) -> bool:
        start = int(self.named.document.tokens[token, 0])
        quotes = self.named.document.quotes
        return bool(((quotes[:, 0] <= start) & (start < quotes[:, 1])).any())

    def _agrees(self, speaker: Speaker, readings: frozenset[str]) -> bool:
        if not readings.isdisjoint(("speaker", "own", "relative")):
            return True
        agreement = self._genders.get(speaker.name, speaker.agreement)
        if agreement == "person":
            return not readings.isdisjoint(("masculine", "feminine"))
        if agreement == "neuter":
            return not readings.isdisjoint(self.named.words.body_agreement)
        return agreement in readings

    def _in_sentence(self, sentence: int, token: int) -> Iterator[Speaker]:
        """Who stands in a sentence before a token: speakers, the last first, then names.

        A name in what somebody is reported to say is passed over.
        """
        for one in reversed(self._heard):
            if one.token >= token or self.named.sentence(one.token) > sentence:
                continue
            if self.named.sentence(one.token) < sentence:
                break
            yield one
        for mention in self.people.in_sentence(sentence, token):
            if not self._is_said(mention.run[0]):
                yield self._as_speaker(mention)

    def _as_speaker(self, mention: Mention) -> Speaker:
        name, agreement = mention.person
        kind = self.sources.introduced(mention.run) or self._types.get(name, "person")
        return Speaker(name, kind, agreement, mention.run[0])

    def _is_said(self, token: int) -> bool:
        start = int(self.named.document.tokens[token, 0])
        return next(self._reported_at(start), None) is not None

    def _right_before(self, token: int) -> Speaker | None:
        """What a relative pronoun follows."""
        named, end = self.named, token
        while end > 0 and (named.forms[end - 1] in QUOTES or named.forms[end - 1] == ","):
            end -= 1
        if end and named.is_name[end - 1]:
            run = named.run_around(end - 1)
            return self._as_speaker(Mention(run, self.people.known(run)))
        roles = named.roles_in(max(0, end - 1), end)
        return self._called(roles[0].first, end) if roles else None

    # Short forms

    def named_again(self, first: int, last: int) -> Speaker | None:
        """Whom ``the minister`` or ``the company`` means that was named before."""
        named, words = self.named, self.named.words
        head = self.phrasing.head(first, last)
        if head is None or head.is_name or named.lower[first] not in words.phrases["definite"]:
            return None
        if (same := self._heard_as(first, last)) is not None:
            return same
        modifiers = named.lower[first + 1 : head.first]
        if head.last < last or not words.phrases["modifiers"].issuperset(modifiers):
            return None
        word = named.lower[head.last - 1]
        if (titled := self.people.titled(word, first)) is not None:
            return self._as_speaker(titled)
        kinds = [kind for kind, nouns in words.generic.items() if word in nouns]
        find = self._person_of if named.is_human(head) else self._body_of
        return next((one for kind in kinds if (one := find(kind, first))), None)

    def _heard_as(self, first: int, last: int) -> Speaker | None:
        """A speaker whose name holds all words of a phrase: the ministry of the interior."""
        stems = self.phrasing.stems(self.phrasing.name(first, last))
        several = self.phrasing.agreement(first, last) == "plural"
        for one in reversed(self._heard[-LOOK_BACK:]):
            if several == (one.agreement == "plural") and stems <= self.phrasing.stems(one.name):
                return one
        return None

    def _person_of(self, kind: str, token: int) -> Speaker | None:
        """The nearest person named before who was introduced as one of a kind."""
        for mention in self.people.before(token):
            if self.named.sentence(token) - self.named.sentence(mention.run[0]) > 2 * NEAR:
                return None
            if self.sources.introduced(mention.run) == kind:
                return self._as_speaker(mention)
        return None

    def _body_of(self, kind: str, token: int) -> Speaker | None:
        """The nearest body of a kind that spoke or was named before."""
        for one in reversed(self._heard[-LOOK_BACK:]):
            if one.source_type == kind and one.agreement == "neuter":
                return one
        found = self.phrasing.body_before(kind, token, 2 * NEAR)
        return found and Speaker(self.phrasing.name(*found), kind, "neuter", token)
