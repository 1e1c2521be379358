"""``framing datasets add``: a card for one's own labelled file, and what is odd in the file."""

import json
import os
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from framing import cards
from framing.cards.own import add_dataset, describe
from framing.cards.own_labels import labels_from
from framing.cards.places import card_folders, own_folder
from framing.fetch import sha256_of

YES = "The disgraceful mayor of Nordhaven shamelessly broke her word to the people on Monday."
NO = "The mayor of Nordhaven said on Monday that the bridge would be closed for three weeks."
GERMAN = "Die Bürgermeisterin sagte am Montag, dass die Brücke für drei Wochen gesperrt werde."
FRENCH = "Le président de la ville a refusé de répondre aux questions de la presse lundi soir."


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_PATH", str(tmp_path / "own"))
    return tmp_path / "own"


def numbered(text, number):
    return text.replace("Mon", f"{number} Mon")


def rows(**changed):
    """Twelve rows in which nothing is odd: a text, a label, two outlets."""
    table = [
        {
            "sentence": numbered(NO if n % 2 else YES, n),
            "bias": "no" if n % 2 else "yes",
            "Source": f"paper {n % 3}",
        }
        for n in range(12)
    ]
    for column, cells in changed.items():
        for n, cell in cells.items():
            table[n][column] = cell
    return table


def csv(tmp_path, table, name="mine.csv", **how):
    pd.DataFrame(table).to_csv(tmp_path / name, index=False, **how)
    return tmp_path / name


def added(tmp_path, table, **how):
    """The card of a file with these rows."""
    file = csv(tmp_path, table)
    return tomllib.loads(add_dataset(file, "mine", label="bias", **how).read_text("utf-8"))


def problems(tmp_path, table, **how):
    return added(tmp_path, table, **how)["known_problems"]


def test_a_card_says_what_was_found(tmp_path, own):
    facts = added(tmp_path, rows(), licence="CC0-1.0")
    file = tmp_path / "mine.csv"
    assert facts["files"]["all"] == {"path": file.as_posix(), "sha256": sha256_of(file)}
    assert facts["columns"] == {"label": "bias", "text": "sentence", "outlet": "Source"}
    assert facts["labels"] == {"no": 0, "yes": 1}
    assert (facts["kind"], facts["unit"], facts["languages"]) == ("binary", "sentence", ["en"])
    assert (facts["licence"], facts["groups"], facts["known_problems"]) == (
        "CC0-1.0",
        ["outlet"],
        [],
    )
    assert facts["found"] == {
        "rows": 12,
        "usable": 12,
        "encoding": "utf-8",
        "labels": {"yes": 6, "no": 6},
    }
    assert [path.name for path in (own / "mine").iterdir()] == ["card.toml"]


def test_an_added_dataset_is_loaded_like_any(tmp_path, own, monkeypatch):
    added(tmp_path, rows())
    monkeypatch.setattr(cards, "CARDS", own)
    corpus = cards.load_dataset("mine", attribution="rules")
    assert corpus.meta["label"].tolist() == [1, 0] * 6
    assert corpus.meta["outlet"].nunique() == 3
    assert cards.list_datasets().loc["mine", "here"]


def test_what_was_found_can_be_read(tmp_path):
    table = rows(bias={0: "", 1: None})
    said = describe(add_dataset(csv(tmp_path, table), "mine", label="bias"))
    assert said.splitlines()[0] == "mine: 10 of 12 rows can be used (binary, en, utf-8)"
    assert "  label yes -> 1: 5" in said
    assert "  note: 2 rows have no label in column 'bias', the first: row 1." in said


@pytest.mark.parametrize(
    ("values", "kind", "meaning"),
    [
        (["0", "1"], "binary", {"0": 0, "1": 1}),
        (["0.0", "1.0"], "binary", {"0.0": 0, "1.0": 1}),
        (["TRUE", "False"], "binary", {"TRUE": 1, "False": 0}),
        (["Biased", "Non-biased"], "binary", {"Biased": 1, "Non-biased": 0}),
        (["biased", "Biased", "not_biased"], "binary", {"biased": 1, "Biased": 1, "not_biased": 0}),
        (["SUBJ", "OBJ"], "binary", {"SUBJ": 1, "OBJ": 0}),
        (["ja", "nein"], "binary", {"ja": 1, "nein": 0}),
        (["1", "2"], "multiclass", None),
        (["yes", "no", "unclear"], "multiclass", None),
        (["yes"], "multiclass", None),
    ],
)
def test_what_labels_mean(values, kind, meaning):
    found = labels_from(values, several=False)
    assert found.kind == kind
    assert found.meaning == (meaning or {value: value for value in values})


