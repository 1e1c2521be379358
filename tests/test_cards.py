"""What holds for every dataset there is a card for; a new one is tested by its card."""

import os
import re

import pytest

import framing
from framing import cards
from framing.cards import CARDS, card, list_datasets, load_dataset
from framing.language import language_codes

NAMES = sorted(path.parent.name for path in CARDS.glob("*/card.toml"))
FIELDS = {
    "title": str,
    "task": str,
    "languages": list,
    "licence": str,
    "citation": str,
    "route": str,
    "known_problems": list,
    "files": dict,
    "columns": dict,
}
SPLITS = [(name, split) for name in NAMES for split in card(name).get("files", ())]
FETCHED = [(name, split) for name, split in SPLITS if "sha256" in card(name)["files"][split]]
needs_mirror = pytest.mark.skipif(
    "FRAMING_MIRROR" not in os.environ, reason="needs the corpora: set FRAMING_MIRROR"
)


@pytest.mark.parametrize("name", NAMES)
def test_a_card_has_all_fields(name):
    facts = card(name)
    assert {key: type(facts.get(key)) for key in FIELDS} == FIELDS
    assert all(facts[key] for key in FIELDS)
    assert set(facts["languages"]) <= set(language_codes())
    assert all(isinstance(problem, str) for problem in facts["known_problems"])
    assert "text" in facts["columns"]
    assert ("labels" in facts) <= ("label" in facts["columns"])
    assert set(facts.get("left_out", ())).isdisjoint(facts.get("labels", ()))


@pytest.mark.parametrize(("name", "split"), SPLITS)
def test_a_file_is_pinned_or_shipped(name, split):
    where = card(name)["files"][split]
    if "repo" not in where:
        assert (CARDS / name / where["path"]).is_file()
        return
    if "manifest" in where:
        files = cards.manifest(name, split)
        assert files
        assert not any("test" in path.split("/") for path in files)
        pins = files.values()
    else:
        pins = [where["sha256"]]
    assert set(where) in ({"repo", "commit", "path", "sha256"}, {"repo", "commit", "manifest"})
    assert re.fullmatch(r"[\w.-]+/[\w.-]+", where["repo"])
    assert re.fullmatch("[0-9a-f]{40}", where["commit"])
    assert all(re.fullmatch("[0-9a-f]{64}", pin) for pin in pins)


@needs_mirror
@pytest.mark.parametrize(("name", "split"), FETCHED)
def test_every_row_of_a_corpus_is_a_document_or_a_problem(name, split):
    facts = card(name)
    corpus = load_dataset(name, split)
    assert len(corpus) > 100
    assert len({document.id for document in corpus}) == len(corpus)
    left_out = facts.get("left_out", ())
    assert all(any(repr(label) in p for label in left_out) for p in corpus.problems["problem"])
    if "labels" in facts:
        assert set(corpus.meta["label"]) == set(facts["labels"].values())
    assert set(corpus.meta["language"]) <= set(facts["languages"])


@needs_mirror
def test_rows_whose_label_is_left_out_are_problems():
    corpus = load_dataset("babe")
    assert len(corpus) == 3673
    (problem,) = corpus.problems.to_dict("records")
    assert problem == {
        "file": "babe all",
        "row": 2144,
        "problem": "label 'No agreement' is left out",
    }


@needs_mirror
@pytest.mark.parametrize(
    ("name", "sizes"),
    [("checkthat-de", [800, 491, 337]), ("checkthat-en", [830, 462, 484])],
)
def test_no_row_of_checkthat_is_lost_to_its_quotation_marks(name, sizes):
    assert [len(load_dataset(name, split)) for split in ("train", "dev", "dev_test")] == sizes


def test_the_sample_can_be_loaded():
    corpus = load_dataset("sample")
    assert len(corpus) == 12
    assert corpus.problems.empty
    assert sorted(set(corpus.meta["language"])) == ["de", "en"]
    assert {"outlet", "date", "event", "url"} <= set(corpus.meta.columns)
    for document in corpus:
        assert document[document.title] == document.meta["title"]
        assert document.text.count(document.meta["title"]) == 1


