"""From drafts in tokens to attributions in offsets, with type, stance, kind of source, parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from framing.attribution.reference import resolved_types
from framing.attribution.stance import stance
from framing.attribution.view import Draft, Quote, Range, View
from framing.document import Attribution, Document, Span


def classified(view: View, drafts: Sequence[Draft]) -> tuple[Attribution, ...]:
    """The drafts as attributions, in the order of the text, an outer one before an inner one."""
    spoken = (_in_words(view, draft) for draft in drafts)
    drafts = sorted((draft for draft in spoken if draft.content), key=_order)
    parents = _parents(drafts)
    document = view.document
    inner: dict[int, list[Draft]] = defaultdict(list)
    for draft, parent in zip(drafts, parents, strict=True):
        if parent is not None:
            inner[parent].append(draft)
    found = [
        _with_stance(document, _attribution(view, draft, parent, inner[at]))
        for at, (draft, parent) in enumerate(zip(drafts, parents, strict=True))
    ]
    kinds = resolved_types(document, found)
    return tuple(one._replace(source_type=kind) for one, kind in zip(found, kinds, strict=True))


def _in_words(view: View, draft: Draft) -> Draft:
    """The draft without what is no word in it: boilerplate in its middle, mere punctuation."""

    def pieces(parts: Iterable[Range]) -> list[Range]:
        return [piece for part in parts for piece in view.pieces(part)]

    def spoken(parts: Iterable[Range]) -> list[Range]:
        return [one for one in pieces(parts) if view.document.words[slice(*one)].any()]

    source = spoken((draft.source,)) if draft.source else []
    return draft._replace(
        cue=tuple(pieces(draft.cue)),  # a colon can be one
        source=source[0] if source else None,
        content=tuple(spoken(draft.content)),
    )


def _attribution(
    view: View, draft: Draft, parent: int | None, inner: Sequence[Draft]
) -> Attribution:
    document = view.document
    return Attribution(
        type=_type(view, draft, inner),
        source=_span(document, draft.source, "source") if draft.source else None,
        cue=tuple(_span(document, cue, "cue") for cue in draft.cue),
        content=tuple(_span(document, part, "content") for part in draft.content),
        commitment=draft.commitment,
        attitude=draft.attitude,
        parent=parent,
    )


def _with_stance(document: Document, one: Attribution) -> Attribution:
    commitment, attitude = stance(document, one.cue, one.commitment, one.attitude, one.content)
    return one._replace(commitment=commitment, attitude=attitude)


def _hull(draft: Draft) -> Range:
    """From the first to the last token of what is said and what introduces it."""
    parts = (*draft.content, *draft.cue)
    return min(first for first, _ in parts), max(last for _, last in parts)


def _order(draft: Draft) -> tuple[int, int, int]:
    """By where it begins; of those that begin together the one that holds the other first."""
    first, last = _hull(draft)
    return first, -last, -max(b - a for a, b in draft.content)


def _parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the innermost earlier one, one fragment of whose content holds it."""
    parents: list[int | None] = []
    hulls = list(map(_hull, drafts))
    open_: list[int] = []
    for at, (draft, (first, last)) in enumerate(zip(drafts, hulls, strict=True)):
        open_ = [i for i in open_ if hulls[i][1] > first]
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


def _type(view: View, draft: Draft, inner: Sequence[Draft]) -> str:
    """How the words are reported.

    Sentences in marks are direct, parts of the author's sentence in marks mixed; what an inner
    speaker says does not count. Of the rest, a clause without words of the speaker is reported,
    and a sentence without a cue, whose speaker stands in another one, free indirect.
    """
    theirs = {t for one in inner for part in one.content for t in range(*part)}
    own = [t for part in draft.content for t in range(*part) if t not in theirs]
    quotes = [view.quote_at(t) for t in own]
    if all(quotes) and any(quote and _stands_alone(view, quote) for quote in quotes):
        return "direct"
    if any(quotes):
        return "mixed"
    if draft.is_reported:
        return "reported"
    return "free_indirect" if draft.inherited or not draft.cue else "indirect"


def _stands_alone(view: View, quote: Quote) -> bool:
    """Whether a quotation is a sentence, and no part of one that begins before it."""
    if quote.kind == "speech":
        return True
    first = view.units[view.unit_of(quote.first)].first
    return quote.first == first or not view.forms[quote.first - 1][-1].isalnum()
