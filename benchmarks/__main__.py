"""``python -m benchmarks NAME``: run one benchmark and print its table."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    agency,
    axes,
    datasets,
    encoder,
    frames,
    lexicons,
    manifest,
    moral,
    naming,
    own_frames,
    quotations,
    raters,
    sentences,
    speed,
    story,
    tagger,
)

NAMES: dict[str, Callable[[argparse.Namespace], None]] = {
    "agency": agency.main,
    "axes": axes.main,
    "datasets": datasets.main,
    "encoder": encoder.main,
    "frames": frames.main,
    "lexicons": lexicons.main,
    "manifest": manifest.main,
    "moral": moral.main,
    "naming": naming.main,
    "own_frames": own_frames.main,
    "quotations": quotations.main,
    "raters": raters.main,
    "sentences": sentences.main,
    "speed": speed.main,
    "story": story.main,
    "tagger": tagger.main,
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
