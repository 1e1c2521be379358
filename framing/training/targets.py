"""What the model is to learn from an annotated article: tags, spans and their links."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.attribution.tagger.inputs import Indices, features
from framing.attribution.tagger.linking import CANDIDATES, candidates, nearness
from framing.attribution.tagger.tags import (
    BEGIN_TAIL,
    CONTENT,
    CUE,
    LAYERS,
    NESTED,
    SOURCE,
    Tags,
    write,
)
from framing.attribution.tagger.windows import Window, windows
from framing.attribution.view import Draft, Range, View
from framing.document import Document, Span

PUNCTUATION = frozenset(".,;:–—-…")


class Links(NamedTuple):
    """Pairs of spans of one relation, and which is right.

    ``content`` (pairs, 2), ``others`` (pairs, most, 2), ``near`` (pairs, most, 3), ``gold``
    (pairs,): 0 for none, else 1 + the number of the candidate; ``real`` (pairs, most).
    """

    content: NDArray[np.int64]
    others: NDArray[np.int64]
    near: NDArray[np.int64]
    gold: NDArray[np.int64]
    real: NDArray[np.bool_]


class Example(NamedTuple):
    """One article, ready to learn from."""

    indices: Indices
    windows: list[Window]
    tags: Tags
    links: dict[str, Links]


class _Gold(NamedTuple):
    content: list[Range]
    cue: list[Range]
    source: Range | None


def example(document: Document, drafts: list[Draft]) -> Example:
    """An annotated article as arrays; ``drafts`` is what the rules find in it."""
    view = View(document)
    gold = _gold(view)
    tags = np.zeros((len(LAYERS), len(view.forms)), np.int8)
    nested = _nested(gold)
    for one, inside in zip(gold, nested, strict=True):
        write(tags[NESTED if inside else CONTENT], one.content)
        write(tags[CUE], one.cue[:1])
        write(tags[CUE], one.cue[1:], BEGIN_TAIL)
        write(tags[SOURCE], [one.source] if one.source else [])
    return Example(features(view, drafts), windows(view), tags, _links(gold, view.unit_numbers))


def _gold(view: View) -> list[_Gold]:
    rows: list[_Gold] = []
    seen: set[tuple[Range, ...]] = set()
    for attribution in view.document.attributions:
        content = [r for s in attribution.content if (r := _tokens(view, s))]
        if not content or tuple(content) in seen:
            continue
        seen.add(tuple(content))
        cue = [r for s in attribution.cue if (r := _tokens(view, s))]
        source = _tokens(view, attribution.source) if attribution.source else None
        rows.append(_Gold(content, cue, source))
    return rows


def _tokens(view: View, span: Span) -> Range | None:
    """The tokens of a span, without punctuation at its edges; quotation marks stay."""
    first, last = view.document.tokens_of(span)
    while first < last and view.forms[first] in PUNCTUATION:
        first += 1
    while first < last and view.forms[last - 1] in PUNCTUATION:
        last -= 1
    return (first, last) if first < last else None


def _nested(gold: list[_Gold]) -> list[bool]:
    """Which contents lie inside another one."""
    hulls = [(min(a for a, _ in g.content), max(b for _, b in g.content)) for g in gold]
    parts = [part for g in gold for part in g.content]
    return [
        any(a <= low and high <= b and (a, b) != (low, high) for a, b in parts)
        for low, high in hulls
    ]


def _links(gold: list[_Gold], sentence: NDArray[np.int64]) -> dict[str, Links]:
    cues = sorted({g.cue[0] for g in gold if g.cue})
    sources = sorted({g.source for g in gold if g.source})
    pairs: dict[str, list[tuple[Range, list[Range], list[Range], int]]] = {
        "cue": [],
        "source": [],
        "same": [],
    }
    for one in gold:
        for at, part in enumerate(one.content):
            for relation, others, right in (
                ("cue", cues, one.cue[0] if one.cue else None),
                ("source", sources, one.source),
            ):
                chosen = [others[i] for i in candidates(part, others, CANDIDATES[relation])]
                if right is None or right in chosen:
                    number = 1 + chosen.index(right) if right else 0
                    pairs[relation].append((part, chosen, others, number))
            if at:
                pairs["same"].append((part, [one.content[at - 1]], [one.content[at - 1]], 1))
    pairs["same"] += _not_the_same(gold)
    return {relation: _packed(rows, relation, sentence) for relation, rows in pairs.items()}


def _not_the_same(gold: list[_Gold]) -> list[tuple[Range, list[Range], list[Range], int]]:
    """Contents that share a cue and yet are two."""
    out = []
    for before, after in pairwise(gold):
        if before.cue and after.cue and before.cue[0] == after.cue[0]:
            other = before.content[-1]
            out.append((after.content[0], [other], [other], 0))
    return out


def _packed(
    rows: list[tuple[Range, list[Range], list[Range], int]],
    relation: str,
    sentence: NDArray[np.int64],
) -> Links:
    most = CANDIDATES[relation] if relation != "same" else 1
    content = np.array([row[0] for row in rows], np.int64).reshape(-1, 2)
    others = np.zeros((len(rows), most, 2), np.int64)
    others[..., 1] = 1
    near = np.zeros((len(rows), most, 3), np.int64)
    real = np.zeros((len(rows), most), bool)
    for i, (part, chosen, every, _) in enumerate(rows):
        edges = np.array([first for first, _ in every], np.int64)
        for j, other in enumerate(chosen):
            others[i, j] = other
            near[i, j] = nearness(part, other, sentence, edges)
            real[i, j] = True
    return Links(content, others, near, np.array([row[3] for row in rows], np.int64), real)
