"""The summary for the terminal: short, plain, and true to the words of the article."""

import io

import pytest
from rich.console import Console

import framing
from framing.report import print_overview, print_summary
from tests.voices_markup import attributed, speakers_as_written

__all__ = ["speakers_as_written"]


def summary(article, width=80):
    out = io.StringIO()
    print_summary(article, Console(file=out, width=width, highlight=False))
    return out.getvalue()


def test_shows_the_loaded_words_of_each_voice():
    lines = summary(framing.parse("The regime fell. “A brutal attack”, she said again."))
    assert "9 words: 6 author, 3 sources (33 %); 1 quotation" in lines
    label = next(line for line in lines.splitlines() if "loaded label" in line)
    assert "1  regime" in label


@pytest.mark.parametrize("article", framing.load_dataset("sample"), ids=lambda a: a.id)
def test_fits_a_terminal(article):
    lines = summary(article).splitlines()
    assert len(lines) <= 80
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


SPEECH = (
    "[Ada Holm|s1] [claimed|c1] that [[the tenants|s2] [agreed|c2] [to it [red]|w2]|w1].",
    "indirect official distancing assertion",
    "reported collective neutral none 1",
)


@pytest.mark.usefixtures(speakers_as_written.__name__)
def test_shows_who_says_what_and_how_it_is_introduced():
    lines = summary(attributed("en", *SPEECH))
    assert "2 attributions by 2 sources: 6 words" in lines
    rows = [" ".join(line.split()) for line in lines.splitlines()]
    assert "Ada Holm claimed the tenants agreed to it [red] distancing" in rows
    assert "the tenants agreed to it [red] reported" in rows
    outer, inner = (line for line in lines.splitlines() if "agreed" in line)
    assert inner.index("the tenants") > outer.index("Ada Holm")


@pytest.mark.usefixtures(speakers_as_written.__name__)
def test_gives_no_share_of_few_words():
    line = next(x for x in summary(attributed("en", *SPEECH)).splitlines() if "%" in x)
    assert line.startswith("10 words")
    assert "█" not in summary(attributed("en", *SPEECH))


@pytest.mark.usefixtures(speakers_as_written.__name__)
def test_says_how_much_more_there_is():
    text = " ".join(f"[Holm|s{i}] [said|c{i}] [it rains|w{i}]." for i in range(1, 9))
    assert "and 3 more" in summary(attributed("en", text, *["indirect person"] * 8))


@pytest.mark.usefixtures(speakers_as_written.__name__)
def test_an_overview_counts_the_sources():
    out = io.StringIO()
    corpus = framing.Corpus((attributed("en", *SPEECH, id="a1"),))
    print_overview(corpus, Console(file=out, width=80, highlight=False))
    assert "60 % (2)" in out.getvalue()
