"""From passages to the numbers a rater weighs: blocks of n-grams, measures, surface and vectors.

What a passage counts does not depend on other passages; what that is worth (how rare an n-gram
is, how much a measure varies) is learnt from the training part and kept as ``Worth``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.extract import EXTRACTORS
from framing.language import nearest
from framing.models.ngrams import counts, grams
from framing.models.passages import Integers, Passages
from framing.models.recipe import Ngrams, Recipe
from framing.models.surface import SURFACE, surface
from framing.models.vectors import DIMENSIONS, mean_vectors

Floats = NDArray[np.float32]
BATCH = 1 << 18  # characters that are looked at together
DENSE = ("measures", "surface", "vectors")
LARGEST = 5.0  # standard deviations that a single measure can count


class Sparse(NamedTuple):
    """A table of numbers of which most are 0.

    Attributes
    ----------
    row, column : int64 arrays of shape (k,)
    value : float32 array of shape (k,)
    shape : pair of int
    """

    row: Integers
    column: Integers
    value: Floats
    shape: tuple[int, int]

    def dot(self, weights: Floats) -> NDArray[np.float64]:
        """The table times weights of shape (k, columns); gives shape (rows, k)."""
        return np.column_stack(
            [
                np.bincount(self.row, self.value * one[self.column], minlength=self.shape[0])
                for one in weights
            ]
        )


@dataclass(frozen=True, eq=False)
class Counted:
    """What passages count, before anything is learnt.

    Attributes
    ----------
    sparse : mapping of str to Sparse
        For each block of n-grams the sublinear count, 1 + log(count).
    dense : mapping of str to float32 array of shape (n, k)
        Measures, surface and vectors.
    words : int64 array of shape (n,)
        Words of each passage.
    source_share : float64 array of shape (n,)
        Share of them in a source's voice.
    """

    sparse: Mapping[str, Sparse]
    dense: Mapping[str, Floats]
    words: Integers
    source_share: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.words)


def counted(recipe: Recipe, passages: Passages) -> Counted:
    """What passages count of what a recipe looks at."""
    parts = [_counted(recipe, part) for part in passages.split(BATCH)]
    if not parts:
        parts = [_counted(recipe, passages)]
    return Counted(
        {name: _stacked([p.sparse[name] for p in parts]) for name in parts[0].sparse},
        {name: np.concatenate([p.dense[name] for p in parts]) for name in parts[0].dense},
        np.concatenate([p.words for p in parts]),
        np.concatenate([p.source_share for p in parts]),
    )


def blocks_of(recipe: Recipe) -> dict[str, Ngrams]:
    """The blocks of n-grams that a recipe has, by name."""
    blocks = {"word": recipe.word, "char": recipe.char}
    return {name: block for name, block in blocks.items() if block.weight}


def _counted(recipe: Recipe, passages: Passages) -> Counted:
    words, share = _voices(passages)
    sparse = {name: _sublinear(passages, name, block) for name, block in blocks_of(recipe).items()}
    dense: dict[str, Floats] = {}
    if recipe.measures.weight:
        dense["measures"] = _measures(passages, recipe.measures.families)
    if recipe.surface.weight:
        dense["surface"] = surface(passages, words, share)
    if recipe.vectors.weight:
        dense["vectors"] = mean_vectors(passages)
    return Counted(sparse, dense, words, share)


def _sublinear(passages: Passages, kind: str, block: Ngrams) -> Sparse:
    found = grams(passages, kind, block.sizes, block.bits)
    row, column, times = counts(found, block.bits, len(passages))
    value = (1.0 + np.log(times)).astype(np.float32)
    return Sparse(row, column, value, (len(passages), 1 << block.bits))


def _voices(passages: Passages) -> tuple[Integers, NDArray[np.float64]]:
    documents = passages.documents
    empty = np.zeros(0, bool)
    is_word = np.concatenate([empty, *(document.words for document in documents)])
    in_source = np.concatenate([empty, *(document.source_tokens for document in documents)])
    words = passages.tokens(is_word)
    source = passages.tokens(is_word & in_source)
    return words, source / np.maximum(words, 1)


def measure_names(families: Iterable[str]) -> list[str]:
    """The columns of the block of measures.

    Raises
    ------
    ValueError
        If there is no such extractor.
    """
    names = []
    for family in families:
        if family not in EXTRACTORS:
            raise ValueError(f"no extractor {family!r}; {nearest(family, EXTRACTORS)}")
        names += [f"{family}__{name}" for name in EXTRACTORS[family]().names()]
    return names


def _measures(passages: Passages, families: Iterable[str]) -> Floats:
    names = measure_names(families)
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(passages), len(names)), np.float32)
    for passage, name, _ in hits(passages, families):
        table[passage, place[name]] += 1
    return np.log1p(table)


def hits(passages: Passages, families: Iterable[str]) -> Iterable[tuple[int, str, tuple[int, int]]]:
    """What extractors find: passage, column and offsets of each."""
    families = list(families)
    edges = passages.piece_edges
    for number, document in enumerate(passages.documents):
        pieces = passages.pieces[edges[number] : edges[number + 1]]
        if not len(pieces):
            continue
        starts, owners, ends = pieces[:, 1], pieces[:, 0], pieces[:, 2]
        for family in families:
            for span in EXTRACTORS[family]().find(document):
                at = int(np.searchsorted(starts, span.start, side="right")) - 1
                if at >= 0 and span.start < ends[at]:
                    yield int(owners[at]), f"{family}__{span.label}", (span.start, span.end)


def _stacked(parts: list[Sparse]) -> Sparse:
    before = np.cumsum([0] + [part.shape[0] for part in parts])
    return Sparse(
        np.concatenate([part.row + at for part, at in zip(parts, before, strict=False)]),
        np.concatenate([part.column for part in parts]),
        np.concatenate([part.value for part in parts]),
        (int(before[-1]), parts[0].shape[1]),
    )


def width(recipe: Recipe, name: str) -> int:
    """How many columns a block has."""
    blocks = blocks_of(recipe)
    if name in blocks:
        return 1 << blocks[name].bits
    if name == "measures":
        return len(measure_names(recipe.measures.families))
    return {"surface": len(SURFACE), "vectors": DIMENSIONS}[name]


def dense_of(recipe: Recipe) -> list[str]:
    """The blocks that are no n-grams, by name."""
    return [name for name in DENSE if getattr(recipe, name).weight]


def scaled(recipe: Recipe, name: str, dense: Floats, arrays: Mapping[str, Floats]) -> Floats:
    """A block that is no n-grams as the weights see it: vectors as they are, else deviations."""
    weight = getattr(recipe, name).weight
    if name == "vectors":
        return np.asarray(dense * weight, np.float32)
    return standardized(dense, arrays[f"{name}.centre"], arrays[f"{name}.spread"], weight)


def weighed(table: Sparse, rarity: Floats, weight: float) -> Sparse:
    """Counts times rarity, each row of the block as long as ``weight``.

    An n-gram that was not seen in training has rarity 0 and does not count.
    """
    value = table.value * rarity[table.column]
    length = np.sqrt(np.bincount(table.row, value * value, minlength=table.shape[0]))
    scale = weight / np.maximum(length, 1e-12)
    return table._replace(value=(value * scale[table.row]).astype(np.float32))


def standardized(table: Floats, centre: Floats, spread: Floats, weight: float) -> Floats:
    """Measures as deviations from the training mean, in standard deviations, times a weight.

    Divided by the square root of how many vary, so that a block's length does not depend on
    its width; what never varied in training does not count.
    """
    known = spread > 0
    scaled = np.where(known, (table - centre) / np.where(known, spread, 1.0), 0.0)
    scale = weight / np.sqrt(max(int(known.sum()), 1))
    return np.asarray(np.clip(scaled, -LARGEST, LARGEST) * scale, np.float32)
