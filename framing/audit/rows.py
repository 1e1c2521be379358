"""A labelled corpus as rows: documents, their labels, and what groups them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

from framing.audit.contract import Kind
from framing.document import Corpus, Document

COLUMNS = {"article": ("article", "url"), "outlet": ("outlet",), "topic": ("topic",)}
SHOWN = 5  # how many names a message gives


@dataclass(frozen=True, eq=False)
class Rows:
    """Documents with labels of one kind.

    Attributes
    ----------
    documents : tuple of Document
        Sentences or articles, one a row.
    labels : tuple
        0 or 1, a string, or a sorted tuple of strings.
    kind : {'binary', 'multiclass', 'multilabel'}
    classes : tuple
        All labels there are, sorted.
    """

    documents: tuple[Document, ...]
    labels: tuple[Any, ...]
    kind: Kind
    classes: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.documents)

    def column(self, name: str) -> list[Hashable | None] | None:
        """What the meta data say in a column, None where nothing; None if there is no such column.

        ``article`` is taken from ``url`` where there is no column of that name.
        """
        for column in COLUMNS.get(name, (name,)):
            found = [known(document.meta.get(column)) for document in self.documents]
            if any(value is not None for value in found):
                return found
        return None

    def counts(self) -> Counter[Any]:
        """How many rows each class has."""
        if self.kind == "multilabel":
            return Counter(name for label in self.labels for name in label)
        return Counter(self.labels)


def known(value: Any) -> Any:
    """A value of the meta data, or None where it is missing: None, NaN or empty."""
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    return None if type(value).__name__ in ("NAType", "NaTType") else value


def rows_of(corpus: Corpus | Sequence[Document]) -> Rows:
    """The rows of a corpus whose documents have a ``label`` in their meta data.

    Parameters
    ----------
    corpus : Corpus or sequence of Document
        All labels of one kind: 0 and 1, strings, or tuples (lists) of strings.

    Raises
    ------
    ValueError
        If the corpus is empty, a label is missing (None, NaN) or of another kind than the
        others, or all are alike.

    Examples
    --------
    >>> import framing
    >>> texts = {"A reckless plan.": 1, "The plan passed.": 0}
    >>> found = rows_of([framing.parse(t, "en", meta={"label": n}) for t, n in texts.items()])
    >>> found.kind, found.classes, found.labels
    ('binary', (0, 1), (1, 0))
    """
    documents = tuple(corpus)
    if not documents:
        raise ValueError("an empty corpus: there is nothing to learn from or to test on")
    _complain_of_missing(documents)
    given = [document.meta["label"] for document in documents]
    kind = _kind(documents, given)
    if kind == "multilabel":
        labels: tuple[Any, ...] = tuple(tuple(sorted(set(label))) for label in given)
        classes: tuple[Any, ...] = tuple(sorted({name for label in labels for name in label}))
    else:
        labels = tuple(int(x) for x in given) if kind == "binary" else tuple(map(str, given))
        classes = (0, 1) if kind == "binary" else tuple(sorted(set(labels)))
    if len(set(labels)) < 2:
        raise ValueError(
            f"all {len(labels)} rows have the label {labels[0]!r}: "
            "there is nothing to tell apart; add rows with another label"
        )
    return Rows(documents, labels, kind, classes)


def listed(names: Sequence[Any]) -> str:
    """The first few names, and how many more there are.

    >>> listed(["a", "b", "c", "d", "e", "f", "g"])
    "'a', 'b', 'c', 'd', 'e' and 2 more"
    """
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(map(repr, names[:SHOWN])) + more


def _complain_of_missing(documents: Sequence[Document]) -> None:
    if not any("label" in document.meta for document in documents):
        there = sorted({name for document in documents for name in document.meta})
        raise ValueError(
            "the corpus has no column 'label'; "
            + (f"there are: {', '.join(there)}" if there else "its documents have no meta data")
        )
    missing = [d.id for d in documents if known(d.meta.get("label")) is None]
    if missing:
        raise ValueError(
            f"{len(missing)} of {len(documents)} rows have no label (empty or NaN): "
            f"{listed(missing)}; leave them out or label them"
        )


def _kind(documents: Sequence[Document], labels: Sequence[Any]) -> Kind:
    kinds = [_kind_of(label) for label in labels]
    common = Counter(kinds).most_common(1)[0][0]
    for document, label, kind in zip(documents, labels, kinds, strict=True):
        if kind is None or kind != common:
            wanted = {
                "binary": "0 and 1",
                "multiclass": "strings",
                "multilabel": "tuples of strings",
                None: "0 and 1, strings, or tuples of strings",
            }[common]
            raise ValueError(
                f"label {label!r} of {document.id!r} is not mapped: labels are {wanted} here; "
                "say in the card's [labels] what it means, or leave it out"
            )
    return common  # type: ignore[return-value]  # None has been complained of


def _kind_of(label: Any) -> Kind | None:
    if isinstance(label, str):
        return "multiclass"
    if isinstance(label, tuple | list | set | frozenset):
        return "multilabel" if all(isinstance(name, str) for name in label) else None
    number = isinstance(label, Integral | Real) or type(label).__name__ == "bool"
    return "binary" if number and label in (0, 1) else None
