"""All scores of predicted documents against gold, with intervals."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from framing.document import TYPES, Document
from framing.evaluation.agreement import ARTICLE_MEASURES, Numbers
from framing.evaluation.attribution import Ratio, compared
from framing.evaluation.bootstrap import agreement, ends, macro_f1, ratios, weights_of
from framing.evaluation.groups import groups_of
from framing.evaluation.official import Tally, tally
from framing.evaluation.units import units, word_offsets

OFFICIAL = ("message_f1", "joint_f1")
FEWEST = 3  # articles below which a correlation or an interval says nothing
UNDEFINED = {
    "_r": "all articles are alike in gold or in what was found, or fewer than 3 can be compared",
    "_mae": "no article has both values",
    "source_right": "nothing was detected",
    "": "nothing is marked and nothing was found",
}
NO_GROUPS = "defined by the scorer of german_quotes, on its own tokens, frames and addressees only"


@dataclass(frozen=True)
class Scores:
    """Values and the ends of their 95 % intervals; None where one is undefined.

    Attributes
    ----------
    values, low, high : mapping of str to float or None
        By the same names. ``..._f1``, ``source_right`` and ``recall_...`` are percentages,
        ``..._r`` is a correlation, ``..._mae`` has the unit of the measure.
    counts : mapping of str to int
        Documents, attributions marked and attributions found.
    notes : tuple of str
        Why a value is None, and what was not compared.
    tokens_per_second : float or None
        Of ``parse``, in one process; None where nothing was parsed.
    """

    values: Mapping[str, float | None]
    low: Mapping[str, float | None]
    high: Mapping[str, float | None]
    counts: Mapping[str, int]
    notes: tuple[str, ...] = ()
    tokens_per_second: float | None = None

    def flat(self) -> dict[str, Any]:
        """One flat object: ``<key>``, ``<key>_low``, ``<key>_high``, counts, speed, notes."""
        out: dict[str, Any] = {}
        for key, value in self.values.items():
            out |= {key: value, f"{key}_low": self.low[key], f"{key}_high": self.high[key]}
        speed = {"tokens_per_second": self.tokens_per_second}
        return {**out, **self.counts, **speed, "notes": list(self.notes)}


class Compared(NamedTuple):
    """What one article adds to the sums."""

    ratios: Mapping[str, Ratio]
    measures: Mapping[str, tuple[float, float]]
    tally: Tally | None


def evaluate(
    gold: Sequence[Document],
    predicted: Sequence[Document],
    clusters: Sequence[Hashable] | None = None,
) -> Scores:
    """Compare the attributions of documents with those that people marked.

    Parameters
    ----------
    gold, predicted : sequence of Document
        The same articles in the same order.
    clusters : sequence, optional
        What each document belongs to, where they are not independent; whole clusters are
        resampled. By default each document is its own.

    Returns
    -------
    Scores
        With 95 % percentile intervals over 1,000 bootstrap samples, seed fixed.

    Raises
    ------
    ValueError
        If there are no documents, or the two are not the same articles.

    Examples
    --------
    >>> from framing.annotations import Annotated, document_of
    >>> from framing.document import Attribution, Span
    >>> said = Attribution("indirect", Span(0, 3), (Span(4, 8),), (Span(9, 24),))
    >>> gold = [document_of(Annotated("a1", "She said it was too late.", "en", (said,)))]
    >>> scores = evaluate(gold, gold)
    >>> scores.values["both_f1"], scores.values["entropy_r"], scores.low["both_f1"]
    (100.0, None, None)
    """
    _check(gold, predicted)
    clusters = range(len(gold)) if clusters is None else clusters
    weights = weights_of(clusters)
    marked = {one.type for document in gold for one in document.attributions}
    types = [one for one in TYPES if one in marked]
    rows = [_compared(one, other, types) for one, other in zip(gold, predicted, strict=True)]
    table = ratios([row.ratios for row in rows], weights)
    tallies = [row.tally for row in rows if row.tally]
    if len(tallies) == len(rows):
        table["message_f1"] = macro_f1([one.message for one in tallies], weights)
        table["joint_f1"] = macro_f1([one.joint for one in tallies], weights)
    notes = []
    for name in ARTICLE_MEASURES:
        pairs = np.array([row.measures[name] for row in rows], float)
        table[f"{name}_r"], table[f"{name}_mae"] = agreement(pairs, weights)
        if left := int(np.isnan(pairs).any(axis=1).sum()):
            notes.append(f"{name}: {left} of {len(pairs)} articles left out, undefined in one")
    return _scores(table, gold, predicted, len(set(clusters)), notes)


def _check(gold: Sequence[Document], predicted: Sequence[Document]) -> None:
    if not gold:
        raise ValueError("no documents to evaluate")
    if len(gold) != len(predicted):
        raise ValueError(f"{len(gold)} documents in gold, {len(predicted)} predicted")
    for one, other in zip(gold, predicted, strict=True):
        if one.text != other.text:
            raise ValueError(f"not the same text: {one.id!r} in gold, {other.id!r} predicted")


def _compared(gold: Document, predicted: Document, types: Sequence[str]) -> Compared:
    words = word_offsets(gold.text)
    marked, found = units(gold, words), units(predicted, words)
    measures = {
        name: (measure(gold, words, marked), measure(predicted, words, found))
        for name, measure in ARTICLE_MEASURES.items()
    }
    official = gold.meta.get("official")
    groups = tally(official.groups, groups_of(predicted, official)) if official else None
    return Compared(compared(marked, found, types), measures, groups)


def _scores(
    table: Mapping[str, Numbers],
    gold: Sequence[Document],
    predicted: Sequence[Document],
    n: int,
    notes: list[str],
) -> Scores:
    """Values, intervals, and a note wherever there is none."""
    values: dict[str, float | None] = {}
    low, high = dict.fromkeys(table), dict.fromkeys(table)
    for name, samples in table.items():
        defined = not np.isnan(samples[0]) and (n >= FEWEST or not name.endswith("_r"))
        values[name] = round(float(samples[0]), 4) if defined else None
        if defined and n >= FEWEST:
            low[name], high[name] = ends(samples[1:])
        if not defined:
            why = next(reason for end, reason in UNDEFINED.items() if name.endswith(end))
            notes.append(f"{name} is undefined: {why}")
    if n < FEWEST:
        notes.append(f"no intervals: insufficient data, {n} articles")
    if "message_f1" not in table:
        values |= dict.fromkeys(OFFICIAL)
        low, high = low | dict.fromkeys(OFFICIAL), high | dict.fromkeys(OFFICIAL)
        notes.append(f"{', '.join(OFFICIAL)}: {NO_GROUPS}")
    counts = {
        "n_documents": len(gold),
        "n_attributions": sum(len(one.attributions) for one in gold),
        "n_predicted": sum(len(one.attributions) for one in predicted),
    }
    return Scores(values, low, high, counts, tuple(notes))
