"""BASIL: an article a file, its sentences in paragraphs, and a file with the marked spans.

A span names its sentence by number (``p8``: the ninth of the body) and its characters in it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from framing.cards.formats.base import numbered
from framing.document import Span
from framing.parsing.tables import Table

KINDS = {"lex": "lexical", "inf": "informational"}
COLUMNS = (
    "sentence",
    "bias",
    *KINDS.values(),
    "polarity",
    "target",
    "in_quote",
    "spans",
    "source",
    "triplet-uuid",
    "uuid",
    "main-event",
    "url",
    "date",
    "number",
    "stance",
)


def basil(files: Mapping[str, Path], settings: Mapping[str, Any]) -> Table:
    """One row a sentence of the body.

    ``bias``, ``lexical``, ``informational`` and ``in_quote`` are 0 or 1: whether any span is
    so. ``polarity`` and ``target`` are tuples of what the spans have; ``spans`` are the spans,
    with the kind as the label.
    """
    del settings
    marks = {
        PurePosixPath(path).stem.removesuffix("_ann"): local
        for path, local in files.items()
        if path.startswith("annotations/")
    }
    articles = {
        PurePosixPath(path).stem: local
        for path, local in files.items()
        if path.startswith("articles/")
    }
    return numbered(
        COLUMNS, (row for name in articles for row in _sentences(articles[name], marks[name]))
    )


def _sentences(article: Path, annotations: Path) -> Iterator[Mapping[str, Any]]:
    known = json.loads(article.read_text(encoding="utf-8"))
    marked = json.loads(annotations.read_text(encoding="utf-8"))
    by_sentence = defaultdict(list)
    for span in marked["phrase-level-annotations"]:
        by_sentence[span["id"]].append(span)
    stance = marked["article-level-annotations"].get("relative_stance")
    facts = {name: known.get(name) for name in COLUMNS if name in known}
    sentences = [sentence for paragraph in known["body-paragraphs"] for sentence in paragraph]
    for number, sentence in enumerate(sentences):
        yield {
            **facts,
            **_bias(by_sentence[f"p{number}"]),
            "source": known["source"].lower(),
            "sentence": sentence,
            "number": number,
            "stance": stance,
        }


def _bias(spans: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What is marked in a sentence."""
    return {
        "bias": int(bool(spans)),
        "lexical": int(any(span["bias"] == "lex" for span in spans)),
        "informational": int(any(span["bias"] == "inf" for span in spans)),
        "in_quote": int(any(span["quote"] == "yes" for span in spans)),
        "polarity": tuple(sorted({span["polarity"] for span in spans})),
        "target": tuple(sorted({span["target"] for span in spans})),
        "spans": tuple(
            sorted(Span(span["start"], span["end"], KINDS[span["bias"]]) for span in spans)
        ),
    }
