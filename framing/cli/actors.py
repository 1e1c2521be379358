"""``framing actors``: who is mentioned in articles, by which words, and in whose voice."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from framing.cli.options import TIERS

STDOUT = "-"
SHOWN = ["article", "actor", "kind", "form", "label", "voice", "text"]
TEXTS = ["article", "outlet", "event", "actor", "naming", "text"]


def actors(args: argparse.Namespace) -> None:
    """List every mention of every actor in articles."""
    if args.csv and args.csv != STDOUT and not Path(args.csv).parent.is_dir():
        raise ValueError(f"no folder {str(Path(args.csv).parent)!r} to write {args.csv} into")
    from framing.actors import read_actors
    from framing.coding.sheets import guarded
    from framing.naming import mentions
    from framing.parsing import read

    known = read_actors(args.known) if args.known else ()
    corpus = read(args.files, language=args.language, attribution=args.attribution)
    table = mentions(corpus, known)
    if not args.csv:
        print(table[SHOWN].to_string(index=False) if len(table) else "no mention of an actor")
        return
    for name in TEXTS:
        table[name] = table[name].map(lambda cell: guarded(cell) if isinstance(cell, str) else cell)
    if args.csv == STDOUT:
        sys.stdout.write(table.to_csv(index=False))
        return
    part = Path(f"{args.csv}.part")
    table.to_csv(part, index=False, encoding="utf-8")
    os.replace(part, args.csv)
    print(f"written: {args.csv}, {len(table)} mentions", file=sys.stderr)


def add(commands: Any) -> None:
    """The command and its options."""
    sub = commands.add_parser("actors", help=actors.__doc__, description=actors.__doc__)
    sub.set_defaults(run=actors)
    sub.add_argument("files", nargs="+", metavar="FILE", help="what `framing analyze` reads")
    sub.add_argument("--known", metavar="LIST", help="actors to look for by name: .toml or .csv")
    sub.add_argument("--language", metavar="CODE", help="de or en; identified if left out")
    sub.add_argument("--attribution", choices=TIERS, default="auto", help="whose voice it is")
    sub.add_argument(
        "--csv", nargs="?", const=STDOUT, metavar="PATH", help="all columns; - prints them"
    )
