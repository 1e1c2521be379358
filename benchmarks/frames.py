"""Indicators of frames against labelled articles; makes docs/frames_figures.md.

The words were developed on one half of each corpus (by a hash of the article's name); figures
are for the other half.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.frame_corpora import NARRATIVE, Labels, Measured, Scores, corpora, measured
from benchmarks.frames_page import page
from benchmarks.lexicons import auc
from framing.document import Document
from framing.extract.frame_cues import BATTERIES, cues
from framing.extract.frame_validity import FAILED, FILE, TOO_FEW, VALIDATED

SEED, RESAMPLES = 42, 1000
FEWEST = 10  # articles with a frame, and without it, for a verdict
HALVES = ("report", "develop")
RULES = [(cues, rate) for cues in (1, 2, 3, 4, 5) for rate in (0, 2, 4, 6, 8, 10)]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which half, and where to write the page."""
    parser.add_argument("--half", choices=HALVES, default="report")
    parser.add_argument("--write", type=Path, help="write the page, such as docs/frames_figures.md")
    parser.add_argument("--rules", action="store_true", help="rules of presence, development half")


def drawn(n: int) -> NDArray[np.int64]:
    """Resampled articles: rows of indices, the same for every figure."""
    return np.random.default_rng(SEED).integers(0, n, (RESAMPLES, n))


def ends(values: Sequence[float]) -> tuple[float, float]:
    """A 95 % percentile interval."""
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)


def separation(score: Scores, gold: Labels) -> tuple[float, float, float]:
    """AUC and its interval; nan where all articles or none have the frame."""
    if not 0 < gold.sum() < len(gold):
        return float("nan"), float("nan"), float("nan")
    values = [
        auc(score[rows], gold[rows].astype(int))
        for rows in drawn(len(gold))
        if 0 < gold[rows].sum() < len(rows)
    ]
    return (auc(score, gold.astype(int)), *ends(values))


def f1(said: Labels, gold: Labels) -> float:
    """2 TP / (said + gold); 0 where there is neither."""
    total = said.sum() + gold.sum()
    return float(2 * (said & gold).sum() / total) if total else 0.0


def micro(said: Labels, gold: Labels) -> float:
    """F1 over all decisions."""
    return f1(said, gold)


def macro(said: Labels, gold: Labels) -> float:
    """Mean F1 of the frames."""
    return float(np.mean([f1(said[:, j], gold[:, j]) for j in range(gold.shape[1])]))


def by_frame(one: Measured) -> list[dict[str, Any]]:
    """A row for each frame: how well its score separates, and how well the rule decides."""
    rows = []
    for j, frame in enumerate(one.corpus.labels):
        gold, said = one.gold[:, j], one.present[:, j]
        value, low, high = separation(one.score[:, j], gold)
        n, positives = len(gold), int(gold.sum())
        enough = min(positives, n - positives) >= FEWEST
        rows.append(
            {
                "frame": frame,
                "label": one.corpus.labels[frame],
                "n": n,
                "positives": positives,
                "auc": value,
                "low": low,
                "high": high,
                "author": separation(one.author[:, j], gold)[0],
                "precision": float(gold[said].mean()) if said.any() else float("nan"),
                "recall": float(said[gold].mean()) if positives else float("nan"),
                "f1": f1(said, gold),
                "always": f1(np.ones_like(gold), gold),
                "status": (VALIDATED if low > 0.5 else FAILED) if enough else TOO_FEW,
            }
        )
    return rows


def decisions(one: Measured, developed: Measured) -> dict[str, Any]:
    """Micro and macro F1 of the rule, beside the best answer that is the same for all articles.

    The constant answer is the set of frames, most frequent first, that does best in the
    development half.
    """
    order = developed.gold.sum(0).argsort()[::-1]
    answers = [np.isin(np.arange(len(order)), order[:k]) for k in range(1, len(order) + 1)]
    best = max(answers, key=lambda a: micro(np.tile(a, (len(developed.gold), 1)), developed.gold))
    constant = np.tile(best, (len(one.gold), 1))
    rows = drawn(len(one.gold))
    return {
        "n": len(one.gold),
        "micro": micro(one.present, one.gold),
        "micro_ends": ends([micro(one.present[r], one.gold[r]) for r in rows]),
        "macro": macro(one.present, one.gold),
        "macro_ends": ends([macro(one.present[r], one.gold[r]) for r in rows]),
        "constant_micro": micro(constant, one.gold),
        "constant_macro": macro(constant, one.gold),
    }


