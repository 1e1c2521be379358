"""Where sentences end. Examples stand in sentences.txt."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import parse
from framing.language import language_codes, load_language
from framing.segment import SentenceRules, find_sentences, lines, paragraphs
from tests.markup import lines_of

EXAMPLES = lines_of("segment/sentences.txt")
PIECES = ["Dr.", "z. B.", "3.", "Mai", "sie", "Der", "The", "U.S.", "“", "”", "„", '"', "…", "?!"]
PIECES += [
    "\n",
    "\n\n",
    "(",
    ")",
    "[",
    "]",
    "–",
    "- ",
    "said",
    "Inc.",
    "A.",
    "5.",
    ".",
    " ",
    "\u00a0",
]


def sentences(text, language):
    document = parse(text, language)
    return [document[offsets] for offsets in document.sentences]


@pytest.mark.parametrize(("language", "marked"), EXAMPLES)
def test_sentences_end_where_they_are_marked(language, marked):
    parts = [part.strip() for part in marked.replace("\n\n", "|").split("|")]
    text = marked.replace("|", " ")
    assert sentences(text, language) == parts


def test_every_language_has_forty_examples():
    counts = Counter(language for language, _ in EXAMPLES)
    assert all(counts[code] >= 40 for code in language_codes())


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join), st.sampled_from(["de", "en"]))
def test_sentences_hold_every_letter_of_the_body_once(text, language):
    found = sentences(text, language)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(["de", "en"]))
def test_no_sentence_goes_beyond_its_paragraph(text, language):
    blocks = paragraphs(text, lines(text))
    rules = SentenceRules.of(load_language(language).facts["sentences"])
    for start, end in find_sentences(text, blocks, rules).tolist():
        assert any(first <= start < end <= last for first, last in blocks)
        assert text[start:end] == text[start:end].strip()


@pytest.mark.parametrize("language", language_codes())
def test_the_rules_of_a_language_are_written_in_the_right_case(language):
    rules = SentenceRules.of(load_language(language).facts["sentences"])
    assert rules.abbreviations
    for words in (rules.abbreviations, rules.final_abbreviations, rules.number_abbreviations):
        assert not [word for word in words if word != word.lower() or word.endswith(".")]
    assert all(word[0].isupper() for word in rules.openers)
