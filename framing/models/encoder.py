"""Rating with a fine-tuned encoder: a network in ONNX, run by onnxruntime without torch.

Its folder has the shape of every rater's, with ``weights.onnx`` for the weights and
``tokenizer.json`` for the word pieces. ``framing.training.encoder`` makes it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.document import Document

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS, TOKENIZER = "weights.onnx", "tokenizer.json"
INPUTS, OUTPUT = ("input_ids", "attention_mask"), "logits"
KINDS = ("binary", "multiclass", "multilabel")
NEEDED = ("kind", "classes", "temperature", "max_length", "files")
BATCH = 32
INSTALL = "pip install 'framing[train]'"

Numbers = NDArray[np.float64]


class EncoderError(ValueError):
    """An encoder cannot be read or used."""


@dataclass(frozen=True, eq=False)
class EncoderParts:
    """What a folder holds of an encoder.

    Attributes
    ----------
    weights : bytes
        The network in ONNX: from ``input_ids`` and ``attention_mask``, both int64 of shape
        (batch, steps), to ``logits``, float32 of shape (batch, classes).
    tokenizer : str
        The tokenizer in the JSON of the library ``tokenizers``, with its padding.
    facts : mapping
        ``kind``, ``classes``, ``temperature``, ``max_length`` (word pieces at a time), and
        ``base`` and ``settings``, for the card.
    """

    weights: bytes
    tokenizer: str
    facts: Mapping[str, Any]

    def rater(self) -> EncoderRater:
        """The rater of these parts, without a detour over a folder."""
        return EncoderRater(_session(self.weights), _tokenizer(self.tokenizer), self.facts)


class EncoderRater:
    """Rates texts with a fine-tuned encoder.

    ``load_encoder`` reads one; ``framing.training.encoder.EncoderLearner`` trains one.

    Parameters
    ----------
    session : onnxruntime.InferenceSession
    tokenizer : tokenizers.Tokenizer
    facts : mapping
        As in ``EncoderParts``.

    Attributes
    ----------
    classes_ : array of shape (k,)
        0 and 1 for a binary task, else strings.
    facts : mapping
    """

    def __init__(
        self, session: InferenceSession, tokenizer: Tokenizer, facts: Mapping[str, Any]
    ) -> None:
        _refuse_other_network(session)
        self.session, self.tokenizer, self.facts = session, tokenizer, facts
        self.classes_ = np.array(facts["classes"])

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters of the constructor, as scikit-learn asks for them."""
        return {"session": self.session, "tokenizer": self.tokenizer, "facts": self.facts}

    def logits(self, documents: Sequence[Document]) -> Numbers:
        """What the network says, before it is made a probability; shape (n, k).

        A text longer than ``max_length`` word pieces is read in several stretches; their
        logits are averaged, each counting as much as it has word pieces.
        """
        total = np.zeros((len(documents), len(self.classes_)))
        weight = np.zeros((len(documents), 1))
        for rows, ids, mask in self._batches([document.text for document in documents]):
            (out,) = self.session.run([OUTPUT], {INPUTS[0]: ids, INPUTS[1]: mask})
            if out.shape[1] != len(self.classes_):
                raise EncoderError(
                    f"the network has {out.shape[1]} outputs, but there are "
                    f"{len(self.classes_)} classes: {', '.join(map(str, self.classes_))}"
                )
            pieces = mask.sum(1, keepdims=True)
            np.add.at(total, rows, out * pieces)
            np.add.at(weight, rows, pieces)
        return total / weight

    def predict_proba(self, documents: Sequence[Document]) -> Numbers:
        """Probabilities of the classes.

        Parameters
        ----------
        documents : sequence of Document
            Sentences or articles, as the encoder was trained on.

        Returns
        -------
        float array of shape (n, k)
            In the order of ``classes_``. Rows sum to 1, except where labels do not exclude
            each other (``multilabel``).
        """
        return probabilities(self.logits(documents), self.facts["kind"], self.facts["temperature"])

    def predict(self, documents: Sequence[Document]) -> NDArray[Any] | list[tuple[str, ...]]:
        """The most probable class of each text; for ``multilabel`` all above one half."""
        scores = self.predict_proba(documents)
        if self.facts["kind"] == "multilabel":
            return [tuple(self.classes_[row > 0.5].tolist()) for row in scores]
        chosen: NDArray[Any] = self.classes_[scores.argmax(1)]
        return chosen

    def _batches(
        self, texts: Sequence[str]
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.int64]]]:
        """Stretches of about one length together, so that little is padded."""
        stretches = [
            (row, ids)
            for row, text in enumerate(texts)
            for ids in pieces_of(self.tokenizer, text, self.facts["max_length"])
        ]
        order = sorted(range(len(stretches)), key=lambda at: len(stretches[at][1]))
        for start in range(0, len(order), BATCH):
            batch = [stretches[at] for at in order[start : start + BATCH]]
            ids, mask = padded([ids for _, ids in batch], self.tokenizer)
            yield np.array([row for row, _ in batch]), ids, mask


