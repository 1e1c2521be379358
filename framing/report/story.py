"""Who and what an article tells of, as plain values: actors, predicates, frames, zones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import nan
from typing import Any

from framing.actors import actors
from framing.document import VOICES, Document
from framing.extract.agency import clauses
from framing.extract.base import PER
from framing.extract.frame_validity import validity
from framing.extract.frames import Frames
from framing.zones import ZONES, borders


def named(document: Document) -> list[dict[str, Any]]:
    """The actors of an article with every mention.

    Returns
    -------
    list of dict
        ``name``, ``kind``, and ``mentions``: each with ``start``, ``end``, ``text``, ``form``,
        ``label`` (``''``, ``'negative'``, ``'positive'``) and ``voice``.

    Examples
    --------
    >>> import framing
    >>> (holm, radicals) = named(framing.parse("Mayor Ada Holm met the radicals.", "en"))
    >>> radicals["mentions"][0]["text"], radicals["mentions"][0]["label"]
    ('the radicals', 'negative')
    """
    return [
        {
            "name": actor.name,
            "kind": actor.kind,
            "mentions": [
                {
                    **_passage(document, mention.span),
                    "form": mention.form,
                    "label": mention.label,
                    "voice": document.voice(mention.span),
                }
                for mention in actor.mentions
            ],
        }
        for actor in actors(document)
    ]


def predicates(document: Document) -> list[dict[str, Any]]:
    """Who does what to whom, in the order of the text.

    Returns
    -------
    list of dict
        ``start`` and ``end`` of the main word, ``text`` (all parts of the predicate), ``voice``,
        ``kind`` (see ``framing.extract.agency.Clause``), ``agent`` and ``patient`` (offsets and
        text, or None) and ``harm`` (a category, or empty).

    Examples
    --------
    >>> import framing
    >>> (one,) = predicates(framing.parse("Two men were injured.", "en"))
    >>> one["text"], one["kind"], one["agent"], one["patient"]["text"], one["harm"]
    ('were injured', 'passive_no_agent', None, 'Two men', 'injure')
    """
    return [
        {
            "start": one.main.start,
            "end": one.main.end,
            "text": " ".join(document[span] for span in one.spans),
            "voice": document.voice(one.main),
            "kind": one.kind,
            "agent": _passage(document, one.agent) if one.agent else None,
            "patient": _passage(document, one.patient) if one.patient else None,
            "harm": one.harm,
        }
        for one in clauses(document)
    ]


def frames(document: Document) -> list[dict[str, Any]]:
    """The cues of every frame that is measured by default, also of those without a cue.

    Returns
    -------
    list of dict
        ``frame``, ``battery``, ``measure`` (what follows ``frames__author_`` in ``measures``),
        ``status`` and ``note`` (what is known of the indicator in the language of the article)
        and ``cues`` with offsets, text and voice.

    Examples
    --------
    >>> import framing
    >>> conflict = frames(framing.parse("The two towns clashed.", "en"))[0]
    >>> conflict["frame"], conflict["status"], [cue["text"] for cue in conflict["cues"]]
    ('conflict', 'validated', ['clashed'])
    """
    extractor = Frames()
    columns = extractor.columns()
    cues: dict[str, list[dict[str, Any]]] = {name: [] for name in columns.values()}
    for span in extractor.find(document):
        voice, _, name = span.label.partition("_")
        cues[name].append({**_passage(document, span), "voice": voice})
    found = []
    for (battery, frame), name in columns.items():
        known = validity(battery, frame, document.language)
        facts = {"frame": frame, "battery": battery, "measure": name}
        facts |= {"status": known.status, "note": known.note}
        found.append({**facts, "cues": cues[name]})
    return found


def zones(document: Document, hits: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Headline, lead and body: how many words, and how loaded those of the author are.

    Parameters
    ----------
    document : Document
    hits : iterable of mapping
        The loaded words of the document with ``start`` and ``voice``.

    Returns
    -------
    list of dict
        ``zone``, ``start`` and ``end`` (offsets), ``words`` and ``loaded`` (each by voice), and
        ``rate``: 1000 * loaded words of the author / words of the author, nan without any.
        The zones together have every word and every loaded word once.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse('''Regime silences its brave critics
    ...
    ... The ministry closed two newspapers on Monday and sent their editors home in the evening.
    ...
    ... It rained again.''')
    >>> hits = [{"start": 0, "voice": "author"}]
    >>> [(one["zone"], one["words"]["author"], one["rate"]) for one in zones(doc, hits)]
    [('headline', 5, 200.0), ('lead', 15, 0.0), ('body', 3, 0.0)]
    """
    head, lead = borders(document)
    edges = (0, head, lead, len(document.text))
    begins = document.tokens[:, 0]
    loaded = [(hit["start"], hit["voice"]) for hit in hits]
    found = []
    for name, start, end in zip(ZONES, edges, edges[1:], strict=False):
        here = document.words & (begins >= start) & (begins < end)
        source = int((here & document.source_tokens).sum())
        words = {"author": int(here.sum()) - source, "source": source}
        inside = [voice for at, voice in loaded if start <= at < end]
        counts = {voice: inside.count(voice) for voice in VOICES}
        rate = PER * counts["author"] / words["author"] if words["author"] else nan
        facts = {"zone": name, "start": start, "end": end}
        found.append({**facts, "words": words, "loaded": counts, "rate": rate})
    return found


def _passage(document: Document, span: tuple[int, int, str]) -> dict[str, Any]:
    return {"start": span[0], "end": span[1], "text": document.text[span[0] : span[1]]}
