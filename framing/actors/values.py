"""What an actor is: frozen values."""

from __future__ import annotations

from typing import NamedTuple

from framing.document import Span

KINDS = ("person", "institution", "place", "group", "other")
FORMS = (
    "name",
    "surname",
    "title",
    "role",
    "pronoun",
    "description",
    "label",
    "metonym",
)
LABELS = ("", "negative", "positive")


class Mention(NamedTuple):
    """Where an actor is named.

    Attributes
    ----------
    span : Span
        The noun phrase from its determiner to its head; its label is the form.
    form : str
        ``name`` (full name of a person; name of a body, state or group), ``surname``, ``title``
        (title or office with the name), ``role`` (office or function without a name),
        ``pronoun``, ``description`` (any other noun), ``label`` (an evaluative noun), ``metonym``
        (a capital or building for a government).
    label : {'', 'negative', 'positive'}
        Whether the phrase holds an evaluative label of the lexicon.
    """

    span: Span
    form: str
    label: str = ""


class Actor(NamedTuple):
    """Somebody whom an article names.

    Attributes
    ----------
    name : str
        The fullest name, or the first description where there is none.
    kind : {'person', 'institution', 'place', 'group', 'other'}
        A place stands for its state.
    mentions : tuple of Mention
        In order.
    """

    name: str
    kind: str
    mentions: tuple[Mention, ...]
