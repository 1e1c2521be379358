"""Hashed n-grams of words and characters, of many passages at once.

Each n-gram becomes the number of a bucket. A rater then holds no list of words, and what it
needs of a text is found by arrays: no string is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.lexicon.hashing import hash_tokens
from framing.models.passages import Integers, Passages
from framing.vectors.forms import folded

KINDS = ("word", "char")
MIX = np.uint64(0xD1342543DE82EF95)
STEP = np.uint64(0x9E3779B97F4A7C15)


class Grams(NamedTuple):
    """Occurrences of n-grams.

    Attributes
    ----------
    passage : int64 array of shape (k,)
        The passage each stands in.
    bucket : int64 array of shape (k,)
        What it is.
    span : int64 array of shape (k, 2)
        Start and end offset in its document.
    """

    passage: Integers
    bucket: Integers
    span: Integers


def grams(passages: Passages, kind: str, sizes: Sequence[int], bits: int) -> Grams:
    """All n-grams of some sizes in passages.

    Parameters
    ----------
    passages : Passages
    kind : {'word', 'char'}
        n-grams of tokens, or of characters within a piece; both in lower case, with
        quotation marks, dashes, spaces and digits of one form.
    sizes : sequence of int
        How many tokens or characters.
    bits : int
        There are ``2 ** bits`` buckets.

    Returns
    -------
    Grams

    Examples
    --------
    >>> import framing
    >>> two = Passages.articles([framing.parse(t, "en") for t in ("No, no.", "no")])
    >>> found = grams(two, "word", [1], 16)
    >>> found.passage.tolist(), len(set(found.bucket[[0, 2, 4]].tolist()))
    ([0, 0, 0, 0, 1], 1)
    """
    codes, base = _codes(passages)
    if kind == "word":
        passage, hashes, spans = _word_hashes(passages, codes, base, sizes)
    else:
        passage, hashes, spans = _char_hashes(passages, codes, base, sizes)
    bucket = ((hashes * MIX) >> np.uint64(64 - bits)).astype(np.int64)
    starts = base[passages.document[passage]]
    return Grams(passage, bucket, spans - starts[:, None])


def token_hashes(passages: Passages) -> NDArray[np.uint64]:
    """A hash of every token of all documents, as n-grams compare them."""
    codes, base = _codes(passages)
    return _hashes(codes, _tokens(passages, base))


def counts(found: Grams, bits: int, n: int) -> tuple[Integers, Integers, Integers]:
    """How often which n-gram stands in which passage.

    Returns
    -------
    passage, bucket, count : int64 arrays of shape (u,)
        One entry for each n-gram of a passage, by passage.
    """
    keys, times = np.unique((found.passage << bits) | found.bucket, return_counts=True)
    return keys >> bits, keys & ((1 << bits) - 1), times.astype(np.int64)


def _codes(passages: Passages) -> tuple[NDArray[np.uint32], Integers]:
    """The folded code points of all documents behind each other, and where each begins."""
    lengths = np.array([len(document.text) for document in passages.documents], np.int64)
    codes = folded("".join(document.text for document in passages.documents))
    return codes, np.cumsum(lengths) - lengths


def _ranges(first: Integers, last: Integers) -> tuple[Integers, Integers]:
    """All numbers from each first to the one before its last, and which range each is of."""
    lengths = np.maximum(last - first, 0)
    owner = np.repeat(np.arange(len(first)), lengths)
    before = np.cumsum(lengths) - lengths
    return np.arange(len(owner)) - before[owner] + first[owner], owner


def _word_hashes(
    passages: Passages, codes: NDArray[np.uint32], base: Integers, sizes: Sequence[int]
) -> tuple[Integers, NDArray[np.uint64], Integers]:
    tokens = _tokens(passages, base)
    single = _hashes(codes, tokens)
    first, last = passages.token_ranges
    found = []
    for size in sizes:
        at, piece = _ranges(first, last - size + 1)
        hashes = np.full(len(at), np.uint64(size), np.uint64)
        for step in range(size):
            hashes = hashes * STEP + single[at + step]
        spans = np.column_stack([tokens[at, 0], tokens[at + size - 1, 1]])
        found.append((passages.pieces[piece, 0], hashes, spans))
    return _joined(found)


def _char_hashes(
    passages: Passages, codes: NDArray[np.uint32], base: Integers, sizes: Sequence[int]
) -> tuple[Integers, NDArray[np.uint64], Integers]:
    at_document = base[passages.document[passages.pieces[:, 0]]]
    first, last = passages.pieces[:, 1] + at_document, passages.pieces[:, 2] + at_document
    found = []
    for size in sizes:
        at, piece = _ranges(first, last - size + 1)
        spans = np.column_stack([at, at + size])
        hashes = np.full(len(at), np.uint64(size), np.uint64)
        for step in range(size):
            hashes = hashes * STEP + codes[at + step]
        found.append((passages.pieces[piece, 0], hashes, spans))
    return _joined(found)


def _tokens(passages: Passages, base: Integers) -> Integers:
    """The offsets of all tokens in the joined text."""
    none = np.zeros((0, 2), np.int64)
    each = [d.tokens + at for d, at in zip(passages.documents, base, strict=True)]
    return np.concatenate([none, *each])


def _hashes(codes: NDArray[np.uint32], tokens: Integers) -> NDArray[np.uint64]:
    if not len(tokens):
        return np.zeros(0, np.uint64)
    return hash_tokens(codes, tokens)  # type: ignore[arg-type]


def _joined(
    found: list[tuple[Integers, NDArray[np.uint64], Integers]],
) -> tuple[Integers, NDArray[np.uint64], Integers]:
    passage, hashes, spans = zip(*found, strict=True)
    return np.concatenate(passage), np.concatenate(hashes), np.concatenate(spans)
