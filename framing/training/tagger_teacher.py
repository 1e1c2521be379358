"""The tagger's teacher: an encoder fine-tuned on treebanks, slow, that tags news for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the customary name

from framing.tagging.tagger import TAGS
from framing.training.tagger_data import Sentence
from framing.training.tagger_encoder import Pieces, load_encoder, package_file

INNER, DROPOUT = 256, 0.2
LONGEST = 300  # pieces of a sentence that are read
SMOOTHING, HIDDEN_PIECES = 0.05, 0.05
HEAD_FASTER = 5  # the head's rate is this many times that of the encoder
NOTHING = -100


class Lesson(NamedTuple):
    """How a teacher is fine-tuned."""

    epochs: int = 8
    rate: float = 2e-4
    size: int = 16
    seed: int = 1


class Teacher(nn.Module):
    """Scores from the first and the last piece of a token, in a mean of all layers.

    Each treebank has its own offsets, so that what they annotate differently does not disturb;
    what is tagged has those of the first one.
    """

    def __init__(self, treebanks: int, path: Path | None = None) -> None:
        super().__init__()
        self.encoder, self.pieces = load_encoder(path or package_file())
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        config = self.encoder.config
        self.mix = nn.Parameter(torch.zeros(config.num_hidden_layers + 1))
        self.inner = nn.Linear(2 * config.hidden_size, INNER)
        self.out = nn.Linear(INNER, len(TAGS))
        self.inner_of = nn.Embedding(treebanks, INNER)
        self.out_of = nn.Embedding(treebanks, len(TAGS))
        for one in (self.inner_of, self.out_of):
            nn.init.zeros_(one.weight)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, pieces: Tensor, edges: Tensor, treebank: Tensor) -> Tensor:
        """Scores of tags; shape (sentences, tokens, tags)."""
        mask = (pieces != self.pieces.special.pad).long()
        states = self.encoder(
            input_ids=pieces, attention_mask=mask, output_hidden_states=True
        ).hidden_states
        shares = torch.softmax(self.mix, 0)
        mean = sum(share * state.float() for share, state in zip(shares, states, strict=True))
        row = torch.arange(len(pieces))[:, None]
        both = torch.cat([mean[row, edges[..., 0]], mean[row, edges[..., 1]]], -1)  # type: ignore[index]
        inner = F.gelu(self.inner(self.dropout(both)) + self.inner_of(treebank)[:, None])
        scores: Tensor = self.out(self.dropout(inner)) + self.out_of(treebank)[:, None]
        return scores


def fine_tuned(
    treebanks: Sequence[Sequence[Sentence]],
    lesson: Lesson | None = None,
    path: Path | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> Teacher:
    """A teacher that has learnt from treebanks; the first one's conventions are what it teaches."""
    lesson = lesson or Lesson()
    torch.manual_seed(lesson.seed)
    chance = np.random.default_rng(lesson.seed)
    teacher = Teacher(len(treebanks), path)
    examples = [(one, at) for at, bank in enumerate(treebanks) for one in bank]
    own: list[nn.Parameter] = []
    head: list[nn.Parameter] = []
    for name, parameter in teacher.named_parameters():
        if parameter.requires_grad:
            (own if name.startswith("encoder.") else head).append(parameter)
    rates = [lesson.rate, HEAD_FASTER * lesson.rate]
    optimizer = torch.optim.AdamW([{"params": own}, {"params": head}], weight_decay=0.01)
    steps = lesson.epochs * -(-len(examples) // lesson.size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, steps, pct_start=0.1)
    for epoch in range(lesson.epochs):
        teacher.train()
        losses = []
        for some in _groups([len(one.forms) for one, _ in examples], lesson.size, chance):
            loss = _loss(teacher, [examples[at] for at in some])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(float(loss.item()))
        say(f"teacher, epoch {epoch + 1} of {lesson.epochs}: loss {np.mean(losses):.4f}")
    return teacher


def opinions(
    teacher: Teacher, sentences: Sequence[tuple[Sequence[str], Sequence[bool]]], size: int = 64
) -> list[NDArray[np.float16]]:
    """How likely each tag is for each token of sentences: forms, and whether they are spaced.

    Tokens behind ``LONGEST`` pieces have none: such an array is shorter than its sentence.
    """
    teacher.eval()
    out: list[NDArray[np.float16]] = [np.zeros((0, len(TAGS)), np.float16)] * len(sentences)
    order = np.argsort([len(forms) for forms, _ in sentences], kind="stable")
    for start in range(0, len(order), size):
        some = order[start : start + size].tolist()
        pieces, edges, sizes = _side_by_side(teacher.pieces, [sentences[at] for at in some])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            scores = teacher(pieces, edges, torch.zeros(len(some), dtype=torch.long))
        likely = torch.softmax(scores.float(), -1).numpy().astype(np.float16)
        for row, at in enumerate(some):
            out[at] = likely[row, : sizes[row]]
    return out


def _loss(teacher: Teacher, some: Sequence[tuple[Sentence, int]]) -> Tensor:
    pieces, edges, sizes = _side_by_side(teacher.pieces, [(s.forms, s.spaced) for s, _ in some])
    special = teacher.pieces.special
    hidden = (torch.rand(pieces.shape) < HIDDEN_PIECES) & (pieces > max(special))
    pieces = torch.where(hidden, torch.tensor(special.unknown), pieces)
    target = torch.full(edges.shape[:2], NOTHING)
    for row, (sentence, _) in enumerate(some):
        target[row, : sizes[row]] = torch.tensor(sentence.tags[: sizes[row]])
    with torch.autocast("cpu", torch.bfloat16):
        scores = teacher(pieces, edges, torch.tensor([treebank for _, treebank in some]))
    return F.cross_entropy(
        scores.float().flatten(0, 1), target.flatten(), label_smoothing=SMOOTHING
    )


def _groups(sizes: Sequence[int], size: int, chance: np.random.Generator) -> list[NDArray[np.intp]]:
    """Numbers of sentences in groups of similar length, in any order."""
    order = chance.permutation(len(sizes))
    groups: list[NDArray[np.intp]] = []
    for start in range(0, len(order), 20 * size):
        some = order[start : start + 20 * size]
        some = some[np.argsort(np.array(sizes)[some], kind="stable")]
        groups += [some[at : at + size] for at in range(0, len(some), size)]
    return [groups[at] for at in chance.permutation(len(groups))]


def _side_by_side(
    pieces: Pieces, sentences: Sequence[tuple[Sequence[str], Sequence[bool]]]
) -> tuple[Tensor, Tensor, list[int]]:
    """Pieces, first and last piece of each token, and how many tokens are read."""
    special = pieces.special
    rows, edges = [], []
    for forms, spaced in sentences:
        row, edge = [special.begin], []
        for form, space in zip(forms, spaced, strict=True):
            found = pieces.of(form, space)
            if len(row) + len(found) > LONGEST:
                break
            edge.append((len(row), len(row) + len(found) - 1))
            row += found
        rows.append([*row, special.end])
        edges.append(edge)
    out = torch.full((len(rows), max(map(len, rows))), special.pad)
    at = torch.zeros(len(rows), max(map(len, edges)), 2, dtype=torch.long)
    for number, (row, edge) in enumerate(zip(rows, edges, strict=True)):
        out[number, : len(row)] = torch.tensor(row)
        at[number, : len(edge)] = torch.tensor(edge)
    return out, at, [len(edge) for edge in edges]
