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
MEMO_LIMIT = 1 << 18


class Candidate(NamedTuple):
    """An entry that may begin at a word, and what has to follow."""

    entry: int
    rest: tuple[Pattern, ...]
    tail: tuple[Pattern, ...]
    only_first: bool  # holds only where a sentence begins, as the form is capitalised

    def end(self, forms: Sequence[str], at: int, lexicon: Lexicon) -> int | None:
        """Index of the last word marked, if the rest of the term follows; else None."""
        last = at + len(self.rest)
        if last >= len(forms):
            return None
        for pattern, form in zip(self.rest, forms[at + 1 : last + 1], strict=True):
            if not lexicon.accepts(pattern, form):
                return None
        return last if not self.tail or self._tail_follows(forms, last, lexicon) else None

    def _tail_follows(self, forms: Sequence[str], last: int, lexicon: Lexicon) -> bool:
        for at in range(last + 1, min(last + 2 + LONGEST_GAP, len(forms))):
            window = forms[at : at + len(self.tail)]
            if len(window) == len(self.tail) and all(
                map(lexicon.accepts, self.tail, window)
            ):
                return True
            if forms[at] in GAP_STOPS:
                return False
        return False


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
        offsets, text = document.tokens.tolist(), document.text
        forms = [text[a:b] for a, b in offsets]
        done = -1
        for i, candidates in enumerate(map(self._index.__getitem__, forms)):
            if not candidates or i <= done:
                continue
            last, entry = self._longest(candidates, forms, i)
            if entry is None:
                continue
            done = last
            if entry.category != EXCEPTION:
                yield offsets[i][0], offsets[last][1], entry

    def _longest(
        self, candidates: Iterable[Candidate], forms: Sequence[str], i: int
    ) -> tuple[int, Entry | None]:
        first = i == 0 or forms[i - 1][-1] in SENTENCE_BREAKS
        best, size, entry = -1, -1, None
        for candidate in candidates:
            if candidate.only_first and not first:
                continue
            last = candidate.end(forms, i, self)
            if last is not None and last + len(candidate.tail) > size:
                best, size = last, last + len(candidate.tail)
                entry = self.entries[candidate.entry]
        return best, entry

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


class _Index(dict[str, tuple[Candidate, ...]]):
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

    def __missing__(self, form: str) -> tuple[Candidate, ...]:
        found = tuple(dict.fromkeys(self._candidates(form, clean(form))))
        if len(self) >= MEMO_LIMIT:
            self.clear()
        if len(form) < 64:
            self[form] = found
        return found

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
