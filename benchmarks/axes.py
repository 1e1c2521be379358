"""Semantic axes: how well each separates text that people labelled. Writes docs/axes_figures.md.

Sentences and articles are those of training splits. The axes were chosen without them. An axis
is on by default if its bias in the author's voice separates at least one label in each language:
an AUC of 0.6 or more (0.4 or less) whose interval, adjusted for the number of tests (Bonferroni),
excludes 0.5.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import rankdata

import framing
from framing.document import Document
from framing.extract.axes import Axes
from framing.extract.axis_words import DEFAULT, known_axes
from framing.language import PACKS

RESAMPLES = 1000
SEED = 42
FEWEST = 30  # texts with, and without, a label
USEFUL = 0.6  # an AUC that far from 0.5 or further is worth a look; less is a trace
Asked = Callable[[Document], int | None]
HALF = 0.5


def labelled(name: str, value: Any) -> Asked:
    """1 where ``meta[name]`` is, or holds, a value; else 0."""

    def asked(document: Document) -> int | None:
        found = document.meta.get(name)
        held = found if isinstance(found, tuple | list | set | frozenset) else (found,)
        return int(value in held)

    return asked


def polarity(document: Document) -> int | None:
    """1 for a positive, 0 for a negative sentence; None for a neutral one."""
    return {"positive": 1, "negative": 0}.get(str(document.meta["label"]).lower())


def auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """Probability that a labelled text scores higher than another, ties counting half."""
    positive = labels == 1
    n, m = positive.sum(), (~positive).sum()
    ranks = rankdata(scores)
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))


def interval(
    scores: np.ndarray, labels: np.ndarray, groups: np.ndarray, tests: int
) -> tuple[float, float, float, float]:
    """Normal intervals of an AUC, 95 % and adjusted for a number of tests.

    The standard error is that of the AUC over resampled groups: percentiles far out in the
    tails would need many more resamples.
    """
    from scipy.stats import norm

    rng = np.random.default_rng(SEED)
    members = list(pd.Series(np.arange(len(labels))).groupby(groups).indices.values())
    values = []
    for _ in range(RESAMPLES):
        rows = np.concatenate([members[i] for i in rng.integers(0, len(members), len(members))])
        if 0 < labels[rows].sum() < len(rows):
            values.append(auc(scores[rows], labels[rows]))
    centre, error = auc(scores, labels), float(np.std(values))
    one, all_of_them = norm.ppf(0.975), norm.ppf(1 - 0.025 / tests)
    return (
        centre - one * error,
        centre + one * error,
        centre - all_of_them * error,
        centre + all_of_them * error,
    )


def questions() -> Iterable[tuple[str, str, Sequence[Document], Asked]]:
    """What is asked of the axes: data, label, texts, and which of them bear the label."""
    yield "NewsMTSC train", "positive, not negative", _read("newsmtsc", "train"), polarity
    yield "BABE", "biased wording", _read("babe", "all"), labelled("label", 1)
    yield "CheckThat! en train", "subjective", _read("checkthat-en", "train"), labelled("label", 1)
    yield "CheckThat! de train", "subjective", _read("checkthat-de", "train"), labelled("label", 1)
    for title, name, splits in (
        ("GVFC", "gvfc", ("fold0-train", "de")),
        ("SemEval 2023 frames", "semeval2023-frames", ("train-de", "train-en")),
    ):
        documents = [document for split in splits for document in _read(name, split)]
        for language in ("de", "en"):
            mine = [document for document in documents if document.language == language]
            for label in sorted({label for document in mine for label in _labels(document)}):
                yield f"{title} {language}", label, mine, labelled("label", label)


def _read(name: str, split: str) -> Sequence[Document]:
    return list(framing.load_dataset(name, split, attribution="rules"))


def _labels(document: Document) -> Sequence[str]:
    label = document.meta["label"]
    return [label] if isinstance(label, str) else list(label)


def separation() -> pd.DataFrame:
    """AUC of the author's bias and intensity on every axis, for every question."""
    asked = list(questions())
    tests = len(known_axes()) * len(asked)
    extractor, rows = Axes(known_axes()), []
    measured: dict[int, pd.DataFrame] = {}
    for data, label, documents, ask in asked:
        if id(documents) not in measured:
            measured[id(documents)] = pd.DataFrame([extractor.row(d) for d in documents])
        answers = [ask(document) for document in documents]
        keep = np.array([i for i, answer in enumerate(answers) if answer is not None])
        labels = np.array([answers[i] for i in keep])
        if min(labels.sum(), len(labels) - labels.sum()) < FEWEST:
            continue
        groups = np.array([_group(documents[i], i) for i in keep])
        table = measured[id(documents)].iloc[keep]
        for axis in known_axes():
            for measure in ("bias", "intensity"):
                column = table[f"axes__author_{axis}_{measure}"]
                scores = column.fillna(column.mean()).to_numpy()
                low, high, outer_low, outer_high = interval(scores, labels, groups, tests)
                rows.append(
                    {
                        "language": documents[0].language,
                        "data": data,
                        "label": label,
                        "axis": axis,
                        "measure": measure,
                        "n": len(labels),
                        "base": labels.mean(),
                        "AUC": auc(scores, labels),
                        "low": low,
                        "high": high,
                        "separates": not outer_low <= HALF <= outer_high,
                    }
                )
    return pd.DataFrame(rows)


