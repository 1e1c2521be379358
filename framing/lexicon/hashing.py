"""What is known of each token of a text, without making a string of each.

A token gets a hash of 64 bits from its code points, all tokens of a text at once; a table
leads from the hash to a number that stands for what is known of the form. Only forms that
come up for the first time become strings.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from framing.document import Offsets

BASE = 0x9E3779B97F4A7C15  # odd, so that there is a number that undoes a multiplication with it
INVERSE = pow(BASE, -1, 1 << 64)
MIX = np.uint64(0xD1342543DE82EF95)
SLOTS = 1 << 19
SHIFT = np.uint64(64 - 19)
PLACES = 4  # slots in which a form may stand
NO_HASH = np.uint64(0xFFFFFFFFFFFFFFFF)
KEPT = 1 << 16  # characters of a text for which powers are kept at hand

Hashes = NDArray[np.uint64]


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text; lone surrogates are passed on.

    >>> code_points("Ja").tolist()
    [74, 97]
    """
    raw = text.encode("utf-32-le", "surrogatepass")
    return np.frombuffer(raw, np.dtype("<u4")).astype(np.uint32, copy=False)


def hash_tokens(codes: NDArray[np.uint32], tokens: Offsets) -> Hashes:
    """A hash of each token, as it is written.

    Parameters
    ----------
    codes : uint32 array
        The code points of the text.
    tokens : int32 array of shape (n, 2)
        Offsets of tokens.

    Examples
    --------
    >>> codes = code_points("no, no")
    >>> hashes = hash_tokens(codes, np.array([[0, 2], [2, 3], [4, 6]], np.int32))
    >>> bool(hashes[0] == hashes[2]), bool(hashes[0] == hashes[1])
    (True, False)
    """
    powers, inverses = _kept_powers() if len(codes) < KEPT else _powers(len(codes) + 1)
    sums = np.empty(len(codes) + 1, np.uint64)
    sums[0] = 0
    np.multiply(codes, powers[: len(codes)], out=sums[1:])
    np.add.accumulate(sums, out=sums)
    offsets = tokens.astype(np.intp)
    hashes: Hashes = sums[offsets[:, 1]]
    hashes -= sums[offsets[:, 0]]
    hashes *= inverses[offsets[:, 0]]
    return hashes


@cache
def _kept_powers() -> tuple[Hashes, Hashes]:
    return _powers(KEPT)


def _powers(n: int) -> tuple[Hashes, Hashes]:
    def row(base: int) -> Hashes:
        powers = np.full(n, base, np.uint64)
        powers[0] = 1
        return powers.cumprod()

    return row(BASE), row(INVERSE)


class FormTable:
    """From the hash of a form to a number; a form that is not in it is computed.

    A new form takes the place of an older one, so the table never grows.

    Parameters
    ----------
    number : callable
        The number that stands for what is known of a form.

    Examples
    --------
    >>> table = FormTable(len)
    >>> text, tokens = "To be", np.array([[0, 2], [3, 5]], np.int32)
    >>> table.numbers(text, tokens, hash_tokens(code_points(text), tokens)).tolist()
    [2, 2]
    """

    def __init__(self, number: Callable[[str], int]) -> None:
        self.number = number
        self._turn = 0
        self.clear()

    def clear(self) -> None:
        """Forget all forms."""
        self._hashes = np.full(SLOTS, NO_HASH)
        self._numbers = np.zeros(SLOTS, np.int32)

    def numbers(self, text: str, tokens: Offsets, hashes: Hashes) -> NDArray[np.int32]:
        """The number of each token."""
        slots = ((hashes * MIX) >> SHIFT).view(np.int64)
        found = self._numbers.take(slots)
        missed = (self._hashes.take(slots) != hashes).nonzero()[0]
        for place in range(1, PLACES):
            if not len(missed):
                return found
            other = slots[missed] ^ place
            found[missed] = self._numbers.take(other)
            missed = missed[self._hashes.take(other) != hashes[missed]]
        if len(missed):
            forms = [text[start:end] for start, end in tokens[missed].tolist()]
            numbers = {form: self.number(form) for form in dict.fromkeys(forms)}
            found[missed] = [numbers[form] for form in forms]
            self._keep(slots[missed], hashes[missed], found[missed])
        return found

    def _keep(self, slots: NDArray[np.int64], hashes: Hashes, numbers: NDArray[np.int32]) -> None:
        """Put forms into a free place of theirs; if there is none one form after another goes."""
        self._turn += 1
        targets = slots ^ (self._turn % PLACES)
        for place in range(PLACES - 1, -1, -1):
            places = slots ^ place
            targets = np.where(self._hashes.take(places) == NO_HASH, places, targets)
        self._hashes[targets] = hashes
        self._numbers[targets] = numbers
