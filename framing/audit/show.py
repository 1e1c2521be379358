"""An audit in the terminal."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from framing.audit.protocols import PROTOCOLS

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from framing.audit.agreement import Agreement
    from framing.audit.result import Audit

NAMES = {
    "weighted_f1": "weighted F1",
    "macro_f1": "macro F1",
    "micro_f1": "micro F1",
    "accuracy": "accuracy",
    "brier": "Brier score",
    "ece": "ECE",
    "ece_chance": "ECE by chance",
}


def print_audit(audit: Audit, console: Console | None = None) -> None:
    """Print scores with intervals, baselines beside them, and what limits them.

    Parameters
    ----------
    audit : Audit
    console : rich.console.Console, optional
        Where to; by default the terminal.
    """
    from rich.console import Console

    out = console or Console()
    out.print(scores_as_table(audit))
    speed = audit.sentences_per_second
    if speed is not None:
        out.print(f"{speed:,.0f} sentences a second of CPU time, features included, parsing not")
    for note in audit.notes:
        out.print(f"note: {note}", markup=False)


def scores_as_table(audit: Audit) -> Table:
    """The scores as a table of ``rich``: one row a score."""
    from rich.table import Table

    scores = audit.table()
    found = PROTOCOLS.get(audit.protocol)
    about = f": {found.summary}" if found else ""
    units = _count(len(set(audit.clusters)), audit.unit)
    rows, folds = _count(len(audit.truth), "row"), _count(len(audit.folds), "fold")
    table = Table(
        title=f"{audit.protocol}{about}",
        caption=f"{rows}, {folds}, seed {audit.seed}; value and 95 % interval of the pooled "
        f"predictions, 1,000 resamples of {units}",
    )
    columns = ["score", "value", "95 % interval", "mean of folds", *audit.baselines]
    for column in columns:
        table.add_column(column, justify="left" if column == "score" else "right")
    for name, row in scores.iterrows():
        ends = "" if math.isnan(row["low"]) else f"{row['low']:.3f}–{row['high']:.3f}"
        guesses = [_number(row[f"baseline_{who}"]) for who in audit.baselines]
        label = NAMES.get(str(name)) or f"F1 of {str(name).removeprefix('f1_')}"
        table.add_row(label, _number(row["value"]), ends, _number(row["fold_mean"]), *guesses)
    return table


def print_groups(audit: Audit, column: str, console: Console | None = None) -> None:
    """Print the scores of each outlet, topic or language; groups of few rows have none.

    Parameters
    ----------
    audit : Audit
    column : str
        As in ``Audit.by``.
    console : rich.console.Console, optional
    """
    from rich.console import Console
    from rich.table import Table

    names = {"accuracy": "accuracy", "brier": "Brier", "ece": "ECE"}
    scores = {audit.score: NAMES[audit.score], **names}
    table = Table(title=f"by {column}")
    for name in (column, "n", *scores.values(), "95 % interval"):
        table.add_column(name, justify="left" if name == column else "right")
    for group, row in audit.by(column).iterrows():
        known = not math.isnan(row["low"])
        ends = f"{row['low']:.3f}–{row['high']:.3f}" if known else "too few rows"
        table.add_row(str(group), f"{row['n']:,.0f}", *(_number(row[s]) for s in scores), ends)
    table.caption = f"interval of {NAMES[audit.score]}"
    (console or Console()).print(table)


def print_agreement(
    found: Mapping[str, Agreement], title: str, console: Console | None = None
) -> None:
    """Print how far annotators agree, one row a label.

    Parameters
    ----------
    found : mapping
        From ``human_agreement``.
    title : str
        What they labelled.
    console : rich.console.Console, optional
    """
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{title}: Krippendorff's alpha of its annotators")
    for name in ("label", "alpha", "95 % interval", "texts", "annotators", "labels"):
        table.add_column(name, justify="left" if name == "label" else "right")
    for name, one in found.items():
        ends = "" if one.low is None or one.high is None else f"{one.low:.3f}–{one.high:.3f}"
        counts = (f"{n:,}" for n in (one.units, one.annotators, one.labels))
        table.add_row(name, _number(one.alpha), ends, *counts)
    table.caption = "nominal; interval over texts; 1 is perfect agreement, 0 is chance"
    (console or Console()).print(table)


def _number(value: Any) -> str:
    """Three digits; nothing for NaN."""
    return "" if value is None or math.isnan(value) else f"{value:.3f}"


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'s' * (n != 1)}"
