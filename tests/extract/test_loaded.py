"""Loaded words. What should be found is marked in loaded.txt; here is what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import LoadedWords, parse
from framing.language import codebook, language_codes
from tests.markup import marked_lines, marks_alone

EXAMPLES = marked_lines("extract/loaded.txt")


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_finds_what_is_marked(language, text, expected):
    found = LoadedWords().find(marks_alone(text, language))
    assert [(span.start, span.end, span.label) for span in found] == expected


def test_every_language_has_forty_examples_and_one_of_every_category():
    for code in language_codes():
        marks = [marks for language, _, marks in EXAMPLES if language == code]
        assert len(marks) >= 40
        labels = {label.partition("_")[2] for several in marks for _, _, label in several}
        assert labels == set(codebook()["loaded"])


@pytest.mark.parametrize(
    ("language", "text"), [("en", "the regime met two men "), ("de", "das Regime traf zwei Leute ")]
)
def test_rates_are_per_thousand_words(language, text):
    words = len(text.split())
    row = LoadedWords().row(marks_alone(text * 4, language))
    assert row["loaded__author_loaded_label"] == pytest.approx(1000 / words)
    assert row["loaded__author_all"] == pytest.approx(1000 / words)
    assert row["loaded__source_all"] == 0


def test_rates_are_of_the_words_of_the_same_voice():
    row = LoadedWords().row(marks_alone('The regime denied it. "A brutal attack", she said.', "en"))
    assert row["loaded__author_loaded_label"] == pytest.approx(1000 / 6)
    assert row["loaded__source_subjective_evaluative"] == pytest.approx(1000 / 3)


@given(st.lists(st.sampled_from([text for _, text, _ in EXAMPLES]), max_size=5).map(" ".join))
def test_all_is_the_sum_of_the_categories(text):
    for code in language_codes():
        row = LoadedWords().row(marks_alone(text, code))
        for voice in ("author", "source"):
            parts = [row[f"loaded__{voice}_{category}"] for category in codebook()["loaded"]]
            assert row[f"loaded__{voice}_all"] == pytest.approx(sum(parts))
            assert 0 <= row[f"loaded__{voice}_all"] <= 1000


@given(st.lists(st.sampled_from([text for _, text, _ in EXAMPLES]), min_size=1, max_size=5))
def test_what_is_put_in_quotation_marks_changes_its_voice_only(texts):
    for code in language_codes():
        text = " ".join("".join(c for c in text if c not in "„“”‘’'") for text in texts)
        plain = LoadedWords().find(marks_alone(text, code))
        quoted = LoadedWords().find(marks_alone(f"„{text}“", code))
        assert [(s.start, s.end, s.label.partition("_")[2]) for s in plain] == [
            (s.start - 1, s.end - 1, s.label.partition("_")[2]) for s in quoted
        ]
        assert {s.label.partition("_")[0] for s in plain} <= {"author"}
        assert {s.label.partition("_")[0] for s in quoted} <= {"source"}


def test_the_lexicon_is_a_parameter():
    assert LoadedWords(lexicon="loaded").get_params() == {"lexicon": "loaded"}


@pytest.mark.parametrize("act", [lambda x: x.names(), lambda x: x.find(parse("Hello.", "en"))])
def test_an_unknown_lexicon_is_told_what_there_is(act):
    with pytest.raises(ValueError, match=r"no lexicon 'lauded'.*did you mean 'loaded'\?"):
        act(LoadedWords("lauded"))
