"""The scorer of the German corpus: message F1 and joint F1, macro averages over attributions.

After its definition in Petersen-Frey & Biemann (2024). An attribution is a group: a message
(the content) with four roles, all of them sets of the corpus's own tokens. Gold and predicted
groups are assigned one to one so that the sum of the messages' F1 is largest. Precision and
recall are then taken for every part of every pair and of every group left over, and averaged.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from framing.annotations import Group
from framing.evaluation.units import assigned

PARTS = ("quote", "addressee", "cue", "frame", "speaker")
SAME_TYPE, SAME_MEDIUM = 0.01, 0.001  # break ties between messages of equal F1
EMPTY = Group("", "", frozenset())


class Sums(NamedTuple):
    """Sums of precisions and recalls, and how many were summed."""

    precision: float = 0.0
    n_precision: int = 0
    recall: float = 0.0
    n_recall: int = 0


class Tally(NamedTuple):
    """The sums of one article: over messages, and over all parts."""

    message: Sums
    joint: Sums


def tally(gold: Sequence[Group], predicted: Sequence[Group]) -> Tally:
    """Compare the groups of one article.

    Examples
    --------
    >>> said = Group("Direct", "Speech", frozenset({3, 4}), cue=frozenset({1}))
    >>> tally([said], [said._replace(quote=frozenset({4, 5, 6, 7}))]).message
    Sums(precision=0.25, n_precision=1, recall=0.5, n_recall=1)
    """
    pairs = assigned([[_likeness(g, p) for p in predicted] for g in gold])
    compared = [(gold[g], predicted[p]) for g, p in pairs]
    paired_gold, paired = {g for g, _ in pairs}, {p for _, p in pairs}
    compared += [(one, EMPTY) for g, one in enumerate(gold) if g not in paired_gold]
    compared += [(EMPTY, one) for p, one in enumerate(predicted) if p not in paired]
    return Tally(_sums(compared, PARTS[:1]), _sums(compared, PARTS))


def _likeness(gold: Group, predicted: Group) -> float:
    both = len(gold.quote & predicted.quote)
    if not both:
        return 0.0
    bonus = SAME_TYPE * (gold.type == predicted.type) + SAME_MEDIUM * (
        gold.medium == predicted.medium
    )
    return 2 * both / (len(gold.quote) + len(predicted.quote)) + bonus


def _sums(compared: Sequence[tuple[Group, Group]], parts: Sequence[str]) -> Sums:
    """A precision counts where something was predicted, a recall where something was marked."""
    precision = recall = 0.0
    n_precision = n_recall = 0
    for gold, predicted in compared:
        for part in parts:
            wanted, found = getattr(gold, part), getattr(predicted, part)
            both = len(wanted & found)
            if found:
                precision, n_precision = precision + both / len(found), n_precision + 1
            if wanted:
                recall, n_recall = recall + both / len(wanted), n_recall + 1
    return Sums(precision, n_precision, recall, n_recall)


def f1(sums: Sums) -> float:
    """The F1 of the mean precision and the mean recall, 0 to 1; NaN where one has no mean.

    Examples
    --------
    >>> round(f1(Sums(0.25, 1, 0.5, 1)), 4)
    0.3333
    """
    if not sums.n_precision or not sums.n_recall:
        return math.nan
    precision, recall = sums.precision / sums.n_precision, sums.recall / sums.n_recall
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
