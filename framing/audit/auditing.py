"""A rater under a protocol: every row rated once by a rater that has not learnt from it."""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Sequence

from framing.audit.baselines import baselines
from framing.audit.checks import remarks
from framing.audit.contract import AuditWarning, Make
from framing.audit.duplicates import duplicates, together
from framing.audit.metrics import SCORES
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
from framing.audit.result import Audit
from framing.audit.rows import Rows, rows_of
from framing.audit.running import run
from framing.document import NO_META, Corpus, Document
from framing.language import nearest


def audit(
    make: Make,
    corpus: Corpus | Sequence[Document],
    protocol: str = "folds",
    seed: int = SEED,
    folds: int = FOLDS,
    plan: Plan = NO_META,
    score: str | None = None,
) -> Audit:
    """Evaluate a rater: fit it on each training part, rate the tested part, count.

    Parameters
    ----------
    make : callable
        Gives a new rater (see ``Estimator``), one a fold.
    corpus : Corpus
        With ``label`` in its meta data, and what the protocol needs: ``article`` or ``url``,
        ``outlet``, ``topic``, ``fold``, ``split``.
    protocol : str
        A key of ``PROTOCOLS``, or of ``plan``.
    seed, folds : int
        Of the random splits.
    plan : mapping
        The card's ``[protocols]``: what ``paper`` and the editions mean.
    score : str, optional
        The score of the task, for the baselines: weighted F1, micro F1 with several labels.

    Returns
    -------
    Audit

    Raises
    ------
    ValueError
        If labels are missing or not mapped, a class has too few rows for the folds, a part is
        empty, the rater does not know the language, or the corpus lacks what the protocol needs.

    Warns
    -----
    AuditWarning
        Names what limits the numbers: the same text with two labels, groups of one row, rare
        classes, classes that a fold could not learn, tested texts that were learnt.
    """
    rows = rows_of(corpus)
    setting = Setting(duplicates(rows.documents), seed, folds, plan)
    splits = splits_of(rows, protocol, setting)
    return audited(make, rows, splits, protocol, setting, score)


def audited(
    make: Make,
    rows: Rows,
    splits: Sequence[Split],
    protocol: str,
    setting: Setting,
    score: str | None = None,
    fit: bool = True,
) -> Audit:
    """The same for folds that are already made.

    The unit of the intervals is what the protocol keeps apart, else the article where the
    corpus knows it, else the row. The rater is told these units, so that what it chooses
    inside is grouped too, but under random folds, whose training part is random as well.

    Parameters
    ----------
    fit : bool
        False for a rater that is used as it is.
    """
    if score is not None and score not in SCORES:
        raise ValueError(f"no score {score!r}; {nearest(score, SCORES)}")
    base = resolved(protocol, setting.plan)
    group = PROTOCOLS[base].group if base in PROTOCOLS else None
    tested = [int(n) for fold in splits for n in fold.test]
    unit, members = _units(rows, setting.same, group, tested)
    told = None if unit == "row" or base == "folds" else members
    notes = remarks(rows, base, splits)
    said = run(make, rows, splits, setting.same, told, fit)
    if said.seen.any():
        notes.append(f"{said.seen.sum()} tested texts stand (nearly) in the training part too")
    for note in notes:
        warnings.warn(note, AuditWarning, stacklevel=3)
    usual = "micro_f1" if rows.kind == "multilabel" else "weighted_f1"
    clusters = tuple(members[n] for n in said.numbers)
    guesses = baselines(rows, splits) if fit else {}
    seed = setting.seed
    return Audit(rows, protocol, seed, score or usual, said, unit, clusters, guesses, tuple(notes))


def _units(
    rows: Rows, same: Sequence[int], group: str | None, tested: Sequence[int]
) -> tuple[str, list[Hashable]]:
    """What is drawn for the intervals, and which one each row belongs to."""
    column = rows.column(group or "article")
    if column is None or all(column[n] is None for n in tested):
        return "row", list(range(len(rows)))
    if group in (None, "article"):
        return "article", [*together(column, same)]
    # A row without an outlet is a unit of its own: a tuple is no name that an outlet has.
    return str(group), [("row", n) if v is None else v for n, v in enumerate(column)]
