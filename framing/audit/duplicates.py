"""Which rows have the same text, or nearly: a rater that has learnt one knows the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from math import ceil

from framing.document import Document

ALIKE = 0.8  # Jaccard similarity of word triples from which two texts are near duplicates
SIZE = 3


class Sets:
    """Which of n things belong together, joined two by two (union-find)."""

    def __init__(self, n: int) -> None:
        self.parent = list(range(n))

    def find(self, one: int) -> int:
        """The representative of what one thing belongs to."""
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Put two things, and all that belongs to either, together; the first one leads."""
        a, b = sorted((self.find(one), self.find(other)))
        self.parent[b] = a

    def all(self) -> list[int]:
        """The representative of each thing."""
        return [self.find(one) for one in range(len(self.parent))]


def normalised(document: Document) -> tuple[str, ...]:
    """The words of a document in lower case, without punctuation and layout.

    Examples
    --------
    >>> import framing
    >>> normalised(framing.parse("“A  reckless plan!”", "en"))
    ('a', 'reckless', 'plan')
    """
    words = document.words.tolist()
    return tuple(form for form, word in zip(document.lower, words, strict=True) if word)


def identical(documents: Sequence[Document]) -> list[int]:
    """For each document the first one with the same normalised text.

    A text without any word is like itself only.
    """
    first: dict[tuple[str, ...], int] = {}
    out = []
    for number, document in enumerate(documents):
        words = normalised(document)
        out.append(first.setdefault(words, number) if words else number)
    return out


def duplicates(documents: Sequence[Document], alike: float = ALIKE) -> list[int]:
    """For each document a representative of all that are the same text, or nearly.

    Two texts are near duplicates where the Jaccard similarity of their sets of word triples,
    |A and B| / |A or B|, is at least ``alike``; the relation is closed (if a is like b and b
    like c, all three are together). All pairs are found: texts so alike share one of
    their rarest triples (prefix filter: Chaudhuri, Ganti & Kaushik 2006).

    Parameters
    ----------
    documents : sequence of Document
    alike : float
        0 to 1.

    Returns
    -------
    list of int
        Number of the first document of each set.

    Examples
    --------
    >>> import framing
    >>> text = "The council voted on Monday to close the old bridge over the river for good"
    >>> texts = [text + ".", "Nothing of it is true.", text + " now."]
    >>> duplicates([framing.parse(one, "en") for one in texts])
    [0, 1, 0]
    """
    same = identical(documents)
    sets = Sets(len(documents))
    for number, first in enumerate(same):
        sets.join(number, first)
    distinct = [number for number, first in enumerate(same) if first == number]
    triples = {number: _triples(normalised(documents[number])) for number in distinct}
    frequency = Counter(triple for found in triples.values() for triple in found)
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, found in triples.items():
        rare = sorted(found, key=lambda triple: (frequency[triple], triple))
        prefix = rare[: len(rare) - _least(alike, len(rare)) + 1]
        for other in {other for triple in prefix for other in index[triple]}:
            shared = len(found & triples[other])
            if shared >= alike * (len(found) + len(triples[other]) - shared):
                sets.join(number, other)
        for triple in prefix:
            index[triple].append(number)
    return sets.all()


def together(groups: Sequence[Hashable | None], same: Sequence[int]) -> list[int]:
    """Groups joined where they share a text: what has to stay in one fold.

    Parameters
    ----------
    groups : sequence of length n
        None where unknown: a group of its own.
    same : sequence of int, length n
        From ``duplicates``.

    Returns
    -------
    list of int
        Number of the first row of each joined group.

    Examples
    --------
    >>> together(["a", "a", "b", "c", None], [0, 1, 1, 3, 4])
    [0, 0, 0, 3, 4]
    """
    sets = Sets(len(groups))
    first: dict[Hashable, int] = {}
    for number, (group, representative) in enumerate(zip(groups, same, strict=True)):
        sets.join(number, representative)
        if group is not None:
            sets.join(number, first.setdefault(group, number))
    return sets.all()


def _least(alike: float, size: int) -> int:
    """The fewest triples that a text of this size shares with one that is alike."""
    return max(1, ceil(alike * size - 1e-9))


def _triples(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The sets of a short text are its words as a whole, so that only the same text is alike."""
    if len(words) <= SIZE:
        return frozenset([words]) if words else frozenset()
    return frozenset(words[at : at + SIZE] for at in range(len(words) - SIZE + 1))
