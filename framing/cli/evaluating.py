"""``framing evaluate``: how often attributions and ratings are right."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from framing.cli.options import TIERS, positive

if TYPE_CHECKING:
    from framing.audit import Audit

ATTRIBUTION = "attribution"
OF_ATTRIBUTION = ("data", "limit")  # options that a rater has no use for
OF_RATERS = ("protocol", "by", "transfer", "curve")


def evaluate(args: argparse.Namespace) -> None:
    """Compare what is found or rated with what people marked."""
    attribution = args.what == ATTRIBUTION
    for name in OF_RATERS if attribution else OF_ATTRIBUTION:
        if getattr(args, name):
            known = OF_ATTRIBUTION if attribution else OF_RATERS
            there = ", ".join(f"--{one}" for one in known)
            raise ValueError(f"--{name} is not for {args.what!r}; there is: {there}")
    if attribution:
        _attribution(args)
    else:
        _rater(args)


def _attribution(args: argparse.Namespace) -> None:
    from framing.evaluation import evaluate_attribution, human_ceiling, print_scores

    if not args.data:
        raise ValueError("evaluate attribution needs --data: german_quotes, polnear or a file")
    if args.human:
        scores = human_ceiling(args.data, args.split)
    else:
        scores = evaluate_attribution(args.data, args.split, args.tier, args.limit)
    if args.json:
        _print_json(scores.flat())
    else:
        print_scores(scores)


def _rater(args: argparse.Namespace) -> None:
    import warnings

    from framing.audit import AuditWarning, print_audit, print_groups, recipe_named, result_of

    recipe = recipe_named(args.what)
    if args.human:
        _agreement(recipe.dataset, args)
        return
    if args.curve:
        _curve(recipe, args)
        return
    with warnings.catch_warnings():  # the notes are printed with the scores
        warnings.simplefilter("ignore", AuditWarning)
        found = _audit(recipe, args)
    if args.json:
        result = result_of(recipe, found)
        _print_json({**result, "command": command(args)})
        return
    print_audit(found)
    for column in args.by:
        print_groups(found, column)


def _audit(recipe: Any, args: argparse.Namespace) -> Audit:
    from framing.audit import audit_recipe, transfer, whole_corpus
    from framing.models import Rater

    if not args.transfer:
        return audit_recipe(recipe, args.protocol or recipe.protocols[0], seed=args.seed)
    source = whole_corpus(recipe.dataset, recipe.train)
    return transfer(lambda: Rater(recipe), source, whole_corpus(args.transfer))


def command(args: argparse.Namespace) -> str:
    """The command line that gives the same result."""
    given = [name for name in ("protocol", "transfer") if getattr(args, name)]
    parts = ["framing evaluate", args.what]
    parts += [f"--{name} {getattr(args, name)}" for name in given]
    if args.seed != SEED:
        parts.append(f"--seed {args.seed}")
    return " ".join(parts)


def _curve(recipe: Any, args: argparse.Namespace) -> None:
    from framing.audit import learning_curve, whole_corpus
    from framing.models import Rater

    corpus = whole_corpus(recipe.dataset, recipe.train)
    protocol = args.protocol or ("article" if recipe.group == "article" else "folds")
    curve = learning_curve(lambda: Rater(recipe), corpus, protocol, seed=args.seed)
    if args.json:
        _print_json(curve.reset_index().to_dict("records"))
    else:
        print(curve.round(3).to_string())


def _agreement(dataset: str, args: argparse.Namespace) -> None:
    from framing.audit import human_agreement
    from framing.audit.show import print_agreement

    found = human_agreement(dataset)
    if args.json:
        _print_json({name: one.flat() for name, one in found.items()})
    else:
        print_agreement(found, dataset)


def _print_json(value: Any) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


SEED = 42


def add(commands: Any) -> None:
    """The command and its options."""
    sub = commands.add_parser(
        "evaluate",
        help=evaluate.__doc__,
        description=evaluate.__doc__,
        epilog="example: framing evaluate bias-en --protocol outlet",
    )
    sub.set_defaults(run=evaluate)
    sub.add_argument("what", metavar="WHAT", help="attribution, or a rater, such as bias-en")
    sub.add_argument("--json", action="store_true", help="one flat JSON object")
    sub.add_argument("--seed", type=int, default=SEED, metavar="N", help="of random folds")
    sub.add_argument("--human", action="store_true", help="compare people with each other")
    raters = sub.add_argument_group("raters")
    raters.add_argument(
        "--protocol",
        metavar="NAME",
        help="folds, article, outlet, topic, given, paper, edition-2024 ...; by default the "
        "published one",
    )
    raters.add_argument(
        "--by", action="append", default=[], metavar="COLUMN", help="scores by outlet, topic ..."
    )
    raters.add_argument("--transfer", metavar="DATASET", help="train as usual, test on another")
    raters.add_argument("--curve", action="store_true", help="scores by size of the training part")
    speech = sub.add_argument_group("attribution")
    speech.add_argument(
        "--data",
        metavar="NAME",
        help="german_quotes, polnear, or a .jsonl file (docs/attribution_format.md)",
    )
    speech.add_argument("--split", default="dev", help="train, or dev (default); a file has none")
    speech.add_argument("--tier", choices=TIERS, default="auto")
    speech.add_argument("--limit", type=positive, metavar="N", help="only the first N articles")
