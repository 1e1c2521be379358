"""Fine-tuning an encoder of Hugging Face for a labelled corpus.

The mean of the last layer's states, dropout and one linear layer make the logits. What is
written needs no torch: ``framing.models.encoder`` reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import torch
from numpy.typing import NDArray

from framing.document import Document
from framing.language import nearest
from framing.models.calibration import Calibration, calibrated
from framing.models.encoder import EncoderRater, scores_of, state_of, texts_of
from framing.models.labels import label_table
from framing.models.onnx_network import INPUTS, INSTALL, Array, Encoder, padded, pieces_of
from framing.models.passages import Passages
from framing.models.recipe import Recipe
from framing.training.encoder_network import (
    EncoderNetwork,
    EncoderSettings,
    Example,
    exported,
    learn,
)

if TYPE_CHECKING:
    from tokenizers import Tokenizer

DEFAULT = EncoderSettings()
TOLERANCE = 1e-3  # between the logits of torch and of onnxruntime
MARGIN = 0.5
PARAMETERS = ("recipe", "base", "settings", "say")


@dataclass(frozen=True, eq=False)
class EncoderParts:
    """What a folder holds of an encoder.

    Attributes
    ----------
    weights : bytes
        The network in ONNX; ``save_encoder`` writes it, with the tokenizer.
    tokenizer : str
        In JSON.
    facts : dict
        For ``model.toml``: ``kind``, ``recipe``, ``classes``, ``calibration``, ``margins``,
        ``max_length``, ``base`` and ``settings``. The writer adds ``files``, what
        ``save_encoder`` returns.
    network : EncoderNetwork
        As it has learnt, in torch.
    """

    weights: bytes
    tokenizer: str
    facts: dict[str, Any]
    network: EncoderNetwork

    def encoder(self) -> Encoder:
        """The exported network, ready to rate."""
        return Encoder.of(self.weights, self.tokenizer, self.facts["max_length"])


@dataclass(eq=False, repr=False)
class EncoderLearner(EncoderRater):
    """A rater that fine-tunes an encoder.

    Parameters
    ----------
    recipe : Recipe
        Task, unit and languages; its blocks of features are not looked at.
    base : str or Path
        Name of an encoder on Hugging Face, or the folder it lies in.
    settings : EncoderSettings
    say : callable
        Told how it goes, once an epoch.

    Attributes
    ----------
    parts : EncoderParts
        What ``fit`` made, for ``save_encoder``.
    """

    base: str | Path = ""
    settings: EncoderSettings = DEFAULT
    say: Callable[[str], None] = print
    parts: EncoderParts | None = None

    def fit(
        self,
        documents: Sequence[Document],
        labels: Sequence[Any],
        groups: Sequence[Hashable] | None = None,
    ) -> Self:
        """Fine-tune; see ``train_encoder``."""
        self.parts = train_encoder(
            documents, labels, self.recipe, self.base, self.settings, groups, self.say
        )
        self.facts, self.state = self.parts.facts, state_of(self.parts.facts)
        self.encoder = self.parts.encoder()
        return self

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters of the constructor."""
        return {name: getattr(self, name) for name in PARAMETERS}

    def set_params(self, **params: Any) -> Self:
        """Change parameters; what was learnt with others is forgotten."""
        for name, value in params.items():
            if name not in PARAMETERS:
                raise ValueError(f"no parameter {name!r}; {nearest(name, PARAMETERS)}")
            setattr(self, name, value)
            self.state = self.encoder = self.parts = None
        return self

    def __sklearn_clone__(self) -> EncoderLearner:
        return EncoderLearner(**self.get_params())


def train_encoder(
    documents: Sequence[Document],
    labels: Sequence[Any],
    recipe: Recipe,
    base: str | Path,
    settings: EncoderSettings = DEFAULT,
    groups: Sequence[Hashable] | None = None,
    say: Callable[[str], None] = print,
) -> EncoderParts:
    """Fine-tune an encoder and export it.

    Parameters
    ----------
    documents : sequence of Document
        Each of them one passage.
    labels : sequence
        0 or 1; a string; or, where several labels can hold, a tuple of strings.
    recipe : Recipe
        Task, unit and languages.
    base : str or Path
        Name of an encoder on Hugging Face, or the folder it lies in.
    settings : EncoderSettings
    groups : sequence, optional
        What belongs together: it is held out together.
    say : callable
        Told how it goes, once an epoch.

    Returns
    -------
    EncoderParts

    Raises
    ------
    ValueError
        If there is no such encoder, a package is missing, or the labels do not fit the task.
    """
    _check(documents, labels, settings, recipe)
    classes, truth = label_table(recipe, labels)
    torch.manual_seed(settings.seed)
    body, tokenizer = load_base(base, settings.max_length)
    network = EncoderNetwork(body, truth.shape[1], settings.dropout)
    texts = texts_of(Passages.articles(documents))
    numbers = _numbers(groups, len(texts))
    held_out = _held_out(numbers, settings)
    stretches = [pieces_of(tokenizer, text, settings.max_length) for text in texts]
    examples = [
        Example(pieces, row, 1 / len(stretches[row]))
        for row in (~held_out).nonzero()[0].tolist()
        for pieces in stretches[row]
    ]
    exclusive = recipe.task == "multiclass"
    learn(network, examples, truth.astype(np.float32), exclusive, settings, say)
    weights = exported(network)
    encoder = Encoder.of(weights, tokenizer.to_str(), settings.max_length)
    _refuse_difference(network, encoder, [one.pieces for one in examples[: settings.batch]], base)
    chosen = held_out.nonzero()[0]
    scores = scores_of(encoder.logits([texts[at] for at in chosen]), recipe.task)
    calibration = _calibration(scores, truth[chosen], numbers[chosen], settings)
    facts = {
        "kind": "encoder",
        "recipe": recipe.facts(),
        "classes": list(classes),
        "calibration": {name: part.tolist() for name, part in calibration._asdict().items()},
        "margins": [MARGIN] * truth.shape[1],
        "max_length": settings.max_length,
        "base": Path(base).name if Path(base).is_dir() else str(base),
        "settings": asdict(settings),
    }
    return EncoderParts(weights, tokenizer.to_str(), facts, network)


