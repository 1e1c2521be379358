"""An audit as tables and as one flat object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from framing.audit.intervals import Interval, intervals
from framing.audit.metrics import SCORES, encode
from framing.language import nearest

if TYPE_CHECKING:
    import pandas as pd

    from framing.audit.result import Audit

F1 = ("weighted_f1", "macro_f1", "micro_f1")
ENOUGH = 20  # rows of a group below which it gets no score of its own
DIGITS = 4


def scores_table(audit: Audit) -> pd.DataFrame:
    """Scores to read: ``value``, ``low``, ``high`` (pooled), ``fold_mean``, ``fold_sd``,
    ``baseline_majority`` and ``baseline_outlet``; one row a score. There is no mean ECE of
    folds: the fewer rows, the greater an ECE is by chance.
    """
    import pandas as pd

    rows = {}
    for name, value in audit.scores.items():
        ends = audit.intervals.get(name, Interval(None, None))
        fold = audit.folds[name]
        rows[name] = {
            "value": value,
            "low": ends.low,
            "high": ends.high,
            "fold_mean": None if name.startswith("ece") else fold.mean(),
            "fold_sd": None if len(fold) < 2 or name.startswith("ece") else fold.std(),
            **{f"baseline_{who}": found.get(name) for who, found in audit.baselines.items()},
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("score").astype(float)


def tidy_table(audit: Audit) -> pd.DataFrame:
    """Out-of-fold probabilities, one row an article (or sentence) and class.

    Returns
    -------
    DataFrame
        ``article``, ``fold``, ``class``, ``label`` (whether it is so, 0 or 1),
        ``probability``, ``predicted`` (0 or 1), ``outlet``, ``topic``, ``language``,
        ``seen`` (the training part has the text too). A binary task has the rows of
        class 1 only.
    """
    import pandas as pd

    rows, said = audit.rows, audit.predictions
    truth = encode(audit.truth, rows.kind, rows.classes).astype(int)
    predicted = encode(said.predicted, rows.kind, rows.classes).astype(int)
    columns = range(1, 2) if rows.kind == "binary" else range(len(rows.classes))
    documents = [rows.documents[n] for n in said.numbers]
    groups = {name: audit.column(name) for name in ("outlet", "topic")}
    parts = [
        pd.DataFrame(
            {
                "article": [document.id for document in documents],
                "fold": said.folds,
                "class": rows.classes[column],
                "label": truth[:, column],
                "probability": said.proba[:, column],
                "predicted": predicted[:, column],
                **groups,
                "language": [document.language for document in documents],
                "seen": said.seen,
            }
        )
        for column in columns
    ]
    return pd.concat(parts, ignore_index=True)


def group_table(audit: Audit, column: str) -> pd.DataFrame:
    """Scores for each outlet, topic, language or other column of the meta data.

    Returns
    -------
    DataFrame
        One row a group, the largest first: ``n``, the scores (NaN below 20 rows:
        insufficient data), ``low`` and ``high`` of the score the task is known by.

    Raises
    ------
    ValueError
        If the corpus has no such column.
    """
    import pandas as pd

    values = np.array(audit.column(column), object)
    if all(value is None for value in values):
        known = sorted({name for d in audit.rows.documents for name in d.meta} | {"language"})
        raise ValueError(f"no column {column!r} in the corpus; {nearest(column, known)}")
    found = {}
    for name in sorted({v for v in values if v is not None}, key=str):
        inside = values == name
        enough = inside.sum() >= ENOUGH
        scores = audit.scores_of(inside) if enough else {}
        ends = audit.interval_of(inside) if enough else Interval(None, None)
        found[name] = {
            "n": int(inside.sum()),
            **{score: scores.get(score) for score in SCORES},
            **ends._asdict(),
        }
    table = pd.DataFrame.from_dict(found, orient="index").rename_axis(column)
    table = table.astype(dict.fromkeys((*SCORES, "low", "high"), float))
    return table.sort_values("n", ascending=False, kind="stable")


def flat_object(audit: Audit) -> dict[str, Any]:
    """Everything as one flat object, for ``--json``.

    Scores without a suffix are those of the pooled predictions of all folds, with ``_low``
    and ``_high``; ``_fold_mean`` and ``_fold_sd`` are over the scores of the folds (what
    many papers print, BABE's among them); ``_unseen`` leaves out tested texts that the
    training part (nearly) holds too. ``baseline_*`` are ``score`` of the baselines, under
    the same folds. None where there is nothing to say.
    """
    said = audit.predictions
    out: dict[str, float | None] = {}
    for name, value in audit.scores.items():
        ends = audit.intervals.get(name)
        out[name] = value
        if ends is not None:
            out |= {f"{name}_low": ends.low, f"{name}_high": ends.high}
    for name in (*F1, "brier"):
        fold = audit.folds[name]
        out[f"{name}_fold_mean"] = float(fold.mean())
        out[f"{name}_fold_sd"] = float(fold.std()) if len(fold) > 1 else None
    if said.seen.any() and not said.seen.all():
        unseen = audit.scores_of(~said.seen)
        out |= {f"{name}_unseen": unseen[name] for name in F1}
    rounded = {name: None if value is None else round(value, DIGITS) for name, value in out.items()}
    speed = audit.sentences_per_second
    return {
        "protocol": audit.protocol,
        "seed": audit.seed,
        "kind": audit.rows.kind,
        "n": len(audit.truth),
        "folds": len(audit.folds),
        "score": audit.score,
        "unit": audit.unit,
        "units": len(set(audit.clusters)),
        "n_seen": int(said.seen.sum()),
        **rounded,
        **_baselines(audit),
        "sentences_per_second": None if speed is None else round(speed, 1),
        "fitting_seconds": round(said.fitting_seconds, 2),
        "notes": "; ".join(audit.notes),
    }


def _baselines(audit: Audit) -> dict[str, float | None]:
    out: dict[str, float | None] = {"baseline_majority": None, "baseline_outlet": None}
    for who, guess in audit.guesses.items():
        kind, classes = audit.rows.kind, audit.rows.classes
        proba = encode(guess, kind, classes).astype(float)
        ends = intervals(audit.truth, proba, kind, classes, guess, audit.clusters)[audit.score]
        scores = audit.baselines[who]
        out[f"baseline_{who}"] = round(scores[audit.score], DIGITS)
        out |= {f"baseline_{who}_low": ends.low, f"baseline_{who}_high": ends.high}
        out |= {f"baseline_{who}_{name}": round(scores[name], DIGITS) for name in F1}
    return out
