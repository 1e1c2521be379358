"""Which words drove a rating: the contributions of a linear rater, given back to the text."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.document import Document, Span
from framing.language import nearest
from framing.models.blocks import blocks_of, counted, hits, measure_names, scaled, weighed
from framing.models.encoder import EncoderRater, occluded
from framing.models.folder import load_rater
from framing.models.ngrams import grams
from framing.models.passages import Passages
from framing.models.rater import Array, Rater
from framing.models.rating import labels_of
from framing.models.vectors import summed, token_vectors


class Driver(NamedTuple):
    """A word and what it adds to a rating.

    Attributes
    ----------
    start, end : int
        Offsets in the document.
    text : str
    weight : float
        What it adds to the log-odds of the label; negative if it speaks against it.
    """

    start: int
    end: int
    text: str
    weight: float


def explain(
    rater: Rater | str,
    passage: Document | str,
    span: Span | None = None,
    *,
    label: str | None = None,
    most: int | None = None,
) -> list[Driver]:
    """The words that drove a rating, strongest first.

    Parameters
    ----------
    rater : Rater or str
        A rater, or its name.
    passage : Document or str
        The sentence or article; with ``span``, the article that the sentence is in.
    span : Span, optional
        The part of the document that is rated; all of it if left out.
    label : str, optional
        Which label, where a rater knows several; the most probable one if left out.
    most : int, optional
        How many words at most.

    Returns
    -------
    list of Driver
        Every word with the sum of what its n-grams and lexicon hits add to the log-odds; with an
        encoder by how much the log-odds fall without the word. What
        length, marks and the base rate add belongs to no word and is left out.

    Raises
    ------
    ValueError
        If the rater does not know the label or the language, or no text is under the span.
    TypeError
        If it is no rater.

    Examples
    --------
    >>> explain("bias-en", "The radical mob met on Monday.", most=1)[0].text
    'radical'
    """
    model = load_rater(rater) if isinstance(rater, str) else rater
    if not isinstance(model, Rater):
        raise TypeError(f"{model!r} is no rater: it cannot say which words drove it")
    document = _document(passage, model)
    model.check_language([document])
    if span is not None and not 0 <= span[0] < span[1] <= len(document.text):
        raise ValueError(
            f"no text at {tuple(span)}: the document has {len(document.text)} characters"
        )
    part = passages_of(document, span)
    column = _column(model, part, label)
    if isinstance(model, EncoderRater):
        drivers = [
            Driver(*word[:2], document[word], worth)
            for word, worth in occluded(model, part, column)
        ]
    else:
        drivers, _ = contributions(model, part, column)
    drivers.sort(key=lambda driver: -abs(driver.weight))
    return drivers[:most]


def _document(passage: Document | str, rater: Rater) -> Document:
    if isinstance(passage, Document):
        return passage
    from framing.parsing import parse

    languages = rater.recipe.languages
    return parse(passage, languages[0] if len(languages) == 1 else None)


def passages_of(document: Document, span: Span | None) -> Passages:
    """A document, or the part of it under a span, as one passage."""
    if span is None:
        return Passages.articles([document])
    pieces = np.array([[0, span[0], span[1]]], np.int64)
    return Passages((document,), np.zeros(1, np.int64), pieces)


def _column(rater: Rater, passages: Passages, label: str | None) -> int:
    names = labels_of(rater)
    if label is None and len(names) == 1:
        return 0
    if label is None:
        return int(rater.rate_passages(passages).probability[0].argmax())
    if label not in names:
        raise ValueError(
            f"the rater {rater.name!r} has no label {label!r}; {nearest(label, names)}"
        )
    return names.index(label)


def contributions(rater: Rater, passages: Passages, column: int) -> tuple[list[Driver], float]:
    """What each word of one passage adds to the log-odds of a label, and what no word does.

    The two add up to the log-odds: sum of weights + rest = log(p / (1 - p)). Where labels exclude
    each other, p is that of the label against all others, before the shares are made to sum to 1.
    """
    recipe, state = rater.recipe, rater._state()
    document = passages.documents[0]
    added = np.zeros(len(document.text) + 1)
    counts = counted(recipe, passages)
    rest = float(state.arrays["bias"][column])
    for name, block in blocks_of(recipe).items():
        found = grams(passages, name, block.sizes, block.bits)
        table = weighed(counts.sparse[name], state.arrays[f"{name}.rarity"], block.weight)
        worth = table.value * state.arrays[f"{name}.weights"][column][table.column]
        at = np.searchsorted(table.column, found.bucket)
        times = np.bincount(at, minlength=len(worth))
        _spread(added, found.span, (worth / np.maximum(times, 1))[at])
    for name, dense in counts.dense.items():
        weights = state.arrays[f"{name}.weights"][column].astype(np.float64)
        worth = scaled(recipe, name, dense, state.arrays)[0] * weights
        if name == "measures":
            _give_to_hits(added, passages, recipe.measures.families, worth)
        if name == "vectors":
            _give_to_tokens(added, passages, weights * recipe.vectors.weight)
            continue
        rest += float(worth.sum())
    drivers, given = _per_word(document, passages, np.cumsum(added)[:-1])
    slope, level = state.calibration.slope[column], state.calibration.level[column]
    total = float(np.cumsum(added)[:-1].sum())
    rest = rest + total - given
    return [d._replace(weight=d.weight * slope) for d in drivers], float(rest * slope + level)


def _spread(added: Array, spans: NDArray[np.int64], worth: Array) -> None:
    """Share what n-grams are worth over their characters, as steps up and down."""
    share = worth / (spans[:, 1] - spans[:, 0])
    np.add.at(added, spans[:, 0], share)
    np.add.at(added, spans[:, 1], -share)


def _give_to_hits(added: Array, passages: Passages, families: Any, worth: Array) -> None:
    """Share what a measure is worth over the words that were counted, out of ``worth``."""
    place = {name: number for number, name in enumerate(measure_names(families))}
    found = [(place[name], span) for _, name, span in hits(passages, families)]
    times = np.bincount([at for at, _ in found], minlength=len(worth))
    for at, (start, end) in found:
        _spread(added, np.array([[start, end]]), np.array([worth[at] / times[at]]))
    worth[times > 0] = 0.0


def _give_to_tokens(added: Array, passages: Passages, weights: Array) -> None:
    """A word adds its own vector to the mean, so it can be told what each is worth."""
    per_token = token_vectors(passages)
    length = max(float(np.linalg.norm(summed(passages, per_token)[0])), 1e-9)
    worth = per_token.astype(np.float64) @ weights / length
    tokens = passages.documents[0].tokens.astype(np.int64)
    for first, last in zip(*passages.token_ranges, strict=True):
        _spread(added, tokens[first:last], worth[first:last])


def _per_word(
    document: Document, passages: Passages, per_character: Array
) -> tuple[list[Driver], float]:
    """A word gets what its characters and the space behind it are worth."""
    sums = np.concatenate([[0.0], np.cumsum(per_character)])
    drivers = []
    for _, begin, finish in passages.pieces.tolist():
        first, last = document.tokens_of((begin, finish))
        tokens = document.tokens[first:last].tolist()
        followers = [start for start, _ in tokens[1:]] + [finish]
        for (start, end), until in zip(tokens, followers, strict=True):
            weight = float(sums[until] - sums[start])
            drivers.append(Driver(start, end, document.text[start:end], weight))
    return drivers, sum(driver.weight for driver in drivers)
