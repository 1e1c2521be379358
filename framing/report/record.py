"""All that was found in an article, as plain values: what JSON, CSV and the report are made of."""

from __future__ import annotations

from typing import Any

from framing.attribution.reference import speakers
from framing.document import Document, Span
from framing.extract import EXTRACTORS, default_families
from framing.extract.sourcing import own_words, quoted_tokens
from framing.report import story
from framing.report.ratings import rated

# What a warning means, in words for a reader of the report.
WARNINGS = {
    "unbalanced_quotation_mark": "A quotation mark has no partner: whose voice the words around "
    "it are in may be wrong.",
    "translation_debris": "An English insertion in a text of another language: the text may be "
    "machine translated, and its wording the translator's.",
    "other_language": "A paragraph in another language: its words are not measured rightly.",
    "too_short_for_rates": "Fewer than 50 words: one word more or less changes every rate a lot.",
}


def record(document: Document, raters: Any = None) -> dict[str, Any]:
    """All that was found in one article.

    Parameters
    ----------
    document : Document
        The article.
    raters : sequence of str or Rater, optional
        What rates it: all at hand for its language if left out, ``()`` for none.

    Returns
    -------
    dict
        JSON values only: ``id``, ``language``, ``title``, ``meta``, ``words`` (of each voice),
        ``removed``, ``warnings``, ``sentences``, ``quotations``, ``loaded`` (each with offsets
        and text), ``attributions`` (see ``attributions``), ``tier`` (what found these),
        ``devices`` (with offsets and text; exploratory), ``actors``, ``agency``, ``frames``,
        ``zones`` (see ``framing.report.story``), ``ratings`` (see
        ``framing.report.ratings.rated``) and ``measures`` (column name to value). What is not
        defined is nan, which JSON export writes as null.

    Examples
    --------
    >>> import framing
    >>> found = record(framing.parse("The regime denied it. “A brutal attack”, she said again."))
    >>> [(hit["text"], hit["voice"], hit["category"]) for hit in found["loaded"]][:2]
    [('regime', 'author', 'loaded_label'), ('brutal', 'source', 'subjective_evaluative')]
    """
    hits = loaded(document)
    return {
        "id": document.id,
        "language": document.language,
        "title": document[document.title] if document.title else None,
        "meta": {str(key): plain(value) for key, value in document.meta.items()},
        "words": dict(document.n_words),
        "removed": [_passage(document, span, "kind") for span in document.removed],
        "warnings": [
            {**_passage(document, span, "kind", longest=80), "meaning": WARNINGS[span.label]}
            for span in document.warnings
        ],
        "sentences": [
            _passage(document, Span(*offsets)) for offsets in document.sentences.tolist()
        ],
        "quotations": [
            _passage(document, Span(start, end, kind), "kind")
            for (start, end), kind in zip(
                document.quotes.tolist(), document.quote_kinds, strict=True
            )
        ],
        "loaded": hits,
        "attributions": attributions(document),
        "tier": document.tier,
        "devices": devices(document),
        "actors": story.named(document),
        "agency": story.predicates(document),
        "frames": story.frames(document),
        "ratings": rated(document, raters),
        "measures": measures(document),
        "zones": story.zones(document, hits),
    }


def loaded(document: Document) -> list[dict[str, Any]]:
    """The loaded words of an article with voice and category, in order."""
    return _evidence(document, "loaded", "category")


def devices(document: Document) -> list[dict[str, Any]]:
    """The rhetorical devices of an article with voice and device, in order."""
    return _evidence(document, "devices", "device")


def _evidence(document: Document, family: str, name: str) -> list[dict[str, Any]]:
    found = []
    for span in EXTRACTORS[family]().find(document):
        voice, _, kind = span.label.partition("_")
        found.append({**_passage(document, span), "voice": voice, name: kind})
    return found


def attributions(document: Document) -> list[dict[str, Any]]:
    """Who says what in an article, in order.

    Parameters
    ----------
    document : Document
        The article.

    Returns
    -------
    list of dict
        ``type``, ``source_type``, ``commitment``, ``attitude`` and ``parent`` (place in this
        list) as in ``Attribution``; ``source`` (None if nobody is named), ``cue`` and
        ``content`` (lists) with offsets and text; ``speaker``: the source with pronouns and
        short forms resolved; ``words``: those of the content that no nested attribution has,
        ``quoted_words``: those of them in quotation marks.

    Examples
    --------
    >>> import framing
    >>> attributions(framing.parse("It rained on Monday.", "en"))
    []
    """
    words, quoted = own_words(document), own_words(document, quoted_tokens(document))
    return [
        {
            "type": one.type,
            "source": _passage(document, one.source) if one.source else None,
            "speaker": speaker,
            "source_type": one.source_type,
            "cue": [_passage(document, span) for span in one.cue],
            "content": [_passage(document, span) for span in one.content],
            "commitment": one.commitment,
            "attitude": one.attitude,
            "parent": one.parent,
            "words": int(words[number]),
            "quoted_words": int(quoted[number]),
        }
        for number, (one, speaker) in enumerate(
            zip(document.attributions, speakers(document), strict=True)
        )
    ]


def measures(document: Document) -> dict[str, float]:
    """Every measure that is on by default, by its column name."""
    return {
        name: value
        for family in default_families()
        for name, value in EXTRACTORS[family]().row(document).items()
    }


def plain(value: Any) -> Any:
    """A value as JSON can hold it: numbers, strings, lists and mappings; all else as text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return plain(value.item()) if hasattr(value, "item") else str(value)


def _passage(
    document: Document, span: Span, label: str = "", longest: int | None = None
) -> dict[str, Any]:
    text = document[span]
    if longest is not None and len(text) > longest:
        text = text[:longest].rstrip() + " …"
    passage: dict[str, Any] = {"start": span.start, "end": span.end, "text": text}
    return {**passage, label: span.label} if label else passage
