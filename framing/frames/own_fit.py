"""A rater of a frame of one's own, from its terms and a few dozen labels.

score = w · x + b with w = u + a d, where d is the direction that the terms give without any label
(``framing.frames.own_evidence``). The labels decide how much it counts (a, hardly penalised) and
correct it (u, penalised): with few labels the rater is that of the terms, with many it is an
ordinary one. What comes out is a linear ``Rater``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.frames.labelled import ENOUGH, FEWEST, FrameFileError
from framing.frames.own import OwnFrame
from framing.frames.own_evidence import Direction, direction, hits
from framing.frames.own_scores import figures
from framing.frames.own_space import C, own_recipe, space_of, state_of
from framing.models import Rater, RaterWarning
from framing.models.calibration import Calibration, calibrated, sigmoid

Array = NDArray[np.float64]
FOLDS = 5
SEED = 42
OF_EACH = 3  # labels of either kind, or nothing can be held out


def fit_frame(
    frame: OwnFrame,
    documents: Sequence[Document],
    labels: Sequence[int],
    pool: Sequence[Document] = (),
    unit: str = "article",
) -> Rater:
    """A rater of a frame from labelled documents.

    Parameters
    ----------
    frame : OwnFrame
    documents : sequence of Document
        Those that were labelled, all in one language.
    labels : sequence of int
        1 where the frame is there, else 0; at least 30, three of each.
    pool : sequence of Document, optional
        More documents of the same kind, without labels: the terms of the frame are looked for
        in them, too. The corpus that the labelled ones were drawn from is right.
    unit : {'article', 'sentence'}

    Returns
    -------
    Rater
        A linear one. A label is given from the probability at which the expected macro F1 over
        all documents is highest (Lewis 1995, Evaluating and optimizing autonomous text
        classification systems); ``known_error`` gives its macro F1 in five-fold cross-validation
        within the labelled documents.

    Raises
    ------
    FrameFileError
        If there are too few labels, all in all or of one kind, or the frame has no term in the
        language of the documents, or none that stands in them.
    ValueError
        If a label is neither 0 nor 1, or documents are in several languages.
    """
    truth = _truth(frame, documents, labels)
    recipe = own_recipe(frame, _language(frame, [*documents, *pool]), unit)
    known = {document.text for document in documents}
    every = [*documents, *(one for one in pool if one.text not in known)]
    n = len(documents)
    space = space_of(recipe, every)
    told = direction(frame, every, space.features)
    X = space.features[:n]
    held_out = np.zeros((n, 1))
    for train, test in _parts(truth):
        weights, bias = _weighed(X[train], truth[train], told)
        held_out[test, 0] = X[test] @ weights + bias
    weights, bias = _weighed(X, truth, told)
    calibration = calibrated(held_out, truth[:, None], np.arange(n))
    _warn_of_reversed(frame, calibration)
    margin = _margin(space.features @ weights + bias, calibration)
    state = state_of(recipe, space, weights, bias, calibration, margin)
    facts = figures(calibration.probabilities(held_out)[:, 0], truth, margin, frame.id)
    return Rater(recipe, state, facts)


def seed_rater(
    frame: OwnFrame, pool: Sequence[Document], unit: str = "article", share: float = 0.05
) -> Rater:
    """A rater from the terms alone, to draw the first articles to label by.

    Its probabilities are those that a text holds a term of the frame, held against no label of
    the frame: use it for ``sample_for_labelling`` and for nothing else.

    Parameters
    ----------
    frame : OwnFrame
    pool : sequence of Document
        In one language.
    unit : {'article', 'sentence'}
    share : float
        The share of the pool that it gives the label, at least: where the frame is rare, articles
        close to that margin are worth reading first.
    """
    recipe = own_recipe(frame, _language(frame, pool), unit)
    space = space_of(recipe, pool)
    weights, bias = direction(frame, pool, space.features)
    scores = (space.features @ weights + bias)[:, None]
    found = (hits(frame, pool) > 0)[:, None]
    calibration = calibrated(scores, found, np.arange(len(pool)))
    p = calibration.probabilities(scores)[:, 0]
    margin = float(np.quantile(p, 1 - max(share, float(found.mean()))))
    return Rater(recipe, state_of(recipe, space, weights, bias, calibration, margin))


def _truth(
    frame: OwnFrame, documents: Sequence[Document], labels: Sequence[int]
) -> NDArray[np.bool_]:
    if len(documents) != len(labels):
        raise ValueError(f"{len(documents)} documents, but {len(labels)} labels")
    for row, label in enumerate(labels):
        if label not in (0, 1):
            raise ValueError(f"row {row}: label {label!r} is neither 0 nor 1")
    n = len(labels)
    if n < FEWEST:
        raise FrameFileError(
            f"{frame.where}: {n} labels are too few to learn from; measure it by its seeds "
            f"(OwnFrames) until {ENOUGH} articles are labelled"
        )
    if n < ENOUGH:
        raise FrameFileError(
            f"{frame.where}: {n} labels, {ENOUGH - n} more are needed for a rater; "
            "`framing frame sheet` draws articles to label, until then OwnFrames measures it by "
            "its seeds"
        )
    truth = np.array([bool(label) for label in labels])
    fewest = min(int(truth.sum()), int((~truth).sum()))
    if fewest < OF_EACH:
        kind = 1 if int(truth.sum()) == fewest else 0
        raise FrameFileError(
            f"{frame.where}: {fewest} of {n} labels are {kind}, {OF_EACH} are needed; label "
            "articles drawn with rater=seed_rater(frame, corpus), which finds more of a rare frame"
        )
    return truth


def _language(frame: OwnFrame, documents: Sequence[Document]) -> str:
    codes = sorted({document.language for document in documents})
    if not codes:
        raise ValueError(f"{frame.where}: no documents")
    if len(codes) > 1:
        raise ValueError(
            f"{frame.where}: a rater is for one language, the documents are in {', '.join(codes)}; "
            "fit one for each"
        )
    frame.lexicon(codes[0])
    return codes[0]


def _parts(truth: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    from sklearn.model_selection import StratifiedKFold

    folds = min(FOLDS, int(truth.sum()), int((~truth).sum()))
    cut = StratifiedKFold(folds, shuffle=True, random_state=SEED)
    yield from cut.split(truth, truth)


def _weighed(X: Any, truth: NDArray[np.bool_], told: Direction) -> tuple[Array, float]:
    """Weights and bias: what the labels make of the terms, and what they correct."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    table = hstack([csr_matrix(told.of(X)[:, None]), X]).tocsr()
    model = LogisticRegression(C=C, solver="liblinear", random_state=SEED).fit(table, truth)
    trust, correction = float(model.coef_[0][0]), model.coef_[0][1:]
    return correction + trust * told.weights, float(model.intercept_[0] + trust * told.bias)


