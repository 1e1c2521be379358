"""Labelling: evaluative names per words of a voice, and the forms by which actors are named."""

from math import isnan

import pytest

from framing import parse
from framing.actors import FORMS
from framing.extract.labelling import Labelling


def row_of(text, language="en"):
    return Labelling().row(parse(text, language, attribution="rules"))


def test_verdicts_are_counted_per_thousand_words_of_their_voice():
    document = parse(
        "The radicals left. “The regime fell”, Ada Holm said.", "en", attribution="rules"
    )
    found = [(document[span], span.label) for span in Labelling().find(document)]
    assert found == [("The radicals", "author_negative"), ("The regime", "source_negative")]
    row, words = Labelling().row(document), document.n_words
    assert row["labelling__author_negative"] == pytest.approx(1000 / words["author"])
    assert row["labelling__source_negative"] == pytest.approx(1000 / words["source"])
    assert row["labelling__author_positive"] == row["labelling__source_positive"] == 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mayor Anna Holm met activists. She greeted the protesters."),
        ("de", "Bürgermeisterin Anna Holm traf Aktivisten. Sie lobte die Demonstranten."),
    ],
)
def test_shares_of_forms_add_up_to_one_in_a_voice_with_mentions(language, text):
    row = row_of(text, language)
    shares = [row[f"labelling__author_{form}"] for form in FORMS]
    assert sum(shares) == pytest.approx(1)
    assert row["labelling__author_title"] == pytest.approx(1 / 4)
    assert row["labelling__author_pronoun"] == pytest.approx(1 / 4)


def test_without_a_mention_a_share_is_undefined_and_a_rate_is_zero():
    row = row_of("It rained all day.")
    assert all(isnan(row[f"labelling__author_{form}"]) for form in FORMS)
    assert row["labelling__author_negative"] == 0


def test_every_measure_has_a_unit_and_both_languages_the_same_measures():
    measures = Labelling()
    assert set(measures.units()) == set(measures.names())
    assert row_of("It rained.").keys() == row_of("Es regnete.", "de").keys()
