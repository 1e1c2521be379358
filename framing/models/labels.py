"""The labels of a task: which row has which, and what is wrong with them."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.models.rater import RaterWarning
from framing.models.recipe import Recipe

FEWEST = 3  # rows of a class: one for each side of a fold, and one more


def label_table(recipe: Recipe, labels: Sequence[Any]) -> tuple[tuple[Any, ...], NDArray[np.bool_]]:
    """The labels of a task, and which row has which.

    Returns
    -------
    classes : tuple
        (0, 1) for a binary task, else the names in order.
    truth : bool array of shape (n, k)
        One column for each name; for a binary task one for label 1.

    Raises
    ------
    ValueError
        If a label is missing or no label of the task, or has too few rows.
    """
    if recipe.task == "binary":
        for row, label in enumerate(labels):
            if not (isinstance(label, (int, float, np.number, np.bool_)) and label in (0, 1)):
                raise ValueError(f"row {row}: label {label!r} is neither 0 nor 1")
        truth = np.array([[bool(label)] for label in labels])
        _refuse_rare({"0": int((~truth).sum()), "1": int(truth.sum())})
        return (0, 1), truth
    several = recipe.task == "multilabel"
    rows = [tuple(label) if several else (label,) for label in _named(labels, several)]
    found = Counter(name for row in rows for name in row)
    if several:
        found = _without_rare(recipe, found)
    _refuse_rare(found)
    if len(found) == 1 and not several:
        raise ValueError(f"all rows have the label {next(iter(found))!r}: nothing to tell apart")
    classes = tuple(sorted(found))
    return classes, np.array([[name in row for name in classes] for row in rows])


def _without_rare(recipe: Recipe, found: Counter[str]) -> Counter[str]:
    """Of several labels a rare one is left out, aloud; the others can still be learnt."""
    rare = {name: n for name, n in sorted(found.items()) if n < FEWEST}
    if rare and len(rare) < len(found):
        which = ", ".join(f"{name!r} ({n})" for name, n in rare.items())
        warnings.warn(
            f"{recipe.name}: labels with fewer than {FEWEST} rows are left out: {which}",
            RaterWarning,
            stacklevel=5,
        )
        return Counter({name: n for name, n in found.items() if name not in rare})
    return found


def _named(labels: Sequence[Any], several: bool) -> Iterator[Any]:
    for row, label in enumerate(labels):
        if several and not isinstance(label, (tuple, list, frozenset, set)):
            raise ValueError(f"row {row}: label {label!r} is no tuple of names")
        for name in label if several else (label,):
            if not (isinstance(name, str) and name):
                raise ValueError(f"row {row}: label {name!r} is no name")
        yield label


def _refuse_rare(found: Any) -> None:
    rare = {name: n for name, n in sorted(found.items()) if n < FEWEST}
    if rare or not found:
        which = ", ".join(f"{name!r} ({n})" for name, n in rare.items()) or "none at all"
        raise ValueError(
            f"labels with fewer than {FEWEST} rows: {which}; leave them out or merge them"
        )
