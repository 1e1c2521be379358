"""What words add to a rating: all of it together is the rating, and the loaded word leads."""

import numpy as np
import pytest

import framing
from framing.document import Span
from framing.models import Rater, explain, load_rater
from framing.models.explaining import contributions, passages_of
from framing.models.passages import Passages
from framing.models.rating import labels_of
from tests.models.invented import LOADED, TINY, article

TEXTS = [
    "The mayor shamelessly rejected the harbour plan on Monday.",
    "The council formally approved the lease.",
    "“We will fight,” the mayor said – and the council, again, “shamelessly” agreed!",
    "Rain",
    "  The council met.\n\nThe mayor recklessly left.  ",
]
NAMES = ["tiny", "full", "topic", "topics", "bias-en", "subjectivity-en", "frames-en"]


@pytest.fixture(params=NAMES)
def rater(request):
    if "-" in request.param:
        return load_rater(request.param)
    return request.getfixturevalue(request.param)


def log_odds(rater, passages):
    """What the calibration makes of the score, before shares are made to sum to 1."""
    found = rater.rate_passages(passages)
    slope, level, _ = rater.state.calibration
    return (found.scores * slope + level)[0]


@pytest.mark.parametrize("text", TEXTS)
def test_words_and_the_rest_add_up_to_the_log_odds(rater, text):
    passages = Passages.articles([framing.parse(text, "en")])
    for column, wanted in enumerate(log_odds(rater, passages)):
        drivers, rest = contributions(rater, passages, column)
        assert sum(one.weight for one in drivers) + rest == pytest.approx(wanted, abs=1e-4)


def test_the_log_odds_are_those_of_the_probability(full):
    document = framing.parse(TEXTS[0], "en")
    drivers, rest = contributions(full, Passages.articles([document]), 0)
    p = full.predict_proba([document])[0, 1]
    assert sum(d.weight for d in drivers) + rest == pytest.approx(np.log(p / (1 - p)), abs=1e-4)


@pytest.mark.parametrize("text", TEXTS)
def test_offsets_give_the_words(rater, text):
    document = framing.parse(text, "en")
    drivers = explain(rater, document)
    assert all(document.text[d.start : d.end] == d.text for d in drivers)
    assert sorted([d.start, d.end] for d in drivers) == document.tokens.tolist()


@pytest.mark.parametrize("word", LOADED)
def test_the_loaded_word_is_the_strongest(tiny, word):
    text = f"The mayor {word} rejected the new budget in March."
    first = explain(tiny, text)[0]
    assert first.text == word
    assert first.weight > 0


def test_the_strongest_come_first_and_no_more_than_asked_for(full):
    weights = [abs(one.weight) for one in explain(full, TEXTS[0])]
    assert weights == sorted(weights, reverse=True)
    assert explain(full, TEXTS[0], most=2) == explain(full, TEXTS[0])[:2]


def test_a_sentence_of_an_article_is_explained_as_it_is_alone(tiny):
    document = article(6)
    start, end = document.sentences[2].tolist()
    within = explain(tiny, document, Span(start, end))
    alone = explain(tiny, document.text[start:end])
    assert [d.text for d in within] == [d.text for d in alone]
    assert [d.start - start for d in within] == [d.start for d in alone]
    assert [d.weight for d in within] == pytest.approx([d.weight for d in alone])


@pytest.mark.parametrize("span", [(5, 5), (9, 3), (-3, 4), (0, 10_000)])
def test_a_span_without_text_is_refused(tiny, span):
    with pytest.raises(ValueError, match="no text at"):
        explain(tiny, TEXTS[0], Span(*span))


def test_each_label_has_its_own_words(topic):
    text = "The mayor discussed the new budget."
    names = labels_of(topic)
    assert names == ["harbour", "money", "traffic"]
    assert explain(topic, text, label="money", most=1)[0].text in ("budget", "new")
    assert {d.text: d.weight for d in explain(topic, text, label="traffic")}["budget"] < 0
    assert explain(topic, text) == explain(topic, text, label="money")


@pytest.mark.parametrize("name", ["tiny", "topic", "topics"])
def test_a_label_the_rater_does_not_know_is_refused(request, name):
    rater = request.getfixturevalue(name)
    near = labels_of(rater)[0]
    with pytest.raises(ValueError, match=f"no label '{near}s'.*{near}"):
        explain(rater, TEXTS[0], label=near + "s")


def test_another_language_is_refused(tiny):
    with pytest.raises(ValueError, match="for en, not for de"):
        explain(tiny, framing.parse("Der Bürgermeister schwieg am Montag.", "de"))


def test_what_has_no_weights_of_words_is_refused():
    with pytest.raises(TypeError, match="which words"):
        explain(object(), TEXTS[0])


def test_an_untrained_rater_has_no_words():
    with pytest.raises(ValueError, match="'tiny' is not trained"):
        explain(Rater(TINY), TEXTS[0])


def test_a_text_without_words_has_no_drivers(full):
    assert explain(full, framing.parse("", "en")) == []
    drivers, rest = contributions(full, passages_of(framing.parse("", "en"), None), 0)
    p = full.predict_proba([framing.parse("", "en")])[0, 1]
    assert not drivers
    assert rest == pytest.approx(np.log(p / (1 - p)), abs=1e-6)
