"""One article as three: its headline, its lead and its body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from framing.document import Attribution, Document, Offsets, Span
from framing.language import nearest

ZONES = ("headline", "lead", "body")
LEAD_SENTENCES = 3  # a page without paragraphs would else be all lead
LEAD_WORDS = (
    12  # a first paragraph that is shorter is a kicker or a dateline: the next belongs to it
)


def borders(document: Document) -> tuple[int, int]:
    """Where the headline ends and where the lead ends, as offsets.

    Parameters
    ----------
    document : Document

    Returns
    -------
    pair of int
        The headline is the text before the first offset, the lead what lies between the two,
        the body what follows. Both are 0 in an empty text.

    Notes
    -----
    The headline is ``document.title``, with a kicker that stands above it. The lead is the first
    paragraph after it, at most three sentences; while it has fewer than 12 words, the next
    sentences belong to it. All three are conventions: what a page shows as its lead is not
    always known from its text.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse('''Mayor resigns after long inquiry
    ...
    ... The mayor of Vell resigned on Monday after an inquiry into her office.
    ...
    ... She had been in office for nine years.''')
    >>> first, second = borders(doc)
    >>> doc.text[first:second].strip()
    'The mayor of Vell resigned on Monday after an inquiry into her office.'
    """
    head = document.title.end if document.title else 0
    return head, _lead_end(document, head)


def _lead_end(document: Document, head: int) -> int:
    """Where the lead ends that begins behind a headline."""
    end, taken, words = head, 0, 0
    for start, stop in document.sentences.tolist():
        if start < head:
            continue
        new = taken and "\n" in document.text[end:start]
        if taken >= LEAD_SENTENCES or (new and words >= LEAD_WORDS):
            break
        first, last = document.tokens_of((start, stop))
        words += int(document.words[first:last].sum())
        end, taken = stop, taken + 1
    return end


def zone(document: Document, name: str) -> Document:
    """The part of an article that is its headline, its lead or its body.

    Parameters
    ----------
    document : Document
    name : {'headline', 'lead', 'body'}
        See ``borders``.

    Returns
    -------
    Document
        With the same text, offsets and id, and only the tokens, sentences, quotations,
        attributions and removed text of that part. The three parts together have every word of
        the article once, in the voice it has there. A quotation or attributed content that
        reaches over a border is in both parts, each with its own words. An attribution is in
        the parts where it has content. Without a title the headline has no words.

    Raises
    ------
    ValueError
        If there is no such zone.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse('''Mayor resigns after long inquiry
    ...
    ... The mayor of Vell resigned on Monday after an inquiry into her office.
    ...
    ... She had been in office for nine years.''')
    >>> [len(zone(doc, name)) for name in ZONES]
    [5, 13, 8]
    """
    if name not in ZONES:
        raise ValueError(f"no zone {name!r}; {nearest(name, ZONES)}")
    head, lead = borders(document)
    begin, end = {
        "headline": (0, head),
        "lead": (head, lead),
        "body": (lead, len(document.text)),
    }[name]
    return _part(document, begin, end)


def _part(document: Document, begin: int, end: int) -> Document:
    """What of a document lies from ``begin`` up to ``end``."""
    inside = _starting(document.tokens, begin, end)
    quotes, kinds = _quotes(document, begin, end)
    part = replace(
        document,
        tokens=document.tokens[inside],
        words=document.words[inside],
        sentences=document.sentences[_starting(document.sentences, begin, end)],
        quotes=quotes,
        quote_kinds=kinds,
        title=document.title if document.title and document.title.end <= end else None,
        removed=tuple(_within(document.removed, begin, end)),
        attributions=_attributions(document, begin, end),
        warnings=tuple(_within(document.warnings, begin, end)),
    )
    return part if begin == 0 else replace(part, title=None)


def _starting(offsets: Offsets, begin: int, end: int) -> NDArray[np.bool_]:
    inside: NDArray[np.bool_] = (offsets[:, 0] >= begin) & (offsets[:, 0] < end)
    return inside


def _quotes(document: Document, begin: int, end: int) -> tuple[Offsets, tuple[str, ...]]:
    """Quotations that reach into a part, cut where it ends."""
    touching = (document.quotes[:, 0] < end) & (document.quotes[:, 1] > begin)
    kinds = tuple(
        kind for kind, keep in zip(document.quote_kinds, touching.tolist(), strict=True) if keep
    )
    return np.clip(document.quotes[touching], begin, end), kinds


def _within(spans: Iterable[Span], begin: int, end: int) -> list[Span]:
    return [span for span in spans if begin <= span.start < end]


def _clipped(spans: Iterable[Span], begin: int, end: int) -> tuple[Span, ...]:
    return tuple(
        span._replace(start=max(span.start, begin), end=min(span.end, end))
        for span in spans
        if span.start < end and span.end > begin
    )


def _attributions(document: Document, begin: int, end: int) -> tuple[Attribution, ...]:
    """Attributions with content in a part; what their source and cue are outside is left out."""
    everywhere = document.attributions
    contents = [_clipped(one.content, begin, end) for one in everywhere]
    kept = [number for number, content in enumerate(contents) if content]
    place = {number: at for at, number in enumerate(kept)}
    return tuple(
        everywhere[number]._replace(
            content=contents[number],
            cue=_clipped(everywhere[number].cue, begin, end),
            source=next(iter(_clipped(_source(everywhere[number]), begin, end)), None),
            parent=_kept_parent(everywhere, number, place),
        )
        for number in kept
    )


def _source(attribution: Attribution) -> tuple[Span, ...]:
    return () if attribution.source is None else (attribution.source,)


def _kept_parent(
    attributions: Sequence[Attribution], number: int, place: dict[int, int]
) -> int | None:
    """The place of the nearest enclosing attribution that is kept."""
    seen, at = {number}, attributions[number].parent
    while at is not None and 0 <= at < len(attributions) and at not in seen and at not in place:
        seen.add(at)
        at = attributions[at].parent
    return place.get(at) if at is not None else None