def _check(
    documents: Sequence[Document], labels: Sequence[Any], settings: EncoderSettings, recipe: Recipe
) -> None:
    if len(documents) != len(labels):
        raise ValueError(f"{len(documents)} documents, but {len(labels)} labels")
    for name in ("epochs", "batch", "runs"):
        if getattr(settings, name) < 1:
            raise ValueError(f"{name}={getattr(settings, name)}: at least 1 is needed")
    if not 0 <= settings.held_out < 1:
        raise ValueError(f"held_out={settings.held_out}: a share of at least 0 and below 1")
    if others := sorted({d.language for d in documents} - set(recipe.languages)):
        raise ValueError(
            f"the rater {recipe.name!r} is for {', '.join(recipe.languages)}, "
            f"not for {', '.join(others)}"
        )


def _numbers(groups: Sequence[Hashable] | None, n: int) -> NDArray[np.int64]:
    if groups is None:
        return np.arange(n)
    if len(groups) != n:
        raise ValueError(f"{n} documents, but {len(groups)} groups")
    known = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    return np.array([known[group] for group in groups])


def _held_out(numbers: NDArray[np.int64], settings: EncoderSettings) -> NDArray[np.bool_]:
    """Which texts are not trained on: whole groups, by chance, up to their share of the texts."""
    held_out = np.zeros(len(numbers), bool)
    order = np.random.default_rng(settings.seed).permutation(numbers.max() + 1)
    wanted = settings.held_out * len(numbers)
    for group in order:
        members = numbers == group
        if held_out.sum() + members.sum() <= wanted:
            held_out |= members
    return held_out


def _calibration(
    scores: Array, truth: NDArray[np.bool_], groups: NDArray[np.int64], settings: EncoderSettings
) -> Calibration:
    """From held-out texts; without any, the temperature, and no interval."""
    if len(scores):
        return calibrated(scores, truth, groups)
    k = truth.shape[1]
    return Calibration(np.full(k, 1 / settings.temperature), np.zeros(k), np.full((k, 3), np.nan))


def load_base(base: str | Path, max_length: int) -> tuple[Any, Tokenizer]:
    """A pretrained encoder and its tokenizer, by name or from a folder.

    Raises
    ------
    ValueError
        If transformers is not installed, if there is no such encoder, if the model has a
        decoder or no fast tokenizer, or if it cannot read ``max_length`` word pieces.
    """
    try:
        from transformers import AutoConfig, AutoModel, AutoTokenizer
        from transformers.utils import logging
    except ImportError as error:
        raise ValueError(f"an encoder learns with transformers, missing here: {INSTALL}") from error
    name = str(base)
    if Path(name).is_dir() and not (Path(name) / "config.json").is_file():
        raise ValueError(_not_found(name))
    try:
        config = AutoConfig.from_pretrained(name)
        if config.is_encoder_decoder or getattr(config, "is_decoder", False):
            raise ValueError(f"{name!r} is a {config.model_type} with a decoder, no encoder")
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        body = AutoModel.from_pretrained(name)
        tokenizer = AutoTokenizer.from_pretrained(name)
    except OSError as error:
        raise ValueError(_not_found(name)) from error
    longest = getattr(config, "max_position_embeddings", max_length)
    if max_length > longest:
        raise ValueError(f"max_length={max_length}: {name} reads {longest} word pieces at most")
    if not tokenizer.is_fast:
        raise ValueError(f"{name!r} has no fast tokenizer (tokenizer.json), so none can be saved")
    return body, tokenizer.backend_tokenizer


def _not_found(name: str) -> str:
    if Path(name).is_dir():
        found = ", ".join(sorted(path.name for path in Path(name).iterdir())) or "nothing"
        return (
            f"the folder {name} holds no encoder: config.json, model.safetensors and "
            f"tokenizer.json are needed; there is {found}"
        )
    return (
        f"no encoder {name!r}: it is no folder here, it is not in Hugging Face's cache, and the "
        f"hub does not give it (no network, or no such name); `hf download {name} --local-dir "
        f"FOLDER` gets it where there is a network, then give that folder"
    )


def _refuse_difference(
    network: EncoderNetwork, encoder: Encoder, pieces: list[list[int]], base: str | Path
) -> None:
    """The exported network must say what the one that learnt says."""
    ids, mask = padded(pieces)
    with torch.no_grad():
        ours = network(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()
    (theirs,) = encoder.session.run(None, dict(zip(INPUTS, (ids, mask), strict=True)))
    apart = float(np.abs(ours - theirs).max())
    if not apart <= TOLERANCE:
        raise ValueError(f"{base} cannot be exported: torch and onnxruntime differ by {apart:.3g}")
