"""Page furniture in plain text: bylines, share buttons, comment forms, related links.

A line goes only with evidence: it has to match a pattern of a language pack from its first
to its last character. The patterns of all languages are tried on every text, as German
pages carry English forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from framing.document import Span
from framing.segment.literals import LiteralIndex, Needs, known_needs, numbers

BULLETS = " \t\u00a0•·*–—|»›>▶►→+-"
ENDS, NO_ENDS, CLOSING = (".", "!", "?", "…"), ("a.m.", "p.m."), "\"”“»«'’)]"
PROSE_LENGTH, PROSE_WORDS = 60, 6
LONGEST_VAGUE = 120  # characters of a line that no telling word speaks for
HEADINGS = frozenset({"related_heading", "navigation"})  # lists of links stand under these
KICKERS = frozenset({"section"})  # furniture only above the article
NO_TITLES = frozenset({"section", "poll", "player", "gallery", "related_link", "related_heading"})
TITLE_WORDS = 4
MACRO = re.compile(r"\{\{(\w+)\}\}")

Found = tuple[str, dict[str, str]]  # a label, and the groups of the pattern


class Furniture(NamedTuple):
    """What was marked, and what could be read from it."""

    spans: tuple[Span, ...]
    facts: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class FurniturePatterns:
    """Patterns of whole lines.

    Parameters
    ----------
    sentences, lines : sequence of (label, pattern)
        Regular expressions that match a whole line, in any case: those that are tried on
        every line, and those that are not tried on lines of prose.
    longest : int
        Longer lines are not looked at.
    known : mapping
        What some of the patterns need, worked out before, by ``pattern_key``.
    """

    sentences: Sequence[tuple[str, str]] = ()
    lines: Sequence[tuple[str, str]] = ()
    longest: int = 220
    known: Mapping[str, Needs] = field(default_factory=dict)

    @classmethod
    def of(
        cls, packs: Iterable[Mapping[str, Any]], known: Mapping[str, Sequence[Any]] | None = None
    ) -> FurniturePatterns:
        """The patterns of several ``boilerplate.toml``, with ``{{MACROS}}`` filled in."""
        needs = {key: Needs(*values) for key, values in (known or {}).items()}
        packs = list(packs)
        tables = {name: [p for pack in packs for p in _filled(pack, name)] for name in TABLES}
        return cls(**tables, longest=max(pack["longest"] for pack in packs), known=needs)

    def label(self, line: str) -> Found | None:
        """The label of a line and the groups of its pattern, or None for body text."""
        line = line.lstrip(BULLETS).rstrip()
        if not line or len(line) > self.longest:
            return None
        lowered = line.lower()
        certain_of_sentences, certain_of_lines, vague_of_sentences, vague = self._groups
        if hit := certain_of_sentences.first_match(line, lowered):
            return hit
        prose = _is_prose(line)
        if not prose and (hit := certain_of_lines.first_match(line, lowered)):
            return hit
        if len(line) > LONGEST_VAGUE:
            return None
        return (vague_of_sentences if prose else vague).first_match(line, lowered)

    @cached_property
    def _groups(self) -> tuple[_Group, ...]:
        """Patterns that are tried together; those that need no certain word are tried last."""
        needs = self.known
        certain: list[list[tuple[str, str]]] = []
        vague: list[list[tuple[str, str]]] = []
        for table in (self.sentences, self.lines):
            is_vague = [known_needs(pattern, needs).vague for _, pattern in table]
            certain.append([x for x, of in zip(table, is_vague, strict=True) if not of])
            vague.append([x for x, of in zip(table, is_vague, strict=True) if of])
        groups = [*certain, vague[0], vague[0] + vague[1]]
        return tuple([_Group(group, needs) for group in groups])


class _Group:
    """Patterns in the order they are tried in, each compiled when it is first tried."""

    def __init__(self, patterns: Sequence[tuple[str, str]], known: Mapping[str, Needs]) -> None:
        self.patterns = patterns
        self.index = LiteralIndex([pattern for _, pattern in patterns], known)
        self.compiled: dict[int, re.Pattern[str]] = {}

    def first_match(self, line: str, lowered: str) -> Found | None:
        """The first pattern that matches the whole line: its label and groups."""
        possible = self.index.possible(lowered)
        if not possible:
            return None
        for number in numbers(possible):
            if number not in self.compiled:  # most never are
                self.compiled[number] = re.compile(self.patterns[number][1], re.IGNORECASE)
            if match := self.compiled[number].fullmatch(line):
                groups = match.groupdict().items()
                label = self.patterns[number][0]
                return label, {key: value.strip() for key, value in groups if value}
        return None


TABLES = ("sentences", "lines")


def _filled(pack: Mapping[str, Any], table: str) -> list[tuple[str, str]]:
    macros = pack.get("macros", {})
    return [
        (label, MACRO.sub(lambda match: macros[match[1]], pattern))
        for label, patterns in pack[table].items()
        for pattern in patterns
    ]


def _is_prose(line: str) -> bool:
    bare = line.rstrip(CLOSING)
    return bare.endswith(ENDS) and not bare.endswith(NO_ENDS) and line.count(" ") + 1 >= PROSE_WORDS


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
    >>> patterns = FurniturePatterns(lines=[("comment_form", "leave a reply")])
    >>> find_furniture(text, [(0, 10), (11, 24)], patterns).spans
    (Span(start=11, end=24, label='comment_form'),)
    """
    labels = [""] * len(lines)
    facts: dict[str, str] = {}
    for number, (start, end) in enumerate(lines):
        if end - start > patterns.longest:
            continue
        line = text[start:end]
        found = patterns.label(line)
        if found is None or _is_title(found[0], line, number):
            continue
        if found[0] in KICKERS and _has_begun(text, lines[:number], labels):
            continue  # not a kicker but a crosshead
        labels[number], groups = found
        for key, value in groups.items():
            facts.setdefault(key, value)
    if not HEADINGS.isdisjoint(labels):
        _mark_lists(text, lines, labels)
    marked = zip(lines, labels, strict=True)
    spans = tuple([Span(start, end, label) for (start, end), label in marked if label])
    return Furniture(spans, facts)


