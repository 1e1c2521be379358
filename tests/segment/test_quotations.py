"""Quotations, what kind they are and whose voice they are. Examples stand in quotations.txt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import Span
from framing.document import VOICES
from framing.language import language_codes
from framing.segment import lines
from framing.segment.quotations import CLOSERS
from tests.markup import lines_of, marked_lines, marks_alone

MARKS = "„“”‟\"»«›‹‚‘’'`「」"
KINDS = {"speech", "partial", "word", "name"}
EXAMPLES = marked_lines("segment/quotations.txt")
QUOTED = st.text(alphabet=MARKS + "aN .,s9\n(", max_size=60)


def quotations(document):
    return list(zip(document.quotes.tolist(), document.quote_kinds, strict=True))


def unbalanced(document):
    return [span for span in document.warnings if span.label == "unbalanced_quotation_mark"]


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_finds_what_is_marked(language, text, expected):
    found = quotations(marks_alone(text, language))
    assert [(start, end, kind) for (start, end), kind in found] == expected


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_what_is_quoted_is_the_sources_and_names_are_the_authors(language, text, expected):
    document = marks_alone(text, language)
    for start, end, kind in expected:
        outer = [k for s, e, k in expected if s <= start and end <= e and (s, e) != (start, end)]
        speaks = kind != "name" or any(k != "name" for k in outer)
        assert document.voice((start + 1, end - 1)) == ("source" if speaks else "author")


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_what_stands_outside_is_the_authors(language, text, expected):
    document = marks_alone(text, language)
    for start, end in document.tokens.tolist():
        if not any(s <= start and end <= e for s, e, _ in expected):
            assert document.voice((start, end)) == "author"


def test_a_span_that_begins_outside_is_the_authors():
    document = marks_alone("They called him “a thief” again.", "en")
    at = document.text.index("a thief")
    assert document.voice(Span(at, at + 7)) == "source"
    assert document.voice(Span(at - 5, at + 7)) == "author"


def test_every_opening_mark_has_an_example():
    examples = "".join(text for _, text, _ in EXAMPLES)
    assert {mark for mark in CLOSERS if mark in examples} >= set(CLOSERS) - {"‟", "「"}


@pytest.mark.parametrize("mark", sorted(CLOSERS))
@pytest.mark.parametrize("language", language_codes())
def test_a_mark_ends_with_each_of_its_partners(mark, language):
    closers = [CLOSERS[mark]] if len(CLOSERS[mark]) == 2 and len(mark) == 2 else CLOSERS[mark]
    for closer in closers:
        document = marks_alone(f"One {mark}two three{closer} four.", language)
        assert [document[q] for q in document.quotes] == [f"{mark}two three{closer}"]
        assert document.quote_kinds == ("word",)
        assert not unbalanced(document)


@pytest.mark.parametrize(
    "text", ["“We go now, all of us.\n\nIt is late.", "We go now,” she said.", "Sie sagte: „Nein."]
)
def test_a_mark_without_a_partner_is_a_warning(text):
    document = marks_alone(text, "en")
    assert [document[span] for span in unbalanced(document)] in (["“"], ["”"], ["„"])


@pytest.mark.parametrize("text", [text for _, text in lines_of("segment/quotations.txt")][:10])
def test_a_pair_of_marks_is_no_warning(text):
    assert not unbalanced(marks_alone(text, "de"))


@given(QUOTED, st.sampled_from(["de", "en"]))
def test_quotations_lie_in_the_text_outer_before_inner_and_never_cross(text, language):
    document = marks_alone(text, language)
    found = quotations(document)
    assert all(kind in KINDS for _, kind in found)
    offsets = [tuple(pair) for pair, _ in found]
    assert offsets == sorted(offsets, key=lambda pair: (pair[0], -pair[1]))
    assert all(0 <= start < end <= len(text) for start, end in offsets)
    line_starts = {start for start, _ in lines(text)}  # a quotation carried over from before
    for a, b in offsets:
        assert text[a] in MARKS or a in line_starts
        assert not any(a < c < b < d for c, d in offsets)


@given(QUOTED, st.sampled_from(["de", "en"]))
def test_each_token_has_the_voice_of_its_offsets(text, language):
    document = marks_alone(text, language)
    mask = document.source_tokens.tolist()
    assert [document.voice(token) == "source" for token in document.tokens.tolist()] == mask
    assert sum(document.n_words[voice] for voice in VOICES) == len(document)
