"""A rater: a linear model over features of passages, with calibrated probabilities.

It keeps to the interface of scikit-learn's classifiers; scikit-learn itself is needed for
training only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.language import nearest
from framing.models.blocks import (
    Counted,
    Floats,
    blocks_of,
    counted,
    scaled,
    weighed,
)
from framing.models.calibration import Calibration
from framing.models.passages import Passages
from framing.models.recipe import Recipe

Array = NDArray[np.float64]
TINY = 1e-300


class NotFitted(ValueError):  # noqa: N818 - a state, as scikit-learn names it
    """A rater is asked for ratings before it has learnt anything."""


class RaterWarning(UserWarning):
    """Something about a rater that its user should know; the text names it."""


@dataclass(frozen=True, eq=False)
class State:
    """What training leaves.

    Attributes
    ----------
    classes : tuple
        The labels, in the order of the columns of probabilities.
    arrays : mapping of str to float32 array
        ``<block>.rarity`` or ``<block>.centre`` and ``<block>.spread``, ``<block>.weights`` of
        shape (labels, columns), and ``bias``.
    calibration : Calibration
    margins : float array of shape (k,)
        The probability from which on a label is given.
    familiar : float
        Share of known word n-grams below which a passage is out of domain.
    """

    classes: tuple[Any, ...]
    arrays: Mapping[str, Floats]
    calibration: Calibration
    margins: Array
    familiar: float


class Ratings:
    """Probabilities of passages, and what they rest on.

    Attributes
    ----------
    probability, low, high : float arrays of shape (n, k)
        One column for each label that is weighed (one for a binary task).
    words : int array of shape (n,)
    source_share : float array of shape (n,)
    familiar : float array of shape (n,)
        Share of its different word n-grams that the rater knows; 1 where it looks at none.
    """

    def __init__(self, counts: Counted, scores: Array, state: State, recipe: Recipe) -> None:
        self.scores = scores
        self.probability = state.calibration.probabilities(scores)
        self.low, self.high = state.calibration.band(scores)
        self.words, self.source_share = counts.words, counts.source_share
        self.familiar = familiarity(counts, state.arrays)
        if recipe.task == "multiclass":  # the labels exclude each other: one share out of all
            total = np.maximum(self.probability.sum(1, keepdims=True), TINY)
            self.probability, self.low = self.probability / total, self.low / total
            self.high = np.minimum(self.high / total, 1.0)


@dataclass(eq=False)
class Rater:
    """Rate sentences or articles.

    Parameters
    ----------
    recipe : Recipe
        What it looks at; ``load_recipe`` gives those of the package.

    Attributes
    ----------
    classes_ : array
        The labels: 0 and 1 for a binary task, else names.

    Examples
    --------
    >>> import framing
    >>> rater = framing.load_rater("bias-en")
    >>> calm, loud = rater.predict_proba([
    ...     framing.parse("The council met on Monday.", "en"),
    ...     framing.parse("The radical mob shamelessly smeared our brave officers.", "en"),
    ... ])[:, 1]
    >>> bool(calm < 0.5 < loud)
    True
    """

    recipe: Recipe
    state: State | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    _estimator_type = "classifier"

    @property
    def name(self) -> str:
        """The name of its recipe."""
        return self.recipe.name

    @property
    def classes_(self) -> NDArray[Any]:
        """The labels, in the order of the columns of ``predict_proba``."""
        classes = self._state().classes
        kind = int if self.recipe.task == "binary" else object
        return np.array(classes, dtype=kind)

    def _state(self) -> State:
        if self.state is None:
            raise NotFitted(f"the rater {self.name!r} is not trained; call fit, or load_rater")
        return self.state

    def fit(self, documents: Sequence[Document], labels: Sequence[Any], groups: Any = None) -> Self:
        """Learn from labelled documents, each of them one passage.

        Parameters
        ----------
        documents : sequence of Document
        labels : sequence
            0 or 1; a string; or, where several labels can hold, a tuple of strings.
        groups : sequence, optional
            What belongs together (article, topic): such passages are never on both sides when
            scores for calibration are made. Without groups, each passage is one.

        Raises
        ------
        ValueError
            If a label is missing or unknown to the task, a class has fewer than three rows, or
            a document is in a language the rater is not for.
        """
        from framing.models.fitting import fitted

        self.state = fitted(self.recipe, documents, labels, groups)
        self.facts = {}  # what a folder said held for what was learnt before
        return self

    def rate_passages(self, passages: Passages) -> Ratings:
        """Probabilities of passages, with intervals and what they rest on."""
        state = self._state()
        counts = counted(self.recipe, passages)
        return Ratings(counts, linear(self.recipe, counts, state.arrays), state, self.recipe)

    def predict_proba(self, documents: Sequence[Document]) -> Array:
        """Probabilities of documents, each of them one passage.

        Returns
        -------
        float array of shape (n, k)
            A column for each of ``classes_``.
        """
        self.check_language(documents)
        found = self.rate_passages(Passages.articles(documents)).probability
        if self.recipe.task == "binary":
            return np.column_stack([1.0 - found[:, 0], found[:, 0]])
        return found

    def predict(self, documents: Sequence[Document]) -> Any:
        """The labels of documents.

        Returns
        -------
        array or list
            Labels; for a task with several labels at once a list of tuples.
        """
        return self.decide(self.predict_proba(documents))

    def decide(self, probabilities: Array) -> Any:
        """From probabilities, as ``predict_proba`` gives them, to labels."""
        state = self._state()
        if self.recipe.task == "binary":
            return (probabilities[:, 1] >= state.margins[0]).astype(int)
        if self.recipe.task == "multiclass":
            return self.classes_[probabilities.argmax(1)]
        return [
            tuple(name for name, given in zip(state.classes, row, strict=True) if given)
            for row in probabilities >= state.margins
        ]

    def check_language(self, documents: Sequence[Document]) -> None:
        """Refuse documents in a language the rater is not for."""
        others = sorted({d.language for d in documents} - set(self.recipe.languages))
        if others:
            raise ValueError(
                f"the rater {self.name!r} is for {', '.join(self.recipe.languages)}, "
                f"not for {', '.join(others)}"
            )

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters of the constructor."""
        return {"recipe": self.recipe}

    def set_params(self, **params: Any) -> Self:
        """Change the recipe; what was learnt with another one is forgotten."""
        for name, value in params.items():
            if name != "recipe":
                raise ValueError(f"Rater has no parameter {name!r}; {nearest(name, ['recipe'])}")
            self.recipe, self.state, self.facts = value, None, {}
        return self

    def __repr__(self) -> str:
        trained = "" if self.state else ", not trained"
        return f"<Rater {self.name!r}, {'/'.join(self.recipe.languages)}{trained}>"

    def __sklearn_is_fitted__(self) -> bool:
        return self.state is not None

    def __sklearn_tags__(self) -> Any:
        from sklearn.utils import ClassifierTags, InputTags, Tags, TargetTags

        return Tags(
            estimator_type="classifier",
            target_tags=TargetTags(required=True),
            transformer_tags=None,
            regressor_tags=None,
            classifier_tags=ClassifierTags(multi_label=self.recipe.task == "multilabel"),
            input_tags=InputTags(two_d_array=False, string=True),
        )

    def __sklearn_clone__(self) -> Rater:
        return Rater(**self.get_params())


def linear(recipe: Recipe, counts: Counted, arrays: Mapping[str, Floats]) -> Array:
    """Scores of shape (n, k): features times weights."""
    scores = np.tile(arrays["bias"].astype(np.float64), (len(counts), 1))
    for name, block in blocks_of(recipe).items():
        table = weighed(counts.sparse[name], arrays[f"{name}.rarity"], block.weight)
        scores += table.dot(arrays[f"{name}.weights"])
    for name, dense in counts.dense.items():
        scores += scaled(recipe, name, dense, arrays) @ arrays[f"{name}.weights"].T
    return scores


def familiarity(counts: Counted, arrays: Mapping[str, Floats]) -> Array:
    """Of the different word n-grams of passages, the share that stood in the training data."""
    if "word" not in counts.sparse:
        return np.ones(len(counts))
    table = counts.sparse["word"]
    known = arrays["word.rarity"][table.column] > 0
    n = len(counts)
    of = np.bincount(table.row, minlength=n)
    return np.asarray(np.bincount(table.row, known, minlength=n) / np.maximum(of, 1))
