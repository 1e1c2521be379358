"""Finding the terms of a lexicon in a document.

Every form an entry stands for is written out when the lexicon is first used; wildcards are
tried once for each word form that comes up, and remembered. A phrase is looked up by the
first of its words that is not an everyday one: ``the most promising`` by ``promising``. A
text then costs one dictionary access a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from framing.document import Document, Span
from framing.lexicon.entries import EXCEPTION, Entry
from framing.lexicon.forms import Pattern, Rules, compile_entry

LONGEST_GAP = 8
GAP_STOPS = frozenset(".!?;")
SENTENCE_BREAKS = frozenset(".!?:…„“”»«\"'‚‘›‹–—-()[]|•*")
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060]")
HYPHENS = re.compile("[-‐‑]")
MEMO_LIMIT = 1 << 18
LONGEST_REMEMBERED = 64


class Candidate(NamedTuple):
    """An entry that may hold a word, with what has to stand before it and to follow."""

    entry: int
    before: tuple[Pattern, ...]
    rest: tuple[Pattern, ...]
    tail: tuple[Pattern, ...]
    only_first: bool  # holds only where a sentence begins, as the form is capitalised


class Match(NamedTuple):
    """A term found: its first and last token, how much it explains, its entry."""

    first: int
    last: int
    size: int
    entry: Entry


class Node(NamedTuple):
    """What some words in a row may be: entries that end here, and entries that go on."""

    ending: tuple[Candidate, ...]
    following: _Following | None


class Anchor(NamedTuple):
    """What a word may be: entries that begin with it, and entries with words before it."""

    begins: Node | None
    preceding: _Preceding | None


class _Memo(dict[str, "Node | None"]):
    """From the form beside a word to the node it leads to; fills itself as texts are read.

    Hundreds of phrases hold ``way``: they are not tried one by one at each ``way``.
    """

    def __init__(self, candidates: Sequence[Candidate], lexicon: Lexicon) -> None:
        super().__init__()
        self.candidates, self.lexicon = candidates, lexicon

    def __missing__(self, form: str) -> Node | None:
        node = _node(self.narrowed(form), self.lexicon)
        if len(self) >= MEMO_LIMIT:
            self.clear()
        if len(form) < LONGEST_REMEMBERED:
            self[form] = node
        return node

    def narrowed(self, form: str) -> list[Candidate]:
        raise NotImplementedError


class _Following(_Memo):
    def narrowed(self, form: str) -> list[Candidate]:
        accepts = self.lexicon.accepts
        return [c._replace(rest=c.rest[1:]) for c in self.candidates if accepts(c.rest[0], form)]


class _Preceding(_Memo):
    def narrowed(self, form: str) -> list[Candidate]:
        lowered, accepts = form[:1].lower() + form[1:], self.lexicon.accepts
        return [
            c
            for c in self.candidates
            if accepts(c.before[-1], form)
            or len(c.before) == 1 and accepts(c.before[-1], lowered)
        ]


def _node(candidates: Sequence[Candidate], lexicon: Lexicon) -> Node | None:
    if not candidates:
        return None
    going_on = [c for c in candidates if c.rest]
    return Node(
        tuple(c for c in candidates if not c.rest),
        _Following(going_on, lexicon) if going_on else None,
    )


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
        """Start, end and entry of each term in a document, in order."""
        tokens, done = document.tokens, -1
        found = self._all_matches(document.forms)
        found.sort(key=lambda m: (m.first, -m.size, m.entry.category != EXCEPTION))
        for match in found:
            if match.first > done:
                done = match.last
                if match.entry.category != EXCEPTION:
                    yield int(tokens[match.first, 0]), int(tokens[match.last, 1]), match.entry

    def _all_matches(self, document_forms: Sequence[str]) -> list[Match]:
        """Every term, overlapping ones too."""
        anchors = list(map(self._index.__getitem__, document_forms))
        forms = [*document_forms, ""]  # nothing follows the last word, or precedes the first
        found: list[Match] = []
        for i, anchor in enumerate(anchors):
            if anchor is None:
                continue
            begins, preceding = anchor
            # Most phrases that could begin at a word do not go on with the next one.
            if begins is not None and (begins[0] or begins[1][forms[i + 1]] is not None):
                self._walk(begins, forms, i, found)
            if preceding is not None and (node := preceding[forms[i - 1]]) is not None:
                self._walk(node, forms, i, found)
        return found

    def _walk(self, start: Node, forms: Sequence[str], i: int, found: list[Match]) -> None:
        node: Node | None = start
        last = i
        while node is not None:
            for candidate in node.ending:
                if match := self._match(candidate, forms, i, last):
                    found.append(match)
            if node.following is None:
                break
            last += 1
            node = node.following[forms[last]]

    def _match(
        self, candidate: Candidate, forms: Sequence[str], at: int, last: int
    ) -> Match | None:
        first = at - len(candidate.before)
        if first < 0:
            return None
        begins = first == 0 or forms[first - 1][-1] in SENTENCE_BREAKS
        if candidate.only_first and not begins:
            return None
        if candidate.before and not self._stand_before(candidate.before, forms[first:at], begins):
            return None
        entry = self.entries[candidate.entry]
        if not _case_allows(entry, forms[first]):
            return None
        if candidate.tail and not self._tail_follows(candidate, forms, last):
            return None
        return Match(first, last, last - first + 1 + len(candidate.tail), entry)

    def _stand_before(
        self, patterns: Sequence[Pattern], forms: Sequence[str], begins: bool
    ) -> bool:
        first = forms[0]
        if not self.accepts(patterns[0], first):
            lowered = first[:1].lower() + first[1:]
            if not begins or not self.accepts(patterns[0], lowered):
                return False
        return all(map(self.accepts, patterns[1:], forms[1:]))

    def _tail_follows(self, candidate: Candidate, forms: Sequence[str], last: int) -> bool:
        width = len(candidate.tail)
        for at in range(last + 1, min(last + 2 + LONGEST_GAP, len(forms) - width)):
            if all(map(self.accepts, candidate.tail, forms[at : at + width])):
                return True
            if forms[at] in GAP_STOPS:
                return False
        return False

    def accepts(self, pattern: Pattern, form: str) -> bool:
        """Whether a word inside a phrase is one of the forms of a pattern."""
        return any(pattern.accepts(spelling) for spelling in self._spellings(clean(form)))

    def _spellings(self, form: str) -> tuple[str, ...]:
        if not self.as_written:
            return (form.lower(),)
        if len(form) > 1 and form.isupper():
            lowered = form.lower()
            return form, lowered, lowered.capitalize()
        return (form,)

    def _fold(self, form: str) -> str:
        return form if self.as_written else form.lower()

    @cached_property
    def _index(self) -> _Index:
        return _Index(self)


def clean(form: str) -> str:
    """A form without invisible characters, composed, with a plain apostrophe."""
    if form.isascii():
        return form
    return unicodedata.normalize("NFC", INVISIBLE.sub("", form)).replace("’", "'")


class _Index(dict[str, "Anchor | None"]):
    """From a word form to what may begin with it; fills itself as forms come up."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.forms: defaultdict[str, list[Candidate]] = defaultdict(list)
        self.prefixes: defaultdict[str, list[Candidate]] = defaultdict(list)
        self.suffixes: defaultdict[str, list[Candidate]] = defaultdict(list)
        for number, entry in enumerate(lexicon.entries):
            for phrase in compile_entry(entry, lexicon.rules, lexicon._fold):
                head = phrase.head
                at = max(range(len(head)), key=lambda i: self._telling(head[i]))
                self._add(head[at], Candidate(number, head[:at], head[at + 1 :], phrase.tail, False))
        self.prefix_lengths = sorted({len(prefix) for prefix in self.prefixes})
        self.suffix_lengths = sorted({len(suffix) for suffix in self.suffixes})

    def _telling(self, pattern: Pattern) -> tuple[bool, int]:
        """How rare a word is likely to be: no everyday one, and long."""
        rare = self.lexicon.everyday.isdisjoint(map(str.lower, pattern.forms))
        lengths = [len(form) for form in (*pattern.forms, *pattern.prefixes)]
        return rare, min(lengths, default=0) if not pattern.suffixes else 0

    def _add(self, first: Pattern, candidate: Candidate) -> None:
        for table, keys in (
            (self.forms, first.forms),
            (self.prefixes, first.prefixes),
            (self.suffixes, first.suffixes),
        ):
            for key in keys:
                table[key].append(candidate)

    def __missing__(self, form: str) -> Anchor | None:
        candidates = list(dict.fromkeys(self._candidates(form, clean(form))))
        later = [c for c in candidates if c.before]
        anchor = None
        if candidates:
            anchor = Anchor(
                _node([c for c in candidates if not c.before], self.lexicon),
                _Preceding(later, self.lexicon) if later else None,
            )
        if len(self) >= MEMO_LIMIT:
            self.clear()
        if len(form) < LONGEST_REMEMBERED:
            self[form] = anchor
        return anchor

    def _candidates(self, form: str, cleaned: str) -> list[Candidate]:
        found = self._spelled(cleaned)
        parts = HYPHENS.split(cleaned)
        if not found and len(parts) > 1 and parts[-1]:
            last = self._spelled(parts[-1])
            found = [c for c in last if not (c.before or c.rest or c.tail)]
            found += self._written_together(parts)
        return found

    def _spelled(self, form: str) -> list[Candidate]:
        found = [c for spelling in self.lexicon._spellings(form) for c in self._lookup(spelling)]
        if self.lexicon.as_written and form[:1].isupper() and not form.isupper():
            lowered = self._lookup(form[0].lower() + form[1:])
            found += [c._replace(only_first=True) for c in lowered if not c.before]
        return found

    def _lookup(self, form: str) -> list[Candidate]:
        found = list(self.forms.get(form, ()))
        for n in self.prefix_lengths:
            if n > len(form):
                break
            found += self.prefixes.get(form[:n], ())
        for n in self.suffix_lengths:
            if n + 2 > len(form):
                break
            found += self.suffixes.get(form[-n:], ())
        return found

    def _written_together(self, parts: Sequence[str]) -> list[Candidate]:
        """Entries of several words that stand here as one: ``witch-hunt`` for ``witch hunt``."""
        accepts = self.lexicon.accepts
        return [
            c._replace(before=(), rest=())
            for at, part in enumerate(parts)
            for c in self._spelled(part)
            if len(c.before) == at
            and len(c.rest) == len(parts) - at - 1
            and not c.tail
            and all(map(accepts, c.before, parts[:at]))
            and all(map(accepts, c.rest, parts[at + 1 :]))
        ]


def _case_allows(entry: Entry, form: str) -> bool:
    if entry.case == "lower":
        return form[:1].islower()
    return entry.case != "exact" or form == entry.term.split()[0]
