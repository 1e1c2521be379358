"""``framing analyze``: read articles and say what was found in them."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.cli.options import TIERS, pair

if TYPE_CHECKING:
    from framing.document import Corpus

STDOUT = "-"


def analyze(args: argparse.Namespace) -> None:
    """Read articles and say what was found in them."""
    with warnings.catch_warnings(record=True) as told:
        try:
            _analyze(args)
        finally:  # as sentences, without their place in the code
            for sentence in dict.fromkeys(str(one.message) for one in told):
                print(f"framing: {sentence}", file=sys.stderr)


def _analyze(args: argparse.Namespace) -> None:
    from framing.report.ratings import named

    for target in filter(None, (args.json, args.csv, args.html)):
        if not Path(target).parent.is_dir():  # say so before the work, not after it
            raise ValueError(f"no folder {str(Path(target).parent)!r} to write {target} into")
    raters = named(args.raters)
    corpus = _read(args)
    if args.json:
        from framing.report.export import to_json

        _write(args.json, to_json(corpus, raters))
    if args.csv:
        from framing.report.export import to_csv

        _write(args.csv, to_csv(corpus, raters))
    if args.html:
        from framing.report import write_report

        page = write_report(corpus[0] if len(corpus) == 1 else corpus, args.html, raters)
        print(f"report: {page}", file=sys.stderr)
    if not (args.json or args.csv or args.html):
        from framing.report import print_overview, print_summary

        if len(corpus) == 1:
            print_summary(corpus[0], raters=raters)
        else:
            print_overview(corpus, raters=raters)
    for file, row, problem in corpus.troubles:
        where = file if row is None else f"{file}, row {row}"
        print(f"framing: not read: {where}: {problem}", file=sys.stderr)


def _read(args: argparse.Namespace) -> Corpus:
    from framing.parsing import read

    columns = dict(pair(text, "--column") for text in args.column)
    source: Any = args.files[0] if len(args.files) == 1 else args.files
    return read(
        source,
        language=args.language,
        columns=columns,
        errors=args.errors,
        attribution=args.attribution,
    )


def _write(path: str, content: str) -> None:
    """To a file, or to standard output for ``-``; a half-written file is never left behind."""
    content = content.encode("utf-8", "replace").decode("utf-8")
    if path == STDOUT:
        sys.stdout.write(content)
        return
    target = Path(path)
    part = target.with_name(target.name + ".part")
    part.write_text(content, encoding="utf-8", newline="")
    os.replace(part, target)
    print(f"written: {target}", file=sys.stderr)


def add(commands: Any) -> None:
    """The command and its options."""
    sub = commands.add_parser("analyze", help=analyze.__doc__, description=analyze.__doc__)
    sub.set_defaults(run=analyze)
    sub.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=".txt .md .html .csv .tsv .jsonl .parquet, a folder or pattern of these, or - for "
        "standard input",
    )
    sub.add_argument("--language", metavar="CODE", help="de or en; identified if left out")
    _add_targets(sub)
    sub.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="for tables: which column is what, such as text=body; can be repeated",
    )
    sub.add_argument(
        "--errors",
        choices=["raise", "report"],
        default="raise",
        help="stop at what cannot be read (default), or go on and list it",
    )
    sub.add_argument(
        "--attribution",
        choices=TIERS,
        default="auto",
        help="what finds indirect speech; auto (default) is the model where there is one",
    )
    sub.add_argument(
        "--raters",
        nargs="+",
        metavar="NAME",
        help="what rates the wording, named behind the files (`framing models` lists them), or "
        "none; all for the language if left out",
    )


def _add_targets(sub: argparse.ArgumentParser) -> None:
    for name, what in (("json", "all that was found"), ("csv", "the measures, a row an article")):
        sub.add_argument(
            f"--{name}", nargs="?", const=STDOUT, metavar="PATH", help=f"{what}; - prints it"
        )
    sub.add_argument("--html", metavar="PATH", help="a page to look at")
