"""The surface of a passage: its length, its marks and its capitals, counted by arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.lexicon.hashing import code_points
from framing.models.passages import Integers, Passages

MARKS = {
    "exclamation": "!",
    "question": "?",
    "comma": ",",
    "colon": ":;",
    "dash": "–—",
    "bracket": "([",
    "ellipsis": "…",
    "quotation": '"“”„«»',
    "apostrophe": "'’‘‚",
    "digit": "0123456789",
}
SURFACE = (
    "words",
    "letters_per_token",
    "sentences",
    "source_share",
    "quotations",
    "attributions",
    "capitalised_share",
    "all_capitals",
    "full_stop",
    *MARKS,
)


def surface(
    passages: Passages, words: Integers, source_share: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Counts on a scale of logarithms, and shares.

    Parameters
    ----------
    passages : Passages
    words : int array of shape (n,)
        Words of each passage.
    source_share : float array of shape (n,)
        Share of them in a source's voice.

    Returns
    -------
    float32 array of shape (n, len(SURFACE))
    """
    codes, base = _codes(passages)
    at = base[passages.document[passages.pieces[:, 0]]]
    low, high = passages.pieces[:, 1] + at, passages.pieces[:, 2] + at
    tokens = np.maximum(passages.tokens(), 1)
    initial, capitals, letters = _token_facts(passages, codes, base)
    columns = [
        np.log1p(words),
        passages.tokens(letters) / tokens,
        np.log1p(np.bincount(passages.pieces[:, 0], minlength=len(passages))),
        source_share,
        np.log1p(_begun(passages, "quotes")),
        np.log1p(_begun(passages, "attributions")),
        passages.tokens(initial) / tokens,
        np.log1p(passages.tokens(capitals)),
        _full_stop(passages, codes, base),
    ]
    for marks in MARKS.values():
        hit = np.isin(codes, code_points(marks))
        sums = np.concatenate([[0], np.cumsum(hit)])
        per_piece = sums[high] - sums[low]
        columns.append(
            np.log1p(np.bincount(passages.pieces[:, 0], per_piece, minlength=len(passages)))
        )
    return np.column_stack(columns).astype(np.float32)


def _codes(passages: Passages) -> tuple[NDArray[np.uint32], Integers]:
    lengths = np.array([len(document.text) for document in passages.documents], np.int64)
    return (
        code_points("".join(document.text for document in passages.documents)),
        np.cumsum(lengths) - lengths,
    )


def _token_facts(
    passages: Passages, codes: NDArray[np.uint32], base: Integers
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], Integers]:
    """Of each token: whether it begins with a capital, is all capitals; its length."""
    none = np.zeros((0, 2), np.int64)
    tokens = np.concatenate(
        [none, *(d.tokens + at for d, at in zip(passages.documents, base, strict=True))]
    )
    is_word = np.concatenate([np.zeros(0, bool), *(d.words for d in passages.documents)])
    upper = ((codes >= 65) & (codes <= 90)) | ((codes >= 0xC0) & (codes <= 0xDE))
    sums = np.concatenate([[0], np.cumsum(upper)])
    letters = tokens[:, 1] - tokens[:, 0]
    capitals = sums[tokens[:, 1]] - sums[tokens[:, 0]]
    initial = upper[tokens[:, 0]] if len(tokens) else np.zeros(0, bool)
    return initial & is_word, (capitals == letters) & (letters > 2), letters


def _begun(passages: Passages, what: str) -> Integers:
    """How many quotations or attributions begin in each passage."""
    found = np.zeros(len(passages), np.int64)
    edges = passages.piece_edges
    for number, document in enumerate(passages.documents):
        starts = (
            document.quotes[:, 0].tolist()
            if what == "quotes"
            else [one.content[0].start for one in document.attributions if one.content]
        )
        pieces = passages.pieces[edges[number] : edges[number + 1]]
        if not starts or not len(pieces):
            continue
        at = np.searchsorted(pieces[:, 1], np.array(starts), side="right") - 1
        np.add.at(found, pieces[np.maximum(at, 0), 0], 1)
    return found


def _full_stop(
    passages: Passages, codes: NDArray[np.uint32], base: Integers
) -> NDArray[np.float64]:
    """Whether a passage ends with a full stop: captions, headlines and fragments do not."""
    offsets = passages.offsets
    last = offsets[:, 1] + base[passages.document] - 1
    filled = offsets[:, 1] > 0
    out = np.zeros(len(passages))
    out[filled] = codes[last[filled]] == ord(".")
    return out
