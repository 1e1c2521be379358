"""Writing a rater as a folder: see ``framing.models.folder`` for what stands in one."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from framing import __version__
from framing.models.calibration import Calibration
from framing.models.folder import (
    CARD,
    FORMAT,
    LANGUAGES,
    LOOKED_UP,
    MODEL,
    SCORES,
    WEIGHTS,
    forget,
    sha256_of,
)
from framing.models.rater import Rater
from framing.models.recipe import Recipe
from framing.models.vectors import FILE as VECTORS


def save_rater(
    rater: Rater, folder: Path, data: Mapping[str, Any], scores: Mapping[str, Any], card: str
) -> None:
    """Write a trained linear rater.

    Parameters
    ----------
    rater : Rater
    folder : Path
        Made if it is not there; files in it are replaced.
    data : mapping
        What it was trained on: ``dataset``, ``splits``, ``n``, ``licence``, ``citation`` ...
    scores : mapping
        How well it does, by protocol.
    card : str
        The card, in Markdown.
    """
    from safetensors.numpy import save

    state = rater._state()
    weights = save({name: a.astype(np.float16) for name, a in sorted(state.arrays.items())})
    facts = {
        "kind": "linear",
        "classes": list(state.classes),
        "margins": state.margins.tolist(),
        "familiar": state.familiar,
        "calibration": {
            name: np.asarray(getattr(state.calibration, name)).tolist()
            for name in Calibration._fields
        },
        "recipe": rater.recipe.facts(),
        "lexicons": lexicon_hashes(rater.recipe),
    }
    write_rater(folder, facts, {WEIGHTS: weights}, data, scores, card)


def write_rater(
    folder: Path,
    facts: Mapping[str, Any],
    files: Mapping[str, bytes],
    data: Mapping[str, Any],
    scores: Mapping[str, Any],
    card: str,
) -> None:
    """Write the folder of a rater of any kind.

    Parameters
    ----------
    folder, data, scores, card
        As for ``save_rater``.
    facts : mapping
        What ``model.toml`` says of this kind of rater.
    files : mapping of str to bytes
        The weights, and what else the kind needs; their hashes go into ``model.toml``.
    """
    import tomli_w

    shown = facts["recipe"]["shown"]
    whole = {
        "format": FORMAT,
        "framing": __version__,
        **facts,
        "data": dict(data),
        "known_error": _shown(scores[shown if shown in scores else next(iter(scores))]),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    content = {
        **files,
        SCORES: (json.dumps(scores, indent=2, ensure_ascii=False) + "\n").encode(),
        CARD: card.encode(),
        MODEL: tomli_w.dumps(whole).encode(),  # last: it names the others
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, each in content.items():
        part = folder / f"{name}.part"
        part.write_bytes(each)
        os.replace(part, folder / name)
    forget()


def _shown(result: Mapping[str, Any]) -> dict[str, Any]:
    score = result["score"]
    return {
        "protocol": result["protocol"],
        "n": result["n"],
        "score": score,
        "value": result[score],
        "low": result[f"{score}_low"],
        "high": result[f"{score}_high"],
        "majority": result["baseline_majority"],
        "ece": result["ece"],
    }


def lexicon_hashes(recipe: Recipe) -> dict[str, str]:
    """What the measures of a recipe look words up in, with its SHA-256."""
    families: Iterable[str] = recipe.measures.families if recipe.measures.weight else ()
    names = sorted({file for family in families for file in LOOKED_UP.get(family, ())})
    names += [VECTORS] if recipe.vectors.weight else []
    return {
        f"{code}/{name}": sha256_of(LANGUAGES / code / name)
        for code in recipe.languages
        for name in names
    }
