"""A card of our own: what it says of labels, columns, splits and editions is what is read."""

import pytest

from framing import cards
from framing.cards import contradictions, load_dataset, load_edition, repeats

CARD = """
title = "Toy"
task = "sentence"
kind = "KIND"
unit = "sentence"
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
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(cards, "CARDS", tmp_path)
    monkeypatch.setenv("FRAMING_PATH", str(tmp_path / "none"))
    (tmp_path / "toy").mkdir()
    return tmp_path / "toy"


@pytest.fixture
def toy(folder):
    def make(rows, form="", kind="binary", more="", **changed):
        text = CARD.replace("FORM", form).replace("KIND", kind) + more
        for old, new in changed.items():
            text = text.replace(old, new)
        (folder / "card.toml").write_text(text, encoding="utf-8")
        (folder / "toy.csv").write_text(rows, encoding="utf-8")
        return load_dataset("toy", "all")

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


@pytest.mark.parametrize("label", ["", " "])
def test_a_row_without_a_label_is_a_problem(toy, label):
    corpus = toy(ROWS.replace("neutral", label))
    assert corpus.problems["problem"].tolist()[1:] == ["no label"]
    assert corpus.meta["label"].tolist() == [1]


def test_a_label_that_is_no_number_is_a_problem(toy, folder):
    toy(ROWS)
    (folder / "toy.jsonl").write_text(
        '{"sentence": "It rained.", "rating": NaN}\n{"sentence": "It rained.", "rating": null}\n'
        '{"sentence": "It snowed.", "rating": "biased"}\n'
    )
    card = folder / "card.toml"
    card.write_text(card.read_text().replace("toy.csv", "toy.jsonl"))
    corpus = load_dataset("toy")
    assert corpus.problems[["row", "problem"]].to_numpy().tolist() == [
        [1, "no label"],
        [2, "no label"],
    ]


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


def test_a_split_without_a_usable_row_is_an_error(toy):
    with pytest.raises(ValueError, match=r"toy all is empty: .* label 'unsure' is left out"):
        toy("sentence;rating\nIt rained.;unsure\n")
    with pytest.raises(ValueError, match="no rows"):
        toy("sentence;rating\n")


def test_a_card_that_is_no_toml_is_named(toy, folder):
    toy(ROWS)
    (folder / "card.toml").write_text("title = ")
    with pytest.raises(ValueError, match=r"card\.toml is no card that can be read"):
        load_dataset("toy")


def test_an_unknown_form_gets_a_suggestion(toy):
    with pytest.raises(ValueError, match=r"no form 'tabel'; did you mean 'table'\?"):
        toy(ROWS, more='form = "tabel"\n')


# Several labels, several ways to write a value


def test_several_labels_are_a_tuple_and_none_is_an_empty_one(toy):
    corpus = toy(
        "sentence;rating\nIt rained.;biased, neutral\nIt snowed.;\nIt hailed.;neutral\n",
        kind="multilabel",
        more='label_separator = ","\n',
    )
    assert [d.meta["label"] for d in corpus] == [(1, 0), (), (0,)]
    assert corpus.problems.empty


def test_labels_that_stay_as_they_are_can_be_listed(toy):
    corpus = toy(
        ROWS,
        kind="multiclass",
        **{"labels = { biased = 1, neutral = 0 }": 'labels = ["biased", "neutral"]'},
    )
    assert corpus.meta["label"].tolist() == ["biased", "neutral"]


def test_values_are_written_in_one_way_and_annotators_are_names(toy):
    rows = "sentence;rating;paper;who\nIt rained.;biased;nyt;3\nIt snowed.;biased;The Post;4\n"
    corpus = toy(
        rows,
        more='[values.outlet]\nnyt = "New York Times"\n',
        **{'label = "rating"': 'label = "rating", outlet = "paper", annotator = "who"'},
    )
    assert corpus.meta["outlet"].tolist() == ["New York Times", "The Post"]
    assert corpus.meta["annotator"].tolist() == ["3", "4"]


# One text in several rows

TWICE = "sentence;rating\nIt rained.;biased\nIt  RAINED.;neutral\nIt snowed.;biased\n"


def test_a_text_with_two_labels_stays_and_is_warned_of(toy):
    with pytest.warns(UserWarning, match="toy all: 1 texts .* first at toy-all-1, toy-all-2; the"):
        corpus = toy(TWICE)
    assert len(corpus) == 3
    (row,) = contradictions(corpus).to_dict("records")
    assert (row["rows"], row["labels"]) == (("toy-all-1", "toy-all-2"), (1, 0))


def test_a_card_that_knows_of_contradictions_needs_no_warning(toy):
    assert len(toy(TWICE, more="[contradictions]\nall = 1\n")) == 3


def test_a_card_that_counts_contradictions_wrongly_is_warned_of(toy):
    with pytest.warns(UserWarning, match="toy all: 0 texts .*; the card knows of 1"):
        toy(ROWS, more="[contradictions]\nall = 1\n")


def test_two_annotators_do_not_contradict_each_other(toy):
    rows = "sentence;rating;who\nIt rained.;biased;a\nIt rained.;neutral;b\n"
    corpus = toy(rows, **{'label = "rating"': 'label = "rating", annotator = "who"'})
    assert contradictions(corpus).empty
    assert [d.meta["annotator"] for d in corpus] == ["a", "b"]
    assert [d.id for d in corpus] == ["toy-all-1", "toy-all-2"]


# Splits and editions

PARTS = """
[splits.german]
languages = ["de"]

