"""Corpora in which people marked who says what, each with its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from framing.annotations.base import Annotated, Group, Official, document_of
from framing.annotations.brat import annotator, polnear
from framing.annotations.jsonl import read_attributions
from framing.annotations.wikinews import german_quotes

Reader = Callable[[Mapping[str, Path]], Iterator[Annotated]]

# What a card names as its reader, for corpora of one file an article.
READERS: Mapping[str, Reader] = {"german_quotes": german_quotes, "polnear": polnear}

__all__ = [
    "READERS",
    "Annotated",
    "Group",
    "Official",
    "annotator",
    "document_of",
    "read_attributions",
]
