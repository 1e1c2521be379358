"""The summary for the terminal: short, plain, and true to the words of the article."""

import io

import pytest
from rich.console import Console

import framing
from framing.report import print_summary


def summary(article, width=80):
    out = io.StringIO()
    print_summary(article, Console(file=out, width=width, highlight=False))
    return out.getvalue()


def test_shows_the_loaded_words_of_each_voice():
    lines = summary(framing.parse("The regime denied it. “A brutal attack”, she said again."))
    assert "10 words: 7 author, 3 sources (30 %); 1 quotation" in lines
    label = next(line for line in lines.splitlines() if "loaded label" in line)
    assert "1  regime" in label


@pytest.mark.parametrize("article", framing.load_dataset("sample"), ids=lambda a: a.id)
def test_fits_a_terminal(article):
    lines = summary(article).splitlines()
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 80


def test_uses_no_colour_when_piped(capsys):
    print_summary(framing.parse("The regime fell on Monday, and nobody was there."))
    assert "\x1b" not in capsys.readouterr().out


def test_prints_brackets_as_they_are():
    article = framing.parse(
        "[red] is [/red] the colour of it\n\nThe regime fell on Monday.\nIt did."
    )
    assert "[red] is [/red] the colour of it" in summary(article)


def test_keeps_characters_that_steer_a_terminal_away():
    article = framing.parse("The regime fell on Monday.", meta={"outlet": "a\x1b[31mb\ud800\u202e"})
    assert "a\ufffd[31mb\ufffd\ufffd" in summary(article)


def test_names_what_was_removed_and_what_is_odd():
    lines = summary(framing.parse("The plan failed again. “It fell, she said.\n\nLeave a Reply"))
    assert "Removed: comment form (1)" in lines
    assert "Warning: Unbalanced quotation mark." in lines


def test_says_so_when_there_is_nothing():
    assert "No word of the lexicon was found." in summary(framing.parse("", language="en"))
