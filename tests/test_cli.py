"""The command line: what it prints, what it writes, and what it says of a mistake."""

import csv
import io
import json

import pytest

import framing
from framing.cli import main

ARTICLE = """Mayor resigns after damning inquiry

By Ada Holm | 3 May 2031

The regime denied it on Monday. "A brutal attack," she said again, and that was all of it.

Leave a Reply
"""


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "mayor.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("body,outlet\nThe minister resigned on Monday.,Post\n,Post\n", encoding="utf-8")
    return str(path)


def test_prints_a_summary_of_one_article(article, capsys):
    main(["analyze", article])
    printed = capsys.readouterr().out
    assert "Mayor resigns after damning inquiry" in printed
    assert "loaded label" in printed


def test_prints_a_table_of_several(article, tmp_path, capsys):
    other = tmp_path / "other.txt"
    other.write_text(ARTICLE, encoding="utf-8")
    main(["analyze", str(tmp_path)])
    printed = capsys.readouterr().out
    assert printed.startswith("2 articles")
    assert "mayor" in printed
    assert "other" in printed


def test_prints_everything_as_json(article, capsys):
    main(["analyze", article, "--json"])
    found = json.loads(capsys.readouterr().out)
    (record,) = found["articles"]
    assert found["framing"] == framing.__version__
    assert record["meta"]["author"] == "Ada Holm"
    assert [span["kind"] for span in record["removed"]] == ["byline", "comment_form"]
    assert {"brutal": "source", "regime": "author"}.items() <= {
        hit["text"]: hit["voice"] for hit in record["loaded"]
    }.items()
    for passage in record["loaded"] + record["sentences"] + record["quotations"]:
        assert ARTICLE[passage["start"] : passage["end"]] == passage["text"]


def test_prints_the_measures_as_csv(article, capsys):
    main(["analyze", article, "--csv"])
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["id"] == "mayor"
    assert float(row["style__sentences"]) == 3


def test_rates_with_the_raters_that_are_asked_for(article, capsys):
    main(["analyze", article, "--json", "--raters", "bias-en"])
    (record,) = json.loads(capsys.readouterr().out)["articles"]
    assert [one["rater"] for one in record["ratings"]] == ["bias-en"]
    main(["analyze", article, "--raters", "none"])
    assert "reads to coders" not in capsys.readouterr().out


def test_writes_files_and_leaves_no_part_of_one(article, tmp_path, capsys):
    out = tmp_path / "out"
    out.mkdir()
    targets = {name: str(out / f"found.{name}") for name in ("json", "csv", "html")}
    main(["analyze", article, *(x for name, path in targets.items() for x in (f"--{name}", path))])
    assert sorted(p.name for p in out.iterdir()) == ["found.csv", "found.html", "found.json"]
    assert capsys.readouterr().out == ""


def test_lists_what_could_not_be_read(table, capsys):
    main(["analyze", table, "--column", "text=body", "--errors", "report"])
    assert "news.csv, row 2: no text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.txt"], "no file 'nowhere.txt'"),
        (["{table}"], "no column 'text'; there is: body, outlet"),
        (["{table}", "--column", "text=body"], "news.csv, row 2: no text"),
        (["{table}", "--column", "body"], "--column 'body': write it as text=body"),
        (
            ["{article}", "--language", "fr"],
            "no language 'fr'; there is: de (German), en (English)",
        ),
        (["{article}", "--html", "nowhere/x.html"], "no folder 'nowhere'"),
        (["{article}", "--raters", "bais-en"], "no rater 'bais-en'; did you mean 'bias-en'?"),
        (["{article}", "--raters", "none", "bias-en"], "'none' stands alone"),
    ],
)
def test_a_mistake_is_a_sentence_not_a_traceback(arguments, message, article, table):
    given = [a.format(article=article, table=table) for a in arguments]
    with pytest.raises(SystemExit) as stop:
        main(["analyze", *given])
    assert str(stop.value).startswith("framing: ")
    assert message in str(stop.value)
