"""Speed on one core against the floor ``re.findall(r"\\w+", text)``, memory, and growth.

CPU time of this process, best of several rounds. The floor holds nothing between articles,
and neither does what is measured against it.
"""

from __future__ import annotations

import argparse
import re
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

import framing

FILES = (("en_allsides.parquet", "en", 2000), ("de_covid.parquet", "de", None))
ROUNDS = 3
BAR = 8.0
SIZES = (50_000, 500_000, 5_000_000)
FLOOR = re.compile(r"\w+")


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def cpu(work: Callable[[], None], rounds: int = ROUNDS) -> float:
    """Seconds of CPU time, best of several rounds."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def steps(texts: Sequence[str]) -> dict[str, Callable[[], None]]:
    """What is timed."""
    loaded = framing.LoadedWords()

    def floor() -> None:
        for text in texts:
            FLOOR.findall(text)

    def parse() -> None:
        for text in texts:
            framing.parse(text)

    def parse_and_find() -> None:
        for text in texts:
            loaded.find(framing.parse(text))

    return {"floor": floor, "parse": parse, "parse + LoadedWords": parse_and_find}


def articles(path: Path, language: str, n: int | None) -> None:
    """Print the rows of one file."""
    texts = pd.read_parquet(path, columns=["text"])["text"].head(n or 10**9).tolist()
    characters = sum(map(len, texts))
    tokens = sum(len(framing.parse(text, language).tokens) for text in texts)
    print(f"\n{path.name}: {len(texts):,} articles, {characters / 1e6:.1f} M characters")
    print(f"  {'':22s}{'articles/s':>12s}{'tokens/s':>12s}{'MB/s':>8s}{'x floor':>9s}")
    base = 0.0
    for name, work in steps(texts).items():
        seconds = cpu(work)
        base = base or seconds
        print(
            f"  {name:22s}{len(texts) / seconds:12,.0f}{tokens / seconds:12,.0f}"
            f"{characters / 1e6 / seconds:8.2f}{seconds / base:9.2f}"
        )


def growth(path: Path) -> None:
    """Print the time for one article that gets longer and longer."""
    text = "\n\n".join(pd.read_parquet(path, columns=["text"])["text"].head(1200))
    print("\none article, CPU seconds by length (linear: the last column stays)")
    print(f"  {'characters':>12s}{'seconds':>9s}{'microseconds a character':>26s}")
    for size in SIZES:
        piece = text[:size]
        seconds = cpu(
            lambda piece=piece: framing.LoadedWords().find(framing.parse(piece)) and None, 1
        )  # type: ignore[misc]
        print(f"  {len(piece):12,d}{seconds:9.2f}{1e6 * seconds / len(piece):26.3f}")


def memory(path: Path) -> None:
    """Print the peak memory while a file is streamed, after a quarter and after all of it."""
    loaded, peaks = framing.LoadedWords(), []
    total = len(pd.read_parquet(path, columns=["language"]))
    for number, document in enumerate(framing.stream(path), 1):
        loaded.row(document)
        if number in (total // 4, total // 2, total):
            peaks.append((number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    print(f"\npeak memory while streaming {path.name}, MB")
    for number, peak in peaks:
        print(f"  after {number:6,d} articles {peak:8.0f}")


def main(args: argparse.Namespace) -> None:
    """Print all tables."""
    print(f"bar: parse + LoadedWords at most {BAR:g} x floor, one core, CPU time")
    for name, language, n in FILES:
        articles(args.articles / name, language, n)
    growth(args.articles / FILES[0][0])
    memory(args.articles / FILES[0][0])
