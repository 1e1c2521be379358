"""Moral words: do two published lists give the same answer on the same articles?

The lists are the user's own copies, in the folder ``lexicons`` beside the mirror or in --lists.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import bootstrap, spearmanr

import framing
from framing.document import VOICES
from framing.extract.moral import MoralLanguage
from framing.extract.moral_lists import CATEGORIES

LISTS = {"eMFD": "emfd_en.csv", "MFD 2.0": "mfd2_en.csv"}
ARTICLES = 1000
RESAMPLES = 1000
SEED = 42
NEWS = "en_allsides.parquet"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the lists are, and where to write the page."""
    parser.add_argument("--lists", type=Path, help="folder with emfd_en.csv and mfd2_en.csv")
    parser.add_argument("--write", type=Path, help="write the page, such as docs/moral_figures.md")


def measured(path: Path, corpus: framing.Corpus) -> pd.DataFrame:
    """Rates of the ten categories in whole articles: both voices together."""
    table = MoralLanguage(path).transform(corpus)
    words = {v: np.array([d.n_words[v] for d in corpus], float) for v in VOICES}
    whole = sum(words.values())
    return pd.DataFrame(
        {
            category: sum(
                table[f"moral__{voice}_{category}"].to_numpy() * words[voice] for voice in VOICES
            )
            / whole
            for category in CATEGORIES
        }
    )


def agreement(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Rank correlation of two lists over articles, with a 95 % bootstrap interval."""
    rows = []
    for category in CATEGORIES:
        pair = (first[category].to_numpy(), second[category].to_numpy())
        found = bootstrap(
            pair, lambda x, y: spearmanr(x, y).statistic, paired=True, vectorized=False,
            n_resamples=RESAMPLES, method="percentile", rng=np.random.default_rng(SEED),
        )  # fmt: skip
        rows.append(
            {
                "category": category.replace("_", ", "),
                "rho": float(spearmanr(*pair).statistic),
                "low": float(found.confidence_interval.low),
                "high": float(found.confidence_interval.high),
                "first": float(pair[0].mean()),
                "second": float(pair[1].mean()),
            }
        )
    return pd.DataFrame(rows)


def page(table: pd.DataFrame, n: int) -> str:
    """The figures as a page."""
    one, two = LISTS
    lines = [
        "# Moral words: two lists on the same articles",
        "",
        "Written by `python -m benchmarks moral --write docs/moral_figures.md`.",
        f"{n:,} English news articles of 20 outlets (`{NEWS}`, drawn with seed {SEED}), both "
        "voices together. ρ: Spearman's rank correlation over articles of the rates by "
        f"{one} and by {two}, with a 95 % interval ({RESAMPLES:,} resamples of articles). Rates "
        f"are per 1,000 words, {one} weighted by its probabilities.",
        "",
        f"| category | ρ | 95 % | rate by {one} | rate by {two} |",
        "|---|---|---|---|---|",
        *(
            f"| {r.category} | {r.rho:.2f} | {r.low:.2f} to {r.high:.2f} | {r.first:.1f} | "
            f"{r.second:.1f} |"
            for r in table.itertuples()
        ),
        "",
        f"Two lists that measure the same would correlate near 1. The median here is "
        f"{table['rho'].median():.2f}.",
    ]
    return "\n".join(lines) + "\n"


def main(args: argparse.Namespace) -> None:
    """Print or write the page."""
    folder = args.lists or Path(os.environ["FRAMING_MIRROR"]).parent / "lexicons"
    news = pd.read_parquet(args.articles / NEWS).sample(ARTICLES, random_state=SEED)
    corpus = framing.Corpus(
        tuple(framing.parse(text, "en", attribution="rules") for text in news["text"])
    )
    corpus = framing.Corpus(tuple(d for d in corpus if len(d)))
    first, second = (measured(folder / name, corpus) for name in LISTS.values())
    text = page(agreement(first, second), len(corpus))
    if args.write:
        args.write.write_text(text, encoding="utf-8")
    print(text)
