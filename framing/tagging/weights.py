"""The trained weights of a language: ``weights/<language>.safetensors`` and what is known of them.

All weights are 8-bit integers, and so is everything between the layers. A product of two layers
then sums to less than 2 ** 24, which 32-bit floats hold exactly: the tags do not depend on the
order of summation, on the machine or on what else is tagged.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.language import nearest

FOLDER = Path(__file__).parent / "weights"
FORMAT = 1
LARGEST = 127  # of an 8-bit number

Floats = NDArray[np.float32]


class TaggerError(ValueError):
    """There is no tagger for a language, or its file cannot be read."""


class Weights(NamedTuple):
    """A network; all arrays but the table and the scales hold whole numbers as floats.

    Attributes
    ----------
    table : int8 array of shape (ROWS + 1, width)
        What hashed features of a form stand for; the last row stands for an empty place.
    near : float32 array of shape (width, positions * hidden)
        From the forms around a token to its first layer.
    near_bias : float32 array of shape (hidden,)
    beside : float32 array of shape (hidden, 3 * second)
        From the first layers of a token and its two neighbours to its second layer.
    clause, sentence : float32 arrays of shape (pooled, second)
        From what its clause and its sentence hold.
    second_bias : float32 array of shape (second,)
    out : float32 array of shape (second, tags)
    out_bias : float32 array of shape (tags,)
    scales : float32 array of shape (3,)
        What brings the sums of the three layers back to 8 bits.
    """

    table: NDArray[np.int8]
    near: Floats
    near_bias: Floats
    beside: Floats
    clause: Floats
    sentence: Floats
    second_bias: Floats
    out: Floats
    out_bias: Floats
    scales: Floats


def tagger_languages() -> tuple[str, ...]:
    """Codes of the languages that have a tagger.

    >>> tagger_languages()
    ('de', 'en')
    """
    return tuple(sorted(path.stem for path in FOLDER.glob("*.safetensors")))


def load_weights(language: str) -> Weights:
    """The network of a language.

    Raises
    ------
    TaggerError
        If there is none, or its file is not one of this version.
    """
    if language not in tagger_languages():
        there = nearest(str(language), tagger_languages())
        raise TaggerError(f"no part-of-speech tagger for {language!r}; {there}")
    return _load(FOLDER / f"{language}.safetensors")


def load_facts(language: str) -> dict[str, Any]:
    """What a tagger was trained on, with which settings, and how well it does."""
    load_weights(language)
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def _load(path: Path) -> Weights:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        arrays = load_file(path)
    except SafetensorError as error:
        raise TaggerError(f"{path}: no weights of a tagger: {error}") from None
    if int(arrays.pop("format", np.array(0))) != FORMAT or arrays.keys() != set(Weights._fields):
        raise TaggerError(f"{path}: not a tagger of format {FORMAT}; train it anew")
    table = arrays.pop("table")
    floats = {name: array.astype(np.float32) for name, array in arrays.items()}
    return Weights(table=table, **floats)
