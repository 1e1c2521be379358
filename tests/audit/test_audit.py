"""Audits of raters of which one knows what must come out."""

import json
import subprocess
import sys

import numpy as np
import pytest

from framing.audit import (
    applied,
    audit,
    audit_parts,
    learning_curve,
    metrics,
    print_audit,
    print_groups,
    transfer,
)
from framing.audit.baselines import majority, majority_of_outlet
from framing.audit.contract import AuditWarning
from framing.document import Corpus
from tests.audit.raters import KeywordRater, ShareRater, corpus, relabelled, sentence

CONTRACT = {"weighted_f1", "macro_f1", "micro_f1", "brier", "ece", "baseline_majority",
            "baseline_outlet", "sentences_per_second", "n", "protocol", "seed"}  # fmt: skip


@pytest.fixture(scope="module")
def folds():
    return audit(KeywordRater, corpus(), "folds")


def test_a_rule_that_made_the_labels_is_always_right(folds):
    assert folds.scores["weighted_f1"] == 1
    assert folds.scores["brier"] == pytest.approx(0.01)
    assert folds.scores["ece"] == pytest.approx(0.1)


def test_the_outlet_alone_knows_three_labels_in_four(folds):
    assert folds.baselines["outlet"]["accuracy"] == 0.75
    assert folds.baselines["majority"]["accuracy"] == pytest.approx(28 / 48, abs=0.05)


def test_an_unseen_outlet_gets_the_commonest_label_of_all():
    found = audit(KeywordRater, corpus(), "outlet")
    assert list(found.guesses["outlet"]) == list(found.guesses["majority"])
    assert majority_of_outlet([1, 1, 0], ["a", "a", "b"], ["b", "c", None]) == [0, 1, 1]
    assert majority([0, 1]) == 0


def test_the_flat_object_has_what_the_command_promises(folds):
    flat = folds.flat()
    assert flat.keys() >= CONTRACT
    assert flat == json.loads(json.dumps(flat, allow_nan=False))
    assert all(not isinstance(value, dict | list) for value in flat.values())
    for name in ("weighted_f1", "macro_f1", "brier", "ece", "baseline_outlet"):
        assert flat[f"{name}_low"] <= flat[name] <= flat[f"{name}_high"]
    assert flat["baseline_outlet"] == pytest.approx(
        folds.baselines["outlet"]["weighted_f1"], abs=1e-4
    )


def test_pooled_scores_and_the_mean_of_the_folds_are_both_there():
    found = audit(ShareRater, corpus(), "outlet")
    said = found.predictions
    pooled = metrics(found.truth, said.proba, "binary", [0, 1], said.predicted)
    assert found.scores == pooled
    each = [found.folds.loc[name, "weighted_f1"] for name in ("Courier", "Gazette", "Herald")]
    flat = found.flat()
    assert flat["weighted_f1_fold_mean"] == pytest.approx(np.mean(each), abs=1e-4)
    assert flat["weighted_f1_fold_mean"] != flat["weighted_f1"]


def test_the_rater_of_a_fold_has_not_learnt_from_it_and_is_told_the_groups():
    made = []

    def make():
        made.append(KeywordRater())
        return made[-1]

    found = audit(make, corpus(), "article")
    names = dict.fromkeys(found.predictions.folds)
    for rater, fold in zip(made, names, strict=True):
        table = found.tidy()
        tested = set(table.loc[table["fold"] == fold, "article"])
        assert tested.isdisjoint(document.id for document in rater.learnt)
        assert len(set(rater.groups)) == len({d.meta["article"] for d in rater.learnt})
    assert found.unit == "article"


def test_random_folds_tell_the_rater_no_groups():
    made = []

    def make():
        made.append(KeywordRater())
        return made[-1]

    audit(make, corpus(), "folds")
    assert {rater.groups for rater in made} == {None}


def test_the_tidy_table_has_a_row_an_article(folds):
    table = folds.tidy()
    assert sorted(table["article"]) == sorted(d.id for d in corpus())
    assert set(table["outlet"]) == {"Gazette", "Courier", "Herald"}
    assert (table["label"] == table["predicted"]).all()
    assert not table["seen"].any()


def test_errors_by_outlet_and_few_rows_have_no_score(folds):
    table = audit(KeywordRater, corpus(96), "folds").by("outlet")
    assert table["n"].tolist() == [32, 32, 32]
    assert (table["weighted_f1"] == 1).all()
    assert folds.by("outlet")["weighted_f1"].isna().all()
    assert folds.by("language").index.tolist() == ["en"]
    with pytest.raises(ValueError, match=r"no column 'outlets'.*did you mean 'outlet'"):
        folds.by("outlets")


def test_several_labels():
    labels = [[("a",), ("a", "b"), ()][n % 3] for n in range(48)]
    found = audit(ShareRater, relabelled(corpus(), labels), "article")
    assert found.score == "micro_f1"
    assert found.scores["f1_a"] == pytest.approx(0.8)
    assert found.scores["f1_b"] == 0
    assert len(found.tidy()) == 96
    assert set(found.flat()) >= CONTRACT


def test_classes_that_are_words():
    found = audit(ShareRater, relabelled(corpus(), ["left", "right", "right"] * 16), "folds")
    assert found.scores["accuracy"] == pytest.approx(2 / 3)
    assert found.scores["ece"] < 0.05
    assert found.tidy().groupby("article")["probability"].sum().to_numpy() == pytest.approx(1)


