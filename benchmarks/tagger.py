"""Parts of speech against treebanks that were not trained on: accuracy and speed."""

from __future__ import annotations

import argparse
import platform
import time
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

import framing
from benchmarks.corpora import mirror
from framing.document import Document
from framing.parsing import parse
from framing.tagging import TAGS, tag

if TYPE_CHECKING:
    from framing.training.tagger_data import Sentence

TREEBANKS = (
    ("UD_German-GSD dev", "UD_German-GSD/*/*-dev.conllu", "de", 94.0),
    ("UD_English-GUM dev", "UD_English-GUM/*/*-dev.conllu", "en", 94.0),
)
NEWS = {"de": "de_covid.parquet", "en": "en_allsides.parquet"}
SPEED_BAR = 120_000
ARTICLES, ROUNDS = 60, 3
Tags = NDArray[np.int64]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write the page."""
    parser.add_argument("--write", type=Path, help="write the page: docs/tagging_figures.md")


class Row(NamedTuple):
    """The figures of a treebank; shares are per cent."""

    name: str
    tokens: int
    upos: float
    half: float
    bar: float
    words: float
    own: float
    speed: float
    mistakes: list[str]
    by_tag: list[tuple[float, int]]


def treebank(pattern: str, words: bool = False) -> list[Sentence]:
    """The sentences of a treebank of the mirror."""
    from framing.training.tagger_data import (
        read_treebank,
    )  # it needs torch, other benchmarks do not

    (path,) = mirror().glob(f"UniversalDependencies/{pattern}")
    return read_treebank(path, words)


def laid_out(sentences: Sequence[Sentence], language: str) -> Document:
    """A document that has exactly the tokens and sentences of a treebank."""
    tokens, spans = [], []
    pieces: list[str] = []
    size = 0
    for one in sentences:
        begin = size + bool(size)
        for at, (form, spaced) in enumerate(zip(one.forms, one.spaced, strict=True)):
            pieces.append(" " if (spaced or not at) and size else "")
            size += len(pieces[-1])
            tokens.append((size, size + len(form)))
            pieces.append(form)
            size += len(form)
        spans.append((begin, size))
    text = "".join(pieces)
    offsets = np.array(tokens, np.int32)
    words = np.ones(len(offsets), bool)
    none = np.empty((0, 2), np.int32)
    return Document(text, language, offsets, words, np.array(spans, np.int32), none)


def gold_tags(sentences: Sequence[Sentence]) -> Tags:
    """The annotated tags of all tokens."""
    return np.array([number for one in sentences for number in one.tags])


def accuracy(sentences: Sequence[Sentence], language: str) -> float:
    """Per cent of the treebank's own tokens with the right tag."""
    return 100 * float((tag(laid_out(sentences, language)) == gold_tags(sentences)).mean())


def accuracy_on_own_tokens(sentences: Sequence[Sentence], language: str) -> float:
    """Per cent of the treebank's tokens that have the right tag by the project's own tokens.

    A token that the project cuts otherwise has the tag of the token in which it begins.
    """
    gold = laid_out(sentences, language)
    ours = parse(gold.text, language, attribution="rules")
    tags, starts = tag(ours), ours.starts
    right = 0
    numbers = gold_tags(sentences).tolist()
    for start, number in zip(gold.starts, numbers, strict=True):
        at = bisect_left(starts, start + 1) - 1
        right += at >= 0 and int(tags[at]) == number
    return 100 * right / len(numbers)


def confusions(gold: Tags, found: Tags, n: int = 8) -> list[str]:
    """The most frequent mistakes, as ``gold>found`` with their number."""
    pairs, times = np.unique((gold * len(TAGS) + found)[gold != found], return_counts=True)
    return [
        f"{TAGS[pairs[i] // len(TAGS)]}>{TAGS[pairs[i] % len(TAGS)]} {times[i]}"
        for i in np.argsort(-times, kind="stable")[:n]
    ]


def f1(gold: Tags, found: Tags, number: int) -> float:
    """F1 of one tag in per cent."""
    right = ((gold == number) & (found == number)).sum()
    return 200 * float(right) / max(int((gold == number).sum() + (found == number).sum()), 1)


