"""What the cells of a table look like, to tell its rows from lines of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

SHORT_CELL = 40
SHORT_WORDS = 3
MANY = 20


def shape_of(cell: str) -> str:
    """``a17`` and ``b203`` look alike: letters and digits, whichever and how many.

    A cell that is long or has several lines has no shape.

    Examples
    --------
    >>> shape_of("a17"), shape_of("2031-05-04"), shape_of("The mayor resigned on Monday.")
    ('a9', '9-9-9', '')
    """
    if len(cell) > SHORT_CELL or len(cell.split()) > SHORT_WORDS or "\n" in cell.strip():
        return ""
    return re.sub(r"\d+", "9", re.sub(r"[^\W\d_]+", "a", cell.strip()))


class Shapes:
    """The shapes that were seen in each column; a column of texts has none to tell."""

    def __init__(self, width: int) -> None:
        self.rows = 0
        self.seen: list[set[str] | None] = [set() for _ in range(width)]

    def learn(self, cells: Sequence[str]) -> Shapes:
        """Add the cells of a row that is in order."""
        self.rows += 1
        for at, cell in enumerate(cells):
            shapes = self.seen[at]
            if shapes is not None and cell:
                shapes.add(shape_of(cell))
                if "" in shapes or len(shapes) > MANY:
                    self.seen[at] = None
        return self

    def telling(self, columns: Iterable[int] | None = None) -> list[int]:
        """The columns, of those given, whose cells mostly look alike."""
        return [
            at
            for at in (range(len(self.seen)) if columns is None else columns)
            if (shapes := self.seen[at]) and (len(shapes) == 1 or 2 * len(shapes) <= self.rows)
        ]

    def like(self, cells: Sequence[str], columns: Iterable[int] | None = None) -> bool:
        """Whether at least half of the telling cells look like those seen before."""
        telling = [at for at in self.telling(columns) if at < len(cells)]
        same = sum(shape_of(cells[at]) in (self.seen[at] or ()) for at in telling)
        return 2 * same >= len(telling)
