"""Learning: batches of articles, a loss for tags and links, averaged weights, early stopping."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from framing.attribution.tagger.linking import RELATIONS
from framing.attribution.tagger.windows import cores, gathered
from framing.training.modules import Network, exported
from framing.training.processor import denormals_flushed
from framing.training.targets import Example, Links

Arrays = dict[str, NDArray[np.float32]]
WARM_UP = 0.1  # share of the steps in which the learning rate rises
UNKNOWN = 0.08  # share of word forms that are hidden, so that their other features are learnt


@dataclass(frozen=True)
class Settings:
    """How to learn; all of it is written into the model's card."""

    epochs: int = 12
    vector_epochs: int = 5
    tokens: int = 700  # a batch
    rate: float = 2.5e-3
    dropout: float = 0.45
    link_weight: float = 0.2
    memory: float = 0.7  # epochs over which the weights are averaged
    weight_decay: float = 1e-5
    seed: int = 1


@denormals_flushed()
def learn(
    examples: Sequence[Example],
    settings: Settings,
    vectors: NDArray[np.float32] | None,
    score: Callable[[Arrays], float],
    say: Callable[[str], None],
) -> tuple[Arrays, list[float]]:
    """Train a network and keep the weights that score best.

    Parameters
    ----------
    examples : sequence of Example
    settings : Settings
    vectors : float32 array, optional
        What the embedding of word forms begins with.
    score : callable
        From exported weights to a number on the development split.
    say : callable
        Told how it goes, once an epoch.

    Returns
    -------
    weights : dict of arrays
    scores : list of float
        That of each epoch.

    Raises
    ------
    ValueError
        For less than one epoch.
    """
    torch.set_num_threads(1)  # several wait for each other wherever a core is shared
    if settings.epochs < 1:
        raise ValueError(f"epochs={settings.epochs}: at least one is needed to learn anything")
    torch.manual_seed(settings.seed)
    order, chance = random.Random(settings.seed), np.random.default_rng(settings.seed)
    network = Network(settings.dropout, vectors)
    average = {name: p.detach().clone() for name, p in network.named_parameters()}
    optimizer = torch.optim.AdamW(
        network.parameters(), settings.rate, weight_decay=settings.weight_decay
    )
    n_batches = len(list(_batches(examples, settings.tokens, order)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: _pace(step / (settings.epochs * n_batches))
    )
    decay = max(0.0, 1 - 1 / (settings.memory * n_batches))
    best: tuple[float, Arrays] = (-1.0, {})
    scores: list[float] = []
    steps = 0
    for epoch in range(settings.epochs):
        network.train()
        losses = []
        for batch in _batches(examples, settings.tokens, order):
            tag_loss, link_loss = _losses(network, batch, chance)
            loss = tag_loss + settings.link_weight * link_loss
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            steps += 1
            _average(network, average, min(decay, (1 + steps) / (10 + steps)))
            losses.append((float(tag_loss.detach()), float(link_loss.detach())))
        weights = _averaged(network, average)
        scores.append(score(weights))
        tag, link = np.mean(losses, axis=0)
        say(f"epoch {epoch + 1}: loss {tag:.3f} + {link:.3f}, development {scores[-1]:.2f}")
        if scores[-1] > best[0]:
            best = (scores[-1], weights)
    return best[1], scores


def _pace(progress: float) -> float:
    """The share of the learning rate: up in the first tenth, then down along a cosine."""
    if progress < WARM_UP:
        return (progress + 1e-3) / (WARM_UP + 1e-3)
    rest = min(1.0, (progress - WARM_UP) / (1 - WARM_UP))
    return 0.5 + 0.5 * math.cos(math.pi * rest)


def _batches(
    examples: Sequence[Example], tokens: int, order: random.Random
) -> Iterator[list[Example]]:
    shuffled = order.sample(list(examples), len(examples))
    batch: list[Example] = []
    for one in shuffled:
        if not len(one.indices):
            continue
        batch.append(one)
        if sum(len(e.indices) for e in batch) >= tokens:
            yield batch
            batch = []
    if batch:
        yield batch


def _losses(
    network: Network, batch: list[Example], chance: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """Loss of tags and of links; some word forms are hidden by chance."""
    offset, shifted, rows, steps, tags = 0, [], [], [], []
    n_windows = 0
    for one in batch:
        shifted += [w._replace(begin=w.begin + offset, end=w.end + offset) for w in one.windows]
        row, step = cores(one.windows)
        rows.append(row + n_windows)
        steps.append(step)
        tags.append(one.tags)
        n_windows += len(one.windows)
        offset += len(one.indices)
    indices = np.concatenate([one.indices for one in batch])
    indices[chance.random(len(indices)) < UNKNOWN, 0] = 0
    tokens, seen = gathered(shifted)
    row, step = np.concatenate(rows), np.concatenate(steps)
    gold = np.zeros((*tokens.shape, tags[0].shape[0]), np.int64)
    gold[row, step] = np.concatenate(tags, axis=1).T
    core = np.zeros(tokens.shape, bool)
    core[row, step] = True
    states = network.states(torch.from_numpy(indices[tokens]), torch.from_numpy(seen.sum(1)))
    tags_at = _cores_first(states, torch.from_numpy(gold), torch.from_numpy(core))
    flat = states[torch.from_numpy(row), torch.from_numpy(step)]
    return network.tag_loss(*tags_at), _link_loss(network, batch, flat)


def _cores_first(states: Tensor, gold: Tensor, core: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Cores moved to the first steps, margins cut off: tags are scored in cores only."""
    order = torch.argsort(~core, dim=1, stable=True)[:, : int(core.sum(1).max())]
    return (
        states.gather(1, order[..., None].expand(-1, -1, states.shape[2])),
        gold.gather(1, order[..., None].expand(-1, -1, gold.shape[2])),
        core.gather(1, order),
    )


def _link_loss(network: Network, batch: list[Example], states: Tensor) -> Tensor:
    total = torch.zeros(())
    for relation in RELATIONS:
        links = _joined([one.links[relation] for one in batch], [len(e.indices) for e in batch])
        if len(links.gold):
            scores = network.pairs[relation](
                states,
                *(torch.from_numpy(x) for x in (links.content, links.others, links.near)),
                torch.from_numpy(links.real),
            )
            total = total + nn.functional.cross_entropy(scores, torch.from_numpy(links.gold))
    return total


def _joined(several: list[Links], lengths: list[int]) -> Links:
    offsets = np.cumsum([0, *lengths[:-1]])
    return Links(
        np.concatenate([one.content + at for one, at in zip(several, offsets, strict=True)]),
        np.concatenate([one.others + at for one, at in zip(several, offsets, strict=True)]),
        np.concatenate([one.near for one in several]),
        np.concatenate([one.gold for one in several]),
        np.concatenate([one.real for one in several]),
    )


def _average(network: Network, average: dict[str, Tensor], decay: float) -> None:
    with torch.no_grad():
        for name, p in network.named_parameters():
            average[name].lerp_(p, 1 - decay)


def _averaged(network: Network, average: dict[str, Tensor]) -> Arrays:
    kept = {name: p.detach().clone() for name, p in network.named_parameters()}
    with torch.no_grad():
        for name, p in network.named_parameters():
            p.copy_(average[name])
    weights = {name: array.copy() for name, array in exported(network).items()}
    with torch.no_grad():
        for name, p in network.named_parameters():
            p.copy_(kept[name])
    return weights
