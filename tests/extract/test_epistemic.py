"""Hedges, boosters, evidentials, presuppositions."""

import pytest

from framing import LoadedWords
from framing.extract import Epistemic
from tests.markup import marks_alone


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Perhaps it will rain.", ["author_hedge"]),
        ("en", "It was, of course, raining.", ["author_booster"]),
        ("en", "Reportedly, the alleged thief fled.", ["author_evidential"] * 2),
        ("en", "“Perhaps it will rain,” she said.", ["source_hedge"]),
        ("en", "The regime is brutal.", []),
        ("de", "Angeblich kam er erneut.", ["author_evidential", "author_presupposition"]),
        ("de", "Er kommt wohl tatsächlich.", ["author_hedge", "author_booster"]),
    ],
)
def test_finds_how_sure_a_text_is(language, text, expected):
    assert [span.label for span in Epistemic().find(marks_alone(text, language))] == expected


@pytest.mark.parametrize(
    ("text", "balance"),
    [
        ("Er kommt wohl.", -1),
        ("Er kommt tatsächlich.", 1),
        ("Er kommt wohl tatsächlich.", 0),
        ("Er kommt tatsächlich, tatsächlich, wohl.", 1 / 3),
        ("Er kommt.", 0),
    ],
)
def test_the_balance_goes_from_hedged_to_asserted(text, balance):
    row = Epistemic().row(marks_alone(text, "de"))
    assert row["epistemic__author_balance"] == pytest.approx(balance)
    assert row["epistemic__source_balance"] == 0


def test_rates_are_those_of_the_loaded_words_they_sum():
    document = marks_alone("Reportedly, the alleged thief fled. Perhaps the regime fell.", "en")
    epistemic, loaded = Epistemic().row(document), LoadedWords().row(document)
    evidential = [f"loaded__author_evidential_{x}" for x in ("reportative", "distancing")]
    assert epistemic["epistemic__author_evidential"] == sum(loaded[name] for name in evidential) > 0
    assert epistemic["epistemic__author_hedge"] == loaded["loaded__author_hedge"] > 0
