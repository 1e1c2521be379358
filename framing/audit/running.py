"""Fit a rater on each training part and let it rate the tested one."""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.audit.checks import complain_of_language
from framing.audit.contract import Integers, Make, Numbers
from framing.audit.protocols import Split
from framing.audit.rows import Rows
from framing.language import nearest


@dataclass(frozen=True, eq=False)
class Predictions:
    """What a rater said about rows it has not learnt from, fold after fold.

    Attributes
    ----------
    numbers : int array of shape (n,)
        The rows of the corpus that were tested.
    folds : tuple of str, length n
    proba : float array of shape (n, k)
        Columns in the order of the corpus's classes.
    predicted : tuple, length n
        Labels that the rater chose.
    seen : bool array of shape (n,)
        True where the training part of the fold holds (nearly) the same text.
    rating_seconds, fitting_seconds : float
        CPU time, of all threads together. Rating starts from parsed documents and makes the
        features.
    """

    numbers: Integers
    folds: tuple[str, ...]
    proba: Numbers
    predicted: tuple[Any, ...]
    seen: NDArray[np.bool_]
    rating_seconds: float
    fitting_seconds: float


def run(
    make: Make,
    rows: Rows,
    splits: Sequence[Split],
    same: Sequence[int],
    groups: Sequence[Hashable] | None = None,
    fit: bool = True,
) -> Predictions:
    """Rate the tested rows of every fold with a rater that has seen the fold's other part only.

    Parameters
    ----------
    make : callable
        Gives a new rater for each fold.
    rows : Rows
    splits : sequence of Split
    same : sequence of int
        From ``duplicates``.
    groups : sequence of length n, optional
        Given to ``fit`` for the rows of the training part, so that what the rater chooses or
        calibrates inside is grouped too.
    fit : bool
        False for a rater that is used as it is.
    """
    parts, seen, names = [], [], []
    chosen: list[Any] = []
    rating = fitting = 0.0
    for fold in splits:
        rater = make()
        complain_of_language(rater, rows)
        if fit:
            start = time.process_time()
            rater.fit(*_taken(rows, fold.train), _told(groups, fold.train))
            fitting += time.process_time() - start
        # New documents know nothing yet of their own tokens: what a rater needs is timed too.
        documents = [replace(rows.documents[n]) for n in fold.test]
        start = time.process_time()
        proba = rater.predict_proba(documents)
        rating += time.process_time() - start
        parts.append(aligned(proba, list(rater.classes_), rows.classes))
        # A rater that can decide on given probabilities need not make the features again.
        decide = getattr(rater, "decide", None)
        chosen += map(_plain, decide(proba) if decide else rater.predict(documents))
        learnt = {same[n] for n in fold.train}
        seen += [same[n] in learnt for n in fold.test]
        names += [fold.name] * len(fold.test)
    numbers = np.concatenate([fold.test for fold in splits])
    proba, known = np.vstack(parts), np.array(seen, bool)
    return Predictions(numbers, tuple(names), proba, tuple(chosen), known, rating, fitting)


def aligned(proba: Any, given: Sequence[Any], classes: Sequence[Any]) -> Numbers:
    """Columns in the order of the corpus's classes; what the rater does not know gets 0.

    Raises
    ------
    ValueError
        If the rater has a class that the corpus does not know, or the shape is not its own.

    Examples
    --------
    >>> aligned([[0.3, 0.7]], ["b", "a"], ["a", "b", "c"])
    array([[0.7, 0.3, 0. ]])
    """
    p = np.asarray(proba, float)
    if p.ndim != 2 or p.shape[1] != len(given):
        raise ValueError(
            f"the rater gave probabilities of shape {p.shape} for {len(given)} classes"
        )
    out = np.zeros((len(p), len(classes)))
    at = {str(name): column for column, name in enumerate(classes)}
    for column, name in enumerate(given):
        if str(name) not in at:
            known = nearest(str(name), at)
            raise ValueError(f"the rater's class {name!r} is none of the corpus; {known}")
        out[:, at[str(name)]] = p[:, column]
    return out


def _told(groups: Sequence[Hashable] | None, train: Iterable[int]) -> list[Hashable] | None:
    """The groups of the training part; none if there is only one, which cannot be cut by group."""
    told = [groups[n] for n in train] if groups else []
    return told if len(set(told)) > 1 else None


def _taken(rows: Rows, numbers: Integers) -> tuple[list[Any], list[Any]]:
    return [rows.documents[n] for n in numbers], [rows.labels[n] for n in numbers]


def _plain(label: Any) -> Any:
    """A label as the corpus has it: no numpy scalar, a tuple for several."""
    if isinstance(label, list | tuple | set | frozenset):
        return tuple(map(str, label))
    if isinstance(label, np.generic):
        label = label.item()
    return int(label) if isinstance(label, bool | float) else label
