"""One list of drafts from two: the model finds indirect speech, the rules decide quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from framing.attribution.view import Draft, Range, View
from framing.document import SPEAKING

CLOSED = ("preposition", "postposition", "frame", "adverb")


def joined(view: View, ruled: list[Draft], modelled: list[Draft]) -> list[Draft]:
    """What the model found, with what the rules know better.

    Cues of closed classes (*laut*, *according to*) and relays are taken as the rules have them,
    quotations are taken whole, and what the rules find in marks is added.

    Parameters
    ----------
    view : View
    ruled, modelled : list of Draft
        What the rules found, and the model.
    """
    by_cue = {t: draft for draft in ruled for part in draft.cue for t in range(*part)}
    widest = _widest(view, modelled)
    whole = _distinct(_whole_quotations(view, draft, widest) for draft in modelled)
    drafts = [_named(view, draft, by_cue) for draft in _without_copies(whole)]
    drafts = _with_relays(drafts, ruled)
    drafts = list(dict.fromkeys(_by_rule(draft, by_cue) for draft in drafts))
    covered = {t for draft in drafts for t in _said(draft)}
    for draft in ruled:
        if _speaks_in_marks(view, draft, covered):
            drafts.append(draft)
            covered |= _said(draft)
    return drafts


def _said(draft: Draft) -> set[int]:
    return {t for part in draft.content for t in range(*part)}


def _without_copies(drafts: list[Draft]) -> list[Draft]:
    """Without contents that lie in another one of the same cue: the same words a second time."""
    by_cue: dict[tuple[Range, ...], list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_cue[draft.cue].append(draft)
    return [
        draft
        for draft in drafts
        if not draft.cue or not any(_said(draft) < _said(other) for other in by_cue[draft.cue])
    ]


def _with_relays(drafts: list[Draft], ruled: list[Draft]) -> list[Draft]:
    """With somebody who says that somebody says as the rules have it: two, one in the other."""
    relays: dict[Draft, None] = {}
    open_: list[Draft] = []
    for inner in sorted((draft for draft in ruled if draft.cue), key=_begin):
        first = _begin(inner)[0]
        open_ = [outer for outer in open_ if _end(outer) > first]
        for outer in open_:
            if _holds(outer, inner):
                relays |= {outer: None, inner: None}
        open_.append(inner)
    covered = {t for draft in relays for t in _said(draft)}
    return [draft for draft in drafts if covered.isdisjoint(_said(draft))] + list(relays)


def _begin(draft: Draft) -> tuple[int, int]:
    return min(first for first, _ in draft.content), -_end(draft)


def _end(draft: Draft) -> int:
    return max(last for _, last in draft.content)


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the content of one holds cue and content of the other."""
    cue = {t for part in inner.cue for t in range(*part)}
    return _said(inner) < _said(outer) and cue <= _said(outer)


def _by_rule(draft: Draft, by_cue: Mapping[int, Draft]) -> Draft:
    """The rules' draft for the same cue, if it is of a closed class."""
    for part in draft.cue:
        for token in range(*part):
            same = by_cue.get(token)
            if same is not None and same.kind in CLOSED:
                return same
    return draft


def _speaks_in_marks(view: View, draft: Draft, covered: set[int]) -> bool:
    """Whether a draft holds a quotation that nothing covers, and nothing that is covered."""
    tokens = _said(draft)
    if not covered.isdisjoint(tokens):
        return False
    quotes = map(view.quote_at, tokens)
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
