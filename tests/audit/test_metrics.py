"""Scores against scikit-learn, numbers worked out by hand, and what must hold of any."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, f1_score

from framing.audit import confusion, ece, intervals, metrics, reliability
from framing.audit.calibration import bins_of, ece_chance, wilson
from framing.audit.intervals import ece_under, f1_under
from framing.audit.metrics import decisions, encode

TRUTH = [1, 1, 1, 0, 0, 0, 0, 0]
PROBA = np.array([0.9, 0.8, 0.3, 0.6, 0.2, 0.2, 0.1, 0.1])
BOTH = np.column_stack([1 - PROBA, PROBA])
probabilities = st.lists(st.floats(0, 1), min_size=1, max_size=60)


def test_binary_scores_by_hand():
    # class 1: 2 hits, 1 missed, 1 false alarm; class 0: 4 hits, 1 missed, 1 false alarm
    found = metrics(TRUTH, BOTH, "binary", [0, 1])
    assert found["f1_1"] == pytest.approx(2 / 3)
    assert found["f1_0"] == pytest.approx(4 / 5)
    assert found["macro_f1"] == pytest.approx((2 / 3 + 4 / 5) / 2)
    assert found["weighted_f1"] == pytest.approx((3 * 2 / 3 + 5 * 4 / 5) / 8)
    assert found["micro_f1"] == found["accuracy"] == 6 / 8
    assert found["brier"] == pytest.approx(brier_score_loss(TRUTH, PROBA))


def test_several_labels_are_scored_label_by_label():
    truth = [("crime", "economy"), ("economy",), ()]
    proba = [[0.9, 0.4], [0.2, 0.8], [0.1, 0.7]]
    found = metrics(truth, proba, "multilabel", ["crime", "economy"])
    assert found["f1_crime"] == 1
    assert found["f1_economy"] == 0.5
    assert found["micro_f1"] == pytest.approx(2 * 2 / (3 + 3))
    assert found["accuracy"] == pytest.approx(1 / 3)
    assert found["brier"] == pytest.approx(np.mean([0.01, 0.36, 0.04, 0.04, 0.01, 0.49]))


def test_brier_of_more_than_two_classes_is_the_sum_over_classes():
    found = metrics(["a", "b"], [[1, 0, 0], [1, 0, 0]], "multiclass", ["a", "b", "c"])
    assert found["brier"] == 1.0
    assert found["f1_c"] == 0.0


def test_a_class_that_is_never_said_counts_zero():
    assert metrics([1, 0], [[1, 0], [1, 0]], "binary", [0, 1])["macro_f1"] == pytest.approx(1 / 3)


def test_what_the_rater_chose_goes_before_a_threshold():
    found = metrics(TRUTH, BOTH, "binary", [0, 1], predicted=TRUTH)
    assert found["accuracy"] == 1


@pytest.mark.parametrize(
    ("truth", "proba", "message"),
    [
        ([], np.empty((0, 2)), "no rows"),
        ([1], [[0.5, 1.2]], "probability 1.2 in row 0"),
        ([1], [[0.5, np.nan]], "probability nan in row 0"),
        ([1, 0], [[0.5, 0.5]], r"shape \(1, 2\)"),
        ([2], [[0.5, 0.5]], "label 2 is none of the classes"),
    ],
)
def test_what_cannot_be_scored_is_named(truth, proba, message):
    with pytest.raises(ValueError, match=message):
        metrics(truth, proba, "binary", [0, 1])


def test_ece_by_hand():
    # bins of two: gaps of their means |0 - .15|, |.5 - .5|, |1 - .85|
    assert ece([0, 0, 0, 1, 1, 1], [0.1, 0.2, 0.45, 0.55, 0.8, 0.9], 3) == pytest.approx(0.1)


@given(probabilities, st.randoms())
def test_ece_lies_between_0_and_1_and_the_order_plays_no_part(proba, random):
    truth = [random.random() < 0.5 for _ in proba]
    value = ece(truth, proba)
    assert 0 <= value <= 1
    order = random.sample(range(len(proba)), len(proba))
    assert ece([truth[n] for n in order], [proba[n] for n in order]) == pytest.approx(value)


@given(probabilities)
def test_equal_probabilities_share_a_bin_and_bins_rise(proba):
    which = bins_of(proba)
    assert sorted(set(which)) == list(range(which.max() + 1))
    assert which.max() < 10
    ordered = sorted(zip(proba, which, strict=True))
    assert all(a[1] <= b[1] for a, b in pairwise(ordered))
    assert len(set(zip(proba, which, strict=True))) == len(set(proba))


def test_a_calibrated_rater_has_the_ece_that_chance_gives():
    random = np.random.default_rng(0)
    proba = random.random(2000)
    draws = [ece(random.random(2000) < proba, proba) for _ in range(60)]
    assert np.mean(draws) == pytest.approx(ece_chance(proba), rel=0.1)
    assert np.mean(draws) < 0.04


def test_a_rater_that_is_sure_and_wrong_has_ece_1():
    assert ece([0] * 5 + [1] * 5, [1.0] * 5 + [0.0] * 5) == 1


def test_calibration_is_measured_on_class_1_on_the_likeliest_or_on_all_labels():
    truth = np.array([[True, False, False]])
    proba = np.array([[0.2, 0.5, 0.3]])
    assert [part.tolist() for part in decisions(truth, proba, "multiclass")] == [[[False]], [[0.5]]]
    assert decisions(truth, proba, "multilabel")[1].shape == (1, 3)
    pair = decisions(truth[:, :2], proba[:, :2], "binary")
    assert [part.tolist() for part in pair] == [[[False]], [[0.5]]]


def test_wilson_published():
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3
    for hits, n, low, high in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ]:
        assert [float(x) for x in wilson(hits, n)] == pytest.approx([low, high], abs=5e-5)


def test_reliability_tells_what_was_said_and_what_was_so():
    table = reliability(TRUTH, PROBA, 2)
    assert table["n"].sum() == len(TRUTH)
    assert (table["share_low"] <= table["share"]).all()
    assert (table["share"] <= table["share_high"]).all()
    gaps = (table["n"] * (table["share"] - table["probability"]).abs()).sum() / len(TRUTH)
    assert gaps == pytest.approx(ece(TRUTH, PROBA, 2))
    assert reliability([], []).empty


def test_confusion_counts_every_row_once():
    table = confusion(["a", "b", "b"], ["a", "a", "b"], ["a", "b"])
    assert table.loc["b", "a"] == 1
    assert table.to_numpy().sum() == 3


labels = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=40)


@given(labels)
def test_scores_under_weights_of_one_are_those_of_scikit_learn(pairs):
    truth, said = ([pair[side] for pair in pairs] for side in (0, 1))
    tables = [encode(part, "multiclass", [0, 1, 2]) for part in (truth, said)]
    ours = f1_under(np.ones((1, len(pairs))), *tables, [0, 1, 2])
    for how in ("macro", "micro", "weighted"):
        theirs = f1_score(truth, said, average=how, labels=[0, 1, 2], zero_division=0)
        assert ours[f"{how}_f1"][0] == pytest.approx(theirs)


def test_ece_under_weights_of_one_is_the_ece():
    value = ece_under(np.ones((1, 8)), np.array(TRUTH, bool)[:, None], PROBA[:, None])
    assert value[0] == pytest.approx(ece(TRUTH, PROBA))


def rated(n, seed=3):
    random = np.random.default_rng(seed)
    proba = random.random(n)
    return (random.random(n) < proba).astype(int).tolist(), np.column_stack([1 - proba, proba])


def test_intervals_hold_the_value_and_narrow_with_n():
    wide, narrow = (intervals(*rated(n), "binary", [0, 1]) for n in (100, 2000))
    for n, found in ((100, wide), (2000, narrow)):
        scores = metrics(*rated(n), "binary", [0, 1])
        for name in ("weighted_f1", "macro_f1", "accuracy", "brier", "ece", "f1_1"):
            assert found[name].low < scores[name] < found[name].high
    assert narrow["accuracy"].high - narrow["accuracy"].low < 0.06
    assert wide["accuracy"].high - wide["accuracy"].low > 0.12


def test_the_interval_of_accuracy_is_that_of_a_share():
    truth, proba = rated(1000)
    found = intervals(truth, proba, "binary", [0, 1])["accuracy"]
    hits = metrics(truth, proba, "binary", [0, 1])["accuracy"] * 1000
    assert list(found) == pytest.approx([float(x) for x in wilson(hits, 1000)], abs=0.006)


def test_rows_of_one_article_are_not_independent():
    truth, proba = rated(40)
    rows = intervals(truth * 10, np.tile(proba, (10, 1)), "binary", [0, 1])
    articles = list(range(40)) * 10
    clusters = intervals(truth * 10, np.tile(proba, (10, 1)), "binary", [0, 1], clusters=articles)
    width = [one["accuracy"].high - one["accuracy"].low for one in (rows, clusters)]
    assert width[1] > 2.5 * width[0]


def test_intervals_are_the_same_every_time():
    assert intervals(*rated(50), "binary", [0, 1]) == intervals(*rated(50), "binary", [0, 1])
