"""Fine-tuning any encoder of Hugging Face for a labelled corpus.

The mean of the last layer's states, dropout and one linear layer make the logits. What is
written needs no torch: ``framing.models.encoder`` reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray

from framing.document import Document
from framing.models.encoder import (
    INPUTS,
    INSTALL,
    KINDS,
    EncoderParts,
    EncoderRater,
    padded,
    pieces_of,
)
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
MEANT = {
    "binary": "0 or 1 is needed",
    "multiclass": "a string is needed",
    "multilabel": "a tuple of strings is needed",
}


def train_encoder(
    documents: Sequence[Document],
    labels: Sequence[Any],
    kind: str,
    base: str | Path,
    settings: EncoderSettings = DEFAULT,
    groups: Sequence[Hashable] | None = None,
    say: Callable[[str], None] = print,
) -> EncoderParts:
    """Fine-tune an encoder and export it.

    Parameters
    ----------
    documents : sequence of Document
        Sentences or articles.
    labels : sequence
        0 and 1 (``binary``), strings (``multiclass``) or tuples of strings (``multilabel``).
    kind : {'binary', 'multiclass', 'multilabel'}
    base : str or Path
        Name of an encoder on Hugging Face, or the folder it lies in.
    settings : EncoderSettings
    groups : sequence, optional
        Not used: nothing is held out here. It is there because every rater takes it.
    say : callable
        Told how it goes, once an epoch.

    Returns
    -------
    EncoderParts
        For ``save_encoder``; ``.rater()`` rates at once.

    Raises
    ------
    ValueError
        If there is no such encoder, or the labels do not fit the kind of task.
    """
    classes, targets = encoded_labels(labels, kind)
    if len(documents) != len(targets):
        raise ValueError(f"{len(documents)} texts, but {len(targets)} labels")
    if settings.epochs < 1 or settings.batch < 1:
        raise ValueError(f"epochs={settings.epochs}, batch={settings.batch}: at least 1 each")
    torch.manual_seed(settings.seed)
    encoder, tokenizer = load_base(base, settings.max_length)
    network = EncoderNetwork(encoder, len(classes), settings.dropout)
    examples = [
        Example(ids, row, 1 / len(stretches))
        for row, document in enumerate(documents)
        for stretches in [pieces_of(tokenizer, document.text, settings.max_length)]
        for ids in stretches
    ]
    learn(network, examples, targets, kind != "multilabel", tokenizer, settings, say)
    facts = {
        "kind": kind,
        "classes": classes,
        "temperature": settings.temperature,
        "max_length": settings.max_length,
        "base": Path(base).name if Path(base).is_dir() else str(base),
        "settings": asdict(settings),
    }
    parts = EncoderParts(exported(network), tokenizer.to_str(), facts)
    _refuse_difference(network, parts.rater(), [one.pieces for one in examples[: settings.batch]])
    return parts


@dataclass
class EncoderLearner:
    """``train_encoder`` as an estimator in the manner of scikit-learn.

    Attributes
    ----------
    kind, base, settings
        As for ``train_encoder``.
    parts_ : EncoderParts
        After ``fit``: what ``save_encoder`` writes.
    """

    kind: str
    base: str | Path
    settings: EncoderSettings = DEFAULT
    say: Callable[[str], None] = field(default=print, repr=False)

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters, as scikit-learn asks for them."""
        return {name: getattr(self, name) for name in ("kind", "base", "settings", "say")}

    def set_params(self, **params: Any) -> EncoderLearner:
        """Set parameters; those of ``settings`` go by ``settings__name``."""
        for name, value in params.items():
            part, _, rest = name.partition("__")
            if part not in self.get_params():
                raise ValueError(f"no parameter {name!r}; there is {', '.join(self.get_params())}")
            setattr(self, part, replace(self.settings, **{rest: value}) if rest else value)
        return self

    def fit(
        self,
        documents: Sequence[Document],
        labels: Sequence[Any],
        groups: Sequence[Hashable] | None = None,
    ) -> EncoderLearner:
        """Fine-tune."""
        self.parts_ = train_encoder(
            documents, labels, self.kind, self.base, self.settings, groups, self.say
        )
        self.rater_ = self.parts_.rater()
        self.classes_ = self.rater_.classes_
        return self

    def predict_proba(self, documents: Sequence[Document]) -> NDArray[np.float64]:
        """As ``EncoderRater.predict_proba``."""
        return self.rater_.predict_proba(documents)

    def predict(self, documents: Sequence[Document]) -> NDArray[Any] | list[tuple[str, ...]]:
        """As ``EncoderRater.predict``."""
        return self.rater_.predict(documents)