def test_several_labels_in_a_cell(tmp_path):
    table = rows(bias={n: "crime; economy" if n % 2 else "economy" for n in range(12)})
    facts = added(tmp_path, table, label_separator=";")
    assert (facts["kind"], facts["labels"]) == ("multilabel", ["crime", "economy"])
    assert facts["label_separator"] == ";"
    lines = [{**row, "bias": ["economy", "crime"] if n % 2 else []} for n, row in enumerate(rows())]
    file = tmp_path / "lists.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    listed = tomllib.loads(add_dataset(file, "lists", label="bias").read_text("utf-8"))
    assert (listed["kind"], listed["found"]["usable"]) == ("multilabel", 12)


def test_a_file_without_labels_is_a_corpus_too(tmp_path):
    facts = tomllib.loads(add_dataset(csv(tmp_path, rows()), "mine").read_text("utf-8"))
    assert facts["kind"] == "none"
    assert "labels" not in facts


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sentence": {3: " "}}, "1 row has no text in column 'sentence': row 4."),
        ({"bias": dict.fromkeys(range(2), "perhaps")}, "Label 'perhaps' has 2 rows only"),
        ({"bias": dict.fromkeys(range(12), "yes")}, "Every row has the same label: 'yes'."),
        ({"bias": {0: "YES", 1: "unsure"}}, "differ in case only are different classes: YES, yes"),
        (
            {"sentence": {2: YES, 4: YES}},
            "1 text stands in the file several times, such as rows 3, 5",
        ),
        ({"sentence": {2: YES, 3: YES}}, "several times with different labels, such as rows 3, 4"),
        ({"sentence": {5: GERMAN}}, "1 row has a text in 'de', not in 'en': row 6."),
        ({"sentence": {5: FRENCH}}, "1 row has an unknown language: row 6 (the text seems to be"),
        ({"Source": dict.fromkeys(range(12), "paper")}, "All rows have the outlet 'paper'"),
    ],
)
def test_what_is_odd_stands_on_the_card(tmp_path, changed, said):
    found = problems(tmp_path, rows(**changed), languages=["en"])
    assert any(said in problem for problem in found), found


def test_another_language_than_stated_is_told(tmp_path):
    found = problems(tmp_path, rows(), languages=["German"])
    assert found == ["12 rows have a text in 'en', not in 'de', the first: row 1."]


def test_languages_are_found(tmp_path):
    german = {n: numbered(GERMAN, n) for n in range(6)}
    assert added(tmp_path, rows(sentence=german))["languages"] == ["de", "en"]


def test_annotators_may_differ_about_a_text(tmp_path):
    table = [{**row, "coder": f"c{n % 2}", "sentence": YES} for n, row in enumerate(rows())]
    facts = added(tmp_path, table)
    assert "contradictions" not in facts
    assert facts["columns"]["annotator"] == "coder"


def test_the_card_knows_of_contradictions(tmp_path, own, monkeypatch):
    facts = added(tmp_path, rows(sentence={2: YES, 3: YES}))
    assert facts["contradictions"] == {"all": 1}
    monkeypatch.setattr(cards, "CARDS", own)
    assert len(cards.contradictions(cards.load_dataset("mine", attribution="rules"))) == 1


def test_another_encoding_and_separator(tmp_path):
    table = rows(sentence={n: numbered(GERMAN, n) for n in range(12)})
    file = csv(tmp_path, table, sep=";", encoding="cp1252")
    facts = tomllib.loads(add_dataset(file, "mine", label="bias").read_text("utf-8"))
    assert facts["found"]["encoding"] == "cp1252"
    assert facts["known_problems"] == ["The file is encoded in cp1252, not in UTF-8."]


def test_a_broken_row_is_told(tmp_path):
    file = csv(tmp_path, rows())
    with file.open("a", encoding="utf-8") as lines:
        lines.write("one cell\n")
    facts = tomllib.loads(add_dataset(file, "mine", label="bias").read_text("utf-8"))
    assert facts["known_problems"] == [
        "1 row has cells that cannot be read: row 13 (1 cells in 3 columns, line 14)."
    ]


