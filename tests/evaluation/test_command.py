"""``framing evaluate attribution``: on a file of our own, and on the corpora."""

import json
import os

import pytest

from framing.cli import main
from framing.evaluation import evaluate_attribution, gold_corpus, human_ceiling, predict
from tests.evaluation.marked import marked

needs_mirror = pytest.mark.skipif(
    "FRAMING_MIRROR" not in os.environ, reason="needs the corpora: set FRAMING_MIRROR"
)
LINES = (
    "[„Der Damm hält dem Wasser stand“|direct1], [sagte|cue1] [die Ministerin|source1] am Montag.",
    "[„Wir bleiben noch hier“|direct1], [erklärte|cue1] [der Verein|source1]. Es regnete lange.",
    "Danach kam lange nichts mehr. [„Niemand war hier“|direct1], [sagte|cue1] [Holm|source1].",
)


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "said.jsonl"
    rows = []
    for number, line in enumerate(LINES):
        document = marked(line)
        (one,) = document.attributions
        said = {
            "type": one.type,
            "source": [one.source.start, one.source.end],
            "cue": [[span.start, span.end] for span in one.cue],
            "content": [[span.start, span.end] for span in one.content],
        }
        row = {"id": f"a{number}", "language": "de", "text": document.text, "attributions": [said]}
        rows.append(json.dumps(row, ensure_ascii=False))
    path.write_text("\n".join(rows), encoding="utf-8")
    return str(path)


def test_a_file_of_ones_own(corpus, capsys):
    main(["evaluate", "attribution", "--data", corpus])
    printed = capsys.readouterr().out
    assert printed.startswith("documents: 3, attributions: 3, predicted: ")
    assert "detected, F1" in printed
    assert "tokens a second" in printed


def test_as_one_json_object(corpus, capsys):
    main(["evaluate", "attribution", "--data", corpus, "--tier", "rules", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["n_documents"] == 3
    assert found["recall_direct"] == 100
    assert found["tokens_per_second"] > 0
    assert found["message_f1"] is found["joint_f1"] is None
    assert any(note.startswith("message_f1, joint_f1: ") for note in found["notes"])


def test_only_the_first_articles(corpus):
    assert evaluate_attribution(corpus, limit=2).counts["n_documents"] == 2


def test_lines_that_cannot_be_read_are_told(corpus):
    with open(corpus, "a", encoding="utf-8") as file:
        file.write('\n{"text": "", "attributions": []}\n')
    scores = evaluate_attribution(corpus)
    assert scores.counts["n_documents"] == 3
    assert "left out: no text" in scores.notes


def test_what_is_parsed_has_our_attributions_and_not_those_of_gold(corpus):
    gold = gold_corpus(corpus)
    predicted, speed = predict(gold, "rules")
    assert [one.id for one in predicted] == ["a0", "a1", "a2"]
    assert speed > 0
    bare = [marked(one.text) for one in gold]
    assert [one.attributions for one in predicted] == [
        one.attributions for one in predict(bare, "rules")[0]
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--data", "german_quote"], "no dataset 'german_quote'; did you mean 'german_quotes'?"),
        (["--data", "babe"], "'babe' has no attributions; its task is sentence"),
        (["--data", "none.jsonl"], "none.jsonl"),
        (["--data", "polnear", "--split", "test"], "no split 'test'; it can be had from https"),
        (["--data", "german_quotes", "--human"], "dev has no articles that several people marked"),
    ],
)
def test_a_mistake_is_a_sentence(arguments, message):
    with pytest.raises(SystemExit) as end:
        main(["evaluate", "attribution", *arguments])
    assert message in str(end.value)


@pytest.mark.parametrize("limit", ["0", "-1", "many"])
def test_a_limit_is_a_number_of_articles(limit, capsys):
    with pytest.raises(SystemExit):
        main(["evaluate", "attribution", "--data", "polnear", "--limit", limit])
    assert "is no whole number above 0" in capsys.readouterr().err


@needs_mirror
@pytest.mark.parametrize(("data", "official"), [("german_quotes", True), ("polnear", False)])
def test_a_corpus_is_scored(data, official):
    found = evaluate_attribution(data, "dev", limit=20).flat()
    assert found["n_documents"] == 20
    assert 0 < found["content_token_f1"] < 100
    assert (found["message_f1"] is not None) == official
    assert 0 <= found["share_mae"] <= 1


@needs_mirror
def test_people_agree_with_people_as_the_corpus_says():
    scores = human_ceiling("polnear", "train")
    assert scores.notes[0].startswith("235 pairs of people over 16 articles")
    assert 75 < scores.values["detection_f1"] < 85
    assert scores.values["both_f1"] < scores.values["detection_f1"]
    assert scores.low["detection_f1"] < scores.values["detection_f1"]