def encoded_labels(
    labels: Sequence[Any], kind: str
) -> tuple[list[Any], NDArray[np.float32]]:
    """Classes, and for each label a row with 1 where it has that class.

    Examples
    --------
    >>> encoded_labels([("moral",), ()  , ("conflict", "moral")], "multilabel")
    (['conflict', 'moral'], array([[0., 1.], [0., 0.], [1., 1.]], dtype=float32))
    """
    if kind not in KINDS:
        raise ValueError(f"no kind of task {kind!r}; there is {', '.join(KINDS)}")
    rows = [tuple(one) if kind == "multilabel" and not isinstance(one, str) else one
            for one in labels]
    for at, one in enumerate(rows):
        if not _fits(one, kind):
            raise ValueError(f"label {at}: {one!r} is no label of a {kind} task; {MEANT[kind]}")
    flat = [one for row in rows for one in row] if kind == "multilabel" else rows
    classes = [0, 1] if kind == "binary" else sorted(set(flat))
    if len(set(flat)) < 2:
        raise ValueError(f"only labels {sorted(set(flat))!r}: there is nothing to tell apart")
    number = {name: at for at, name in enumerate(classes)}
    targets = np.zeros((len(rows), len(classes)), np.float32)
    for at, one in enumerate(rows):
        for name in one if kind == "multilabel" else (one,):
            targets[at, number[name]] = 1
    return classes, targets


def _fits(label: Any, kind: str) -> bool:
    if kind == "binary":
        return isinstance(label, int | np.integer | float) and label in (0, 1)
    if kind == "multiclass":
        return isinstance(label, str)
    return isinstance(label, tuple) and all(isinstance(one, str) for one in label)


def load_base(base: str | Path, max_length: int) -> tuple[Any, Tokenizer]:
    """A pretrained encoder and its tokenizer, by name or from a folder.

    Raises
    ------
    ValueError
        If transformers is not installed, if there is no such encoder, if the model is not an
        encoder, or cannot read ``max_length`` word pieces.
    """
    try:
        from transformers import AutoConfig, AutoModel, AutoTokenizer
    except ImportError as error:
        raise ValueError(f"fine-tuning an encoder needs transformers: {INSTALL}") from error
    name = str(base)
    try:
        config = AutoConfig.from_pretrained(name)
        if config.is_encoder_decoder or getattr(config, "is_decoder", False):
            raise ValueError(f"{name!r} is a {config.model_type} with a decoder, not an encoder")
        encoder = AutoModel.from_pretrained(name)
        tokenizer = AutoTokenizer.from_pretrained(name, use_fast=True)
    except OSError as error:
        raise ValueError(_not_found(name)) from error
    longest = getattr(config, "max_position_embeddings", max_length)
    if max_length > longest:
        raise ValueError(f"max_length={max_length}: {name} reads at most {longest} word pieces")
    if not tokenizer.is_fast:
        raise ValueError(f"{name!r} has no tokenizer.json; only fast tokenizers can be saved")
    fast = tokenizer.backend_tokenizer
    fast.enable_truncation(max_length)
    fast.enable_padding(pad_id=tokenizer.pad_token_id, pad_token=tokenizer.pad_token)
    return encoder, fast


def _not_found(name: str) -> str:
    if Path(name).is_dir():
        found = ", ".join(sorted(path.name for path in Path(name).iterdir())) or "nothing"
        return (
            f"the folder {name} holds no encoder: config.json, model.safetensors and "
            f"tokenizer.json are needed, there is {found}"
        )
    return (
        f"no encoder {name!r}: it is no folder, it is not in Hugging Face's cache on this machine, "
        f"and the hub does not give it (no network, or no such name). Where there is a network, "
        f"`hf download {name} --local-dir FOLDER` gets it; then give that folder"
    )


def _refuse_difference(
    network: EncoderNetwork, rater: EncoderRater, pieces: list[list[int]]
) -> None:
    """The exported network must say what the one that learnt says."""
    ids, mask = padded(pieces, rater.tokenizer)
    with torch.no_grad():
        ours = network(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()
    (theirs,) = rater.session.run(None, dict(zip(INPUTS, (ids, mask), strict=True)))
    apart = float(np.abs(ours - theirs).max())
    if not apart <= TOLERANCE:
        raise ValueError(
            f"{rater.facts['base']} cannot be exported: torch and onnxruntime differ by {apart:.3g}"
        )
