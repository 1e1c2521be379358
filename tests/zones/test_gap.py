"""Headlines beside bodies: pooled rates, intervals that hold, and nothing said from little."""

import numpy as np
import pandas as pd
import pytest

from framing import Corpus, load_dataset, parse, rate
from framing.zones import by_zone, headline_gap

SAMPLE = load_dataset("sample", "all")
LEAD = "The town has nine bridges, and two of them were built in the last ten years by the state."
LOADED = "loaded__author_loaded_label"


def article(number, headline, body, outlet="A"):
    text = f"{headline}\n\n{LEAD}\n\n{body}"
    return parse(text, "en", id=f"{outlet}{number}", title=headline, meta={"outlet": outlet})


def corpus(n, headline, body, outlet="A"):
    return [article(number, headline, body, outlet) for number in range(n)]


def row(table, measure=LOADED, **where):
    for key, value in where.items():
        table = table[table[key] == value]
    (found,) = table[table["measure"] == measure].to_dict("records")
    return found


def test_rates_are_pooled_over_articles():
    documents = corpus(9, "Council meets on Monday", "The regime paid. " + "It rained again. " * 20)
    documents.append(article(9, "Regime", "It rained in the town for two days."))
    found = row(headline_gap(documents, ["loaded"]))
    assert found["headline"] == pytest.approx(1000 * 1 / (9 * 4 + 1))
    words = by_zone(documents, ["loaded"], zones=["body"])
    words = words[words["measure"] == LOADED]["words"].sum()
    assert found["other"] == pytest.approx(1000 * 9 / words)
    assert found["difference"] == pytest.approx(found["headline"] - found["other"])
    assert found["low"] <= found["difference"] <= found["high"]


def test_a_clear_difference_is_seen():
    documents = corpus(30, "Regime silences its critics", "Nobody came on the day after it.")
    found = row(headline_gap(documents, ["loaded"]))
    assert found["low"] > 0
    assert found["p_adjusted"] < 0.05


def test_groups_have_rows_of_their_own():
    documents = [
        *corpus(12, "Regime silences its critics", "Nobody came on the day after it."),
        *corpus(12, "Council meets on Monday", "Nobody came on the day after it.", outlet="B"),
    ]
    table = headline_gap(documents, ["loaded"], by="outlet")
    assert row(table, group="A")["difference"] > 200
    assert row(table, group="B")["difference"] == 0


def test_under_ten_articles_nothing_is_said():
    found = row(headline_gap(corpus(9, "Regime silences its critics", "Nobody came."), ["loaded"]))
    assert (found["n"], found["note"]) == (9, "insufficient data")
    assert all(np.isnan(found[name]) for name in ("headline", "difference", "low", "p"))


def test_articles_without_a_headline_do_not_count():
    documents = [parse("It rained on Monday. " * 30, "en", id=str(n)) for n in range(12)]
    table = headline_gap(documents, ["loaded"])
    assert table.empty or (table["note"] == "insufficient data").all()


def test_p_values_are_adjusted_together_and_counted():
    table = headline_gap(SAMPLE, ["loaded", "style"])
    tested = table[table["p"].notna()]
    assert (tested["tests"] == len(tested)).all()
    assert (tested["p_adjusted"] >= tested["p"]).all()


def test_the_same_seed_gives_the_same_table():
    pd.testing.assert_frame_equal(
        headline_gap(SAMPLE, ["loaded"], seed=3), headline_gap(SAMPLE, ["loaded"], seed=3)
    )


def test_without_a_true_difference_few_intervals_exclude_zero():
    """Words drawn at one rate for headlines and bodies; 5 % is promised, sparse counts allowed."""
    generator = np.random.default_rng(5)
    from framing.zones.gap import _Pooled

    out = false = 0
    for run in range(200):
        words = np.array([generator.integers(5, 12, 150), generator.integers(200, 900, 150)], float)
        bursts = generator.gamma(2, 0.5, words.shape)  # articles differ in how much they have of it
        hits = generator.poisson(0.02 * words * bursts).astype(float)
        low, high = _Pooled(hits, words).interval(200, np.random.default_rng(run))
        out += not low <= 0 <= high
        false += _Pooled(hits, words).p(200, np.random.default_rng(run)) <= 0.05
    assert out <= 20
    assert false <= 18


def test_ratings_are_placed_by_zone():
    documents = Corpus(
        tuple(corpus(1, "Regime silences its critics", "Nobody came on the day after. " * 3))
    )
    ratings = rate(documents, ["bias-en"])
    table = by_zone(documents, [], ratings=ratings)
    assert set(table["measure"]) == {"rating__bias-en_biased"}
    own = ratings[~ratings["source_voice"] & ~ratings["too_short"]]
    assert table["words"].sum() == len(own)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"against": "headline"}, r"headlines are not compared with 'headline'"),
        ({"families": ["lauded"]}, r"no extractor 'lauded'; did you mean 'loaded'\?"),
        ({"by": "paper"}, r"no article has 'paper'"),
        ({"ratings": pd.DataFrame({"article": []})}, r"ratings have no column 'start'"),
    ],
)
def test_what_cannot_be_done_is_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        headline_gap(SAMPLE, **{"families": ["loaded"], **arguments})


def test_two_articles_of_one_name_are_named():
    with pytest.raises(ValueError, match=r"two articles are called 'A0'"):
        headline_gap([*corpus(1, "Council meets on Monday", LEAD)] * 2, ["loaded"])
