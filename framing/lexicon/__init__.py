"""Lexicons: read one ``.tsv``, compile its terms, find them in a document."""

from framing.lexicon.entries import EXCEPTION, Entry, header, read_entries
from framing.lexicon.forms import Pattern, Rules, inflect
from framing.lexicon.matching import Lexicon

__all__ = [
    "EXCEPTION",
    "Entry",
    "Lexicon",
    "Pattern",
    "Rules",
    "header",
    "inflect",
    "read_entries",
]
