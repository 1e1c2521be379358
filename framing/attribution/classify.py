"""From drafts in tokens to attributions in offsets, with type, stance, kind of source, parent."""

from __future__ import annotations

from collections.abc import Sequence

from framing.attribution.view import Draft, Range, View
from framing.document import Attribution, Document, Span


def classified(view: View, drafts: Sequence[Draft]) -> tuple[Attribution, ...]:
    """The drafts as attributions, in the order of the text, an outer one before an inner one."""
    drafts = sorted(drafts, key=_order)
    parents = _parents(drafts)
    return tuple(
        Attribution(
            type=_type(view, draft),
            source=_span(view.document, draft.source, "source") if draft.source else None,
            cue=tuple(_span(view.document, cue, "cue") for cue in draft.cue),
            content=tuple(_span(view.document, part, "content") for part in draft.content),
            commitment=draft.commitment,
            attitude=draft.attitude,
            parent=parent,
        )
        for draft, parent in zip(drafts, parents, strict=True)
    )


def _hull(draft: Draft) -> Range:
    """From the first to the last token of what is said and what introduces it."""
    parts = (*draft.content, *draft.cue)
    return min(first for first, _ in parts), max(last for _, last in parts)


def _order(draft: Draft) -> tuple[int, int]:
    first, last = _hull(draft)
    return first, -last


def _parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the innermost earlier one, one fragment of whose content holds it."""
    parents: list[int | None] = []
    open_: list[int] = []
    for at, draft in enumerate(drafts):
        first, last = _hull(draft)
        open_ = [i for i in open_ if _hull(drafts[i])[1] > first]
        holding = [
            (b - a, i)
            for i in open_
            for a, b in drafts[i].content
            if a <= first and last <= b and (a, b) not in draft.content
        ]
        parents.append(min(holding)[1] if holding else None)
        open_.append(at)
    return parents


def _span(document: Document, tokens: Range, label: str) -> Span:
    offsets = document.tokens
    return Span(int(offsets[tokens[0], 0]), int(offsets[tokens[1] - 1, 1]), label)


def _type(view: View, draft: Draft) -> str:
    """How the words are reported.

    Words in marks alone are direct, words in marks among others mixed. Of the rest, a sentence
    without a cue, whose speaker stands in another one, is free indirect.
    """
    inside = [
        view.quote_at(t) is not None for first, last in draft.content for t in range(first, last)
    ]
    if inside and all(inside):
        return "direct"
    if any(inside):
        return "mixed"
    if draft.is_reported:
        return "reported"
    if draft.inherited or not draft.cue:
        return "free_indirect"
    return "indirect"
