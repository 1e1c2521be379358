"""Corpora in which people marked who says what: their formats, and what is read from them."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from framing import cards
from framing.annotations import READERS, document_of, read_attributions
from framing.annotations.brat import events
from framing.cards import card, load_dataset, manifest
from framing.document import Span

needs_mirror = pytest.mark.skipif(
    "FRAMING_MIRROR" not in os.environ, reason="needs the corpora: set FRAMING_MIRROR"
)

# PolNeAR

TEXT = 'Holm resigned.\r\n"It was time," she said. He thinks the plan is "a joke" and will fail.'
LINES = """\
T1\tSource 31 34\tshe
T2\tCue 35 39\tsaid
T3\tContent 16 30\t"It was time,"
T4\tAttribution 35 39\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
E2\tAttribution:T9 Source:T5 Cue:T6 Content:T7
T5\tSource 41 43\tHe
T6\tCue 44 50\tthinks
T7\tContent 51 71;76 85\tthe plan is "a joke" will fail
T8\tDiscard 0 14\tHolm resigned.
T9\tAttribution 44 50\tthinks
E3\tAttribution-no-source:T4 Cue:T2
#1\tAnnotatorNotes T1\tIs this one?
"""
ARTICLE = "post_2031-05-03_holm-resigns"


def polnear(tmp_path, *people, text=TEXT, lines=LINES):
    (tmp_path / "text.txt").write_bytes(text.encode())
    (tmp_path / "lines.ann").write_text(lines, encoding="utf-8")
    files = {f"data/dev/text/{ARTICLE}.txt": tmp_path / "text.txt"}
    for who in people:
        files[f"data/dev/attributions/{ARTICLE}_{who}.ann"] = tmp_path / "lines.ann"
    return list(READERS["polnear"](files))


def test_offsets_of_polnear_count_a_line_end_as_two(tmp_path):
    (article,) = polnear(tmp_path, "5fec")
    doc = document_of(article)
    assert doc.text == TEXT
    first, second = doc.attributions
    assert (doc[first.source], doc[first.cue[0]]) == ("she", "said")
    assert [doc[span] for span in first.content] == ['"It was time,"']
    assert [doc[span] for span in second.content] == ['the plan is "a joke"', "will fail"]


def test_the_marks_of_polnear_give_the_type(tmp_path):
    (article,) = polnear(tmp_path, "5fec")
    assert [one.type for one in document_of(article).attributions] == ["direct", "mixed"]


def test_what_is_marked_as_no_attribution_is_passed_by_and_what_is_broken_told(tmp_path):
    (article,) = polnear(tmp_path, "5fec")
    assert len(article.attributions) == 2
    assert article.left_out == ("E3 has no content",)
    (short,) = polnear(tmp_path, "5fec", text=TEXT[:40])
    assert short.left_out == ("E2 lies outside the text", "E3 has no content")


def test_the_name_of_a_file_tells_outlet_date_and_annotator(tmp_path):
    (article,) = polnear(tmp_path, "5fec")
    assert article.id == ARTICLE
    assert dict(article.meta) == {
        "article": ARTICLE,
        "annotator": "5fec",
        "outlet": "post",
        "date": "2031-05-03",
    }


def test_what_several_people_marked_has_a_name_for_each(tmp_path):
    found = polnear(tmp_path, "5fec", "6b86")
    assert [one.id for one in found] == [f"{ARTICLE}/5fec", f"{ARTICLE}/6b86"]


def test_a_line_that_refers_to_a_later_one_is_understood():
    (event,) = events(
        "E1\tAttribution:T9 Source:T2 Source2:T1\nT1\tSource 9 12\tb\nT2\tSource 0 3\ta"
    )
    assert event.roles["Source"] == (Span(0, 3), Span(9, 12))


# The German corpus

FIRST = ["Holm", "sagt", ",", "das", "Amt", "meine", ",", "er", "halte", "."]
RECORD = {
    "documentName": "77 - Deich hält (2031-05-03)",
    "originalText": "Holm sagt, das Amt meine, er halte. Es irre.",
    "sentences": [
        {
            "begin": 0,
            "end": 10,
            "tokens": ["Holm", "sagt", ",", "das", "Amt", "meine", ",", "er", "halte", "."],
        },
        {"begin": 10, "end": 13, "tokens": ["Es", "irre", "."]},
    ],
    "annotations": [],
}


def part(text, first, last):
    """Tokens of the record from the first to the last, as the corpus writes a part."""
    starts = [0, 5, 9, 11, 15, 19, 24, 26, 29, 34, 36, 39, 43]
    ends = [4, 9, 10, 14, 18, 24, 25, 28, 34, 35, 38, 43, 44]
    spans = [{"begin": first, "end": last + 1, "charBegin": starts[first], "charEnd": ends[last]}]
    assert RECORD["originalText"][starts[first] : ends[last]] == text
    return {"spans": spans, "tokenIds": list(range(first, last + 1)), "text": text}


def annotation(kind, quote, **parts):
    empty = {role: [] for role in ("addressee", "cue", "frame", "speaker")}
    return {"type": kind, "medium": "Speech", "quote": quote, **empty, **parts}


OUTER = annotation(
    "Indirect",
    part("das Amt meine, er halte", 3, 8),
    cue=part("sagt", 1, 1),
    speaker=part("Holm", 0, 0),
    frame=part("Holm sagt,", 0, 2),
)
INNER = annotation(
    "Indirect", part("er halte", 7, 8), cue=part("meine", 5, 5), speaker=part("das Amt", 3, 4)
)
LATER = annotation("IndirectFreeIndirect", part("Es irre.", 10, 12), speaker=part("Holm", 0, 0))


def wikinews(tmp_path, *annotations):
    path = tmp_path / "77.json"
    path.write_text(json.dumps({**RECORD, "annotations": annotations}), encoding="utf-8")
    (article,) = READERS["german_quotes"]({"data/dev/77.json": path})
    return article


def test_an_article_of_the_german_corpus(tmp_path):
    doc = document_of(wikinews(tmp_path, OUTER, INNER, LATER))
    assert (doc.id, doc.language) == ("77", "de")
    assert (doc.meta["title"], doc.meta["date"]) == ("Deich hält", "2031-05-03")
    assert [one.type for one in doc.attributions] == ["indirect", "indirect", "free_indirect"]
    assert [doc[one.source] for one in doc.attributions] == ["Holm", "das Amt", "Holm"]
    assert [doc[one.content[0]] for one in doc.attributions][1:] == ["er halte", "Es irre."]
    assert [[doc[span] for span in one.cue] for one in doc.attributions] == [
        ["sagt"],
        ["meine"],
        [],
    ]


def test_a_content_inside_another_has_it_as_its_parent(tmp_path):
    article = wikinews(tmp_path, INNER, LATER, OUTER)
    assert [one.parent for one in article.attributions] == [2, None, None]


def test_of_two_contents_of_one_extent_neither_is_the_parent(tmp_path):
    article = wikinews(tmp_path, INNER, {**INNER, "speaker": part("Holm", 0, 0)})
    assert [one.parent for one in article.attributions] == [None, None]


def test_the_corpus_s_own_tokens_and_frames_are_kept(tmp_path):
    official = wikinews(tmp_path, OUTER, LATER).meta["official"]
    text = RECORD["originalText"]
    assert [text[a:b] for a, b in official.tokens][:4] == ["Holm", "sagt", ",", "das"]
    assert official.sentences == ((0, 10), (10, 13))
    assert official.groups[0].frame == {0, 1, 2}
    assert official.groups[1].type == "IndirectFreeIndirect"
    assert official.groups[1].cue == official.groups[1].addressee == set()


# Any corpus, one article a line

SAID = {"type": "indirect", "source": [0, 3], "cue": [[4, 8]], "content": [[9, 15]]}
ROW = {"id": "a1", "language": "en", "text": "She said it was.", "attributions": [SAID]}


def lines(tmp_path, *rows):
    path = tmp_path / "said.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return read_attributions(path)


def test_a_line_is_an_article(tmp_path):
    nested = {"content": [[9, 11]], "parent": 0, "attitude": "denial", "source": None}
    corpus = lines(tmp_path, {**ROW, "outlet": "Post", "attributions": [SAID, nested]})
    (doc,) = corpus
    assert (doc.id, doc.language, doc.meta["outlet"]) == ("a1", "en", "Post")
    said, inner = doc.attributions
    assert (doc[said.source], doc[said.cue[0]], doc[said.content[0]]) == ("She", "said", "it was")
    assert (inner.type, inner.source, inner.cue) == ("indirect", None, ())
    assert (inner.parent, inner.attitude, inner.commitment) == (0, "denial", "neutral")
    assert corpus.problems.empty


def test_an_article_may_have_no_attributions_and_no_name(tmp_path):
    (doc,) = lines(tmp_path, {"text": "It rained on the town.", "attributions": []})
    assert (doc.id, doc.language, doc.attributions) == ("said-1", "en", ())


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"text": " "}, "no text"),
        ({"attributions": None}, "no list of attributions; an article without any has an empty"),
        ({"language": "xx"}, "no language 'xx'; there is: de (German), en (English)"),
        ({"attributions": ["said"]}, "attribution 0: an object is needed, not 'said'"),
        ({"type": "direkt"}, "attribution 0: no type 'direkt'; did you mean 'direct'?"),
        ({"commitment": "neutrl"}, "no commitment 'neutrl'; did you mean 'neutral'?"),
        ({"speaker": [0, 3]}, "attribution 0: no field 'speaker'; "),
        ({"content": []}, "attribution 0: no content"),
        ({"content": [9, 15]}, "content 9 is no [start, end] with 0 <= start < end <= 16"),
        ({"content": [[9, 17]]}, "content [9, 17] is no [start, end] with 0 <= start < end <= 16"),
        ({"source": [3, 3]}, "source [3, 3] is no [start, end]"),
        ({"cue": "said"}, "cue 'said' is no list of [start, end]"),
        ({"parent": 1}, "parent 1 is none of the 1 attributions"),
        ({"parent": 0}, "attribution 0: its parents go round in a circle"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_and_the_others_are_read(tmp_path, changes, problem):
    row = {**ROW, **{key: value for key, value in changes.items() if key in ROW}}
    if not changes.keys() & ROW.keys():
        row["attributions"] = [{**SAID, **changes}]
    corpus = lines(tmp_path, row, {**ROW, "id": "a2"})
    assert [doc.id for doc in corpus] == ["a2"]
    ((file, number, told),) = corpus.troubles
    assert (file, number) == ("said.jsonl", 1)
    assert problem in told


def test_a_name_that_is_there_twice_is_told(tmp_path):
    corpus = lines(tmp_path, ROW, ROW)
    assert len(corpus) == 1
    assert corpus.problems["problem"].tolist() == ["duplicate id 'a1'"]


# As datasets

CARD = """
title = "Toy"
languages = ["en"]
licence = "CC0-1.0"
reader = "polnear"
files.dev = { repo = "owner/name", commit = "c0ffee", manifest = "files.tsv" }
not_available.test = "the owner"
"""


@pytest.fixture
def toy(tmp_path, monkeypatch):
    contents = {
        f"data/dev/text/{ARTICLE}.txt": TEXT,
        f"data/dev/attributions/{ARTICLE}_5fec.ann": LINES,
    }
    folder = tmp_path / "mirror/owner/name/c0ffee"
    rows = ["split\tpath\tsha256"]
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_bytes(content.encode())
        rows.append(f"dev\t{path}\t{hashlib.sha256(content.encode()).hexdigest()}")
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy/card.toml").write_text(CARD, encoding="utf-8")
    (tmp_path / "toy/files.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    monkeypatch.setattr(cards, "CARDS", tmp_path)
    monkeypatch.setenv("FRAMING_MIRROR", str(tmp_path / "mirror"))
    return folder


@pytest.mark.usefixtures("toy")
def test_a_card_can_name_a_manifest_and_a_reader():
    corpus = load_dataset("toy", "dev")
    assert [len(doc.attributions) for doc in corpus] == [2]
    assert corpus.problems.to_dict("records") == [
        {"file": "toy dev", "row": None, "problem": f"{ARTICLE}: E3 has no content"}
    ]


def test_a_file_that_is_not_that_of_the_manifest_is_refused(toy):
    next((toy / "data/dev/text").iterdir()).write_text("Other.")
    with pytest.raises(ValueError, match="is not the file on the card"):
        load_dataset("toy", "dev")


@pytest.mark.usefixtures("toy")
def test_a_split_that_is_kept_aside_is_an_error_that_says_where_it_is():
    with pytest.raises(ValueError, match="toy has no split 'test'; it can be had from the owner"):
        load_dataset("toy", "test")


CORPORA = [
    ("german_quotes", "dev", 150),
    ("german_quotes", "train", 700),
    ("polnear", "dev", 84),
    ("polnear", "train_others", 79),
    ("polnear", "dev_others", 10),
]


@pytest.mark.parametrize("name", ["german_quotes", "polnear"])
def test_no_file_of_a_test_split_is_listed(name):
    for split in card(name)["files"]:
        assert all(path.split("/")[1] in ("train", "dev") for path in manifest(name, split))


@needs_mirror
@pytest.mark.parametrize(("name", "split", "n"), CORPORA)
def test_every_article_of_a_corpus_is_read(name, split, n):
    corpus = load_dataset(name, split)
    assert len(corpus) == len({doc.id for doc in corpus}) == n
    assert all(problem.endswith("has no content") for problem in corpus.problems["problem"])
    assert corpus.meta["outlet"].notna().all()
    for doc in corpus:
        for one in doc.attributions:
            spans = [*one.content, *one.cue, *([one.source] if one.source else [])]
            assert all(0 <= span.start < span.end <= len(doc.text) for span in spans)
            assert all(doc[span] for span in spans)
            if one.parent is not None:
                outer = doc.attributions[one.parent].content
                assert outer[0].start <= one.content[0].start
                assert one.content[-1].end <= outer[-1].end


@needs_mirror
def test_the_first_annotator_of_polnear_is_the_gold():
    others = load_dataset("polnear", "dev_others")
    gold = load_dataset("polnear", "dev")
    for doc in others:
        first = gold[doc.meta["article"]]
        assert first.text == doc.text
        assert first.meta["annotator"] < doc.meta["annotator"]


def test_the_example_of_the_documentation_can_be_read(tmp_path):
    page = Path(__file__).parent.parent / "docs" / "attribution_format.md"
    example = page.read_text(encoding="utf-8").split("```json\n")[1].split("```")[0]
    (tmp_path / "said.jsonl").write_text(example, encoding="utf-8")
    corpus = read_attributions(tmp_path / "said.jsonl")
    assert corpus.problems.empty
    found = [
        (doc[one.source], [doc[cue] for cue in one.cue], [doc[span] for span in one.content])
        for doc in corpus
        for one in doc.attributions
    ]
    assert found == [
        ("Holm", ["said"], ["the dam was safe"]),
        ("she", ["added"], ["“Nobody left,”"]),
        ("Der Verein", ["warf", "vor"], ["dem Amt Untätigkeit"]),
    ]
