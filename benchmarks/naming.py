"""Actors: how many of their mentions are found and put to the right one; NewsWCL50 beside it.

Mentions of the annotated actors: on the hand-annotated articles and on the marked articles of the
test suite. A found mention is right if its words overlap a marked one (F1 of at least .5) and its
actor is the one that is matched with the marked actor (the one-to-one assignment with most
mentions in common). Mentions of found actors that are matched with nobody do not count.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

import framing
from framing.actors import actors
from framing.document import Document
from framing.language import language_codes

Pairs = list[tuple[int, int]]
PUBLISHED = 0.457  # Hamborg, Zhukova & Gipp (2019), weighted F1 of WCL on NewsWCL50
BAR = 0.7


class Counts(NamedTuple):
    """Mentions: found and right, found, marked."""

    right: int
    found: int
    marked: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(self.found + self.marked, 1)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write the page."""
    parser.add_argument("--write", type=Path, help="write the page: docs/labelling_figures.md")


def overlap(document: Document, one: tuple[int, int], other: tuple[int, int]) -> float:
    """F1 of the words of two spans."""
    a, b = (set(range(*document.tokens_of(span))) for span in (one, other))
    return 2 * len(a & b) / max(len(a) + len(b), 1)


def compared(document: Document, found: Sequence[Pairs], marked: Sequence[Pairs]) -> Counts:
    """Mentions of the annotated actors: those found and put right, those found, those marked."""
    common = np.zeros((len(marked), len(found)), int)
    for row, theirs in enumerate(marked):
        for column, ours in enumerate(found):
            common[row, column] = _matches(document, ours, theirs)
    rows, columns = linear_sum_assignment(common, maximize=True)
    pairs = [(r, c) for r, c in zip(rows, columns, strict=True) if common[r, c]]
    return Counts(
        int(sum(common[r, c] for r, c in pairs)),
        sum(len(found[c]) for _, c in pairs),
        sum(map(len, marked)),
    )


def _matches(document: Document, ours: Pairs, theirs: Pairs) -> int:
    """How many mentions of two actors are the same; each counts once."""
    left = list(ours)
    hits = 0
    for span in theirs:
        best = max(left, key=lambda one: overlap(document, one, span), default=None)
        if best is not None and overlap(document, best, span) >= 0.5:
            left.remove(best)
            hits += 1
    return hits


def of(document: Document) -> list[Pairs]:
    """The mentions of each actor that is found."""
    return [[m.span[:2] for m in one.mentions] for one in actors(document)]


