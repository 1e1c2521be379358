"""What holds for every dataset there is a card for; a new one is tested by its card."""

import os
import re
import warnings

import pytest

import framing
from framing import cards
from framing.cards import CARDS, FORMS, KINDS, META, UNITS, card, list_datasets, load_dataset
from framing.cards.rows import labels_of
from framing.language import language_codes

NAMES = sorted(path.parent.name for path in CARDS.glob("*/card.toml"))
FIELDS = {
    "title": str,
    "task": str,
    "kind": str,
    "unit": str,
    "languages": list,
    "licence": str,
    "citation": str,
    "route": str,
    "known_problems": list,
    "files": dict,
    "columns": dict,
}
BY_SPLIT = ("splits", "rows", "problems", "contradictions", "repeats")
SPLITS = [(name, split) for name in NAMES for split in card(name).get("files", ())]
FETCHED = [(name, split) for name, split in SPLITS if "repo" in card(name)["files"][split]]
ROWS = [(name, split) for name, split in FETCHED if "reader" not in card(name)]
needs_mirror = pytest.mark.skipif(
    "FRAMING_MIRROR" not in os.environ, reason="needs the corpora: set FRAMING_MIRROR"
)


@pytest.fixture(scope="module", params=ROWS, ids="-".join)
def part(request):
    """One split after the other: its name, its card, its corpus; a warning is an error."""
    name, split = request.param
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        corpus = load_dataset(name, split, attribution="rules")
    return split, cards.split_card(name, split)[1], corpus


@pytest.mark.parametrize("name", NAMES)
def test_a_card_has_all_fields(name):
    facts = card(name)
    assert {key: type(facts.get(key)) for key in FIELDS} == FIELDS
    assert all(facts[key] for key in FIELDS)
    assert facts["kind"] in KINDS
    assert facts["unit"] in UNITS
    assert set(facts["languages"]) <= set(language_codes())
    assert all(isinstance(problem, str) for problem in facts["known_problems"])
    assert facts.get("form", "table") in FORMS
    for key in BY_SPLIT:
        assert set(facts.get(key, ())) <= set(facts["files"]), key


@pytest.mark.parametrize(("name", "split"), SPLITS)
def test_the_columns_of_a_split_are_ours(name, split):
    _, facts = cards.split_card(name, split)
    columns = facts["columns"]
    assert "text" in columns
    labelled = facts["kind"] in ("binary", "multiclass", "multilabel")
    assert ("label" in columns) == labelled
    assert ("labels" in facts) <= labelled
    assert set(facts.get("left_out", ())).isdisjoint(labels_of(facts) or ())
    assert set(facts.get("values", ())) <= set(columns) | set(META)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_card_counts_is_stated_for_every_split(name):
    facts = card(name)
    assert "reader" in facts or set(facts["rows"]) == set(facts["files"])


@pytest.mark.parametrize(("name", "split"), SPLITS)
def test_a_file_is_pinned_or_shipped(name, split):
    where = card(name)["files"][split]
    if "repo" not in where:
        assert (CARDS / name / where["path"]).is_file()
        return
    if "manifest" in where:
        files = cards.manifest(name, split)
        assert files
        pins = files.values()
    else:
        pins = [where["sha256"]]
    assert set(where) in ({"repo", "commit", "path", "sha256"}, {"repo", "commit", "manifest"})
    assert re.fullmatch(r"[\w.-]+/[\w.-]+", where["repo"])
    assert re.fullmatch("[0-9a-f]{40}", where["commit"])
    assert all(re.fullmatch("[0-9a-f]{64}", pin) for pin in pins)


@pytest.mark.parametrize("name", [name for name in NAMES if "manifest" in str(card(name)["files"])])
def test_a_manifest_has_no_splits_or_paths_but_those_of_the_card(name):
    lines = (CARDS / name / "files.tsv").read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines]
    assert rows[0] == cards.MANIFEST_COLUMNS
    assert {split for split, *_ in rows[1:]} == set(card(name)["files"])
    assert len({row[:2] for row in rows}) == len(rows)
    assert not any("test" in path.split("/") for _, path, _ in rows)


@needs_mirror
def test_every_row_of_a_corpus_is_a_document_or_a_problem(part):
    split, facts, corpus = part
    assert len(corpus) == facts["rows"][split]
    assert len(corpus.problems) == facts.get("problems", {}).get(split, 0)
    assert len({document.id for document in corpus}) == len(corpus)
    assert set(corpus.meta["language"]) <= set(facts["languages"])
    assert ("split" in corpus.meta) == (len(facts["files"]) > 1)
    for group in set(facts.get("groups", ())) & set(facts["columns"]):
        assert corpus.meta[group].notna().mean() > 0.4, group


@needs_mirror
def test_the_labels_of_a_corpus_are_those_of_its_card(part):
    _, facts, corpus = part
    labels = [document.meta["label"] for document in corpus]
    known = set((labels_of(facts) or {}).values())
    if facts["kind"] == "binary":
        assert set(labels) == {0, 1}
        assert {type(label) for label in labels} == {int}
    elif facts["kind"] == "multilabel":
        assert {type(label) for label in labels} == {tuple}
        assert {one for label in labels for one in label} <= known
        assert all(len(set(label)) == len(label) for label in labels)
    else:
        assert {type(label) for label in labels} == {str}
        assert set(labels) == known or not known


@needs_mirror
def test_what_a_split_repeats_is_marked_and_counted(part):
    split, facts, corpus = part
    marked = [document.meta["repeats"] for document in corpus if "repeats" in document.meta]
    said = facts.get("repeats", {}).get(split, {"among": [], "count": 0})
    assert len(marked) == said["count"]
    earlier = tuple(f"-{other}-" for other in said["among"])
    assert all(any(other in twin for other in earlier) for twin in marked)


@needs_mirror
def test_rows_whose_label_is_left_out_are_problems():
    (problem,) = load_dataset("babe", "all", attribution="rules").problems.to_dict("records")
    assert problem == {
        "file": "babe all",
        "row": 2144,
        "problem": "label 'No agreement' is left out",
    }


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


def test_the_list_names_every_card(monkeypatch, tmp_path):
    monkeypatch.setenv("FRAMING_PATH", str(tmp_path))
    table = list_datasets()
    columns = ["title", "task", "languages", "splits", "groups", "licence", "route", "here"]
    assert list(table.index) == NAMES
    assert list(table.columns) == columns
    assert table.notna().all(axis=None)


def test_a_dataset_is_here_when_all_its_files_are(monkeypatch, tmp_path):
    monkeypatch.delenv("FRAMING_MIRROR", raising=False)
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path))
    assert cards.is_here("sample")
    assert not cards.is_here("checkthat-de")
    for split, where in card("checkthat-de")["files"].items():
        assert not cards.is_here("checkthat-de")
        path = tmp_path / where["repo"] / where["commit"] / where["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        assert cards.is_here("checkthat-de", split)
    assert list_datasets().loc["checkthat-de", "here"]


def test_a_corpus_by_registration_says_where_it_is_to_be_had(monkeypatch, tmp_path):
    monkeypatch.delenv("FRAMING_MIRROR", raising=False)
    monkeypatch.setenv("FRAMING_DATA", str(tmp_path))
    with pytest.raises(ValueError, match=r"your own copy from https://propaganda\.math\.unipd\.it"):
        load_dataset("semeval2023-frames", "train-de")


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
