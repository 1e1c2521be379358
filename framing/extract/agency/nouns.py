"""Noun phrases by parts of speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from framing.tagging import TAGS

NOUN, PROPN, PRON, ADJ, DET, NUM, ADP = map(
    TAGS.index, ("NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "ADP")
)
NOMINAL = frozenset((ADJ, DET, NOUN, NUM, PRON, PROPN))
HEADS = frozenset((NOUN, PRON, PROPN))
GENITIVES = frozenset(("'s", "’s", "'", "’"))
REFLEXIVES = frozenset(("sich", "itself", "themselves", "himself", "herself", "einander"))


class Chunk(NamedTuple):
    """A noun phrase without what follows its head.

    Attributes
    ----------
    start, end : int
        Tokens.
    led : bool
        Whether a preposition stands before it.
    """

    start: int
    end: int
    led: bool


def chunks(tags: Sequence[int], lower: Sequence[str], low: int, high: int) -> Iterator[Chunk]:
    """The noun phrases in a stretch of tokens, in order.

    Parameters
    ----------
    tags : sequence of int
        The part of speech of each token of a document.
    lower : sequence of str
        The tokens in lower case.
    low, high : int
        Where the stretch begins and ends.
    """
    at = low
    while at < high:
        if tags[at] not in NOMINAL or lower[at] in REFLEXIVES:
            at += 1
            continue
        end = at + 1
        while end < high and _goes_on(tags, lower, at, end):
            end += 1
        if not HEADS.isdisjoint(tags[at:end]):
            yield Chunk(at, end, at > low and tags[at - 1] == ADP)
        at = end


def _goes_on(tags: Sequence[int], lower: Sequence[str], start: int, at: int) -> bool:
    """Whether a token goes on with a noun phrase; a determiner or pronoun begins a new one."""
    tag = tags[at]
    if tag not in NOMINAL:
        return lower[at] in GENITIVES
    ended = tags[at - 1] in HEADS and lower[at - 1] not in GENITIVES
    if tag in (DET, PRON):
        return not ended and tags[at - 1] == DET
    if tags[start] == PRON and ended and tag != NOUN:
        return False
    return not (tag in (ADJ, NUM) and ended)
