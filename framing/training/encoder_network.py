"""The network over an encoder: how it learns, and its export to ONNX."""

from __future__ import annotations

import io
import logging
import math
import random
import re
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from framing.models.onnx_network import INPUTS, INSTALL, OUTPUT, padded
from framing.training.processor import denormals_flushed

LAYER = re.compile(r"(?:^|\.)(?:layer|layers|h|block)\.(\d+)\.")
BUCKET = 25  # batches that are shuffled together and then cut by length


@dataclass(frozen=True)
class EncoderSettings:
    """How to fine-tune; all of it is written into the model's card.

    Attributes
    ----------
    epochs, batch : int
    rate : float
        Learning rate of the last layer, at its height.
    layer_decay : float
        Each layer learns at this share of the rate of the one above it.
    head_rate : float
        Learning rate of the linear layer, as a multiple of ``rate``.
    warm_up : float
        Share of the steps in which the rates rise; then they fall to 0 along a line.
    dropout : float
        Of the mean state; the encoder keeps its own.
    weight_decay : float
    max_length : int
        Word pieces read at a time; of longer texts every stretch is read.
    smoothing : float
        Share of each label that is spread evenly over all labels.
    memory : float
        Epochs over which the weights are averaged; 0: not at all.
    half : bool
        Compute in bfloat16: twice as fast on processors with AMX, slower on others.
    held_out : float
        Share of the groups that is not trained on: the calibration is made from it.
    temperature : float
        What logits are divided by to make probabilities of them, where nothing is held out.
    runs : int
        How often it is learnt from the same start, in another order; the weights of all runs
        are averaged, which is one network again (Wortsman et al. 2022, "Model soups").
    seed : int
    """

    epochs: int = 3
    batch: int = 16
    rate: float = 1e-4
    layer_decay: float = 1.0
    head_rate: float = 1.0
    warm_up: float = 0.1
    dropout: float = 0.1
    weight_decay: float = 0.01
    max_length: int = 128
    smoothing: float = 0.1
    memory: float = 0.5
    half: bool = False
    held_out: float = 0.0
    temperature: float = 1.75
    runs: int = 1
    seed: int = 1


class Example(NamedTuple):
    """A stretch of a text as word pieces, the row of its label, and how much it counts."""

    pieces: list[int]
    row: int
    weight: float


