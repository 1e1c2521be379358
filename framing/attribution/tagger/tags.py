"""Tags and spans: each role of an attribution is a layer of tags over the tokens.

Layers are independent, so that a source can stand inside the content it introduces and a
content inside another one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.attribution.view import Range

LAYERS = ("content", "nested", "cue", "source")
CONTENT, NESTED, CUE, SOURCE = range(len(LAYERS))
OUT, BEGIN, INSIDE, BEGIN_TAIL, INSIDE_TAIL = range(5)
N_TAGS = 5
AHEAD_COSTS = 3  # tokens by which a head behind its tail seems farther away
Tags = NDArray[np.int8]


class Spans(NamedTuple):
    """What the tags say: contents (with True for nested ones), cues in parts, sources."""

    contents: list[tuple[Range, bool]]
    cues: list[tuple[Range, ...]]
    sources: list[Range]


def allowed() -> NDArray[np.bool_]:
    """Which tag may follow which; shape (layers, from, to). Only cues have tails."""
    follows = np.zeros((len(LAYERS), N_TAGS, N_TAGS), bool)
    follows[:, :, OUT] = follows[:, :, BEGIN] = True
    follows[:, BEGIN, INSIDE] = follows[:, INSIDE, INSIDE] = True
    follows[CUE, :, BEGIN_TAIL] = True
    follows[CUE, BEGIN_TAIL, INSIDE_TAIL] = follows[CUE, INSIDE_TAIL, INSIDE_TAIL] = True
    return follows


def may_begin() -> NDArray[np.bool_]:
    """Which tag may come first in a window; shape (layers, tags). A span may go on in it."""
    first = np.zeros((len(LAYERS), N_TAGS), bool)
    first[:, [OUT, BEGIN, INSIDE]] = True
    first[CUE] = True
    return first


def write(row: Tags, ranges: Iterable[Range], begin: int = BEGIN) -> None:
    """Tag some ranges of a layer, where nothing is tagged yet."""
    for first, last in ranges:
        if first < last and not row[first:last].any():
            row[first] = begin
            row[first + 1 : last] = begin + 1


def ranges_of(row: Tags, begin: int = BEGIN) -> list[Range]:
    """The ranges that are tagged in a layer; one may lack its beginning.

    >>> ranges_of(np.array([0, 1, 2, 0, 1, 1, 0, 2], np.int8))
    [(1, 3), (4, 5), (5, 6), (7, 8)]
    """
    out: list[Range] = []
    inside = (row == begin) | (row == begin + 1)
    begins = (row == begin) | (inside & ~np.concatenate(([False], inside[:-1])))
    for first in begins.nonzero()[0].tolist():
        last = first + 1
        while last < len(row) and row[last] == begin + 1:
            last += 1
        out.append((first, last))
    return out


def spans_of(tags: Tags, sentence: NDArray[np.int64]) -> Spans:
    """The spans of a document.

    Parameters
    ----------
    tags : int8 array of shape (layers, n)
    sentence : int64 array of shape (n,)
        The number of the sentence of each token: the tail of a cue (``warf ... vor``) belongs
        to the nearest head of its sentence, if there is one.
    """
    contents = [(part, False) for part in ranges_of(tags[CONTENT])]
    contents += [(part, True) for part in ranges_of(tags[NESTED])]
    heads = ranges_of(tags[CUE])
    starts = [head[0] for head in heads]
    parts: list[list[Range]] = [[head] for head in heads]
    for tail in ranges_of(tags[CUE], BEGIN_TAIL):
        at = bisect_left(starts, tail[0])
        near = [
            (abs(tail[0] - heads[i][1]) + (tail[0] < heads[i][0]) * AHEAD_COSTS, i)
            for i in (at - 1, at)  # heads do not overlap: only the nearest on either side count
            if 0 <= i < len(heads) and sentence[starts[i]] == sentence[tail[0]]
        ]
        if near:
            parts[min(near)[1]].append(tail)
        else:
            parts.append([tail])
    cues = sorted(tuple(sorted(cue)) for cue in parts)
    return Spans(sorted(contents), cues, ranges_of(tags[SOURCE]))
