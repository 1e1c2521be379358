"""Which words of a corpus are used like a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from framing.document import Document
from framing.vectors.forms import word_hashes
from framing.vectors.loading import WordVectors, load_vectors, word_vector

RAREST = 2  # times a word stands in the corpus; rarer ones are mostly misspelt


class Neighbour(NamedTuple):
    """A word that is used like another.

    Attributes
    ----------
    word : str
        In lower case.
    cosine : float
        How alike the two are used, -1 to 1.
    times : int
        How often it stands in the corpus.
    """

    word: str
    cosine: float
    times: int


def near(
    word: str, documents: Iterable[Document], vectors: WordVectors | str | Path, top: int = 20
) -> list[Neighbour]:
    """The words of a corpus whose vectors are nearest to that of a word.

    The vectors hold hashes and no words, so the words are those of the corpus.

    Parameters
    ----------
    word : str
        A word form that has a vector; it need not stand in the corpus.
    documents : iterable of Document
        Where neighbours are looked for: word forms that stand there at least twice.
    vectors : WordVectors, str or Path
        Vectors, or what ``load_vectors`` takes.
    top : int
        How many at most.

    Returns
    -------
    list of Neighbour
        The nearest first, by cosine; the word itself is left out.

    Raises
    ------
    ValueError
        If the word has no vector.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("The senate met. The ferry sank, the senate said; the ferry!", "en")
    >>> near("ship", [doc], "en", top=1)[0].word
    'ferry'
    """
    known = vectors if isinstance(vectors, WordVectors) else load_vectors(vectors)
    middle = word_vector(word, known)
    times: Counter[str] = Counter()
    for document in documents:
        times.update(
            form
            for form, counts in zip(document.lower, document.words.tolist(), strict=True)
            if counts
        )
    forms = [form for form, n in times.items() if n >= RAREST and form != word.lower()]
    rows = known.rows(word_hashes(forms))
    found = (rows >= 0).nonzero()[0]
    cosines = known.unit(rows[found]) @ middle
    order = np.argsort(-cosines, kind="stable")[:top]
    return [
        Neighbour(forms[at], round(float(cosine), 4), times[forms[at]])
        for at, cosine in zip(found[order].tolist(), cosines[order].tolist(), strict=True)
    ]