def test_a_parquet_file(tmp_path):
    pd.DataFrame(rows()).assign(bias=[True, False] * 6).to_parquet(tmp_path / "mine.parquet")
    card = add_dataset(tmp_path / "mine.parquet", "mine", label="bias")
    assert tomllib.loads(card.read_text("utf-8"))["labels"] == {"False": 0, "True": 1}


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"name": "My Data"}, "'My Data' cannot be the name"),
        ({"name": "../mine"}, "cannot be the name"),
        ({"name": "sample"}, "'sample' is a dataset that is shipped"),
        ({"label": "Bias"}, "mine.csv: no column 'Bias'; there is: sentence, bias, Source"),
        ({"columns": {"outlett": "Source"}}, "no column 'outlett' to map; did you mean 'outlet'"),
        ({"columns": {"topic": "Topic"}}, "no column 'Topic'; there is"),
        ({"languages": ["fr"]}, "no language 'fr'; there is: de"),
    ],
)
def test_a_mistake_is_told_with_what_there_is(tmp_path, own, how, said):
    with pytest.raises(ValueError, match=said):
        add_dataset(csv(tmp_path, rows()), **{"name": "mine", **how})
    assert not own.exists()


def test_a_column_of_texts_holds_no_labels(tmp_path):
    table = [{**row, "note": f"note {n}"} for n, row in enumerate(rows() + rows())]
    with pytest.raises(ValueError, match="column 'note' holds 24 different values in 24 rows"):
        add_dataset(csv(tmp_path, table), "mine", label="note")


def test_what_programs_write_into_empty_cells_is_no_label(tmp_path, own, monkeypatch):
    facts = added(tmp_path, rows(bias={0: "nan", 1: "NaN"}))
    assert facts["known_problems"] == [
        "2 rows have no label in column 'bias', the first: row 1.",
    ]
    assert (facts["kind"], facts["left_out"]) == ("binary", ["nan", "NaN"])
    monkeypatch.setattr(cards, "CARDS", own)
    assert len(cards.load_dataset("mine", attribution="rules").problems) == 2


def test_labels_can_be_left_out(tmp_path, own, monkeypatch):
    table = rows(bias={4: "No agreement"})
    assert added(tmp_path, table)["kind"] == "multiclass"
    facts = added(tmp_path, table, left_out=["No agreement"], replace=True)
    assert (facts["kind"], facts["labels"]) == ("binary", {"no": 0, "yes": 1})
    assert facts["known_problems"] == [
        "1 row has the label 'No agreement', which is left out: row 5."
    ]
    with pytest.raises(ValueError, match="no row has the label 'Yes' to leave out; did you mean"):
        added(tmp_path, table, left_out=["Yes"], replace=True)
    monkeypatch.setattr(cards, "CARDS", own)
    assert len(cards.load_dataset("mine", attribution="rules")) == 11


def test_files_that_are_none(tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no file"):
        add_dataset(tmp_path / "none.csv", "mine")
    (tmp_path / "mine.xls").touch()
    with pytest.raises(ValueError, match=r"no format '\.xls'; there is: \.csv"):
        add_dataset(tmp_path / "mine.xls", "mine")
    (tmp_path / "mine.csv").touch()
    with pytest.raises(ValueError, match=r"mine\.csv: empty"):
        add_dataset(tmp_path / "mine.csv", "mine")
    with pytest.raises(ValueError, match=r"which column is the text\? There is: a, b"):
        add_dataset(csv(tmp_path, [{"a": 1, "b": 2}]), "mine")
    with pytest.raises(ValueError, match="none of 2 rows can be used: 2 rows have no label"):
        add_dataset(csv(tmp_path, [{"text": YES, "label": ""}] * 2), "mine")


def test_a_card_is_replaced_only_when_asked(tmp_path):
    file = csv(tmp_path, rows())
    first = add_dataset(file, "mine", label="bias")
    with pytest.raises(ValueError, match="there is a dataset 'mine'"):
        add_dataset(file, "mine")
    assert add_dataset(file, "mine", replace=True) == first
    assert "labels" not in tomllib.loads(first.read_text("utf-8"))


def test_cards_are_looked_for_in_both_folders(own, monkeypatch):
    assert card_folders(cards.CARDS) == (cards.CARDS, own)
    monkeypatch.setenv("FRAMING_PATH", f"~{os.sep}cards")
    assert own_folder() == Path.home() / "cards"
    monkeypatch.delenv("FRAMING_PATH")
    assert own_folder().parts[-2:] == ("framing", "datasets")
