"""Articles whose attributions are written into them, so that a reader sees who says what.

``[Ada Holm|s1] [claimed|c1] that [rents will fall|w1]`` is attribution 1 with its source, cue and
words (content); several brackets of a kind are its fragments. What is known of it stands beside
it: ``attributed("en", text, "indirect official distancing", ...)``, one line for each.
"""

from dataclasses import replace
from importlib import import_module

import pytest

import framing
from framing.document import Attribution, Document, Span
from tests.markup import unmark

USERS = (
    "framing.extract.sourcing",
    "framing.voices",
    "framing.report.record",
    "framing.report.overview",
)
PRONOUNS = {"he", "she", "they", "er", "sie"}


def attributed(language: str, marked: str, *facts: str, **known: object) -> Document:
    """A document with attributions.

    Parameters
    ----------
    language : str
        Code of the language.
    marked : str
        The text with its marks, ``s``, ``c`` and ``w`` with the number of the attribution.
    *facts : str
        For each attribution type, source type, commitment and attitude, then the number of the
        enclosing attribution; what is left out is ``unspecified``, ``neutral``, ``none`` and none.
    **known
        ``id`` and ``meta`` of the document.
    """
    text, marks = unmark(marked)
    document = framing.parse(text, language, **known)
    found = []
    for number, fact in enumerate(facts, 1):
        spans = {
            kind: tuple(Span(a, b) for a, b, label in marks if label == f"{kind}{number}")
            for kind in "scw"
        }
        given = fact.split()
        kind, source_type, commitment, attitude, parent = given + DEFAULTS[len(given) :]
        found.append(
            Attribution(
                kind,
                spans["s"][0] if spans["s"] else None,
                spans["c"],
                spans["w"],
                source_type,
                commitment,
                attitude,
                int(parent) - 1 if parent else None,
            )
        )
    return replace(document, attributions=tuple(found))


DEFAULTS = ["", "unspecified", "neutral", "none", ""]


def named(document: Document) -> tuple[str | None, ...]:
    """The source of each attribution as it stands there; a pronoun is the source before it."""
    names: list[str | None] = []
    for attribution in document.attributions:
        name = document[attribution.source] if attribution.source else None
        if name is not None and name.lower() in PRONOUNS:
            name = next(filter(None, reversed(names)), None)
        names.append(name)
    return tuple(names)


@pytest.fixture
def speakers_as_written(monkeypatch):
    """Names as they stand in the article, whatever the resolver makes of them."""
    for user in USERS:
        monkeypatch.setattr(import_module(user), "speakers", named)
