"""Attributions as sets of word numbers, so that marks and spaces at their edges play no part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from framing.document import Attribution, Document, Offsets, Span
from framing.segment import tokenize

Numbers = frozenset[int]
NONE: Numbers = frozenset()


class Unit(NamedTuple):
    """An attribution in words: the numbers of the words of each role."""

    type: str
    source: Numbers
    cue: Numbers
    content: Numbers


def word_offsets(text: str) -> Offsets:
    """Offsets of the words and numbers of a text, boilerplate included.

    Examples
    --------
    >>> word_offsets("“Go!”, she said.").tolist()
    [[1, 3], [7, 10], [11, 15]]
    """
    tokens, words = tokenize(text)
    return tokens[words]


def numbers(words: Offsets, spans: Iterable[Span]) -> Numbers:
    """The numbers of the words that spans touch.

    Examples
    --------
    >>> sorted(numbers(word_offsets("“Go!”, she said."), [Span(0, 5), Span(10, 16)]))
    [0, 2]
    """
    found: set[int] = set()
    starts, ends = words[:, 0], words[:, 1]
    for span in spans:
        first = int(np.searchsorted(ends, span.start, side="right"))
        found.update(range(first, int(np.searchsorted(starts, span.end, side="left"))))
    return frozenset(found)


def units(document: Document, words: Offsets) -> list[Unit]:
    """The attributions of a document in words."""

    def unit(one: Attribution) -> Unit:
        source = numbers(words, [one.source]) if one.source else NONE
        return Unit(one.type, source, numbers(words, one.cue), numbers(words, one.content))

    return [unit(one) for one in document.attributions]


def fragments(words: Numbers) -> list[tuple[int, int]]:
    """Contiguous runs of words: the first and the last number of each.

    Examples
    --------
    >>> fragments(frozenset({3, 4, 5, 9}))
    [(3, 5), (9, 9)]
    """
    runs: list[tuple[int, int]] = []
    for number in sorted(words):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def iou(one: Numbers, other: Numbers) -> float:
    """Words in both over words in either, 0 to 1; 0 where neither has any.

    Examples
    --------
    >>> iou(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def written(document: Document, words: Offsets, numbers: Sequence[int]) -> str:
    """The words of a source as one string, in lower case, to tell sources apart.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("The Mayor, Ada Holm, has left.", "en")
    >>> written(doc, word_offsets(doc.text), [0, 1, 2, 3])
    'the mayor ada holm'
    """
    return " ".join(document.text[a:b].lower() for a, b in words[sorted(numbers)].tolist())


def assigned(likeness: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The one-to-one pairing of rows with columns that has the largest sum (Kuhn 1955).

    Parameters
    ----------
    likeness : table of float
        A row for each gold attribution, a column for each predicted one.

    Returns
    -------
    list of (int, int)
        Row and column of each pair, as many as the shorter side has.

    Examples
    --------
    >>> assigned([[0.9, 0.8], [0.7, 0.0]])
    [(0, 1), (1, 0)]
    >>> assigned([[], []])
    []
    """
    from scipy.optimize import linear_sum_assignment

    if not likeness or not likeness[0]:
        return []
    rows, columns = linear_sum_assignment(np.array(likeness), maximize=True)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