def _is_title(label: str, line: str, number: int) -> bool:
    """A first line such as ``Video: How the bridge fell``."""
    return number == 0 and label in NO_TITLES and line.count(" ") + 1 >= TITLE_WORDS


def _has_begun(text: str, before: Sequence[tuple[int, int]], labels: Sequence[str]) -> bool:
    """Whether prose of the article stands among the lines before."""
    return any(
        not label and _is_body(text, line) for line, label in zip(before, labels, strict=False)
    )


def _is_body(text: str, line: tuple[int, int]) -> bool:
    return line[1] - line[0] >= PROSE_LENGTH and _ends(text, line[1])


def _ends(text: str, end: int) -> bool:
    """Whether a mark that ends sentences stands last, with at most five closing marks behind."""
    tail = text[max(0, end - 10) : end]
    bare = tail.rstrip(CLOSING)
    return len(tail) - len(bare) < 6 and bare.endswith(ENDS) and not bare.endswith(NO_ENDS)


def _mark_lists(text: str, lines: Sequence[tuple[int, int]], labels: list[str]) -> None:
    """Links under a heading such as ``Mehr zum Thema``: lines that are no prose.

    Where prose follows the last of them may be a crosshead, which stays, if it is not the
    only one.
    """
    heading, begun = 0, False
    for i, line in enumerate(lines):
        prose = not labels[i] and _is_body(text, line)
        if prose or labels[i]:
            _mark_list(labels, heading, i, before_prose=prose)
            heading = i + 1 if labels[i] in HEADINGS and begun else 0
            begun = begun or prose
    _mark_list(labels, heading, len(lines), before_prose=False)


def _mark_list(labels: list[str], start: int, end: int, before_prose: bool) -> None:
    if not start:
        return
    stop = end - 1 if before_prose and end - start > 1 else end
    labels[start:stop] = [labels[start - 1]] * (stop - start)
