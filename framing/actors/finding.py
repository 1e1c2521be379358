"""From a document to its actors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from framing.actors.candidates import Candidates
from framing.actors.known import KnownActor, known_actors
from framing.actors.linking import Linking
from framing.actors.values import Actor, Mention
from framing.document import Document, Span

_known: WeakKeyDictionary[Document, tuple[Actor, ...]] = WeakKeyDictionary()


def actors(
    document: Document, known: Iterable[KnownActor | Mapping[str, Any] | str] | None = None
) -> tuple[Actor, ...]:
    """Who is spoken of in an article, and where.

    Parameters
    ----------
    document : Document
        The article.
    known : iterable of KnownActor, mapping or str, optional
        Actors of the user, by names and aliases. Every mention of one is found as written; an
        actor found by rule that shares a mention with it is the same.

    Returns
    -------
    tuple of Actor
        In the order of their first mentions. Kept are names, evaluative labels, who speaks and
        who is spoken of more than once.

    Raises
    ------
    ValueError
        If the list of known actors is malformed, for example one name inside another.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Minister Ines Tornau resigned. The minister had been ill.", "en")
    >>> [(one.name, [m.form for m in one.mentions]) for one in actors(doc)]
    [('Ines Tornau', ['title', 'role'])]
    """
    found = _known.get(document)
    if found is None:
        found = _known[document] = Linking(Candidates(document)).actors()
    return found if known is None else _with(document, found, known_actors(known))


def _with(
    document: Document, found: Sequence[Actor], known: Sequence[KnownActor]
) -> tuple[Actor, ...]:
    """Actors found and known ones, those that share a mention joined."""
    left = list(found)
    out = []
    for one in known:
        spans = _occurrences(document, one)
        same = [actor for actor in left if _meets(actor, spans) or actor.name == one.name]
        mentions = {m.span[:2]: m for actor in same for m in actor.mentions}
        covered = list(mentions)
        for span, form in spans:
            if not any(span[0] < b and a < span[1] for a, b in covered):
                mentions[span[:2]] = Mention(span, form)
        if mentions:
            kind = one.kind if one.kind != "other" or not same else same[0].kind
            out.append(Actor(one.name, kind, tuple(mentions[at] for at in sorted(mentions))))
        left = [actor for actor in left if actor not in same]
    taken = [m.span for actor in out for m in actor.mentions]
    rest = [actor for actor in left if not any(m.span in taken for m in actor.mentions)]
    return tuple(sorted([*out, *rest], key=lambda actor: actor.mentions[0].span[0]))


def _meets(actor: Actor, spans: Sequence[tuple[Span, str]]) -> bool:
    """Whether a name of the list stands at the end of a mention of an actor."""
    return any(s[0] >= m.span[0] and s[1] == m.span[1] for m in actor.mentions for s, _ in spans)


def _occurrences(document: Document, one: KnownActor) -> list[tuple[Span, str]]:
    """Where the names of a known actor stand, longer ones first; a genitive ending may follow."""
    places: list[tuple[Span, str]] = []
    for name in sorted((one.name, *one.aliases), key=len, reverse=True):
        wanted = name.split()
        at = [i for i, form in enumerate(document.forms) if form in (wanted[0], wanted[0] + "s")]
        for first in at:
            forms = document.forms[first : first + len(wanted)]
            if len(forms) < len(wanted) or list(forms[:-1]) != wanted[:-1]:
                continue
            if forms[-1] not in (wanted[-1], wanted[-1] + "s"):
                continue
            start = int(document.tokens[first, 0])
            end = int(document.tokens[first + len(wanted) - 1, 1])
            if not any(start < s.end and s.start < end for s, _ in places):
                places.append((Span(start, end), "name"))
    return sorted(places)
