"""How well the shipped taggers do: on marked sentences, and on treebanks where they are there."""

import os
from pathlib import Path

import numpy as np
import pytest

from framing.document import Document
from framing.tagging import TAGS, tag

SENTENCES = Path(__file__).with_name("sentences.txt")
MISTAKES = 0.05  # share of the marked tokens that may be wrong
needs_corpora = pytest.mark.skipif(
    "FRAMING_MIRROR" not in os.environ, reason="needs the corpora: set FRAMING_MIRROR"
)


def marked():
    """(language, forms, tags) of each marked sentence."""
    language, out = "", []
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            forms, tags = zip(*(pair.rsplit("/", 1) for pair in line.split()), strict=True)
            out.append((language, forms, tags))
    return out


def document_of(language, forms):
    """A document of one sentence with just these tokens."""
    ends = np.cumsum([len(form) + 1 for form in forms]) - 1
    starts = ends - [len(form) for form in forms]
    tokens = np.column_stack([starts, ends]).astype(np.int32)
    sentence = np.array([[0, ends[-1]]], np.int32)
    none = np.empty((0, 2), np.int32)
    return Document(" ".join(forms), language, tokens, np.ones(len(tokens), bool), sentence, none)


def found(language, forms):
    return [TAGS[number] for number in tag(document_of(language, forms))]


@pytest.mark.parametrize("language", ["de", "en"])
def test_marked_sentences_are_tagged_as_a_linguist_would(language):
    wrong, n = [], 0
    for code, forms, tags in marked():
        if code == language:
            n += len(tags)
            pairs = zip(forms, tags, found(code, forms), strict=True)
            wrong += [f"{form}/{gold}: {got}" for form, gold, got in pairs if gold != got]
    assert n > 50
    assert len(wrong) <= MISTAKES * n, wrong


def test_marks_are_parts_of_speech():
    assert {name for _, _, tags in marked() for name in tags} <= set(TAGS)


@needs_corpora
@pytest.mark.parametrize(
    ("pattern", "language", "floor"),
    [("UD_German-GSD/*/*-dev.conllu", "de", 94.0), ("UD_English-GUM/*/*-dev.conllu", "en", 94.0)],
)
def test_a_treebank_that_was_not_learnt_from_is_tagged(pattern, language, floor):
    from benchmarks.tagger import accuracy, treebank

    assert accuracy(treebank(pattern), language) >= floor
