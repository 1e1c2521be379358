"""Every attribution as a row, and each voice's share of the words with its interval."""

from dataclasses import replace
from math import isnan

import pandas as pd
import pytest

import framing
from framing import Corpus
from framing.voices import BY, COLUMNS, SHARE_COLUMNS, share_of_voice, sources
from tests.voices_markup import attributed, speakers_as_written

pytestmark = pytest.mark.usefixtures(speakers_as_written.__name__)
__all__ = ["speakers_as_written"]


def article(name, outlet, *lines):
    return attributed("de", *lines, id=name, meta={"outlet": outlet})


COUNCIL = (
    "[Ada Holm|s1] [warf|c1] dem Rat [Untätigkeit|w1] [vor|c1]. [„Wir bauen|w2]“, [entgegnete|c2]"
    " [der Rat|s2], [„und das bleibt so|w2]“.",
    "reported person neutral criticism",
    "direct government neutral denial",
)
RELAY = (
    "[Der Sender|s1] [meldet|c1], [[Holm|s2] [habe angeblich|c2] [gelogen|w2]|w1]. [Es regnet|w3].",
    "reported media",
    "indirect person distancing assertion 1",
    "free_indirect",
)


@pytest.fixture
def corpus():
    return Corpus((article("a", "Anzeiger", *COUNCIL), article("b", "Bote", *RELAY)))


@pytest.fixture
def week():
    """Six articles of one outlet, one of another: the government speaks in three of seven."""
    ours = [article(f"a{i}", "Anzeiger", *(COUNCIL if i % 2 else RELAY)) for i in range(6)]
    return Corpus((*ours, article("b", "Bote", *RELAY)))


# One row an attribution


def test_one_row_an_attribution_with_its_spans_as_text(corpus):
    table = sources(corpus)
    assert tuple(table.columns) == COLUMNS
    assert table["article"].tolist() == ["a", "a", "b", "b", "b"]
    assert table["outlet"].tolist() == ["Anzeiger"] * 2 + ["Bote"] * 3
    assert table["number"].tolist() == [0, 1, 0, 1, 2]
    assert table.loc[0, "cue"] == "warf … vor"
    assert table.loc[1, "content"] == "„Wir bauen … „und das bleibt so"
    assert table.loc[1, ["type", "source_type", "attitude"]].tolist() == [
        "direct",
        "government",
        "denial",
    ]


def test_a_relay_has_its_own_words(corpus):
    table = sources(corpus[1:])
    assert table["words"].tolist() == [3, 1, 2]  # Holm habe angeblich | gelogen | Es regnet
    assert table["parent"].tolist() == [pd.NA, 0, pd.NA]
    assert table.loc[1, "content"] in table.loc[0, "content"]


def test_quoted_words_are_told_apart(corpus):
    table = sources(corpus)
    assert table["quoted_words"].tolist() == [0, 6, 0, 0, 0]


def test_offsets_point_at_cue_and_content(corpus):
    for row in sources(corpus).itertuples():
        passage = corpus[row.article].text[row.start : row.end]
        assert passage.startswith((row.cue.split(" … ")[0], row.content.split(" … ")[0]))


def test_who_is_not_named_is_missing(corpus):
    table = sources(corpus)
    assert table[["source", "speaker"]].iloc[-1].isna().all()
    assert table["speaker"].tolist()[:2] == ["Ada Holm", "der Rat"]


def test_articles_without_name_are_called_by_their_place():
    one = attributed("de", *COUNCIL)
    assert sources(Corpus((one, one)))["article"].tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize("nothing", [Corpus(), framing.parse("Es regnet in Hamburg.", "de")])
def test_without_attributions_both_tables_are_empty(nothing):
    assert sources(nothing).shape == (0, len(COLUMNS))
    assert share_of_voice(nothing).shape == (0, len(SHARE_COLUMNS))


# Shares


