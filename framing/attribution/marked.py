"""Marked quotations: whoever speaks in them, somebody does."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping

from framing.attribution.view import Draft, Quote, Range, View
from framing.document import SPEAKING

Speakers = dict[int, list[Range]]  # by the number of a unit the sources of what is said in it


def quotations_attributed(view: View, drafts: list[Draft]) -> list[Draft]:
    """Add the quotations that nothing has been found to introduce.

    Such a quotation is by whoever was last named as the source of what is said in its unit or
    in the two before it. Words in marks (``kind`` word) are left to the devices.
    """
    covered = _covered(drafts)
    out = list(drafts)
    speakers: Speakers = defaultdict(list)
    for draft in drafts:
        _remember(view, speakers, draft)
    for quote in view.quotes:
        if quote.kind in SPEAKING and not any(t in covered for t in range(*quote[:2])):
            source = _speaker_before(view, speakers, quote)
            draft = Draft((), source, (_range(quote),), "quote", inherited=source is not None)
            _remember(view, speakers, draft)
            out.append(draft)
    return sorted(out, key=_place)


def _range(quote: Quote) -> Range:
    return quote.first, quote.last


def _covered(drafts: list[Draft]) -> set[int]:
    return {t for draft in drafts for first, last in draft.content for t in range(first, last)}


def _place(draft: Draft) -> int:
    return min(first for first, _ in (*draft.cue, *draft.content))


def _remember(view: View, speakers: Speakers, draft: Draft) -> None:
    """Sources are kept in order, so that the last one before a quotation is found at once."""
    if draft.source is not None:
        for number in {view.unit_of(first) for first, _ in draft.content}:
            insort(speakers[number], draft.source)


def _speaker_before(view: View, speakers: Mapping[int, list[Range]], quote: Quote) -> Range | None:
    """The last source before a quotation of what is said in its unit or the two before."""
    number = view.unit_of(quote.first)
    near = (speakers.get(at, []) for at in range(number - 2, number + 1))
    before = [one[at - 1] for one in near if (at := bisect_left(one, (quote.first, 0)))]
    return max(before, default=None)
