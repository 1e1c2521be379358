"""Tables of ratings: what a row is, what is flagged, and what an article's rating rests on."""

import math

import numpy as np
import pytest

import framing
from framing.models import Rater, article_ratings, rate, ratings
from framing.models.rating import FEWEST, ArticleRating, Rating
from tests.models.invented import LOADED, TINY, article, rows, trained

GERMAN = framing.parse("Der Bürgermeister sprach am Montag über den Hafen.", "de", id="d")


def one(text, rater="bias-en", **settings):
    """The only row of a sentence."""
    (row,) = ratings([framing.parse(text, "en", **settings)], rater)
    return row


def test_a_row_is_a_sentence_and_a_label(topic):
    table = rate([article(4, id="a"), article(3, seed=9, id="b")], topic)
    assert list(table.columns) == list(Rating._fields)
    assert len(table) == 7 * 3
    assert not table.duplicated(["article", "sentence", "rater", "label"]).any()
    assert table.groupby(["article", "sentence"])["probability"].sum().round(9).eq(1).all()


def test_offsets_are_those_of_the_sentences(tiny):
    document = article(5, id="a")
    table = rate([document], tiny)
    assert table["sentence"].tolist() == list(range(5))
    assert table[["start", "end"]].values.tolist() == document.sentences.tolist()


def test_a_corpus_has_its_rows_in_order_of_articles_then_raters(tiny, topic):
    corpus = [article(2, id="b"), article(2, id="a")]
    table = rate(corpus, [topic, tiny])
    assert table["article"].drop_duplicates().tolist() == ["b", "a"]
    assert table["rater"].drop_duplicates().tolist() == ["topic", "tiny"]


def test_articles_without_an_id_are_numbered(tiny):
    assert set(rate([article(2), article(2, seed=8)], tiny)["article"]) == {"0", "1"}


@pytest.mark.parametrize("ids", [("a", "a"), ("1", "")])
def test_two_articles_of_one_name_are_refused(tiny, ids):
    with pytest.raises(ValueError, match=f"called '{ids[0]}'"):
        rate([article(2, id=name) for name in ids], tiny)


def test_two_raters_of_one_name_are_refused(tiny):
    with pytest.raises(ValueError, match="raters are called 'tiny'"):
        rate([article(2)], [tiny, trained(TINY)])


@pytest.mark.parametrize("text", ["Rain.", "He said no.", "The mayor left early."])
def test_a_short_sentence_gets_no_interval(text):
    row = one(text)
    assert row.too_short
    assert math.isnan(row.low)
    assert math.isnan(row.high)
    assert 0 <= row.probability <= 1
    assert "too short" in row.note


def test_a_plain_sentence_has_an_interval_and_no_flag():
    row = one("The government raised taxes on Monday despite the protests of many workers.")
    assert row.note == ""
    assert not any(row[-5:-1])
    assert row.low < row.probability < row.high


def test_what_a_source_says_is_flagged():
    text = "“The radical mob has shamelessly smeared our brave officers for many years.”"
    row = one(text)
    assert row.source_voice
    assert "source voice" in row.note
    assert not one(text.strip("“”")).source_voice


def test_gibberish_is_out_of_domain():
    row = one("Xqv zzrt plomk wurgh flimp dorvex qaal mrrt vrootz klixen pwaht.")
    assert row.out_of_domain
    assert "out of domain" in row.note


def test_an_article_in_another_language_is_listed_without_ratings():
    table = rate([article(2, id="e"), GERMAN], "bias-en")
    (german,) = table[table["article"] == "d"].to_dict("records")
    assert german["other_language"]
    assert german["note"] == "other language: de"
    assert math.isnan(german["probability"])
    assert not table[table["article"] == "e"]["other_language"].any()
    (whole,) = rate([GERMAN], "bias-en", per="article").to_dict("records")
    assert math.isnan(whole["rating"])
    assert whole["note"] == "other language: de"


def test_raters_that_are_not_named_are_those_of_the_language():
    assert set(rate([GERMAN])["rater"]) == {"subjectivity-de"}
    assert "subjectivity-de" not in set(rate([article(2)])["rater"])


def test_the_rating_of_an_article_is_the_mean_of_its_own_sentences(tiny):
    quoted = "“You have recklessly and shamelessly rejected the plan,” the mayor said."
    document = framing.parse(f"{article(8).text} {quoted} No.", "en", id="a")
    own = [r.probability for r in ratings([document], tiny) if not (r.source_voice or r.too_short)]
    assert len(own) == 8
    (whole,) = article_ratings([document], tiny)
    assert whole.rating == pytest.approx(np.mean(own))
    assert whole.low < whole.rating < whole.high
    assert (whole.sentences, whole.author_sentences, whole.note) == (10, 8, "")


