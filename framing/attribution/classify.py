"""From drafts in tokens to attributions in offsets, with their type, stance and parent."""

from __future__ import annotations

from framing.attribution.view import Draft, Range, View
from framing.document import Attribution, Span


def classified(view: View, drafts: list[Draft]) -> tuple[Attribution, ...]:
    """The drafts as attributions, in order."""
    return tuple(
        Attribution(
            type=_type(view, draft),
            source=_span(view, draft.source, "source") if draft.source else None,
            cue=tuple(_span(view, cue, "cue") for cue in draft.cue),
            content=tuple(_span(view, part, "content") for part in draft.content),
            commitment=draft.commitment,
            attitude=draft.attitude,
        )
        for draft in drafts
    )


def _span(view: View, tokens: Range, label: str) -> Span:
    offsets = view.document.tokens
    return Span(int(offsets[tokens[0], 0]), int(offsets[tokens[1] - 1, 1]), label)


def _type(view: View, draft: Draft) -> str:
    inside = [
        view.quote_at(t) is not None for first, last in draft.content for t in range(first, last)
    ]
    if inside and all(inside):
        return "direct"
    if any(inside):
        return "mixed"
    return "free_indirect" if draft.inherited else "indirect"
