"""Loaded words: entries, hits in news, and how well their rate separates labelled sentences.

The lexicons were developed on one half of the labelled sentences (split by a hash of the
article, or of the sentence where no article is known); figures are for the other half unless
``--half`` says otherwise.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import rankdata

import framing
from framing.document import Corpus
from framing.language import codebook, language_codes, load_language, load_lexicon

HALVES = ("report", "develop", "both")
RESAMPLES = 1000
SEED = 42
BAR = 0.68
SETS = {
    "en": (
        ("BABE", "babe", ("all",)),
        ("CheckThat! en train+dev", "checkthat-en", ("train", "dev")),
    ),
    "de": (("CheckThat! de train+dev", "checkthat-de", ("train", "dev")),),
}
NEWS = {"en": "en_allsides.parquet", "de": "de_covid.parquet"}
NEWS_ARTICLES = 2000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which half, and where to write the page."""
    parser.add_argument("--half", choices=HALVES, default="report")
    parser.add_argument("--write", type=Path, help="write the page, such as docs/lexicons.md")


def labelled(name: str, splits: Sequence[str], half: str) -> tuple[Corpus, np.ndarray, np.ndarray]:
    """Sentences of one half, their labels and their groups (articles)."""
    documents = [d for split in splits for d in framing.load_dataset(name, split)]
    groups = [str(d.meta.get("url") or d.text) for d in documents]
    bits = [hashlib.sha256(group.encode()).digest()[0] & 1 for group in groups]
    wanted = {"develop": (0,), "report": (1,), "both": (0, 1)}[half]
    keep = [i for i, bit in enumerate(bits) if bit in wanted]
    labels = np.array([documents[i].meta["label"] for i in keep])
    return Corpus(tuple(documents[i] for i in keep)), labels, np.array([groups[i] for i in keep])


def auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """Probability that a labelled sentence scores higher than another, ties counting half."""
    positive = labels == 1
    n, m = positive.sum(), (~positive).sum()
    ranks = rankdata(scores)
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))


def interval(scores: np.ndarray, labels: np.ndarray, groups: np.ndarray) -> tuple[float, float]:
    """95 % percentile interval of the AUC over resampled groups."""
    rng = np.random.default_rng(SEED)
    members = list(pd.Series(np.arange(len(labels))).groupby(groups).indices.values())
    values = []
    for _ in range(RESAMPLES):
        drawn = rng.integers(0, len(members), len(members))
        rows = np.concatenate([members[i] for i in drawn])
        if 0 < labels[rows].sum() < len(rows):
            values.append(auc(scores[rows], labels[rows]))
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def separation(half: str) -> pd.DataFrame:
    """AUC of the author-voice rate, for all categories together and for each."""
    rows = []
    for language, sets in SETS.items():
        for title, name, splits in sets:
            corpus, labels, groups = labelled(name, splits, half)
            table = framing.LoadedWords().transform(corpus)
            for category in ("all", *codebook()["loaded"]):
                scores = table[f"loaded__author_{category}"].to_numpy()
                low, high = interval(scores, labels, groups)
                rows.append(
                    {
                        "language": language,
                        "data": title,
                        "category": category,
                        "n": len(labels),
                        "AUC": auc(scores, labels),
                        "low": low,
                        "high": high,
                    }
                )
    return pd.DataFrame(rows)


def news_rates(articles: Path) -> pd.DataFrame:
    """Entries, and hits per 1,000 words in news, per category and language."""
    rows = []
    for language in language_codes():
        path = articles / NEWS[language]
        texts = pd.read_parquet(path, columns=["text"])["text"].head(NEWS_ARTICLES)
        entries = Counter(e.category for e in load_lexicon("loaded", language).entries)
        del entries["exception"]
        hits: Counter[str] = Counter()
        words: Counter[str] = Counter()
        for text in texts:
            doc = framing.parse(text, language)
            words.update(doc.n_words)
            hits.update(span.label for span in framing.LoadedWords().find(doc))
        for category in ("all", *codebook()["loaded"]):
            rates = {voice: 1000 * _total(hits, voice, category) / words[voice] for voice in words}
            n = entries.total() if category == "all" else entries[category]
            rows.append({"language": language, "category": category, "entries": n, **rates})
    return pd.DataFrame(rows)


def _total(hits: Mapping[str, int], voice: str, category: str) -> int:
    if category != "all":
        return hits[f"{voice}_{category}"]
    return sum(n for label, n in hits.items() if label.startswith(voice))


def main(args: argparse.Namespace) -> None:
    """Print the tables; write the page if asked to."""
    table = separation(args.half)
    total = table[table["category"] == "all"].set_index("data")
    print(f"AUC of loaded__author_all, {args.half} half, 95 % bootstrap interval (bar {BAR})")
    for data, row in total.iterrows():
        print(
            f"  {data:26s} n={row['n']:5d}  {row['AUC']:.3f}  [{row['low']:.3f}, {row['high']:.3f}]"
        )
    if args.write:
        rates = news_rates(args.articles)
        args.write.write_text(page(table, rates, args.half), encoding="utf-8")
        print(f"written: {args.write}")


def page(table: pd.DataFrame, rates: pd.DataFrame, half: str) -> str:
    """``docs/lexicons.md``."""
    parts = [
        "# The loaded-word lexicons",
        "",
        f"Generated by `python -m benchmarks lexicons --half {half} --write docs/lexicons.md` with "
        f"framing {framing.__version__}, Python {platform.python_version()}. Do not edit.",
        "",
        "The entries were written for this project (CC0). They were developed on one half of the "
        f"labelled sentences; the figures below are for the {half} half. *AUC* is the probability "
        "that a sentence that coders called biased (BABE) or subjective (CheckThat!) has a higher "
        "author-voice rate than one they did not; 0.5 is chance. Intervals are 95 % bootstrap "
        f"intervals over articles ({RESAMPLES} resamples, seed {SEED}). A category can be useful "
        "for reading an article and still separate these sentences poorly: most sentences hold "
        "no word of any one category.",
        "",
        "What the rates cannot see: irony, context, what is left out, words that nobody listed.",
    ]
    for language in language_codes():
        parts += ["", f"## {load_language(language).name}", ""]
        parts += _language_table(language, table, rates)
    return "\n".join(parts) + "\n"


def _language_table(language: str, table: pd.DataFrame, rates: pd.DataFrame) -> list[str]:
    sets = [title for title, _, _ in SETS[language]]
    mine = table[table["language"] == language].set_index(["data", "category"])
    n = {title: int(mine.loc[(title, "all"), "n"]) for title in sets}
    head = ["category", "entries", "author, per 1,000 words", "source, per 1,000 words"]
    head += [f"AUC {title} (n = {n[title]:,})" for title in sets]
    out = [
        f"Hits in the first {NEWS_ARTICLES:,} articles of `{NEWS[language]}`.",
        "",
        "| " + " | ".join(head) + " |",
        "|---" + "|---:" * (len(head) - 1) + "|",
    ]
    for row in rates[rates["language"] == language].itertuples():
        cells = [row.category, f"{row.entries:,}", f"{row.author:.2f}", f"{row.source:.2f}"]
        for title in sets:
            one = mine.loc[(title, row.category)]
            cells.append(f"{one['AUC']:.3f} [{one['low']:.3f}, {one['high']:.3f}]")
        out.append("| " + " | ".join(cells) + " |")
    return out
