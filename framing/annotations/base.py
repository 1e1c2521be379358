"""What a reader of annotations gives: articles with the attributions that people marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from framing.document import NO_META, Attribution, Document, Span, merged
from framing.parsing import parse


class Annotated(NamedTuple):
    """An article as annotators left it.

    Attributes
    ----------
    id : str
        Its name in the corpus.
    text : str
        Its text, unchanged.
    language : str or None
        ``'de'`` or ``'en'``; None to identify it.
    attributions : tuple of Attribution
        What was marked, offsets into ``text``. Where the corpus has no types, ``type`` is
        empty; it then follows from the quotation marks.
    meta : mapping
        What else is known.
    left_out : tuple of str
        What was marked and is no attribution, with the reason.
    """

    id: str
    text: str
    language: str | None
    attributions: tuple[Attribution, ...]
    meta: Mapping[str, Any] = NO_META
    left_out: tuple[str, ...] = ()


class Group(NamedTuple):
    """One attribution as the scorer of the German corpus sees it: sets of token numbers.

    Attributes
    ----------
    type : str
        The corpus's own name: Direct, Indirect, Reported, FreeIndirect, IndirectFreeIndirect.
    medium : str
        Speech, Writing, Thought, a mixture of these, or none.
    quote, addressee, cue, frame, speaker : frozenset of int
        Numbers of tokens.
    """

    type: str
    medium: str
    quote: frozenset[int]
    addressee: frozenset[int] = frozenset()
    cue: frozenset[int] = frozenset()
    frame: frozenset[int] = frozenset()
    speaker: frozenset[int] = frozenset()


class Official(NamedTuple):
    """An article in the units of its corpus, as the corpus's own scorer needs it.

    Attributes
    ----------
    tokens : tuple of (int, int)
        Offsets of the corpus's tokens.
    sentences : tuple of (int, int)
        First token of each sentence, and the token behind its last.
    groups : tuple of Group
        What was marked.
    """

    tokens: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    groups: tuple[Group, ...]


def document_of(article: Annotated) -> Document:
    """The article parsed, with the attributions that people marked in place of ours.

    An attribution without a type gets one by its quotation marks (``type_by_marks``).

    Examples
    --------
    >>> said = Attribution("", Span(0, 3), (Span(4, 8),), (Span(9, 24),))
    >>> doc = document_of(Annotated("a1", "She said it was too late.", "en", (said,)))
    >>> [doc[span] for span in doc.attributions[0].content]
    ['it was too late']
    >>> doc.attributions[0].type
    'indirect'
    """
    document = parse(
        article.text, article.language, id=article.id, meta=article.meta, attribution="rules"
    )
    marked = (
        one if one.type else one._replace(type=type_by_marks(document, one.content))
        for one in article.attributions
    )
    return document.attributed(marked)


def type_by_marks(document: Document, content: Iterable[Span]) -> str:
    """The type of an attribution by the quotation marks around or inside its content.

    Parameters
    ----------
    document : Document
        Parsed.
    content : iterable of Span
        What is said.

    Returns
    -------
    {'direct', 'mixed', 'indirect'}
        Direct where every word of it lies in a quotation, mixed where some do, else indirect.
        Quotation marks around names do not count.

    Examples
    --------
    >>> text = '"It was time to go," she said. He called the plan "a bitter joke" again.'
    >>> doc = parse(text, "en")
    >>> [type_by_marks(doc, [Span(*span)]) for span in ((0, 20), (41, 66), (31, 40))]
    ['direct', 'mixed', 'indirect']
    """
    kinds = zip(document.quotes.tolist(), document.quote_kinds, strict=True)
    quoted = merged((start, end) for (start, end), kind in kinds if kind != "name")
    starts = document.tokens[document.words, 0]
    inside = [
        any(a <= at < b for a, b in quoted)
        for span in content
        for at in starts[(starts >= span.start) & (starts < span.end)].tolist()
    ]
    if inside and all(inside):
        return "direct"
    return "mixed" if any(inside) else "indirect"
