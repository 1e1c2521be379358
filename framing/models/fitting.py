"""Training of a rater: weights, then a calibration from scores of passages not trained on."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.models.blocks import (
    Counted,
    Floats,
    Sparse,
    blocks_of,
    counted,
    scaled,
    weighed,
    width,
)
from framing.models.calibration import Calibration, calibrated
from framing.models.labels import label_table
from framing.models.passages import Integers, Passages
from framing.models.rater import Array, RaterWarning, State, familiarity, linear
from framing.models.recipe import Recipe

FOLDS = 5
STRANGE = 0.01  # share of held-out passages that count as out of domain
SEED = 42
MISSING = ("nan", "NaT", "<NA>")  # how pandas writes a value that is not there
MARGINS = np.arange(0.05, 0.96, 0.01)


def fitted(
    recipe: Recipe, documents: Sequence[Document], labels: Sequence[Any], groups: Any = None
) -> State:
    """Train on documents, each of them one passage.

    Weights come from a logistic regression with a squared penalty, one for each label
    (scikit-learn's liblinear), or from a ridge regression. Every passage is then scored by a
    model that has not learnt from its group: for the logistic regression the training data are
    cut in five; for ridge such scores have a closed form. From them come the calibration, the
    margins and the share of known words below which a passage is out of domain.

    Raises
    ------
    ValueError
        See ``Rater.fit``.
    """
    _check(recipe, documents, labels)
    counts = counted(recipe, Passages.articles(documents))
    classes, truth = label_table(recipe, labels)
    numbers = _numbers(groups, len(documents))
    every = np.arange(len(counts))
    if recipe.solver == "ridge":
        held_out = _left_out(recipe, counts, truth, numbers)
    else:
        held_out = _held_out(recipe, counts, truth, numbers)
    calibration = calibrated(held_out, truth, numbers)
    _warn_of_reversed(recipe, calibration, classes)
    known = _known(recipe, counts, truth, numbers)
    return State(
        classes,
        _weights(recipe, counts, truth, every),
        calibration,
        _margins(recipe, calibration.probabilities(held_out), truth),
        float(np.quantile(known, STRANGE)),
    )


def _warn_of_reversed(recipe: Recipe, calibration: Calibration, classes: Sequence[Any]) -> None:
    """Held-out scores that run against the labels: nothing was learnt that carries over."""
    names = [recipe.positive] if recipe.task == "binary" else classes
    against = [str(n) for n, slope in zip(names, calibration.slope, strict=True) if slope < 0]
    if against:
        warnings.warn(
            f"{recipe.name}: on data it has not learnt from, scores run against the labels of "
            f"{', '.join(against)}; there is too little to learn from, do not use these ratings",
            RaterWarning,
            stacklevel=4,
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


def _numbers(groups: Any, n: int) -> Integers:
    if groups is None:
        return np.arange(n)
    if len(groups) != n:
        raise ValueError(f"{n} documents, but {len(groups)} groups")
    for row, group in enumerate(groups):
        if group is None or str(group) in MISSING:
            raise ValueError(f"row {row}: no group ({group!r}); give what stands alone its own")
    names, numbers = np.unique(np.array([str(g) for g in groups]), return_inverse=True)
    if len(names) == 1:
        raise ValueError(
            f"all rows belong to the group {str(names[0])!r}: none is left to calibrate on; "
            f"give several groups, or none"
        )
    return numbers.astype(np.int64)


def _held_out(recipe: Recipe, counts: Counted, truth: NDArray[np.bool_], groups: Integers) -> Array:
    """Scores of each part of the data from a model of the others."""
    scores = np.zeros(truth.shape)
    for train, test in _parts(truth, groups):
        arrays = _weights(recipe, counts, truth, train)
        scores[test] = linear(recipe, _rows(counts, test), arrays)
    return scores


def _left_out(recipe: Recipe, counts: Counted, truth: NDArray[np.bool_], groups: Integers) -> Array:
    """Scores of each group from a ridge regression on all others.

    With the hat matrix H and residuals e, those of a group g that is left out are
    (I - H_gg)^-1 e_g (Cook & Weisberg 1982, Residuals and Influence in Regression).
    """
    X = block_table(recipe, counts, worth_learnt(recipe, counts))[0]
    target = truth - truth.mean(0)
    kernel = (X @ X.T).toarray()
    hat = _solved(kernel, kernel, recipe.C)
    residual = target - hat @ target
    for group in range(int(groups.max()) + 1):
        rows = (groups == group).nonzero()[0]
        inside = np.eye(len(rows)) - hat[np.ix_(rows, rows)]
        residual[rows] = np.linalg.solve(inside, residual[rows])
    return np.asarray(truth - residual, np.float64)


def _known(recipe: Recipe, counts: Counted, truth: NDArray[np.bool_], groups: Integers) -> Array:
    """Of each passage the share of word n-grams that the other parts of the data have."""
    known = np.ones(len(counts))
    if "word" in counts.sparse:
        for train, test in _parts(truth, groups):
            rarity = _rarity(_rows(counts, train).sparse["word"], recipe.rarest)
            known[test] = familiarity(_rows(counts, test), {"word.rarity": rarity})
    return known


def _parts(truth: NDArray[np.bool_], groups: Integers) -> Iterator[tuple[Integers, Integers]]:
    """Five parts by group; without groups at random, both labels of a binary task in each."""
    from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold

    n_groups = int(groups.max()) + 1
    folds = max(2, min(FOLDS, n_groups))
    if n_groups < len(groups):
        yield from GroupKFold(folds).split(groups, groups=groups)
    elif truth.shape[1] == 1:
        folds = max(2, min(folds, int(truth.sum()), int((~truth).sum())))
        cut = StratifiedKFold(folds, shuffle=True, random_state=SEED)
        yield from cut.split(groups, truth[:, 0])
    else:
        yield from KFold(folds, shuffle=True, random_state=SEED).split(groups)


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
    part = _rows(counts, rows)
    arrays = worth_learnt(recipe, part)
    X, places = block_table(recipe, part, arrays)
    solve = _ridge if recipe.solver == "ridge" else _logistic
    weights, arrays["bias"] = solve(recipe, X, truth[rows])
    at = 0
    for name, seen in places:
        full = np.zeros((truth.shape[1], width(recipe, name)), np.float32)
        full[:, seen] = weights[:, at : at + len(seen)]
        arrays[f"{name}.weights"] = full
        at += len(seen)
    return worth_kept(arrays)


def worth_learnt(recipe: Recipe, part: Counted) -> dict[str, Floats]:
    """How rare n-grams are, and how much measures vary."""
    arrays: dict[str, Floats] = {}
    for name in blocks_of(recipe):
        arrays[f"{name}.rarity"] = _rarity(part.sparse[name], recipe.rarest)
    for name, dense in part.dense.items():
        if name == "vectors":  # of length 1 already
            continue
        spread = dense.std(0)
        arrays[f"{name}.centre"] = dense.mean(0)
        arrays[f"{name}.spread"] = np.where(spread > 1e-6, spread, 0.0).astype(np.float32)
    return arrays


def block_table(
    recipe: Recipe, part: Counted, arrays: Mapping[str, Floats]
) -> tuple[Any, list[tuple[str, Integers]]]:
    """Features as one sparse matrix, and which columns of which block stand in it."""
    from scipy.sparse import csr_matrix, hstack

    tables, places = [], []
    for name, block in blocks_of(recipe).items():
        rarity = arrays[f"{name}.rarity"]
        table = weighed(part.sparse[name], rarity, block.weight)
        seen = (rarity > 0).nonzero()[0]
        matrix = csr_matrix((table.value, (table.row, table.column)), table.shape)
        tables.append(matrix[:, seen])
        places.append((name, seen))
    for name, dense in part.dense.items():
        tables.append(csr_matrix(scaled(recipe, name, dense, arrays)))
        places.append((name, np.arange(dense.shape[1])))
    return hstack(tables).tocsr(), places


def _ridge(recipe: Recipe, X: Any, truth: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Weights that bring scores near 0 and 1: all labels from one system of equations."""
    bias = truth.mean(0)
    kernel = (X @ X.T).toarray()
    dual = _solved(kernel, truth - bias, recipe.C)
    return np.asarray((X.T @ dual).T, np.float32), bias.astype(np.float32)


def _solved(kernel: Array, right: Array, C: float) -> Array:
    """(K + I / C)^-1 times the right side; the matrix is symmetric and positive."""
    from scipy.linalg import solve

    shifted = kernel + np.eye(len(kernel)) / C
    return np.asarray(solve(shifted, right, assume_a="pos", overwrite_a=True, check_finite=False))


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


def worth_kept(arrays: dict[str, Floats]) -> dict[str, Floats]:
    """The arrays as a folder keeps them, in 16 bits: what is scored is what is written."""
    return {name: a.astype(np.float16).astype(np.float32) for name, a in arrays.items()}


def _margins(recipe: Recipe, probabilities: Array, truth: NDArray[np.bool_]) -> Array:
    """From which probability on each label is given."""
    k = truth.shape[1]
    if recipe.margin == "fixed":
        return np.full(k, 0.5)
    if recipe.margin == "micro":
        return np.full(k, _best(probabilities, truth, (_f1,)))
    # With one label the other side is a class, too: macro F1 is the mean over both.
    sides = (_f1, _f1_of_none) if recipe.task == "binary" else (_f1,)
    columns = zip(probabilities.T, truth.T, strict=True)
    return np.array([_best(p, t, sides) for p, t in columns])


def _best(probabilities: Array, truth: NDArray[np.bool_], scores: Sequence[Any]) -> float:
    """The margin with the highest mean score over all decisions."""
    means = [
        sum(score(probabilities >= margin, truth) for score in scores) / len(scores)
        for margin in MARGINS
    ]
    return float(MARGINS[int(np.argmax(means))])


def _f1(given: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    return 2.0 * int((given & truth).sum()) / max(int(given.sum() + truth.sum()), 1)


def _f1_of_none(given: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    return _f1(~given, ~truth)
