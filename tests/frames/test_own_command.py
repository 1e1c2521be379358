"""``framing frame`` and ``framing sheet``, from a file of frames to a rater."""

import argparse
import csv
import json

import pytest

from framing.cli import frame as command
from framing.models import load_rater
from tests.frames.invented import headlines

FILE = """
[frames.housing]
name = "Housing as a right"
definition = "A home is something everybody is owed."
seeds.en = ["tenant (n)", "evict*"]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "my_frames.toml").write_text(FILE, encoding="utf-8")
    lines = [
        json.dumps({"id": document.id, "text": document.text, "language": "en"})
        for document, _ in headlines()
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def framing(*args):
    parser = argparse.ArgumentParser()
    command.add(parser.add_subparsers(required=True))
    found = parser.parse_args([str(one) for one in args])
    found.run(found)


def coded(path):
    """Fill in a sheet as its author would."""
    labels = {document.id: label for document, label in headlines()}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows({**row, "housing": labels[row["article"]]} for row in rows)


def test_check_says_what_there_is(folder, capsys):
    framing("frame", "check", folder / "my_frames.toml")
    assert capsys.readouterr().out == "housing (Housing as a right): en: 2 terms\n"


def test_from_sheet_to_rater(folder, capsys):
    toml, news, sheet = folder / "my_frames.toml", folder / "news.jsonl", folder / "sheet.csv"
    framing("frame", "sheet", toml, news, "--n", 40, "--out", sheet, "--unit", "sentence")
    coded(sheet)
    framing("frame", "fit", toml, sheet, "--corpus", news, "--unit", "sentence",
            "--out", folder / "rater")  # fmt: skip
    assert "housing: macro F1" in capsys.readouterr().out
    assert load_rater(folder / "rater").recipe.positive == "housing"
    more = folder / "more.csv"
    framing("frame", "sheet", toml, news, "--n", 10, "--out", more, "--without", sheet,
            "--rater", folder / "rater")  # fmt: skip
    ids = [{row.split(",")[0] for row in one.read_text().splitlines()[1:]} for one in (sheet, more)]
    assert not ids[0] & ids[1]
    framing("frame", "curve", toml, sheet, "--unit", "sentence")
    assert "macro_f1" in capsys.readouterr().out


def test_from_candidates_to_the_file(folder, capsys):
    toml, table = folder / "my_frames.toml", folder / "candidates.csv"
    framing("frame", "expand", toml, folder / "news.jsonl", "--out", table)
    text = table.read_text(encoding="utf-8-sig")
    assert ",families," in text.lower()
    lines = [
        line.replace(",False", ",yes") if ",families," in line.lower() else line
        for line in text.splitlines()
    ]
    table.write_text("\n".join(lines), encoding="utf-8")
    framing("frame", "approve", toml, table)
    capsys.readouterr()
    framing("frame", "check", toml)
    assert "en: 3 terms" in capsys.readouterr().out


def test_a_sheet_for_a_codebook(folder):
    path = folder / "story.csv"
    framing("sheet", "episodic_thematic", folder / "news.jsonl", "--n", 5, "--out", path)
    assert path.read_text(encoding="utf-8-sig").startswith("article,text,story,comment,probability")
    assert path.with_suffix(".md").read_text().startswith("# Episodic or thematic")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("check", "none.toml"), "no file of frames 'none.toml'"),
        (("fit", "my_frames.toml", "--out", "x"), "frame 'housing': no labelled file"),
        (("fit", "my_frames.toml", "no.csv", "--out", "x"), "no sheet 'no.csv'"),
        (("check", "my_frames.toml", "--frame", "x"), ""),
        (("expand", "my_frames.toml", "news.jsonl", "--frame", "hosing"), "did you mean 'housing'"),
        (("sheet", "my_frames.toml", "news.jsonl", "--n", "999", "--out", "s.csv"), "has 80 to"),
    ],
)
def test_mistakes_are_one_sentence(folder, monkeypatch, args, message):
    monkeypatch.chdir(folder)
    if not message:
        framing("frame", *args)
        return
    with pytest.raises(ValueError, match=message):
        framing("frame", *args)
