"""The command line. Each command reads files, calls public functions, writes files."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import framing

if TYPE_CHECKING:
    from framing.document import Corpus, Document

STDOUT = "-"
TIERS = ("auto", "rules", "model")  # those of framing.attribution, which --help does not load
GC_THRESHOLD = 200_000  # lexicons are large and stay: looking through them for garbage is in vain


def analyze(args: argparse.Namespace) -> None:
    """Read articles and say what was found in them."""
    for target in filter(None, (args.json, args.csv, args.html)):
        if not Path(target).parent.is_dir():  # say so before the work, not after it
            raise ValueError(f"no folder {str(Path(target).parent)!r} to write {target} into")
    corpus = _read(args)
    if args.json:
        from framing.report.export import to_json

        _write(args.json, to_json(corpus))
    if args.csv:
        from framing.report.export import to_csv

        _write(args.csv, to_csv(corpus))
    if args.html:
        from framing.report import write_report

        page = write_report(corpus[0] if len(corpus) == 1 else corpus, args.html)
        print(f"report: {page}", file=sys.stderr)
    if not (args.json or args.csv or args.html):
        from framing.report import print_overview, print_summary

        if len(corpus) == 1:
            print_summary(corpus[0])
        else:
            print_overview(corpus)
    for file, row, problem in corpus.troubles:
        where = file if row is None else f"{file}, row {row}"
        print(f"framing: not read: {where}: {problem}", file=sys.stderr)


def _read(args: argparse.Namespace) -> Corpus:
    from framing.parsing import read

    columns = dict(_pair(text) for text in args.column)
    source: Any = args.files[0] if len(args.files) == 1 else args.files
    return read(
        source,
        language=args.language,
        columns=columns,
        errors=args.errors,
        attribution=args.attribution,
    )


def _pair(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not equals:
        raise ValueError(f"--column {text!r}: write it as text=body, the table's name second")
    return ours, theirs


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


def evaluate(args: argparse.Namespace) -> None:
    """Compare what is found with what people marked."""
    from framing.evaluation import evaluate_attribution, human_ceiling, print_scores

    if args.human:
        scores = human_ceiling(args.data, args.split)
    else:
        scores = evaluate_attribution(args.data, args.split, args.tier, args.limit)
    if args.json:
        import json

        print(json.dumps(scores.flat(), ensure_ascii=False, indent=2))
    else:
        print_scores(scores)


def train(args: argparse.Namespace) -> None:
    """Train the model that finds indirect speech."""
    from framing.cards import card, load_dataset
    from framing.evaluation import marked_as_in, print_scores
    from framing.parsing import read
    from framing.training import Settings, train_attribution

    plain: Sequence[Document] = ()
    if args.vectors_from:
        plain = read(args.vectors_from, errors="report", attribution="rules")
    scores = train_attribution(
        load_dataset(args.data, "train"),
        load_dataset(args.data, "dev"),
        Path(args.out),
        {
            "corpus": {"name": args.data, **card(args.data)},
            "plain": ", ".join(Path(f).name for f in args.vectors_from),
        },
        plain,
        Settings(epochs=args.epochs, seed=args.seed, tokens=args.batch, dropout=args.dropout),
        marked_as_in(args.data),
        say=lambda line: print(f"framing: {line}", file=sys.stderr, flush=True),
    )
    print_scores(scores)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="framing", description=framing.__doc__)
    parser.add_argument("--version", action="version", version=f"framing {framing.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
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
    for name, what in (("json", "all that was found"), ("csv", "the measures, a row an article")):
        sub.add_argument(
            f"--{name}", nargs="?", const=STDOUT, metavar="PATH", help=f"{what}; - prints it"
        )
    sub.add_argument("--html", metavar="PATH", help="a page to look at")
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
    _add_evaluate(commands)
    _add_train(commands)
    return parser


def _add_evaluate(commands: Any) -> None:
    sub = commands.add_parser("evaluate", help=evaluate.__doc__, description=evaluate.__doc__)
    sub.set_defaults(run=evaluate)
    sub.add_argument("what", choices=["attribution"], help="what is evaluated")
    sub.add_argument(
        "--data",
        required=True,
        metavar="NAME",
        help="german_quotes, polnear, or a .jsonl file (docs/attribution_format.md)",
    )
    sub.add_argument("--split", default="dev", help="train, or dev (default); a file has none")
    sub.add_argument("--tier", choices=TIERS, default="auto")
    sub.add_argument("--human", action="store_true", help="compare people with each other instead")
    sub.add_argument("--limit", type=_positive, metavar="N", help="only the first N articles")
    sub.add_argument("--json", action="store_true", help="one flat JSON object")


def _add_train(commands: Any) -> None:
    sub = commands.add_parser("train", help=train.__doc__, description=train.__doc__)
    sub.set_defaults(run=train)
    sub.add_argument("what", choices=["attribution"], help="what is trained")
    sub.add_argument("--data", required=True, metavar="NAME", help="german_quotes or polnear")
    sub.add_argument("--out", required=True, metavar="FOLDER", help="where the model goes")
    sub.add_argument(
        "--vectors-from",
        nargs="+",
        default=[],
        metavar="FILE",
        help="articles without annotations to learn word vectors from",
    )
    sub.add_argument("--epochs", type=_positive, default=12, metavar="N")
    sub.add_argument("--seed", type=int, default=1, metavar="N")
    sub.add_argument("--batch", type=_positive, default=700, metavar="N", help="tokens a step")
    sub.add_argument("--dropout", type=float, default=0.45, metavar="SHARE")


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command; a mistake of the caller's is a sentence on stderr, not a traceback."""
    args = _parser().parse_args(argv)
    gc.set_threshold(GC_THRESHOLD)
    try:
        args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe has gone; nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        sys.exit(130)
    except (ValueError, OSError) as error:
        sys.exit(f"framing: {error}")
