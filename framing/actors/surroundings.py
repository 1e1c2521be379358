"""What stands before the head of a noun phrase: determiners, adjectives, evaluative labels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from framing.actors.known import KnownActor
from framing.actors.words import ActorWords, actor_words
from framing.attribution.antecedents import Reference
from framing.attribution.named import Named
from framing.attribution.reference import reference
from framing.attribution.view import Range
from framing.document import Document
from framing.language import load_lexicon

LABEL = "loaded_label"
LONGEST = 5  # words before a head


@dataclass(frozen=True, eq=False)
class Surroundings:
    """A document as the search for noun phrases looks at it.

    Attributes
    ----------
    document : Document
    known : tuple of KnownActor
        Actors of the user's.
    """

    document: Document
    known: tuple[KnownActor, ...] = ()

    @cached_property
    def reference(self) -> Reference:
        """Its names, roles and speakers."""
        return reference(self.document)

    @cached_property
    def named(self) -> Named:
        return self.reference.named

    @cached_property
    def words(self) -> ActorWords:
        return actor_words(self.document.language)

    # Evaluative labels

    @cached_property
    def _label_ranges(self) -> list[Range]:
        """Where the lexicon finds evaluative labels, in tokens."""
        lexicon, words = load_lexicon("loaded", self.document.language), self.words
        found = {
            self.named.tokens(start, end)
            for start, end, entry in lexicon.matches(self.document)
            if entry.category == LABEL
        }
        inside = {at for first, last in found for at in range(first, last)}
        nouns = words.people | words.states | words.positive
        found |= {
            (at, at + 1)
            for at, form in enumerate(self.named.lower)
            if form in nouns and at not in inside and self._is_noun(at)
        }
        return sorted(found)

    @cached_property
    def _label_ending(self) -> dict[int, int]:
        """Where evaluative labels end that may be a title: where each begins."""
        return {last: first for first, last in self._label_ranges}

    def _is_noun(self, at: int) -> bool:
        """Whether a word that may also be an adjective stands as a noun here."""
        named = self.named
        if not named.words.heads_last:
            return named.forms[at][0].isupper()
        follows = at + 1 < len(named.forms) and named.role_at[at + 1] >= 0
        return named.lower[at].endswith("s") or (self._is_determined(at) and not follows)

    def _label_in(self, tokens: Range) -> str:
        """Whether an evaluative label stands in a phrase."""
        words = [
            self.named.lower[b - 1]
            for a, b in self._label_ranges
            if tokens[0] <= a and b <= tokens[1]
        ]
        if not words:
            return ""
        return "positive" if self.words.positive.issuperset(words) else "negative"

    # What stands before a head

    def _same_sentence(self, one: int, other: int) -> bool:
        return self.named.sentence(one) == self.named.sentence(other)

    def _expanded(self, first: int) -> int:
        """Where a noun phrase begins whose head begins at a token."""
        named, phrases = self.named, self.named.words.phrases
        at, limit = first, max(0, first - LONGEST)
        while at > limit and self._same_sentence(at - 1, first) and self._is_attribute(at - 1):
            at -= 1
        if at > 0 and self._same_sentence(at - 1, first):
            before = named.lower[at - 1]
            if before in phrases["determiners"] and before not in self.contracted:
                return at - 1
        return at

    @cached_property
    def contracted(self) -> frozenset[str]:
        """Prepositions with an article in them: zum, beim, im."""
        phrases = self.named.words.phrases
        return (phrases["links"] | frozenset(("am",))) & phrases["determiners"]

    def _is_attribute(self, at: int) -> bool:
        """Whether a token is an adjective or a noun that describes the head behind it."""
        named, lower = self.named, self.named.lower[at]
        phrases = named.words.phrases
        if lower in phrases["modifiers"] or any(a <= at < b for a, b in self._label_ranges):
            return True
        if not lower[0].isalpha() or lower in phrases["determiners"] | phrases["links"]:
            return False
        if lower in self.words.function_words or lower in named.words.any_pronoun:
            return False
        if "-" in lower:
            return True
        inflected = lower.endswith(("e", "en", "er", "es", "em")) and named.forms[at][0].islower()
        return (named.words.heads_last or inflected) and self._is_determined(at)

    def _is_determined(self, at: int) -> bool:
        """Whether a determiner stands not far before: a senior security official."""
        named, phrases = self.named, self.named.words.phrases
        for before in range(at - 1, max(-1, at - LONGEST), -1):
            lower = named.lower[before]
            if lower in phrases["determiners"]:
                return True
            if not lower[0].isalpha() or lower in self.words.function_words:
                return False
            if named.role_at[before] >= 0 or named.forms[before][0].isupper():
                return False
        return False
