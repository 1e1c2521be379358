"""From a word form to the entries that may hold it.

The forms of an entry are written out when a text has a word that begins like it; wildcards are
tried once for each word form that comes up, and remembered. A phrase is looked up by the
first of its words that is not an everyday one: ``the most promising`` by ``promising``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from framing.lexicon.entries import Entry
from framing.lexicon.forms import Pattern, Rules, compile_entry

INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060]")
HYPHENS = re.compile("[-‐‑]")
N_BITS = 64
ALL_BITS = (1 << N_BITS) - 1
MEMO_LIMIT = 1 << 16
BEGINNING = 3  # letters by which entries wait until a text has a word that begins so
SHORTEST_WAITING = 5  # letters; shorter words can change from the second letter on
LONGEST_REMEMBERED = 64


def bits_of(forms: Iterable[str]) -> int:
    """A bit for each form; some share theirs."""
    bits = 0
    for form in forms:
        bits |= 1 << (hash(form) % N_BITS)
    return bits


def bits_of_pattern(pattern: Pattern) -> int:
    """Those of its forms; all there are, if any word may be one of them."""
    return ALL_BITS if pattern.prefixes or pattern.suffixes else bits_of(pattern.forms)


class Candidate(NamedTuple):
    """An entry that may hold a word, with what has to stand before it and to follow."""

    entry: int
    before: tuple[Pattern, ...]
    rest: tuple[Pattern, ...]
    tail: tuple[Pattern, ...]
    only_first: bool  # holds only where a sentence begins, as the form is capitalised
    is_plain: bool  # one word with no conditions
    tail_bits: int  # one of which a word must have for the tail to begin there; 0 for any word


class Node(NamedTuple):
    """What some words in a row may be: entries that end here, and entries that go on."""

    ending: tuple[Candidate, ...]
    following: _Following | None
    # Bits, one of which the word before the last one, or the word behind, must have; in a node
    # that a word before has led to. Without it there is no term.
    before: int = ALL_BITS
    behind: int = ALL_BITS


class Anchor(NamedTuple):
    """What a word may be: entries that begin with it, and entries with words before it."""

    form: str
    begins: Node | None
    preceding: _Preceding | None


class _Memo(dict[str, "Node | None"]):
    """From the form beside a word to the node it leads to; fills itself as texts are read.

    Hundreds of phrases hold ``way``: they are not tried one by one at each ``way``.
    """

    def __init__(self, candidates: Sequence[Candidate], spelling: Spelling) -> None:
        super().__init__()
        self.candidates, self.spelling = candidates, spelling

    def __missing__(self, form: str) -> Node | None:
        node = _node(self.narrowed(form), self.spelling)
        if len(self) >= MEMO_LIMIT:
            self.clear()
        if len(form) < LONGEST_REMEMBERED:
            self[form] = node
        return node

    def narrowed(self, form: str) -> list[Candidate]:
        raise NotImplementedError


class _Following(_Memo):
    def narrowed(self, form: str) -> list[Candidate]:
        accepts = self.spelling.accepts
        return [c._replace(rest=c.rest[1:]) for c in self.candidates if accepts(c.rest[0], form)]


class _Preceding(_Memo):
    def __missing__(self, form: str) -> Node | None:
        node = super().__missing__(form)
        if node is not None:
            before, behind = _bits_around(self.narrowed(form))
            node = node._replace(before=before, behind=behind)
            if form in self:
                self[form] = node
        return node

    def narrowed(self, form: str) -> list[Candidate]:
        lowered, accepts = form[:1].lower() + form[1:], self.spelling.accepts
        return [
            c
            for c in self.candidates
            if accepts(c.before[-1], form)
            or (len(c.before) == 1 and accepts(c.before[-1], lowered))
        ]


def _bits_around(candidates: Sequence[Candidate]) -> tuple[int, int]:
    before, behind = 0, 0
    for candidate in candidates:
        if len(candidate.before) > 1:
            before |= bits_of_pattern(candidate.before[-2])
        elif candidate.rest:
            behind |= bits_of_pattern(candidate.rest[0])
        else:
            return ALL_BITS, ALL_BITS
    return before, behind


def _node(candidates: Sequence[Candidate], spelling: Spelling) -> Node | None:
    if not candidates:
        return None
    going_on = [c for c in candidates if c.rest]
    return Node(
        tuple(c for c in candidates if not c.rest),
        _Following(going_on, spelling) if going_on else None,
    )


@dataclass(frozen=True)
class Spelling:
    """How word forms are compared with those of a lexicon.

    Parameters
    ----------
    as_written : bool
        True where case tells words apart.
    """

    as_written: bool

    def fold(self, form: str) -> str:
        """A form of an entry as it is kept."""
        return form if self.as_written else form.lower()

    def spellings(self, form: str) -> tuple[str, ...]:
        """The kept forms that a form of a text, cleaned, may be one of."""
        if not self.as_written:
            return (form.lower(),)
        if len(form) > 1 and form.isupper():
            lowered = form.lower()
            return form, lowered, lowered.capitalize()
        return (form,)

    def accepts(self, pattern: Pattern, form: str) -> bool:
        """Whether a word inside a phrase is one of the forms of a pattern."""
        forms, prefixes, suffixes = pattern
        for spelling in self.spellings(clean(form)):
            if spelling in forms or ((prefixes or suffixes) and pattern.accepts(spelling)):
                return True
        return False


def clean(form: str) -> str:
    """A form without invisible characters, composed, with a plain apostrophe."""
    if form.isascii():
        return form
    return unicodedata.normalize("NFC", INVISIBLE.sub("", form)).replace("’", "'")


def _before_stem(rules: Sequence[tuple[str, Sequence[str]]]) -> set[str]:
    """What the rules of a class put before a stem: nothing, or ``ge``."""
    replacements = {new for _, several in rules for new in several if r"\1" in new}
    return {new.partition(r"\1")[0] for new in replacements} | {""}


class Index:
    """From a word form to what may begin with it, or hold it."""

    def __init__(
        self,
        entries: Sequence[Entry],
        rules: Rules,
        spelling: Spelling,
        everyday: frozenset[str] = frozenset(),
    ) -> None:
        self.spelling, self.everyday = spelling, everyday
        self.tails: set[str] = set()  # forms that the later half of a term begins with
        self.forms: defaultdict[str, list[Candidate]] = defaultdict(list)
        self.prefixes: defaultdict[str, list[Candidate]] = defaultdict(list)
        self.suffixes: defaultdict[str, list[Candidate]] = defaultdict(list)
        self.entries, self.rules = entries, rules
        self.before_stems = {name: _before_stem(several) for name, several in rules.items()}
        self.waiting: defaultdict[str, list[int]] = defaultdict(list)
        self.entered: set[int] = set()
        for number, entry in enumerate(entries):
            words = entry.term.split("/")
            if all(len(word) >= SHORTEST_WAITING and word.isalpha() for word in words):
                for beginning in self._beginnings(entry, words):
                    self.waiting[beginning].append(number)
            else:
                self._enter(number)
        self.prefix_lengths = sorted({len(prefix) for prefix in self.prefixes})
        self.suffix_lengths = sorted({len(suffix) for suffix in self.suffixes})

    def _beginnings(self, entry: Entry, words: Sequence[str]) -> set[str]:
        """What the forms of an entry begin with: each of its words, with and without a prefix."""
        prefixes = self.before_stems.get(entry.inflection, {""})
        return {self.spelling.fold((p + word)[:BEGINNING]) for p in prefixes for word in words}

    def _enter(self, number: int) -> None:
        """Write out the forms of an entry, once."""
        if number in self.entered:
            return
        self.entered.add(number)
        entry = self.entries[number]
        for phrase in compile_entry(entry, self.rules, self.spelling.fold):
            head = phrase.head
            tail_bits = 0
            if phrase.tail:
                self.tails |= phrase.tail[0].forms
                tail_bits = bits_of_pattern(phrase.tail[0]) % ALL_BITS
            plain = len(head) == 1 and not phrase.tail and not entry.case
            at = 0 if len(head) == 1 else max(range(len(head)), key=self._telling_of(head))
            self._add(
                head[at],
                Candidate(number, head[:at], head[at + 1 :], phrase.tail, False, plain, tail_bits),
            )

    def _telling_of(self, head: Sequence[Pattern]) -> Callable[[int], tuple[bool, int]]:
        return lambda at: self._telling(head[at])

    def _telling(self, pattern: Pattern) -> tuple[bool, int]:
        """How rare a word is likely to be: no everyday one, and long."""
        rare = self.everyday.isdisjoint(map(str.lower, pattern.forms))
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

    def anchor(self, form: str) -> Anchor | None:
        """What a word form may be; None for most forms."""
        candidates = list(dict.fromkeys(self._candidates(form, clean(form))))
        if not candidates:
            return None
        later = [c for c in candidates if c.before]
        return Anchor(
            form,
            _node([c for c in candidates if not c.before], self.spelling),
            _Preceding(later, self.spelling) if later else None,
        )

    def _candidates(self, form: str, cleaned: str) -> list[Candidate]:
        found = self._spelled(cleaned)
        parts = HYPHENS.split(cleaned)
        if not found and len(parts) > 1 and parts[-1]:
            last = self._spelled(parts[-1])
            found = [c for c in last if not (c.before or c.rest or c.tail)]
            found += self._written_together(parts)
        return found

    def _spelled(self, form: str) -> list[Candidate]:
        found = [c for spelling in self.spelling.spellings(form) for c in self._lookup(spelling)]
        if self.spelling.as_written and form[:1].isupper() and not form.isupper():
            lowered = self._lookup(form[0].lower() + form[1:])
            found += [c._replace(only_first=True, is_plain=False) for c in lowered if not c.before]
        return found

    def _lookup(self, form: str) -> list[Candidate]:
        for number in self.waiting.pop(form[:BEGINNING], ()):
            self._enter(number)
        found = list(dict.fromkeys(self.forms.get(form, ())))
        for n in self.prefix_lengths:
            if n > len(form):
                break
            found += self.prefixes.get(form[:n], ())
        for n in self.suffix_lengths:
            if n + 2 > len(form):
                break
            found += self.suffixes.get(form[-n:], ())
        return sorted(found, key=attrgetter("entry"))

    def _written_together(self, parts: Sequence[str]) -> list[Candidate]:
        """Entries of several words that stand here as one: ``witch-hunt`` for ``witch hunt``."""
        accepts = self.spelling.accepts
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
