"""Telling the language of a text, or saying that it cannot be told."""

import pytest

from framing import LanguageError, parse
from framing.language import function_word_language, identify
from tests.markup import lines_of

GERMAN = "Die Ministerin wies den Vorwurf am Montag zurück und der Rat nahm ihn nicht an."
ENGLISH = "The minister rejected the charge on Monday and the council did not accept it."
FRENCH = "Le président a refusé de répondre aux questions de la presse lundi à Paris."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        (ENGLISH, "en"),
        ("Bürgermeister tritt nach Untersuchung zurück", "de"),
        ("Mayor resigns after damning inquiry into spending", "en"),
        (GERMAN.upper(), "de"),
        (f"Leave a Reply\n\nShare this\n\n{GERMAN * 5}", "de"),
        (f"{ENGLISH * 20}\n\n{GERMAN}", "en"),
        (f"„{GERMAN}“ The End", "de"),
        (" " * 5000 + GERMAN * 3 + " " * 5000, "de"),
    ],
)
def test_the_language_is_told(text, language):
    assert identify(text) == language
    assert parse(text).language == language


@pytest.mark.parametrize(
    ("language", "text"),
    [pair for pair in lines_of("segment/sentences.txt") if len(pair[1].split()) >= 8],
)
def test_sentences_of_eight_words_are_enough(language, text):
    assert identify(text.replace("|", " ")) == language


@pytest.mark.parametrize("times", [1, 20])
def test_another_language_is_refused_by_name(times):
    with pytest.raises(LanguageError) as error:
        parse(FRENCH * times)
    assert str(error.value) == (
        "the text seems to be in 'fr'; there is: de (German), en (English). "
        "If it is one of these, pass language="
    )


@pytest.mark.parametrize(
    "text",
    [
        "El presidente se negó a responder a las preguntas de la prensa en Madrid el lunes.",
        "De minister wilde maandag niet op de vragen van de pers in Den Haag antwoorden.",
        "Президент отказался отвечать на вопросы журналистов в Москве в понедельник.",
    ],
)
def test_neighbours_and_strangers_are_refused(text):
    with pytest.raises(LanguageError, match=r"seems to be in '(es|nl|ru)'; there is: de .*, en"):
        identify(text)


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("   \n ", 0), ("Regen", 1), ("Es regnet", 2), ("1 2 3 4 !", 0)]
)
def test_too_short_a_text_says_how_many_words_it_has(text, words):
    with pytest.raises(LanguageError) as error:
        parse(text)
    begin = " ".join(text.split())
    assert str(error.value) == (
        f"too short to tell the language: {begin!r} has {words} words. Pass language='de' or 'en'"
    )


def test_the_caller_knows_better():
    assert parse(ENGLISH, "de").language == "de"
    assert parse(FRENCH, language="en").language == "en"
    assert parse("", "de").language == "de"


def test_an_unknown_language_is_refused():
    with pytest.raises(LanguageError, match="no language 'fr'; there is: de, en"):
        parse(FRENCH, "fr")


def test_a_language_error_is_a_value_error():
    assert issubclass(LanguageError, ValueError)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that it was not for him to answer to the press.", "en"),
        ("Die Ministerin sagte, dass sie nicht für die Presse und auch nicht bei ihr sei.", "de"),
        (GERMAN, None),
        (FRENCH, None),
        ("", None),
    ],
)
def test_function_words_tell_only_what_is_certain(text, language):
    assert function_word_language(text) == language
