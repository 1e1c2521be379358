"""``parse``: what holds for every text, however odd."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import Document, Span, parse
from framing.document import VOICES
from framing.language import language_codes
from tests.markup import lines_of

CODES = language_codes()
NEWS = [text.replace("|", " ") for _, text in lines_of("segment/sentences.txt")]
PAGE = ["Leave a Reply", "Teilen", "By Ada Holm | 3 May 2031", "Mehr zum Thema", "Advertisement"]
PIECES = [
    *NEWS[::6],
    *PAGE,
    "“",
    "„",
    "”",
    '"',
    "'",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\u00ad",
    "U.S.",
    "…",
]
ANY = st.text(max_size=200)
PRINTED = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
TEXTS = st.one_of(ANY, PRINTED)
SECONDS = 20  # far more than needed: what grows with the square of a text takes hours


def check(document, text):
    """What is true of every document."""
    assert document.text is text
    assert document.language in CODES
    size = len(text)
    for table in (document.tokens, document.sentences, document.quotes):
        assert table.dtype == np.int32
        assert table.shape == (len(table), 2)
        assert (table[:, 0] >= 0).all()
        assert (table[:, 0] < table[:, 1]).all()
        assert (table[:, 1] <= size).all()
        assert (np.diff(table[:, 0]) >= 0).all()
    for apart in (document.tokens, document.sentences):
        assert (apart[1:, 0] >= apart[:-1, 1]).all()
    assert document.words.dtype == bool
    assert len(document.words) == len(document.tokens)
    assert len(document.quote_kinds) == len(document.quotes)
    removed = [edge for span in document.removed for edge in span[:2]]
    assert removed == sorted(removed)
    assert all(0 <= edge <= size for edge in removed)
    for table in (document.tokens, document.sentences):
        assert (np.searchsorted(removed, table[:, 0], side="right") % 2 == 0).all()
    assert document.title is None or 0 <= document.title.start < document.title.end <= size
    assert all(0 <= span.start <= span.end <= size for span in document.warnings)
    assert list(document.warnings) == sorted(document.warnings)
    assert len(document) == document.words.sum()


@given(TEXTS, st.sampled_from(CODES))
@settings(max_examples=250)
def test_offsets_lie_in_the_text_in_order_and_apart(text, language):
    check(parse(text, language), text)


@given(TEXTS, st.sampled_from(CODES))
def test_every_word_is_in_one_voice(text, language):
    document = parse(text, language)
    assert set(document.n_words) == set(VOICES)
    assert sum(document.n_words.values()) == len(document)


@given(TEXTS, st.sampled_from(CODES))
def test_no_token_is_white_space_or_stands_in_removed_text(text, language):
    document = parse(text, language)
    for form in document.forms:
        assert form == form.strip()
        assert form
    gone = {i for span in document.removed for i in range(span.start, span.end)}
    assert gone.isdisjoint(i for start, end in document.tokens.tolist() for i in range(start, end))
    assert gone.isdisjoint(
        i for start, end in document.sentences.tolist() for i in range(start, end)
    )


@given(TEXTS, st.sampled_from(CODES))
def test_every_token_stands_in_a_sentence(text, language):
    document = parse(text, language)
    edges = document.sentences.ravel()
    assert (np.searchsorted(edges, document.tokens[:, 0], side="right") % 2 == 1).all()
    assert (np.searchsorted(edges, document.tokens[:, 1] - 1, side="right") % 2 == 1).all()


@given(TEXTS, st.sampled_from(CODES), st.integers(0, 200), st.integers(0, 200))
def test_every_span_is_the_authors_or_a_sources(text, language, a, b):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert parse(text, language).voice(Span(start, end)) in VOICES


@given(PRINTED, st.sampled_from(CODES))
def test_the_same_text_gives_the_same_document(text, language):
    once, again = parse(text, language), parse(text, language)
    for name in ("tokens", "words", "sentences", "quotes"):
        assert np.array_equal(getattr(once, name), getattr(again, name))
    for name in ("title", "removed", "quote_kinds", "warnings"):
        assert getattr(once, name) == getattr(again, name)


@given(st.lists(st.sampled_from(NEWS), min_size=1, max_size=5), st.sampled_from(CODES))
def test_sentences_of_paragraphs_are_those_of_each_paragraph(parts, language):
    def sentences(text):
        document = parse(text, language)
        return [document[pair] for pair in document.sentences.tolist()]

    parts = [part for part in parts if "\n" not in part]
    assert sentences("\n\n".join(parts)) == [s for part in parts for s in sentences(part)]


NASTY = {
    "nothing": "",
    "one blank": " ",
    "a mark": "“",
    "a full stop": ".",
    "NUL": "The mayor\0 resigned.\0",
    "lone surrogates": "The \ud800 mayor \udfff resigned. “\ud800”",
    "zero width": "The\u200b ma\u200byor\ufeff resigned.\u2060",
    "only invisible": "\u200b\u200c\u200d\u2060\u00ad\ufeff",
    "both directions": "The \u202emayor\u202c said \u2067שלום\u2069 and مرحبا left.",
    "emoji": "The mayor 👩🏽‍🚒 resigned 🇩🇪🇬🇧. “👍🏿!” 😀😀",
    "combining accents": "Z\u0351\u036b\u0343a\u0300\u0301\u0302\u0303lgo " * 20,
    "only accents": "\u0300\u0301\u0302 \u0303",
    "upper case that grows": "İstanbul ŞİŞLİ ß ẞ ﬁ ŉ ǰ",
    "other digits": "٣٤٥ Menschen, ½ Liter, Ⅷ Teile, x² und 5⁴.",
    "other scripts": "東京で会議。「はい。」と言った。 Привет, «мир».",
    "only boilerplate": "Leave a Reply\n\nTeilen\n\nAdvertisement",
    "Windows": "The mayor resigned.\r\n\r\n“It was time,” she said.\r\n\r\nLeave a Reply\r\n",
    "every line break": "One.\nTwo.\rThree.\x0bFour.\x0cFive.\x85Six.\u2028Seven.\u2029Eight.",
    "escapes": "\x1b[31mThe mayor\x1b[0m resigned.\a\b",
    "private": "The \ue000 mayor \U0010ffff resigned.",
    "code": "<script>alert('x')</script> {{ 7 * 7 }} %s %(a)s \\1 $1 .* (?P<x>",
}
HUGE = {
    "2 MB on one line": "Der Minister sagte „nein“, z. B. am 3. Mai. " * 48_000,
    "5 MB in one word": "a" * 5_000_000,
    "1 MB of spaces": " " * 1_000_000,
    "1 MB of spaces between words": "Anfang" + " " * 1_000_000 + "Ende.",
    "1 MB of empty lines": "Anfang\n" + "\n" * 1_000_000 + "Ende.",
    "100,000 straight marks": '"' * 100_000,
    "100,000 straight single marks": "'" * 100_000,
    "100,000 opening marks": "“" * 100_000,
    "100,000 opening marks before words": "„a " * 100_000,
    "100,000 closing marks": "a” " * 100_000,
    "100,000 single marks before words": "‘a " * 100_000,
    "100,000 apostrophes": "workers’ " * 100_000,
    "100,000 quotations": "“a” ‘b’ " * 50_000,
    "deeply nested marks": "".join("„‚"[i % 2] + "a " for i in range(20_000))
    + "".join("‘“"[i % 2] + " " for i in range(20_000)),
    "100,000 full stops": "." * 100_000,
    "100,000 dots and blanks": ". " * 100_000,
    "100,000 dashes": "– " * 100_000,
    "100,000 brackets": "[a " * 100_000,
    "100,000 initials": "J. " * 100_000,
    "100,000 hyphens in a word": "a-" * 100_000,
    "100,000 accents on a letter": "a" + "\u0301" * 100_000,
    "100,000 lines": "Der Minister ging.\n" * 100_000,
    "100,000 lines of boilerplate": "Teilen\n" * 100_000,
    "100,000 headings of links": "Mehr zum Thema\nDer Fall\n" * 50_000,
    "a long link": "https://" + "a/" * 100_000,
    "a long number": "1." * 100_000,
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize("language", CODES)
def test_a_nasty_text_is_read(text, language):
    check(parse(text, language), text)


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_text_is_read_in_time(name):
    text = HUGE[name]
    begin = time.process_time()
    document = parse(text, "de", attribution="rules")
    seconds = time.process_time() - begin
    check(document, text)
    assert seconds < SECONDS


def test_the_voices_of_a_text_full_of_quotations_are_told_in_time():
    document = parse(
        "Der Minister sagte „nein“, und das am dritten Mai. " * 20_000, "de", attribution="rules"
    )
    document = document.attributed(())
    begin = time.process_time()
    assert document.n_words["source"] == 20_000
    assert time.process_time() - begin < 1


@pytest.mark.parametrize(
    "wrong", [None, b"The mayor resigned.", 5, ["The mayor resigned."], Document]
)
def test_what_is_no_string_is_refused(wrong):
    with pytest.raises(TypeError, match=r"a text is a string, not \w+; to read a file: read\(\)"):
        parse(wrong)


def test_id_and_meta_are_kept():
    document = parse("The mayor resigned.", "en", id="a1", meta={"outlet": "Post"})
    assert (document.id, dict(document.meta)) == ("a1", {"outlet": "Post"})


def test_a_document_is_frozen():
    document = parse("The mayor resigned.", "en", meta={"outlet": "Post"})
    with pytest.raises(AttributeError):
        document.language = "de"
    with pytest.raises(TypeError):
        document.meta["outlet"] = "Herald"


def test_changing_what_was_given_as_meta_changes_no_document():
    meta = {"outlet": "Post"}
    document = parse("The mayor resigned.", "en", meta=meta)
    meta["outlet"] = "Herald"
    assert document.meta["outlet"] == "Post"
