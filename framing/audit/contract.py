"""What the audit asks of a rater: the interface of a scikit-learn classifier over documents."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from framing.document import Document

Kind = Literal["binary", "multiclass", "multilabel"]
Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]


class AuditWarning(UserWarning):
    """Something in the corpus limits what the numbers mean; the text names it."""


class Estimator(Protocol):
    """Anything that learns labels of documents and gives probabilities.

    ``fit(documents, labels, groups=None)`` returns itself and sets ``classes_``;
    ``predict_proba`` gives an array of shape (n, k) in the order of ``classes_``; ``predict``
    gives a label for each document, a tuple of labels where there can be several.
    """

    @property
    def classes_(self) -> Sequence[Any]: ...

    def fit(
        self,
        documents: Sequence[Document],
        labels: Sequence[Any],
        groups: Sequence[Hashable] | None = None,
    ) -> Any: ...

    def predict_proba(self, documents: Sequence[Document]) -> Any: ...

    def predict(self, documents: Sequence[Document]) -> Any: ...


Make = Callable[[], Any]  # a new Estimator; Any, since raters have wider signatures
