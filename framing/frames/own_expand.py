"""More terms for a frame: words of a corpus that are used like its seeds, to be approved."""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from framing.document import Corpus, Document
from framing.frames.labelled import FrameFileError, label_of
from framing.frames.own import OwnFrame
from framing.frames.own_evidence import centre
from framing.frames.seeds import stop_words
from framing.language import nearest
from framing.vectors import load_vectors, word_hashes

if TYPE_CHECKING:
    import pandas as pd

RAREST = 2  # times a word stands in the corpus; rarer ones are mostly misspelt
SHORTEST = 3  # letters
WIDEST = 160  # characters of the example
COLUMNS = ("frame", "language", "candidate", "similarity", "count", "example", "approved")
TICKED = ("x", "1.0", "wahr")  # beside yes, ja, 1, true: how spreadsheets write a tick


class FrameWarning(UserWarning):
    """Something was left out of the expansion of a frame; the text names it."""


class _Word(NamedTuple):
    """A word of the corpus: how it is written most often, how often, and where it stands."""

    written: str
    times: int
    document: int
    token: int


def expand(frame: OwnFrame, corpus: Corpus | Sequence[Document], n: int = 30) -> pd.DataFrame:
    """Words of a corpus that are used like the terms of a frame.

    The similarity of a word is the cosine of its vector to the mean of the unit vectors of the
    terms. The vectors hold no list of words, so candidates are the words of the corpus that
    stand there twice or more, are no stop words and are not found by the frame already. Words
    that are used alike need not mean the same (``cheap`` is near ``expensive``): nothing is
    added before somebody approves it.

    Parameters
    ----------
    frame : OwnFrame
    corpus : Corpus or sequence of Document
    n : int
        How many a language at most.

    Returns
    -------
    DataFrame
        One row a candidate, the nearest first within each language: ``frame``, ``language``,
        ``candidate``, ``similarity`` (-1 to 1), ``count`` (in the corpus), ``example`` (the
        first sentence with it) and ``approved``, which is False; set it to True and give the
        table to ``approve``.

    Raises
    ------
    FrameFileError
        If the frame has no term in a language of the corpus, or none that has a vector.

    Warns
    -----
    FrameWarning
        If articles are left out, since the frame has no term in their language.
    """
    import pandas as pd

    if n < 1:
        raise ValueError(f"n is a number of candidates, not {n!r}")
    by_language: dict[str, list[Document]] = defaultdict(list)
    for document in corpus:
        by_language[document.language].append(document)
    known = [code for code in sorted(by_language) if frame.terms(code)]
    if not known:
        frame.lexicon(next(iter(sorted(by_language)), "en"))  # says which languages there are
        raise FrameFileError(f"{frame.where}: an empty corpus")
    _tell_left_out(frame, by_language, known)
    rows = [row for code in known for row in _candidates(frame, code, by_language[code], n)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"approved": bool})


def _tell_left_out(
    frame: OwnFrame, by_language: dict[str, list[Document]], known: Sequence[str]
) -> None:
    for code, some in sorted(by_language.items()):
        if code not in known:
            warnings.warn(
                f"{frame.where}: {len(some)} articles in {code!r} are left out, there are no "
                f"seeds.{code}",
                FrameWarning,
                stacklevel=3,
            )


def _candidates(
    frame: OwnFrame, language: str, documents: Sequence[Document], n: int
) -> list[dict[str, Any]]:
    vectors = load_vectors(language)
    middle = centre(frame, documents)
    words = _words(frame, language, documents)
    rows = vectors.rows(word_hashes([word.written for word in words]))
    found = (rows >= 0).nonzero()[0]
    cosines = vectors.unit(rows[found]) @ middle
    order = np.argsort(-cosines, kind="stable")[:n]
    return [
        {
            "frame": frame.id,
            "language": language,
            "candidate": words[at].written,
            "similarity": round(float(cosine), 3),
            "count": words[at].times,
            "example": _example(documents[words[at].document], words[at].token),
            "approved": False,
        }
        for at, cosine in zip(found[order].tolist(), cosines[order].tolist(), strict=True)
    ]


