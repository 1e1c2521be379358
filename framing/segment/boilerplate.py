"""Page furniture in plain text: bylines, share buttons, comment forms, related links.

A line goes only with evidence: it has to match a pattern of a language pack from its first
to its last character. The patterns of all languages are tried on every text, as German
pages carry English forms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, cast

from framing.document import Span
from framing.segment.literals import LiteralIndex

BULLETS = " \t\u00a0•·*–—|»›>▶►→+-"
PROSE = re.compile(r"[.!?…][\"”“»«'’)\]]*$")
PROSE_LENGTH, PROSE_WORDS = 60, 5
LISTS = frozenset({"related_link", "navigation"})  # headings that lists of links stand under
GROUP_NAME = re.compile(r"\(\?P<\w+>")


class Furniture(NamedTuple):
    """What was marked, and what could be read from it."""

    spans: tuple[Span, ...]
    facts: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class FurniturePatterns:
    """Patterns of whole lines.

    Parameters
    ----------
    lines : sequence of (label, pattern)
        Regular expressions that match a whole line, in any case. Groups named ``author`` and
        ``date`` are kept.
    longest : int
        Longer lines are not looked at.

    Notes
    -----
    Hundreds of patterns on every line would cost more than all else together. Each pattern
    is tried only on lines that hold one of the strings it cannot match without; those that
    have no such string (dates, names) are tried together, and not on lines of prose.
    """

    lines: Sequence[tuple[str, str]]
    longest: int = 220

    def label(self, line: str) -> tuple[str, dict[str, str]] | None:
        """The label of a line and the groups of its pattern, or None for body text."""
        line = line.strip(BULLETS)
        if not line or len(line) > self.longest:
            return None
        for number in self._index.candidates(line.lower()):
            if hit := self._try(number, line):
                return hit
        if PROSE.search(line) and line.count(" ") >= PROSE_WORDS:
            return None
        if self._vague.fullmatch(line):
            return next(filter(None, (self._try(n, line) for n in self._index.vague)), None)
        return None

    def _try(self, number: int, line: str) -> tuple[str, dict[str, str]] | None:
        if self._compiled[number] is None:
            self._compiled[number] = re.compile(self.lines[number][1], re.IGNORECASE)
        match = cast("re.Pattern[str]", self._compiled[number]).fullmatch(line)
        if match is None:
            return None
        return self.lines[number][0], {k: v.strip() for k, v in match.groupdict().items() if v}

    @cached_property
    def _compiled(self) -> list[re.Pattern[str] | None]:
        return [None] * len(self.lines)

    @cached_property
    def _index(self) -> LiteralIndex:
        return LiteralIndex([pattern for _, pattern in self.lines])

    @cached_property
    def _vague(self) -> re.Pattern[str]:
        nameless = (GROUP_NAME.sub("(?:", self.lines[n][1]) for n in self._index.vague)
        return re.compile("|".join(f"(?:{p})" for p in nameless) or "(?!)", re.IGNORECASE)


def find_furniture(
    text: str, lines: Sequence[tuple[int, int]], patterns: FurniturePatterns
) -> Furniture:
    """The lines of a text that belong to the page and not to the article.

    Parameters
    ----------
    text : str
        The text.
    lines : sequence of pairs of int
        Its lines.
    patterns : FurniturePatterns
        What furniture looks like.

    Returns
    -------
    Furniture
        Labelled spans in order, and ``author`` and ``date`` where a line tells them.

    Examples
    --------
    >>> text = "Body text.\\nLeave a Reply"
    >>> patterns = FurniturePatterns([("comment_form", "leave a reply")])
    >>> find_furniture(text, [(0, 10), (11, 24)], patterns).spans
    (Span(start=11, end=24, label='comment_form'),)
    """
    labels: list[str] = []
    facts: dict[str, str] = {}
    for start, end in lines:
        hit = patterns.label(text[start:end]) if end - start <= patterns.longest else None
        labels.append(hit[0] if hit else "")
        for key, value in hit[1].items() if hit else ():
            facts.setdefault(key, value)
    _mark_lists(text, lines, labels)
    spans = tuple(
        Span(start, end, label) for (start, end), label in zip(lines, labels, strict=True) if label
    )
    return Furniture(spans, facts)


def _mark_lists(text: str, lines: Sequence[tuple[int, int]], labels: list[str]) -> None:
    """Links under a heading such as ``Mehr zum Thema``, where no prose follows any more."""
    last_prose = max(
        (
            i
            for i, (start, end) in enumerate(lines)
            if not labels[i] and end - start >= PROSE_LENGTH and PROSE.search(text, end - 6, end)
        ),
        default=-1,
    )
    heading = ""
    for i in range(last_prose + 1, len(lines)):
        if labels[i]:
            heading = labels[i] if labels[i] in LISTS else ""
        elif heading and last_prose >= 0:
            labels[i] = heading
