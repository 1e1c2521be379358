"""What the rules look at: a document as units of tokens, with its quotations and cues."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.attribution.cues import CueMatch, load_cues
from framing.document import Document

Range = tuple[int, int]  # tokens, from the first up to but not including the last


class Quote(NamedTuple):
    """A quotation in tokens, its marks included; ``kind`` as in ``Document.quote_kinds``."""

    first: int
    last: int
    kind: str


class Unit(NamedTuple):
    """A sentence, or sentences that a quotation holds together, in tokens."""

    first: int
    last: int
    paragraph: int
    is_title: bool


class Draft(NamedTuple):
    """An attribution in tokens, before it is classified.

    Attributes
    ----------
    cue : tuple of Range
        Empty where nothing introduces the content.
    source : Range or None
        The noun phrase that speaks.
    content : tuple of Range
        What is said, marks included.
    kind : str
        Kind of the cue, or ``quote``, ``mood``, ``colon`` where there is none.
    commitment, attitude : str
        As the cue lexicon gives them.
    inherited : bool
        True where the source stands in a sentence before.
    is_reported : bool
        True where only the act is reported: nothing in the content is a clause of the speaker.
    """

    cue: tuple[Range, ...]
    source: Range | None
    content: tuple[Range, ...]
    kind: str = "verb"
    commitment: str = "neutral"
    attitude: str = "none"
    inherited: bool = False
    is_reported: bool = False


@dataclass(frozen=True, eq=False)
class View:
    """A document in tokens.

    Attributes
    ----------
    document : Document
        What is looked at.
    forms, lower : tuple of str
        Its tokens, as written and in lower case.
    """

    document: Document

    @cached_property
    def forms(self) -> tuple[str, ...]:
        return self.document.forms

    @cached_property
    def lower(self) -> tuple[str, ...]:
        return self.document.lower

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Outermost quotations that are no names, in order."""
        found: list[Quote] = []
        for (start, end), kind in zip(
            self.document.quotes.tolist(), self.document.quote_kinds, strict=True
        ):
            first, last = self.document.tokens_of((start, end))
            if kind != "name" and (not found or first >= found[-1].last) and first < last:
                found.append(Quote(first, last, kind))
        return tuple(found)

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quote.first for quote in self.quotes]

    def quote_at(self, token: int) -> Quote | None:
        """The quotation a token stands in, its marks included."""
        at = bisect_right(self._quote_starts, token) - 1
        return self.quotes[at] if at >= 0 and token < self.quotes[at].last else None

    def quotes_in(self, unit: Unit) -> list[Quote]:
        """The quotations of a unit, in order."""
        at = bisect_right(self._quote_starts, unit.first - 1)
        found = []
        while at < len(self.quotes) and self.quotes[at].first < unit.last:
            found.append(self.quotes[at])
            at += 1
        return found

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Sentences in order; those that one quotation spans are one unit."""
        title = self.document.title
        units: list[Unit] = []
        paragraph, before = 0, 0
        for start, end in self.document.sentences.tolist():
            first, last = self.document.tokens_of((start, end))
            if first >= last:
                continue
            if "\n" in self.document.text[before:start]:
                paragraph += 1
            before = end
            is_title = title is not None and title.start <= start < title.end
            held = self.quote_at(first)
            if units and held is not None and held.first < first < held.last:
                units[-1] = units[-1]._replace(last=last)
            else:
                units.append(Unit(first, last, paragraph, is_title))
        return tuple(units)

    @cached_property
    def _gaps(self) -> list[int]:
        """Tokens in front of which text was removed, in order."""
        return sorted({self.document.tokens_of(span)[0] for span in self.document.removed})

    def pieces(self, part: Range) -> list[Range]:
        """A range of tokens, cut where text was removed."""
        first, last = part
        cuts = self._gaps[bisect_right(self._gaps, first) : bisect_left(self._gaps, last)]
        return list(pairwise([first, *cuts, last]))

    @cached_property
    def _unit_starts(self) -> list[int]:
        return [unit.first for unit in self.units]

    @cached_property
    def unit_numbers(self) -> NDArray[np.int64]:
        """The number of the unit each token stands in; shape (n,)."""
        firsts = np.array(self._unit_starts or [0])
        at = firsts.searchsorted(np.arange(len(self.forms)), side="right") - 1
        return np.maximum(at, 0)

    def unit_of(self, token: int) -> int:
        """The number of the unit a token stands in."""
        return max(0, bisect_right(self._unit_starts, token) - 1)

    @cached_property
    def _cues(self) -> dict[int, list[CueMatch]]:
        by_unit: dict[int, list[CueMatch]] = defaultdict(list)
        for match in load_cues(self.document.language).matches(self.document):
            by_unit[self.unit_of(match.first)].append(match)
        return by_unit

    def cues_in(self, number: int) -> list[CueMatch]:
        """The cues in a unit, in order; those inside quotations too."""
        return self._cues.get(number, [])
