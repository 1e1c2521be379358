"""Training of a rater: weights, then a calibration from scores of passages not trained on."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.models.calibration import calibrated
from framing.models.features import (
    Counted,
    Floats,
    Sparse,
    blocks_of,
    counted,
    standardized,
    weighed,
    width,
)
from framing.models.passages import Integers, Passages
from framing.models.rater import Array, RaterWarning, State, familiarity, linear
from framing.models.recipe import Recipe

FOLDS = 5
FEWEST = 3  # rows of a class: one for each side of a fold, and one more
STRANGE = 0.01  # share of held-out passages that count as out of domain
SEED = 42
MARGINS = np.arange(0.05, 0.96, 0.01)


def fitted(
    recipe: Recipe, documents: Sequence[Document], labels: Sequence[Any], groups: Any = None
) -> State:
    """Train on documents, each of them one passage.

    Weights come from a logistic regression with a squared penalty, one for each label
    (scikit-learn's liblinear). The training data are then cut in five by group; each part is
    scored by a model of the other four, and from those scores come the calibration, the margins
    and the share of known words below which a passage is out of domain.

    Raises
    ------
    ValueError
        See ``Rater.fit``.
    """
    _check(recipe, documents, labels)
    counts = counted(recipe, Passages.articles(documents))
    classes, truth = label_table(recipe, labels)
    numbers = _numbers(groups, len(documents))
    held_out, known = _held_out(recipe, counts, truth, numbers)
    calibration = calibrated(held_out, truth, numbers)
    return State(
        classes,
        _weights(recipe, counts, truth, np.arange(len(counts))),
        calibration,
        _margins(recipe, calibration.probabilities(held_out), truth),
        float(np.quantile(known, STRANGE)),
    )


def _check(recipe: Recipe, documents: Sequence[Document], labels: Sequence[Any]) -> None:
    if len(documents) != len(labels):
        raise ValueError(f"{len(documents)} documents, but {len(labels)} labels")
    if not len(documents):
        raise ValueError(f"{recipe.name}: nothing to train on")
    others = Counter(d.language for d in documents if d.language not in recipe.languages)
    if others:
        raise ValueError(
            f"the rater {recipe.name!r} is for {', '.join(recipe.languages)}; among the "
            f"documents are {dict(others)}"
        )


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
            if label not in (0, 1) or (isinstance(label, float) and np.isnan(label)):
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
        if not several and not isinstance(label, str):
            raise ValueError(f"row {row}: label {label!r} is no name")
        yield label


def _refuse_rare(found: Any) -> None:
    rare = {name: n for name, n in sorted(found.items()) if n < FEWEST}
    if rare or not found:
        which = ", ".join(f"{name!r} ({n})" for name, n in rare.items()) or "none at all"
        raise ValueError(
            f"labels with fewer than {FEWEST} rows: {which}; leave them out or merge them"
        )


def _numbers(groups: Any, n: int) -> Integers:
    if groups is None:
        return np.arange(n)
    if len(groups) != n:
        raise ValueError(f"{n} documents, but {len(groups)} groups")
    return np.unique(np.array([str(g) for g in groups]), return_inverse=True)[1].astype(np.int64)


def _held_out(
    recipe: Recipe, counts: Counted, truth: NDArray[np.bool_], groups: Integers
) -> tuple[Array, Array]:
    """Scores of each part of the data from a model of the others, and known words in it."""
    from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold

    scores, known = np.zeros(truth.shape), np.zeros(len(counts))
    n_groups = int(groups.max()) + 1
    folds = max(2, min(FOLDS, n_groups))
    if n_groups < len(groups):
        parts = GroupKFold(folds).split(groups, groups=groups)
    elif truth.shape[1] == 1:
        folds = max(2, min(folds, int(truth.sum()), int((~truth).sum())))
        parts = StratifiedKFold(folds, shuffle=True, random_state=SEED).split(groups, truth[:, 0])
    else:
        parts = KFold(folds, shuffle=True, random_state=SEED).split(groups)
    for train, test in parts:
        arrays = _weights(recipe, counts, truth, train)
        part = _rows(counts, test)
        scores[test] = linear(recipe, part, arrays)
        known[test] = familiarity(part, arrays)
    return scores, known


def _rows(counts: Counted, rows: Integers) -> Counted:
    place = np.full(len(counts), -1)
    place[rows] = np.arange(len(rows))
    sparse = {}
    for name, table in counts.sparse.items():
        kept = place[table.row] >= 0
        sparse[name] = Sparse(
            place[table.row[kept]],
            table.column[kept],
            table.value[kept],
            (len(rows), table.shape[1]),
        )
    dense = {name: table[rows] for name, table in counts.dense.items()}
    return Counted(sparse, dense, counts.words[rows], counts.source_share[rows])


def _weights(
    recipe: Recipe, counts: Counted, truth: NDArray[np.bool_], rows: Integers
) -> dict[str, Floats]:
    """Rarities, means and weights, learnt from some rows."""
    from scipy.sparse import csr_matrix, hstack

    part = _rows(counts, rows)
    arrays: dict[str, Floats] = {}
    tables, places = [], []
    for name, block in blocks_of(recipe).items():
        table = part.sparse[name]
        arrays[f"{name}.rarity"] = _rarity(table, recipe.rarest)
        scaled = weighed(table, arrays[f"{name}.rarity"], block.weight)
        matrix = csr_matrix((scaled.value, (scaled.row, scaled.column)), scaled.shape)
        seen = (arrays[f"{name}.rarity"] > 0).nonzero()[0]
        tables.append(matrix[:, seen])
        places.append((name, seen))
    for name, dense in part.dense.items():
        arrays[f"{name}.centre"] = dense.mean(0)
        spread = dense.std(0)
        arrays[f"{name}.spread"] = np.where(spread > 1e-6, spread, 0.0).astype(np.float32)
        weight = getattr(recipe, name).weight
        tables.append(
            csr_matrix(
                standardized(dense, arrays[f"{name}.centre"], arrays[f"{name}.spread"], weight)
            )
        )
        places.append((name, np.arange(dense.shape[1])))
    weights, arrays["bias"] = _logistic(recipe, hstack(tables).tocsr(), truth[rows])
    at = 0
    for name, seen in places:
        full = np.zeros((truth.shape[1], width(recipe, name)), np.float32)
        full[:, seen] = weights[:, at : at + len(seen)]
        arrays[f"{name}.weights"] = full
        at += len(seen)
    return _kept(arrays)


def _rarity(table: Sparse, rarest: int) -> Floats:
    """log((1 + n) / (1 + df)) + 1 for an n-gram that stands in ``df`` of n passages, else 0."""
    often = np.bincount(table.column, minlength=table.shape[1])
    rarity = np.log((1 + table.shape[0]) / (1 + often)) + 1
    return np.where(often >= rarest, rarity, 0.0).astype(np.float32)


def _logistic(recipe: Recipe, X: Any, truth: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    from sklearn.linear_model import LogisticRegression

    weights = np.zeros((truth.shape[1], X.shape[1]), np.float32)
    bias = np.zeros(truth.shape[1], np.float32)
    for label, column in enumerate(truth.T):
        if column.all() or not column.any():  # a rare label that this part of the data lacks
            bias[label] = 10.0 if column.all() else -10.0
            continue
        model = LogisticRegression(
            C=recipe.C,
            solver="liblinear",
            class_weight="balanced" if recipe.balanced else None,
            random_state=SEED,
        )
        model.fit(X, column)
        weights[label], bias[label] = model.coef_[0], model.intercept_[0]
    return weights, bias


def _kept(arrays: dict[str, Floats]) -> dict[str, Floats]:
    """The arrays as a folder keeps them, in 16 bits: what is scored is what is written."""
    return {name: a.astype(np.float16).astype(np.float32) for name, a in arrays.items()}


def _margins(recipe: Recipe, probabilities: Array, truth: NDArray[np.bool_]) -> Array:
    """From which probability on each label is given."""
    k = truth.shape[1]
    if recipe.margin == "fixed":
        return np.full(k, 0.5)
    if recipe.margin == "micro":
        return np.full(k, _best(probabilities, truth))
    return np.array(
        [_best(p[:, None], t[:, None]) for p, t in zip(probabilities.T, truth.T, strict=True)]
    )


def _best(probabilities: Array, truth: NDArray[np.bool_]) -> float:
    """The margin with the highest F1 over all decisions."""
    scores = []
    for margin in MARGINS:
        given = probabilities >= margin
        scores.append(2 * (given & truth).sum() / max(int(given.sum() + truth.sum()), 1))
    return float(MARGINS[int(np.argmax(scores))])
