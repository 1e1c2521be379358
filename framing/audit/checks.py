"""What in a corpus limits what a score means: named, never dropped in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from framing.audit.duplicates import identical
from framing.audit.protocols import PROTOCOLS, Split
from framing.audit.rows import Rows, listed

FEW = 5  # rows of a class below which its F1 says little


def remarks(rows: Rows, protocol: str, splits: Sequence[Split]) -> list[str]:
    """All that should be known about a corpus under a protocol, a sentence each."""
    return [
        *rare_classes(rows),
        *contradictions(rows),
        *lonely_groups(rows, protocol),
        *untested(rows, protocol, splits),
        *unlearnt(rows, splits),
    ]


def rare_classes(rows: Rows) -> list[str]:
    """Classes with a handful of rows.

    Examples
    --------
    >>> rare_classes(Rows((), ("a",) * 9 + ("b",) * 2, "multiclass", ("a", "b")))
    ["class 'b' has 2 rows: its F1 says little; leave it out or map it to another class"]
    """
    return [
        f"class {name!r} has {n} row{'s' * (n != 1)}: its F1 says little; leave it out or map it "
        "to another class"
        for name, n in sorted(rows.counts().items(), key=str)
        if n < FEW
    ]


def contradictions(rows: Rows) -> list[str]:
    """The same text with two labels: no rater can have both right."""
    labels = defaultdict(set)
    for number, first in enumerate(identical(rows.documents)):
        labels[first].add(rows.labels[number])
    two = [
        rows.documents[first].id or f"row {first}"
        for first, found in labels.items()
        if len(found) > 1
    ]
    if not two:
        return []
    what = "text stands" if len(two) == 1 else "texts stand"
    return [f"{len(two)} {what} in the corpus with different labels, first at {listed(two)}"]


def lonely_groups(rows: Rows, protocol: str) -> list[str]:
    """Groups of one row, where each group is a fold: its score is all or nothing."""
    group = PROTOCOLS[protocol].group if protocol in PROTOCOLS else None
    if group not in ("outlet", "topic"):
        return []
    column = rows.column(group) or []
    alone = sorted({str(v) for v in column if v is not None and column.count(v) == 1})
    one = f"{group} has" if len(alone) == 1 else f"{group}s have"
    return [f"{len(alone)} {one} one row only: {listed(alone)}"] if alone else []


def untested(rows: Rows, protocol: str, splits: Sequence[Split]) -> list[str]:
    """Rows that no fold tests."""
    tested = {int(number) for fold in splits for number in fold.test}
    learnt = {int(number) for fold in splits for number in fold.train}
    left = [rows.documents[n].id for n in sorted(learnt - tested)]
    if protocol not in PROTOCOLS or PROTOCOLS[protocol].group is None or not left:
        return []  # parts that are only learnt from are meant so
    return [f"{len(left)} rows are in no group and are never tested: {listed(left)}"]


def unlearnt(rows: Rows, splits: Sequence[Split]) -> list[str]:
    """Classes that are tested without having been learnt."""
    out = []
    for fold in splits:
        if not len(fold.train):
            continue  # a rater that is used as it is
        learnt = _classes(rows, fold.train)
        strange = sorted(_classes(rows, fold.test) - learnt, key=str)
        if strange:
            out.append(f"fold {fold.name!r} tests what it cannot have learnt: {listed(strange)}")
    return out


def _classes(rows: Rows, numbers: Any) -> set[Any]:
    found = (rows.labels[number] for number in numbers)
    if rows.kind == "multilabel":
        return {name for label in found for name in label}
    return set(found)


def complain_of_language(rater: Any, rows: Rows) -> None:
    """An error if a rater says which languages it knows and the corpus has another one.

    Raises
    ------
    ValueError
        Names the language, how many rows there are in it, and what the rater knows.
    """
    recipe = getattr(rater, "recipe", None)
    knows = getattr(rater, "languages", None) or getattr(recipe, "languages", None)
    if not knows:
        return
    strange = [d.language for d in rows.documents if d.language not in knows]
    if strange:
        raise ValueError(
            f"{len(strange)} of {len(rows)} rows are in {strange[0]!r}, which the rater does not "
            f"know; it knows {', '.join(knows)}"
        )