def _group(document: Document, number: int) -> str:
    meta = document.meta
    return str(meta.get("event") or meta.get("article") or document.id or number)


def chosen(table: pd.DataFrame) -> list[str]:
    """The axes that are on by default: see the head of this module."""
    bias = table[(table["measure"] == "bias") & table["separates"]]
    useful = bias[(bias["AUC"] - HALF).abs() >= USEFUL - HALF]
    languages = set(table["language"])
    return [
        axis
        for axis in known_axes()
        if set(useful.loc[useful["axis"] == axis, "language"]) == languages
    ]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write the page; the list of default axes is written with it."""
    parser.add_argument("--write", type=Path, help="write the page, docs/axes_figures.md")


def main(args: argparse.Namespace) -> None:
    """Print the tables; write the page and the default axes if asked to."""
    table = separation()
    bias = table[table["measure"] == "bias"]
    print(bias.pivot_table(index=["data", "label"], columns="axis", values="AUC").round(3))
    print("default:", ", ".join(chosen(table)) or "none")
    if args.write:
        args.write.write_text(page(table), encoding="utf-8")
        content = json.dumps({"default": chosen(table)}) + "\n"
        (PACKS / DEFAULT).write_text(content, encoding="utf-8")
        print(f"written: {args.write}, {PACKS / DEFAULT}")


def page(table: pd.DataFrame) -> str:
    """``docs/axes_figures.md``."""
    default = chosen(table)
    parts = [
        "# How well semantic axes separate labelled text",
        "",
        "Generated by `python -m benchmarks axes --write docs/axes_figures.md` with framing "
        f"{framing.__version__}, Python {platform.python_version()}. Do not edit.",
        "",
        "*AUC* is the probability that a text with the label has a higher value on the axis than "
        "one without (for NewsMTSC: a positive sentence than a negative one), author's voice; 0.5 "
        "is what chance gives, and what any constant gives. Below 0.5 the label goes with the "
        "other pole. Intervals are 95 %, "
        f"normal, with the standard error over {RESAMPLES:,} resampled articles or events (seed "
        f"{SEED}). **Bold**: the interval adjusted for all tests of the page (Bonferroni) excludes "
        "0.5. Texts without a counted word of the author get the mean. Labels with fewer than "
        f"{FEWEST} texts are left out. Vectors and axes of the language packs; the word pairs were "
        "chosen without these data.",
        "",
        "On by default are axes whose bias has an adjusted interval without 0.5 and an AUC of "
        f"{USEFUL} or more (or {1 - USEFUL:.1f} or less) for some label in every language: "
        f"{', '.join(default) or 'none'}. Separating a topic label (a frame, an issue) shows that "
        "an axis follows what texts are about, not that it measures how outlets judge.",
        "",
        "`Axes()` gives these axes, or all of them if there is none; `features()` takes the "
        "family only when asked.",
    ]
    for measure in ("bias", "intensity"):
        parts += ["", f"## {measure.capitalize()}", ""]
        parts += _rows(table[table["measure"] == measure])
    return "\n".join(parts + _verdicts(table)) + "\n"


def _rows(table: pd.DataFrame) -> list[str]:
    axes = known_axes()
    out = ["| data | label | n | with label | " + " | ".join(axes) + " |"]
    out.append("|---|---" + "|---:" * (2 + len(axes)) + "|")
    for (data, label), some in table.groupby(["data", "label"], sort=False):
        of: Mapping[Any, Any] = {row.axis: row for row in some.itertuples()}
        first = some.iloc[0]
        cells = [_cell(of[axis]) for axis in axes]
        head = f"| {data} | {label} | {first['n']:,} | {first['base']:.2f} | "
        out.append(head + " | ".join(cells) + " |")
    return out


def _cell(row: Any) -> str:
    mark = "**" if row.separates else ""
    return f"{mark}{row.AUC:.3f}{mark} [{row.low:.3f}, {row.high:.3f}]"


def _verdicts(table: pd.DataFrame) -> list[str]:
    bias = table[table["measure"] == "bias"]
    out = ["", "## Axis by axis", ""]
    for axis in known_axes():
        mine = bias[bias["axis"] == axis]
        found = [f"{row.data}: {row.label}" for row in mine.itertuples() if row.separates]
        best = mine.iloc[(mine["AUC"] - HALF).abs().argmax()]
        told = f"separates {len(found)} of {len(mine)} labels" if found else "separates nothing"
        out.append(
            f"- `{axis}` {told}; furthest from 0.5: {best['AUC']:.3f} ({best['data']}, "
            f"{best['label']})."
        )
    return out