def pieces_of(tokenizer: Tokenizer, text: str, max_length: int) -> list[list[int]]:
    """The numbers of the word pieces of a text, in stretches of at most ``max_length``."""
    if tokenizer.truncation is None or tokenizer.truncation["max_length"] != max_length:
        tokenizer.enable_truncation(max_length)
    whole = tokenizer.encode(text)
    return [list(whole.ids), *(list(rest.ids) for rest in whole.overflowing)]


def padded(
    stretches: Sequence[Sequence[int]], tokenizer: Tokenizer
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Stretches as one table, and a mask with 1 where there is a word piece."""
    width = max(map(len, stretches))
    padding = tokenizer.padding or {"pad_id": 0}
    ids = np.full((len(stretches), width), padding["pad_id"], np.int64)
    mask = np.zeros((len(stretches), width), np.int64)
    for row, stretch in enumerate(stretches):
        ids[row, : len(stretch)] = stretch
        mask[row, : len(stretch)] = 1
    return ids, mask


def probabilities(logits: NDArray[Any], kind: str, temperature: float) -> Numbers:
    """Logits as probabilities: softmax, or the logistic function for several labels.

    Logits are divided by a temperature first (Guo, Pleiss, Sun & Weinberger 2017).

    Examples
    --------
    >>> probabilities(np.array([[0.0, np.log(3)]]), "binary", 1.0)
    array([[0.25, 0.75]])
    >>> probabilities(np.array([[0.0, np.log(3)]]), "multilabel", 1.0)
    array([[0.5 , 0.75]])
    """
    scaled = np.asarray(logits, float) / temperature
    if kind == "multilabel":
        return np.exp(-np.logaddexp(0, -scaled))
    odds = np.exp(scaled - scaled.max(1, keepdims=True))
    out: Numbers = odds / odds.sum(1, keepdims=True)
    return out


def save_encoder(folder: Path, parts: EncoderParts) -> dict[str, Any]:
    """Write the files that only an encoder has.

    Parameters
    ----------
    folder : Path
    parts : EncoderParts

    Returns
    -------
    dict
        The facts that ``load_encoder`` asks for: those of the parts, and in ``files`` the
        SHA-256 of what was written, by name of the file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    hashes = {}
    for name, content in ((WEIGHTS, parts.weights), (TOKENIZER, parts.tokenizer.encode())):
        part = folder / f"{name}.part"
        part.write_bytes(content)
        os.replace(part, folder / name)
        hashes[name] = hashlib.sha256(content).hexdigest()
    return {**parts.facts, "files": hashes}


def load_encoder(folder: Path, facts: Mapping[str, Any]) -> EncoderRater:
    """Read an encoder.

    Parameters
    ----------
    folder : Path
    facts : mapping
        What ``save_encoder`` returned.

    Raises
    ------
    EncoderError
        If a file is missing, is not the one that the facts name, or holds another network;
        if the facts are not those of an encoder; or if onnxruntime is not installed.
    """
    if missing := [name for name in NEEDED if name not in facts]:
        raise EncoderError(f"{folder}: the facts of the encoder lack {', '.join(missing)}")
    if facts["kind"] not in KINDS:
        raise EncoderError(f"{folder}: no kind of task {facts['kind']!r}; there is {KINDS}")
    weights, tokenizer = (_verified(folder / name, facts["files"]) for name in (WEIGHTS, TOKENIZER))
    return EncoderRater(_session(weights), _tokenizer(tokenizer.decode()), facts)


def _verified(path: Path, hashes: Mapping[str, str]) -> bytes:
    if path.name not in hashes:
        raise EncoderError(f"{path.parent}: the facts give no sha256 of {path.name}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EncoderError(f"{path} cannot be read ({error.strerror}); train it anew") from error
    found = hashlib.sha256(content).hexdigest()
    if found != hashes[path.name]:
        raise EncoderError(
            f"{path} is not the file that was saved: its sha256 is {found[:12]}…, the facts say "
            f"{hashes[path.name][:12]}…; it was changed or damaged, get or train it anew"
        )
    return content


def _session(weights: bytes) -> InferenceSession:
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as error:
        raise EncoderError(f"an encoder runs with onnxruntime: {INSTALL}") from error
    options = SessionOptions()
    options.intra_op_num_threads = int(os.environ.get("OMP_NUM_THREADS") or 1)
    options.log_severity_level = 3  # warnings of its optimiser are not for the user
    try:
        return InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own classes, which share no base
        raise EncoderError(f"{WEIGHTS} is not a network that onnxruntime reads: {error}") from error


def _tokenizer(content: str) -> Tokenizer:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise EncoderError(f"an encoder needs the package tokenizers: {INSTALL}") from error
    try:
        json.loads(content)
        return Tokenizer.from_str(content)
    except Exception as error:  # tokenizers raises bare exceptions
        raise EncoderError(f"{TOKENIZER} is not a tokenizer: {error}") from error


def _refuse_other_network(session: InferenceSession) -> None:
    inputs = {one.name for one in session.get_inputs()}
    outputs = {one.name for one in session.get_outputs()}
    if inputs != set(INPUTS) or outputs != {OUTPUT}:
        raise EncoderError(
            f"{WEIGHTS} goes from {', '.join(sorted(inputs))} to {', '.join(sorted(outputs))}; "
            f"an encoder goes from {', '.join(INPUTS)} to {OUTPUT}"
        )
