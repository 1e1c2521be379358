"""Word vectors: which words are used alike in the news of a language.

Those of a language lie in its pack (``framing/languages/VECTORS.md`` says what they were learnt
from); ``framing vectors train`` makes a user's own. Words are hashed: a file holds no list of
words, so neighbours are looked for among the words of a corpus.
"""

from __future__ import annotations

from framing.vectors.forms import folded, token_hashes, word_hashes
from framing.vectors.loading import (
    COMMON,
    DIMENSIONS,
    FACTS,
    FILE,
    WordVectors,
    load_vectors,
    word_vector,
    word_vectors,
)
from framing.vectors.near import Neighbour, near

__all__ = [
    "COMMON",
    "DIMENSIONS",
    "FACTS",
    "FILE",
    "Neighbour",
    "WordVectors",
    "folded",
    "load_vectors",
    "near",
    "token_hashes",
    "word_hashes",
    "word_vector",
    "word_vectors",
]
