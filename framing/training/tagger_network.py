"""The part-of-speech tagger as a network of torch: what ``framing.tagging.network`` runs in numpy.

It learns in floats first and then with weights and layers rounded to 8 bits (straight-through,
Bengio et al. 2013), so that nothing is lost when it is written.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the customary name

from framing.tagging.forms import ROWS
from framing.tagging.network import REACH
from framing.tagging.tagger import TAGS
from framing.tagging.weights import FORMAT, LARGEST, Weights

PLACES = 2 * REACH + 1
LEAST_SPREAD = 1e-8


class Shape(NamedTuple):
    """How wide the layers are."""

    width: int = 64
    hidden: int = 128
    second: int = 64
    pooled: int = 48


class Batch(NamedTuple):
    """Sentences side by side.

    Attributes
    ----------
    rows : int64 tensor of shape (forms, FEATURES)
        Rows of the table; the first form is the empty place.
    form : int64 tensor of shape (sentences, places)
        Which form stands where, 0 behind the end.
    clause : int64 tensor of shape (sentences, places)
        Number of its clause in the batch, 0 at empty places.
    clauses : int
        How many there are, with the empty one.
    target : float32 tensor of shape (sentences, places, tags)
        How likely each tag is.
    """

    rows: Tensor
    form: Tensor
    clause: Tensor
    clauses: int
    target: Tensor


class Network(nn.Module):
    """The network; ``rounded`` says whether it computes in 8 bits."""

    def __init__(self, shape: Shape | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape or Shape()
        width, hidden, second, pooled = self.shape
        self.table = nn.Embedding(ROWS + 1, width)
        nn.init.normal_(self.table.weight, 0, 0.1)
        self.near = nn.Linear(PLACES * width, hidden)
        self.second = nn.Linear(3 * hidden + 2 * pooled, second)
        self.out = nn.Linear(second, len(TAGS))
        self.dropout = nn.Dropout(dropout)
        self.rounded = False
        self.largest = (4.0, 4.0, 4.0)  # what 127 stands for in the three layers

    def forward(self, batch: Batch) -> Tensor:
        """Scores of tags; shape (sentences, places, tags)."""
        x = F.embedding_bag(batch.rows, self._eighth(self.table.weight), mode="sum")
        x = self._layer(self.dropout(x), 0, -1)
        hidden = self._near(x, batch.form) * (batch.form > 0)[:, :, None]
        hidden = self.dropout(hidden)
        parts = [F.pad(hidden, (0, 0, 1, 1))[:, at : at + batch.form.shape[1]] for at in range(3)]
        second = torch.cat([*parts, *self._pooled(hidden, batch)], -1)
        second = F.linear(second, self._eighth(self.second.weight), self.second.bias)
        second = self.dropout(self._layer(torch.relu(second), 2, 0))
        return F.linear(second, self._eighth(self.out.weight), self.out.bias)

    def _near(self, x: Tensor, form: Tensor) -> Tensor:
        places = form.shape[1]
        weight = self._eighth(self.near.weight).view(self.shape.hidden, PLACES, -1)
        projected = torch.einsum("fw,hpw->pfh", x, weight)
        at = F.pad(form, (REACH, REACH))
        total = self.near.bias.expand(*form.shape, -1)
        for place in range(PLACES):
            total = total + F.embedding(at[:, place : place + places], projected[place])
        return self._layer(torch.relu(total), 1, 0)

    def _pooled(self, hidden: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
        """The largest numbers in the clause and in the sentence of each token."""
        pooled = self.shape.pooled
        index = batch.clause.reshape(-1, 1).expand(-1, pooled)
        none = hidden.new_zeros(batch.clauses, pooled)
        most = none.scatter_reduce(0, index, hidden[..., :pooled].reshape(-1, pooled), "amax")
        sentence = hidden[..., -pooled:].amax(1, keepdim=True)
        return most[batch.clause], sentence.expand(-1, hidden.shape[1], -1)

    def _layer(self, sums: Tensor, layer: int, least: int) -> Tensor:
        largest = self.largest[layer]
        if not self.rounded:
            return torch.clamp(sums, least * largest, largest)
        unit = largest / LARGEST
        return _round(torch.clamp(sums / unit, least * LARGEST, LARGEST)) * unit

    def _eighth(self, weight: Tensor) -> Tensor:
        return _round(weight / _unit(weight)) * _unit(weight) if self.rounded else weight

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The weights as ``framing.tagging.weights.Weights`` has them, in whole numbers."""
        width, hidden, second, pooled = self.shape
        units = [_unit(w) for w in (self.table.weight, self.near.weight, self.second.weight)]
        table, near, beside = (
            _whole(w) for w in (self.table.weight, self.near.weight, self.second.weight)
        )
        steps = [one / LARGEST for one in self.largest]
        sums = [units[0], steps[0] * units[1], steps[1] * units[2]]
        sums.append(steps[2] * _unit(self.out.weight))
        clause, sentence = 3 * hidden, 3 * hidden + pooled
        near = near.reshape(hidden, PLACES, width).transpose(2, 1, 0).reshape(width, -1)
        by_place = beside[:, :clause].reshape(second, 3, hidden).transpose(2, 1, 0)
        return {
            "format": np.array(FORMAT, np.int32),
            "table": table,
            "near": np.ascontiguousarray(near),
            "near_bias": _bias(self.near.bias, sums[1]),
            "beside": np.ascontiguousarray(by_place.reshape(hidden, -1)),
            "clause": np.ascontiguousarray(beside[:, clause:sentence].T),
            "sentence": np.ascontiguousarray(beside[:, sentence:].T),
            "second_bias": _bias(self.second.bias, sums[2]),
            "out": np.ascontiguousarray(_whole(self.out.weight).T),
            "out_bias": _bias(self.out.bias, sums[3]),
            "scales": np.array([a / b for a, b in zip(sums, steps, strict=False)], np.float32),
        }


class _Round(torch.autograd.Function):
    """Rounds, and hands the gradient on as it comes."""

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        return torch.round(x)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> Tensor:  # type: ignore[override]
        return gradient


def _round(x: Tensor) -> Tensor:
    rounded: Tensor = _Round.apply(x)  # type: ignore[no-untyped-call]
    return rounded


def _unit(weight: Tensor) -> float:
    """What 1 stands for in a matrix of 8 bits."""
    return max(float(weight.detach().abs().max()), LEAST_SPREAD) / LARGEST


def _whole(weight: Tensor) -> NDArray[np.int8]:
    whole: NDArray[np.int8] = torch.round(weight.detach() / _unit(weight)).to(torch.int8).numpy()
    return whole


def _bias(bias: Tensor, unit: float) -> NDArray[np.int32]:
    whole: NDArray[np.int32] = torch.round(bias.detach() / unit).to(torch.int32).numpy()
    return whole


def write(network: Network, path: Path) -> None:
    """Write the weights of a network, whole or not at all."""
    from safetensors.numpy import save

    part = path.with_name(f"{path.name}.part")
    part.write_bytes(save(network.arrays()))
    os.replace(part, path)


def as_weights(arrays: Mapping[str, NDArray[Any]]) -> Weights:
    """The same weights as the tagger reads them."""
    floats = {n: a.astype(np.float32) for n, a in arrays.items() if n not in ("format", "table")}
    return Weights(table=arrays["table"], **floats)