class EncoderNetwork(nn.Module):
    """An encoder with a linear layer over the mean of its states."""

    def __init__(self, encoder: Any, labels: int, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(encoder.config.hidden_size, labels)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Logits; (batch, steps) twice to (batch, labels)."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask)[0].float()
        seen = attention_mask[..., None].to(states.dtype)
        logits: Tensor = self.head(self.dropout((states * seen).sum(1) / seen.sum(1)))
        return logits


@denormals_flushed()
def learn(
    network: EncoderNetwork,
    examples: Sequence[Example],
    targets: NDArray[np.float32],
    exclusive: bool,
    settings: EncoderSettings,
    say: Callable[[str], None],
) -> None:
    """Fine-tune all weights in place, as often as the settings say, and average them.

    Parameters
    ----------
    network : EncoderNetwork
    examples : sequence of Example
    targets : float32 array of shape (n, k)
        1 where a text has a label.
    exclusive : bool
        Whether a text has exactly one of the labels: softmax, else a logistic function each.
    settings : EncoderSettings
    say : callable
    """
    start = {name: weights.clone() for name, weights in network.state_dict().items()}
    total: dict[str, Tensor] = {}
    for run in range(settings.runs):
        network.load_state_dict(start)
        seed = settings.seed + run
        torch.manual_seed(seed)
        _learn_once(network, examples, targets, exclusive, replace(settings, seed=seed), say)
        for name, weights in network.state_dict().items():
            share = weights / settings.runs if weights.is_floating_point() else weights
            total[name] = total[name] + share if name in total and share is not weights else share
    network.load_state_dict(total)
    network.eval()


def _learn_once(
    network: EncoderNetwork,
    examples: Sequence[Example],
    targets: NDArray[np.float32],
    exclusive: bool,
    settings: EncoderSettings,
    say: Callable[[str], None],
) -> None:
    """One run, from the weights the network has."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device)
    order = random.Random(settings.seed)
    gold = torch.from_numpy(_smoothed(targets, exclusive, settings.smoothing)).to(device)
    optimizer = torch.optim.AdamW(_rates(network, settings), fused=True)
    steps = settings.epochs * math.ceil(len(examples) / settings.batch)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: _pace((step + 1) / (steps + 1), settings.warm_up)
    )
    average = _Average(network, settings.memory * steps / settings.epochs)
    for epoch in range(settings.epochs):
        network.train()
        began, total = time.perf_counter(), 0.0
        for batch in _batches(examples, settings.batch, order):
            ids, mask = padded([one.pieces for one in batch])
            rows = torch.tensor([one.row for one in batch], device=device)
            weight = torch.tensor([one.weight for one in batch], device=device)
            with torch.autocast(device.type, torch.bfloat16, enabled=settings.half):
                logits = network(*(torch.from_numpy(x).to(device) for x in (ids, mask)))
            loss = (_losses(logits.float(), gold[rows], exclusive) * weight).sum() / weight.sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            pace.step()
            average.update()
            total += float(loss.detach()) * len(batch)
        passed = time.perf_counter() - began
        mean = total / len(examples)
        say(f"epoch {epoch + 1} of {settings.epochs}: loss {mean:.3f}, {passed:.0f} s")
    average.put()
    network.to("cpu")


class _Average:
    """A running average of the weights; with no memory, the weights as they are."""

    def __init__(self, network: nn.Module, memory: float) -> None:
        self.live = list(network.parameters()) if memory > 0 else []
        self.kept = [one.detach().clone() for one in self.live]
        self.memory, self.steps = memory, 0

    def update(self) -> None:
        """Take the weights of one more step."""
        self.steps += 1
        share = max(1 / max(self.memory, 1), 9 / (10 + self.steps))  # a start soon forgotten
        with torch.no_grad():
            torch._foreach_lerp_(self.kept, self.live, share) if self.live else None

    def put(self) -> None:
        """Put the average in the place of the weights."""
        with torch.no_grad():
            for live, kept in zip(self.live, self.kept, strict=True):
                live.copy_(kept)


def _smoothed(targets: NDArray[np.float32], exclusive: bool, share: float) -> NDArray[np.float32]:
    even = 1 / targets.shape[1] if exclusive else 0.5
    smoothed: NDArray[np.float32] = (targets * (1 - share) + share * even).astype(np.float32)
    return smoothed


def _losses(logits: Tensor, gold: Tensor, exclusive: bool) -> Tensor:
    """The loss of each example."""
    if exclusive:
        return nn.functional.cross_entropy(logits, gold, reduction="none")
    each = nn.functional.binary_cross_entropy_with_logits(logits, gold, reduction="none")
    return each.mean(1)


def _pace(progress: float, warm_up: float) -> float:
    """The share of the learning rate: up along a line, then down along another to 0."""
    if progress < warm_up:
        return progress / warm_up
    return (1 - progress) / (1 - warm_up)


def _rates(network: EncoderNetwork, settings: EncoderSettings) -> list[dict[str, Any]]:
    """Groups of weights: a lower learning rate in lower layers, no decay of biases and norms."""
    depths = [depth for name, _ in network.named_parameters() if (depth := _depth(name))]
    top = max(depths, default=0)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, weight in network.named_parameters():
        if name.startswith("head."):
            rate = settings.rate * settings.head_rate
        else:
            below = top if (depth := _depth(name)) is None else depth
            rate = settings.rate * settings.layer_decay ** (top - below)
        decay = settings.weight_decay if weight.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(weight)
    return [
        {"params": weights, "lr": rate, "weight_decay": decay}
        for (rate, decay), weights in groups.items()
    ]


def _depth(name: str) -> int | None:
    """0 for what lies below the layers, then 1 and up; None for what is no part of them."""
    if found := LAYER.search(name):
        return int(found[1]) + 1
    return 0 if "embed" in name else None


def _batches(
    examples: Sequence[Example], size: int, order: random.Random
) -> Iterator[list[Example]]:
    """Batches of texts of about one length, in random order, so that little is padded."""
    shuffled = order.sample(list(examples), len(examples))
    for start in range(0, len(shuffled), size * BUCKET):
        bucket = sorted(shuffled[start : start + size * BUCKET], key=lambda one: len(one.pieces))
        batches = [bucket[at : at + size] for at in range(0, len(bucket), size)]
        yield from order.sample(batches, len(batches))


def exported(network: EncoderNetwork) -> bytes:
    """The network in ONNX, for any number of texts of any length."""
    network.eval()
    if hasattr(network.encoder, "set_attn_implementation"):
        network.encoder.set_attn_implementation("eager")  # plain matrix products, as ONNX has them
    ids = torch.zeros((2, 5), dtype=torch.long)
    mask = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])
    axes = {0: "batch", 1: "steps"}
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the result is compared with torch's afterwards
        torch.onnx.export(
            network,
            (ids, mask),
            file,
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_axes={**dict.fromkeys(INPUTS, axes), OUTPUT: {0: "batch"}},
            opset_version=17,
            dynamo=False,  # the newer exporter needs onnxscript and knows fewer encoders
        )
    return file.getvalue()


def quantized(weights: bytes) -> bytes:
    """The same network with weights in 8 bits: a quarter of the size, faster, a little less right.

    Raises
    ------
    ValueError
        If the package onnx is not installed.
    """
    try:
        from onnxruntime.quantization import QuantType, quantize_dynamic
    except ImportError as error:
        raise ValueError(f"quantizing needs onnx and onnxruntime: {INSTALL}") from error
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        whole.write_bytes(weights)
        root = logging.getLogger()
        before, root.disabled = root.disabled, True  # it advises a step that changes nothing here
        try:
            quantize_dynamic(whole, small, weight_type=QuantType.QInt8)
        finally:
            root.disabled = before
        return small.read_bytes()
