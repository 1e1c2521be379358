"""The table of frames: each value with its instrument, its evidence and what is known of it."""

import pytest

from framing import parse
from framing.extract.frame_cues import load_battery
from framing.frames import frame_table
from framing.frames.rows import Framed
from framing.models.folder import list_raters

TEXT = {
    "en": "The senator clashed with her rival. It rained. “We lost our jobs in a slump”, she said.",
    "de": "Die Ministerin beschuldigte ihren Rivalen. Es regnete. „Die Preise steigen“, sagte sie.",
}


@pytest.fixture
def corpus():
    return [parse(text, code, id=code) for code, text in TEXT.items()]


def test_every_article_has_a_row_for_every_frame(corpus):
    table = frame_table(corpus, raters=())
    frames = [f for name in ("generic", "policy") for f in load_battery(name).frames]
    for code in TEXT:
        assert table.loc[table["article"] == code, "frame"].tolist() == frames
    assert table.columns.tolist() == list(Framed._fields)


def test_a_value_can_be_shown_in_the_words_it_came_from(corpus):
    for per in ("article", "sentence"):
        for row in frame_table(corpus, per, raters=()).itertuples():
            assert (row.value > 0) == bool(row.evidence)
            text = TEXT[row.article]
            for shown in row.evidence:
                assert text[shown["start"] : shown["end"]] == shown["text"]
                assert row.start <= shown["start"] < shown["end"] <= row.end


def test_a_sentence_has_its_own_cues_and_only_these(corpus):
    table = frame_table(corpus, "sentence", batteries=["generic"])
    english = table[table["article"] == "en"].set_index("frame")
    assert english.loc["conflict", ["sentence", "value"]].tolist() == [0, 2]
    assert english.loc["economic", "sentence"] == 2
    assert english.loc["economic", "author_share"] == 0
    assert english.loc["conflict", "author_share"] == 1


def test_every_row_says_how_far_it_is_validated(corpus):
    table = frame_table(corpus, raters=())
    known = "validated|does not beat the base rate|too few articles|not tested"
    assert table["note"].str.match(known).all()
    german = table[(table["article"] == "de") & (table["battery"] == "generic")].set_index("frame")
    assert german.loc["conflict", "note"] == "not tested: no labelled corpus"


def test_a_headline_has_no_room_for_the_rule_of_presence(corpus):
    long = parse(" ".join([TEXT["en"]] * 10), "en", id="long")
    table = frame_table([corpus[0], long], raters=(), batteries=["generic"])
    assert table.loc[table["article"] == "en", "present"].isna().all()
    assert table.loc[table["article"] == "long", "present"].notna().all()


def test_a_rater_stands_beside_the_indicator_and_calls_the_frames_alike(corpus):
    long = parse(" ".join([TEXT["en"]] * 10), "en", id="long")
    table = frame_table([long], "article", "frames-en", batteries=["generic"])
    rated = table[table["instrument"] == "frames-en"]
    assert set(rated["frame"]) == set(load_battery("generic").frames)
    assert rated["value"].between(0, 1).all()
    assert (rated["low"] <= rated["value"]).all()
    assert (rated["battery"] == "generic").all()
    assert rated["present"].notna().all()


def test_a_rater_that_is_not_at_hand_is_named_with_the_way_to_make_it(corpus, monkeypatch):
    monkeypatch.delenv("FRAMING_RATERS", raising=False)
    assert "frames14-de" not in list_raters()
    table = frame_table(corpus, batteries=["policy"])
    missing = table[table["instrument"] == "frames14-de"]
    assert set(missing["article"]) == {"de"}
    assert len(missing) == len(load_battery("policy").frames)
    assert missing["value"].isna().all()
    assert missing["note"].str.contains("framing train frames14-de").all()


def test_no_rater_speaks_of_a_language_it_does_not_know(corpus):
    table = frame_table(corpus, batteries=["generic"])
    assert set(table.loc[table["instrument"] == "frames-en", "article"]) == {"en"}


@pytest.mark.parametrize("text", ["", " \n ", "..."])
def test_an_article_without_words_has_no_value_and_says_so(text):
    table = frame_table([parse(text, "de", id="a")], raters=())
    assert table["value"].isna().all()
    assert (table["note"] == "no words").all()


def test_no_articles_make_an_empty_table():
    table = frame_table([])
    assert table.empty
    assert table.columns.tolist() == list(Framed._fields)


def test_what_is_unknown_is_told_what_there_is(corpus):
    with pytest.raises(ValueError, match=r"no frames per 'sentnce'; did you mean 'sentence'\?"):
        frame_table(corpus, "sentnce")
    with pytest.raises(ValueError, match="no battery 'x'; there is: generic, policy"):
        frame_table(corpus, batteries=["x"])
