"""What several commands ask for in the same way."""

from __future__ import annotations

import argparse

TIERS = ("auto", "rules", "model")  # those of framing.attribution, which --help does not load


def positive(text: str) -> int:
    """A whole number above 0."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def pair(text: str, option: str) -> tuple[str, str]:
    """The two sides of ``OURS=THEIRS``."""
    ours, equals, theirs = text.partition("=")
    if not equals:
        raise ValueError(f"{option} {text!r}: write it as text=body, the table's name second")
    return ours, theirs
