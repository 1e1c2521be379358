"""Word vectors to begin with, learnt from plain articles and folded into hashed rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from framing.attribution.tagger.inputs import COLUMNS, form_bucket
from framing.attribution.view import View
from framing.document import Document

SPREAD = 0.3  # standard deviation of the table's numbers


def sentences(documents: Iterable[Document]) -> list[list[str]]:
    """The sentences of articles, as lower-case forms."""
    out = []
    for document in documents:
        view = View(document)
        out += [list(view.lower[unit.first : unit.last]) for unit in view.units]
    return [one for one in out if len(one) > 2]


def hashed_vectors(corpus: Sequence[Sequence[str]], epochs: int, seed: int) -> NDArray[np.float32]:
    """Skip-gram vectors (Mikolov et al. 2013) in the rows that the model's hashes lead to.

    Parameters
    ----------
    corpus : sequence of sequence of str
        Sentences.
    epochs, seed : int
        Passes over the corpus, and where chance begins.

    Returns
    -------
    float32 array of shape (rows, width)
        A row that several words share holds their mean, weighted by how often they occur;
        rows of no word are 0. No word can be read off it.
    """
    from gensim.models import Word2Vec

    column = COLUMNS[0]
    model = Word2Vec(
        corpus,
        vector_size=column.width,
        window=5,
        min_count=3,
        sg=1,
        negative=8,
        sample=1e-4,
        epochs=epochs,
        seed=seed,
        workers=1,  # with more of them no two runs are the same
    )
    table = np.zeros((column.values, column.width))
    counts = np.zeros(column.values)
    for word in model.wv.index_to_key:
        row, count = form_bucket(word), model.wv.get_vecattr(word, "count")
        table[row] += model.wv[word] * count
        counts[row] += count
    table /= np.maximum(counts, 1)[:, None]
    return np.asarray(table * (SPREAD / table[counts > 0].std()), np.float32)
