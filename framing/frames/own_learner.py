"""A frame of one's own as something that learns, for audits and learning curves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from numpy.typing import NDArray

from framing.document import Document
from framing.frames.own import OwnFrame
from framing.frames.own_fit import fit_frame
from framing.models import Rater


@dataclass
class FrameLearner:
    """A frame as something that learns, for ``framing.audit`` and its ``learning_curve``.

    Parameters
    ----------
    frame : OwnFrame
    pool : sequence of Document
        Documents without labels.
    unit : {'article', 'sentence'}
    """

    frame: OwnFrame
    pool: Sequence[Document] = ()
    unit: str = "article"
    rater: Rater | None = field(default=None, repr=False)

    def fit(self, documents: Sequence[Document], labels: Sequence[int], groups: Any = None) -> Self:
        """Learn from labelled documents; see ``fit_frame``."""
        self.rater = fit_frame(self.frame, documents, labels, self.pool, self.unit)
        return self

    def _fitted(self) -> Rater:
        if self.rater is None:
            raise ValueError(f"{self.frame.where}: not trained; call fit")
        return self.rater

    @property
    def classes_(self) -> NDArray[Any]:
        """The labels, 0 and 1."""
        return self._fitted().classes_

    def predict_proba(self, documents: Sequence[Document]) -> Any:
        """Probabilities of shape (n, 2)."""
        return self._fitted().predict_proba(documents)

    def predict(self, documents: Sequence[Document]) -> Any:
        """Labels of documents."""
        return self._fitted().predict(documents)
