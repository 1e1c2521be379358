"""n-grams are what a plain count in Python gives, whoever typeset the text."""

from collections import Counter

import numpy as np
import pytest

import framing
from framing.models.ngrams import counts, grams
from framing.models.passages import Passages

BITS = 40  # so many buckets that two n-grams of a test never share one
TEXT = "The mayor spoke. The mayor, again, said 3 words!\n\nNobody listened to the mayor."


def english(*texts):
    return [framing.parse(text, "en") for text in texts]


def buckets(text, kind, sizes=(1, 2, 3)):
    return sorted(grams(Passages.articles(english(text)), kind, sizes, BITS).bucket.tolist())


@pytest.mark.parametrize("kind", ["word", "char"])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('He said "no" twice.', "He said “no” twice."),
        ('He said "no" twice.', "He said „no“ twice."),
        ('He said "no" twice.', "He said «no» twice."),
        ('He said "no" twice.', "He said »no« twice."),
        ("The mayor's car.", "The mayor’s car."),
        ("It rained - hard.", "It rained – hard."),
        ("It rained - hard.", "It rained — hard."),
        ("It rained hard.", "It\u00a0rained\u202fhard."),
        ("It rained hard.", "It\trained hard."),
        ("IT RAINED HARD.", "it rained hard."),
        ("Über Öl", "über öl"),
        ("On 1 May 1999.", "On 2 May 2024."),
    ],
)
def test_typesetting_makes_no_other_n_gram(kind, one, other):
    assert buckets(one, kind) == buckets(other, kind)


@pytest.mark.parametrize("kind", ["word", "char"])
@pytest.mark.parametrize(("one", "other"), [("no yes", "yes no"), ("ab", "ba"), ("a", "b")])
def test_another_word_or_order_is_another_n_gram(kind, one, other):
    assert buckets(one, kind) != buckets(other, kind)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_word_n_grams_are_those_of_a_plain_count(size):
    (document,) = english(TEXT)
    found = grams(Passages.sentences([document]), "word", [size], BITS)
    expected = []
    for number, sentence in enumerate(document.sentences.tolist()):
        first, last = document.tokens_of(sentence)
        tokens = document.tokens[first:last].tolist()
        expected += [
            (number, tokens[at][0], tokens[at + size - 1][1])
            for at in range(len(tokens) - size + 1)
        ]
    assert [(p, *s) for p, s in zip(found.passage, found.span.tolist(), strict=True)] == expected


@pytest.mark.parametrize("size", [2, 3, 5])
def test_character_n_grams_lie_within_a_sentence(size):
    (document,) = english(TEXT)
    found = grams(Passages.articles([document]), "char", [size], BITS)
    expected = [
        [at, at + size]
        for start, end in document.sentences.tolist()
        for at in range(start, end - size + 1)
    ]
    assert found.span.tolist() == expected


@pytest.mark.parametrize("kind", ["word", "char"])
def test_the_same_text_under_the_offsets_is_the_same_n_gram_and_only_that(kind):
    texts = ["The dam held. The dam broke.", "Nobody saw the dam."]
    passages = Passages.articles(english(*texts))
    found = grams(passages, kind, [2], BITS)
    meaning = {}
    for passage, bucket, (start, end) in zip(
        found.passage, found.bucket.tolist(), found.span.tolist(), strict=True
    ):
        document = passages.documents[passage]
        form = document.text[start:end].lower()
        words = tuple(form.split()) if kind == "word" else form
        meaning.setdefault(bucket, set()).add(words)
    assert all(len(forms) == 1 for forms in meaning.values())
    assert len(set().union(*meaning.values())) == len(meaning)


def test_counts_are_those_of_a_plain_count():
    passages = Passages.sentences(english(TEXT, "No, no, no.", ""))
    found = grams(passages, "word", [1, 2], 16)
    plain = Counter(zip(found.passage.tolist(), found.bucket.tolist(), strict=True))
    passage, bucket, times = counts(found, 16, len(passages))
    triples = zip(passage.tolist(), bucket.tolist(), times.tolist(), strict=True)
    assert {(p, b): n for p, b, n in triples} == dict(plain)


def test_every_bucket_is_one_there_is():
    found = grams(Passages.articles(english(TEXT)), "char", [2, 3, 4], 5)
    assert found.bucket.min() >= 0
    assert found.bucket.max() < 2**5


@pytest.mark.parametrize("cut", [Passages.sentences, Passages.articles])
@pytest.mark.parametrize("most", [1, 30, 10_000])
def test_split_passages_together_are_the_unsplit_ones(cut, most):
    whole = cut(english(TEXT, "", "No.", TEXT, "It rained on Monday."))
    parts = whole.split(most)
    assert sum(map(len, parts)) == len(whole)
    split = [grams(part, "word", [1, 2], BITS) for part in parts]
    found = grams(whole, "word", [1, 2], BITS)
    key = sorted(found.bucket.tolist())
    assert sorted(np.concatenate([one.bucket for one in split]).tolist()) == key
    assert np.concatenate([part.tokens() for part in parts]).tolist() == whole.tokens().tolist()
    offsets = np.concatenate([part.offsets for part in parts])
    assert offsets.tolist() == whole.offsets.tolist()


@pytest.mark.parametrize("kind", ["word", "char"])
def test_nothing_has_no_n_grams(kind):
    for documents in ([], english(""), english("", "\n\n")):
        assert len(grams(Passages.articles(documents), kind, [1, 2], 16).bucket) == 0
