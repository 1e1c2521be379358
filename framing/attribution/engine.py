"""From a document to its attributions: rules and model find them, one linker joins both."""

from __future__ import annotations

from collections.abc import Callable

from framing.attribution import subject_verb, verb_second
from framing.attribution.classify import classified
from framing.attribution.marked import quotations_attributed
from framing.attribution.view import Draft, Unit, View
from framing.document import Attribution, Document
from framing.language import load_language

Finder = Callable[[View, int, Unit, Draft | None], list[Draft]]
FINDERS: dict[str, Finder] = {
    "subject_verb": subject_verb.find,
    "verb_second": verb_second.find,
}
TIERS = ("auto", "rules", "model")


def attribute(document: Document, tier: str = "rules") -> tuple[Attribution, ...]:
    """Everything a document says that somebody says.

    Parameters
    ----------
    document : Document
        Parsed up to sentences and quotations.
    tier : {'rules', 'model', 'auto'}
        What finds indirect speech.

    Returns
    -------
    tuple of Attribution
        In the order of the text.
    """
    view = View(document)
    drafts = ruled(view)
    drafts = quotations_attributed(view, drafts)
    return classified(view, drafts)


def ruled(view: View) -> list[Draft]:
    """What the rules find, unit by unit."""
    find = FINDERS[load_language(view.document.language).facts["attribution"]["word_order"]]
    found: list[Draft] = []
    previous: Draft | None = None
    for number, unit in enumerate(view.units):
        drafts = find(view, number, unit, previous)
        found += drafts
        previous = drafts[-1] if drafts else None
    return found
