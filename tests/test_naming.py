"""Who is called what by whom: invented corpora in which the answer is known."""

import numpy as np
import pandas as pd
import pytest

from framing import parse
from framing.actors import ActorError, KnownActor
from framing.naming import (
    MentionRow,
    bare,
    contrast,
    mentions,
    most_mentioned,
    namings,
)
from framing.naming.contrasts import INSUFFICIENT
from framing.naming.rows import FEWEST


def article(text, name, outlet=None, event=None):
    meta = {"outlet": outlet, "event": event}
    return parse(text, "en", id=name, meta=meta, attribution="rules")


def table_of(rows):
    """Mentions from pairs of outlet, article, event and naming of one actor."""
    blank = {"actor": "Holm", "kind": "person", "form": "label", "label": "", "voice": "author"}
    return pd.DataFrame(
        [
            {**blank, "outlet": outlet, "article": name, "event": event, "naming": naming}
            for outlet, name, event, naming in rows
        ]
    )


def corpus_of(n, per_article, event=lambda at: None):
    """Outlet A calls Holm what it is told to, n articles; B says leader in all of its own."""
    rows = [("A", f"a{at}", event(at), word) for at in range(n) for word in per_article]
    return table_of(rows + [("B", f"b{at}", event(at), "leader") for at in range(n) for _ in "12"])


def test_a_row_says_who_is_mentioned_where_and_in_whose_voice():
    text = "Mayor Anna Holm met activists. “The regime fell”, Holm said."
    table = mentions([article(text, "one", "Gazette", "visit")])
    assert tuple(table.columns) == MentionRow._fields
    assert [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == list(
        table["text"]
    )
    regime = table[table["text"] == "The regime"].iloc[0]
    assert (regime["voice"], regime["label"], regime["naming"]) == ("source", "negative", "regime")
    assert set(table["outlet"]) == {"Gazette"}
    assert set(table["event"]) == {"visit"}
    assert list(table["start"]) == sorted(table["start"])


def test_a_surname_in_one_article_is_the_full_name_of_another():
    corpus = [
        article("Anna Holm resigned on Monday.", "one"),
        article("Mayor Holm said no on Monday.", "two"),
    ]
    table = mentions(corpus)
    assert set(table.loc[table["text"].str.contains("Holm"), "actor"]) == {"Anna Holm"}


def test_a_surname_that_two_bear_is_left_alone():
    corpus = [
        article("Anna Holm resigned.", "one"),
        article("Jan Holm resigned.", "two"),
        article("Mayor Holm said no on Monday.", "three"),
    ]
    table = mentions(corpus)
    assert set(table.loc[table["article"] == "three", "actor"]) == {"Holm"}


def test_known_actors_are_looked_for_and_checked():
    corpus = [article("Many had left the Blues.", "one")]
    table = mentions(corpus, [KnownActor("Harbour Alliance", ("Blues",), "institution")])
    assert "Harbour Alliance" in set(table["actor"])
    with pytest.raises(ActorError, match="'Anna' stands inside 'Anna Holm'"):
        mentions(corpus, [KnownActor("Anna"), KnownActor("Anna Holm")])


def test_a_naming_has_no_determiner():
    assert bare("the Radical Left", "en") == "radical left"
    assert bare("Die Machthaber", "de") == "machthaber"
    assert bare("the", "en") == "the"


def test_shares_are_of_all_mentions_of_the_actor_in_the_group():
    table = namings(corpus_of(2, ["strongman", "leader"]))
    shares = {
        (row.group, row.naming): (row.n, row.mentions, row.share) for row in table.itertuples()
    }
    assert shares["A", "strongman"] == (2, 4, 0.5)
    assert shares["B", "leader"] == (4, 4, 1.0)


def test_few_articles_have_wilsons_interval():
    row = namings(corpus_of(5, ["strongman", "leader"])).query("group == 'A'").iloc[0]
    assert row["method"] == "Wilson"
    assert (row["low"], row["high"]) == pytest.approx((0.2366, 0.7634), abs=1e-4)


def test_many_articles_have_a_bootstrap_over_articles():
    rows = [("A", f"a{at}", None, "strongman" if at < 10 else "leader") for at in range(20)] * 5
    row = namings(table_of(rows)).query("naming == 'strongman'").iloc[0]
    assert row["method"] == "bootstrap by article"
    spread = 1.96 * np.sqrt(0.25 / 20)  # articles, not their 100 mentions, are the sample
    assert row["high"] - row["low"] == pytest.approx(2 * spread, abs=0.06)
    again = namings(table_of(rows)).query("naming == 'strongman'").iloc[0]
    assert (row["low"], row["high"]) == (again["low"], again["high"])


def test_unknown_columns_groups_and_actors_are_errors_that_say_what_there_is():
    table = corpus_of(2, ["strongman"])
    with pytest.raises(ValueError, match=r"no column 'outlt'; did you mean 'outlet'\?"):
        namings(table, by="outlt")
    with pytest.raises(ValueError, match=r"no actor 'Hom'; did you mean 'Holm'\?"):
        namings(table, actor="Hom")
    with pytest.raises(ValueError, match="no outlet 'C'; there is: A, B"):
        contrast(table, "A", "C")


def test_a_clear_contrast_is_found_and_points_to_the_outlet_that_uses_the_name():
    found = contrast(corpus_of(FEWEST + 2, ["strongman", "strongman"]), "A", "B")
    by_name = found.set_index("naming")
    assert by_name.loc["strongman", "log_odds"] > 0 > by_name.loc["leader", "log_odds"]
    assert (by_name["p"] < 0.01).all()
    assert (by_name["note"] == "").all()
    turned = contrast(corpus_of(FEWEST + 2, ["strongman", "strongman"]), "B", "A")
    assert turned.set_index("naming").loc["strongman", "log_odds"] == pytest.approx(
        -by_name.loc["strongman", "log_odds"]
    )


def test_no_difference_is_no_finding():
    found = contrast(corpus_of(FEWEST + 2, ["leader", "leader"]), "A", "B")
    assert found["log_odds"].abs().max() == pytest.approx(0)
    assert (found["p"] == 1).all()


def test_few_articles_are_insufficient_data():
    found = contrast(corpus_of(FEWEST - 1, ["strongman"]), "A", "B")
    assert set(found["note"]) == {INSUFFICIENT}
    assert found["p"].isna().all()
    assert found["z"].isna().all()


def test_only_events_of_both_outlets_are_compared():
    both = corpus_of(3, ["strongman"], event=lambda at: f"e{at}")
    own = table_of([("A", "own", "elsewhere", "tyrant")])
    found = contrast(pd.concat([both, own], ignore_index=True), "A", "B")
    assert "tyrant" not in set(found["naming"])


def test_pronouns_do_not_make_an_actor_frequent():
    text = "Anna Holm left. She slept. She ate. Jan Weber left. Weber slept. Weber ate."
    assert most_mentioned(mentions([article(text, "one")]), 1) == ["Jan Weber"]
