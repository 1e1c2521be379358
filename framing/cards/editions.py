"""Editions of a shared task: which rows of which splits it trained and tested on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from framing.cards.catalog import card
from framing.cards.loading import load_dataset
from framing.document import Corpus, Document
from framing.language import nearest


def load_edition(name: str, edition: str, *, attribution: str = "auto") -> Mapping[str, Corpus]:
    """The parts of a dataset as an edition of its shared task used them.

    Parameters
    ----------
    name : str
        Name of a card with ``[editions]``.
    edition : str
        Mostly a year: ``'2024'``.
    attribution : {'auto', 'rules', 'model'}
        As for ``load_dataset``.

    Returns
    -------
    mapping of str to Corpus
        ``train``, ``test`` and where there is one ``dev``.

    Raises
    ------
    ValueError
        If the card has no such edition, or a part of it cannot be had.
    FetchError
        If a file cannot be had.
    """
    facts = card(name)
    editions: Mapping[str, Any] = facts.get("editions", {})
    if edition not in editions:
        raise ValueError(f"{name} has no edition {edition!r}; {nearest(edition, editions)}")
    needed = dict.fromkeys(
        piece["split"] for pieces in editions[edition].values() for piece in pieces
    )
    if away := [split for split in needed if split not in facts["files"]]:
        where = facts.get("not_available", {}).get(away[0], facts["route"])
        raise ValueError(
            f"edition {edition} of {name} needs the split {away[0]!r}, to be had from {where}"
        )
    whole = {split: load_dataset(name, split, attribution=attribution) for split in needed}
    return {part: _joined(whole, pieces) for part, pieces in editions[edition].items()}


def _joined(whole: Mapping[str, Corpus], pieces: list[Mapping[str, Any]]) -> Corpus:
    """Splits, or the rows of a split from a first to a last one, behind each other."""
    documents: list[Document] = []
    for piece in pieces:
        corpus = whole[piece["split"]]
        first, last = piece.get("rows", (1, math.inf))
        documents += [document for document in corpus if first <= _row(document.id) <= last]
    return Corpus(tuple(documents))


def _row(name: str) -> int:
    return int(name.rpartition("-")[2])
