"""``framing datasets``: which labelled corpora there are; ``add`` makes a card for one's own."""

from __future__ import annotations

import argparse
from typing import Any

from framing.cli.options import pair

SHOWN = ("task", "languages", "licence", "here")


def datasets(args: argparse.Namespace) -> None:
    """List the labelled corpora, or add one's own."""
    from rich.console import Console
    from rich.table import Table

    from framing.cards import list_datasets

    found = list_datasets()
    if args.json:
        print(found.to_json(orient="index", force_ascii=False, indent=2))
        return
    table = Table(title=f"{len(found)} datasets", title_justify="left")
    for name in ("dataset", *SHOWN):
        table.add_column(name, overflow="fold", no_wrap=name == "dataset")
    for dataset, row in found.iterrows():
        cells = [str(row[column]) for column in SHOWN[:-1]]
        table.add_row(str(dataset), *cells, "yes" if row["here"] else "no")
    Console().print(table)


def add_own(args: argparse.Namespace) -> None:
    """Make a card for a labelled file of one's own, and check the file."""
    from framing.cards import add_dataset, describe

    card = add_dataset(
        args.file,
        args.name,
        text=args.text,
        label=args.label,
        columns=dict(pair(text, "--column") for text in args.column),
        languages=args.language,
        licence=args.licence,
        folder=args.folder,
        label_separator=args.label_separator,
        left_out=args.leave_out,
        separator=args.separator,
        quoting=not args.no_quoting,
        replace=args.replace,
    )
    print(describe(card))


def add(commands: Any) -> None:
    """The command and its options."""
    sub = commands.add_parser("datasets", help=datasets.__doc__, description=datasets.__doc__)
    sub.set_defaults(run=datasets)
    sub.add_argument("--json", action="store_true", help="as JSON")
    own = sub.add_subparsers(metavar="add").add_parser(
        "add",
        help=add_own.__doc__,
        description=add_own.__doc__,
        epilog="example: framing datasets add coded.csv --name mine --text body --label biased",
    )
    own.set_defaults(run=add_own)
    own.add_argument("file", metavar="FILE", help=".csv .tsv .jsonl .parquet")
    own.add_argument("--name", required=True, help="what the dataset is called")
    own.add_argument("--text", metavar="COLUMN", help="where the texts stand")
    own.add_argument("--label", metavar="COLUMN", help="where the labels stand")
    own.add_argument(
        "--column", action="append", default=[], metavar="OURS=THEIRS", help="as outlet=source"
    )
    own.add_argument("--language", action="append", default=[], metavar="CODE", help="de, en")
    own.add_argument("--licence", default="not stated")
    own.add_argument("--label-separator", metavar="TEXT", help="between labels in one cell")
    own.add_argument(
        "--leave-out", action="append", default=[], metavar="LABEL", help="no label of the task"
    )
    own.add_argument("--separator", metavar="TEXT", help="between columns")
    own.add_argument("--no-quoting", action="store_true", help="quotation marks are text")
    own.add_argument("--folder", help="where the card goes; $FRAMING_PATH by default")
    own.add_argument("--replace", action="store_true", help="an older card of that name goes")
