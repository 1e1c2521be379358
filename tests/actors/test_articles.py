"""Actors in the marked articles: how many mentions are found and put to the right one.

The rules were written by somebody who has not seen these articles.
"""

import pytest

from benchmarks.naming import Counts, compared, joined, of
from framing import parse
from framing.language import language_codes
from tests.actors.marked import articles

FEWEST = 0.6  # F1


def counts(article, language):
    document = parse(article.text, language, attribution="rules")
    marked = {}
    for mention in article.mentions:
        marked.setdefault(mention.actor, []).append((mention.start, mention.end))
    return compared(document, of(document), list(marked.values()))


@pytest.mark.parametrize("code", language_codes())
def test_mentions_of_the_marked_actors_are_found(code):
    every = {one.name: counts(one, code) for one in articles(f"articles_{code}.txt")}
    assert len(every) >= 3
    assert joined(every.values()).f1 >= FEWEST, {name: one.f1 for name, one in every.items()}


# How it is counted


def test_all_mentions_right_is_one():
    document = parse("Ada Holm left. Holm was ill.", "en", attribution="rules")
    marked = [[(0, 8), (15, 19)]]
    assert compared(document, marked, marked) == Counts(2, 2, 2)


def test_two_actors_taken_for_one_lose_the_mentions_of_the_smaller():
    document = parse("Ada Holm left. Renz stayed. Holm was ill.", "en", attribution="rules")
    holm, renz = [(0, 8), (28, 32)], [(15, 19)]
    assert compared(document, [holm + renz], [holm, renz]) == Counts(2, 3, 3)


def test_found_actors_that_nobody_marked_do_not_count():
    document = parse("Ada Holm left. Renz stayed.", "en", attribution="rules")
    assert compared(document, [[(0, 8)], [(15, 19)]], [[(0, 8)]]) == Counts(1, 1, 1)


def test_nothing_found_is_zero():
    document = parse("Ada Holm left.", "en", attribution="rules")
    assert compared(document, [], [[(0, 8)]]).f1 == 0
