"""What the cards say is wrong with the corpora is so: each number of a card, counted."""

import os
from collections import Counter

import pytest

from framing.cards import card, files_of, load_edition, repeats, split_card
from framing.cards.checks import key_of
from framing.cards.loading import split_rows

pytestmark = pytest.mark.skipif(
    "FRAMING_MIRROR" not in os.environ, reason="needs the corpora: set FRAMING_MIRROR"
)


def column(name, split, ours):
    return [row.cells.get(ours) for row in split_rows(name, split)]


def said(name, words):
    """The one known problem with these words."""
    (problem,) = [one for one in card(name)["known_problems"] if words in one]
    return problem


def twice(texts):
    return sum(n > 1 for n in Counter(map(key_of, texts)).values())


def test_babe_lacks_links_and_leanings():
    assert "32 rows have no link, so no article; 1000 have no leaning" in said("babe", "no link")
    assert sum(not url for url in column("babe", "all", "url")) == 32
    assert sum(not leaning for leaning in column("babe", "all", "leaning")) == 1000
    assert twice(column("babe", "all", "text")) == 3
    path = files_of("babe", "all")["data/final_labels_SG2.csv"]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_raters_of_babe():
    counts = Counter(map(str, column("babe", "annotators", "annotator")))
    assert {who for who, n in counts.items() if n > 3600} == {"3", "9", "11"}
    assert len(counts) == 8


@pytest.mark.parametrize(
    ("name", "first", "subjective", "sizes"),
    [
        ("checkthat-de", 200, (77, 97), (800, 200, 291)),
        ("checkthat-en", 219, None, (830, 219, 243)),
    ],
)
def test_the_edition_of_2023_is_the_one_that_was_published(name, first, subjective, sizes):
    edition = load_edition(name, "2023", attribution="rules")
    assert tuple(len(edition[part]) for part in ("train", "dev", "test")) == sizes
    assert card(name)["editions"]["2023"]["dev"][0]["rows"][1] == first
    if subjective:
        parts = [sum(doc.meta["label"] for doc in edition[part]) for part in ("dev", "test")]
        assert tuple(parts) == subjective


def test_sentences_of_dev_test_that_were_trained_on_have_the_same_label():
    edition = load_edition("checkthat-de", "2024", attribution="rules")
    found = repeats(edition["test"], edition["train"])
    assert len(found) == 13
    labels = {doc.id: doc.meta["label"] for part in edition.values() for doc in part}
    assert all(labels[row] == labels[twin] for row, twin in found.to_numpy())


def test_a_row_of_checkthat_en_that_lacks_its_last_cell_is_of_2023():
    (path,) = files_of("checkthat-en", "dev").values()
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    assert [line.count("\t") for line in lines] == [3] * 219 + [2] * 243
    assert max(Counter(map(key_of, column("checkthat-en", "train", "text"))).values()) == 6


def test_line_ends_and_short_spans_of_semeval():
    texts = column("semeval2023-spans", "train-de", "text")
    marked = column("semeval2023-spans", "train-de", "spans")
    assert "100 of the 132" in said("semeval2023-spans", "Line ends")
    assert sum("\r\n" in text for text in texts) == 100
    pairs = [(text, span) for text, spans in zip(texts, marked, strict=True) for span in spans]
    cut = [
        text[span.end - 1].isalnum() and text[span.end : span.end + 1].isalnum()
        for text, span in pairs
    ]
    assert "1106 of the 4501" in said("semeval2023-spans", "one letter")
    assert (sum(cut), len(cut)) == (1106, 4501)
    assert (
        sum(text.startswith("\ufeff") for text in column("semeval2023-spans", "train-en", "text"))
        == 2
    )


def test_genre_and_empty_paragraphs_of_semeval():
    assert Counter(column("semeval2023-genre", "train-en", "label")) == {
        "opinion": 382,
        "reporting": 41,
        "satire": 10,
    }
    paths = files_of("semeval2023-genre", "train-de")
    assert sum("/dev-articles" in path for path in paths) == 35
    empty = {
        split: sum(not label.strip() for label in column("semeval2023-persuasion", split, "label"))
        for split in card("semeval2023-persuasion")["files"]
    }
    assert empty == {"train-de": 303, "dev-de": 117, "train-en": 5738, "dev-en": 2007}


def test_techniques_that_english_lacks():
    used = {
        one
        for split in ("train-en", "dev-en")
        for label in column("semeval2023-persuasion", split, "label")
        for one in label.split(",")
    }
    problem = said("semeval2023-persuasion", "never occur")
    assert all(one in problem for one in set(card("semeval2023-persuasion")["labels"]) - used)


def test_rare_frames_and_repeated_headlines_of_gvfc():
    labels = split_card("gvfc", "de")[1]["labels"]
    counts = Counter(labels[one] for label in column("gvfc", "de", "label") for one in label)
    assert (counts["race_ethnicity"], counts["mental_health"]) == (2, 1)
    assert counts["economic_consequences"] == 9
    both = column("gvfc", "fold0-train", "text") + column("gvfc", "fold0-dev", "text")
    assert (len(both), twice(both)) == (1300, 3)
    assert all(column("gvfc", split, "label") for split in card("gvfc")["files"])


def test_narrative_frames():
    frames = column("narrative_frames", "all", "label")
    assert sum(not label for label in frames) == 50
    assert len(set(column("narrative_frames", "all", "outlet"))) == 36
    assert twice(column("narrative_frames", "all", "text")) == 2
    raters = Counter(column("narrative_frames", "annotators", "article"))
    assert set(raters.values()) == {2, 3}


def test_hyperpartisan():
    assert len(set(column("hyperpartisan", "train", "outlet"))) == 284
    assert (
        sum(len(" ".join(t.split())) < 200 for t in column("hyperpartisan", "train", "text")) == 7
    )
    assert sum(date is None for date in column("hyperpartisan", "train", "date")) == 31
    assert twice(column("hyperpartisan", "train", "text")) == 2


def test_articles_of_newsmtsc_are_shared():
    train = set(column("newsmtsc", "train", "article"))
    for split, shared, all_of_it in (("devtest_mt", 325, 672), ("devtest_rw", 480, 1018)):
        articles = set(column("newsmtsc", split, "article"))
        assert (len(articles & train), len(articles)) == (shared, all_of_it)
        assert f"{shared} of the {all_of_it}" in said("newsmtsc", "Articles are shared")
