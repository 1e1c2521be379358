"""Lines and paragraphs of a text, as offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
WRAPPED = range(45, 121)  # characters of a line in hard-wrapped text
OPEN_END = re.compile(r"[\w,;\-–—(]$")


def lines(text: str) -> list[tuple[int, int]]:
    """Lines that hold more than white space, without the white space around them.

    Examples
    --------
    >>> lines(" Title \\n\\n  Body.")
    [(1, 6), (11, 16)]
    """
    found = []
    for match in LINE.finditer(text):
        start, end = match.span()
        line = match.group()
        if line[0].isspace() or line[-1].isspace():
            start += len(line) - len(line.lstrip())
            end -= len(line) - len(line.rstrip())
        if start < end:
            found.append((start, end))
    return found


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
