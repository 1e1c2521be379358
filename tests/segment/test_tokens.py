"""Tokens: what is kept together, and that the arrays cut as the expression does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import framing
from framing.segment.tokens import PIECE, tokenize

KEPT_TOGETHER = [
    "z.B.",
    "U.S.",
    "17.000",
    "218,2",
    "14:05",
    "60er",
    "CDU/CSU-Chef",
    "Bürger:innen",
    "Bürger*innen",
    "E-Mail-Adresse",
    "SPIEGEL.de",
    "AT&T",
    "don't",
    "O’Neill",
    "https://news.example/a-b?c=1",
    "Bundes\u00adtag",
    "cafe\u0301",
]
CUT = [
    ("the minister's plan", ["the", "minister", "'s", "plan"]),
    ("Staats- und Regierungschefs", ["Staats-", "und", "Regierungschefs"]),
    ("so ... not -- this", ["so", "...", "not", "--", "this"]),
    ("50%", ["50", "%"]),
    ("said.The", ["said", ".", "The"]),
    ("‚Unsinn‘", ["‚", "Unsinn", "‘"]),
]
ALPHABET = (
    "abzAZäßé 019.,:;!?'’\"„“-‐/&@+*_()\n\t\r\u00a0\u00ad\u200b\u0301…%€s\ud800\U0001f44d\x00İ"
)


def by_expression(text):
    """Offsets as the expression alone gives them, piece after piece."""
    found, at = [], 0
    for piece in PIECE.findall(text, 0, len(text.rstrip())):
        found.append((at + len(piece) - len(piece.lstrip()), at + len(piece)))
        at += len(piece)
    return found


def by_arrays(text):
    return [tuple(pair) for pair in tokenize(text)[0].tolist()]


@pytest.mark.parametrize("word", KEPT_TOGETHER)
def test_is_one_token(word):
    text = f"Ein {word} steht"
    assert [text[a:b] for a, b in by_arrays(text)] == ["Ein", word, "steht"]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_is_cut_here(text, expected):
    assert [text[a:b] for a, b in by_arrays(text)] == expected


@given(st.text(max_size=60) | st.text(alphabet=ALPHABET, max_size=60))
def test_arrays_cut_as_the_expression_does(text):
    assert by_arrays(text) == by_expression(text)


def test_arrays_cut_the_sample_as_the_expression_does():
    for document in framing.load_dataset("sample"):
        assert by_arrays(document.text) == by_expression(document.text)


def test_punctuation_and_the_possessive_are_no_words():
    text = "The minister's plan, she said: 17.000!"
    tokens, words = tokenize(text)
    no_words = [text[a:b] for (a, b), word in zip(tokens, words, strict=True) if not word]
    assert no_words == ["'s", ",", ":", "!"]
