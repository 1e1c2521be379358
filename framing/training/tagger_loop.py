"""The loop that fits the tagger's network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from framing.training.tagger_data import Examples
from framing.training.tagger_network import Network

LAST = 1e-5  # added to the rate, so that the last steps still learn
WARM = 0.05  # share of all steps in which the rate rises


class Fit(NamedTuple):
    """How a network is fitted."""

    epochs: int = 8
    rate: float = 4e-3
    size: int = 96
    rounded_from: float = 0.6
    seed: int = 1


def fit(
    network: Network,
    parts: Sequence[Examples],
    how: Fit,
    say: Callable[[str], None] = lambda line: None,
    check: Callable[[], str] = lambda: "",
) -> None:
    """Fit a network to examples: Adam, a rate that falls to 0, rounded in the last epochs.

    Parameters
    ----------
    network : Network
    parts : sequence of Examples
        A batch holds sentences of one of them.
    how : Fit
    say : callable
        Told how it goes.
    check : callable
        What is said behind each epoch.
    """
    torch.manual_seed(how.seed)
    chance = np.random.default_rng(how.seed)
    optimizer = torch.optim.Adam(network.parameters(), lr=how.rate)
    total = how.epochs * sum(-(-len(part.sizes) // how.size) for part in parts)
    step = 0
    for epoch in range(how.epochs):
        network.train()
        network.rounded = epoch >= how.rounded_from * how.epochs
        batches = [(part, some) for part in parts for some in part.batches(how.size, chance)]
        losses = []
        for at in chance.permutation(len(batches)):
            share, step = step / total, step + 1
            for group in optimizer.param_groups:
                group["lr"] = how.rate * min(1, share / WARM + 0.05) * (1 - share) + LAST
            losses.append(_step(network, optimizer, *batches[at]))
        network.eval()
        say(f"epoch {epoch + 1} of {how.epochs}: loss {np.mean(losses):.4f} {check()}")


def _step(
    network: Network, optimizer: torch.optim.Optimizer, part: Examples, some: NDArray[np.intp]
) -> float:
    batch = part.batch(some)
    likely = torch.log_softmax(network(batch), -1)
    loss = -(batch.target * likely).sum(-1)[batch.form > 0].mean()
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    optimizer.step()
    return float(loss.item())


def predicted(network: Network, part: Examples, size: int = 64) -> NDArray[np.int64]:
    """The best tag of every token, in order."""
    network.eval()
    out = np.zeros(part.at[-1], np.int64)
    order = np.argsort(part.sizes, kind="stable")
    for start in range(0, len(order), size):
        some = order[start : start + size]
        batch = part.batch(some)
        with torch.no_grad():
            best = network(batch).argmax(-1)[batch.form > 0].numpy()
        out[np.concatenate([np.arange(part.at[i], part.at[i + 1]) for i in some])] = best
    return out
