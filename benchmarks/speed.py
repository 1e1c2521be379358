"""Speed on one core against the floor ``re.findall(r"\\w+", text)``, memory, and growth.

CPU time of this process, best of several rounds. The floor holds nothing between articles,
and neither does what is measured against it.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pandas as pd

import framing

FILES = (("en_allsides.parquet", "en", 2000), ("de_covid.parquet", "de", 2000))
ROUNDS = 2
BAR = 8.0
EVERY = 2000  # articles
KEYS = ("VmRSS", "VmHWM")
SIZES = (50_000, 500_000, 5_000_000)
MEASURED = "rules + LoadedWords"
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

    def parse(tier: str) -> None:
        for text in texts:
            framing.parse(text, attribution=tier)

    def parse_and_find() -> None:
        for text in texts:
            loaded.find(framing.parse(text, attribution="rules"))

    return {
        "floor": floor,
        "parse, rules": partial(parse, "rules"),
        "parse, model": partial(parse, "model"),
        MEASURED: parse_and_find,
    }


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
        seconds = cpu(steps([text[:size]])[MEASURED], 1)
        print(f"  {size:12,d}{seconds:9.2f}{1e6 * seconds / size:26.3f}")


def memory(path: Path) -> None:
    """Print how much memory a process of its own holds while it streams a file twice.

    This process has read the texts before, so that its own peak would say nothing. What is
    remembered of word forms grows at first, up to a limit; the second time shows what is left.
    """
    print(f"\nmemory of a fresh process streaming {path.name} twice, MB (needs Linux)")
    print(f"  {'articles':>10s}{'held':>8s}{'peak':>8s}", flush=True)
    child = [sys.executable, "-c", f"from benchmarks.speed import stream; stream({str(path)!r})"]
    subprocess.run(child, check=True)


def stream(path: str) -> None:
    """Measure every article of a file, twice, and print the memory held on the way."""
    loaded, number = framing.LoadedWords(), 0
    for _ in range(2):
        for document in framing.stream(path):
            loaded.find(document)
            number += 1
            if number % EVERY == 0:
                status = Path("/proc/self/status").read_text(encoding="ascii")
                held, peak = (int(re.findall(rf"{key}:\s+(\d+)", status)[0]) / 1024 for key in KEYS)
                print(f"  {number:10,d}{held:8.0f}{peak:8.0f}", flush=True)


def main(args: argparse.Namespace) -> None:
    """Print all tables."""
    print(f"bar: {MEASURED} at most {BAR:g} x floor, one core, CPU time")
    for name, language, n in FILES:
        articles(args.articles / name, language, n)
    growth(args.articles / FILES[0][0])
    memory(args.articles / FILES[0][0])
