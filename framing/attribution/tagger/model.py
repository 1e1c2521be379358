"""The trained model of a language: a folder with weights, facts and a card.

It lies in ``framing/attribution/weights/<language>`` and is made by ``framing train
attribution``. Weights are plain arrays (npz, no pickle).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from framing.attribution.tagger.inputs import COLUMNS, features
from framing.attribution.tagger.linking import linked
from framing.attribution.tagger.network import Weights, embedded, encoded, tagged
from framing.attribution.tagger.tags import spans_of
from framing.attribution.tagger.windows import windows
from framing.attribution.view import Draft, View

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

FOLDER = Path(__file__).parent.parent / "weights"
WEIGHTS, FACTS, CARD = "weights.npz", "model.json", "README.md"
FORMAT = 1
LARGEST = 127  # of an 8-bit number


class ModelError(ValueError):
    """There is no model, or it cannot be read."""


@dataclass(frozen=True, eq=False)
class Tagger:
    """A trained model.

    Attributes
    ----------
    language : str
    weights : mapping of str to array
    facts : mapping
        What it was trained on, with which settings, and how well it does.
    """

    language: str
    weights: Weights
    facts: Mapping[str, Any]

    def drafts(self, view: View, ruled: list[Draft]) -> list[Draft]:
        """The attributions of a document, in the order of their contents.

        Parameters
        ----------
        view : View
        ruled : list of Draft
            What the rules find: the model sees it.
        """
        cut = windows(view)
        if not cut:
            return []
        sentence = view.unit_numbers
        with _blas().limit(limits=1, user_api="blas"):
            states = encoded(self.weights, embedded(self.weights, features(view, ruled)), cut)
            spans = spans_of(tagged(self.weights, states, cut), sentence)
            links = linked(self.weights, states, spans, sentence)
        return [
            Draft(cue, source, content, kind="verb" if cue else "mood")
            for cue, source, content in links
        ]


@cache
def _blas() -> ThreadpoolController:
    """The threads of the linear algebra library; on matrices this small they only wait."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def models_folder() -> Path:
    """Where models are looked for: ``$FRAMING_MODELS`` if set, else the package's own."""
    own = os.environ.get("FRAMING_MODELS")
    return Path(own).expanduser() if own else FOLDER


def has_model(language: str) -> bool:
    """Whether there is a model for a language."""
    return (models_folder() / language / WEIGHTS).is_file()


def load_tagger(language: str) -> Tagger:
    """The model of a language.

    Raises
    ------
    ModelError
        If there is none, or it was made for another version of the network.
    """
    return _load(models_folder() / language, language)


@cache
def _load(folder: Path, language: str) -> Tagger:
    if not (folder / WEIGHTS).is_file():
        raise ModelError(
            f"no attribution model for {language!r} in {folder}; train one with `framing train "
            f"attribution`, or use attribution='rules'"
        )
    try:
        facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        weights = _read(folder / WEIGHTS)
    except (OSError, ValueError, BadZipFile, EOFError) as error:
        raise ModelError(
            f"the attribution model in {folder} cannot be read ({error}); train it anew with "
            f"`framing train attribution`, or use attribution='rules'"
        ) from error
    _refuse_other(folder, language, facts)
    return Tagger(language, weights, facts)


def _read(path: Path) -> Weights:
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return {
            name: array if array.dtype == np.int8 else array.astype(np.float32)
            for name, array in arrays.items()
        }


def _refuse_other(folder: Path, language: str, facts: Mapping[str, Any]) -> None:
    """A model of another language, or of a network that looks at other columns."""
    if facts.get("format") != FORMAT or facts.get("language") != language:
        raise ModelError(
            f"{folder} holds a model of format {facts.get('format')} for "
            f"{facts.get('language')!r}; format {FORMAT} for {language!r} is needed"
        )
    if facts.get("columns") != _widths():
        raise ModelError(
            f"{folder} holds a model that looks at {facts.get('columns')}; needed is {_widths()}: "
            f"train it anew with `framing train attribution`"
        )


def _widths() -> dict[str, list[int]]:
    return {column.name: [column.values, column.width] for column in COLUMNS}


def quantized(weights: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The weights as they are kept: embeddings in 8 bits a number, all else in 16.

    They come back ready for use, so that what is scored is what is written.
    """
    small: dict[str, NDArray[Any]] = {}
    for name, array in weights.items():
        if name.startswith("embed.") and array.dtype != np.int8:
            scale = (np.maximum(np.abs(array).max(1), 1e-8) / LARGEST).astype(np.float16)
            scale = np.maximum(scale, np.finfo(np.float16).tiny).astype(np.float32)
            small[name] = np.rint(array / scale[:, None]).astype(np.int8)
            small[name.replace("embed.", "scale.")] = scale
        elif array.dtype == np.int8:
            small[name] = array
        else:
            small[name] = array.astype(np.float16).astype(np.float32)
    return small


def save_tagger(
    folder: Path, language: str, weights: Mapping[str, NDArray[Any]], facts: Mapping[str, Any]
) -> None:
    """Write a model: what ``quantized`` gives, and the facts."""
    folder.mkdir(parents=True, exist_ok=True)
    small = {
        name: array if array.dtype == np.int8 else array.astype(np.float16)
        for name, array in quantized(weights).items()
    }
    part = folder / f"{WEIGHTS}.part"
    with part.open("wb") as file:
        np.savez(file, **small)  # type: ignore[arg-type]
    os.replace(part, folder / WEIGHTS)
    text = json.dumps(
        {"format": FORMAT, "language": language, "columns": _widths(), **facts},
        indent=2,
        ensure_ascii=False,
    )
    (folder / FACTS).write_text(text + "\n", encoding="utf-8")
