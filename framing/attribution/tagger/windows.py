"""A document cut into windows of similar length, which the model reads side by side."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.attribution.view import View

CORE, MARGIN = 128, 24  # tokens; a window sees a margin on both sides of its core


class Window(NamedTuple):
    """Tokens ``first`` up to ``last`` are tagged; those from ``begin`` to ``end`` are seen."""

    begin: int
    first: int
    last: int
    end: int


def windows(view: View) -> list[Window]:
    """Windows whose cores cover a document; they end where a sentence does, if one does."""
    n = len(view.forms)
    cuts = [0]
    edge = 0
    for unit in view.units:
        if unit.last - cuts[-1] > CORE and edge > cuts[-1]:
            cuts.append(edge)
        while unit.last - cuts[-1] > 2 * CORE:  # a sentence without an end
            cuts.append(cuts[-1] + CORE)
        edge = unit.last
    while n - cuts[-1] > 2 * CORE:
        cuts.append(cuts[-1] + CORE)
    cuts.append(n)
    return [
        Window(max(0, a - MARGIN), a, b, min(n, b + MARGIN)) for a, b in pairwise(cuts) if a < b
    ]


def gathered(cut: list[Window]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """For each window and step the token that is seen, and whether there is one.

    Returns
    -------
    tokens : int64 array of shape (windows, longest)
        0 where a window is shorter.
    seen : bool array of the same shape
    """
    lengths = np.array([window.end - window.begin for window in cut])
    steps = np.arange(lengths.max())
    seen = steps < lengths[:, None]
    tokens = np.where(seen, np.array([window.begin for window in cut])[:, None] + steps, 0)
    return tokens, seen


def cores(cut: list[Window]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row and step of every token of the document, in order."""
    rows = np.concatenate([np.full(w.last - w.first, i) for i, w in enumerate(cut)])
    steps = np.concatenate([np.arange(w.first - w.begin, w.last - w.begin) for w in cut])
    return rows, steps
