"""One list of drafts from two: the model finds indirect speech, the rules decide quotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
    by_cue = {t: draft for draft in ruled for part in draft.cue for t in range(*part)}
    widest = _widest(view, modelled)
    whole = _distinct(_whole_quotations(view, draft, widest) for draft in modelled)
    drafts = [_named(view, draft, by_cue) for draft in whole]
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


def _widest(view: View, drafts: list[Draft]) -> dict[int, Range]:
    """For the first token of each quotation the longest content that begins in it."""
    widest: dict[int, Range] = {}
    for draft in drafts:
        for part in draft.content:
            if quote := view.quote_at(part[0]):
                widest[quote.first] = max(widest.get(quote.first, part), part, key=_length)
    return widest


def _length(part: Range) -> int:
    return part[1] - part[0]


def _distinct(drafts: Iterable[Draft]) -> list[Draft]:
    """One draft for each content, one with a cue or a source if there is one."""
    by_content: dict[tuple[Range, ...], Draft] = {}
    for draft in drafts:
        known = by_content.setdefault(draft.content, draft)
        if _introduced(draft) > _introduced(known):
            by_content[draft.content] = draft
    return list(by_content.values())


def _introduced(draft: Draft) -> tuple[bool, bool]:
    return bool(draft.cue), draft.source is not None


def _whole_quotations(view: View, draft: Draft, widest: Mapping[int, Range]) -> Draft:
    """A content that cuts through a quotation takes all of it, unless another one in it does."""
    parts: list[Range] = []
    for first, last in draft.content:
        begins, ends = view.quote_at(first), view.quote_at(last - 1)
        low = begins.first if begins and begins.kind in SPEAKING else first
        high = ends.last if ends and ends.kind in SPEAKING else last
        outer = widest[begins.first] if begins else (first, last)
        if outer[0] <= first and last <= outer[1] and outer != (first, last):
            low, high = first, last  # somebody is quoted in the quotation
        if parts and low < parts[-1][1]:
            parts[-1] = (parts[-1][0], max(high, parts[-1][1]))
        else:
            parts.append((low, high))
    return draft._replace(content=tuple(parts))


def _named(view: View, draft: Draft, by_cue: Mapping[int, Draft]) -> Draft:
    """The draft with what the rules, or else the cue lexicon, say of its cue."""
    for first, last in draft.cue:
        for token in range(first, last):
            if same := by_cue.get(token):
                return draft._replace(
                    kind=same.kind, commitment=same.commitment, attitude=same.attitude
                )
        for match in view.cues_in(view.unit_of(first)):
            tail = match.tail or (0, 0)
            if (match.first < last and first < match.last) or (tail[0] < last and first < tail[1]):
                cue = match.cue
                return draft._replace(
                    kind=cue.kind, commitment=cue.commitment, attitude=cue.attitude
                )
    return draft._replace(attitude="assertion" if draft.cue else "none")
