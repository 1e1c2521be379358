"""All scores together: gold against gold that was disturbed, with intervals."""

import json
import math
from dataclasses import replace

import pytest

from framing.document import Span
from framing.evaluation import evaluate, print_scores
from tests.evaluation.marked import marked

SOURCES = ("Die Ministerin", "Der Verein", "Frau Holm", "Das Amt")
SAYINGS = ("der Damm halte dem Wasser stand", "es werde spät", "niemand sei in Gefahr gewesen")


def article(number):
    """An invented article with one to three attributions."""
    lines = [
        f"[{SOURCES[(number + n) % 4]}|source{n}] [sagte|cue{n}], "
        f"[{SAYINGS[(number * n) % 3]}|indirect{n}]."
        for n in range(1, 2 + number % 3)
    ]
    return marked(" ".join([*lines, "Danach regnete es lange."]), name=f"a{number}")


GOLD = [article(number) for number in range(12)]


def without(documents, keep):
    """The documents with some of their attributions only."""
    return [
        replace(one, attributions=tuple(a for n, a in enumerate(one.attributions) if keep(n)))
        for one in documents
    ]


def changed(documents, **changes):
    return [
        replace(one, attributions=tuple(a._replace(**changes) for a in one.attributions))
        for one in documents
    ]


def test_gold_against_itself_is_right_in_everything():
    scores = evaluate(GOLD, GOLD)
    for key, value in scores.values.items():
        if key.endswith("_mae"):
            assert value == 0
        elif key.endswith("_r"):
            assert value is None if key == "direct_share_r" else value == 1
        else:
            assert value == (None if key in ("message_f1", "joint_f1") else 100), key


def test_nothing_found_is_zero_and_no_error():
    scores = evaluate(GOLD, without(GOLD, lambda _: False))
    assert scores.values["detection_f1"] == scores.values["cue_f1"] == 0
    assert scores.values["source_right"] is None
    assert scores.values["entropy_r"] is None
    assert scores.counts == {"n_documents": 12, "n_attributions": 24, "n_predicted": 0}
    assert any("source_right is undefined: nothing was detected" in n for n in scores.notes)


def test_half_of_what_is_marked():
    scores = evaluate(GOLD, without(GOLD, lambda n: n == 0))
    f1 = 100 * 2 * 12 / (24 + 12)
    assert scores.values["detection_f1"] == pytest.approx(f1, abs=1e-3)
    assert scores.values["content_f1"] == pytest.approx(f1, abs=1e-3)
    assert scores.values["recall_indirect"] == 50
    assert scores.values["source_right"] == 100
    assert scores.values["share_mae"] > 0


def test_wrong_sources_leave_the_detection_as_it_was():
    scores = evaluate(GOLD, changed(GOLD, source=None))
    assert scores.values["detection_f1"] == 100
    assert scores.values["source_right"] == scores.values["both_f1"] == 0
    assert scores.values["source_f1"] == 0
    assert scores.values["cue_f1"] == scores.values["content_f1"] == 100


def test_wrong_cues_touch_nothing_else():
    values = evaluate(GOLD, changed(GOLD, cue=())).values
    assert values["cue_f1"] == values["cue_token_f1"] == 0
    assert values["both_f1"] == values["source_f1"] == 100


def test_the_order_of_attributions_does_not_matter():
    turned = [replace(one, attributions=one.attributions[::-1]) for one in GOLD]
    assert evaluate(GOLD, turned) == evaluate(GOLD, GOLD)


def test_the_order_of_documents_does_not_change_a_value():
    found = without(GOLD, lambda n: n != 1)
    assert evaluate(GOLD[::-1], found[::-1]).values == pytest.approx(evaluate(GOLD, found).values)


def test_intervals_hold_the_value_and_are_the_same_every_time():
    found = without(GOLD, lambda n: n == 0)
    scores = evaluate(GOLD, found)
    assert scores == evaluate(GOLD, found)
    for key, value in scores.values.items():
        if value is not None:
            assert scores.low[key] <= value <= scores.high[key]
    assert scores.low["detection_f1"] < scores.values["detection_f1"]


def test_documents_that_belong_together_are_drawn_together():
    found = without(GOLD[:6], lambda n: n == 0) + GOLD[6:]
    apart, together = evaluate(GOLD, found), evaluate(GOLD, found, [n // 4 for n in range(12)])
    assert apart.values == together.values

    def width(scores):
        return scores.high["both_f1"] - scores.low["both_f1"]

    assert width(together) > width(apart)


def test_few_documents_get_no_interval_and_no_correlation():
    scores = evaluate(GOLD[:2], GOLD[:2])
    assert scores.values["both_f1"] == 100
    assert scores.low["both_f1"] is scores.values["share_r"] is None
    assert "no intervals: insufficient data, 2 articles" in scores.notes


def test_articles_in_which_a_share_is_undefined_are_told():
    found = [*without(GOLD[:5], lambda _: False), *GOLD[5:]]
    note = "direct_share: 5 of 12 articles left out, undefined in one"
    assert note in evaluate(GOLD, found).notes


def test_one_flat_object():
    flat = evaluate(GOLD, GOLD).flat()
    assert json.loads(json.dumps(flat, allow_nan=False)) == flat
    assert {
        *("detection_f1", "cue_f1", "source_f1", "content_f1", "source_right", "both_f1"),
        *("message_f1", "joint_f1", "share_mae", "entropy_r", "tokens_per_second"),
        *("n_documents", "n_attributions", "both_f1_low", "both_f1_high", "entropy_r_low"),
    } <= set(flat)
    assert all(not isinstance(value, (dict, tuple)) for value in flat.values())
    assert not any(isinstance(value, float) and math.isnan(value) for value in flat.values())


def test_the_table_has_a_line_for_every_value(capsys):
    scores = evaluate(GOLD, without(GOLD, lambda n: n == 0))
    print_scores(scores)
    printed = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("  ") for line in printed) == len(scores.values)
    assert printed[0] == "documents: 12, attributions: 24, predicted: 12"
    (line,) = (line for line in printed if "detected, F1" in line)
    assert line.split()[2] == "66.7"
    unknown = [key for key, value in scores.values.items() if value is None]
    assert sum("undefined" in line for line in printed if line.startswith("  ")) == len(unknown)


@pytest.mark.parametrize(
    ("gold", "predicted", "message"),
    [
        ([], [], "no documents to evaluate"),
        (GOLD, GOLD[:3], "12 documents in gold, 3 predicted"),
        (GOLD[:2], GOLD[1::-1], "not the same text: 'a0' in gold, 'a1' predicted"),
    ],
)
def test_only_the_same_articles_are_compared(gold, predicted, message):
    with pytest.raises(ValueError, match=message):
        evaluate(gold, predicted)


def test_a_content_without_words_is_found_by_nothing():
    dash = changed(GOLD, content=(Span(0, 0),))
    assert evaluate(GOLD, dash).values["detection_f1"] == 0
