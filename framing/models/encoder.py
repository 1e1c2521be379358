"""Rating with a fine-tuned encoder.

Its folder has the shape of every rater's, with ``weights.onnx`` for the weights and
``tokenizer.json`` for the word pieces. ``framing.training.encoder`` makes one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from framing.document import Span
from framing.models.blocks import counted
from framing.models.calibration import Calibration
from framing.models.onnx_network import Array, Encoder, EncoderError
from framing.models.passages import Passages
from framing.models.rater import Rater, Ratings, State
from framing.models.recipe import Recipe

WEIGHTS, TOKENIZER = "weights.onnx", "tokenizer.json"
NEEDED = ("recipe", "classes", "calibration", "margins", "max_length", "files")


@dataclass(eq=False, repr=False)
class EncoderRater(Rater):
    """A rater that reads texts with an encoder.

    It rates like every other; ``framing.training.encoder.EncoderLearner`` is one that learns.

    Parameters
    ----------
    recipe : Recipe
        Its blocks of features are not looked at.
    state : State, optional
        Classes, calibration and margins; it has no arrays.
    facts : mapping
    encoder : Encoder, optional
        The network.
    """

    encoder: Encoder | None = None

    def fit(self, documents: Any, labels: Any, groups: Any = None) -> Self:
        """Not here: rating knows no torch."""
        raise EncoderError(
            "an encoder learns by framing.training.encoder.EncoderLearner or "
            "`framing train DATASET --encoder NAME`"
        )

    def rate_passages(self, passages: Passages) -> Ratings:
        """Probabilities of passages, with intervals where there is a calibration."""
        state = self._state()
        scores = scores_of(self._network().logits(texts_of(passages)), self.recipe.task)
        counts = counted(without_features(self.recipe), passages)
        return Ratings(counts, scores, state, self.recipe)

    def _network(self) -> Encoder:
        if self.encoder is None:
            raise EncoderError(f"the rater {self.name!r} has no network")
        return self.encoder


def texts_of(passages: Passages) -> list[str]:
    """The words of passages, their pieces joined by a blank.

    >>> import framing
    >>> doc = framing.parse("It rained on Monday.\\n\\nThe dam held.", "en")
    >>> texts_of(Passages.articles([doc]))
    ['It rained on Monday. The dam held.']
    """
    of_passage: list[list[str]] = [[] for _ in range(len(passages))]
    for passage, start, end in passages.pieces.tolist():
        document = passages.documents[passages.document[passage]]
        of_passage[passage].append(document.text[start:end])
    return [" ".join(pieces) for pieces in of_passage]


def scores_of(logits: NDArray[Any], task: str) -> Array:
    """Logits as the log-odds of each label, which the calibration makes probabilities of.

    Of one logit a label they are the log-odds; of a multiclass task, whose labels exclude each
    other, they are log(p / (1 - p)) with p the softmax.

    Examples
    --------
    >>> scores_of(np.log([[2.0, 1.0, 1.0]]), "multiclass").round(3)
    array([[ 0.   , -1.099, -1.099]])
    """
    wide = np.asarray(logits, np.float64)
    if task != "multiclass":
        return wide
    scores = np.empty_like(wide)
    for label in range(wide.shape[1]):
        scores[:, label] = wide[:, label] - np.logaddexp.reduce(np.delete(wide, label, 1), 1)
    return scores


def without_features(recipe: Recipe) -> Recipe:
    """The same recipe looking at no n-grams, no measures and no word vectors."""
    blocks = {one.name: getattr(recipe, one.name) for one in fields(recipe)}
    return replace(
        recipe, **{name: type(b)() for name, b in blocks.items() if hasattr(b, "weight")}
    )


def occluded(rater: EncoderRater, passages: Passages, column: int) -> list[tuple[Span, float]]:
    """What each word of one passage adds to the log-odds of a label: by leaving it out.

    Parameters
    ----------
    rater : EncoderRater
    passages : Passages
        One.
    column : int
        Which label.

    Returns
    -------
    list of (Span, float)
        Every token, and by how much the log-odds fall without it. Unlike with a linear rater
        these do not add up: words work together.
    """
    document, pieces = passages.documents[0], passages.pieces[:, 1:].tolist()
    words = [
        Span(*pair)
        for start, end in pieces
        for pair in document.tokens[slice(*document.tokens_of((start, end)))].tolist()
    ]
    texts = [_without(document.text, pieces, word) for word in (Span(0, 0), *words)]
    state = rater._state()
    scores = scores_of(rater._network().logits(texts), rater.recipe.task)[:, column]
    worth = (scores[0] - scores[1:]) * state.calibration.slope[column]
    return list(zip(words, worth.tolist(), strict=True))


def _without(text: str, pieces: list[list[int]], word: Span) -> str:
    parts = [
        text[start : max(start, word.start)] + text[word.end : end]
        if start <= word.start < end
        else text[start:end]
        for start, end in pieces
    ]
    return " ".join(parts)


def save_encoder(folder: Path, weights: bytes, tokenizer: str) -> dict[str, str]:
    """Write the two files that only an encoder has.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    weights : bytes
        The network in ONNX.
    tokenizer : str
        The tokenizer in JSON.

    Returns
    -------
    dict
        The SHA-256 of each file, by its name: what ``load_encoder`` finds in ``facts['files']``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    hashes = {}
    for name, content in ((WEIGHTS, weights), (TOKENIZER, tokenizer.encode())):
        part = folder / f"{name}.part"
        part.write_bytes(content)
        os.replace(part, folder / name)
        hashes[name] = hashlib.sha256(content).hexdigest()
    return hashes


