"""Style against published formulas, worked out by hand."""

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.extract import Style
from framing.extract.style import moving_type_token, word_shape
from framing.language import language_codes
from tests.markup import marks_alone


def measure(text, language):
    row = Style().row(marks_alone(text, language))
    return {name.removeprefix("style__"): value for name, value in row.items()}


# Björnsson (1968): LIX = words / sentences + 100 * words of seven and more letters / words


def test_lix_in_english():
    # The(3) ministry(8) rejected(8) the(3) proposal(8). It(2) was(3) too(3) costly(6).
    row = measure("The ministry rejected the proposal. It was too costly.", "en")
    assert (row["words"], row["sentences"]) == (9, 2)
    assert row["words_per_sentence"] == 9 / 2
    assert row["lix"] == pytest.approx(9 / 2 + 100 * 3 / 9)


def test_lix_in_german():
    # Das(3) Ministerium(11) lehnte(6) den(3) Vorschlag(9) ab(2). Er(2) war(3) zu(2) teuer(5).
    row = measure("Das Ministerium lehnte den Vorschlag ab. Er war zu teuer.", "de")
    assert (row["words"], row["sentences"]) == (10, 2)
    assert row["lix"] == pytest.approx(10 / 2 + 100 * 2 / 10)


# Flesch (1948): 206.835 - 1.015 * words / sentences - 84.6 * syllables / words


def test_flesch_in_english():
    # The(1) cat(1) sat(1) on(1) the(1) mat(1). Ba-na-nas(3) are(1) yel-low(2).
    row = measure("The cat sat on the mat. Bananas are yellow.", "en")
    assert row["flesch"] == pytest.approx(206.835 - 1.015 * 9 / 2 - 84.6 * 12 / 9)


# Amstad (1978): 180 - words / sentences - 58.5 * syllables / words


def test_flesch_in_german():
    # Die(1) Kat-ze(2) liegt(1) auf(1) der(1) Mat-te(2). Ba-na-nen(3) sind(1) gelb(1).
    row = measure("Die Katze liegt auf der Matte. Bananen sind gelb.", "de")
    assert row["flesch"] == pytest.approx(180 - 9 / 2 - 58.5 * 13 / 9)


@pytest.mark.parametrize(
    ("language", "word", "syllables"),
    [
        ("en", "the", 1),
        ("en", "cat", 1),
        ("en", "make", 1),
        ("en", "makes", 1),
        ("en", "table", 2),
        ("en", "walked", 1),
        ("en", "wanted", 2),
        ("en", "minister", 3),
        ("en", "inevitable", 5),
        ("en", "NATO", 2),
        ("en", "1984", 1),
        ("de", "Haus", 1),
        ("de", "Häuser", 2),
        ("de", "Bäume", 2),
        ("de", "Regierung", 3),
        ("de", "Ministerin", 4),
        ("de", "See", 1),
        ("de", "Bürgermeisterin", 5),
        ("de", "Straße", 2),
    ],
)
def test_syllables_are_groups_of_vowels(language, word, syllables):
    assert word_shape(language).of(word)[1] == syllables


def test_every_word_has_a_syllable():
    assert all(
        word_shape(code).of(word)[1] == 1 for code in language_codes() for word in ("x", "5")
    )


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=120), st.integers(1, 60))
def test_the_moving_type_token_ratio_is_the_mean_over_all_windows(forms, window):
    width = min(window, len(forms))
    windows = [forms[i : i + width] for i in range(len(forms) - width + 1)]
    expected = fmean(len(set(w)) / width for w in windows)
    assert moving_type_token(forms, window) == pytest.approx(expected)


def test_the_type_token_ratio_ignores_case():
    assert measure("Gut gut gut gut.", "de")["author_type_token"] == pytest.approx(1 / 4)


# Voices


def test_words_are_told_apart_by_voice():
    row = measure("“Never again,” she said loudly.", "en")
    assert (row["source_words"], row["author_words"], row["words"]) == (2, 3, 5)
    assert row["source_share"] == pytest.approx(2 / 5)
    assert row["source_letters_per_word"] == pytest.approx((5 + 5) / 2)
    assert row["author_letters_per_word"] == pytest.approx((3 + 4 + 6) / 3)
    assert row["author_adverb"] == pytest.approx(1000 / 3)
    assert row["source_adverb"] == 0


@pytest.mark.parametrize(
    ("language", "word", "cue"),
    [
        ("en", "quickly", "adverb"),
        ("en", "family", ""),
        ("en", "famous", "adjective"),
        ("en", "executive", ""),
        ("de", "glücklicherweise", "adverb"),
        ("de", "freundliche", "adjective"),
        ("de", "zwischen", ""),
        ("de", "Freundliche", ""),
    ],
)
def test_endings_are_cues_of_adverbs_and_adjectives(language, word, cue):
    assert word_shape(language).of(word)[2] == cue


def test_exclamation_and_question_marks_are_counted_in_their_voice():
    row = measure("“Never!” she said. Really? No! No!", "en")
    assert row["source_exclamation"] == pytest.approx(1000)
    assert row["author_exclamation"] == pytest.approx(1000 * 2 / 5)
    assert row["author_question"] == pytest.approx(1000 / 5)


def test_boilerplate_is_not_measured_and_the_title_is():
    plain = "Council rejects plan\n\nThe council rejected the plan on Monday."
    page = "Council rejects plan\n\nLeave a Reply\n\nThe council rejected the plan on Monday."
    assert measure(plain, "en") == measure(page, "en")
    assert measure(plain, "en")["sentences"] == 2


@given(st.text(alphabet="aäE! ?.“”\n", max_size=80), st.sampled_from(["de", "en"]))
def test_shares_are_shares(text, language):
    row = measure(text, language)
    shares = [
        "source_share",
        *(f"{v}_{x}" for v in ("author", "source") for x in ("long_words", "type_token")),
    ]
    assert all(0 <= row[name] <= 1 for name in shares)
    assert row["author_words"] + row["source_words"] == row["words"]
