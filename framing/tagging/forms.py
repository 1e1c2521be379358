"""What the network sees of a token: rows of a table, found by hashes of its characters.

A word form is known by a hash of the whole (twice, so that two forms seldom share both rows),
by its beginnings and endings, and by its shape: capitals, digits, hyphens, length. All of it is
computed for a whole text at once from its code points; no string is made.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.document import Offsets
from framing.lexicon.hashing import code_points, hash_tokens

BITS = 15  # there are 2 ** BITS rows for forms, and as many for beginnings and endings
ENDINGS = (1, 2, 3, 4, 5)
BEGINNINGS = (1, 2, 3, 4)
SHAPES = 256
ROWS = (2 << BITS) + SHAPES
FEATURES = 2 + len(ENDINGS) + len(BEGINNINGS) + 1
FACTORS = (np.uint64(0xD1342543DE82EF95), np.uint64(0x9E3779B97F4A7C15))
SALT = np.uint64(0xA24BAED4963EE407)
COMMON = 0x2100  # code points below it are compared in lower case
SAME = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "‚": "'"}
DASHES = "–—‒‐‑"
BREAKS = ',.;:!?()[]"-/…'  # a token that begins with one of them begins a clause
CAPITAL, SMALL, DIGIT, BREAK = 1, 2, 4, 8

Rows = NDArray[np.int64]


class Forms(NamedTuple):
    """The distinct forms of a text.

    Attributes
    ----------
    rows : int64 array of shape (forms, FEATURES)
        The rows of the table that stand for a form.
    of_token : int64 array of shape (tokens,)
        The form of each token.
    breaks : bool array of shape (tokens,)
        True where a token is a punctuation mark that divides clauses.
    """

    rows: Rows
    of_token: Rows
    breaks: NDArray[np.bool_]


def forms_of(text: str, tokens: Offsets) -> Forms:
    """The distinct forms of the tokens of a text.

    Parameters
    ----------
    text : str
    tokens : int32 array of shape (n, 2)
        Offsets of tokens, none of them empty.

    Examples
    --------
    >>> found = forms_of("No, no", np.array([[0, 2], [2, 3], [4, 6]], np.int32))
    >>> found.rows.shape == (3, FEATURES), found.breaks.tolist()
    (True, [False, True, False])
    """
    codes = code_points(text)
    small = np.minimum(codes, COMMON)
    lowered, kinds = _tables()
    hashes = hash_tokens(codes, tokens)
    _, first, of_token = np.unique(hashes, return_index=True, return_inverse=True)
    kind = kinds.take(small)
    compared = np.where(small < COMMON, lowered.take(small), codes)
    breaks = (kind[tokens[:, 0]] & BREAK) != 0
    distinct = tokens[first].astype(np.int64)
    rows = np.empty((len(distinct), FEATURES), np.int64)
    rows[:, :-1] = _hashed(compared, distinct)
    rows[:, -1] = _shapes(kind, compared == ord("-"), distinct) + (2 << BITS)
    return Forms(rows, of_token, breaks)


def _hashed(codes: NDArray[np.uint32], tokens: Rows) -> Rows:
    """Rows of the form (two), of its endings and of its beginnings; shape (n, FEATURES - 1)."""
    start, end = tokens.T
    spans = np.empty((1 + len(ENDINGS) + len(BEGINNINGS), len(tokens), 2), np.int64)
    spans[..., 0], spans[..., 1] = start, end
    for at, size in enumerate(ENDINGS, 1):
        np.maximum(end - size, start, out=spans[at, :, 0])
    for at, size in enumerate(BEGINNINGS, 1 + len(ENDINGS)):
        np.minimum(start + size, end, out=spans[at, :, 1])
    hashes = hash_tokens(codes, spans.reshape(-1, 2)).reshape(len(spans), -1)  # type: ignore[arg-type]
    mixed = np.empty((len(spans) + 1, len(tokens)), np.uint64)
    mixed[0], mixed[1] = hashes[0] * FACTORS[0], hashes[0] * FACTORS[1]
    mixed[2:] = hashes[1:] * FACTORS[0]
    mixed[2:] += (np.arange(1, len(spans), dtype=np.uint64) * SALT)[:, None]
    mixed >>= np.uint64(64 - BITS)
    rows = mixed.T.astype(np.int64)
    rows[:, 2:] += 1 << BITS
    return rows


def _shapes(kind: NDArray[np.uint8], hyphen: NDArray[np.bool_], tokens: Rows) -> Rows:
    """A number below ``SHAPES`` for how a form is written."""
    start, end = tokens.T
    size = end - start
    capitals, smalls, digits = (_count((kind & bit) != 0, start, end) for bit in (1, 2, 4))
    first = (kind[start] & CAPITAL) != 0
    case = np.where(capitals == 0, 0, np.where(capitals == first, 1, np.where(smalls == 0, 2, 3)))
    shape = 2 * case + (smalls > 0)
    shape = 3 * shape + (digits > 0) + (digits == size)
    shape = 2 * shape + (_count(hyphen, start, end) > 0)
    return np.asarray(3 * shape + (size > 1) + (size > 4), np.int64)


def _count(marks: NDArray[np.bool_], start: Rows, end: Rows) -> Rows:
    sums = np.zeros(len(marks) + 1, np.int64)
    np.cumsum(marks, out=sums[1:])
    counts: Rows = sums[end] - sums[start]
    return counts


@cache
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Each common code point as it is compared, and what kind of character it is."""
    lowered = np.arange(COMMON + 1, dtype=np.uint32)
    kinds = np.zeros(COMMON + 1, np.uint8)
    for code in range(COMMON):
        character = chr(code)
        same = "0" if character.isdigit() else SAME.get(character, character.lower())
        same = "-" if character in DASHES else same
        if len(same) == 1:
            lowered[code] = ord(same)
        kinds[code] = (
            CAPITAL * character.isupper()
            + SMALL * character.islower()
            + DIGIT * character.isdigit()
            + BREAK * (same in BREAKS)
        )
    return lowered, kinds
