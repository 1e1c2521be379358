"""Raters: models of labelled corpora that say how a sentence or article reads to coders.

Rating needs numpy only. ``recipes/`` says what each rater looks at, ``pretrained/`` holds those
that are shipped, each a folder with weights, scores and a card.
"""

from framing.models.explaining import Driver, explain
from framing.models.folder import (
    RaterError,
    known_error,
    list_raters,
    load_rater,
)
from framing.models.rater import Rater, RaterWarning
from framing.models.rating import article_ratings, rate, ratings
from framing.models.recipe import Recipe, list_recipes, load_recipe
from framing.models.saving import save_rater, write_rater

__all__ = [
    "Driver",
    "Rater",
    "RaterError",
    "RaterWarning",
    "Recipe",
    "article_ratings",
    "explain",
    "known_error",
    "list_raters",
    "list_recipes",
    "load_rater",
    "load_recipe",
    "rate",
    "ratings",
    "save_rater",
    "write_rater",
]
