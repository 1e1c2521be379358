"""Which cue and which source belong to a content: pairs of spans are scored, the best one wins.

A pair is scored by what the network knows of both spans and by how they lie to each other:

    score = v . relu(A x_content + B y_other + near(pair)) ,

and having none by the same with learnt constants instead of the other span.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from framing.attribution.tagger.network import Floats, Weights
from framing.attribution.tagger.tags import Spans
from framing.attribution.view import Range

RELATIONS = ("cue", "source", "same")  # the last: whether two fragments are one content
CANDIDATES = {"cue": 6, "source": 10, "same": 3}
SENTENCES, BETWEEN, GAPS = 9, 9, 17
BUCKETS = np.array([0, 1, 2, 4, 8, 16, 32, 64])
Pairs = NDArray[np.int64]


def nearness(
    content: Range, other: Range, sentence: NDArray[np.int64], edges: NDArray[np.int64]
) -> tuple[int, int, int]:
    """How another span lies to a content: sentences apart, spans between, tokens apart.

    Parameters
    ----------
    content, other : Range
    sentence : int64 array of shape (n,)
        Number of the sentence of each token.
    edges : int64 array
        First tokens of all spans of the other's kind, in order.
    """
    apart = int(sentence[other[0]] - sentence[content[0]])
    before = other[0] < content[0]
    gap = max(content[0] - other[1], 0) if before else max(other[0] - content[1], 0)
    inside = content[0] <= other[0] and other[1] <= content[1]
    low, high = (other[0], content[0]) if before else (content[0], other[0])
    between = int(edges.searchsorted(high) - edges.searchsorted(low)) - before
    bucket = 0 if inside else 1 + int(BUCKETS.searchsorted(gap, side="right")) - 1
    return (
        int(np.clip(apart, -4, 4)) + 4,
        4 + (-1 if before else 1) * min(max(between, 0), 4),
        8 if inside else (7 - min(bucket, 7) if before else 9 + min(bucket, 7)),
    )


def candidates(content: Range, others: Sequence[Range], most: int) -> list[int]:
    """The nearest other spans, in the order of the text, as which they are given."""
    middle = (content[0] + content[1]) / 2

    def distance(at: int) -> float:
        first, last = others[at]
        if content[0] <= first < content[1]:
            return 0.0
        return min(abs(first - content[0]), abs(last - content[1]), abs(first - middle))

    at = bisect_left(others, content)
    near = range(max(0, at - 2 * most), min(len(others), at + 2 * most))
    return sorted(sorted(near, key=distance)[:most])


def pair_scores(
    weights: Weights,
    relation: str,
    states: Floats,
    content: Range,
    others: Sequence[Range],
    near: NDArray[np.int64],
) -> Floats:
    """Scores of having none, and of each of the other spans; shape (1 + others,)."""
    own = _span_state(states, [content]) @ weights[f"{relation}.content"]
    theirs = _span_state(states, others) @ weights[f"{relation}.other"]
    tables = [weights[f"{relation}.near{i}"][near[:, i]] for i in range(3)]
    pairs = own + np.concatenate((weights[f"{relation}.none"][None], theirs + sum(tables)))
    scores: Floats = np.maximum(pairs, 0) @ weights[f"{relation}.score"]
    return scores


def _span_state(states: Floats, ranges: Sequence[Range]) -> Floats:
    """First and last state of each span; shape (spans, 2 * width)."""
    edges = np.array(ranges, np.int64).reshape(-1, 2)
    return np.concatenate((states[edges[:, 0]], states[edges[:, 1] - 1]), axis=1)


def linked(
    weights: Weights, states: Floats, spans: Spans, sentence: NDArray[np.int64]
) -> list[tuple[tuple[Range, ...], Range | None, tuple[Range, ...]]]:
    """Cue, source and content of each attribution, in the order of the contents."""
    contents = [part for part, _ in spans.contents]
    heads = [cue[0] for cue in spans.cues]
    found: list[tuple[int | None, Floats, list[Range]]] = []
    for at, content in enumerate(contents):
        cue, _ = _best(weights, "cue", states, content, heads, sentence)
        _, voices = _best(weights, "source", states, content, spans.sources, sentence)
        earlier = [
            (i, group)
            for i, group in enumerate(found)
            if group[0] == cue and cue is not None and _alike(spans, at, group[2])
        ]
        if earlier:
            i, group = earlier[-1]
            same = _same(weights, states, content, group[2][-1], sentence)
            if same:
                group[2].append(content)
                found[i] = (cue, group[1] + voices, group[2])
                continue
        found.append((cue, voices, [content]))
    return [
        (
            spans.cues[cue] if cue is not None else (),
            _argmax(voices, spans.sources),
            tuple(parts),
        )
        for cue, voices, parts in found
    ]


def _alike(spans: Spans, at: int, parts: list[Range]) -> bool:
    nested = dict(spans.contents)
    return nested[spans.contents[at][0]] == nested[parts[-1]]


def _argmax(scores: Floats, sources: Sequence[Range]) -> Range | None:
    best = int(scores.argmax())
    return sources[best - 1] if best else None


def _near_all(
    content: Range, others: Sequence[Range], chosen: list[int], sentence: NDArray[np.int64]
) -> NDArray[np.int64]:
    edges = np.array([first for first, _ in others], np.int64)
    rows = [nearness(content, others[i], sentence, edges) for i in chosen]
    return np.array(rows, np.int64).reshape(-1, 3)


def _best(
    weights: Weights,
    relation: str,
    states: Floats,
    content: Range,
    others: Sequence[Range],
    sentence: NDArray[np.int64],
) -> tuple[int | None, Floats]:
    """The best other span, and the scores of none and of all others."""
    scores = np.full(1 + len(others), -1e4, np.float32)
    chosen = candidates(content, others, CANDIDATES[relation])
    near = _near_all(content, others, chosen, sentence)
    picked = pair_scores(weights, relation, states, content, [others[i] for i in chosen], near)
    scores[[0, *(i + 1 for i in chosen)]] = picked
    best = int(scores.argmax())
    return (best - 1 if best else None), scores


def _same(
    weights: Weights,
    states: Floats,
    content: Range,
    before: Range,
    sentence: NDArray[np.int64],
) -> bool:
    near = _near_all(content, [before], [0], sentence)
    scores = pair_scores(weights, "same", states, content, [before], near)
    return bool(scores[1] > scores[0])
