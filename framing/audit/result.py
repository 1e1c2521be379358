"""What an audit found: predictions, scores with intervals, baselines beside them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.audit.calibration import reliability
from framing.audit.intervals import Interval, intervals
from framing.audit.metrics import confusion, decisions, encode, f1_scores, metrics
from framing.audit.rows import Rows
from framing.audit.running import Predictions
from framing.audit.tables import flat_object, group_table, scores_table, tidy_table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Audit:
    """What is known about a rater on a corpus under a protocol.

    Attributes
    ----------
    rows : Rows
    protocol : str
    seed : int
    score : str
        The F1 that the task is known by, and the one in ``baseline_majority``.
    predictions : Predictions
        Out-of-fold probabilities.
    unit : str
        What was resampled for the intervals: ``row``, ``article``, ``outlet`` or ``topic``.
    clusters : tuple
        That unit of each tested row.
    guesses : mapping
        What the baselines said: ``majority`` and, with outlets, ``outlet``.
    notes : tuple of str
        What limits the numbers.
    """

    rows: Rows
    protocol: str
    seed: int
    score: str
    predictions: Predictions
    unit: str
    clusters: tuple[Hashable, ...]
    guesses: Mapping[str, Sequence[Any]]
    notes: tuple[str, ...]

    @cached_property
    def truth(self) -> list[Any]:
        """Labels of the tested rows."""
        return [self.rows.labels[n] for n in self.predictions.numbers]

    @cached_property
    def scores(self) -> dict[str, float]:
        """All scores of the pooled predictions of all folds."""
        return self.scores_of(np.ones(len(self.truth), bool))

    @cached_property
    def intervals(self) -> dict[str, Interval]:
        """95 % bootstrap intervals of the scores of the pooled predictions."""
        said = self.predictions
        return intervals(
            self.truth, said.proba, self.rows.kind, self.rows.classes, said.predicted, self.clusters
        )

    @cached_property
    def folds(self) -> pd.DataFrame:
        """Scores of each fold on its own: one row a fold, with ``n``."""
        import pandas as pd

        names = np.array(self.predictions.folds, object)
        found = {
            name: {"n": int((names == name).sum()), **self.scores_of(names == name)}
            for name in dict.fromkeys(self.predictions.folds)
        }
        return pd.DataFrame.from_dict(found, orient="index").rename_axis("fold")

    @cached_property
    def baselines(self) -> dict[str, dict[str, float]]:
        """F1 scores and accuracy of what can be said without reading a word."""
        kind, classes = self.rows.kind, self.rows.classes
        return {
            name: f1_scores(self.truth, guess, kind, classes)
            for name, guess in self.guesses.items()
        }

    @property
    def sentences_per_second(self) -> float | None:
        """Rows rated a second of CPU time, features included, parsing not; None if unmeasurable."""
        seconds = self.predictions.rating_seconds
        return len(self.truth) / seconds if seconds > 0 else None

    def table(self) -> pd.DataFrame:
        """Scores to read, one row a score: see ``framing.audit.tables.scores_table``."""
        return scores_table(self)

    def tidy(self) -> pd.DataFrame:
        """Out-of-fold probabilities, one row an article and class: see ``tidy_table``."""
        return tidy_table(self)

    def by(self, column: str) -> pd.DataFrame:
        """Scores for each outlet, topic, language ...: see ``group_table``."""
        return group_table(self, column)

    def reliability(self) -> pd.DataFrame:
        """Points of the reliability diagram of the pooled predictions: see ``reliability``."""
        kind = self.rows.kind
        truth = encode(self.truth, kind, self.rows.classes)
        so, said = decisions(truth, self.predictions.proba, kind)
        return reliability(so.ravel(), said.ravel())

    def confusion(self) -> pd.DataFrame:
        """How often each label was taken for which: see ``confusion``."""
        return confusion(self.truth, self.predictions.predicted, self.rows.classes)

    def flat(self) -> dict[str, Any]:
        """Everything as one flat object, for ``--json``: see ``flat_object``."""
        return flat_object(self)

    def scores_of(self, inside: NDArray[np.bool_]) -> dict[str, float]:
        """Scores of some of the tested rows."""
        at = np.flatnonzero(inside)
        truth, chosen = ([x[n] for n in at] for x in (self.truth, self.predictions.predicted))
        proba = self.predictions.proba[at]
        return metrics(truth, proba, self.rows.kind, self.rows.classes, chosen)

    def interval_of(self, inside: NDArray[np.bool_]) -> Interval:
        at = np.flatnonzero(inside)
        said, rows = self.predictions, self.rows
        truth, chosen = ([x[n] for n in at] for x in (self.truth, said.predicted))
        # Within one outlet the outlet cannot be drawn; the tuple stands for an unknown article.
        articles = self.column("article") if self.unit in ("outlet", "topic") else self.clusters
        clusters = [("row", n) if articles[n] is None else articles[n] for n in at]
        found = intervals(truth, said.proba[at], rows.kind, rows.classes, chosen, clusters)
        return found[self.score]

    def column(self, name: str) -> list[Any]:
        documents = [self.rows.documents[n] for n in self.predictions.numbers]
        if name == "language":
            return [document.language for document in documents]
        column = self.rows.column(name)
        return [None if column is None else column[n] for n in self.predictions.numbers]
