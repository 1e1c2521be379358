"""Marked direct quotations: how many of those annotators found are found.

An annotated span counts as marked where a quotation mark stands at its start and at its end
(inside the span or right beside it). It counts as found exactly where a quotation begins and
ends with the same words, and as found where the words of the two overlap with F1 >= .5.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable

from benchmarks.corpora import Gold, german_quotes, polnear
from framing.parsing import parse

MARK = re.compile("''|``|[„“”\"»«]")
WORD = re.compile(r"[^\W_]+")
REACH = 2  # characters inside and outside a span where its mark may stand


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which split."""
    parser.add_argument("--split", default="dev", choices=["train", "dev"])


def _words(text: str, start: int, end: int) -> list[int]:
    return [start + match.start() for match in WORD.finditer(text[start:end])]


def _marked(text: str, start: int, end: int) -> bool:
    return bool(
        MARK.search(text[max(0, start - REACH) : start + REACH])
        and MARK.search(text[end - REACH : end + REACH])
    )


def score(golds: Iterable[Gold], language: str) -> tuple[int, float, float]:
    """Number of marked quotations, recall by exact ends and by overlap, in per cent."""
    n = exact = overlapping = 0
    for gold in golds:
        quotes = parse(gold.text, language).quotes.tolist()
        found = [words for a, b in quotes if (words := _words(gold.text, a, b))]
        ends = {(words[0], words[-1]) for words in found}
        for start, end in gold.spans:
            words = _words(gold.text, start, end)
            if not words or not _marked(gold.text, start, end):
                continue
            n += 1
            exact += (words[0], words[-1]) in ends
            overlapping += any(
                2 * len(set(words) & set(other)) >= 0.5 * (len(words) + len(other))
                for other in found
            )
    return n, 100 * exact / n, 100 * overlapping / n


def main(args: argparse.Namespace) -> None:
    """Print the table."""
    print(f"{'corpus':20s}{'n':>6s}{'same ends':>11s}{'overlap':>9s}{'bar':>6s}")
    for name, golds, language, bar in (
        ("polnear", polnear(args.split), "en", 95),
        ("german_quotes", german_quotes(args.split), "de", 92),
    ):
        n, exact, overlap = score(golds, language)
        print(f"{name + ' ' + args.split:20s}{n:6d}{exact:11.1f}{overlap:9.1f}{bar:6d}")
