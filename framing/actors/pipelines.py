"""Actors from a pipeline of the user's: a document of spaCy, with entities and coreference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from framing.actors.values import Actor, Mention
from framing.document import Document, Span

# Entity types of spaCy's English (OntoNotes) and German (WikiNER) pipelines.
KIND_OF = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "institution",
    "GPE": "place",
    "LOC": "place",
    "NORP": "group",
}
CLUSTERS = "coref_clusters"  # the beginning of the span groups that spacy-experimental writes


def actors_from_spacy(document: Document, doc: Any) -> tuple[Actor, ...]:
    """The entities and coreference clusters of a spaCy ``Doc`` as actors.

    Parameters
    ----------
    document : Document
    doc : spacy.tokens.Doc
        Of the same text. Needed are ``text`` and ``ents``; clusters are taken from ``spans``
        whose names begin with ``coref_clusters``.

    Returns
    -------
    tuple of Actor
        In the order of their first mentions. Entities in one cluster are one actor, the others
        are joined by their text. Mentions in removed text are left out.

    Raises
    ------
    ValueError
        If the texts differ: offsets would point elsewhere.

    Examples
    --------
    >>> import framing
    >>> from types import SimpleNamespace as Doc
    >>> document = framing.parse("Ada Holm resigned on Monday.", "en")
    >>> entity = Doc(start_char=0, end_char=8, text="Ada Holm", label_="PERSON")
    >>> [one.name for one in actors_from_spacy(document, Doc(text=document.text, ents=[entity]))]
    ['Ada Holm']
    """
    if doc.text != document.text:
        raise ValueError("the spaCy document has another text than the article")
    kinds = {
        (one.start_char, one.end_char): KIND_OF[one.label_]
        for one in doc.ents
        if one.label_ in KIND_OF
    }
    removed = [(span.start, span.end) for span in document.removed]
    groups: list[list[Any]] = [*_clusters(doc, kinds), *_by_text(doc, kinds)]
    found = []
    for group in groups:
        spans = [one for one in group if not _is_in(one, removed)]
        if spans:
            found.append(_actor(spans, kinds))
    return tuple(sorted(found, key=lambda one: one.mentions[0].span.start))


def _clusters(doc: Any, kinds: dict[tuple[int, int], str]) -> Iterator[list[Any]]:
    for name, group in getattr(doc, "spans", {}).items():
        spans = sorted(group, key=lambda one: one.start_char)
        if name.startswith(CLUSTERS) and any(_place(one) in kinds for one in spans):
            yield spans


def _by_text(doc: Any, kinds: dict[tuple[int, int], str]) -> Iterator[list[Any]]:
    clustered = {_place(one) for group in _clusters(doc, kinds) for one in group}
    texts: dict[str, list[Any]] = {}
    for one in doc.ents:
        if _place(one) in kinds and _place(one) not in clustered:
            texts.setdefault(one.text, []).append(one)
    yield from texts.values()


def _place(span: Any) -> tuple[int, int]:
    return span.start_char, span.end_char


def _is_in(span: Any, regions: Iterable[tuple[int, int]]) -> bool:
    return any(start < span.end_char and span.start_char < end for start, end in regions)


def _actor(spans: list[Any], kinds: dict[tuple[int, int], str]) -> Actor:
    named = [one for one in spans if _place(one) in kinds]
    fullest = max(named or spans, key=lambda one: len(one.text))
    kind = kinds.get(_place(fullest), "other")
    return Actor(fullest.text, kind, tuple(_mention(one, kinds, fullest) for one in spans))


def _mention(span: Any, kinds: dict[tuple[int, int], str], fullest: Any) -> Mention:
    form = "description"
    if _place(span) in kinds:
        short = kinds[_place(span)] == "person" and len(span.text) < len(fullest.text)
        form = "surname" if short else "name"
    return Mention(Span(span.start_char, span.end_char, form), form)
