"""An article cut into pieces for the page: no character lost, none changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from framing.document import Document, merged
from framing.report.coders import linked
from framing.report.speech import anchors
from framing.segment import lines, paragraphs

# Characters that turn the direction of what follows; each is kept from reaching beyond itself.
TURNING = re.compile("[\u061c\u202a-\u202e\u2066-\u2069]")
LONGEST_ODDITY = 80  # characters; a longer warning is about a passage and not marked in the text


class Piece(NamedTuple):
    """A stretch of text with the same properties from end to end.

    Attributes
    ----------
    start : int
        Where it begins in the text of the document.
    text : str
        Its characters, as they are.
    source : bool
        True where somebody else than the outlet speaks.
    removed : str
        Which kind of boilerplate it is; empty for none.
    hit : mapping or None
        The loaded word it belongs to, as in the record.
    odd : int or None
        Number of the warning it belongs to.
    turning : str
        Name of the character, if it is one that turns the direction of writing.
    role : str
        ``'cue'`` or ``'who'`` for words that introduce what is said, or name who says it.
    notes : sequence of (int, str)
        Numbers of the attributions that are marked where it begins, with their signs.
    sentence : int or None
        Number of the sentence that begins with it, if its rating leads here.
    """

    start: int
    text: str
    source: bool = False
    removed: str = ""
    hit: Mapping[str, Any] | None = None
    odd: int | None = None
    turning: str = ""
    role: str = ""
    notes: Sequence[tuple[int, str]] = ()
    sentence: int | None = None

    @property
    def opens(self) -> bool:
        """True for the piece a loaded word begins with."""
        return self.hit is not None and self.hit["start"] == self.start


class Block(NamedTuple):
    """A paragraph, a title, the white space between two, or removed lines in a row."""

    kind: str
    pieces: list[Piece]
    parts: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """All characters of the block."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def runs(self) -> list[tuple[bool, list[Piece]]]:
        """The pieces of one voice in a row, with True where the voice is a source's."""
        return [(voice, list(run)) for voice, run in groupby(self.pieces, lambda p: p.source)]


def cut(document: Document, found: Mapping[str, Any]) -> list[Block]:
    """An article as blocks of pieces.

    Parameters
    ----------
    document : Document
        The article.
    found : mapping
        Its record.

    Returns
    -------
    list of Block
        Their texts, put together, are the text of the document.

    Examples
    --------
    >>> import framing
    >>> from framing.report import record
    >>> doc = framing.parse("The regime fell. “A brutal attack”, she said on Monday.")
    >>> [(p.text, p.source) for block in cut(doc, record(doc)) for p in block.pieces][1:5]
    [('regime', False), (' fell. ', False), ('“A ', True), ('brutal', True)]
    """
    frame = _frame(document)
    layers = _layers(document, found)
    edges = {edge for start, end, _ in frame for edge in (start, end)} | {0, len(document.text)}
    edges |= {edge for spans in layers.values() for start, end, _ in spans for edge in (start, end)}
    notes, rated = anchors(found), linked(found)
    edges |= {at for at in (*notes, *rated) if 0 <= at < len(document.text)}
    order = sorted(edges)
    place = {edge: i for i, edge in enumerate(order)}
    properties: list[dict[str, Any]] = [{} for _ in order]
    for layer, spans in layers.items():
        for start, end, value in spans:
            for i in range(place[start], place[end]):
                properties[i].setdefault(layer, value)
    pieces = [
        Piece(
            start,
            document.text[start:end],
            **properties[i],
            notes=notes.get(start, ()),
            sentence=rated.get(start),
        )
        for i, (start, end) in enumerate(pairwise(order))
    ]
    blocks = [Block(kind, pieces[place[start] : place[end]]) for start, end, kind in frame]
    return list(_gathered(blocks))


def _layers(document: Document, found: Mapping[str, Any]) -> dict[str, list[tuple[int, int, Any]]]:
    """For each property of a piece, the spans that have it, inside the text."""
    size = len(document.text)
    layers: dict[str, list[tuple[int, int, Any]]] = {
        "source": [(start, end, True) for start, end in document.source_regions],
        "removed": [(span.start, span.end, span.label) for span in document.removed],
        "hit": [(hit["start"], hit["end"], hit) for hit in found["loaded"]],
        "odd": [
            (span.start, span.end, i)
            for i, span in enumerate(document.warnings)
            if span.end - span.start <= min(LONGEST_ODDITY, size - 1)
        ],
        "role": [
            (passage["start"], passage["end"], role)
            for role, passages in _roles(found)
            for passage in passages
        ],
        "turning": [
            (*match.span(), unicodedata.name(match.group()).lower())
            for match in TURNING.finditer(document.text)
        ],
    }
    return {
        layer: [
            (max(0, start), min(size, end), value)
            for start, end, value in spans
            if max(0, start) < min(size, end)
        ]
        for layer, spans in layers.items()
    }


def _roles(found: Mapping[str, Any]) -> Iterable[tuple[str, list[Mapping[str, Any]]]]:
    """Cues first: where a source holds one (``his claim``), both can be seen."""
    for attribution in found["attributions"]:
        yield "cue", attribution["cue"]
    for attribution in found["attributions"]:
        yield "who", [attribution["source"]] if attribution["source"] else []


def _frame(document: Document) -> list[tuple[int, int, str]]:
    """Blocks as offsets and kind, in order, without a gap between them."""
    regions = merged((span.start, span.end) for span in document.removed)
    every = lines(document.text)
    gone = [line for line in every if any(a <= line[0] and line[1] <= b for a, b in regions)]
    dropped = set(gone)
    kept = [line for line in every if line not in dropped]
    blocks = [(start, end, "removed") for start, end in gone]
    for start, end in paragraphs(document.text, kept):
        blocks += _split_at_title(document, start, end)
    frame, at = [], 0
    for start, end, kind in sorted(blocks):
        if at < start:
            frame.append((at, start, "gap"))
        frame.append((start, end, kind))
        at = end
    return [*frame, (at, len(document.text), "gap")] if at < len(document.text) else frame


def _split_at_title(document: Document, start: int, end: int) -> list[tuple[int, int, str]]:
    if document.title is None:
        return [(start, end, "paragraph")]
    first = min(max(document.title.start, start), end)
    last = max(min(document.title.end, end), first)
    parts = [(start, first, "paragraph"), (first, last, "title"), (last, end, "paragraph")]
    return [part for part in parts if part[0] < part[1]]


def _gathered(blocks: Iterable[Block]) -> Iterable[Block]:
    """Removed lines with nothing but white space between them become one block."""
    held: list[Block] = []
    for block in blocks:
        if block.kind == "removed" or (held and block.kind == "gap"):
            held.append(block)
            continue
        yield from _released(held)
        held = []
        yield block
    yield from _released(held)


def _released(held: list[Block]) -> Iterable[Block]:
    if not held:
        return
    tail = [held.pop()] if held[-1].kind == "gap" else []
    yield Block("removed", [piece for block in held for piece in block.pieces], tuple(held))
    yield from tail
