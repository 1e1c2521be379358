"""Lines and paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import parse
from framing.segment import lines, paragraphs

WRAPPED = """\
The council of the city met on Monday for the first time
since the spring and rejected a plan that would have led
to new rents in all of its districts, as officials there
had hoped for years.

Nobody was surprised by the vote, which came late in the
evening after a debate of more than six hours, and which
the mayor called a mistake."""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_every_way_to_end_a_line_ends_one(end):
    text = f" One. {end}{end}\tTwo.{end}"
    assert [text[a:b] for a, b in lines(text)] == ["One.", "Two."]


def test_blank_lines_are_none():
    assert lines(" \n\u00a0\n\t") == []


def test_hard_wrapped_lines_are_joined_to_paragraphs():
    blocks = paragraphs(WRAPPED, lines(WRAPPED))
    assert [WRAPPED[a:b] for a, b in blocks] == WRAPPED.split("\n\n")


@pytest.mark.parametrize("indent", [" ", "    "])
def test_indented_hard_wrapped_lines_are_joined_too(indent):
    text = "\n".join(indent + line if line else "" for line in WRAPPED.split("\n"))
    assert len(paragraphs(text, lines(text))) == 2


def test_sentences_and_quotations_go_on_over_hard_wrapped_lines():
    text = WRAPPED.replace("rejected a plan", "rejected “a plan").replace("hoped for", "hoped” for")
    document = parse(text, "en")
    assert len(document.sentences) == 2
    assert [document[q] for q in document.quotes] == [text[text.index("“") : text.index("”") + 1]]
    assert "unbalanced_quotation_mark" not in {span.label for span in document.warnings}


def test_in_text_from_the_web_a_line_is_a_paragraph():
    text = "The council met on Monday.\nNobody was surprised by it.\nThe mayor called it a mistake."
    assert len(paragraphs(text, lines(text))) == 3


def test_a_list_of_short_lines_is_not_joined():
    text = "bread\nmilk\ncheese\neggs\nbutter"
    assert len(paragraphs(text, lines(text))) == 5


@given(st.text(alphabet="a .,\n\r\u2028\u00a0", max_size=300))
def test_lines_and_paragraphs_hold_all_that_is_no_white_space(text):
    whole = lines(text)
    blocks = paragraphs(text, whole)
    for found in (whole, blocks):
        edges = [edge for pair in found for edge in pair]
        assert edges == sorted(edges)
        assert "".join("".join(text[a:b] for a, b in found).split()) == "".join(text.split())
        assert all(text[a:b] == text[a:b].strip() for a, b in found)
