"""What the model sees of a token: numbers for its form, its place, and what the rules found.

Forms are hashed (CRC-32), so that a model holds no list of words.
"""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from framing.attribution.cues import KINDS
from framing.attribution.view import Draft, Range, View
from framing.document import ATTITUDES

Indices = NDArray[np.int32]
MEMO_LIMIT = 1 << 16
LETTERS = 3  # of a beginning and of an ending
ROLES = ("content", "cue", "source")


class Column(NamedTuple):
    """One feature: how many values it has, and how many numbers stand for each."""

    name: str
    values: int
    width: int


COLUMNS = (
    Column("form", 1 << 16, 100),
    Column("beginning", 1 << 12, 16),
    Column("ending", 1 << 12, 24),
    Column("shape", 10, 6),
    Column("marks", 5, 4),
    Column("place", 8, 6),
    Column("cue_kind", len(KINDS) + 1, 6),
    Column("cue_attitude", len(ATTITUDES) + 1, 6),
    Column("ruled", 3 ** len(ROLES), 16),
)
N_FORM_COLUMNS = 4
QUOTE_STATES = {"speech": 1, "partial": 2, "word": 3}
IN_NAME = 4
_memo: dict[str, tuple[int, ...]] = {}


def features(view: View, drafts: list[Draft]) -> Indices:
    """The features of every token.

    Parameters
    ----------
    view : View
        A document in tokens.
    drafts : list of Draft
        What the rules found in it.

    Returns
    -------
    int32 array of shape (n, len(COLUMNS))
        For each token and column the number of its value.
    """
    n = len(view.forms)
    out = np.zeros((n, len(COLUMNS)), np.int32)
    if n:
        out[:, :N_FORM_COLUMNS] = [_of_form(form) for form in view.forms]
        out[:, 4] = _marks(view, n)
        out[:, 5] = _places(view, n)
        _fill_cues(view, out)
        out[:, 8] = _ruled(drafts, n)
    return out


def _of_form(form: str) -> tuple[int, ...]:
    known = _memo.get(form)
    if known is None:
        lowered = form.lower().replace("’", "'")
        known = (
            crc32(lowered.encode("utf-8", "replace")) % COLUMNS[0].values,
            crc32(b"<" + lowered[:LETTERS].encode("utf-8", "replace")) % COLUMNS[1].values,
            crc32(b">" + lowered[-LETTERS:].encode("utf-8", "replace")) % COLUMNS[2].values,
            _shape(form),
        )
        if len(_memo) >= MEMO_LIMIT:
            _memo.clear()
        _memo[form] = known
    return known


def form_bucket(form: str) -> int:
    """The number that stands for a word form.

    >>> form_bucket("Said") == form_bucket("said")
    True
    """
    return _of_form(form)[0]


def _shape(form: str) -> int:
    if form.isalpha():
        if form.islower():
            return 1
        if len(form) > 1 and form.isupper():
            return 2
        return 3 if form[0].isupper() else 4
    if form[0].isdigit():
        return 5
    if form[0].isalnum():
        return 6 if form[0].isupper() else 7
    return 8 if len(form) == 1 else 9


def _marks(view: View, n: int) -> Indices:
    states = np.zeros(n, np.int32)
    names = zip(view.document.quotes.tolist(), view.document.quote_kinds, strict=True)
    for (start, end), kind in names:
        if kind == "name":
            first, last = view.document.tokens_of((start, end))
            states[first:last] = IN_NAME
    for first, last, kind in view.quotes:
        states[first:last] = QUOTE_STATES[kind]
    return states


def _places(view: View, n: int) -> Indices:
    places = np.zeros(n, np.int32)
    paragraph = -1
    for unit in view.units:
        if unit.is_title:
            places[unit.first : unit.last] = 4
        places[unit.first] += 1 if unit.paragraph == paragraph else 2
        paragraph = unit.paragraph
    return places


def _fill_cues(view: View, out: Indices) -> None:
    for number in range(len(view.units)):
        for first, last, tail, cue in view.cues_in(number):
            if cue.kind in KINDS:
                for begin, end in ((first, last), tail or (0, 0)):
                    out[begin:end, 6] = KINDS.index(cue.kind) + 1
                    out[begin:end, 7] = ATTITUDES.index(cue.attitude) + 1


def _ruled(drafts: list[Draft], n: int) -> Indices:
    """For each role whether a token begins it, goes on with it or is none, in one number."""
    tags = np.zeros((len(ROLES), n), np.int32)
    for draft in drafts:
        parts: tuple[tuple[Range, ...], ...] = (
            draft.content,
            draft.cue,
            (draft.source,) if draft.source else (),
        )
        for row, ranges in zip(tags, parts, strict=True):
            for first, last in ranges:
                row[first] = 1
                row[first + 1 : last] = 2
    return np.asarray(tags[0] + 3 * tags[1] + 9 * tags[2], np.int32)
