"""A document as the rules for agency look at it, and what they find: predicates in tokens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from framing.document import Document
from framing.extract.agency.nouns import Chunk, chunks
from framing.extract.agency.words import BREAK, QUOTES, Words, load_words
from framing.language import load_lexicon
from framing.tagging import TAGS, tag

NOUN, VERB, AUX = map(TAGS.index, ("NOUN", "VERB", "AUX"))
ADVERBS = frozenset((TAGS.index("ADV"), TAGS.index("PART")))
PLACE = "place"
PASSIVE_KIND, STATIVE_KIND = "passive", "stative"
Range = tuple[int, int]  # tokens, from the first up to but not including the last


class Draft(NamedTuple):
    """A predicate in tokens.

    Attributes
    ----------
    main : int
        The participle, verb or noun that says what is done.
    parts : tuple of int
        All its tokens in order, ``main`` among them.
    kind : str
        Its voice: active, passive_agent and so on.
    finite : int
        The token that agrees with the subject; ``main`` where none is.
    agent : Range or None
        The noun phrase behind von, durch or by.
    """

    main: int
    parts: tuple[int, ...]
    kind: str
    finite: int
    agent: Range | None = None


@dataclass(frozen=True, eq=False)
class Reading:
    """A document beside what is known of its words.

    Attributes
    ----------
    document : Document
    words : Words
    """

    document: Document
    words: Words

    @cached_property
    def forms(self) -> tuple[str, ...]:
        return self.document.forms

    @cached_property
    def lower(self) -> tuple[str, ...]:
        return self.document.lower

    @cached_property
    def bits(self) -> list[int]:
        """What each token is; see ``words``."""
        return list(map(self.words.__getitem__, self.forms))

    @cached_property
    def sentences(self) -> list[Range]:
        """The sentences in tokens; those without a token are left out."""
        firsts = self.document.tokens[:, 0].searchsorted(self.document.sentences[:, 0]).tolist()
        return [(a, b) for a, b in pairwise([*firsts, len(self.forms)]) if a < b]

    @cached_property
    def tags(self) -> list[int]:
        """The part of speech of each token, as an index into ``TAGS``."""
        tags: list[int] = tag(self.document).tolist()
        return tags

    @cached_property
    def chunks(self) -> list[Chunk]:
        """The noun phrases, in order."""
        return [one for a, b in self.sentences for one in chunks(self.tags, self.lower, a, b)]

    def is_adverb(self, at: int) -> bool:
        """Whether a token is an adverb or a particle."""
        return self.tags[at] in ADVERBS

    def is_verb(self, at: int) -> bool:
        """Whether a token is a main verb."""
        return self.tags[at] == VERB

    def is_noun(self, at: int) -> bool:
        """Whether a token is a common noun."""
        return self.tags[at] == NOUN

    def breaks(self, at: int) -> bool:
        """Whether a mark that may end a clause stands here."""
        return bool(self.bits[at] & BREAK)

    def is_quote(self, at: int) -> bool:
        """Whether a quotation mark stands here."""
        return self.forms[at][0] in QUOTES

    @cached_property
    def _roles(self) -> dict[int, str]:
        """For each token that a role ends with, its category."""
        found = load_lexicon("roles", self.document.language).matches(self.document)
        return {self.document.tokens_of((0, end))[1] - 1: entry.category for _, end, entry in found}

    def is_place(self, at: int) -> bool:
        """Whether the name of a country or capital ends here."""
        return self._roles.get(at) == PLACE

    def is_actor(self, phrase: Range) -> bool:
        """Whether a noun phrase names somebody: a role, a body, or a name without an article."""
        start, end = phrase
        if self._roles.get(end - 1, PLACE) != PLACE:
            return True
        return self.forms[start][0].isupper() and end - start > 1


def read(document: Document) -> Reading:
    """Look at a document."""
    return Reading(document, load_words(document.language))
