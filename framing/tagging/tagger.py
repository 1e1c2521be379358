"""The tags of a document."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.tagging.forms import forms_of
from framing.tagging.network import best_tags
from framing.tagging.weights import load_weights

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

TAGS = (
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
)
UNTAGGED = 255


def tag(document: Document, sentences: NDArray[np.bool_] | None = None) -> NDArray[np.uint8]:
    """The part of speech of every token.

    Parameters
    ----------
    document : Document
    sentences : bool array of shape (sentences,), optional
        Which of ``document.sentences`` are tagged; all of them if it is not given. The tags of a
        sentence do not depend on the other ones.

    Returns
    -------
    uint8 array of shape (tokens,)
        Index into ``TAGS`` for each of ``document.tokens``, ``UNTAGGED`` (255) outside of the
        sentences asked for.

    Raises
    ------
    TaggerError
        If there is no tagger for the language of the document.
    ValueError
        If ``sentences`` does not have one entry for each sentence.

    Notes
    -----
    The parts of speech are those of Universal Dependencies (Nivre et al. 2020), by their use in
    UD_German-GSD and UD_English-GUM. A contraction that is one token (``zum``, ``don't``) has the
    tag of its first word.

    Examples
    --------
    >>> import framing
    >>> document = framing.parse("The minister was attacked by two men.", "en")
    >>> [TAGS[number] for number in tag(document)]
    ['DET', 'NOUN', 'AUX', 'VERB', 'ADP', 'NUM', 'NOUN', 'PUNCT']
    """
    weights = load_weights(document.language)
    n = len(document.sentences)
    if sentences is not None and np.shape(sentences) != (n,):
        shape = np.shape(sentences)
        raise ValueError(f"sentences has the shape {shape}; the document has {n} sentences")
    tags = np.full(len(document.tokens), UNTAGGED, np.uint8)
    number = _sentence_of(document)
    chosen = slice(None) if sentences is None else _in_chosen(document, number, sentences)
    tokens = document.tokens[chosen]
    if not len(tokens):
        return tags
    changes = np.ones(len(tokens), bool)
    np.not_equal(number[chosen][1:], number[chosen][:-1], out=changes[1:])
    forms = forms_of(document.text, tokens)
    with _blas().limit(limits=1):
        tags[chosen] = best_tags(weights, forms, changes.nonzero()[0])
    return tags


@cache
def _blas() -> ThreadpoolController:
    """The threads of the linear algebra library; on matrices this small they only wait."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _sentence_of(document: Document) -> NDArray[np.intp]:
    """The number of the sentence that each token is in or behind, -1 before the first."""
    starts = np.ascontiguousarray(document.sentences[:, 0])
    return np.searchsorted(starts, document.tokens[:, 0], side="right") - 1


def _in_chosen(
    document: Document, number: NDArray[np.intp], sentences: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """True for tokens of the chosen sentences; what lies between two is of none."""
    if not len(document.sentences):
        return np.zeros(len(number), bool)
    inside = (number >= 0) & (document.tokens[:, 0] < document.sentences[number, 1])
    chosen: NDArray[np.bool_] = inside & np.asarray(sentences, bool)[number]
    return chosen
