"""A network in ONNX and the word pieces it reads: onnxruntime runs it, without torch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

INPUTS, OUTPUT = ("input_ids", "attention_mask"), "logits"
BATCH = 32
INSTALL = "pip install 'framing[train]'"

Array = NDArray[np.float64]
Pieces = NDArray[np.int64]


class EncoderError(ValueError):
    """An encoder cannot be read or used."""


@dataclass(frozen=True, eq=False)
class Encoder:
    """A network and the word pieces it reads.

    Attributes
    ----------
    session : onnxruntime.InferenceSession
        From ``input_ids`` and ``attention_mask``, int64 of shape (batch, steps), to ``logits``,
        float32 of shape (batch, k).
    tokenizer : tokenizers.Tokenizer
    max_length : int
        Word pieces that are read at a time.
    """

    session: InferenceSession
    tokenizer: Tokenizer
    max_length: int

    @classmethod
    def of(cls, weights: bytes, tokenizer: str, max_length: int) -> Encoder:
        """An encoder from a network in ONNX and a tokenizer in JSON.

        Raises
        ------
        EncoderError
            If one of them is no such thing, if the network has other inputs or outputs, or if
            onnxruntime or tokenizers is not installed.
        """
        session = _session(weights)
        _refuse_other_network(session)
        return cls(session, _tokenizer(tokenizer), max_length)

    def logits(self, texts: Sequence[str]) -> Array:
        """What the network says of texts; shape (n, k).

        A text longer than ``max_length`` word pieces is read in several stretches; their
        logits are averaged, each counting as much as it has word pieces.
        """
        total = np.zeros((len(texts), self.session.get_outputs()[0].shape[1]))
        weight = np.zeros((len(texts), 1))
        for rows, ids, mask in self._batches(texts):
            (out,) = self.session.run([OUTPUT], dict(zip(INPUTS, (ids, mask), strict=True)))
            pieces = mask.sum(1, keepdims=True)
            np.add.at(total, rows, out * pieces)
            np.add.at(weight, rows, pieces)
        return total / weight

    def _batches(self, texts: Sequence[str]) -> Iterator[tuple[NDArray[np.intp], Pieces, Pieces]]:
        """Stretches of about one length together, so that little is padded."""
        stretches = [
            (row, ids)
            for row, text in enumerate(texts)
            for ids in pieces_of(self.tokenizer, text, self.max_length)
        ]
        stretches.sort(key=lambda one: len(one[1]))
        for start in range(0, len(stretches), BATCH):
            batch = stretches[start : start + BATCH]
            yield np.array([row for row, _ in batch]), *padded([ids for _, ids in batch])


def pieces_of(tokenizer: Tokenizer, text: str, max_length: int) -> list[list[int]]:
    """The numbers of the word pieces of a text, in stretches of at most ``max_length``."""
    tokenizer.no_padding()
    if not tokenizer.truncation or tokenizer.truncation["max_length"] != max_length:
        tokenizer.enable_truncation(max_length)
    whole = tokenizer.encode(text)
    return [list(one.ids) for one in (whole, *whole.overflowing)]


def padded(stretches: Sequence[Sequence[int]]) -> tuple[Pieces, Pieces]:
    """Stretches as one table, and a mask with 1 where there is a word piece.

    What the rest is filled with is of no account, since the mask hides it.

    >>> [table.tolist() for table in padded([[7, 8], [9]])]
    [[[7, 8], [9, 0]], [[1, 1], [1, 0]]]
    """
    width = max(map(len, stretches))
    ids = np.zeros((len(stretches), width), np.int64)
    mask = np.zeros((len(stretches), width), np.int64)
    for row, stretch in enumerate(stretches):
        ids[row, : len(stretch)] = stretch
        mask[row, : len(stretch)] = 1
    return ids, mask


def _session(weights: bytes) -> InferenceSession:
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as error:
        raise EncoderError(f"an encoder needs onnxruntime, which is missing: {INSTALL}") from error
    options = SessionOptions()
    options.intra_op_num_threads = int(os.environ.get("OMP_NUM_THREADS") or 1)
    options.log_severity_level = 3  # what its optimiser remarks is not for the user
    try:
        return InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its classes of errors have no common base but this
        raise EncoderError(f"this is no network that onnxruntime reads: {error}") from error


def _tokenizer(content: str) -> Tokenizer:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise EncoderError(f"an encoder needs tokenizers, which is missing: {INSTALL}") from error
    try:
        return Tokenizer.from_str(content)
    except Exception as error:  # it raises bare exceptions
        raise EncoderError(f"this is no tokenizer: {error}") from error


def _refuse_other_network(session: InferenceSession) -> None:
    inputs = [one.name for one in session.get_inputs()]
    outputs = [one.name for one in session.get_outputs()]
    if set(inputs) != set(INPUTS) or outputs != [OUTPUT]:
        raise EncoderError(
            f"the network goes from {', '.join(inputs)} to {', '.join(outputs)}; "
            f"needed is a network from {', '.join(INPUTS)} to {OUTPUT}"
        )
