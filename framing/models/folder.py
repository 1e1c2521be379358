"""A rater is a folder that can be read and audited.

``model.toml`` says what it is and what it rests on, ``weights.safetensors`` holds plain arrays,
``scores.json`` how well it does, ``README.md`` is its card. Nothing in it is run.
"""

from __future__ import annotations

import copy
import hashlib
import os
import tomllib
import warnings
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from framing import __version__
from framing.language import language_codes, nearest
from framing.models.blocks import blocks_of, dense_of, width
from framing.models.calibration import Calibration
from framing.models.rater import Rater, RaterWarning, State
from framing.models.recipe import Recipe

PRETRAINED = Path(__file__).parent / "pretrained"
LANGUAGES = Path(__file__).parent.parent / "languages"
MODEL, WEIGHTS, SCORES, CARD = "model.toml", "weights.safetensors", "scores.json", "README.md"
FORMAT = 1
UNSEEN = {
    "folds": "unseen texts",
    "article": "unseen articles",
    "topic": "unseen topics",
    "outlet": "unseen outlets",
    "outlets": "unseen outlets",
    "given": "the unseen parts of its corpus",
    "edition-2024": "the test part of 2024",
}  # what protocols test on, for readers
LARGEST = 200 << 20  # bytes of a file of weights that is read
LARGEST_MODEL = 1 << 20  # bytes of model.toml
LOOKED_UP = {
    "loaded": ("loaded.tsv",),
    "epistemic": ("loaded.tsv",),
    "devices": ("devices.tsv", "devices.toml"),
    "sourcing": ("cues.tsv", "roles.tsv"),
}  # what the extractors of each family look words up in


class RaterError(ValueError):
    """There is no such rater, or its folder is not as it should be."""


def raters_folders() -> list[Path]:
    """Where raters are looked for: ``$FRAMING_RATERS`` if set, then the package's own."""
    own = os.environ.get("FRAMING_RATERS")
    return [*([Path(own).expanduser()] if own else []), PRETRAINED]


def list_raters() -> list[str]:
    """The names of all trained raters at hand.

    >>> "bias-en" in list_raters()
    True
    """
    return sorted({path.parent.name for f in raters_folders() for path in f.glob(f"*/{MODEL}")})


def load_rater(name: str | Path) -> Any:
    """A trained rater.

    Parameters
    ----------
    name : str or Path
        One of ``list_raters()``, or a folder.

    Returns
    -------
    Rater or EncoderRater

    Raises
    ------
    RaterError
        If there is none of that name, or its folder was changed, is incomplete, or of another
        format.

    Warns
    -----
    RaterWarning
        If it was trained with other lexicons or by another version than these.

    Examples
    --------
    >>> load_rater("bias-en")
    <Rater 'bias-en', en>
    """
    folder = _folder(name).resolve()
    return copy.copy(_load(folder, _state_of(folder)))  # fitting a rater leaves others alone


def raters_for(languages: Iterable[str]) -> list[Any]:
    """The raters at hand that know one of some languages; no others are loaded.

    >>> [rater.name for rater in raters_for(["de"])]
    ['subjectivity-de']
    """
    wanted = set(languages)
    return [load_rater(name) for name in list_raters() if wanted & _languages(_folder(name))]


@cache
def _languages(folder: Path) -> set[str]:
    """Of a folder that cannot be read, all: loading it says what is wrong."""
    try:
        facts = tomllib.loads((folder / MODEL).read_text(encoding="utf-8"))
        return set(facts["recipe"]["languages"])
    except (OSError, ValueError, KeyError, TypeError):
        return set(language_codes())


