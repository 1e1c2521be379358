"""Who does what to whom, as tables: actors, voices and shares of two invented outlets."""

from functools import cache

import pandas as pd
import pytest

from framing import parse
from framing.actions import FEWEST, INSUFFICIENT, AgencyShare, Predicate, agency, agency_shares
from framing.actors import ActorError, KnownActor

MEASURES = ["passive_share", "agentless_share", "harm_named_share"]
CLEARED = "Officers cleared the camp. Two men were injured. The tower was painted by volunteers."
ARRESTED = "Officers arrested two men. Three people died."


def article(text, name="one", outlet=None, language="en"):
    meta = {"outlet": outlet, "event": "harbour"}
    return parse(text, language, id=name, meta=meta, attribution="rules")


@cache
def two_outlets(n=FEWEST):
    """The Gazette says CLEARED in n articles, the Herald ARRESTED in as many."""
    return agency(
        article(text, f"{outlet}{at}", outlet)
        for outlet, text in (("Gazette", CLEARED), ("Herald", ARRESTED))
        for at in range(n)
    )


def share(table, group, measure):
    (row,) = table[(table["group"] == group) & (table["measure"] == measure)].itertuples()
    return row


# Predicates


def test_a_row_says_who_does_what_to_whom():
    table = agency([article(CLEARED, "one", "Gazette")])
    assert tuple(table.columns) == Predicate._fields
    columns = ["sentence", "text", "kind", "agent", "patient", "harm"]
    assert table[columns].values.tolist() == [
        [0, "cleared", "active", "Officers", "the camp", "force"],
        [1, "were injured", "passive_no_agent", None, "Two men", "injure"],
        [2, "was painted", "passive_agent", "volunteers", "The tower", ""],
    ]
    assert set(table["article"]) == {"one"}
    assert set(table["outlet"]) == {"Gazette"}
    assert set(table["event"]) == {"harbour"}


def test_offsets_point_to_the_main_word():
    table = agency([article(CLEARED)])
    words = [CLEARED[a:b] for a, b in zip(table["start"], table["end"], strict=True)]
    assert words == ["cleared", "injured", "painted"]


def test_the_parts_of_a_german_passive_stand_apart():
    text = "Ein Lager wurde am Montag von der Polizei geräumt."
    (row,) = agency([article(text, language="de")]).itertuples()
    assert [text[a:b] for a, b in row.spans] == ["wurde", "geräumt"]
    assert row.text == "wurde geräumt"
    assert (row.agent, row.agent_actor) == ("der Polizei", "Polizei")


def test_a_pronoun_is_resolved_to_its_actor():
    table = agency([article("Police arrested two men. Later they cleared the camp.")])
    assert table["agent"].tolist() == ["Police", "they"]
    assert table["agent_actor"].tolist() == ["Police", "Police"]


def test_a_surname_is_resolved_to_the_full_name():
    text = "Mayor Ada Holm was injured. Officers rescued Holm."
    assert agency([article(text)])["patient_actor"].tolist() == ["Ada Holm", "Ada Holm"]


def test_a_known_actor_bears_the_name_of_the_list():
    known = [KnownActor("Ada Holm", ("The Lady",))]
    (row,) = agency([article("The Lady was arrested.")], known).itertuples()
    assert row.patient_actor == "Ada Holm"


def test_where_nobody_does_it_no_agent_is_given():
    text = "Two men were injured. Rocks flew. The bridge is closed."
    table = agency([article(text)])
    assert table["kind"].tolist() == ["passive_no_agent", "unaccusative", "stative"]
    assert table["agent"].tolist() == [None] * 3
    assert table["agent_actor"].tolist() == [None] * 3


def test_what_a_source_says_is_in_the_voice_of_the_source():
    table = agency([article("Police cleared the camp. “Two men were injured,” Mayor Holm said.")])
    voices = dict(zip(table["text"], table["voice"], strict=True))
    assert (voices["cleared"], voices["were injured"]) == ("author", "source")


def test_rows_follow_the_texts_and_a_corpus_without_predicates_is_an_empty_table():
    table = agency([article(CLEARED, "b"), article(""), article(ARRESTED, "a")])
    assert table["article"].tolist() == ["b"] * 3 + ["a"] * 2
    assert table.groupby("article", sort=False)["start"].is_monotonic_increasing.all()
    for empty in (agency([]), agency([article("")])):
        assert list(empty.columns) == list(Predicate._fields)
        assert empty.empty


def test_one_known_name_inside_another_is_an_error_that_names_both():
    known = [KnownActor("Holm"), KnownActor("Ada Holm")]
    with pytest.raises(ActorError, match="'Holm' stands inside 'Ada Holm'"):
        agency([article(CLEARED)], known)


# Shares


def test_shares_by_hand():
    table = agency_shares(two_outlets())
    assert tuple(table.columns) == AgencyShare._fields
    assert table["measure"].tolist() == MEASURES * 2
    passive = share(table, "Gazette", "passive_share")
    assert (passive.n, passive.of, passive.articles) == (2 * FEWEST, 3 * FEWEST, FEWEST)
    assert passive.share == pytest.approx(2 / 3)
    assert share(table, "Gazette", "agentless_share").share == pytest.approx(1 / 2)
    assert share(table, "Gazette", "harm_named_share").share == pytest.approx(1 / 2)
    assert share(table, "Herald", "passive_share").share == 0
    assert share(table, "Herald", "harm_named_share").share == pytest.approx(1 / 2)


def test_articles_that_are_alike_leave_no_uncertainty():
    row = share(agency_shares(two_outlets()), "Gazette", "passive_share")
    assert row.low == pytest.approx(row.share)
    assert row.high == pytest.approx(row.share)


def test_the_interval_holds_the_share_where_articles_differ():
    rows = two_outlets().assign(outlet="both")
    row = share(agency_shares(rows), "both", "passive_share")
    assert 0 < row.low < row.share < row.high < 1


def test_an_article_without_the_denominator_does_not_count():
    row = share(agency_shares(two_outlets()), "Herald", "agentless_share")
    assert (row.n, row.of, row.articles) == (0, 0, 0)


def test_below_ten_articles_data_are_insufficient():
    table = agency_shares(two_outlets(FEWEST - 1))
    assert set(table["note"]) == {INSUFFICIENT}
    assert table[["share", "low", "high"]].isna().all(axis=None)
    counted = share(table, "Gazette", "passive_share")
    assert (counted.n, counted.of) == (2 * (FEWEST - 1), 3 * (FEWEST - 1))


@pytest.mark.parametrize("by", ["outlet", "voice", "event", "patient_actor"])
def test_groups_are_the_values_of_a_column(by):
    table = two_outlets()
    groups = {str(value) for value in table[by].dropna()}
    assert set(agency_shares(table, by)["group"]) == groups


def test_articles_and_their_table_give_the_same_shares():
    corpus = [article(CLEARED, f"a{at}", "Gazette") for at in range(FEWEST)]
    pd.testing.assert_frame_equal(agency_shares(corpus), agency_shares(agency(corpus)))


def test_the_same_seed_gives_the_same_table():
    rows = two_outlets().assign(outlet="both")
    pd.testing.assert_frame_equal(agency_shares(rows, seed=7), agency_shares(rows, seed=7))


def test_an_unknown_column_is_an_error_that_says_what_there_is():
    with pytest.raises(ValueError, match=r"no column 'outlets'.*outlet"):
        agency_shares(two_outlets(), "outlets")
