"""Speed of every family of measures on one core, article by article, on the rules tier."""

from __future__ import annotations

import argparse
import gc
import time
from collections import defaultdict
from pathlib import Path

import pandas as pd

import framing
from framing.extract import EXTRACTORS

NEWS = {"en": "en_allsides.parquet", "de": "de_covid.parquet"}
STORY = ("frames", "labelling", "agency", "axes")
WARM = 50
SEED = 1
BAR = 150  # articles a second
GC_THRESHOLD = 200_000  # as the command line has it


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many articles."""
    parser.add_argument("--sample", type=int, default=200, help="articles of each language")
    parser.add_argument("--write", type=Path, help="write the page, such as docs/speed_figures.md")


def milliseconds(path: Path, language: str, sample: int) -> tuple[dict[str, float], float]:
    """Milliseconds an article for parsing and each family, and words an article."""
    texts = pd.read_parquet(path)["text"].sample(WARM + sample, random_state=SEED).tolist()
    extractors = {name: kind() for name, kind in EXTRACTORS.items()}
    spent: defaultdict[str, float] = defaultdict(float)
    words = 0
    for number, text in enumerate(texts):
        if number == WARM:
            spent.clear()
            words = 0
        begin = time.perf_counter()
        document = framing.parse(text, language, attribution="rules")
        spent["parse"] += time.perf_counter() - begin
        words += len(document)
        for name, extractor in extractors.items():
            begin = time.perf_counter()
            extractor.row(document)
            spent[name] += time.perf_counter() - begin
    return {name: seconds / sample * 1000 for name, seconds in spent.items()}, words / sample


def main(args: argparse.Namespace) -> None:
    """Print or write the table."""
    gc.set_threshold(GC_THRESHOLD)
    found = {
        language: milliseconds(args.articles / file, language, args.sample)
        for language, file in NEWS.items()
    }
    names = ["parse", *EXTRACTORS]
    lines = [
        "# Speed of the measures",
        "",
        "Written by `python -m benchmarks story --write docs/speed_figures.md`: one core, rules "
        f"tier, {args.sample} articles of each language, one article after another.",
        "",
        "| what | " + " | ".join(f"ms an article, {code}" for code in found) + " |",
        "|---|" + "--:|" * len(found),
        *(
            f"| {name} | " + " | ".join(f"{spent[name]:.2f}" for spent, _ in found.values()) + " |"
            for name in names
        ),
    ]
    for label, families in (
        (f"{', '.join(STORY)} together", STORY),
        ("parsing and all families", names),
    ):
        sums = [sum(spent[name] for name in families) for spent, _ in found.values()]
        cells = " | ".join(f"{one:.1f} ({1000 / one:.0f} articles/s)" for one in sums)
        lines.append(f"| **{label}** | {cells} |")
    lengths = ", ".join(f"{code}: {words:.0f}" for code, (_, words) in found.items())
    lines += ["", f"Words an article: {lengths}. Asked for: {BAR} articles a second."]
    text = "\n".join(lines) + "\n"
    if args.write:
        args.write.write_text(text, encoding="utf-8")
    print(text)