def _folder(name: str | Path) -> Path:
    for folder in raters_folders():
        if isinstance(name, str) and (folder / name / MODEL).is_file():
            return folder / name
    if (Path(name) / MODEL).is_file():
        return Path(name)
    if Path(name).is_dir():
        raise RaterError(f"the folder {str(name)!r} is no rater: it has no {MODEL}")
    from framing.models.recipe import list_recipes

    if name in list_recipes():
        raise RaterError(
            f"the rater {name!r} is not shipped; `framing train {name} --out FOLDER` makes it from "
            f"your copy of the corpus, and FRAMING_RATERS says where raters lie"
        )
    raise RaterError(f"no rater {str(name)!r}; {nearest(str(name), list_raters())}")


def _state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells whether a folder was changed since it was read."""
    states = ((path.name, path.stat()) for path in sorted(folder.iterdir()))
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in states)


@lru_cache(maxsize=32)
def _load(folder: Path, state: tuple[tuple[str, int, int], ...]) -> Any:
    try:
        if (folder / MODEL).stat().st_size > LARGEST_MODEL:
            raise ValueError(f"more than {LARGEST_MODEL >> 20} MB")
        facts = tomllib.loads((folder / MODEL).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RaterError(f"{folder / MODEL} cannot be read: {error}") from error
    if facts.get("format") != FORMAT:
        raise RaterError(f"{folder} is of format {facts.get('format')!r}; {FORMAT} is needed")
    _refuse_changed(folder, facts)
    _warn_of_others(folder, facts)
    if facts.get("kind") == "encoder":
        from framing.models.encoder import load_encoder

        return load_encoder(folder, facts)
    if facts.get("kind") != "linear":
        raise RaterError(f"{folder} holds a rater of kind {facts.get('kind')!r}; linear, encoder")
    return _linear(folder, facts)


def _linear(folder: Path, facts: Mapping[str, Any]) -> Rater:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    if WEIGHTS not in facts["files"]:
        raise RaterError(f"{folder / MODEL} does not list {WEIGHTS}")
    try:
        recipe = Recipe.of(facts["recipe"])
        curves = (np.array(facts["calibration"][k], np.float64) for k in Calibration._fields)
        calibration, margins = Calibration(*curves), np.array(facts["margins"], np.float64)
        classes, familiar = tuple(facts["classes"]), float(facts["familiar"])
        shapes = _shapes(recipe, classes)
    except KeyError as error:
        raise RaterError(f"{folder / MODEL} lacks {error}") from error
    except (TypeError, ValueError) as error:
        raise RaterError(f"{folder / MODEL} cannot be read: {error}") from error
    try:
        arrays = {
            name: array.astype(np.float32) for name, array in load_file(folder / WEIGHTS).items()
        }
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise RaterError(f"{folder / WEIGHTS} cannot be read: {error}") from error
    state = State(classes, arrays, calibration, margins, familiar)
    _refuse_misshapen(folder, shapes, state)
    return Rater(recipe, state, facts)


def _refuse_changed(folder: Path, facts: Mapping[str, Any]) -> None:
    """Every file must be the one that the folder was made with."""
    files = facts.get("files")
    if not isinstance(files, dict) or not files:
        raise RaterError(f"{folder / MODEL} lists no files of weights")
    for name, wanted in files.items():
        path = folder / name
        if Path(name).name != name:
            raise RaterError(f"{folder / MODEL} lists {name!r}, which is not in the folder")
        if not path.is_file():
            raise RaterError(f"{folder} lacks {name}")
        if path.stat().st_size > LARGEST:
            raise RaterError(f"{path} has more than {LARGEST >> 20} MB")
        found = sha256_of(path)
        if found != wanted:
            raise RaterError(
                f"{path} is not the file the rater was made with: sha256 {found[:12]} instead "
                f"of {str(wanted)[:12]}; get or train the rater anew"
            )


def _shapes(recipe: Recipe, classes: tuple[Any, ...]) -> dict[str, tuple[int, ...]]:
    """The arrays that the recipe asks for."""
    if recipe.task == "binary" and classes != (0, 1):
        raise ValueError(f"the classes of a binary task are 0 and 1, not {classes}")
    if recipe.task != "binary" and not all(isinstance(name, str) for name in classes):
        raise ValueError(f"classes are names, not {classes}")
    k = 1 if recipe.task == "binary" else len(classes)
    shapes: dict[str, tuple[int, ...]] = {"bias": (k,)}
    blocks = list(blocks_of(recipe))
    for name in (*blocks, *dense_of(recipe)):
        columns = width(recipe, name)
        shapes[f"{name}.weights"] = (k, columns)
        learnt = ("rarity",) if name in blocks else ("centre", "spread")
        for fact in learnt if name != "vectors" else ():
            shapes[f"{name}.{fact}"] = (columns,)
    return shapes


def _refuse_misshapen(folder: Path, shapes: Mapping[str, tuple[int, ...]], state: State) -> None:
    """Arrays of another number or shape than the recipe asks for would be misread."""
    found = {name: array.shape for name, array in state.arrays.items()}
    if found != shapes:
        odd = {n for n in {*found, *shapes} if found.get(n) != shapes.get(n)}
        raise RaterError(
            f"{folder / WEIGHTS} does not fit the recipe: "
            + ", ".join(f"{n} {found.get(n)} instead of {shapes.get(n)}" for n in sorted(odd))
        )
    if not all(np.isfinite(array).all() for array in state.arrays.values()):
        raise RaterError(f"{folder / WEIGHTS} holds values that are no numbers")
    k = shapes["bias"][0]
    slope, level, covariance = state.calibration
    if not (state.margins.shape == slope.shape == level.shape == (k,) == covariance.shape[:-1]):
        raise RaterError(f"{folder / MODEL}: margins or calibration do not fit {k} labels")
    numbers = np.hstack([state.margins, slope, level, covariance.ravel(), state.familiar])
    if covariance.shape != (k, 3) or not np.isfinite(numbers).all():
        raise RaterError(
            f"{folder / MODEL}: margins or calibration hold values that are no numbers"
        )


def _warn_of_others(folder: Path, facts: Mapping[str, Any]) -> None:
    lexicons = facts.get("lexicons", {})
    if not isinstance(lexicons, dict):
        raise RaterError(f"{folder / MODEL}: lexicons is a table of files, not {lexicons!r}")
    changed = [
        name
        for name, wanted in lexicons.items()
        if not (LANGUAGES / name).is_file() or sha256_of(LANGUAGES / name) != wanted
    ]
    if changed:
        warnings.warn(
            f"the rater in {folder} was trained with other lexicons ({', '.join(changed)}); its "
            f"scores may not hold, train it anew",
            RaterWarning,
            stacklevel=4,
        )
    if facts.get("framing") != __version__:
        warnings.warn(
            f"the rater in {folder} was trained by framing {facts.get('framing')}, this is "
            f"{__version__}; its scores may not hold",
            RaterWarning,
            stacklevel=4,
        )


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def forget() -> None:
    """Read folders anew: one was written."""
    _load.cache_clear()
    _languages.cache_clear()


def known_error(rater: Any) -> str:
    """How often a rater is right on what it has not learnt from, in a few words.

    The score of the protocol that its recipe shows, with interval and baseline.

    Raises
    ------
    RaterError
        If it was just trained, or its folder names none.

    Examples
    --------
    >>> known_error(load_rater("bias-en")).startswith("weighted F1 .7")
    True
    """
    if "known_error" not in rater.facts:
        raise RaterError(f"no error of the rater {rater.name!r} is known: it is from no folder")
    shown = rater.facts["known_error"]
    protocol = shown["protocol"]
    score = shown["score"].replace("_f1", " F1")
    low, high, base = (f"{shown[k]:.2f}".removeprefix("0") for k in ("low", "high", "majority"))
    value = f"{shown['value']:.2f}".removeprefix("0")
    return f"{score} {value} ({low}–{high}; majority {base}) on {UNSEEN.get(protocol, protocol)}"
