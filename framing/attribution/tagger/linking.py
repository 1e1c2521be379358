"""Which cue and which source belong to a content: pairs of spans are scored, the best one wins.

A pair is scored by what the network knows of both spans and by how they lie to each other:

    score = v . relu(A x_content + B y_other + near(pair)) ,

and having none by the same with learnt constants instead of the other span.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.attribution.tagger.network import Floats, Weights
from framing.attribution.tagger.tags import Spans
from framing.attribution.view import Range

RELATIONS = ("cue", "source", "same")  # the last: whether two fragments are one content
CANDIDATES = {"cue": 6, "source": 10, "same": 3}
SENTENCES, BETWEEN, GAPS = 9, 9, 17
BUCKETS = np.array([0, 1, 2, 4, 8, 16, 32, 64])
Votes = dict[int | None, float]  # by the number of a span, and for none of them


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


class _Others(NamedTuple):
    """Spans of one kind in the order of the text, and their first tokens."""

    ranges: Sequence[Range]
    edges: NDArray[np.int64]

    @classmethod
    def of(cls, ranges: Sequence[Range]) -> _Others:
        return cls(ranges, np.array([first for first, _ in ranges], np.int64))


def linked(
    weights: Weights, states: Floats, spans: Spans, sentence: NDArray[np.int64]
) -> list[tuple[tuple[Range, ...], Range | None, tuple[Range, ...]]]:
    """Cue, source and content of each attribution, in the order of the contents.

    Two contents with the same cue are one where the network says so; the source is then the
    best one for both.
    """
    heads, sources = _Others.of([cue[0] for cue in spans.cues]), _Others.of(spans.sources)
    found: list[tuple[int | None, Votes, list[Range]]] = []
    groups: dict[tuple[int, bool], int] = {}  # by cue and layer the last one found
    for content, is_nested in spans.contents:
        cue = _best(_votes(weights, "cue", states, content, heads, sentence))
        votes = _votes(weights, "source", states, content, sources, sentence)
        if cue is not None:
            at = groups.get((cue, is_nested))
            if at is not None and _same(weights, states, content, found[at][2][-1], sentence):
                _, earlier, parts = found[at]
                both = {i: vote + votes[i] for i, vote in earlier.items() if i in votes}
                found[at] = (cue, both, [*parts, content])
                continue
            groups[cue, is_nested] = len(found)
        found.append((cue, votes, [content]))
    return [
        (
            spans.cues[cue] if cue is not None else (),
            spans.sources[source] if (source := _best(votes)) is not None else None,
            tuple(parts),
        )
        for cue, votes, parts in found
    ]


def _best(votes: Votes) -> int | None:
    return max(votes, key=lambda i: votes[i])


def _near_all(
    content: Range, others: _Others, chosen: list[int], sentence: NDArray[np.int64]
) -> NDArray[np.int64]:
    rows = [nearness(content, others.ranges[i], sentence, others.edges) for i in chosen]
    return np.array(rows, np.int64).reshape(-1, 3)


def _votes(
    weights: Weights,
    relation: str,
    states: Floats,
    content: Range,
    others: _Others,
    sentence: NDArray[np.int64],
) -> Votes:
    """Scores of having none and of the nearest other spans, by their numbers."""
    chosen = candidates(content, others.ranges, CANDIDATES[relation])
    near = _near_all(content, others, chosen, sentence)
    spans = [others.ranges[i] for i in chosen]
    scores = pair_scores(weights, relation, states, content, spans, near)
    return dict(zip((None, *chosen), scores.tolist(), strict=True))


def _same(
    weights: Weights,
    states: Floats,
    content: Range,
    before: Range,
    sentence: NDArray[np.int64],
) -> bool:
    near = _near_all(content, _Others.of([before]), [0], sentence)
    scores = pair_scores(weights, "same", states, content, [before], near)
    return bool(scores[1] > scores[0])
