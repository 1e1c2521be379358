"""What a rater of an own frame looks at, and how its weights are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.frames.own import OwnFrame
from framing.models import Recipe
from framing.models.blocks import Counted, Floats, counted, width
from framing.models.calibration import Calibration
from framing.models.fitting import block_table, worth_kept, worth_learnt
from framing.models.passages import Passages
from framing.models.rater import State
from framing.models.recipe import Ngrams, Vectors

Array = NDArray[np.float64]
C = 4.0  # inverse penalty of what corrects the terms
WORD = Ngrams((1, 2), 17, 1.0)
VECTORS = Vectors(1.0)


class Space(NamedTuple):
    """Documents as rows of features, and how those are stored in a rater.

    Attributes
    ----------
    features : sparse matrix of shape (documents, features)
    arrays : mapping of str to float32 array
        How rare n-grams are.
    places : list of (str, int array)
        Which columns of which block the features are.
    """

    features: Any
    arrays: dict[str, Floats]
    places: Any


def own_recipe(frame: OwnFrame, language: str, unit: str = "article") -> Recipe:
    """What a rater of a frame looks at: words, pairs of words and word vectors.

    Parameters
    ----------
    frame : OwnFrame
    language : str
    unit : {'article', 'sentence'}
        What it rates; headlines are sentences.
    """
    return Recipe(
        name=frame.id,
        title=frame.name or frame.id,
        dataset=frame.id,
        unit=unit,
        languages=(language,),
        positive=frame.id,
        margin="macro",
        C=C,
        word=WORD,
        vectors=VECTORS,
    )


def space_of(recipe: Recipe, documents: Sequence[Document]) -> Space:
    """Documents in the features of a recipe; how rare n-grams are is learnt from them."""
    counts: Counted = counted(recipe, Passages.articles(documents))
    arrays = worth_kept(worth_learnt(recipe, counts))
    features, places = block_table(recipe, counts, arrays)
    return Space(features, arrays, places)


def state_of(
    recipe: Recipe,
    space: Space,
    weights: Array,
    bias: float,
    calibration: Calibration,
    margin: float,
) -> State:
    """Weights and calibration as a rater holds them, in the precision that a folder keeps."""
    arrays = dict(space.arrays)
    at = 0
    for name, columns in space.places:
        full = np.zeros((1, width(recipe, name)), np.float32)
        full[0, columns] = weights[at : at + len(columns)]
        arrays[f"{name}.weights"] = full
        at += len(columns)
    arrays["bias"] = np.array([bias], np.float32)
    return State((0, 1), worth_kept(arrays), calibration, np.array([margin]), 0.0)
