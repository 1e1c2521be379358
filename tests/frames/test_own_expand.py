"""Further terms: proposed from a corpus, added only when approved."""

import pandas as pd
import pytest

from framing import parse
from framing.frames.own_expand import FrameWarning, approve, expand
from tests.frames.invented import HOUSING

TEXTS = (
    "The landlord raised the rent. Renters and tenants protested, the landlord was not there.",
    "Renters pay more rent each year. The ferry sank. The ferry was old. Zzyx met Zzyx.",
)


@pytest.fixture
def corpus():
    return [parse(text, "en", id=f"a{i}") for i, text in enumerate(TEXTS)]


def test_candidates_are_words_of_the_corpus_the_nearest_first(corpus):
    table = expand(HOUSING, corpus)
    words = list(table["candidate"].str.lower())
    assert set(words) == {"landlord", "rent", "renters", "ferry"}  # no stop word, no seed, no Zzyx
    assert words[0] in ("renters", "landlord")
    assert table["similarity"].is_monotonic_decreasing
    assert not table["approved"].any()


def test_each_comes_with_its_count_and_a_sentence(corpus):
    row = expand(HOUSING, corpus).set_index("candidate").loc["landlord"]
    assert row["count"] == 2
    assert row["example"] == "The landlord raised the rent."


def test_nothing_is_added_that_nobody_approved(corpus):
    table = expand(HOUSING, corpus)
    assert approve(HOUSING, table).terms("en") == HOUSING.terms("en")
    table["approved"] = table["candidate"].eq("landlord")
    found = approve(HOUSING, table)
    assert found.approved == {"en": ("landlord",)}
    assert found.seeds == HOUSING.seeds
    assert "landlord" not in set(expand(found, corpus)["candidate"])


def test_a_tick_from_a_spreadsheet_counts(corpus):
    table = expand(HOUSING, corpus).astype({"approved": object})
    table["approved"] = ["x", "", "ja", "no"]
    assert len(approve(HOUSING, table).approved["en"]) == 2
    table["approved"] = "perhaps"
    with pytest.raises(ValueError, match="frame 'housing', row 1: approved is yes or no, not 'per"):
        approve(HOUSING, table)


def test_a_german_noun_is_proposed_as_it_is_written():
    text = "Die Mieter zahlen die Miete. Alle Mieter klagen über die Miete."
    table = expand(HOUSING, [parse(text, "de")])
    assert "Miete" in set(table["candidate"])


def test_what_cannot_be_approved_is_named(corpus):
    table = expand(HOUSING, corpus)
    with pytest.raises(ValueError, match="no column 'approved'"):
        approve(HOUSING, table.drop(columns="approved"))
    with pytest.raises(ValueError, match="the table has candidates for 'other'"):
        approve(HOUSING, table.assign(frame="other"))
    with pytest.raises(ValueError, match="stands there twice"):
        approve(HOUSING, ["tenant (n)"], "en")
    with pytest.raises(ValueError, match="need their language"):
        approve(HOUSING, ["landlord"])


def test_articles_in_a_language_without_seeds_are_left_out_aloud(corpus):
    english = type(HOUSING)("housing", "", "", {"en": HOUSING.seeds["en"]})
    german = parse("Der Mieter zog aus, die Fähre sank, die Fähre war alt.", "de")
    with pytest.warns(FrameWarning, match="1 articles in 'de' are left out"):
        table = expand(english, [*corpus, german])
    assert set(table["language"]) == {"en"}
    with pytest.raises(ValueError, match="no seeds for articles in 'de'"):
        expand(english, [german])


def test_a_frame_whose_terms_have_no_vector_is_an_error(corpus):
    odd = type(HOUSING)("odd", "", "", {"en": ("qwrtz",)})
    with pytest.raises(ValueError, match="frame 'odd': none of its terms has a word vector"):
        expand(odd, corpus)


def test_the_table_is_tidy(corpus):
    assert isinstance(expand(HOUSING, corpus, n=2), pd.DataFrame)
    assert len(expand(HOUSING, corpus, n=2)) == 2
