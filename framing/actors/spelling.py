"""Whether two names differ by a slip of one letter."""

from __future__ import annotations


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter was changed, left out or added.

    Examples
    --------
    >>> one_letter_apart("xi jinping", "xi jiinping"), one_letter_apart("holm", "holms!")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or short == long:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(long) == len(short):
        return short[at + 1 :] == long[at + 1 :]
    return short[at:] == long[at + 1 :]
