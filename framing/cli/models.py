"""``framing models``: the raters at hand, with licence and known error."""

from __future__ import annotations

import argparse
from typing import Any


def models(args: argparse.Namespace) -> None:
    """List the trained raters at hand."""
    from rich.console import Console
    from rich.table import Table

    from framing.models import known_error, list_raters, load_rater

    table = Table(title="raters", title_justify="left")
    for name in ("rater", "rates", "languages", "learnt from", "licence of weights", "held out"):
        table.add_column(name, overflow="fold", no_wrap=name in ("rater", "learnt from"))
    for name in list_raters():
        rater = load_rater(name)
        data = rater.facts["data"]
        table.add_row(
            name,
            rater.recipe.unit,
            ", ".join(rater.recipe.languages),
            data["dataset"],
            data["weights_licence"],
            known_error(rater),
        )
    Console().print(table)


def add(commands: Any) -> None:
    """The command and its options."""
    sub = commands.add_parser("models", help=models.__doc__, description=models.__doc__)
    sub.set_defaults(run=models)
