"""Marked quotations: whoever speaks in them, somebody does."""

from __future__ import annotations

from framing.attribution.view import Draft, Quote, Range, Unit, View

SPEAKING = ("speech", "partial")


def quotations_attributed(view: View, drafts: list[Draft]) -> list[Draft]:
    """Add the quotations that nothing has been found to introduce.

    A quotation that goes on where the last one ended, in the next sentence or paragraph, is
    by the same speaker. Words in marks (``kind`` word) are left to the devices.
    """
    covered = _covered(drafts)
    out = list(drafts)
    for quote in view.quotes:
        if quote.kind in SPEAKING and not any(t in covered for t in range(*quote[:2])):
            source = _speaker_before(view, quote, out)
            out.append(Draft((), source, (_range(quote),), "quote", inherited=source is not None))
    return sorted(out, key=_place)


def _range(quote: Quote) -> Range:
    return quote.first, quote.last


def _covered(drafts: list[Draft]) -> set[int]:
    return {t for draft in drafts for first, last in draft.content for t in range(first, last)}


def _place(draft: Draft) -> int:
    return min(first for first, _ in (*draft.cue, *draft.content))


def _speaker_before(view: View, quote: Quote, drafts: list[Draft]) -> Range | None:
    """The source of what was said in the unit before, if it was said in this paragraph or
    the one before."""
    number = view.unit_of(quote.first)
    near = view.units[max(0, number - 2) : number + 1]
    best: Draft | None = None
    for draft in drafts:
        if draft.source is None or draft.source[0] >= quote.first:
            continue
        if any(_within(draft.content, unit) for unit in near):
            best = draft if best is None or draft.source[0] >= (best.source or (0, 0))[0] else best
    return best.source if best else None


def _within(content: tuple[Range, ...], unit: Unit) -> bool:
    return any(unit.first <= first < unit.last for first, _ in content)
