"""``framing train``: models from labelled corpora."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.cli import tagger
from framing.cli.options import positive

if TYPE_CHECKING:
    from framing.document import Document

ATTRIBUTION, VECTORS, TAGGER = "attribution", "vectors", "tagger"
ATTRIBUTION_EPOCHS, VECTOR_EPOCHS = 12, 5


def train(args: argparse.Namespace) -> None:
    """Train a rater, the model that finds indirect speech, word vectors, or the tagger."""
    if args.what == ATTRIBUTION:
        _attribution(args)
        return
    if args.what == VECTORS:
        _vectors(args)
        return
    if args.what == TAGGER:
        tagger.train(args, _say)
        return
    import warnings

    from framing.audit import AuditWarning, recipe_named, train_rater

    recipe = recipe_named(args.what)
    with warnings.catch_warnings():  # they are on the card
        warnings.simplefilter("ignore", AuditWarning)
        train_rater(recipe, Path(args.out), _say, args.protocol, args.encoder)
    _say(f"written: {args.out}")


def _attribution(args: argparse.Namespace) -> None:
    from framing.cards import card, load_dataset
    from framing.evaluation import marked_as_in, print_scores
    from framing.parsing import read
    from framing.training import Settings, train_attribution

    if not args.data:
        raise ValueError("train attribution needs --data: german_quotes or polnear")
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
        Settings(
            epochs=args.epochs or ATTRIBUTION_EPOCHS,
            seed=args.seed,
            tokens=args.batch,
            dropout=args.dropout,
        ),
        marked_as_in(args.data),
        say=_say,
    )
    print_scores(scores)


def _vectors(args: argparse.Namespace) -> None:
    from framing.training.word_vectors import train_vectors_from

    if not args.language or not args.vectors_from:
        raise ValueError("train vectors needs --language and --vectors-from, the articles")
    epochs = args.epochs or VECTOR_EPOCHS
    train_vectors_from(args.vectors_from, args.language, args.out, epochs, args.seed, _say)


def _say(line: str) -> None:
    print(f"framing: {line}", file=sys.stderr, flush=True)


def add(commands: Any) -> None:
    """The command and its options."""
    sub = commands.add_parser(
        "train",
        help=train.__doc__,
        description=train.__doc__,
        epilog="example: framing train bias-en --out models/bias-en",
    )
    sub.set_defaults(run=train)
    sub.add_argument(
        "what", metavar="WHAT", help="a rater, a dataset (babe), attribution, vectors or tagger"
    )
    sub.add_argument("--out", required=True, metavar="FOLDER", help="where the model goes")
    raters = sub.add_argument_group("raters")
    raters.add_argument(
        "--protocol", action="append", default=[], metavar="NAME", help="how it is audited"
    )
    raters.add_argument(
        "--encoder",
        default="",
        metavar="NAME",
        help="fine-tune an encoder of Hugging Face, a name or a folder, instead of a linear model",
    )
    speech = sub.add_argument_group("attribution, vectors and tagger")
    speech.add_argument("--language", metavar="CODE", help="of the articles")
    speech.add_argument("--data", metavar="NAME", help="german_quotes or polnear")
    speech.add_argument(
        "--vectors-from",
        nargs="+",
        default=[],
        metavar="FILE",
        help="articles without annotations to learn word vectors from",
    )
    speech.add_argument("--epochs", type=positive, metavar="N", help="passes over the data")
    speech.add_argument("--seed", type=int, default=1, metavar="N")
    speech.add_argument("--batch", type=positive, default=700, metavar="N", help="tokens a step")
    speech.add_argument("--dropout", type=float, default=0.45, metavar="SHARE")
    tagger.add(sub)