@pytest.mark.parametrize("by", BY)
def test_shares_add_up_and_the_largest_comes_first(by, corpus):
    table = share_of_voice(corpus, by)
    assert tuple(table.columns) == SHARE_COLUMNS
    assert table["share"].sum() == pytest.approx(1)
    assert table["words"].sum() == 13
    assert table["attributions"].sum() == 5
    assert table["words"].is_monotonic_decreasing


def test_the_innermost_speaker_owns_the_words(corpus):
    table = share_of_voice(corpus[1], "speaker").set_index("value")
    assert table["words"].to_dict() == {"Der Sender": 3, "(no source)": 2, "Holm": 1}
    assert table.loc["Holm", "share"] == pytest.approx(1 / 6)


def test_every_group_has_a_row_for_every_value_but_speakers_only_where_they_speak(corpus):
    table = share_of_voice(corpus, "source_type", within="outlet")
    values = table.groupby("group")["value"].apply(set)
    assert values["Anzeiger"] == values["Bote"] == {"person", "government", "media", "unspecified"}
    assert table.query("group == 'Bote' and value == 'government'")["words"].tolist() == [0]
    speakers = share_of_voice(corpus, "speaker", within="outlet")
    assert set(speakers.query("group == 'Anzeiger'")["value"]) == {"Ada Holm", "der Rat"}
    assert speakers.groupby("group")["share"].sum().tolist() == pytest.approx([1, 1])


def test_few_articles_are_insufficient_data(corpus):
    table = share_of_voice(corpus)
    assert set(table["note"]) == {"insufficient data"}
    assert table[["low", "high"]].isna().all(axis=None)
    assert set(table["articles"]) == {2}


def test_articles_in_which_nobody_speaks_do_not_make_data_sufficient(corpus):
    silent = replace(corpus[0], attributions=())
    table = share_of_voice(Corpus((*corpus, *[silent] * 9)))
    assert set(table["articles"]) == {2}
    assert set(table["note"]) == {"insufficient data"}


def test_intervals_hold_the_share_and_are_the_same_each_time(week):
    table = share_of_voice(week, within="outlet").set_index(["group", "value"])
    ours = table.loc["Anzeiger"]
    assert (ours["note"] == "").all()
    assert (ours["low"] <= ours["share"]).all()
    assert (ours["share"] <= ours["high"]).all()
    assert 0 < ours.loc["government", "low"] < ours.loc["government", "high"] < 1
    assert isnan(table.loc[("Bote", "media"), "low"])
    pd.testing.assert_frame_equal(
        share_of_voice(week, within="outlet"), share_of_voice(week, within="outlet")
    )


def test_articles_that_are_all_alike_leave_no_doubt():
    one = attributed("de", *COUNCIL)
    table = share_of_voice(Corpus((one,) * 5))
    assert table["low"].tolist() == table["high"].tolist() == table["share"].tolist()


def test_more_articles_make_a_narrower_interval(week):
    def width(corpus):
        row = share_of_voice(corpus).set_index("value").loc["government"]
        return row["high"] - row["low"]

    assert width(Corpus(week.documents * 9)) < 0.5 * width(week)


def test_an_article_without_the_column_is_in_a_group_of_its_own(corpus):
    nameless = attributed("de", *COUNCIL, id="c")
    table = share_of_voice(Corpus((*corpus, nameless)), within="outlet")
    assert set(table["group"]) == {"Anzeiger", "Bote", "(unknown)"}
    assert set(share_of_voice(corpus, within="language")["group"]) == {"de"}


def test_unknown_names_are_told_what_there_is(corpus):
    with pytest.raises(ValueError, match=r"no division by 'sourcetype'; did you mean"):
        share_of_voice(corpus, "sourcetype")
    with pytest.raises(ValueError, match=r"no column 'outlets' in the meta data; did you mean"):
        share_of_voice(corpus, within="outlets")


def test_a_document_is_a_corpus_of_one(corpus):
    pd.testing.assert_frame_equal(share_of_voice(corpus[0]), share_of_voice(corpus[:1]))
    pd.testing.assert_frame_equal(sources(corpus[0]), sources(corpus[:1]))