def test_the_sample_is_the_same_when_its_file_is_read():
    loaded, read = load_dataset("sample"), framing.read(CARDS / "sample" / "articles.jsonl")
    assert [d.text for d in loaded] == [d.text for d in read]
    assert [(d.id, dict(d.meta)) for d in loaded] == [(d.id, dict(d.meta)) for d in read]


def test_the_list_names_every_card():
    table = list_datasets()
    assert list(table.index) == NAMES
    assert list(table.columns) == ["title", "task", "languages", "splits", "licence", "route"]
    assert table.notna().all(axis=None)


def test_an_unknown_dataset_gets_a_suggestion():
    with pytest.raises(ValueError, match=r"no dataset 'bab'; did you mean 'babe'\?"):
        load_dataset("bab")
    with pytest.raises(ValueError, match=r"no dataset 'x'; there is: .*sample"):
        card("x")


def test_an_unknown_split_gets_a_suggestion():
    with pytest.raises(ValueError, match=r"sample has no split 'al'; did you mean 'all'\?"):
        load_dataset("sample", "al")
    with pytest.raises(ValueError, match="name one: train, dev, dev_test"):
        load_dataset("checkthat-de")
    with pytest.raises(ValueError, match="no split 'test'; it can be had from https://gitlab"):
        load_dataset("checkthat-de", "test")


# A card of our own

CARD = """
title = "Toy"
task = "sentence"
languages = ["en"]
licence = "CC0-1.0"
citation = "none"
route = "none"
known_problems = ["Invented."]
left_out = ["unsure"]
files.all = { path = "toy.csv" }
format = { FORM }
columns = { text = "sentence", label = "rating" }
labels = { biased = 1, neutral = 0 }
"""
ROWS = (
    "sentence;rating;note\nThe mayor resigned.;biased;\nIt rained.;unsure;\nIt snowed.;neutral;\n"
)


@pytest.fixture
def toy(tmp_path, monkeypatch):
    monkeypatch.setattr(cards, "CARDS", tmp_path)
    (tmp_path / "toy").mkdir()

    def make(rows, form=""):
        (tmp_path / "toy" / "card.toml").write_text(CARD.replace("FORM", form))
        (tmp_path / "toy" / "toy.csv").write_text(rows)
        return load_dataset("toy")

    return make


def test_labels_are_mapped_and_rows_left_out_are_problems(toy):
    corpus = toy(ROWS)
    assert [(d.id, d.text, d.meta["label"]) for d in corpus] == [
        ("toy-all-1", "The mayor resigned.", 1),
        ("toy-all-3", "It snowed.", 0),
    ]
    assert corpus.problems.to_numpy().tolist() == [["toy all", 2, "label 'unsure' is left out"]]


def test_a_label_that_the_card_does_not_explain_is_an_error(toy):
    expected = r"toy all, row 1: the card does not say what label 'baised' means; did you mean 'bia"
    with pytest.raises(ValueError, match=expected):
        toy(ROWS.replace("biased", "baised"))


def test_a_column_that_the_file_lacks_is_an_error(toy):
    with pytest.raises(ValueError, match="toy all: no column 'rating'; there is: sentence, note"):
        toy("sentence;note\nIt rained.;x\n")


def test_a_row_that_cannot_be_read_is_a_problem(toy):
    corpus = toy(f"{ROWS};biased;\nIt hailed.;biased\n")
    assert corpus.problems["problem"].tolist()[1:] == ["no text", "2 cells in 3 columns, line 6"]
    assert len(toy(f"{ROWS}It hailed.;biased\n", "short_rows = true")) == 3


def test_quotation_marks_can_be_part_of_the_text(toy):
    corpus = toy(ROWS.replace("It snowed", '"It" snowed'), 'quoting = false, separator = ";"')
    assert corpus[1].text == '"It" snowed.'