def test_a_class_that_a_fold_has_not_learnt_gets_probability_0():
    labels = ["a", "b"] * 20 + ["c"] * 8
    topics = ["bridge", "bridge", "school", "school"] * 10 + ["flood"] * 8
    documents = [
        sentence(d.text, n, label=label, topic=topic)
        for n, (d, label, topic) in enumerate(zip(corpus(), labels, topics, strict=True))
    ]
    with pytest.warns(AuditWarning, match="'flood' tests what it cannot have learnt: 'c'"):
        found = audit(ShareRater, documents, "topic")
    table = found.tidy().query("fold == 'flood' and `class` == 'c'")
    assert (table["probability"] == 0).all()


def test_a_language_that_the_rater_does_not_know_is_an_error():
    german = [sentence("Der Plan ist gut.", 90, "de", label=1, article="x")]
    with pytest.raises(ValueError, match=r"1 of 49 rows are in 'de', .* it knows en"):
        audit(KeywordRater, [*corpus(), *german], "folds")


def test_texts_that_were_learnt_are_counted_and_left_out_in_a_second_score():
    twice = Corpus(
        (*corpus(), *(sentence(d.text, 100 + n, **d.meta) for n, d in enumerate(corpus(9))))
    )
    with pytest.warns(AuditWarning, match="tested texts stand"):
        flat = audit(KeywordRater, twice, "folds").flat()
    assert flat["n_seen"] > 0
    assert flat["weighted_f1_unseen"] == 1
    assert audit(KeywordRater, twice, "article").flat()["n_seen"] == 0


def test_a_warning_is_kept_with_the_numbers():
    documents = [*corpus(), sentence("It rained.", 90, label=0, outlet="Observer")]
    with pytest.warns(AuditWarning, match="'Observer'"):
        found = audit(KeywordRater, documents, "outlet")
    assert "'Observer'" in found.flat()["notes"]


def test_probabilities_of_another_shape_are_refused():
    class Odd(KeywordRater):
        def predict_proba(self, documents):
            return super().predict_proba(documents)[:, 1:]

    with pytest.raises(ValueError, match=r"shape \(10, 1\) for 2 classes"):
        audit(Odd, corpus(), "folds")


def test_transfer_learns_from_one_corpus_and_is_tested_on_the_other():
    target = [
        sentence(f"A shameful row about pier {n}." if n % 2 else f"Pier {n} opens.", n, label=n % 2)
        for n in range(20)
    ]
    found = transfer(KeywordRater, corpus(), target)
    assert (found.protocol, len(found.truth)) == ("transfer", 20)
    assert found.scores["macro_f1"] == 1
    with pytest.raises(ValueError, match="no label in common"):
        transfer(KeywordRater, corpus(), relabelled(target, ["a", "b"] * 10))


def test_what_only_the_source_knows_says_nothing_about_the_target():
    target = [sentence(f"A shameful row about pier {n}.", n, label=n % 2) for n in range(20)]
    found = transfer(KeywordRater, corpus(), target)
    assert found.unit == "row"
    assert found.flat()["baseline_outlet"] is None


def test_a_rater_that_decides_on_probabilities_is_asked_to():
    class Decided(KeywordRater):
        def decide(self, proba):
            return [0] * len(proba)

    assert set(audit(Decided, corpus(), "folds").predictions.predicted) == {0}


def test_the_diagram_and_the_confusion_count_every_row_once(folds):
    assert folds.reliability()["n"].sum() == 48
    assert folds.confusion().to_numpy().tolist() == [[28, 0], [0, 20]]


def test_a_fitted_rater_is_tested_as_it_is():
    rater = KeywordRater().fit(list(corpus()), [d.meta["label"] for d in corpus()])
    rater.fit = None
    found = applied(rater, corpus(30))
    assert found.scores["macro_f1"] == 1
    assert found.flat()["baseline_majority"] is None


def test_parts_that_come_as_corpora():
    whole = corpus()
    found = audit_parts(
        KeywordRater, {"0": (whole[:40], whole[40:]), "1": (whole[8:], whole[:8])}, "given"
    )
    assert found.folds["n"].tolist() == [8, 8]
    with pytest.raises(ValueError, match="the test part of '0' is empty"):
        audit_parts(KeywordRater, {"0": (whole, Corpus())}, "given")


def test_a_learning_curve_has_every_size_in_every_draw_and_whole_groups():
    table = learning_curve(ShareRater, corpus(), sizes=[10, 30])
    assert table[["draw", "size"]].to_numpy().tolist() == [
        [d, s] for d in range(3) for s in (10, 30)
    ]
    assert (table["n_train"] >= table["size"]).all()
    assert (table["n_train"] == 6 * table["n_groups"]).all()
    with pytest.raises(ValueError, match="size 99: the training part has"):
        learning_curve(ShareRater, corpus(), sizes=[99])


def test_a_learning_curve_of_outlets_leaves_one_out():
    table = learning_curve(KeywordRater, corpus(), "outlet", draws=2)
    assert set(table["n_test"]) == {16}
    assert table["n_train"].max() == 32


def test_an_audit_can_be_read_in_the_terminal(folds, capsys):
    print_audit(folds)
    print_groups(folds, "outlet")
    text = capsys.readouterr().out
    for word in (
        "weighted F1",
        "1.000",
        "majority",
        "seed 42",
        "sentences a second",
        "too few rows",
    ):
        assert word in text


def test_a_score_or_column_that_is_none_is_named():
    with pytest.raises(ValueError, match="did you mean 'macro_f1'"):
        audit(KeywordRater, corpus(), "folds", score="macro_f")


def test_importing_the_audit_loads_nothing_heavy():
    code = "import framing.audit, sys; print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "sklearn", "scipy", "matplotlib", "torch"} & set(out.stdout.split())
