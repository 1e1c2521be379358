"""One list of drafts from two: the model finds indirect speech, the rules decide quotations."""

from __future__ import annotations

from framing.attribution.view import Draft, Range, View

SPEAKING = ("speech", "partial")


def joined(view: View, ruled: list[Draft], modelled: list[Draft]) -> list[Draft]:
    """What the model found, with whole quotations, and what the rules found in marks besides.

    Parameters
    ----------
    view : View
    ruled, modelled : list of Draft
        What the rules found, and the model.
    """
    drafts = [_named(view, _whole_quotations(view, draft)) for draft in modelled]
    covered = {t for draft in drafts for part in draft.content for t in range(*part)}
    for draft in ruled:
        if _speaks_in_marks(view, draft, covered):
            drafts.append(draft)
            covered |= {t for part in draft.content for t in range(*part)}
    return drafts


def _speaks_in_marks(view: View, draft: Draft, covered: set[int]) -> bool:
    """Whether a draft holds a quotation that nothing covers, and nothing that is covered."""
    tokens = [t for part in draft.content for t in range(*part)]
    if not covered.isdisjoint(tokens):
        return False
    quotes = (view.quote_at(t) for t in tokens)
    return any(quote is not None and quote.kind in SPEAKING for quote in quotes)


def _whole_quotations(view: View, draft: Draft) -> Draft:
    """A content that cuts through a quotation takes all of it."""
    parts: list[Range] = []
    for first, last in draft.content:
        begins, ends = view.quote_at(first), view.quote_at(last - 1)
        low = begins.first if begins and begins.kind in SPEAKING else first
        high = ends.last if ends and ends.kind in SPEAKING else last
        if parts and low < parts[-1][1]:
            parts[-1] = (parts[-1][0], max(high, parts[-1][1]))
        else:
            parts.append((low, high))
    return draft._replace(content=tuple(parts))


def _named(view: View, draft: Draft) -> Draft:
    """The draft with what the cue lexicon says of its cue."""
    for first, last in draft.cue:
        for match in view.cues_in(view.unit_of(first)):
            tail = match.tail or (0, 0)
            if (match.first < last and first < match.last) or (tail[0] < last and first < tail[1]):
                cue = match.cue
                return draft._replace(
                    kind=cue.kind, commitment=cue.commitment, attitude=cue.attitude
                )
    return draft._replace(attitude="assertion" if draft.cue else "none")
