"""Tokens. The regular expression PIECE says what they are; the arrays must agree with it."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import load_dataset
from framing.segment import tokenize
from framing.segment.tokens import PIECE

MARKED = [  # a bar stands wherever a token ends and the next one follows at once
    "Der CDU/CSU-Chef zahlt z.B. 17.000 Euro|,",
    "Die Bürger:innen und Schüler*innen von SPIEGEL.de",
    "Bürger|:|innenhof Haus|:|inx",
    "Staats- und Regierungschefs|, pro- or anti-war Staats|- Undank",
    "20-jährige im 1|. Stock|, 12:30 Uhr|, 3,5 %",
    "1|.|a 2020er-Jahre 1/2 5-1|/|2 A-1/2",
    "don’t ask the minister|’s rock'n'roll it|'s|-|so ’s",
    "U.S. Army|, a|.|b p.m.|. e.g.|..",
    "wait|... what|..|? a|--|b —",
    "see https://a.example/b?c=d|. www.example.org/|,",
    "soft\u00adhyphen zero\u200bwidth cafe\u0301",
    "_|a a_b 1|_|2 x² ½",
    "AT&T C|# C|+|+ a@b|.|example @|user",
]
PIECES = [
    *"aSsüßÉ1٣²_-‐‑/&@+*:.'’„“”\"«»()!?,… \n\t\u00a0\u00ad\u200b\u0301\ud800😀中İ",
    *(
        "in",
        "innen",
        "com",
        "de",
        "und",
        "or",
        "wie",
        "http://",
        "https://",
        "www.",
        "--",
        "..",
        "'s",
    ),
]


def forms(text):
    return [text[start:end] for start, end in tokenize(text)[0].tolist()]


def by_expression(text):
    found = [piece.lstrip() for piece in PIECE.findall(text, 0, len(text.rstrip()))]
    return found, [token[0].isalnum() for token in found]


def assert_agrees(text):
    tokens, words = tokenize(text)
    found, are_words = by_expression(text)
    assert [text[start:end] for start, end in tokens.tolist()] == found
    assert words.tolist() == are_words
    gaps = np.delete(np.ones(len(text), bool), [i for a, b in tokens.tolist() for i in range(a, b)])
    assert len(gaps) == sum(map(str.isspace, text))


@pytest.mark.parametrize("text", MARKED)
def test_what_is_kept_together(text):
    assert forms(text.replace("|", "")) == text.replace("|", " ").split()


@given(st.text(max_size=80))
def test_arrays_agree_with_the_expression_on_any_text(text):
    assert_agrees(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_and_on_text_made_of_what_is_hard_to_cut(text):
    assert_agrees(text)


@pytest.mark.parametrize("document", load_dataset("sample"), ids=lambda document: document.id)
def test_and_on_articles(document):
    assert_agrees(document.text)


def test_offsets_and_words_have_the_types_that_documents_promise():
    for text in ("", " \n", "Ja."):
        tokens, words = tokenize(text)
        assert tokens.dtype == np.int32
        assert tokens.shape == (len(words), 2)
        assert words.dtype == bool


@pytest.mark.parametrize(
    "unit",
    ["a ", "a", "a-", "1.", "a.", ".", "-", "'", '"', " ", "http://", "a_", "é\u0301 ", "a- und "],
)
def test_time_grows_with_length_and_not_faster(unit):
    text = unit * (200_000 // len(unit))

    def seconds(text):
        begun = time.perf_counter()
        tokenize(text)
        return time.perf_counter() - begun

    tokenize(unit)
    short, long = min(seconds(text) for _ in range(3)), min(seconds(text * 4) for _ in range(3))
    assert long < 12 * short + 0.05
