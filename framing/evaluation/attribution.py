"""One article's attributions against gold: hits and totals that can be summed over articles.

Every measure is a ratio of two sums. For an F1 these are twice the hits, and gold plus
predicted; for a share, the hits and what they are a share of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from framing.evaluation.units import Unit, assigned, fragments, iou

ROLES = ("cue", "source", "content")
SAME = 0.5  # from this share of words in common on, two contents or sources are the same
Ratio = tuple[float, float]


class Pair(NamedTuple):
    """A gold attribution and the predicted one that found it; whether the source is right."""

    gold: int
    predicted: int
    source_right: bool


def exact(gold: Sequence[Unit], predicted: Sequence[Unit], role: str) -> Ratio:
    """Contiguous fragments with the same first and last word, twice the hits over all.

    Contents are compared as multisets; a source or cue that two attributions share counts once.

    Examples
    --------
    >>> said = Unit("indirect", frozenset({0}), frozenset({1}), frozenset({2, 3, 6}))
    >>> exact([said], [said._replace(content=frozenset({2, 3, 7}))], "content")
    (2.0, 4.0)
    """
    counts = []
    for side in (gold, predicted):
        found = [run for unit in side for run in fragments(getattr(unit, role))]
        counts.append(Counter(found if role == "content" else set(found)))
    return 2.0 * (counts[0] & counts[1]).total(), float(counts[0].total() + counts[1].total())


def by_token(gold: Sequence[Unit], predicted: Sequence[Unit], role: str) -> Ratio:
    """Words that have a role in both, twice, over words that have it in gold and in predicted."""
    sides = [{n for unit in side for n in getattr(unit, role)} for side in (gold, predicted)]
    return 2.0 * len(sides[0] & sides[1]), float(len(sides[0]) + len(sides[1]))


def detected(gold: Sequence[Unit], predicted: Sequence[Unit]) -> list[Pair]:
    """Which attributions were found, one to one.

    Two can be a pair where their contents have at least half of their words in common
    (intersection over union); of all ways to pair, that with the largest sum is taken.

    Examples
    --------
    >>> said = Unit("indirect", frozenset({0}), frozenset({1}), frozenset({2, 3, 4}))
    >>> detected([said], [said._replace(source=frozenset({9}), content=frozenset({3, 4}))])
    [Pair(gold=0, predicted=0, source_right=False)]
    """
    table = [[iou(one.content, other.content) for other in predicted] for one in gold]
    likeness = [[value if value >= SAME else 0.0 for value in row] for row in table]
    return [
        Pair(g, p, same_source(gold[g], predicted[p]))
        for g, p in assigned(likeness)
        if likeness[g][p]
    ]


def same_source(gold: Unit, predicted: Unit) -> bool:
    """Whether neither has a source, or the sources have half of their words in common."""
    if not gold.source or not predicted.source:
        return not gold.source and not predicted.source
    return iou(gold.source, predicted.source) >= SAME


def compared(
    gold: Sequence[Unit], predicted: Sequence[Unit], types: Sequence[str]
) -> Mapping[str, Ratio]:
    """All measures of one article, each as the two numbers to be summed and divided.

    Parameters
    ----------
    gold, predicted : sequence of Unit
        The attributions of the same article.
    types : sequence of str
        The types of which the recall is wanted.

    Returns
    -------
    mapping of str to (float, float)
        ``cue_f1``, ``cue_token_f1`` and so on for source and content; ``detection_f1``;
        ``source_right``, a share of what was detected; ``both_f1``, for which the source
        must be right too; ``recall_<type>``, by the type in gold.
    """
    out: dict[str, Ratio] = {}
    for role in ROLES:
        out[f"{role}_f1"] = exact(gold, predicted, role)
        out[f"{role}_token_f1"] = by_token(gold, predicted, role)
    pairs = detected(gold, predicted)
    right = sum(pair.source_right for pair in pairs)
    total = float(len(gold) + len(predicted))
    out["detection_f1"] = (2.0 * len(pairs), total)
    out["source_right"] = (float(right), float(len(pairs)))
    out["both_f1"] = (2.0 * right, total)
    found = Counter(gold[pair.gold].type for pair in pairs)
    wanted = Counter(unit.type for unit in gold)
    return out | {f"recall_{one}": (float(found[one]), float(wanted[one])) for one in types}
