"""Treebanks and silver sentences for the tagger, and how they come in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from framing.segment import tokenize
from framing.tagging.forms import FEATURES, ROWS, forms_of
from framing.tagging.tagger import TAGS
from framing.training.tagger_network import Batch

FREE = ("bio", "conversation", "interview", "news", "speech", "textbook", "vlog", "voyage")
AT_ONCE = 1 << 15  # characters that are hashed at once
NUMBER = {name: at for at, name in enumerate(TAGS)}


class Sentence(NamedTuple):
    """A sentence of a treebank.

    Attributes
    ----------
    document : str
        Id of its document, empty where the treebank has none.
    forms : tuple of str
        Its tokens.
    tags : tuple of int
        Index into ``TAGS`` for each token.
    spaced : tuple of bool
        Whether a space stands before each token.
    """

    document: str
    forms: tuple[str, ...]
    tags: tuple[int, ...]
    spaced: tuple[bool, ...]


def read_treebank(path: Path, words: bool = False) -> list[Sentence]:
    """The sentences of a file in the CoNLL-U format.

    Parameters
    ----------
    path : Path
    words : bool
        Whether a contraction (``zum``, ``don't``) is given as its syntactic words. Otherwise it
        is one token with the tag of its first word, unless this project's own tokens divide it
        as the treebank does (``minister's``).
    """
    found, document, rows = [], "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc id"):
            document = line.partition("=")[2].strip()
        elif line and line[0] != "#":
            rows.append(line.split("\t"))
        elif not line and rows:
            found.append(_sentence(document, rows, words))
            rows = []
    return found


def _sentence(document: str, rows: list[list[str]], words: bool) -> Sentence:
    by_id = {row[0]: row for row in rows}
    tokens: list[tuple[str, str, bool]] = []
    spaced, behind = False, 0
    for row in rows:
        first, _, last = row[0].partition("-")
        if "." in first or int(first) <= behind:
            continue  # an empty node, or a word of a contraction
        parts = [row]
        if last:
            behind = int(last)
            inside = [by_id[str(number)] for number in range(int(first), behind + 1)]
            parts = inside if words or _divided(row[1], inside) else [[*row[:3], inside[0][3]]]
        glued = "".join(part[1] for part in parts) == row[1]
        tokens += [
            (part[1], part[3], spaced if not at else not glued) for at, part in enumerate(parts)
        ]
        spaced = "SpaceAfter=No" not in row[9]
    forms, tags, spaces = zip(*tokens, strict=True)
    return Sentence(document, forms, tuple(NUMBER[tag] for tag in tags), spaces)


def _divided(form: str, words: list[list[str]]) -> bool:
    """Whether the project's tokens of a contraction are the treebank's words."""
    offsets, _ = tokenize(form)
    return [form[start:end] for start, end in offsets.tolist()] == [word[1] for word in words]


def free_documents(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of GUM whose texts may be used for any purpose (its LICENSE.txt)."""
    return [one for one in sentences if one.document.split("_")[1] in FREE]


class Examples:
    """Sentences with the tags to learn.

    Parameters
    ----------
    sentences : sequence of sequence of str
        Forms.
    targets : float32 array of shape (tokens, tags)
        How likely each tag is; None where there is nothing to learn.
    """

    def __init__(
        self, sentences: Sequence[Sequence[str]], targets: NDArray[np.float32] | None
    ) -> None:
        self.sizes = np.array([len(one) for one in sentences])
        self.at = np.concatenate([[0], np.cumsum(self.sizes)])
        numbers: dict[str, int] = {}
        tokens = [numbers.setdefault(form, len(numbers)) for one in sentences for form in one]
        self.form = np.array(tokens)
        self.rows, breaks = _rows_of(list(numbers))
        self.breaks = breaks[self.form]
        self.targets = targets

    def batches(self, size: int, chance: np.random.Generator) -> list[NDArray[np.intp]]:
        """All sentences in groups of similar length."""
        order = chance.permutation(len(self.sizes))
        groups: list[NDArray[np.intp]] = []
        for start in range(0, len(order), 30 * size):
            some = order[start : start + 30 * size]
            some = some[np.argsort(self.sizes[some], kind="stable")]
            groups += [some[at : at + size] for at in range(0, len(some), size)]
        return groups

    def batch(self, which: NDArray[np.intp]) -> Batch:
        """Some sentences side by side."""
        shape = (len(which), int(self.sizes[which].max()))
        inside = np.arange(shape[1]) < self.sizes[which][:, None]
        tokens = np.concatenate([np.arange(self.at[i], self.at[i + 1]) for i in which])
        distinct, numbers = np.unique(self.form[tokens], return_inverse=True)
        form, clause = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        form[inside] = numbers + 1
        begins = self.breaks[tokens].copy()
        begins[np.cumsum(self.sizes[which]) - self.sizes[which]] = True
        clause[inside] = np.cumsum(begins)
        target = np.zeros((*shape, len(TAGS)), np.float32)
        if self.targets is not None:
            target[inside] = self.targets[tokens]
        rows = np.concatenate([np.full((1, FEATURES), ROWS), self.rows[distinct]])
        of = torch.from_numpy
        return Batch(of(rows), of(form), of(clause), int(begins.sum()) + 1, of(target))


def _rows_of(forms: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    rows, breaks = [], []
    for some in _pieces(forms):
        ends = np.cumsum([len(form) + 1 for form in some]) - 1
        starts = ends - [len(form) for form in some]
        found = forms_of(" ".join(some), np.column_stack([starts, ends]).astype(np.int32))
        rows.append(found.rows[found.of_token])
        breaks.append(found.breaks)
    return np.concatenate(rows), np.concatenate(breaks)


def _pieces(forms: Sequence[str]) -> Iterator[list[str]]:
    some: list[str] = []
    size = 0
    for form in forms:
        some.append(form)
        size += len(form) + 1
        if size > AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def gold_targets(sentences: Sequence[Sentence], smoothing: float = 0.05) -> NDArray[np.float32]:
    """Targets for annotated tags, with a little left for the others; shape (tokens, tags)."""
    tags = np.array([tag for one in sentences for tag in one.tags])
    targets = np.full((len(tags), len(TAGS)), smoothing / len(TAGS), np.float32)
    targets[np.arange(len(tags)), tags] += 1 - smoothing
    return targets
