"""Who an article is about: persons, bodies, states and groups, with every mention of them."""

from framing.actors.known import ActorError, KnownActor, read_actors
from framing.actors.pipelines import actors_from_spacy
from framing.actors.reading import actors
from framing.actors.values import FORMS, KINDS, LABELS, Actor, Mention

__all__ = [
    "FORMS",
    "KINDS",
    "LABELS",
    "Actor",
    "ActorError",
    "KnownActor",
    "Mention",
    "actors",
    "actors_from_spacy",
    "read_actors",
]
