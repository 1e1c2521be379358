"""The commands about datasets and raters, as a user of the command line meets them."""

import json

import pytest

from framing.cards import list_datasets
from framing.cli import main
from framing.models import list_raters, load_rater

CALM = "The council met on {}. Members talked about the {}."
LOUD = "The corrupt mob shamelessly smeared the {} again on {}!"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
SCORES = """
weighted_f1 macro_f1 micro_f1 brier ece baseline_majority baseline_outlet sentences_per_second
"""
THINGS = ("bridge", "school", "harbour", "library", "market")


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A labelled file of the user's own, and a folder for its card."""
    monkeypatch.setenv("FRAMING_PATH", str(tmp_path / "cards"))
    lines = ["body,biased,paper"]
    for number, day in enumerate(DAYS):
        for thing in THINGS:
            paper = f"Paper {number % 3}"
            lines.append(f"{CALM.format(day, thing)},no,{paper}")
            lines.append(f"{LOUD.format(thing, day)},yes,{paper}")
    file = tmp_path / "coded.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def add(own):
    columns = "--text body --label biased --column outlet=paper --language en"
    main(["datasets", "add", str(own), "--name", "mine", *columns.split()])


def test_datasets_lists_every_card(capsys):
    main(["datasets", "--json"])
    assert set(json.loads(capsys.readouterr().out)) == set(list_datasets().index)


def test_models_lists_every_rater_with_its_error(capsys):
    main(["models"])
    said = capsys.readouterr().out
    assert all(name in said for name in list_raters())


def test_a_file_of_ones_own_is_added_evaluated_and_trained(own, tmp_path, capsys):
    add(own)
    assert "30" in capsys.readouterr().out  # rows of each label
    main(["evaluate", "mine", "--protocol", "outlet", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["command"] == "framing evaluate mine --protocol outlet"
    assert found["n"] == 60
    assert set(SCORES.split()) <= set(found)
    main(["train", "mine", "--out", str(tmp_path / "rater")])
    rater = load_rater(tmp_path / "rater")
    assert rater.facts["data"]["n"] == 60
    assert "weighted F1" in (tmp_path / "rater" / "README.md").read_text(encoding="utf-8")


def test_of_two_outlets_each_is_left_out_in_turn(own, capsys):
    text = own.read_text(encoding="utf-8").replace("Paper 2", "Paper 1")
    own.write_text(text, encoding="utf-8")
    add(own)
    capsys.readouterr()
    main(["evaluate", "mine", "--protocol", "outlet", "--json"])
    assert json.loads(capsys.readouterr().out)["folds"] == 2


def test_scores_of_each_outlet_are_printed(own, capsys):
    add(own)
    main(["evaluate", "mine", "--by", "outlet"])
    said = capsys.readouterr().out
    assert "Paper 0" in said
    assert "majority" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["evaluate", "bias-em"], "no rater and no dataset 'bias-em'; did you mean 'bias-en'"),
        (["evaluate", "bias-en", "--data", "polnear"], "--data is not for 'bias-en'"),
        (["evaluate", "attribution", "--curve"], "--curve is not for 'attribution'"),
        (["evaluate", "attribution"], "evaluate attribution needs --data"),
        (["train", "polnear", "--out", "x"], "no labels that a rater could learn"),
        (["train", "vectors", "--out", "x"], "needs --language and --vectors-from"),
        (["datasets", "add", "no.csv", "--name", "mine"], "no.csv"),
    ],
)
def test_a_mistake_is_one_sentence(arguments, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as error:
        main(arguments)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
