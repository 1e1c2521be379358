"""A sentence as clauses, each with what kind it is and what it has to do with the one before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from framing.attribution.verb_second_words import Words
from framing.attribution.view import Quote, Range, Unit, View

EDGES = frozenset(",;:–—-.!?…")
CLOSERS = frozenset(".!?…")
LONGEST = 400  # tokens of a unit that are looked at: no sentence is longer


class Clause(NamedTuple):
    """Tokens without the punctuation around them; ``mark`` is what stands before.

    ``kind``: that, wh, sub, relative, infinitive, quote, main.
    """

    first: int
    last: int
    mark: str
    kind: str


@dataclass(frozen=True, eq=False)
class Sentence:
    """One unit of a document with its clauses."""

    view: View
    unit: Unit
    words: Words

    @cached_property
    def last(self) -> int:
        return min(self.unit.last, self.unit.first + LONGEST)

    @cached_property
    def quotes(self) -> list[Quote]:
        """Quotations in which somebody speaks."""
        return [q for q in self.view.quotes_in(self.unit) if q.kind != "word"]

    @cached_property
    def clauses(self) -> list[Clause]:
        return [self._clause(*edges) for edges in self._edges()]

    def number(self, token: int) -> int:
        """The number of the clause a token is in, or of the one before it."""
        at = 0
        for i, clause in enumerate(self.clauses):
            if clause.first <= token:
                at = i
        return at

    def quoted(self, token: int) -> Quote | None:
        """The quotation around a token."""
        for quote in self.quotes:
            if quote.first <= token < quote.last:
                return quote
        return None

    def trimmed(self, first: int, last: int) -> Range | None:
        """Tokens without punctuation at their edges."""
        forms = self.view.forms
        while first < last and forms[first] in EDGES:
            first += 1
        while last > first and forms[last - 1] in EDGES:
            last -= 1
        return (first, last) if first < last else None

    def _edges(self) -> list[tuple[int, int, str]]:
        forms = self.view.forms
        quotes = {quote.first: quote for quote in self.quotes}
        found: list[tuple[int, int, str]] = []
        start, mark, depth = self.unit.first, "", 0
        at = start
        while at < self.last:
            quote = quotes.get(at)
            form = forms[at]
            if quote is not None:
                at = quote.last
                if quote.kind == "speech":
                    self._add(found, start, quote.first, mark)
                    self._add(found, quote.first, at, forms[quote.first - 1] if quote.first else "")
                    start, mark = at, "“"
                continue
            if form == "(":
                depth += 1
            elif form == ")":
                depth = max(0, depth - 1)
            elif form in EDGES and (depth == 0 or form in CLOSERS):
                self._add(found, start, at, mark)
                start, mark = at + 1, form
            at += 1
        self._add(found, start, self.last, mark)
        return found

    def _add(self, found: list[tuple[int, int, str]], first: int, last: int, mark: str) -> None:
        if first < min(last, self.last):
            found.append((first, min(last, self.last), mark))

    def _clause(self, first: int, last: int, mark: str) -> Clause:
        return Clause(first, last, mark, self._kind(first, last, mark))

    def _kind(self, first: int, last: int, mark: str) -> str:
        lower, words = self.view.lower, self.words
        quote = self.quoted(first)
        if quote is not None and quote.kind == "speech":
            return "quote"
        at = first
        while at < last - 1 and lower[at] in words["softeners"] and at < first + 3:
            at += 1
        word = lower[at]
        if word in words["complementisers"]:
            return "that"
        if word in words["final_clause"] or self._infinitive(at, last):
            return "infinitive"
        if word in words["question_words"] and not self._second(at, last):
            return "wh"
        if word in words["subordinators"] and not self._second(at, last):
            return "sub"
        if mark == "," and self._relative(at, last):
            return "relative"
        return "main"

    def _second(self, first: int, last: int) -> bool:
        """Whether a finite verb stands second rather than at the end."""
        lower, words = self.view.lower, self.words
        if lower[last - 1] in words.finite or not self.view.forms[last - 1][0].islower():
            return not words.finite.isdisjoint(lower[first + 1 : min(first + 3, last - 1)])
        return not words.finite.isdisjoint(lower[first + 1 : last - 1])

    def _infinitive(self, first: int, last: int) -> bool:
        """Whether a clause ends in an infinitive with zu and has no finite verb."""
        lower, words = self.view.lower, self.words
        for at in range(max(first, last - 4), last):
            word = lower[at]
            if word == "zu" and at + 1 < last:
                verb = lower[at + 1]
                joined = verb.endswith("n") and verb == self.view.forms[at + 1]
            else:
                joined = word.endswith("n") and word.startswith(self.words.particles_zu)
            if joined:
                return words.finite.isdisjoint(lower[first : min(at, first + 15)])
        return False

    def _relative(self, at: int, last: int) -> bool:
        lower, words = self.view.lower, self.words
        if lower[at] in words["prepositions"] and at + 1 < last:
            at += 1
        if lower[at] not in words["relatives"] or at == self.unit.first:
            return False
        end = lower[last - 1]
        if end in words["adverbs"] or not self.view.forms[last - 1][:1].islower():
            return False
        if not words.finite.isdisjoint(lower[at + 1 : last - 1]) and end not in words["tailing"]:
            return False
        return len(end) > 2
