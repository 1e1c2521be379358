"""What more labels would bring: scores by the number of rows that were learnt from."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.audit.contract import Integers, Make
from framing.audit.duplicates import duplicates
from framing.audit.metrics import SCORES, metrics
from framing.audit.protocols import (
    FOLDS,
    PROTOCOLS,
    SEED,
    Plan,
    Setting,
    Split,
    resolved,
    splits_of,
)
from framing.audit.rows import Rows, rows_of
from framing.audit.running import run
from framing.document import NO_META, Corpus, Document

if TYPE_CHECKING:
    import pandas as pd

DRAWS = 3
SHARES = (0.125, 0.25, 0.5, 1.0)


def learning_curve(
    make: Make,
    corpus: Corpus | Sequence[Document],
    protocol: str = "article",
    sizes: Sequence[int] | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    plan: Plan = NO_META,
) -> pd.DataFrame:
    """Scores of a rater that has learnt from fewer rows.

    Draw d splits the corpus with seed + d, keeps the first fold (of folds that are the same
    with every seed, the d-th) as test part, and takes whole groups of the training part, in
    random order, until a size is reached; smaller parts lie within larger ones.

    Parameters
    ----------
    make : callable
        Gives a new rater.
    corpus : Corpus
    protocol : str
        As in ``audit``.
    sizes : sequence of int, optional
        Numbers of rows to learn from; by default 1/8, 1/4, 1/2 and all of the training part.
    draws, seed : int
    plan : mapping
        The card's ``[protocols]``.

    Returns
    -------
    DataFrame
        One row a draw and size: ``draw``, ``size`` (asked for), ``n_train``, ``n_groups``,
        ``n_test`` and the scores.

    Raises
    ------
    ValueError
        As in ``audit``; if a size is more than there is, or its rows have one class only.
    """
    import pandas as pd

    rows = rows_of(corpus)
    same = duplicates(rows.documents)
    base = resolved(protocol, plan)
    group = PROTOCOLS[base].group if base in PROTOCOLS else None
    column = rows.column(group) if group else None
    groups: list[Hashable] = [
        n if column is None or column[n] is None else str(column[n]) for n in range(len(rows))
    ]
    found = []
    for draw in range(draws):
        splits = splits_of(rows, protocol, Setting(same, seed + draw, FOLDS, plan))
        fold = splits[0] if base in ("folds", "article") else splits[draw % len(splits)]
        order = _shuffled(fold.train, groups, seed + draw)
        for size in _sizes(sizes, len(order)):
            part = _first(order, size, groups, rows)
            found.append(
                {"draw": draw, "size": size, **_score(make, rows, fold, part, groups, same)}
            )
    return pd.DataFrame(found)


def _sizes(sizes: Sequence[int] | None, n: int) -> list[int]:
    wanted = [round(share * n) for share in SHARES] if sizes is None else list(sizes)
    for size in wanted:
        if not 0 < size <= n:
            raise ValueError(f"size {size}: the training part has {n} rows")
    return wanted


def _shuffled(train: Integers, groups: Sequence[Hashable], seed: int) -> Integers:
    """The rows group by group, groups in random order."""
    names = list(dict.fromkeys(groups[n] for n in train))
    place = np.random.default_rng(seed).permutation(len(names))
    rank = dict(zip(names, place.tolist(), strict=True))
    return np.array(sorted(train, key=lambda n: (rank[groups[n]], n)), int)


def _first(order: Integers, size: int, groups: Sequence[Hashable], rows: Rows) -> Integers:
    """The first rows, and those of the group of the last one."""
    end = size
    while end < len(order) and groups[order[end]] == groups[order[end - 1]]:
        end += 1
    if len({rows.labels[n] for n in order[:end]}) < 2:
        raise ValueError(f"size {size}: the {end} rows drawn have one label only; take more")
    return order[:end]


def _score(
    make: Make,
    rows: Rows,
    fold: Split,
    part: Integers,
    groups: Sequence[Hashable],
    same: Sequence[int],
) -> dict[str, float]:
    said = run(make, rows, [Split(fold.name, part, fold.test)], same, groups)
    truth = [rows.labels[n] for n in fold.test]
    scores = metrics(truth, said.proba, rows.kind, rows.classes, said.predicted)
    return {
        "n_train": len(part),
        "n_groups": len({groups[n] for n in part}),
        "n_test": len(truth),
        **{name: scores[name] for name in SCORES},
    }
