"""From one corpus to another: does a rater know the thing, or the corpus it learnt from?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from framing.audit.auditing import audited
from framing.audit.contract import Make
from framing.audit.duplicates import duplicates
from framing.audit.protocols import Setting, Split
from framing.audit.result import Audit
from framing.audit.rows import rows_of
from framing.document import Corpus, Document


def transfer(
    make: Make,
    source: Corpus | Sequence[Document],
    target: Corpus | Sequence[Document],
    score: str | None = None,
) -> Audit:
    """Fit a rater on one corpus and test it on another.

    Parameters
    ----------
    make : callable
        Gives a new rater.
    source, target : Corpus
        With labels of the same kind; 0 and 1 have to mean the same in both.
    score : str, optional
        As in ``audit``.

    Returns
    -------
    Audit
        Protocol ``transfer``, one fold. Tested texts that the source (nearly) holds too are
        counted in ``n_seen`` and left out in ``_unseen``.

    Raises
    ------
    ValueError
        As in ``audit``, and if the two corpora share no label.
    """
    learnt, tested = rows_of(source), rows_of(target)
    if learnt.kind != tested.kind or not set(learnt.classes) & set(tested.classes):
        raise ValueError(
            f"no label in common: the source has {learnt.kind} {learnt.classes}, the target "
            f"{tested.kind} {tested.classes}; map them in the cards' [labels]"
        )
    return audit_parts(make, {"target": (source, target)}, "transfer", score)


def audit_parts(
    make: Make,
    parts: Mapping[str, tuple[Corpus | Sequence[Document], Corpus | Sequence[Document]]],
    protocol: str,
    score: str | None = None,
) -> Audit:
    """Evaluate a rater on training and test parts that come as corpora of their own.

    Parameters
    ----------
    make : callable
        Gives a new rater, one a fold.
    parts : mapping
        From the name of a fold to its training and its test part: one edition of a shared
        task, or the folds that come with a corpus.
    protocol : str
        What the result is called.
    score : str, optional
        As in ``audit``.

    Raises
    ------
    ValueError
        As in ``audit``; names the fold whose part is empty.
    """
    documents: list[Document] = []
    folds = []
    for name, (learnt, tested) in parts.items():
        for part, corpus in (("train", learnt), ("test", tested)):
            if not len(corpus):
                raise ValueError(f"protocol {protocol!r}: the {part} part of {name!r} is empty")
        start = len(documents)
        middle, end = start + len(learnt), start + len(learnt) + len(tested)
        folds.append(Split(name, np.arange(start, middle), np.arange(middle, end)))
        documents += [*learnt, *tested]
    rows = rows_of(documents)
    return audited(make, rows, folds, protocol, Setting(duplicates(documents)), score)


def applied(rater: Any, corpus: Corpus | Sequence[Document], score: str | None = None) -> Audit:
    """Test a rater that is already fitted, as it is, on a corpus it has not learnt from.

    Returns
    -------
    Audit
        Protocol ``applied``, one fold, no baselines (nothing is learnt from this corpus).
        Whether the rater has learnt from these texts cannot be seen from here.
    """
    rows = rows_of(corpus)
    everything = np.arange(len(rows))
    fold = Split("applied", everything[:0], everything)
    setting = Setting(duplicates(rows.documents))
    return audited(lambda: rater, rows, [fold], "applied", setting, score, fit=False)
