"""A sentence as clauses, and of what kind each of them is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from framing.attribution.verb_second_words import Words
from framing.attribution.view import Quote, Range, Unit, View

EDGES = frozenset(",;:–—-.!?…")
CLOSERS = frozenset(".!?…")
QUOTED = "“"  # the mark of a clause that follows a quotation
BREAKS = frozenset(";:")  # what content before or behind a cue does not go over
LONGEST = 400  # tokens of a unit that are looked at: no real sentence is longer
DEPENDENT = frozenset(("that", "wh", "sub", "relative"))  # kinds whose verb stands at the end


class Clause(NamedTuple):
    """Tokens without the punctuation around them.

    Attributes
    ----------
    first, last : int
        From the first token up to but not including the last.
    mark : str
        The punctuation before it, or the opening mark of a quotation; empty at the beginning.
    kind : str
        ``that`` (behind a complementiser), ``wh``, ``sub`` (another dependent clause),
        ``relative``, ``infinitive`` (with zu), ``quote`` (all in marks) or ``main``.
    """

    first: int
    last: int
    mark: str
    kind: str

    @property
    def depends(self) -> bool:
        """Whether its verb stands at its end."""
        return self.kind in DEPENDENT


@dataclass(frozen=True, eq=False)
class Sentence:
    """One unit of a document with its clauses."""

    view: View
    unit: Unit
    words: Words

    @cached_property
    def last(self) -> int:
        """Behind the last token that is looked at."""
        return min(self.unit.last, self.unit.first + LONGEST)

    @cached_property
    def quotes(self) -> list[Quote]:
        """Quotations in which somebody speaks."""
        return [quote for quote in self.view.quotes_in(self.unit) if quote.kind != "word"]

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses in order; a quotation of whole sentences is one."""
        return [Clause(*edges, self._kind(*edges)) for edges in self._edges()]

    @cached_property
    def _starts(self) -> list[int]:
        return [clause.first for clause in self.clauses]

    def number(self, token: int) -> int:
        """The number of the clause a token is in, or of the one before it."""
        return max(0, bisect_right(self._starts, token) - 1)

    def clause_of(self, token: int) -> Clause:
        """The clause a token is in."""
        return self.clauses[self.number(token)]

    def opening(self, number: int) -> int:
        """The token the whole sentence around a clause begins with: breaks end it."""
        while number > 0 and self.clauses[number].mark not in BREAKS:
            number -= 1
        return self.clauses[number].first

    def resumes(self, number: int) -> bool:
        """Whether a clause goes on with the verb of a sentence that was broken off."""
        first, words = self.clauses[number].first, self.words
        word = self.view.lower[first]
        if word in words.finite:
            return True
        written = word == self.view.forms[first] and word.isalpha()
        return written and self.clauses[number].kind == "main" and word not in words.functional

    def quoted(self, token: int) -> Quote | None:
        """The quotation around a token, if somebody speaks in it."""
        quote = self.view.quote_at(token)
        return quote if quote is not None and quote.kind != "word" else None

    def indicative(self, first: int, last: int) -> bool:
        """Whether tokens hold no form of the mood of reports; nouns (``Folge``) are none."""
        return self.words.mood.isdisjoint(self.view.forms[first:last])

    def noun_like(self, token: int) -> bool:
        """Whether a token is written as nouns, names and numbers are."""
        initial = self.view.forms[token][0]
        return initial.isupper() or initial.isdigit()

    def pieces(self, *ranges: Range) -> tuple[Range, ...]:
        """Ranges without the punctuation at their edges, empty ones left out."""
        forms = self.view.forms
        trimmed = []
        for low, high in ranges:
            first = next((t for t in range(low, high) if forms[t] not in EDGES), high)
            end = next((t for t in range(high, first, -1) if forms[t - 1] not in EDGES), first)
            trimmed.append((first, end))
        return tuple((first, end) for first, end in trimmed if first < end)

    def _edges(self) -> list[tuple[int, int, str]]:
        """First token, last token and mark of each clause; brackets are no edges."""
        forms, speeches = self.view.forms, {q.first: q for q in self.quotes}
        found: list[tuple[int, int, str]] = []
        start, mark, depth, at = self.unit.first, "", 0, self.unit.first
        while at < self.last:
            form, quote = forms[at], speeches.get(at)
            if quote is not None and quote.kind == "speech":
                found += [(start, at, mark), (at, min(quote.last, self.last), _mark(forms, at))]
                start, mark = quote.last, QUOTED
            elif quote is None and form in EDGES and (not depth or form in CLOSERS):
                found.append((start, at, mark))
                start, mark = at + 1, form
            depth = max(0, depth + (form == "(") - (form == ")"))
            at = quote.last if quote is not None else at + 1
        found.append((start, self.last, mark))
        return [edges for edges in found if edges[0] < edges[1]]

    def _kind(self, first: int, last: int, mark: str) -> str:
        lower, words = self.view.lower, self.words
        quote = self.quoted(first)
        at = first
        while at < min(last - 1, first + 3) and lower[at] in words["softeners"]:
            at += 1
        word, final = lower[at], not self._second(at, last)
        tests = (
            ("quote", quote is not None and quote.kind == "speech"),
            ("that", word in words["complementisers"]),
            ("infinitive", word in words["final_clause"] or self._infinitive(at, last)),
            ("wh", word in words["question_words"] and final),
            ("sub", word in words["subordinators"] and final),
            ("relative", mark == "," and self._relative(at, last)),
        )
        return next((kind for kind, holds in tests if holds), "main")

    def _second(self, first: int, last: int) -> bool:
        """Whether a finite verb stands second rather than at the end."""
        ends = self.view.lower[last - 1]
        near = ends in self.words.finite or not self.view.forms[last - 1][0].islower()
        stop = min(first + 3, last - 1) if near else last - 1
        return not self.words.finite.isdisjoint(self.view.lower[first + 1 : stop])

    def _infinitive(self, first: int, last: int) -> bool:
        """Whether a clause ends in an infinitive with zu and has no finite verb."""
        lower, words = self.view.lower, self.words
        for at in range(max(first, last - 4), last):
            verb = lower[at]
            joined = verb.startswith(words.joined_infinitives)
            if verb in words["to"] and at + 1 < last:
                verb, joined = lower[at + 1], lower[at + 1] == self.view.forms[at + 1]
            if joined and verb.endswith("n"):
                return words.finite.isdisjoint(lower[first : min(at, first + 15)])
        return False

    def _relative(self, at: int, last: int) -> bool:
        lower, words = self.view.lower, self.words
        if lower[at] in words["prepositions"] and at + 1 < last:
            at += 1
        end = lower[last - 1]
        if lower[at] not in words["relatives"] or at == self.unit.first:
            return False
        if end in words["adverbs"] or not self.view.forms[last - 1][0].islower() or len(end) < 3:
            return False
        before = lower[at + 1 : last - 1]
        return end in words["tailing"] or words.finite.isdisjoint(before)


def _mark(forms: tuple[str, ...], at: int) -> str:
    return forms[at - 1] if at else ""
