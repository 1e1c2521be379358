"""The network, in numpy.

    form      x = q(sum of the table's rows)
    near      h = q(relu(sum over places -2..2 of A_place x + a))
    clause    c = largest first numbers of h in the clause, s = largest last ones in the sentence
    second    z = q(relu(B_left h + B h + B_right h + C c + S s + b))
    tag       argmax(O z + o)

q rounds to whole numbers of 8 bits. Around a sentence the forms are empty, so no sentence knows
of its neighbours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.tagging.forms import FEATURES, ROWS, Forms
from framing.tagging.weights import LARGEST, Floats, Weights

REACH = 2  # tokens to either side that the first layer sees


def best_tags(weights: Weights, forms: Forms, starts: NDArray[np.intp]) -> NDArray[np.uint8]:
    """The number of the best tag of each token.

    Parameters
    ----------
    weights : Weights
    forms : Forms
        Of all tokens that are tagged.
    starts : array of int
        The first tokens of sentences, in order; the first is 0.

    Returns
    -------
    uint8 array of shape (tokens,)
    """
    n = len(forms.of_token)
    gaps = np.zeros(n, np.intp)
    gaps[starts] = REACH
    places = np.cumsum(gaps) + np.arange(n)  # REACH empty places before each sentence
    near = _near(weights, forms, places)
    second = _second(weights, forms, near, places, starts)
    scores = second @ weights.out
    scores += weights.out_bias
    best: NDArray[np.uint8] = scores.argmax(1).astype(np.uint8)
    return best


def _quantised(sums: Floats, scale: np.float32, least: int) -> Floats:
    """Whole numbers of 8 bits, in place."""
    sums *= scale
    np.rint(sums, out=sums)
    return np.clip(sums, least, LARGEST, out=sums)


def _near(weights: Weights, forms: Forms, places: NDArray[np.intp]) -> Floats:
    """The first layer at every place, 0 at empty ones; shape (places, hidden)."""
    empty = np.full((1, FEATURES), ROWS)
    sums = np.zeros((len(forms.rows) + 1, weights.table.shape[1]), np.int16)
    for column in np.concatenate([empty, forms.rows]).T:
        sums += weights.table.take(column, axis=0)
    x = _quantised(sums.astype(np.float32), weights.scales[0], -LARGEST)
    hidden = len(weights.near_bias)
    projected = x @ weights.near
    at = np.zeros(places[-1] + 1 + 2 * REACH, np.intp)
    at[places + REACH] = forms.of_token + 1
    size = len(at) - 2 * REACH
    total = np.empty((size, hidden), np.float32)
    total[:] = weights.near_bias
    for place in range(2 * REACH + 1):
        part = projected[:, place * hidden : (place + 1) * hidden]
        total += part.take(at[place : place + size], axis=0)
    _quantised(total, weights.scales[1], 0)
    total[at[REACH : REACH + size] == 0] = 0
    return total


def _second(
    weights: Weights,
    forms: Forms,
    near: Floats,
    places: NDArray[np.intp],
    starts: NDArray[np.intp],
) -> Floats:
    """The second layer of every token; shape (tokens, second)."""
    width, pooled = len(weights.second_bias), len(weights.clause)
    begins = forms.breaks.copy()
    begins[starts] = True
    clauses = np.maximum.reduceat(near[:, :pooled], places[begins], axis=0)
    sentences = np.maximum.reduceat(near[:, -pooled:], places[starts], axis=0)
    of_sentence = np.zeros(len(places), np.intp)
    of_sentence[starts[1:]] = 1
    around: Floats = sentences @ weights.sentence
    around += weights.second_bias
    first = begins.nonzero()[0]
    around = around.take(np.cumsum(of_sentence)[first], axis=0)
    around += clauses @ weights.clause
    beside = np.zeros((len(near) + 1, weights.beside.shape[1]), np.float32)
    np.matmul(near, weights.beside, out=beside[:-1])
    total = around.take(np.cumsum(begins) - 1, axis=0)
    for step in range(3):
        total += beside[:, step * width : (step + 1) * width].take(places + (step - 1), axis=0)
    return _quantised(total, weights.scales[2], 0)
