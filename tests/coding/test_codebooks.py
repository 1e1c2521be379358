"""Codebooks: the same in both languages, complete, and for people."""

import pandas as pd
import pytest

from framing.coding import CODEBOOKS, agreement, load_codebook, yes_no
from framing.coding.alpha import LEVELS
from framing.language import language_codes

BOOKS = [(name, code) for name in CODEBOOKS for code in language_codes()]


def test_there_are_three():
    assert CODEBOOKS == ("episodic_thematic", "game_strategy", "generic_frames")


@pytest.mark.parametrize(("name", "language"), BOOKS)
def test_a_codebook_is_complete(name, language):
    book = load_codebook(name, language)
    assert all((book.name, book.definition, book.source))
    for variable in book.variables:
        codes = [one.code for one in variable.codes]
        assert len(set(codes)) == len(codes) >= 2
        assert variable.question.endswith("?") or variable.question.endswith(")")
        assert variable.examples, f"{variable.id} has no example"
        assert variable.level in LEVELS
        for code, text in variable.examples:
            assert code in codes
            assert text


@pytest.mark.parametrize("name", CODEBOOKS)
def test_both_languages_ask_the_same(name):
    german, english = (load_codebook(name, code) for code in ("de", "en"))
    for ours, theirs in zip(german.variables, english.variables, strict=True):
        assert [one.code for one in ours.codes] == [one.code for one in theirs.codes]
        assert len(ours.rules) == len(theirs.rules)
        assert ours.id == theirs.id
        assert ours.question != theirs.question


def test_the_generic_frames_have_twenty_items_of_five_frames():
    book = load_codebook("generic_frames")
    assert len(book.variables) == 20
    assert len({variable.group for variable in book.variables}) == 5


def test_answers_are_known_by_code_or_label_in_any_case():
    variable = load_codebook("game_strategy", "de")["polls"]
    assert [variable.code_of(cell) for cell in ("1", "1.0", "Ja ", "NEIN", "2")] == [
        "1", "1", "1", "0", None,
    ]  # fmt: skip


def test_what_is_not_there_is_named():
    with pytest.raises(
        ValueError, match="no codebook 'episodic'; did you mean 'episodic_thematic'"
    ):
        load_codebook("episodic")
    with pytest.raises(ValueError, match="no codebook 'game_strategy' in 'fr'; there is: de, en"):
        load_codebook("game_strategy", "fr")
    with pytest.raises(ValueError, match="no variable 'poll'; did you mean 'polls'"):
        load_codebook("game_strategy")["poll"]


BOOK = yes_no("housing", "Is it about homes?", "Homes.")


def sheet(codes):
    names = [f"a{i}" for i in range(len(codes))]
    return pd.DataFrame({"article": names, "housing": [c if c != "." else None for c in codes]})


def test_perfect_agreement_is_one():
    found = agreement({"ann": sheet("10" * 10), "bob": sheet("10" * 10)}, BOOK).loc[0]
    assert (found["alpha"], found["low"], found["high"], found["units"]) == (1, 1, 1, 20)


def test_the_value_of_a_worked_example():
    # Krippendorff (2011), section A: two observers, ten units, binary: alpha = 0.095.
    found = agreement({"A": sheet("0100000000"), "B": sheet("1110010010")}, BOOK).loc[0]
    assert found["alpha"] == pytest.approx(0.095, abs=5e-4)


def test_units_with_one_label_are_counted_and_left_out():
    found = agreement({"ann": sheet("1010."), "bob": sheet("10.11")}, BOOK).loc[0]
    assert (found["units"], found["single"], found["labels"]) == (3, 2, 6)
    assert found["note"] == "insufficient data: 3 units"
    assert pd.isna(found["low"])


def test_agreement_needs_two_coders_on_the_same_units():
    with pytest.raises(ValueError, match="agreement needs two coders; there is: 'ann'"):
        agreement({"ann": sheet("10")}, BOOK)
    with pytest.raises(ValueError, match="housing: no unit has two labels"):
        agreement({"ann": sheet("1."), "bob": sheet(".1")}, BOOK)
