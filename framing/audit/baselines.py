"""What can be had without reading a word: the commonest label, of all rows or of the outlet.

A rater that does not beat the second has learnt who writes, not how.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from typing import Any

from framing.audit.protocols import Split
from framing.audit.rows import Rows


def majority(labels: Sequence[Any]) -> Any:
    """The commonest label, or set of labels; of equally common ones the first as they sort.

    Examples
    --------
    >>> majority([1, 0, 1]), majority([("a",), ("a", "b"), ("a",)])
    (1, ('a',))
    """
    counts = Counter(labels)
    most = max(counts.values())
    return min((label for label, n in counts.items() if n == most), key=repr)


def majority_of_outlet(
    labels: Sequence[Any],
    outlets: Sequence[Hashable | None],
    tested: Sequence[Hashable | None],
) -> list[Any]:
    """The commonest label of the outlet in the training part.

    Parameters
    ----------
    labels, outlets : sequences of length n
        The training part.
    tested : sequence of length m
        Outlets of the rows that are tested; one that the training part lacks, or None, gets
        the commonest label of all.

    Examples
    --------
    >>> majority_of_outlet([1, 0, 0], ["Gazette", "Courier", "Courier"], ["Gazette", "Herald"])
    [1, 0]
    """
    by_outlet = defaultdict(list)
    for label, outlet in zip(labels, outlets, strict=True):
        if outlet is not None:
            by_outlet[outlet].append(label)
    known = {outlet: majority(found) for outlet, found in by_outlet.items()}
    overall = majority(labels)
    return [known.get(outlet, overall) for outlet in tested]


def baselines(rows: Rows, splits: Sequence[Split]) -> dict[str, list[Any]]:
    """What the baselines predict for the tested rows, fold after fold.

    Returns
    -------
    dict
        ``majority`` and, where tested rows have outlets, ``outlet``: a list of labels in the
        order of the folds' tested rows.
    """
    outlets = rows.column("outlet")
    if outlets is not None and all(outlets[n] is None for fold in splits for n in fold.test):
        outlets = None
    found: dict[str, list[Any]] = {"majority": []}
    if outlets is not None:
        found["outlet"] = []
    for fold in splits:
        labels = [rows.labels[n] for n in fold.train]
        found["majority"] += [majority(labels)] * len(fold.test)
        if outlets is not None:
            learnt, tested = ([outlets[n] for n in part] for part in (fold.train, fold.test))
            found["outlet"] += majority_of_outlet(labels, learnt, tested)
    return found
