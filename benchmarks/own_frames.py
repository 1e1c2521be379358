"""Frames of one's own: a rater from 10 seed terms and 60 labels beside one from all labels."""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import framing
from framing.coding import sample_for_labelling
from framing.document import Document
from framing.frames.own import OwnFrame
from framing.frames.own_evidence import hits
from framing.frames.own_fit import fit_frame, seed_rater
from framing.frames.own_scores import macro_f1
from framing.models import Rater

TRAIN, TEST = "fold0-train", "fold0-dev"
LABELS, ROUNDS = 60, 2
DRAWS = 20
RESAMPLES, SEED = 2000, 42
BAR = 0.05
# Written from the definitions of the two frames (Liu et al. 2019), not from the headlines, of which
# five of the training part had been seen; never changed after a score was known.
FRAMES = (
    OwnFrame(
        "politics",
        "Politics",
        "Politicians, parties, elections and what they do about guns.",
        {
            "en": (
                "Trump",
                "president (n)",
                "Republican (n)",
                "Democrat (n)",
                "GOP",
                "senator (n)",
                "governor (n)",
                "Congress",
                "election (n)",
                "White House",
            )
        },
    ),
    OwnFrame(
        "mental_health",
        "Mental health",
        "The mental health of those who shoot, and what is done about it.",
        {
            "en": (
                "mental health",
                "mental illness (n)",
                "mentally ill",
                "psychiatr*",
                "psycholog*",
                "depress*",
                "suicid*",
                "therap*",
                "disturbed",
                "schizo*",
            )
        },
    ),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many draws, and where to write the page."""
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--write", type=Path, help="write the page, docs/own_frames_figures.md")


def main(args: argparse.Namespace) -> None:
    """Measure once on the part that nothing was chosen on, and print or write the table."""
    warnings.simplefilter("ignore")
    table = pd.DataFrame([measure(frame, args.draws) for frame in FRAMES])
    print(table.round(3).to_string(index=False))
    for row in table.itertuples():
        verdict = "within" if row.gap <= BAR else "NOT within"
        print(f"{row.frame}: {verdict} {BAR} of the rater with all labels (gap {row.gap:.3f})")
    if args.write:
        args.write.write_text(page(table, args.draws), encoding="utf-8")
        print(f"written: {args.write}")


def labelled(frame: str, split: str) -> tuple[list[Document], np.ndarray]:
    """Headlines of a split, and which have the frame."""
    corpus = list(framing.load_dataset("gvfc", split=split, attribution="rules"))
    return corpus, np.array([frame in document.meta["label"] for document in corpus])


def drawn(frame: OwnFrame, pool: Sequence[Document], truth: np.ndarray, seed: int) -> list[int]:
    """The rows that are labelled: half by the seeds, the others by the rater from these."""
    place = {document.id: row for row, document in enumerate(pool)}
    rows: list[int] = []
    rater = seed_rater(frame, pool, "sentence")
    for number in range(ROUNDS):
        sample = sample_for_labelling(
            pool,
            LABELS // ROUNDS,
            rater,
            seed=seed * ROUNDS + number,
            likely=not number,
            without=[pool[row].id for row in rows],
        )
        rows += [place[name] for name in sample["article"]]
        if number + 1 < ROUNDS:
            rater = _fitted(frame, pool, truth, rows)
    return rows


def _fitted(frame: OwnFrame, pool: Sequence[Document], truth: np.ndarray, rows: list[int]) -> Rater:
    """The rater from some labels; that of the seeds where one kind is too rare among them."""
    if min(truth[rows].sum(), (~truth[rows]).sum()) < 3:
        return seed_rater(frame, pool, "sentence")
    labels = truth[rows].astype(int).tolist()
    return fit_frame(frame, [pool[row] for row in rows], labels, pool, "sentence")


def measure(frame: OwnFrame, draws: int) -> dict[str, object]:
    """Scores of seeds alone, of raters from 60 labels and of one from all, with intervals.

    The interval of the gap resamples headlines and draws together.
    """
    pool, truth = labelled(frame.id, TRAIN)
    test, wanted = labelled(frame.id, TEST)
    every = _given(fit_frame(frame, pool, truth.astype(int).tolist(), (), "sentence"), test)
    small = []
    for seed in range(draws):
        rows = drawn(frame, pool, truth, seed)
        small.append(_given(_fitted(frame, pool, truth, rows), test))
    seeds = hits(frame, test) > 0
    few = [macro_f1(wanted, given) for given in small]
    low, high = _interval(wanted, every, small)
    full = macro_f1(wanted, every)
    return {
        "frame": frame.id,
        "n": len(test),
        "positive": int(wanted.sum()),
        "seeds only": macro_f1(wanted, seeds),
        "60 labels": float(np.mean(few)),
        "sd of draws": float(np.std(few, ddof=1)),
        "all labels": full,
        "all": len(pool),
        "gap": full - float(np.mean(few)),
        "gap_low": low,
        "gap_high": high,
    }


def _given(rater: Rater, test: Sequence[Document]) -> np.ndarray:
    return np.asarray(rater.predict(test), bool)


def _interval(
    wanted: np.ndarray, every: np.ndarray, small: Sequence[np.ndarray]
) -> tuple[float, float]:
    rng = np.random.default_rng(SEED)
    n, gaps = len(wanted), []
    for _ in range(RESAMPLES):
        weights = rng.multinomial(n, np.full(n, 1 / n)).astype(float)
        one = small[int(rng.integers(len(small)))]
        gaps.append(macro_f1(wanted, every, weights) - macro_f1(wanted, one, weights))
    low, high = np.percentile(gaps, [2.5, 97.5])
    return float(low), float(high)


def page(table: pd.DataFrame, draws: int) -> str:
    """The figures, as a page of the documentation."""
    lines = [
        "# Own frames: figures",
        "",
        "Written by `python -m benchmarks own_frames --write docs/own_frames_figures.md`; what is "
        "measured stands in [own_frames.md](own_frames.md).",
        "",
        f"Two frames of the gun violence corpus (GVFC, English headlines): 10 seed terms each, "
        f"written from the definition; {LABELS} labels, half drawn by the seeds and half by the "
        f"rater from these, {draws} times. Tested on `{TEST}`, on which nothing was chosen; "
        f"settings by cross-validation within `{TRAIN}`. Macro F1 over the frame and its absence; "
        "`all labels` is the same kind of rater with every label of the training part.",
        "",
        "| frame | n | with it | seeds only | 60 labels (SD of draws) | all labels (n) | gap |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row['frame']} | {row['n']} | {row['positive']} | {row['seeds only']:.3f} | "
        f"{row['60 labels']:.3f} ({row['sd of draws']:.3f}) | {row['all labels']:.3f} "
        f"({row['all']:,}) | {row['gap']:.3f} [{row['gap_low']:.3f}, {row['gap_high']:.3f}] |"
        for row in table.to_dict("records")
    ]
    lines += [
        "",
        *(f"- `{row['frame']}`: {_verdict(row)}" for row in table.to_dict("records")),
        "",
        "The interval of the gap is a 95 % bootstrap over headlines and draws: with so few "
        "headlines that have the frame it is wide, and says how little one test part can tell.",
    ]
    return "\n".join(lines) + "\n"


def _verdict(row: dict[Any, Any]) -> str:
    within = "within" if row["gap"] <= BAR else "not within"
    better = "better" if row["60 labels"] > row["seeds only"] else "no better"
    return f"60 labels are {within} {BAR} of all labels, and {better} than the seed terms alone."
