"""Sheets: what coders fill in comes back as it was, and nothing in it is a formula."""

import csv
import json
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.coding import load_codebook, read_sheet, write_sheet, yes_no
from framing.coding.sheets import FORMULA, guarded, unguarded

BOOK = yes_no("housing", "Is it about homes?", "Homes and tenants.")
TEXTS = ('=HYPERLINK("http://x.example")', "- 5 degrees;\n“cold”", "'=tis", "Plain, with a comma.")
SAMPLE = pd.DataFrame(
    {
        "article": ["a1", "@a2", "a3", "a4"],
        "text": TEXTS,
        "probability": [0.5, 0.25, 1.0, 0.125],
        "rating": 0.9,
    }
)


def cells(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def filled(path, codes, delimiter=","):
    """The sheet as a coder's spreadsheet saves it."""
    rows = cells(path)
    at = rows[0].index("housing")
    for row, code in zip(rows[1:], codes, strict=True):
        row[at] = code
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


@pytest.fixture
def sheet(tmp_path):
    return write_sheet(tmp_path / "sheet.csv", SAMPLE, BOOK)


def test_no_cell_is_a_formula(sheet):
    assert not [cell for row in cells(sheet)[1:] for cell in row if cell.startswith(FORMULA)]


@given(st.text(max_size=8))
def test_what_is_guarded_comes_back(cell):
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(FORMULA)


def test_coders_do_not_see_the_rating(sheet):
    assert cells(sheet)[0] == ["article", "text", "housing", "comment", "probability"]


def test_the_codebook_lies_beside(sheet):
    assert "Homes and tenants." in sheet.with_suffix(".md").read_text(encoding="utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_answers_come_back(sheet, delimiter):
    table = read_sheet(filled(sheet, ["1", "no", "", "YES"], delimiter), BOOK)
    assert table["housing"].tolist() == ["1", "0", None, "1"]
    assert table["article"].tolist() == ["a1", "@a2", "a3", "a4"]
    assert table["text"].tolist() == list(TEXTS)
    assert table["probability"].tolist() == [0.5, 0.25, 1.0, 0.125]


def test_with_the_sample_text_and_probability_are_its_own(sheet):
    table = read_sheet(filled(sheet, "1010"), BOOK, SAMPLE.assign(probability=0.75))
    assert table["probability"].tolist() == [0.75] * 4


def test_mistakes_are_named_by_row(sheet):
    with pytest.raises(ValueError, match="row 3: 'maybe' is no code of 'housing'; there is: 1, 0"):
        read_sheet(filled(sheet, ["1", "maybe", "0", "0"]), BOOK)


def test_a_row_twice_missing_or_from_elsewhere_is_named(sheet):
    filled(sheet, "1010")
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("a4", "a1"), encoding="utf-8", newline="")
    with pytest.raises(ValueError, match="row 5: 'a1' stands in row 2 already") as error:
        read_sheet(sheet, BOOK, SAMPLE)
    assert "no row for 'a4'" in str(error.value)
    sheet.write_text(text.replace("a4", "b4"), encoding="utf-8", newline="")
    with pytest.raises(ValueError, match="row 5: 'b4' is not in the sample"):
        read_sheet(sheet, BOOK, SAMPLE)


def test_a_sheet_of_another_codebook_lacks_a_column(sheet):
    with pytest.raises(ValueError, match=r"sheet.csv: no column 'story'"):
        read_sheet(sheet, load_codebook("episodic_thematic"))


@pytest.mark.parametrize(
    ("sample", "message"),
    [
        (SAMPLE.drop(columns="text"), "no column 'text'"),
        (SAMPLE.assign(article="a1"), "'a1' stands in the sample twice"),
    ],
)
def test_a_sample_that_cannot_be_coded_is_an_error(tmp_path, sample, message):
    with pytest.raises(ValueError, match=message):
        write_sheet(tmp_path / "sheet.csv", sample, BOOK)


def test_other_kinds_of_files_are_refused(tmp_path):
    with pytest.raises(ValueError, match=r"no sheet of kind '.xlsx'; there is: .csv, .json"):
        write_sheet(tmp_path / "sheet.xlsx", SAMPLE, BOOK)
    with pytest.raises(ValueError, match=r"no sheet '.*none.csv'"):
        read_sheet(tmp_path / "none.csv", BOOK)
    with pytest.raises(ValueError, match="no variable can be called 'text'"):
        write_sheet(tmp_path / "sheet.csv", SAMPLE, yes_no("text", "?", ""))


def test_label_studio_gets_tasks_and_an_interface(tmp_path):
    path = write_sheet(tmp_path / "tasks.json", SAMPLE, BOOK)
    tasks = json.loads(path.read_text(encoding="utf-8"))
    assert tasks[0]["data"] == {"article": "a1", "text": TEXTS[0], "probability": 0.5}
    view = ElementTree.parse(path.with_suffix(".xml")).getroot()
    assert [one.get("value") for one in view.iter("Choice")] == ["1", "0"]


def test_an_export_of_label_studio_comes_back(tmp_path):
    path = write_sheet(tmp_path / "tasks.json", SAMPLE, BOOK)
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for task, code in zip(tasks, ["1", "0", "1", None], strict=True):
        result = [{"from_name": "housing", "type": "choices", "value": {"choices": [code]}}]
        task["annotations"] = [{"result": result if code else []}]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    assert read_sheet(path, BOOK, SAMPLE)["housing"].tolist() == ["1", "0", "1", None]
    path.write_text('{"data": 1}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"tasks.json is no export of Label Studio"):
        read_sheet(path, BOOK)
