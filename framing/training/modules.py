"""The network of ``tagger.network`` and ``tagger.linking`` as torch modules, to learn."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from framing.attribution.tagger.inputs import COLUMNS
from framing.attribution.tagger.linking import BETWEEN, GAPS, RELATIONS, SENTENCES
from framing.attribution.tagger.tags import LAYERS, N_TAGS, allowed, may_begin

UNITS = 128
LINK_WIDTH = 96
FORBIDDEN = -1e4
DIRECTIONS = ("ahead", "behind")


class Network(nn.Module):
    """Embeddings, LSTM layers, tag scores with transitions, and scores of pairs."""

    def __init__(self, dropout: float, vectors: NDArray[np.float32] | None) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(c.values, c.width) for c in COLUMNS)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        if vectors is not None:
            self.tables[0].weight.data.copy_(torch.from_numpy(vectors))
        width = sum(column.width for column in COLUMNS)
        self.layers = nn.ModuleList(
            nn.ModuleList(nn.LSTM(size, UNITS, batch_first=True) for _ in DIRECTIONS)
            for size in (width, 2 * UNITS)
        )
        self.dropout = dropout
        self.tags = nn.Linear(2 * UNITS, len(LAYERS) * N_TAGS)
        self.follow = nn.Parameter(torch.zeros(len(LAYERS), N_TAGS, N_TAGS))
        self.first = nn.Parameter(torch.zeros(len(LAYERS), N_TAGS))
        self.register_buffer("forbidden", torch.from_numpy(~allowed()))
        self.register_buffer("forbidden_first", torch.from_numpy(~may_begin()))
        self.pairs = nn.ModuleDict({relation: Pairs() for relation in RELATIONS})

    def transitions(self) -> tuple[Tensor, Tensor]:
        """Scores of a tag after another, and of a first tag; forbidden ones are very low."""
        return (
            self.follow.masked_fill(self.forbidden, FORBIDDEN),
            self.first.masked_fill(self.forbidden_first, FORBIDDEN),
        )

    def states(self, indices: Tensor, lengths: Tensor) -> Tensor:
        """Hidden states; (windows, steps, columns) to (windows, steps, 2 * units)."""
        x = torch.cat([table(indices[..., i]) for i, table in enumerate(self.tables)], -1)
        x = self._drop(x)
        steps = torch.arange(x.shape[1])
        backward = torch.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)
        for ahead, behind in self.layers:
            turned = _in_order(behind(_in_order(x, backward))[0], backward)
            x = self._drop(torch.cat((ahead(x)[0], turned), -1))
        return x

    def _drop(self, x: Tensor) -> Tensor:
        """Dropout that is the same at all steps of a window."""
        if not self.training:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) >= self.dropout
        return x * kept / (1 - self.dropout)

    def tag_loss(self, states: Tensor, gold: Tensor, seen: Tensor) -> Tensor:
        """Negative log-likelihood of the gold tags, a token.

        Parameters
        ----------
        states : (windows, steps, 2 * units)
        gold : (windows, steps, layers)
        seen : (windows, steps)
        """
        scores = self.tags(states).unflatten(-1, (len(LAYERS), N_TAGS)).permute(1, 2, 0, 3)
        gold, seen = gold.permute(1, 2, 0), seen.T
        follow, first = self.transitions()
        layer = torch.arange(len(LAYERS))[:, None]
        alpha = scores[0] + first[:, None]
        right = (scores[0] + first[:, None]).gather(-1, gold[0][..., None])[..., 0]
        for step in range(1, len(scores)):
            mask = seen[step]
            through = torch.logsumexp(alpha[..., None] + follow[:, None], 2) + scores[step]
            alpha = torch.where(mask[:, None], through, alpha)
            gain = scores[step].gather(-1, gold[step][..., None])[..., 0]
            gain = gain + follow[layer, gold[step - 1], gold[step]]
            right = right + gain * mask
        loss: Tensor = (torch.logsumexp(alpha, -1) - right).sum() / seen.sum()
        return loss


def _in_order(x: Tensor, steps: Tensor) -> Tensor:
    """The steps of each window in another order; packed sequences are five times slower."""
    return x.gather(1, steps[..., None].expand(-1, -1, x.shape[2]))


class Pairs(nn.Module):
    """Scores of pairs of spans; see ``tagger.linking``."""

    def __init__(self) -> None:
        super().__init__()
        self.content = nn.Linear(4 * UNITS, LINK_WIDTH, bias=False)
        self.other = nn.Linear(4 * UNITS, LINK_WIDTH, bias=False)
        self.near = nn.ModuleList(nn.Embedding(n, LINK_WIDTH) for n in (SENTENCES, BETWEEN, GAPS))
        for table in self.near:
            nn.init.normal_(table.weight, std=0.1)
        self.none = nn.Parameter(torch.zeros(LINK_WIDTH))
        self.score = nn.Linear(LINK_WIDTH, 1, bias=False)

    def forward(
        self, states: Tensor, content: Tensor, others: Tensor, near: Tensor, real: Tensor
    ) -> Tensor:
        """Scores of none and of each candidate; (pairs, 1 + most)."""
        own = self.content(span_state(states, content))[:, None]
        theirs = self.other(span_state(states, others))
        theirs = theirs + sum(table(near[..., i]) for i, table in enumerate(self.near))
        none = self.none.expand(len(own), 1, -1)
        scores = self.score(torch.relu(own + torch.cat((none, theirs), 1)))[..., 0]
        missing = torch.cat((torch.zeros(len(own), 1, dtype=torch.bool), ~real), 1)
        return scores.masked_fill(missing, FORBIDDEN)


def span_state(states: Tensor, spans: Tensor) -> Tensor:
    """First and last state of each span; (..., 2) to (..., 4 * units)."""
    return torch.cat((states[spans[..., 0]], states[spans[..., 1] - 1]), -1)


def exported(network: Network) -> dict[str, NDArray[np.float32]]:
    """The weights as plain arrays, in the order ``tagger.network`` reads them."""
    out: dict[str, Tensor] = {}
    for column, table in zip(COLUMNS, network.tables, strict=True):
        out[f"embed.{column.name}"] = table.weight
    for i, layer in enumerate(network.layers):
        for name, ours in (("weight_ih", "in"), ("weight_hh", "state")):
            both = [_gates(getattr(one, f"{name}_l0")).T for one in layer]
            out[f"lstm{i}.{ours}"] = torch.stack(both)
        both = [_gates(one.bias_ih_l0 + one.bias_hh_l0) for one in layer]
        out[f"lstm{i}.bias"] = torch.stack(both)
    out["tags.weight"], out["tags.bias"] = network.tags.weight.T, network.tags.bias
    out["tags.follow"], out["tags.first"] = network.transitions()
    for relation, pairs in network.pairs.items():
        out[f"{relation}.content"], out[f"{relation}.other"] = (
            pairs.content.weight.T,
            pairs.other.weight.T,
        )
        for i, table in enumerate(pairs.near):
            out[f"{relation}.near{i}"] = table.weight
        out[f"{relation}.none"], out[f"{relation}.score"] = pairs.none, pairs.score.weight[0]
    return {name: np.ascontiguousarray(t.detach().numpy()) for name, t in out.items()}


def _gates(weights: Tensor) -> Tensor:
    """From torch's order (write, keep, new, show) to ours (keep, write, show, new)."""
    write, keep, new, show = weights.chunk(4)
    return torch.cat((keep, write, show, new))