def cases(folder: Path) -> Iterable[tuple[str, Counts]]:
    """The hand-annotated articles."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".gold.json")
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        document = framing.parse(text, gold["lang"])
        marked = [[(m["start"], m["end"]) for m in one["mentions"]] for one in gold["actors"]]
        yield name, compared(document, of(document), marked)


def articles(folder: Path, language: str) -> Iterable[tuple[str, Counts]]:
    """The marked articles of the test suite: written by somebody who had not seen the rules."""
    sys.path.insert(0, str(folder.parent.parent))
    from tests.actors.marked import articles as read

    for article in read(folder / f"articles_{language}.txt"):
        document = framing.parse(article.text, language)
        marked: dict[str, Pairs] = {}
        for mention in article.mentions:
            marked.setdefault(str(mention.actor), []).append((mention.start, mention.end))
        yield f"{language} {article.name}", compared(document, of(document), list(marked.values()))


def joined(counts: Iterable[Counts]) -> Counts:
    """All mentions together."""
    return Counts(*map(sum, zip(*counts, strict=True)))


# NewsWCL50: mentions are given, not found


def wcl50() -> Mapping[str, float]:
    """Weighted F1 of grouping the given mentions of each event by who is meant."""
    corpus = framing.load_dataset("newswcl50", attribution="rules")
    events: dict[str, list[Document]] = {}
    for document in corpus:
        events.setdefault(str(document.meta["event"]), []).append(document)
    ours = [_weighted(event, _threads(event)) for event in events.values()]
    heads = [_weighted(event, [_head(d) for d in event]) for event in events.values()]
    whole = [_weighted(event, [d.text.lower() for d in event]) for event in events.values()]
    sizes = [len(event) for event in events.values()]
    return {
        "framing": float(np.average(ours, weights=sizes)),
        "same last word": float(np.average(heads, weights=sizes)),
        "same words": float(np.average(whole, weights=sizes)),
    }


def _head(document: Document) -> str:
    return document.lower[-1] if document.lower else ""


def _threads(event: Sequence[Document]) -> list[str]:
    """Whom each mention means, when all mentions of an event stand below each other."""
    text = ".\n\n".join(document.text.strip() for document in event)
    document = framing.parse(text, "en", attribution="rules")
    starts = np.cumsum([0, *(len(d.text.strip()) + 3 for d in event)])
    names = [""] * len(event)
    for number, one in enumerate(actors(document)):
        for mention in one.mentions:
            at = int(np.searchsorted(starts, mention.span.start, side="right")) - 1
            names[at] = names[at] or f"actor {number}"
    return [name or _head(d) for name, d in zip(names, event, strict=True)]


def _weighted(event: Sequence[Document], groups: Sequence[str]) -> float:
    """For each concept the F1 of the group that fits it best, weighted by its mentions."""
    meant = [str(document.meta["label"]) for document in event]
    sizes, of_group = Counter(meant), Counter(groups)
    both = Counter(zip(meant, groups, strict=True))
    best = {
        concept: max(
            2 * both[concept, group] / (size + of_group[group])
            for group in {g for c, g in both if c == concept}
        )
        for concept, size in sizes.items()
    }
    return float(sum(best[concept] * size for concept, size in sizes.items()) / len(event))


def page(found: Mapping[str, list[tuple[str, Counts]]], ours: Mapping[str, float], n: int) -> str:
    """The figures as a page."""
    lines = [
        "# Actors and their names: the figures",
        "",
        "Written by `python -m benchmarks naming --write docs/labelling_figures.md` with framing "
        f"{framing.__version__}. What is measured: [labelling](labelling.md).",
        "",
        "## Mentions of the annotated actors",
        "",
        "| articles | mentions marked | found | right | precision | recall | F1 |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for group, rows in found.items():
        for name, one in [*rows, (f"**{group}, all**", joined(c for _, c in rows))]:
            lines.append(
                f"| {name} | {one.marked} | {one.found} | {one.right} | "
                f"{one.right / max(one.found, 1):.2f} | {one.right / max(one.marked, 1):.2f} | "
                f"{one.f1:.2f} |"
            )
    lines += [
        "",
        "The hand-annotated cases had been seen by those who wrote the rules: acceptance cases, no "
        "estimate. The marked articles are invented, and were written and marked by somebody who "
        "had not seen the rules. Possessive, reflexive and relative pronouns are not marked there.",
        "",
        "## NewsWCL50",
        "",
        f"{n:,} coded mentions of 10 events in 5 outlets. The articles are not in the corpus, so "
        "the mentions are given, without their sentences, and only the grouping is scored: for "
        "each coded concept of an event the F1 of the group that fits it best, weighted by its "
        "mentions. The published figure is for finding and grouping at once, with the articles at "
        "hand; the two cannot be ranked against each other.",
        "",
        "| grouping | weighted F1 |",
        "|---|--:|",
        *(f"| {name} | {value:.3f} |" for name, value in ours.items()),
        f"| published (Hamborg et al. 2019), finding and grouping | {PUBLISHED} |",
    ]
    return "\n".join(lines) + "\n"


def main(args: argparse.Namespace) -> None:
    """Print or write the page."""
    shared, here = Path(os.environ["FRAMING_MIRROR"]).parent, Path(__file__).parent.parent
    found = {"hand-annotated cases": list(cases(shared / "cases"))}
    for language in language_codes():
        rows = list(articles(here / "tests" / "actors", language))
        found[f"marked articles, {language}"] = rows
    n = len(framing.load_dataset("newswcl50", attribution="rules"))
    text = page(found, wcl50(), n)
    if args.write:
        args.write.write_text(text, encoding="utf-8")
    print(text)
