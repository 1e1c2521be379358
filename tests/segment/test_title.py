"""Which line is the title, and what does not make one."""

import pytest

from framing import Span, parse

BODY = "Der Rat lehnte den Antrag am Montag nach langer Debatte ab."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Rat lehnt Antrag ab\n\n{BODY}", "Rat lehnt Antrag ab"),
        (f"  Rat lehnt Antrag ab  \n{BODY}", "Rat lehnt Antrag ab"),
        (f"Streit\nRat lehnt Antrag ab\n\n{BODY}", "Rat lehnt Antrag ab"),
        (f"Kommt das Aus für den Rat?\n\n{BODY}", "Kommt das Aus für den Rat?"),
        (f"„Wir gehen jetzt alle“\n\n{BODY}", "„Wir gehen jetzt alle“"),
        (f"Teilen\n\nRat lehnt Antrag ab\n\n{BODY}", "Rat lehnt Antrag ab"),
        (BODY, None),
        (f"{BODY}\n\n{BODY}", None),
        ("Rat lehnt Antrag ab", None),
        (f"Drei Dinge sind jetzt wichtig:\n\n{BODY}", None),
        ("", None),
        (f"{' '.join(['wort'] * 31)}\n\n{BODY}", None),
    ],
)
def test_the_title_is_the_first_line_without_a_full_stop(text, title):
    document = parse(text, "de")
    assert (document.title and document[document.title]) == title


def test_a_title_that_is_known_is_taken_as_it_is():
    document = parse(f"Das war es.\n\n{BODY}", "de", title="Das war es.")
    assert document.title == Span(0, 11, "title")


def test_a_known_title_that_the_text_does_not_begin_with_is_not_taken():
    document = parse(f"Rat lehnt Antrag ab\n\n{BODY}", "de", title="Etwas anderes")
    assert document[document.title] == "Rat lehnt Antrag ab"


def test_white_space_around_a_known_title_is_left_out():
    document = parse(f" Das war es. \n\n{BODY}", "de", title=" Das war es. ")
    assert document.title == Span(1, 12, "title")


def test_the_title_is_a_sentence():
    document = parse(f"Rat lehnt Antrag ab\n\n{BODY}", "de")
    assert document.title[:2] in {tuple(pair) for pair in document.sentences.tolist()}