def _warn_of_reversed(frame: OwnFrame, calibration: Calibration) -> None:
    if calibration.slope[0] <= 0:
        warnings.warn(
            f"{frame.where}: on labels it has not learnt from, scores run against the labels; do "
            "not use these ratings, label more articles or change the seeds",
            RaterWarning,
            stacklevel=3,
        )


def _margin(scores: Array, calibration: Calibration) -> float:
    """The margin on the scale of calibrated probabilities.

    It is found on the model's own: a curve through few labels is too flat for that.
    """
    own = expected_margin(sigmoid(scores))
    at = np.array([[np.log(own / (1 - own))]])
    return float(calibration.probabilities(at)[0, 0])


def expected_margin(probabilities: Array) -> float:
    """The probability from which on a label is given, for the highest expected macro F1.

    With the m likeliest of n documents labelled, S_m the sum of their probabilities and S that
    of all, the expected counts give F1 of the label 2 S_m / (m + S), of its absence
    2 (n - S - m + S_m) / ((n - m) + (n - S)).

    Examples
    --------
    >>> expected_margin(np.array([0.9, 0.8, 0.35, 0.1, 0.05]))
    0.8
    """
    p = np.sort(probabilities)[::-1]
    n, total, m = len(p), float(p.sum()), np.arange(1, len(p) + 1)
    inside = np.cumsum(p)
    yes = 2 * inside / (m + total)
    no = 2 * (n - total - m + inside) / np.maximum((n - m) + (n - total), 1e-9)
    return float(np.clip(p[int(np.argmax(yes + no))], 0.01, 0.99))