def load_encoder(folder: Path, facts: Mapping[str, Any]) -> EncoderRater:
    """Read an encoder.

    Parameters
    ----------
    folder : Path
    facts : mapping
        What ``model.toml`` holds: ``recipe``, ``classes``, ``calibration``, ``margins``,
        ``max_length``, and in ``files`` the SHA-256 of each file.

    Raises
    ------
    EncoderError
        If a file is missing, is not the one that the facts name, or holds another network;
        if facts are missing; or if onnxruntime or tokenizers is not installed.
    """
    if missing := [name for name in NEEDED if name not in facts]:
        raise EncoderError(f"{folder}: what is known of the encoder lacks {', '.join(missing)}")
    weights, tokenizer = (_verified(folder / name, facts["files"]) for name in (WEIGHTS, TOKENIZER))
    try:
        encoder = Encoder.of(weights, tokenizer.decode(), int(facts["max_length"]))
    except EncoderError as error:
        raise EncoderError(f"{folder}: {error}") from error
    recipe, state = Recipe.of(facts["recipe"]), state_of(facts)
    outputs = encoder.session.get_outputs()[0].shape[1]
    if outputs != len(state.margins):
        raise EncoderError(
            f"{folder / WEIGHTS} has {outputs} outputs, but {len(state.margins)} labels are rated "
            f"({', '.join(map(str, state.classes))})"
        )
    return EncoderRater(recipe, state, facts, encoder)


def state_of(facts: Mapping[str, Any]) -> State:
    """Classes, calibration and margins, as a rater keeps them; no word is strange to it."""
    calibration = Calibration(
        *(np.array(facts["calibration"][name], np.float64) for name in Calibration._fields)
    )
    return State(tuple(facts["classes"]), {}, calibration, np.array(facts["margins"]), 0.0)


def _verified(path: Path, hashes: Mapping[str, str]) -> bytes:
    if path.name not in hashes:
        raise EncoderError(f"{path.parent}: the SHA-256 of {path.name} is not known")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EncoderError(f"{path} cannot be read ({error.strerror}); train it anew") from error
    found = hashlib.sha256(content).hexdigest()
    if found != hashes[path.name]:
        raise EncoderError(
            f"{path} is not the file the rater was made with: sha256 {found[:12]} instead of "
            f"{hashes[path.name][:12]}; get or train the rater anew"
        )
    return content
