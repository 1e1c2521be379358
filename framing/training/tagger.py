"""Train the part-of-speech tagger of a language from treebanks and from silver news."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.tagging.weights import FOLDER
from framing.training.tagger_data import (
    Examples,
    Sentence,
    free_documents,
    gold_targets,
    read_treebank,
)
from framing.training.tagger_loop import Fit, fit, predicted
from framing.training.tagger_network import Network, Shape, write

GOLD_TIMES = {"de": 2, "en": 3}  # a gold sentence is learnt this often where silver is learnt once
WORDS_EVERY = {"de": 3, "en": 1}  # of the sentences with contractions, those also given as words


def train_tagger(
    language: str,
    treebanks: Sequence[Path],
    silver: Path | None = None,
    folder: Path = FOLDER,
    how: Fit | None = None,
    shape: Shape | None = None,
    facts: Mapping[str, Any] | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> Path:
    """Train a tagger and write ``<language>.safetensors`` and ``<language>.toml``.

    Parameters
    ----------
    language : str
        Code of the language.
    treebanks : sequence of Path
        Files in the CoNLL-U format. Of UD_English-GUM only documents with free texts are read.
    silver : Path, optional
        Sentences with the opinion of a teacher (``framing.training.tagger_silver``), npz.
    folder : Path
        Where the files go.
    how : Fit, optional
        Epochs, rate and seed.
    shape : Shape, optional
        How wide the layers are.
    facts : mapping, optional
        What else is written into the facts, such as figures.
    say : callable
        Told how it goes.

    Returns
    -------
    Path
        The file with the weights.

    Raises
    ------
    ValueError
        If the treebanks hold no sentence.
    """
    how = how or Fit()
    surface, words = gold_sentences(treebanks, WORDS_EVERY.get(language, 1))
    if not surface:
        raise ValueError(
            f"no sentence to learn from in {', '.join(map(str, treebanks)) or 'no file'}"
        )
    gold = _examples([*surface, *words])
    parts = [gold] if silver is None else [*_silver(silver), *[gold] * GOLD_TIMES.get(language, 2)]
    say(f"{gold.at[-1]:,} gold tokens, {sum(int(p.at[-1]) for p in parts):,} in an epoch")
    network = Network(shape)
    fit(network, parts, how, say)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{language}.safetensors"
    write(network, path)
    known = {
        "language": language,
        "gold_tokens": sum(len(one.forms) for one in surface),
        "silver_tokens": 0 if silver is None else int(parts[0].at[-1]),
        **{f"fit_{name}": value for name, value in how._asdict().items()},
        **network.shape._asdict(),
        **(facts or {}),
    }
    write_facts(folder / f"{language}.toml", known)
    return path


def gold_sentences(
    treebanks: Sequence[Path], words_every: int = 1
) -> tuple[list[Sentence], list[Sentence]]:
    """Sentences of treebanks, and some of those with contractions once more as words."""
    surface, words = [], []
    for path in treebanks:
        keep = free_documents if "en_gum" in path.name else list
        both = zip(keep(read_treebank(path)), keep(read_treebank(path, words=True)), strict=True)
        pairs = list(both)
        surface += [one for one, _ in pairs]
        words += [other for one, other in pairs if one.forms != other.forms][::words_every]
    return surface, words


def cross_validated(
    language: str,
    treebank: Path,
    others: Sequence[Path] = (),
    folds: int = 5,
    how: Fit | None = None,
    shape: Shape | None = None,
) -> list[float]:
    """Per cent of right tags in each fold of a treebank, learnt from its rest: to choose settings.

    A fold is a stretch of the file, so that neighbouring sentences stay together.
    """
    sentences, _ = gold_sentences([treebank])
    more, _ = gold_sentences(others) if others else ([], [])
    edges = np.linspace(0, len(sentences), folds + 1).astype(int).tolist()
    shares = []
    for first, last in pairwise(edges):
        network = Network(shape)
        rest = _examples([*sentences[:first], *sentences[last:], *more])
        fit(network, [rest], how or Fit(size=16))
        held_out = sentences[first:last]
        found = predicted(network, Examples([one.forms for one in held_out], None))
        gold = np.array([tag for one in held_out for tag in one.tags])
        shares.append(100 * float((found == gold).mean()))
    return shares


def _examples(sentences: Sequence[Sentence]) -> Examples:
    return Examples([one.forms for one in sentences], gold_targets(sentences))


def _silver(path: Path) -> list[Examples]:
    with np.load(path) as arrays:
        forms = arrays["forms"].tobytes().decode("utf-8").split("\n")
        sizes, targets = arrays["sizes"], arrays["targets"].astype(np.float32)
    targets /= targets.sum(1, keepdims=True)
    ends = np.cumsum(sizes).tolist()
    starts = [0, *ends[:-1]]
    sentences = [forms[start:end] for start, end in zip(starts, ends, strict=True)]
    return [Examples(sentences, targets)]


def write_silver(
    path: Path, sentences: Sequence[Sequence[str]], targets: NDArray[np.float16]
) -> None:
    """Keep silver sentences for training; such a file holds text and is never shipped.

    Parameters
    ----------
    path : Path
        An npz file.
    sentences : sequence of sequence of str
    targets : float16 array of shape (tokens, tags)
        How likely the teacher takes each tag to be.
    """
    joined = "\n".join(form for one in sentences for form in one).encode("utf-8")
    sizes = np.array([len(one) for one in sentences], np.int32)
    forms = np.frombuffer(joined, np.uint8)
    with path.open("wb") as file:
        np.savez(file, forms=forms, sizes=sizes, targets=targets)


def write_facts(path: Path, facts: Mapping[str, Any]) -> None:
    """Write facts as a TOML file of strings, numbers and lists of strings."""
    lines = [f"{name} = {_toml(value)}\n" for name, value in facts.items()]
    part = path.with_name(f"{path.name}.part")
    part.write_text("".join(lines), encoding="utf-8")
    os.replace(part, path)


def _toml(value: Any) -> str:
    import json

    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False)
