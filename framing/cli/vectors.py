"""``framing vectors``: word vectors of one's own, and which words are used alike."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from framing.cli.options import positive


def train(args: argparse.Namespace) -> None:
    """Learn word vectors from articles of one language."""
    from framing.training.word_vectors import train_vectors_from

    train_vectors_from(args.corpus, args.language, args.out, args.epochs, args.seed, _say)


def near(args: argparse.Namespace) -> None:
    """Print the words of a corpus that are used like a word."""
    from framing.parsing import Problem, stream
    from framing.vectors import near as nearest_words

    problems: list[Problem] = []
    documents = stream(args.corpus, language=args.language, problems=problems, attribution="rules")
    for one in nearest_words(args.word, documents, args.vectors or args.language, args.top):
        print(f"{one.cosine:6.3f}  {one.times:6d}  {one.word}")
    for problem in problems:
        _say(f"not read: {problem.file}, row {problem.row}: {problem.problem}")


def _say(line: str) -> None:
    print(f"framing: {line}", file=sys.stderr, flush=True)


def add(commands: Any) -> None:
    """The command and its two parts."""
    about = "Word vectors: learn one's own, or see which words are used alike."
    parts = commands.add_parser("vectors", help=about, description=about).add_subparsers(
        required=True, metavar="train | near"
    )
    learn = parts.add_parser(
        "train",
        help=train.__doc__,
        description=train.__doc__,
        epilog="example: framing vectors train news/*.csv --language de --out my_vectors",
    )
    learn.set_defaults(run=train)
    learn.add_argument("corpus", nargs="+", metavar="CORPUS", help="what `framing analyze` reads")
    learn.add_argument("--language", required=True, metavar="CODE", help="of the articles")
    learn.add_argument("--out", required=True, metavar="FOLDER", help="where the vectors go")
    learn.add_argument("--epochs", type=positive, default=5, metavar="N")
    learn.add_argument("--seed", type=int, default=1, metavar="N")
    look = parts.add_parser("near", help=near.__doc__, description=near.__doc__)
    look.set_defaults(run=near)
    look.add_argument("word", metavar="WORD")
    look.add_argument(
        "--in", required=True, nargs="+", dest="corpus", metavar="CORPUS", help="articles"
    )
    look.add_argument("--language", required=True, metavar="CODE", help="of the articles")
    look.add_argument("--vectors", metavar="FOLDER", help="one's own; else those of the language")
    look.add_argument("--top", type=positive, default=20, metavar="N")
