"""``framing actors`` lists mentions; ``framing train tagger`` says at once what it lacks."""

import csv

import pytest

from framing.cli import main


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Mayor Ada Holm met the radicals on Monday. She left.", encoding="utf-8")
    return path


def test_mentions_as_a_table(article, tmp_path):
    target = tmp_path / "mentions.csv"
    main(["actors", str(article), "--attribution", "rules", "--csv", str(target)])
    with target.open(encoding="utf-8", newline="") as file:
        found = [(row["actor"], row["form"], row["label"]) for row in csv.DictReader(file)]
    assert found == [
        ("Ada Holm", "title", ""),
        ("radicals", "label", "negative"),
        ("Ada Holm", "pronoun", ""),
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "needs --language and --treebank"),
        (["--language", "de", "--treebank", "none.conllu"], "no treebank 'none.conllu'"),
        (["--language", "xx", "--treebank", "{file}"], "no language 'xx'"),
        (["--language", "de", "--treebank", "{file}", "--silver", "no.npz"], "no file 'no.npz'"),
        (["--language", "de", "--treebank", "{file}", "--make-silver", "a"], "needs --silver"),
    ],
)
def test_what_a_tagger_lacks(article, tmp_path, given, message):
    for module in ("torch", "gensim"):
        pytest.importorskip(module, reason="pip install 'framing[train]'")
    args = [one.replace("{file}", str(article)) for one in given]
    with pytest.raises(SystemExit, match=message):
        main(["train", "tagger", "--out", str(tmp_path / "t"), *args])
    assert not (tmp_path / "t").exists()
