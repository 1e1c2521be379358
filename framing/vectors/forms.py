"""Words as vectors know them: lower case, one form of marks, dashes and digits, as hashes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.lexicon.hashing import Hashes, code_points, hash_tokens

TABLE = 0x2100  # code points that have a lower case of their own and come up in news
SAME = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "‚": "'"}
DASHES = "–—‒‐‑"
DIGIT = ord("0")  # what every digit is folded into


def folded(text: str) -> NDArray[np.uint32]:
    """The code points of a text as they are compared: one for each character.

    Examples
    --------
    >>> "".join(map(chr, folded("Am 3. Mai – „Ja“")))
    'am 0. mai - "ja"'
    """
    codes = code_points(text)
    common = np.minimum(codes, TABLE)
    return np.where(common < TABLE, _lower().take(common), codes)


@cache
def _lower() -> NDArray[np.uint32]:
    table = np.arange(TABLE + 1, dtype=np.uint32)
    for code in range(TABLE):
        character = chr(code)
        lower = SAME.get(character, character.lower())
        if character.isspace():
            lower = " "
        elif character in DASHES:
            lower = "-"
        elif character.isdigit():
            lower = "0"
        if len(lower) == 1:
            table[code] = ord(lower)
    return table


def token_hashes(document: Document, codes: NDArray[np.uint32] | None = None) -> Hashes:
    """The hash of every token of a document.

    Parameters
    ----------
    document : Document
    codes : uint32 array, optional
        ``folded(document.text)``, where it is at hand.

    Returns
    -------
    uint64 array of shape (tokens,)
    """
    if not len(document.tokens):
        return np.zeros(0, np.uint64)
    return hash_tokens(folded(document.text) if codes is None else codes, document.tokens)


def word_hashes(words: Sequence[str]) -> Hashes:
    """The hash of every word of a list, whatever its case.

    Examples
    --------
    >>> one, two, other = word_hashes(["Sicher", "sicher", "unsicher"]).tolist()
    >>> one == two, one == other
    (True, False)
    """
    lengths = np.array([len(word) for word in words], np.int64)
    ends = np.cumsum(lengths)
    offsets = np.column_stack([ends - lengths, ends]).astype(np.int32)
    if not len(words):
        return np.zeros(0, np.uint64)
    return hash_tokens(folded("".join(words)), offsets)
