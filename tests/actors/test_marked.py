"""The marked articles are what they should be, whatever the package finds in them."""

from collections import Counter

import pytest

from framing.document import merged
from tests.actors.marked import FORMS, articles, unmark

FILES = ("articles_de.txt", "articles_en.txt")
ARTICLES = [pytest.param(a, id=f"{file}-{a.name}") for file in FILES for a in articles(file)]


def test_marks_become_offsets_into_the_plain_text():
    text, mentions = unmark("[Karl Renz]1:name called [the crowd]2:label- noisy.")
    assert text == "Karl Renz called the crowd noisy."
    assert [(m.actor, m.form, text[m.start : m.end]) for m in mentions] == [
        (1, "name", "Karl Renz"),
        (2, "label-", "the crowd"),
    ]


@pytest.mark.parametrize("article", ARTICLES)
def test_no_mark_is_broken_or_nested(article):
    assert not set("[]#") & set(article.text)
    spans = [(m.start, m.end) for m in article.mentions]
    assert merged(spans) == spans
    for start, end in spans:
        assert article.text[start:end] == article.text[start:end].strip()


@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_has_a_headline_and_the_length_of_news(article):
    assert "." not in article.text.split("\n\n")[0]
    assert 170 <= len(article.text.split()) <= 320


@pytest.mark.parametrize("article", ARTICLES)
def test_actors_are_numbered_without_gaps_and_the_main_ones_recur(article):
    counts = Counter(m.actor for m in article.mentions)
    assert set(counts) == set(range(1, max(counts) + 1))
    assert sum(n >= 3 for n in counts.values()) >= 4


@pytest.mark.parametrize("file", FILES)
def test_every_form_occurs_in_each_language(file):
    assert {m.form for a in articles(file) for m in a.mentions} == set(FORMS)
