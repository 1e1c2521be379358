"""Lines and paragraphs of a text, as offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from framing.segment.characters import NEWLINE, SPACE, Characters

WRAPPED = range(45, 121)  # characters of a line in hard-wrapped text
OPEN_END = re.compile(r"[\w,;\-–—(]$")


def lines(text: str, characters: Characters | None = None) -> list[tuple[int, int]]:
    """Lines that hold more than white space, without the white space around them.

    Parameters
    ----------
    text : str
        The text.
    characters : Characters, optional
        Those of the text, if they are known.

    Examples
    --------
    >>> lines(" Title \\n\\n  Body.")
    [(1, 6), (11, 16)]
    """
    kinds = (characters or Characters.of(text)).kinds
    breaks = (kinds & NEWLINE).nonzero()[0]  # among them one before and one behind the text
    starts, ends = breaks[:-1], breaks[1:] - 1
    filled = starts < ends
    starts, ends = starts[filled], ends[filled]
    found = list(zip(starts.tolist(), ends.tolist(), strict=True))
    padded = ((kinds[starts + 1] | kinds[ends]) & SPACE).nonzero()[0]
    if not len(padded):
        return found
    for i in padded.tolist():
        start, end = found[i]
        line = text[start:end].rstrip()
        found[i] = end - len(line.lstrip()) - (end - start - len(line)), start + len(line)
    return [(start, end) for start, end in found if start < end]


def paragraphs(text: str, kept: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines joined to paragraphs.

    In text from the web a line is a paragraph. In hard-wrapped text, where most lines of a
    block are about equally long and break off in mid-sentence, only a blank line ends one.

    Parameters
    ----------
    text : str
        The text.
    kept : sequence of pairs of int
        Its lines, those of boilerplate left out.

    Examples
    --------
    >>> text = "One line.\\nAnother line."
    >>> paragraphs(text, lines(text))
    [(0, 9), (10, 23)]
    """
    close = [b[0] - a[1] < 40 and text.count("\n", a[1], b[0]) == 1 for a, b in pairwise(kept)]
    wrapped = [
        follows and (end - start) in WRAPPED and OPEN_END.search(text, end - 1, end) is not None
        for (start, end), follows in zip(kept, close, strict=False)
    ]
    if sum(wrapped) < 3 or sum(wrapped) < 0.5 * sum(close):
        return list(kept)
    joined: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(kept):
        if i and close[i - 1] and (kept[i - 1][1] - kept[i - 1][0]) in WRAPPED:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
