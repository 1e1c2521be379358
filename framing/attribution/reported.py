"""Reported acts: a clause that tells what somebody says without any of the words being theirs.

Annotators mark the whole clause (*Die Opposition kritisierte die Reform*). Whose words are
whose can only be told when source and cue are taken out of it: the verb is the author's.
"""

from __future__ import annotations

from functools import cache

from framing.attribution.view import Draft, Range, View
from framing.language import load_data

INTRODUCING = ("verb", "noun")
EDGES = frozenset(".,;:!?…–—-")  # not of a number or of a name in marks: 5 %, “Moscow Times”


def taken_apart(view: View, draft: Draft) -> Draft:
    """A draft whose content holds its own source, with source and cue taken out of it.

    Where the draft has no cue, the first verb of the clause that the lexicon knows is it.
    """
    source = draft.source
    if source is None or not any(a <= source[0] and source[1] <= b for a, b in draft.content):
        return draft
    cue = draft.cue or _cue_inside(view, draft, source)
    kept = [part for part in draft.content for part in _without(part, (source, *cue))]
    trimmed = (_trimmed(view, part) for part in kept)
    content = tuple(part for part in trimmed if part[0] < part[1])
    if not content:
        return draft
    named = _stance(view, draft, cue) if not draft.cue else draft
    return named._replace(cue=cue, content=content, is_reported=True)


def with_object(view: View, draft: Draft) -> Draft:
    """A draft whose content is an object of its cue (*denied the charge*) reports an act only."""
    if draft.is_reported or not draft.cue or draft.kind not in INTRODUCING:
        return draft
    words = clausal(view.document.language)
    said = (t for first, last in draft.content for t in range(first, last))
    if any(view.lower[t] in words or view.quote_at(t) is not None for t in said):
        return draft
    first = draft.cue[0][0]
    takes = {
        one for m in view.cues_in(view.unit_of(first)) if m.first == first for one in m.cue.takes
    }
    return draft._replace(is_reported="object" in takes)


@cache
def clausal(language: str) -> frozenset[str]:
    """Words that make a content a clause.

    >>> "that" in clausal("en"), "dass" in clausal("de")
    (True, True)
    """
    return frozenset(load_data(language, "syntax")["reported"]["clausal"].split())


def _cue_inside(view: View, draft: Draft, source: Range) -> tuple[Range, ...]:
    """The first verb beside the source, or else the first noun (``der Rat`` is no advice)."""
    found = [
        match
        for match in view.cues_in(view.unit_of(draft.content[0][0]))
        if any(a <= match.first and match.last <= b for a, b in draft.content)
        and (match.last <= source[0] or source[1] <= match.first)
        and view.quote_at(match.first) is None
    ]
    for kind in INTRODUCING:
        for match in found:
            if match.cue.kind == kind:
                head = (match.first, match.last)
                return (head, match.tail) if match.tail else (head,)
    return ()


def _stance(view: View, draft: Draft, cue: tuple[Range, ...]) -> Draft:
    for match in view.cues_in(view.unit_of(draft.content[0][0])):
        if cue and match.first == cue[0][0]:
            return draft._replace(
                kind=match.cue.kind, commitment=match.cue.commitment, attitude=match.cue.attitude
            )
    return draft


def _without(part: Range, holes: tuple[Range, ...]) -> list[Range]:
    out = [part]
    for first, last in holes:
        out = [
            piece
            for a, b in out
            for piece in ((a, min(b, first)), (max(a, last), b))
            if piece[0] < piece[1]
        ]
    return out


def _trimmed(view: View, part: Range) -> Range:
    """Without the punctuation of the clause at its edges, unless that is inside a quotation."""
    first, last = part
    while first < last and _is_edge(view, first):
        first += 1
    while first < last and _is_edge(view, last - 1):
        last -= 1
    return first, last


def _is_edge(view: View, token: int) -> bool:
    return EDGES.issuperset(view.forms[token]) and view.quote_at(token) is None
