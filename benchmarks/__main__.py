"""``python -m benchmarks NAME``: run one benchmark and print its table."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    datasets,
    encoder,
    lexicons,
    manifest,
    moral,
    quotations,
    raters,
    sentences,
    speed,
)

NAMES: dict[str, Callable[[argparse.Namespace], None]] = {
    "sentences": sentences.main,
    "quotations": quotations.main,
    "lexicons": lexicons.main,
    "speed": speed.main,
    "manifest": manifest.main,
    "datasets": datasets.main,
    "raters": raters.main,
    "encoder": encoder.main,
    "moral": moral.main,
}


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="NAME")
    for name, run in NAMES.items():
        module = sys.modules[run.__module__]
        sub = commands.add_parser(name, help=(module.__doc__ or "").splitlines()[0])
        sub.set_defaults(run=run)
        sub.add_argument("--articles", type=Path, default=None, help="folder with news articles")
        module.arguments(sub)
    args = parser.parse_args()
    if not os.environ.get("FRAMING_MIRROR"):
        sys.exit("benchmarks: set FRAMING_MIRROR to the folder with the corpora")
    if args.articles is None:
        args.articles = Path(os.environ["FRAMING_MIRROR"]).parent / "articles"
    args.run(args)


if __name__ == "__main__":
    main()