def test_a_longer_article_is_rated_more_surely(tiny):
    widths = [
        whole.high - whole.low
        for n in (6, 60)
        for whole in article_ratings([article(n, id="a")], tiny)
    ]
    assert widths[0] > 1.5 * widths[1]


@pytest.mark.parametrize("text", ["", "\n\n", article(FEWEST - 1).text, "No. Yes. No. Yes. No."])
def test_an_article_of_few_sentences_has_no_rating(tiny, text):
    (row,) = rate([framing.parse(text, "en", id="a")], tiny, per="article").to_dict("records")
    assert row["note"] == "too few sentences"
    assert all(math.isnan(row[name]) for name in ("rating", "low", "high"))
    assert row["author_sentences"] < FEWEST


def test_an_article_of_just_enough_sentences_has_one(tiny):
    (whole,) = article_ratings([article(FEWEST)], tiny)
    assert 0 < whole.rating < 1


def test_a_rater_of_articles_gives_a_row_an_article_and_label():
    long = article(30, id="long")
    table = rate([long, article(2, id="short")], "frames-en")
    assert table["sentence"].isna().all()
    assert table.groupby("article")["label"].nunique().eq(5).all()
    assert table[table["article"] == "short"]["low"].isna().all()
    assert table[table["article"] == "long"]["low"].notna().all()
    whole = rate([long], "frames-en", per="article")
    assert list(whole.columns) == list(ArticleRating._fields)
    assert whole["rating"].tolist() == pytest.approx(
        table[table["article"] == "long"]["probability"].tolist(), abs=1e-6
    )


def test_rows_that_are_known_need_not_be_made_again(tiny):
    corpus = [article(6, id="a"), article(9, seed=5, id="b")]
    assert article_ratings(corpus, rows=ratings(corpus, tiny)) == article_ratings(corpus, tiny)


def test_nothing_to_rate_gives_an_empty_table_with_all_columns(tiny):
    for per, kind in (("sentence", Rating), ("article", ArticleRating)):
        table = rate([], tiny, per=per)
        assert len(table) == 0
        assert list(table.columns) == list(kind._fields)


def test_a_misspelt_unit_names_what_there_is(tiny):
    with pytest.raises(ValueError, match=r"'sentences'.*sentence"):
        rate([article(2)], tiny, per="sentences")


def test_an_unknown_rater_names_the_nearest():
    with pytest.raises(ValueError, match=r"'bias-em'.*bias-en"):
        rate([article(2)], "bias-em")


def test_a_rater_that_is_not_shipped_says_how_to_make_it():
    with pytest.raises(ValueError, match="framing train persuasion-en"):
        rate([article(2)], "persuasion-en")


def test_an_untrained_rater_rates_nothing():
    with pytest.raises(ValueError, match="'tiny' is not trained"):
        rate([article(2)], Rater(TINY))


def test_a_sentence_is_rated_alike_whatever_stands_beside_it(full):
    document = article(8)
    together = [row.probability for row in ratings([document], full)]
    pieces = [document.text[start:end] for start, end in document.sentences.tolist()]
    alone = [one(piece, full).probability for piece in pieces]
    assert together == pytest.approx(alone, abs=1e-6)


def test_a_document_is_rated_alike_alone_and_in_a_corpus(full):
    documents, _ = rows(30, seed=6)
    documents += [framing.parse("", "en"), article(4)]
    together = full.predict_proba(documents)
    alone = np.vstack([full.predict_proba([document]) for document in documents])
    assert together == pytest.approx(alone, abs=1e-6)
    assert full.predict_proba(documents[::-1])[::-1] == pytest.approx(together, abs=1e-6)


@pytest.mark.parametrize("most", [1, 100, 700])
def test_how_many_documents_are_looked_at_together_changes_nothing(full, monkeypatch, most):
    documents = [article(2), framing.parse("", "en"), article(20), article(3), article(1)]
    together = full.predict_proba(documents)
    monkeypatch.setattr("framing.models.blocks.BATCH", most)
    assert full.predict_proba(documents) == pytest.approx(together, abs=1e-6)


def test_loaded_sentences_are_rated_higher_than_calm_ones(tiny):
    table = rate([article(20)], tiny)
    text = article(20).text
    offsets = zip(table["start"], table["end"], strict=True)
    loaded = np.array([any(word in text[a:b] for word in LOADED) for a, b in offsets])
    assert table["probability"][loaded].min() > table["probability"][~loaded].max()
