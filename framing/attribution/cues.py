"""Cues: the words that introduce what somebody says, and how they introduce it.

A cue lexicon is one tab-separated file a language, ``cues.tsv``, described in
``docs/cues.md``. Terms are written as in every other lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from framing.document import ATTITUDES, COMMITMENTS, Document
from framing.language import PACKS, load_language, nearest
from framing.lexicon import EXCEPTION, Entry, Lexicon
from framing.lexicon.entries import CASES

KINDS = ("verb", "adjective", "noun", "preposition", "postposition", "adverb", "modal", "frame")
TAKES = ("clause", "infinitive", "object", "quote")
GAP, PARTICLE, COLUMNS = "…", "|", 8


class Cue(NamedTuple):
    """One line of a cue lexicon.

    Attributes
    ----------
    term : str
        In the notation of lexicons.
    kind : str
        What it is in the sentence: verb, adjective (``is worried``), noun, preposition,
        postposition, adverb (no source), modal (``soll``), frame (a clause of its own, such
        as ``heißt es``).
    commitment : str
        The author's stance towards what follows: neutral, endorsing, distancing.
    attitude : str
        The act of the speaker: assertion, criticism and so on.
    takes : frozenset of str
        What its content can be: clause, infinitive, object (a noun phrase), quote.
    """

    term: str
    kind: str
    commitment: str
    attitude: str
    takes: frozenset[str]


class CueMatch(NamedTuple):
    """A cue in a document: tokens ``first`` up to ``last``, and those of its later half."""

    first: int
    last: int
    tail: tuple[int, int] | None
    cue: Cue


@dataclass(frozen=True, eq=False)
class CueLexicon:
    """The cues of a language, ready to be looked up.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("The mayor denied it on Monday.", language="en")
    >>> [match.cue.attitude for match in load_cues("en").matches(doc)]
    ['denial']
    """

    lexicon: Lexicon
    cues: dict[Entry, Cue]

    def matches(self, document: Document) -> Iterator[CueMatch]:
        """The cues in a document, in order."""
        for start, end, entry in self.lexicon.matches(document):
            first, last = document.tokens_of((start, end))
            tail = _tail(document, first, last, entry.term)
            yield CueMatch(first, last, tail, self.cues[entry])


def _tail(document: Document, first: int, last: int, term: str) -> tuple[int, int] | None:
    """Where the later half of a discontinuous cue stands (``warf ... vor``)."""
    forms = document.forms
    if PARTICLE in term:
        particle = term.partition(PARTICLE)[0]
        if document.lower[first].startswith(particle.lower()):
            return None
        later = [particle]
    elif GAP in term:
        later = term.partition(GAP)[2].split()
    else:
        return None
    for at in range(last, min(last + 20, len(forms) - len(later) + 1)):
        window = forms[at : at + len(later)]
        if all(_stands_for(w, form) for w, form in zip(later, window, strict=True)):
            return at, at + len(later)
    return None


def _stands_for(word: str, form: str) -> bool:
    return form.lower() in word.lower().removesuffix("~").split("/")


@cache
def load_cues(language: str) -> CueLexicon:
    """The cue lexicon of a language.

    Raises
    ------
    ValueError
        If a line is malformed; the message names file and line.
    """
    pack = load_language(language)
    cues = dict(_read(PACKS / language / "cues.tsv"))
    lexicon = Lexicon(
        "cues", language, tuple(cues), pack.inflection, pack.as_written, pack.function_words
    )
    return CueLexicon(lexicon, cues)


def _read(path: Path) -> Iterator[tuple[Entry, Cue]]:
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith(("#", "term\t")):
            continue
        where = f"{path.name}, line {number}"
        cells = [cell.strip() for cell in line.split("\t")]
        if not 2 <= len(cells) <= COLUMNS or not cells[0]:
            raise ValueError(f"{where}: a term, its kind and up to 6 more columns, not {line!r}")
        term, kind, commitment, attitude, takes, inflection, case, note = cells + [""] * (
            COLUMNS - len(cells)
        )
        if (term, case) in seen:
            raise ValueError(f"{where}: {term!r} stands in line {seen[term, case]} already")
        seen[term, case] = number
        if case not in CASES:
            raise ValueError(f"{where}: no case {case!r}; there is: lower, exact")
        if kind != EXCEPTION:
            _check(where, kind, commitment, attitude, takes)
        entry = Entry(term, kind, inflection, case, note)
        yield entry, Cue(term, kind, commitment, attitude, frozenset(takes.split()))


def _check(where: str, kind: str, commitment: str, attitude: str, takes: str) -> None:
    for what, value, known in (
        ("kind", kind, KINDS),
        ("commitment", commitment, COMMITMENTS),
        ("attitude", attitude, ATTITUDES),
        *(("content", one, TAKES) for one in takes.split()),
    ):
        if value not in known:
            raise ValueError(f"{where}: no {what} {value!r}; {nearest(value, known)}")