[repeats]
late = { among = ["all"], count = 1 }

[editions.2031]
train = [{ split = "all", rows = [1, 2] }]
test = [{ split = "all", rows = [3, 3] }, { split = "late" }]

[editions.2032]
test = [{ split = "secret" }]
"""
FILES = {
    'files.all = { path = "toy.csv" }': 'files.all = { path = "toy.csv" }\n'
    'files.late = { path = "late.csv" }\nfiles.german = { path = "german.csv" }\n'
    'not_available.secret = "the owner"'
}


@pytest.fixture
def parts(toy, folder):
    (folder / "late.csv").write_text(
        "sentence;rating\nIt hailed.;biased\nIt snowed. ;neutral\n", encoding="utf-8"
    )
    (folder / "german.csv").write_text("sentence;rating\nEs regnete.;biased\n", encoding="utf-8")
    return toy(ROWS, more=PARTS, **FILES)


def test_the_part_stands_in_the_meta_where_there_are_several(parts):
    assert set(parts.meta["split"]) == {"all"}


def test_a_split_can_be_in_another_language(parts):
    assert parts[0].language == "en"
    assert load_dataset("toy", "german")[0].language == "de"


def test_a_text_of_an_earlier_split_is_marked(parts):
    late = load_dataset("toy", "late")
    assert [d.meta.get("repeats") for d in late] == [None, "toy-all-3"]
    assert repeats(late, parts).to_numpy().tolist() == [["toy-late-2", "toy-all-3"]]


@pytest.mark.usefixtures("parts")
def test_an_edition_takes_rows_by_their_number_in_the_file():
    edition = load_edition("toy", "2031")
    ids = {part: [d.id for d in corpus] for part, corpus in edition.items()}
    assert ids == {"train": ["toy-all-1"], "test": ["toy-all-3", "toy-late-1", "toy-late-2"]}


@pytest.mark.usefixtures("parts")
def test_an_edition_that_cannot_be_had_says_why():
    with pytest.raises(ValueError, match=r"no edition '2030'; did you mean '203\d'\?"):
        load_edition("toy", "2030")
    with pytest.raises(
        ValueError, match=r"2032 of toy needs the split 'secret', .* from the owner"
    ):
        load_edition("toy", "2032")
