"""What a reader should know before trusting the numbers."""

import pytest

from framing import parse

GERMAN = "Die Ministerin wies den Vorwurf am Montag zurück und der Rat nahm ihn nicht an. " * 5
ENGLISH = (
    "The minister said that it was not for him to answer to the press, and that he would have "
    "to wait for their report before he could say more about it."
)


def labels(document):
    return {span.label for span in document.warnings}


def test_a_sound_article_has_no_warning():
    assert parse(GERMAN, "de").warnings == ()


@pytest.mark.parametrize(("words", "warned"), [(49, True), (50, False)])
def test_rates_over_fewer_than_fifty_words_say_little(words, warned):
    document = parse("Wort " * words, "de")
    assert ("too_short_for_rates" in labels(document)) == warned


@pytest.mark.parametrize("insertion", ["[toward]", "[emphasis added]", "[of the]", "[sic]"])
def test_english_insertions_in_german_are_debris_of_a_translation(insertion):
    document = parse(
        f"{GERMAN}\n\nMan wolle die Ziele {insertion} sowohl hier als auch dort.", "de"
    )
    assert [document[w] for w in document.warnings] == [insertion]
    assert labels(document) == {"translation_debris"}


@pytest.mark.parametrize("insertion", ["[die Stadt]", "[…]", "[3]", "[Anm. d. Red.]"])
def test_german_insertions_are_no_debris(insertion):
    document = parse(
        f"{GERMAN}\n\nMan wolle die Ziele {insertion} sowohl hier als auch dort.", "de"
    )
    assert "translation_debris" not in labels(document)


def test_english_insertions_in_english_are_no_debris():
    assert labels(parse(f"{ENGLISH} [toward] {ENGLISH}", "en")) == set()


def test_a_paragraph_in_another_language_is_named():
    document = parse(f"{GERMAN}\n\n{ENGLISH}\n\n{GERMAN}", "de")
    assert [(document[w], w.label) for w in document.warnings] == [(ENGLISH, "other_language")]


def test_a_paragraph_in_its_own_language_is_not_named():
    assert "other_language" not in labels(parse(f"{ENGLISH}\n\n{ENGLISH}", "en"))


def test_warnings_stand_in_order_in_the_text():
    document = parse(f"Er sagte: „Nein.\n\n{GERMAN}\n\nZiele [toward] dort.\n\n{ENGLISH}“", "de")
    assert list(document.warnings) == sorted(document.warnings)
    assert {"unbalanced_quotation_mark", "translation_debris", "other_language"} <= labels(document)
