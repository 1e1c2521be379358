"""Labelled corpora, each described by a card: ``datasets/<name>/card.toml``.

A card says where the files are and what they hash to, which column holds what, and under
which licence they may be used. To add a dataset is to add a card. ``docs/datasets.md`` says
how to write one.
"""

from framing.cards.catalog import (
    CARDS,
    KINDS,
    MANIFEST_COLUMNS,
    UNITS,
    card,
    list_datasets,
    manifest,
    split_card,
)
from framing.cards.checks import contradictions, repeats
from framing.cards.editions import load_edition
from framing.cards.files import files_of, is_here
from framing.cards.formats import FORMS
from framing.cards.loading import META, load_dataset
from framing.cards.own import add_dataset, describe

__all__ = [
    "CARDS",
    "FORMS",
    "KINDS",
    "MANIFEST_COLUMNS",
    "META",
    "UNITS",
    "add_dataset",
    "card",
    "contradictions",
    "describe",
    "files_of",
    "is_here",
    "list_datasets",
    "load_dataset",
    "load_edition",
    "manifest",
    "repeats",
    "split_card",
]
