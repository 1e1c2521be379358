"""The network in plain arrays: embeddings, two bidirectional LSTM layers, tags by Viterbi.

Trained in ``training``; here it only runs, in numpy. All windows of a document go through it
side by side, both directions at once.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from framing.attribution.tagger.inputs import COLUMNS, Indices
from framing.attribution.tagger.tags import LAYERS, N_TAGS, Tags
from framing.attribution.tagger.windows import Window, cores, gathered

Floats = NDArray[np.float32]
Weights = Mapping[str, NDArray[np.float32]]
N_LSTM = 2
MOST = 32  # windows side by side; more only take memory


def embedded(weights: Weights, indices: Indices) -> Floats:
    """The numbers that stand for each token; shape (n, width of all columns)."""
    parts = []
    for at, column in enumerate(COLUMNS):
        table = weights[f"embed.{column.name}"]
        rows = table[indices[:, at]]
        if table.dtype == np.int8:
            rows = rows * weights[f"scale.{column.name}"][indices[:, at], None]
        parts.append(rows)
    return np.concatenate(parts, axis=1, dtype=np.float32)


def encoded(weights: Weights, inputs: Floats, cut: list[Window]) -> Floats:
    """The hidden state of every token; shape (n, 2 * units)."""
    return np.concatenate(
        [_encoded(weights, inputs, cut[at : at + MOST]) for at in range(0, len(cut), MOST)]
    )


def _encoded(weights: Weights, inputs: Floats, cut: list[Window]) -> Floats:
    tokens, seen = gathered(cut)
    states = inputs[tokens]
    for layer in range(N_LSTM):
        states = _lstm(weights, layer, states, seen)
    rows, steps = cores(cut)
    out: Floats = states[rows, steps]
    return out


def _lstm(weights: Weights, layer: int, states: Floats, seen: NDArray[np.bool_]) -> Floats:
    """One bidirectional layer; (windows, steps, in) to (windows, steps, 2 * units).

    Three of four gates are sigmoids, (1 + tanh(x / 2)) / 2: their inputs are halved, so that
    one tanh does for all four.
    """
    n_windows, n_steps, _ = states.shape
    backward = _reversed_steps(seen)
    rows = np.arange(n_windows)[:, None]
    units = weights[f"lstm{layer}.state"].shape[1]
    opening, new = slice(0, 3 * units), slice(3 * units, None)
    half = np.ones(4 * units, np.float32)
    half[opening] = 0.5
    w_state = weights[f"lstm{layer}.state"] * half
    inputs = np.stack((states, states[rows, backward]))
    gates = inputs @ (weights[f"lstm{layer}.in"] * half)[:, None]
    gates += (weights[f"lstm{layer}.bias"] * half)[:, None, None]
    gates = np.ascontiguousarray(gates.transpose(2, 0, 1, 3))  # steps first
    cell = np.zeros((2, n_windows, units), np.float32)
    out = np.zeros((n_steps + 1, 2, n_windows, units), np.float32)
    for step in range(n_steps):
        gate = gates[step]
        gate += out[step] @ w_state
        np.tanh(gate, out=gate)
        opened = gate[..., opening]
        opened *= 0.5
        opened += 0.5
        cell *= gate[..., :units]
        cell += gate[..., units : 2 * units] * gate[..., new]
        np.multiply(np.tanh(cell), gate[..., 2 * units : 3 * units], out=out[step + 1])
    ahead, behind = out[1:, 0].transpose(1, 0, 2), out[1:, 1].transpose(1, 0, 2)
    return np.concatenate((ahead, behind[rows, backward]), axis=2)


def _reversed_steps(seen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each window its steps from the last seen one to the first; then the unseen."""
    lengths = seen.sum(1)[:, None]
    steps = np.arange(seen.shape[1])
    return np.where(seen, lengths - 1 - steps, steps)


def tagged(weights: Weights, states: Floats, cut: list[Window]) -> Tags:
    """The best sequence of tags of every layer; shape (layers, n)."""
    parts = []
    for at in range(0, len(cut), MOST):
        some = cut[at : at + MOST]
        parts.append(_tagged(weights, states[some[0].first : some[-1].last], some))
    return np.concatenate(parts, axis=1)


def _tagged(weights: Weights, states: Floats, cut: list[Window]) -> Tags:
    scores = states @ weights["tags.weight"] + weights["tags.bias"]
    scores = scores.reshape(-1, len(LAYERS), N_TAGS)
    lengths = [window.last - window.first for window in cut]
    longest = max(lengths)
    starts = np.cumsum([0, *lengths[:-1]])
    padded = np.zeros((longest, len(LAYERS), len(cut), N_TAGS), np.float32)
    for i, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        padded[:length, :, i] = scores[start : start + length]
    paths = _viterbi(padded, np.array(lengths), weights["tags.follow"], weights["tags.first"])
    return np.concatenate([paths[:, i, :length] for i, length in enumerate(lengths)], axis=1)


def _viterbi(scores: Floats, lengths: NDArray[np.int64], follow: Floats, first: Floats) -> Tags:
    """Best paths through (steps, layers, windows, tags); shape (layers, windows, steps)."""
    n_steps, n_layers, n_windows, _ = scores.shape
    best = scores[0] + first[:, None]
    came_from = np.zeros(scores.shape, np.int8)
    final = best.copy()
    for step in range(1, n_steps):
        through = best[..., None] + follow[:, None]
        came_from[step] = through.argmax(2)
        best = through.max(2) + scores[step]
        final = np.where((step < lengths)[:, None], best, final)
    tags = np.zeros((n_layers, n_windows, n_steps), np.int8)
    now = final.argmax(-1)
    layer, window = np.ogrid[:n_layers, :n_windows]
    for step in range(n_steps - 1, -1, -1):
        inside = step < lengths
        tags[:, :, step] = np.where(inside, now, 0)
        earlier = came_from[step][layer, window, now]
        now = np.where(inside, earlier, now)
    return tags
