"""How right a rater is: F1, accuracy, Brier score and calibration error, for one or many labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from framing.audit.calibration import BINS, ece, ece_chance
from framing.audit.contract import Kind, Numbers
from framing.language import nearest

if TYPE_CHECKING:
    import pandas as pd

AVERAGES = ("weighted", "macro", "micro")
SCORES = ("weighted_f1", "macro_f1", "micro_f1", "accuracy", "brier", "ece")


def encode(labels: Sequence[Any], kind: Kind, classes: Sequence[Any]) -> NDArray[np.bool_]:
    """Labels as a table of yes and no: one row an example, one column a class.

    Raises
    ------
    ValueError
        If a label is none of the classes.

    Examples
    --------
    >>> encode([("economy",), ()], "multilabel", ["crime", "economy"]).astype(int).tolist()
    [[0, 1], [0, 0]]
    """
    at = {name: column for column, name in enumerate(classes)}
    table = np.zeros((len(labels), len(at)), bool)
    for row, label in enumerate(labels):
        for name in label if kind == "multilabel" else (label,):
            if name not in at:
                known = nearest(str(name), map(str, classes))
                raise ValueError(f"label {name!r} is none of the classes; {known}")
            table[row, at[name]] = True
    return table


def decode(proba: Numbers, kind: Kind, classes: Sequence[Any], threshold: float = 0.5) -> list[Any]:
    """Labels from probabilities: the likeliest class, or all labels at or above the threshold.

    In a binary task class 1 is given where its probability is at or above the threshold.

    Examples
    --------
    >>> decode(np.array([[0.2, 0.8], [0.6, 0.4]]), "binary", [0, 1])
    [1, 0]
    >>> decode(np.array([[0.6, 0.8], [0.1, 0.4]]), "multilabel", ["crime", "economy"])
    [('crime', 'economy'), ()]
    """
    if kind == "multilabel":
        return [
            tuple(name for name, p in zip(classes, row, strict=True) if p >= threshold)
            for row in proba
        ]
    if kind == "binary":
        return [classes[int(p >= threshold)] for p in proba[:, 1]]
    return [classes[column] for column in proba.argmax(axis=1)]


def decisions(
    truth: NDArray[np.bool_], proba: Numbers, kind: Kind
) -> tuple[NDArray[np.bool_], Numbers]:
    """What calibration is measured on: pairs of what was so and the probability given to it.

    Parameters
    ----------
    truth : bool array of shape (n, k)
        From ``encode``.
    proba : float array of shape (n, k)
    kind : {'binary', 'multiclass', 'multilabel'}

    Returns
    -------
    tuple of two arrays of shape (n, m)
        binary, m = 1: class 1 and its probability (Naeini et al. 2015). multiclass, m = 1:
        whether the likeliest class is right, and its probability (Guo et al. 2017).
        multilabel, m = k: every decision about every label, all of them pooled.
    """
    if kind == "multilabel":
        return truth, proba
    if kind == "binary":
        return truth[:, 1:], proba[:, 1:]
    best = proba.argmax(axis=1)[:, None]
    return np.take_along_axis(truth, best, 1), np.take_along_axis(proba, best, 1)


def brier_of_rows(truth: NDArray[np.bool_], proba: Numbers, kind: Kind) -> Numbers:
    """The Brier score of each row; their mean is that of the corpus.

    binary: (p1 - y)^2, 0 to 1. multiclass: the sum of (p - y)^2 over the classes, 0 to 2 (the
    form of Brier 1950). multilabel: the mean of (p - y)^2 over the labels, 0 to 1.

    Examples
    --------
    >>> brier_of_rows(np.array([[False, True]]), np.array([[0.2, 0.8]]), "binary").round(2)
    array([0.04])
    """
    squares: Numbers = (proba - truth) ** 2
    if kind == "binary":
        return squares[:, 1]
    out: Numbers = squares.sum(axis=1) if kind == "multiclass" else squares.mean(axis=1)
    return out


def metrics(
    truth: Sequence[Any],
    proba: ArrayLike,
    kind: Kind,
    classes: Sequence[Any],
    predicted: Sequence[Any] | None = None,
    threshold: float = 0.5,
) -> dict[str, float]:
    """All scores of one set of predictions.

    Parameters
    ----------
    truth : sequence of length n
        Labels: 0 or 1, a string, or a tuple of strings.
    proba : float array of shape (n, k)
        Columns in the order of ``classes``.
    kind : {'binary', 'multiclass', 'multilabel'}
    classes : sequence of length k
    predicted : sequence of length n, optional
        What the rater chose; without it ``threshold`` and the likeliest class decide.
    threshold : float

    Returns
    -------
    dict
        ``weighted_f1``, ``macro_f1``, ``micro_f1`` (scikit-learn, a class without any case
        counts 0), ``accuracy`` (of whole label sets where there are several), ``brier`` (see
        ``brier_of_rows``), ``ece``, ``ece_chance`` (see ``decisions`` and ``calibration``; 10
        bins of equal mass), and ``f1_<class>`` for each class. All 0 to 1, but Brier 0 to 2 for
        more than two classes.

    Raises
    ------
    ValueError
        If there are no rows, the shape is wrong or a probability is not between 0 and 1.

    Examples
    --------
    >>> found = metrics([1, 1, 0, 0], [[0.1, 0.9], [0.6, 0.4], [0.8, 0.2], [0.7, 0.3]],
    ...                 "binary", [0, 1])
    >>> {name: round(found[name], 3) for name in ("weighted_f1", "accuracy", "brier", "f1_1")}
    {'weighted_f1': 0.733, 'accuracy': 0.75, 'brier': 0.125, 'f1_1': 0.667}
    """
    p = checked(proba, len(truth), classes)
    if predicted is None:
        predicted = decode(p, kind, classes, threshold)
    y = encode(truth, kind, classes)
    said, probability = (part.ravel() for part in decisions(y, p, kind))
    return {
        **f1_scores(truth, predicted, kind, classes),
        "brier": float(brier_of_rows(y, p, kind).mean()),
        "ece": ece(said, probability, BINS),
        "ece_chance": ece_chance(probability, BINS),
    }


def f1_scores(
    truth: Sequence[Any], predicted: Sequence[Any], kind: Kind, classes: Sequence[Any]
) -> dict[str, float]:
    """The scores of ``metrics`` that need no probabilities.

    Examples
    --------
    >>> f1_scores([("a", "b"), ("b",)], [("b",), ("b",)], "multilabel", ["a", "b"])["macro_f1"]
    0.5
    """
    from sklearn.metrics import accuracy_score, f1_score

    y, z = encode(truth, kind, classes), encode(predicted, kind, classes)
    # One class a row is the same as a column number; scikit-learn then takes it for one task.
    a, b = (y, z) if kind == "multilabel" else (y.argmax(axis=1), z.argmax(axis=1))
    rule = {"labels": list(range(len(classes))), "zero_division": 0.0}
    each = f1_score(a, b, average=None, **rule)
    return {
        **{f"{how}_f1": float(f1_score(a, b, average=how, **rule)) for how in AVERAGES},
        "accuracy": float(accuracy_score(a, b)),
        **{f"f1_{name}": float(value) for name, value in zip(classes, each, strict=True)},
    }


def checked(proba: ArrayLike, n: int, classes: Sequence[Any]) -> Numbers:
    """Probabilities as an array of shape (n, k), or an error that says what is wrong with them.

    >>> checked([[0.5, 1.5]], 1, [0, 1])
    Traceback (most recent call last):
    ValueError: probability 1.5 in row 0 is not between 0 and 1
    """
    p = np.asarray(proba, float)
    if not n:
        raise ValueError("no rows to score: the part that is tested is empty")
    if p.shape != (n, len(classes)):
        raise ValueError(
            f"probabilities of shape {p.shape}; {n} rows and {len(classes)} classes need "
            f"{(n, len(classes))}"
        )
    wrong = ~((p >= 0) & (p <= 1 + 1e-9))
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        raise ValueError(f"probability {p[row, column]} in row {row} is not between 0 and 1")
    out: Numbers = np.minimum(p, 1.0)
    return out


def confusion(
    truth: Sequence[Any], predicted: Sequence[Any], classes: Sequence[Any]
) -> pd.DataFrame:
    """How often each label was taken for which.

    Returns
    -------
    DataFrame
        One label: rows are the truth, columns what was predicted. Tuples of labels: one row a
        label with ``hits``, ``missed``, ``false_alarms`` and ``rightly_not``.

    Examples
    --------
    >>> confusion([1, 1, 0], [1, 0, 0], [0, 1]).to_numpy().tolist()
    [[1, 0], [1, 1]]
    >>> confusion([("a", "b"), ()], [("a",), ("b",)], ["a", "b"]).loc["b"].tolist()
    [0, 1, 1, 0]
    """
    import pandas as pd

    several = any(isinstance(label, tuple) for label in truth)
    kind: Kind = "multilabel" if several else "multiclass"
    y, z = (encode(labels, kind, classes).astype(int) for labels in (truth, predicted))
    if not several:
        names = {"index": pd.Index(classes, name="truth"), "columns": list(classes)}
        return pd.DataFrame(y.T @ z, **names).rename_axis(columns="predicted")
    columns = {
        "hits": (y & z).sum(axis=0),
        "missed": (y & (1 - z)).sum(axis=0),
        "false_alarms": ((1 - y) & z).sum(axis=0),
        "rightly_not": ((1 - y) & (1 - z)).sum(axis=0),
    }
    return pd.DataFrame(columns, index=pd.Index(classes, name="label"))
