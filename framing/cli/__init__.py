"""The command line. Each command reads files, calls public functions, writes files."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

import framing
from framing.cli import (
    actors,
    analyzing,
    datasets,
    evaluating,
    frame,
    models,
    training,
    vectors,
)

COMMANDS = (analyzing, actors, frame, vectors, evaluating, training, datasets, models)
GC_THRESHOLD = 200_000  # lexicons are large and stay: looking through them for garbage is in vain


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="framing", description=framing.__doc__)
    parser.add_argument("--version", action="version", version=f"framing {framing.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser


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
