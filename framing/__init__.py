"""Measure how news is framed, in German and English.

Which words are loaded and in whose voice, who gets to speak and how, and whether outlets
really differ: every number can be traced to the words it came from.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing.actions import agency
    from framing.cards import list_datasets, load_dataset
    from framing.document import Attribution, Corpus, Document, Span
    from framing.extract import EXTRACTORS, LoadedWords, features
    from framing.frames import frame_table
    from framing.language import LanguageError, load_lexicon
    from framing.models import explain, load_rater, rate
    from framing.naming import mentions
    from framing.parsing import parse, parse_html, read, stream
    from framing.report import write_report
    from framing.voices import share_of_voice, sources
    from framing.zones import headline_gap

__version__ = "0.1.0"

# Where each name lives. It is imported when it is first used, so that `import framing` is quick.
_HOMES = {
    "framing.actions": ("agency",),
    "framing.cards": ("list_datasets", "load_dataset"),
    "framing.document": ("Attribution", "Corpus", "Document", "Span"),
    "framing.extract": ("EXTRACTORS", "LoadedWords", "features"),
    "framing.frames": ("frame_table",),
    "framing.language": ("LanguageError", "load_lexicon"),
    "framing.models": ("explain", "load_rater", "rate"),
    "framing.naming": ("mentions",),
    "framing.parsing": ("parse", "parse_html", "read", "stream"),
    "framing.report": ("write_report",),
    "framing.voices": ("share_of_voice", "sources"),
    "framing.zones": ("headline_gap",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "EXTRACTORS",
    "Attribution",
    "Corpus",
    "Document",
    "LanguageError",
    "LoadedWords",
    "Span",
    "agency",
    "explain",
    "features",
    "frame_table",
    "headline_gap",
    "list_datasets",
    "load_dataset",
    "load_lexicon",
    "load_rater",
    "mentions",
    "parse",
    "parse_html",
    "rate",
    "read",
    "share_of_voice",
    "sources",
    "stream",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'framing' has no attribute {name!r}; see framing.__all__")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
