"""Finding the terms of a lexicon in a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from framing.document import Document, Span
from framing.lexicon.entries import EXCEPTION, Entry
from framing.lexicon.forms import Pattern, Phrase, Rules, compile_entry
from framing.lexicon.hashing import code_points, hash_tokens
from framing.lexicon.index import Candidate, Index, Node, Spelling, clean
from framing.lexicon.screen import LONGEST_REACH, Bits, Screen

LONGEST_GAP, LONGEST_TAIL = 8, 6  # words between the halves of a term, and in the later one
GAP_STOPS = frozenset(".!?;")
SENTENCE_BREAKS = frozenset(".!?:…„“”»«\"'‚‘›‹–—-()[]|•*")

# First token, number of words with the sign turned, whether it counts (no exception), a number
# that tells matches apart, last token, entry: in this order the first of them holds.
Match = tuple[int, int, bool, int, int, Entry]


class _Forms:
    """The tokens of a text as strings, made as they are asked for; one empty one behind them."""

    def __init__(self, document: Document, bits: Bits) -> None:
        tokens = document.tokens
        self.bits = bits.data  # those of each token, see ``screen``
        self.text, self.offsets, self.n = document.text, tokens.ravel().data, len(tokens)
        self.sentences = _first_tokens(document)

    def begins_sentence(self, at: int) -> bool:
        """Whether a capital letter at a token may be owed to its place."""
        return (
            at == 0
            or self[at - 1][-1] in SENTENCE_BREAKS
            or self.sentence(at) > self.sentence(at - 1)
        )

    def sentence(self, at: int) -> int:
        """The number of the sentence a token is in."""
        return bisect_right(self.sentences, at)

    def __len__(self) -> int:
        return self.n + 1

    def __getitem__(self, at: int) -> str:
        if 0 <= at < self.n:
            return self.text[self.offsets[2 * at] : self.offsets[2 * at + 1]]
        return ""

    def gap_allows(self, before: int, first: int, last: int) -> bool:
        """Whether the later half of a term may stand so far behind the earlier one.

        Both stand in one sentence and clause, and few words between them.
        """
        if last >= self.n or self.sentence(before) != self.sentence(last):
            return False
        between = self.between(before + 1, last)
        if not GAP_STOPS.isdisjoint(between):
            return False
        words = [form[0].isalnum() for form in between]
        return sum(words) <= LONGEST_GAP + LONGEST_TAIL and (
            sum(words[: first - before - 1]) <= LONGEST_GAP
        )

    def between(self, first: int, stop: int) -> list[str]:
        """Some tokens in a row."""
        return [self[at] for at in range(first, stop)]


def _first_tokens(document: Document) -> list[int]:
    """For each sentence the index of its first token."""
    first: list[int] = document.tokens[:, 0].searchsorted(document.sentences[:, 0]).tolist()
    return first


@dataclass(frozen=True)
class Lexicon:
    """The terms of one language that belong to one codebook.

    Parameters
    ----------
    name, language : str
        What it is called, and its language.
    entries : tuple of Entry
        Its lines.
    rules : mapping
        How each class of words inflects.
    as_written : bool
        True where nouns are capitalised, so that case tells words apart (German).
    everyday : frozenset of str
        Frequent words, by which no phrase is looked up if it has another one.

    Examples
    --------
    >>> rules = {"n": [("$", ["", "s"])]}
    >>> lexicon = Lexicon("loaded", "en", (Entry("witch hunt", "loaded_label", "n"),), rules)
    >>> import framing
    >>> doc = framing.parse("The witch hunts did not end there.", language="en")
    >>> [(doc[span], span.label) for span in lexicon.find(doc)]
    [('witch hunts', 'loaded_label')]
    """

    name: str
    language: str
    entries: tuple[Entry, ...]
    rules: Rules = field(default_factory=dict, compare=False, repr=False)
    as_written: bool = False
    everyday: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    def find(self, document: Document) -> Iterator[Span]:
        """The terms in a document, in order, labelled with their category.

        Where two entries begin at one word the longer one counts; a word counts once.
        """
        for start, end, entry in self.matches(document):
            yield Span(start, end, entry.category)

    def matches(self, document: Document) -> Iterator[tuple[int, int, Entry]]:
        """Start, end and entry of each term in a document, in order.

        Those of the last document are remembered: several measures look up the same lexicon.
        """
        known = self._last
        if not known or known[0][0] is not document:
            known[:] = [(document, tuple(self._matches(document)))]
        return iter(known[0][1])

    @cached_property
    def _last(self) -> list[tuple[Document, tuple[tuple[int, int, Entry], ...]]]:
        return []

    def _matches(self, document: Document) -> Iterator[tuple[int, int, Entry]]:
        offsets, done = document.tokens.ravel().data, -1
        found = self._all_matches(document)
        found.sort()
        for first, _, counts, _, last, entry in found:
            if first > done:
                done = last
                if counts:
                    yield offsets[2 * first], offsets[2 * last + 1], entry

    def _all_matches(self, document: Document) -> list[Match]:
        """Every term, overlapping ones too."""
        text, tokens = document.text, document.tokens
        hashes = hash_tokens(code_points(text), tokens)
        hits, bits = self._screen.look(text, tokens, hashes)
        forms = _Forms(document, bits)
        own, n = forms.bits, forms.n
        found: list[Match] = []
        for i, anchor, goes_on, preceded, near in hits:
            if anchor is None:
                continue
            form, begins, preceding = anchor
            known = len(found)
            if goes_on and begins is not None:
                self._walk(begins, forms, i, found, near)
            elif begins is not None and begins.ending:
                self._end(begins.ending, forms, i, i, found, near)
            if preceded and preceding is not None:
                node = preceding[forms[i - 1]]
                if node is not None and (
                    node.before & own[i - 2] or (i + 1 < n and node.behind & own[i + 1])
                ):
                    self._walk(node, forms, i, found, near)
            if len(found) > known and forms[i] != form:
                del found[known:]  # another word with the same hash
        return found

    def _walk(self, start: Node, forms: _Forms, i: int, found: list[Match], near: int) -> None:
        node: Node | None = start
        last = i
        while node is not None:
            ending, following, _, _ = node
            if ending:
                self._end(ending, forms, i, last, found, near)
            if following is None:
                break
            last += 1
            node = following[forms[last]]

    def _end(
        self,
        ending: Sequence[Candidate],
        forms: _Forms,
        i: int,
        last: int,
        found: list[Match],
        near: int,
    ) -> None:
        """Add the terms that end at a token."""
        for candidate in ending:
            first = i
            if not candidate.is_plain:
                if candidate.tail_bits and last == i and not candidate.tail_bits & near:
                    continue
                begun = self._match(candidate, forms, i, last)
                if begun is None:
                    continue
                first = begun
            entry = self.entries[candidate.entry]
            size = last - first + 1 + len(candidate.tail)
            found.append((first, -size, entry.category != EXCEPTION, len(found), last, entry))

    def _match(self, candidate: Candidate, forms: _Forms, at: int, last: int) -> int | None:
        """The first token of a term, if it is one."""
        number, before, _, tail, only_first, _, tail_bits = candidate
        first = at - len(before)
        if first < 0 or (before and not self._stand_before(before, forms, first)):
            return None
        if only_first and not forms.begins_sentence(first):
            return None
        if self.entries[number].case and not self._case_allows(number, forms, first, last):
            return None
        if first < last and forms.sentence(first) != forms.sentence(last):
            return None
        if tail and not self._tail_follows(tail, tail_bits, forms, last):
            return None
        return first

    def _case_allows(self, number: int, forms: _Forms, first: int, last: int) -> bool:
        case = self.entries[number].case
        if case == "lower":
            return forms[first][:1].islower()
        written = [clean(form) for form in forms.between(first, last + 1)]
        return any(
            len(phrase.head) == len(written)
            and all(p.accepts(form) for p, form in zip(phrase.head, written, strict=True))
            for phrase in self._as_written(number)
        )

    def _as_written(self, number: int) -> list[Phrase]:
        phrases = self._compiled.get(number)
        if phrases is None:
            phrases = list(compile_entry(self.entries[number], self.rules, str))
            self._compiled[number] = phrases
        return phrases

    @cached_property
    def _compiled(self) -> dict[int, list[Phrase]]:
        """Entries with a case of their own, compiled as they are met."""
        return {}

    def _stand_before(self, patterns: Sequence[Pattern], forms: _Forms, at: int) -> bool:
        accepts = self._spelling.accepts
        for i in range(len(patterns) - 2, 0, -1):  # the last one led here
            if not accepts(patterns[i], forms[at + i]):
                return False
        first = forms[at]
        if accepts(patterns[0], first):
            return True
        lowered = first[:1].lower() + first[1:]
        return accepts(patterns[0], lowered) and forms.begins_sentence(at)

    def _tail_follows(self, tail: Sequence[Pattern], bits: int, forms: _Forms, last: int) -> bool:
        accepts, own = self._spelling.accepts, forms.bits
        for at in range(last + 1, min(last + 2 + LONGEST_REACH - len(tail), forms.n)):
            if (
                (own[at] & bits or not bits)
                and accepts(tail[0], forms[at])
                and all(map(accepts, tail[1:], forms.between(at + 1, at + len(tail))))
                and forms.gap_allows(last, at, at + len(tail) - 1)
            ):
                return True
        return False

    def _fold(self, form: str) -> str:
        return self._spelling.fold(form)

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self.as_written)

    @cached_property
    def _screen(self) -> Screen:
        index = Index(self.entries, self.rules, self._spelling, self.everyday)
        return Screen(index, self._spelling)