def speed(articles: Path, language: str) -> float:
    """Tokens a second on one core, on news that is already parsed; the best of a few rounds."""
    import pyarrow.parquet as pq

    texts = pq.read_table(articles / NEWS[language], columns=["text"])["text"].to_pylist()
    documents = [parse(text, language, attribution="rules") for text in texts[:ARTICLES] if text]
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for document in documents:
            tag(document)
        seconds.append(time.perf_counter() - start)
    return sum(len(document.tokens) for document in documents) / min(seconds)


def half_interval(per_cent: float, n: int) -> float:
    """Half of the 95 % interval of a share, in points."""
    share = per_cent / 100
    return float(100 * 1.96 * np.sqrt(share * (1 - share) / n))


def measure(name: str, pattern: str, language: str, bar: float, articles: Path) -> Row:
    """All figures of a treebank."""
    sentences = treebank(pattern)
    gold = gold_tags(sentences)
    found = tag(laid_out(sentences, language)).astype(int)
    share = 100 * float((gold == found).mean())
    return Row(
        name=name,
        tokens=len(gold),
        upos=share,
        half=half_interval(share, len(gold)),
        bar=bar,
        words=accuracy(treebank(pattern, words=True), language),
        own=accuracy_on_own_tokens(sentences, language),
        speed=speed(articles, language),
        mistakes=confusions(gold, found),
        by_tag=[(f1(gold, found, at), int((gold == at).sum())) for at in range(len(TAGS))],
    )


def page(rows: Sequence[Row]) -> str:
    """The page with the figures."""
    lines = [
        "# Parts of speech: figures",
        "",
        "Generated by `python -m benchmarks tagger --write docs/tagging_figures.md` with framing "
        f"{framing.__version__}, Python {platform.python_version()}, numpy {np.__version__}. "
        "[What is measured](tagging.md).",
        "",
        "UPOS: share of right tags in per cent on the treebank's tokens, with half of the 95 % "
        "interval (binomial). As words: contractions divided. Own tokens: the project finds "
        "sentences and tokens itself. Neither treebank part was trained on or used to choose "
        "settings; GUM dev is taken whole, with the genres that were not trained on.",
        "",
        "| treebank | tokens | UPOS | bar | as words | own tokens | tokens/s a core | bar |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {row.name} | {row.tokens:,} | {row.upos:.2f} ± {row.half:.2f} | {row.bar:.0f} | "
        f"{row.words:.2f} | {row.own:.2f} | {row.speed:,.0f} | {SPEED_BAR:,} |"
        for row in rows
    ]
    lines += ["", "## The most frequent mistakes (annotated > found)", ""]
    lines += [f"- {row.name}: {', '.join(row.mistakes)}" for row in rows]
    lines += ["", "## F1 of each tag in per cent (tokens)", ""]
    lines += [f"| tag | {' | '.join(row.name for row in rows)} |", "|---|" + "--:|" * len(rows)]
    for at, name in enumerate(TAGS):
        cells = [f"{score:.1f} ({n:,})" for score, n in (row.by_tag[at] for row in rows)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def main(args: argparse.Namespace) -> None:
    """Print the table; write the page if asked to."""
    rows = [measure(*treebank, args.articles) for treebank in TREEBANKS]
    head = f"{'treebank':20s}{'tokens':>8s}{'UPOS':>7s}{'+-':>6s}{'bar':>6s}"
    print(f"{head}{'words':>7s}{'own tokens':>12s}{'tokens/s':>11s}{'bar':>9s}")
    for row in rows:
        print(
            f"{row.name:20s}{row.tokens:8d}{row.upos:7.2f}{row.half:6.2f}{row.bar:6.1f}"
            f"{row.words:7.2f}{row.own:12.2f}{row.speed:11,.0f}{SPEED_BAR:9,d}"
        )
        print(f"  mistakes: {'  '.join(row.mistakes)}")
    if args.write:
        args.write.write_text(page(rows), encoding="utf-8")
        print(f"written: {args.write}")