def _words(frame: OwnFrame, language: str, documents: Sequence[Document]) -> list[_Word]:
    """The words of a corpus that could be terms of the frame and are not yet."""
    stop = stop_words(language)
    taken: set[str] = set()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    opening: dict[str, Counter[str]] = defaultdict(Counter)  # where a capital says nothing
    first: dict[str, tuple[int, int]] = {}
    for number, document in enumerate(documents):
        for start, end, _ in frame.lexicon(language).find(document):
            low, high = document.tokens_of((start, end))
            taken.update(document.lower[low:high])
        begins = set(document.tokens[:, 0].searchsorted(document.sentences[:, 0]).tolist())
        for token, (form, lower) in enumerate(zip(document.forms, document.lower, strict=True)):
            if len(lower) >= SHORTEST and lower not in stop and lower.replace("-", "").isalpha():
                (opening if token in begins else forms)[lower][form] += 1
                first.setdefault(lower, (number, token))
    found = []
    for lower, where in first.items():
        times = forms[lower].total() + opening[lower].total()
        if times >= RAREST and lower not in taken:
            written = (forms[lower] or opening[lower]).most_common(1)[0][0]
            found.append(_Word(written, times, *where))
    return found


def _example(document: Document, token: int) -> str:
    """The sentence a token stands in, on one line, cut around the token."""
    start, end = document.tokens[token].tolist()
    at = int(document.sentences[:, 0].searchsorted(start, side="right")) - 1
    low, high = document.sentences[max(at, 0)].tolist()
    low, high = max(low, start - WIDEST // 2), min(high, end + WIDEST // 2)
    return " ".join(document.text[low:high].split())


def approve(frame: OwnFrame, table: pd.DataFrame | Iterable[str], language: str = "") -> OwnFrame:
    """The frame with those candidates that were approved.

    Parameters
    ----------
    frame : OwnFrame
    table : DataFrame or iterable of str
        From ``expand``, ``approved`` set to True (or ``yes``, ``ja``, ``x``, ``1``) where a term
        belongs to the frame; or the terms themselves, with ``language``.
    language : str
        Of the terms, if they are given by themselves.

    Returns
    -------
    OwnFrame
        A new one; ``save_frames`` writes it.

    Raises
    ------
    FrameFileError
        If the table lacks a column or is of another frame, or a term is there already.

    Examples
    --------
    >>> frame = OwnFrame("housing", "Housing", "", {"en": ("tenant (n)",)})
    >>> approve(frame, ["landlord (n)"], "en").terms("en")
    ('tenant (n)', 'landlord (n)')
    """
    import pandas as pd

    if isinstance(table, pd.DataFrame):
        terms = _approved(frame, table)
    elif language:
        terms = {language: tuple(table)}
    else:
        raise ValueError("terms by themselves need their language, as approve(frame, [...], 'en')")
    merged = dict(frame.approved)
    for code, some in terms.items():
        merged[code] = (*merged.get(code, ()), *some)
    return replace(frame, approved=merged)


def _approved(frame: OwnFrame, table: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    columns = list(map(str, table.columns))
    for name in ("frame", "language", "candidate", "approved"):
        if name not in columns:
            raise FrameFileError(f"{frame.where}: no column {name!r}; {nearest(name, columns)}")
    own = table[table["frame"] == frame.id]
    if not len(own):
        there = ", ".join(sorted(map(repr, map(str, table["frame"].unique())))) or "none"
        raise FrameFileError(f"{frame.where}: the table has candidates for {there}")
    terms: dict[str, tuple[str, ...]] = {}
    for row, (code, term, cell) in enumerate(
        zip(own["language"], own["candidate"], own["approved"], strict=True), 1
    ):
        if _ticked(cell, frame, row):
            terms[str(code)] = (*terms.get(str(code), ()), str(term))
    return terms


def _ticked(cell: Any, frame: OwnFrame, row: int) -> bool:
    written = str(cell).strip().lower()
    if written in ("", "nan", "none", "falsch"):
        return False
    label = 1 if written in TICKED else label_of(written)
    if label is None:
        raise FrameFileError(f"{frame.where}, row {row}: approved is yes or no, not {cell!r}")
    return bool(label)
