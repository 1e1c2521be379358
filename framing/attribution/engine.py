"""From a document to its attributions: rules and model find them, one linker joins both."""

from __future__ import annotations

from collections.abc import Callable

from framing.attribution import subject_verb, verb_second
from framing.attribution.classify import classified
from framing.attribution.joining import joined
from framing.attribution.marked import quotations_attributed
from framing.attribution.mood import runs
from framing.attribution.reported import taken_apart, with_object
from framing.attribution.tagger import Tagger, has_model, load_tagger
from framing.attribution.view import Draft, Unit, View
from framing.document import Attribution, Document
from framing.language import load_language, nearest

Finder = Callable[[View, int, Unit, Draft | None], list[Draft]]
FINDERS: dict[str, Finder] = {
    "subject_verb": subject_verb.find,
    "verb_second": verb_second.find,
}
TIERS = ("auto", "rules", "model")


def tier_for(language: str, tier: str) -> str:
    """What finds indirect speech: ``auto`` is the model where there is one, else the rules.

    Raises
    ------
    ValueError
        If there is no such tier.

    Examples
    --------
    >>> tier_for("de", "rules")
    'rules'
    """
    if tier not in TIERS:
        raise ValueError(f"no attribution {tier!r}; {nearest(str(tier), TIERS)}")
    if tier == "auto":
        return "model" if has_model(language) else "rules"
    return tier


def attribute(document: Document, tier: str = "auto") -> tuple[Attribution, ...]:
    """Everything a document says that somebody says.

    Parameters
    ----------
    document : Document
        Parsed up to sentences and quotations.
    tier : {'auto', 'rules', 'model'}
        What finds indirect speech. Marked quotations are found by rule in any case.

    Returns
    -------
    tuple of Attribution
        In the order of the text, an outer one before those inside it.

    Raises
    ------
    ModelError
        If the model is asked for and there is none.
    """
    model = tier_for(document.language, tier) == "model"
    return attribute_with(document, load_tagger(document.language) if model else None)


def attribute_with(document: Document, tagger: Tagger | None) -> tuple[Attribution, ...]:
    """What rules find, and a model besides, if one is given."""
    view = View(document)
    drafts = ruled(view)
    if tagger is not None:
        marked = quotations_attributed(view, drafts)
        drafts = joined(view, drafts, tagger.drafts(view, marked))
    found = quotations_attributed(view, drafts)
    return classified(view, [with_object(view, taken_apart(view, draft)) for draft in found])


def ruled(view: View) -> list[Draft]:
    """What the rules find, unit by unit."""
    find = FINDERS[load_language(view.document.language).facts["attribution"]["word_order"]]
    found: list[Draft] = []
    previous: Draft | None = None
    for number, unit in enumerate(view.units):
        drafts = find(view, number, unit, previous)
        found += drafts
        previous = drafts[-1] if drafts else None
    return runs(view, found)
