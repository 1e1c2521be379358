"""Sentences of the tests, and tiny raters that learn from them: a coder marks the loaded ones."""

import random

import framing
from framing.models import Rater, Recipe
from framing.models.recipe import Measures, Ngrams, Surface, Vectors

PEOPLE = ("the council", "the mayor", "the committee", "the school board", "the ferry company")
DEEDS = ("repaired", "moved", "opened", "closed", "bought")  # no words that cite
THINGS = ("the harbour gate", "the town hall", "the old bridge", "the ferry", "the car park")
DAYS = ("on Monday", "on Tuesday", "last week", "in March", "before the vote")
LOADED = ("shamelessly", "recklessly", "disgracefully", "scandalously")
CALM = ("formally", "briefly", "again", "jointly")
TOPICS = {"harbour": "the harbour gate", "money": "the new budget", "traffic": "the timetable"}

TINY = Recipe(
    name="tiny",
    positive="loaded",
    word=Ngrams((1, 2), 12, 1.0),
    char=Ngrams((3, 4), 12, 1.0),
)
FULL = Recipe(
    name="full",
    positive="loaded",
    word=Ngrams((1, 2), 12, 1.0),
    char=Ngrams((2, 3), 12, 1.0),
    measures=Measures(("loaded", "devices", "style"), 1.0),
    surface=Surface(1.0),
    vectors=Vectors(1.0),
)
TOPIC = Recipe(name="topic", task="multiclass", word=Ngrams((1,), 12, 1.0))
TOPICS_AT_ONCE = Recipe(
    name="topics", task="multilabel", margin="macro", word=Ngrams((1,), 12, 1.0)
)


def sentence(draw, adverb):
    """One invented sentence."""
    who, did, what, when = (draw.choice(words) for words in (PEOPLE, DEEDS, THINGS, DAYS))
    return f"{who.capitalize()} {adverb} {did} {what} {when}."


def rows(n=80, seed=1):
    """Documents of one sentence each and their labels, half of them loaded."""
    draw = random.Random(seed)
    labels = [row % 2 for row in range(n)]
    texts = [sentence(draw, draw.choice(LOADED if label else CALM)) for label in labels]
    return [framing.parse(text, "en") for text in texts], labels


def topic_rows(n=60, seed=2):
    """Documents and which topic each is about."""
    draw = random.Random(seed)
    labels = [list(TOPICS)[row % len(TOPICS)] for row in range(n)]
    texts = [
        f"{draw.choice(PEOPLE).capitalize()} {draw.choice(DEEDS)} {TOPICS[label]}."
        for label in labels
    ]
    return [framing.parse(text, "en") for text in texts], labels


def trained(recipe=TINY):
    """A tiny rater that has learnt what it is for."""
    documents, labels = rows() if recipe.task == "binary" else topic_rows()
    if recipe.task == "multilabel":
        labels = [(label,) for label in labels]
    return Rater(recipe).fit(documents, labels)


def article(n=8, seed=3, **settings):
    """An article of calm and loaded sentences in turn, in the outlet's own voice."""
    draw = random.Random(seed)
    adverbs = [(LOADED, CALM)[number % 2] for number in range(n)]
    text = " ".join(sentence(draw, draw.choice(words)) for words in adverbs)
    return framing.parse(text, "en", **settings)
