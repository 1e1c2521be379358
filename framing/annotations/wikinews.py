"""Attributions in German Wikinews (Petersen-Frey & Biemann 2024): one JSON file an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.annotations.base import Annotated, Group, Official
from framing.document import Attribution, Span

# What the corpus calls free indirect (with "sollen") and indirect / free indirect (in the
# subjunctive) has this in common: whole sentences without a cue, by a speaker named before.
TYPES = {
    "Direct": "direct",
    "Indirect": "indirect",
    "Reported": "reported",
    "FreeIndirect": "free_indirect",
    "IndirectFreeIndirect": "free_indirect",
}
NAME = re.compile(r"(?P<number>\d+) - (?P<title>.+) \((?P<date>\d{4}-\d\d-\d\d)\)")
PARTS = ("quote", "addressee", "cue", "frame", "speaker")


def german_quotes(files: Mapping[str, Path]) -> Iterator[Annotated]:
    """The articles of the German corpus.

    Parameters
    ----------
    files : mapping of str to Path
        From paths in the repository to local files.

    Yields
    ------
    Annotated
        ``meta["official"]`` holds the article in the corpus's own tokens, with frames and
        addressees, for its own scorer. A content inside another one has that as its parent;
        two of the same extent (a relay) have none, since the corpus does not say which is
        inside.
    """
    for path in files.values():
        yield _article(json.loads(path.read_text(encoding="utf-8")))


def _article(record: Mapping[str, Any]) -> Annotated:
    text: str = record["originalText"]
    groups = tuple(_group(annotation) for annotation in record["annotations"])
    parents = _parents([group.quote for group in groups])
    attributions = tuple(
        _attribution(annotation, parent)
        for annotation, parent in zip(record["annotations"], parents, strict=True)
    )
    sentences = tuple((one["begin"], one["end"]) for one in record["sentences"])
    official = Official(_tokens(text, record["sentences"]), sentences, groups)
    match = NAME.match(record["documentName"])
    known = match.groupdict() if match else {"number": record["documentName"], "title": ""}
    meta = {"title": known["title"], "date": known.get("date"), "outlet": "Wikinews"}
    return Annotated(known["number"], text, "de", attributions, {**meta, "official": official})


def _tokens(text: str, sentences: Sequence[Mapping[str, Any]]) -> tuple[tuple[int, int], ...]:
    """Offsets of the tokens, which the file gives as words only."""
    offsets, at = [], 0
    for token in (token for sentence in sentences for token in sentence["tokens"]):
        at = text.index(token, at)
        offsets.append((at, at + len(token)))
        at += len(token)
    return tuple(offsets)


def _ids(part: Any) -> frozenset[int]:
    return frozenset(part["tokenIds"]) if part else frozenset()  # an empty part is a list


def _group(annotation: Mapping[str, Any]) -> Group:
    parts = {name: _ids(annotation[name]) for name in PARTS}
    return Group(annotation["type"], annotation["medium"], **parts)


def _spans(part: Any) -> tuple[Span, ...]:
    spans = part["spans"] if part else ()
    return tuple(sorted(Span(span["charBegin"], span["charEnd"]) for span in spans))


def _attribution(annotation: Mapping[str, Any], parent: int | None) -> Attribution:
    speaker = _spans(annotation["speaker"])
    source = Span(speaker[0].start, speaker[-1].end) if speaker else None
    cue, content = _spans(annotation["cue"]), _spans(annotation["quote"])
    return Attribution(TYPES[annotation["type"]], source, cue, content, parent=parent)


def _parents(contents: Sequence[frozenset[int]]) -> list[int | None]:
    """The smallest content around each one, if there is one."""
    parents: list[int | None] = []
    for content in contents:
        around = [at for at, other in enumerate(contents) if content < other]
        parents.append(min(around, key=lambda at: len(contents[at]), default=None))
    return parents