def folds(one: Measured, developed: Measured) -> dict[str, Any]:
    """The five given folds of Narrative Frames: what is learnt comes from the other folds.

    Learnt are a threshold per frame, and the mean and spread by which scores are standardised
    to name the dominant frame. All folds but one train; tested are articles of the reported half.
    """
    fold = np.array([document.meta["fold"] for document in one.documents])
    other = np.array([document.meta["fold"] for document in developed.documents])
    said, top = np.zeros_like(one.gold), np.zeros(len(fold), int)
    for k in np.unique(fold):
        score = np.concatenate([one.score[fold != k], developed.score[other != k]])
        gold = np.concatenate([one.gold[fold != k], developed.gold[other != k]])
        limits = [_threshold(score[:, j], gold[:, j]) for j in range(gold.shape[1])]
        said[fold == k] = one.score[fold == k] >= limits
        top[fold == k] = ((one.score[fold == k] - score.mean(0)) / score.std(0)).argmax(1)
    framed = one.gold.any(1)
    right = one.gold[np.arange(len(top)), top][framed]
    rows = drawn(len(one.gold))
    return {
        "macro": macro(said, one.gold),
        "macro_ends": ends([macro(said[r], one.gold[r]) for r in rows]),
        "dominant": float(right.mean()),
        "dominant_ends": ends([right[r].mean() for r in drawn(len(right))]),
        "most_frequent": float(one.gold[framed].mean(0).max()),
        "framed": int(framed.sum()),
    }


def _threshold(score: Scores, gold: Labels) -> float:
    tried = np.quantile(score, np.linspace(0.02, 0.98, 49))
    return float(max(tried, key=lambda limit: f1(score >= limit, gold)))


def rules(developed: Measured) -> None:
    """One rule of presence for all frames: what each does in the development half."""
    name, frames = developed.corpus.battery, list(developed.corpus.labels)
    terms, hits = (np.zeros(developed.gold.shape, int) for _ in range(2))
    for i, found in enumerate(developed.found):
        for j, frame in enumerate(frames):
            own = [cue.term for cue in found if cue.frame == frame]
            terms[i, j], hits[i, j] = len(set(own)), len(own)
    rate = 1000 * hits / np.array([max(1, len(d)) for d in developed.documents])[:, None]
    print(f"{name}, {developed.corpus.title}: micro F1, macro F1, cues, rate")
    for least, limit in RULES:
        said = (terms >= least) & (rate >= limit)
        print(
            f"  {micro(said, developed.gold):.3f} {macro(said, developed.gold):.3f} {least} {limit}"
        )


def speed(documents: Sequence[Document]) -> float:
    """Milliseconds of CPU time for both batteries in 950 words."""
    begun = time.process_time()
    for document in documents:
        for battery in BATTERIES:
            cues(document, battery)
    return 1000 * (time.process_time() - begun) / sum(map(len, documents)) * 950


def main(args: argparse.Namespace) -> None:
    """Print the tables; write the page and what the extractor knows of each frame."""
    pairs = [(measured(c, args.half), measured(c, "develop")) for c in corpora()]
    if args.rules:
        for _, developed in pairs[:4]:
            rules(developed)
        return
    results = []
    for one, developed in pairs:
        result = {"corpus": one.corpus, "frames": by_frame(one), **decisions(one, developed)}
        if one.corpus.dataset == NARRATIVE:
            result["folds"] = folds(one, developed)
        results.append(result)
        print(f"{one.corpus.battery}, {one.corpus.title}: micro {result['micro']:.3f}", end=" ")
        print(f"macro {result['macro']:.3f}, constant {result['constant_micro']:.3f}")
        for row in result["frames"]:
            print(f"  {row['frame']:46s} {row['auc']:.3f} [{row['low']:.3f}, {row['high']:.3f}]")
    print(
        f"both batteries: {speed(pairs[0][0].documents):.2f} ms an article of 950 words (bar 1.2)"
    )
    if args.write:
        args.write.write_text(page(results, args.half), encoding="utf-8")
        FILE.write_text(json.dumps(verdicts(results), indent=1) + "\n", encoding="utf-8")
        print(f"written: {args.write}, {FILE}")


def verdicts(results: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What ``framing.extract.frame_validity`` reads."""
    known: dict[str, Any] = {battery: {} for battery in BATTERIES}
    for result in results:
        corpus = result["corpus"]
        for row in result["frames"] if corpus.decides else ():
            facts = {key: row[key] for key in ("status", "n", "positives")}
            facts |= {key: round(row[key], 4) for key in ("auc", "low", "high")}
            frame = known[corpus.battery].setdefault(row["frame"], {})
            frame[corpus.language] = {**facts, "corpus": corpus.title}
    return known
