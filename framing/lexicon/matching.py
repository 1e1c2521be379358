"""Finding the terms of a lexicon in a document.

Every form an entry stands for is written out when the lexicon is first used; wildcards are
tried once for each word form that comes up, and remembered. A text then costs one
dictionary access a word.
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
MEMO_LIMIT = 1 << 16
LONGEST_REMEMBERED = 64


class Candidate(NamedTuple):
    """An entry that the words so far may begin, and what has to follow."""

    entry: int
    rest: tuple[Pattern, ...]
    tail: tuple[Pattern, ...]
    only_first: bool  # holds only where a sentence begins, as the form is capitalised


class Node(NamedTuple):
    """What some words in a row may be: entries that end here, and entries that go on."""

    ending: tuple[Candidate, ...]
    following: _Following | None


class _Following(dict[str, "Node | None"]):
    """From the next word form to the node it leads to; fills itself as texts are read.

    Hundreds of phrases begin with ``the``: they are not tried one by one at each ``the``.
    """

    def __init__(self, candidates: Sequence[Candidate], lexicon: Lexicon) -> None:
        super().__init__()
        self.candidates, self.lexicon = candidates, lexicon

    def __missing__(self, form: str) -> Node | None:
        node = _node(
            [
                c._replace(rest=c.rest[1:])
                for c in self.candidates
                if self.lexicon.accepts(c.rest[0], form)
            ],
            self.lexicon,
        )
        if len(self) >= MEMO_LIMIT:
            self.clear()
        if len(form) < LONGEST_REMEMBERED:
            self[form] = node
        return node


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

    def find(self, document: Document) -> Iterator[Span]:
        """The terms in a document, in order, labelled with their category.

        Where two entries begin at one word the longer one counts; a word counts once.
        """
        for start, end, entry in self.matches(document):
            yield Span(start, end, entry.category)

    def matches(self, document: Document) -> Iterator[tuple[int, int, Entry]]:
        """Start, end and entry of each term in a document, in order."""
        text, (starts, ends) = document.text, document.tokens.T.tolist()
        forms = [text[a:b] for a, b in zip(starts, ends, strict=True)]
        nodes = list(map(self._index.__getitem__, forms))
        forms.append("")  # nothing follows the last word
        # Most phrases that could begin at a word do not go on with the next one.
        begins = [
            i
            for i, (node, following) in enumerate(zip(nodes, forms[1:], strict=True))
            if node is not None and (node[0] or node[1][following] is not None)
        ]
        done = -1
        for i in begins:
            if i <= done:
                continue
            last, entry = self._longest(nodes[i], forms, i)
            if entry is None:
                continue
            done = last
            if entry.category != EXCEPTION:
                yield starts[i], ends[last], entry

    def _longest(self, start: Node, forms: Sequence[str], i: int) -> tuple[int, Entry | None]:
        """The last word and the entry of the longest term here; an exception wins a tie."""
        best: tuple[int, bool] = (-1, False)
        end, entry = -1, None
        node: Node | None = start
        for at in range(i, len(forms) - 1):
            for candidate in node.ending if node is not None else ():
                if not self._holds(candidate, forms, i, at):
                    continue
                found = self.entries[candidate.entry]
                rank = (at + len(candidate.tail), found.category == EXCEPTION)
                if rank > best:
                    best, end, entry = rank, at, found
            if node is None or node.following is None:
                break
            node = node.following[forms[at + 1]]
        return end, entry

    def _holds(self, candidate: Candidate, forms: Sequence[str], i: int, last: int) -> bool:
        if candidate.only_first and i and forms[i - 1][-1] not in SENTENCE_BREAKS:
            return False
        return not candidate.tail or self._tail_follows(candidate, forms, last)

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


class _Index(dict[str, "Node | None"]):
    """From a word form to what may begin with it; fills itself as forms come up."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.forms: defaultdict[str, list[Candidate]] = defaultdict(list)
        self.prefixes: defaultdict[str, list[Candidate]] = defaultdict(list)
        self.suffixes: defaultdict[str, list[Candidate]] = defaultdict(list)
        for number, entry in enumerate(lexicon.entries):
            for phrase in compile_entry(entry, lexicon.rules, lexicon._fold):
                self._add(phrase.head[0], Candidate(number, phrase.head[1:], phrase.tail, False))
        self.prefix_lengths = sorted({len(prefix) for prefix in self.prefixes})
        self.suffix_lengths = sorted({len(suffix) for suffix in self.suffixes})

    def _add(self, first: Pattern, candidate: Candidate) -> None:
        for table, keys in (
            (self.forms, first.forms),
            (self.prefixes, first.prefixes),
            (self.suffixes, first.suffixes),
        ):
            for key in keys:
                table[key].append(candidate)

    def __missing__(self, form: str) -> Node | None:
        node = _node(list(dict.fromkeys(self._candidates(form, clean(form)))), self.lexicon)
        if len(self) >= MEMO_LIMIT:
            self.clear()
        if len(form) < LONGEST_REMEMBERED:
            self[form] = node
        return node

    def _candidates(self, form: str, cleaned: str) -> list[Candidate]:
        found = self._spelled(cleaned)
        parts = HYPHENS.split(cleaned)
        if not found and len(parts) > 1 and parts[-1]:
            found = [c for c in self._spelled(parts[-1]) if not c.rest and not c.tail]
            found += self._written_together(parts)
        return [c for c in found if self._case_allows(c, form)]

    def _spelled(self, form: str) -> list[Candidate]:
        found = [c for spelling in self.lexicon._spellings(form) for c in self._lookup(spelling)]
        if self.lexicon.as_written and form[:1].isupper() and not form.isupper():
            lowered = form[0].lower() + form[1:]
            found += [c._replace(only_first=True) for c in self._lookup(lowered)]
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
        return [
            c._replace(rest=())
            for c in self._spelled(parts[0])
            if len(c.rest) == len(parts) - 1
            and not c.tail
            and all(map(self.lexicon.accepts, c.rest, parts[1:]))
        ]

    def _case_allows(self, candidate: Candidate, form: str) -> bool:
        entry = self.lexicon.entries[candidate.entry]
        if entry.case == "lower":
            return form[:1].islower()
        return entry.case != "exact" or form == entry.term.split()[0]
