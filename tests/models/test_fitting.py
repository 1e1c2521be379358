"""Training refuses labels and texts that are not as they should be, and says which."""

import re
import warnings
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone, is_classifier

import framing
from framing.models import Rater, RaterWarning
from framing.models.blocks import counted
from framing.models.fitting import _left_out, block_table, worth_learnt
from framing.models.passages import Passages
from tests.models.invented import FULL, TINY, TOPIC, TOPICS_AT_ONCE, rows, topic_rows

DOCUMENTS, LABELS = rows(24)
ABOUT, TOPIC_LABELS = topic_rows(24)


def with_label(at, label, labels=LABELS):
    return [*labels[:at], label, *labels[at + 1 :]]


@pytest.mark.parametrize(
    "label", [2, -1, 0.5, "1", "loaded", None, float("nan"), pd.NA, np.nan, (1,), [0]]
)
def test_a_label_that_is_neither_0_nor_1_is_refused_with_its_row(label):
    with pytest.raises(ValueError, match=r"row 7: label .* is neither 0 nor 1"):
        Rater(TINY).fit(DOCUMENTS, with_label(7, label))


@pytest.mark.parametrize("kind", [int, bool, float, np.int64, np.float32, np.bool_])
def test_0_and_1_may_be_numbers_of_any_kind(kind):
    labels = [kind(label) for label in LABELS]
    rater = Rater(TINY).fit(DOCUMENTS, labels)
    assert rater.predict(DOCUMENTS).tolist() == LABELS
    assert rater.classes_.tolist() == [0, 1]


def test_labels_may_stand_in_a_column_with_any_index():
    labels = pd.Series(LABELS, index=range(100, 124))
    assert Rater(TINY).fit(DOCUMENTS, labels).predict(DOCUMENTS).tolist() == LABELS


@pytest.mark.parametrize("label", [3, None, float("nan"), "", ("money",)])
def test_a_label_that_is_no_name_is_refused_with_its_row(label):
    with pytest.raises(ValueError, match=r"row 4: label .* is no name"):
        Rater(TOPIC).fit(ABOUT, with_label(4, label, TOPIC_LABELS))


@pytest.mark.parametrize("label", ["money", 3, None, float("nan")])
def test_one_label_where_several_can_hold_is_refused_with_its_row(label):
    several = [(name,) for name in TOPIC_LABELS]
    with pytest.raises(ValueError, match=r"row 4: label .* is no tuple of names"):
        Rater(TOPICS_AT_ONCE).fit(ABOUT, with_label(4, label, several))


@pytest.mark.parametrize("label", [("money", None), ("money", 3), ("",)])
def test_a_name_among_several_that_is_none_is_refused(label):
    several = [(name,) for name in TOPIC_LABELS]
    with pytest.raises(ValueError, match=r"row 4: label .* is no name"):
        Rater(TOPICS_AT_ONCE).fit(ABOUT, with_label(4, label, several))


def test_a_class_with_two_rows_is_named():
    labels = ["sport", "sport", *TOPIC_LABELS[2:]]
    with pytest.raises(ValueError, match=r"fewer than 3 rows: 'sport' \(2\); leave them out"):
        Rater(TOPIC).fit(ABOUT, labels)


@pytest.mark.parametrize(("n", "rare"), [(2, "'1' (2)"), (0, "'1' (0)")])
def test_a_side_of_a_binary_task_with_too_few_rows_is_named(n, rare):
    labels = [int(row < n) for row in range(len(DOCUMENTS))]
    with pytest.raises(ValueError, match=re.escape(f"fewer than 3 rows: {rare}")):
        Rater(TINY).fit(DOCUMENTS, labels)


def test_a_single_class_is_nothing_to_tell_apart():
    with pytest.raises(ValueError, match="all rows have the label 'money'"):
        Rater(TOPIC).fit(ABOUT, ["money"] * len(ABOUT))


def test_a_rare_label_among_several_is_left_out_aloud():
    several = [(name,) for name in TOPIC_LABELS]
    several[0] += ("sport",)
    several[1] += ("sport", "weather")
    with pytest.warns(RaterWarning, match=r"left out: 'sport' \(2\), 'weather' \(1\)") as caught:
        rater = Rater(TOPICS_AT_ONCE).fit(ABOUT, several)
    assert len(caught) == 1
    assert rater.classes_.tolist() == ["harbour", "money", "traffic"]


def test_no_label_at_all_is_an_error():
    with pytest.raises(ValueError, match="none at all"):
        Rater(TOPICS_AT_ONCE).fit(ABOUT, [()] * len(ABOUT))


def test_labels_of_several_rows_may_hold_none():
    several = [(name,) if row % 2 else () for row, name in enumerate(TOPIC_LABELS)]
    rater = Rater(TOPICS_AT_ONCE).fit(ABOUT, several)
    assert rater.predict_proba(ABOUT).shape == (24, 3)


def test_as_many_labels_as_documents_are_needed():
    with pytest.raises(ValueError, match="24 documents, but 23 labels"):
        Rater(TINY).fit(DOCUMENTS, LABELS[1:])


def test_as_many_groups_as_documents_are_needed():
    with pytest.raises(ValueError, match="24 documents, but 2 groups"):
        Rater(TINY).fit(DOCUMENTS, LABELS, ["a", "b"])


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_a_missing_group_is_refused_with_its_row(missing):
    groups = [f"article {row // 2}" for row in range(24)]
    groups[5] = missing
    with pytest.raises(ValueError, match=r"row 5: no group"):
        Rater(TINY).fit(DOCUMENTS, LABELS, groups)


def test_a_single_group_leaves_nothing_to_hold_out():
    with pytest.raises(ValueError, match="all rows belong to the group 'a1'"):
        Rater(TINY).fit(DOCUMENTS, LABELS, ["a1"] * 24)


def test_groups_of_one_row_are_as_good_as_no_groups():
    apart = Rater(TINY).fit(DOCUMENTS, LABELS, [f"g{row:02}" for row in range(24)])
    none = Rater(TINY).fit(DOCUMENTS, LABELS)
    assert (apart.predict_proba(DOCUMENTS) == none.predict_proba(DOCUMENTS)).all()


def test_two_groups_are_enough():
    documents, labels = rows(80)
    groups = [row // 40 for row in range(80)]
    assert Rater(TINY).fit(documents, labels, groups).predict(documents).tolist() == labels


def test_a_document_in_another_language_is_refused():
    german = framing.parse("Der Bürgermeister eröffnete am Montag den Markt.", "de")
    with pytest.raises(ValueError, match=r"for en; among the documents are \{'de': 1\}"):
        Rater(TINY).fit([*DOCUMENTS[1:], german], LABELS)


def test_nothing_to_train_on_is_an_error():
    with pytest.raises(ValueError, match="tiny: nothing to train on"):
        Rater(TINY).fit([], [])


def test_empty_texts_teach_nothing_but_harm_nothing():
    empty = [framing.parse("", "en")] * 4
    rater = Rater(FULL).fit([*DOCUMENTS, *empty], [*LABELS, 0, 1, 0, 1])
    assert rater.predict(DOCUMENTS).tolist() == LABELS


def test_a_text_with_two_labels_leaves_the_rater_in_doubt():
    twice = [*DOCUMENTS, *DOCUMENTS]
    labels = [*LABELS, *(1 - label for label in LABELS)]
    groups = [row % 24 for row in range(48)]
    found = Rater(TINY).fit(twice, labels, groups).predict_proba(DOCUMENTS)[:, 1]
    assert found == pytest.approx(0.5, abs=0.2)


@pytest.mark.parametrize("solver", ["logistic", "ridge"])
def test_training_twice_gives_the_same_rater(solver):
    recipe = replace(TINY, solver=solver)
    one, other = (Rater(recipe).fit(DOCUMENTS, LABELS) for _ in range(2))
    assert (one.predict_proba(DOCUMENTS) == other.predict_proba(DOCUMENTS)).all()


def test_held_out_scores_of_ridge_are_those_of_models_trained_without_a_group():
    """The closed form against leaving each group out and training anew."""
    counts = counted(TINY, Passages.articles(DOCUMENTS))
    truth, groups = np.array(LABELS, bool)[:, None], np.arange(24) // 3
    X = block_table(TINY, counts, worth_learnt(TINY, counts))[0].toarray()
    centred = truth - truth.mean(0)
    expected = np.zeros(truth.shape)
    for group in range(8):
        out, rest = groups == group, groups != group
        penalty = np.eye(X.shape[1]) / TINY.C
        weights = np.linalg.solve(X[rest].T @ X[rest] + penalty, X[rest].T @ centred[rest])
        expected[out] = X[out] @ weights + truth.mean(0)
    assert _left_out(TINY, counts, truth, groups) == pytest.approx(expected, abs=1e-4)


def test_the_rater_learns_what_it_is_shown():
    new, truth = rows(40, seed=77)
    rater = Rater(TINY).fit(*rows(80))
    assert (rater.predict(new) == truth).mean() > 0.9


def test_probabilities_of_labels_that_exclude_each_other_add_up_to_1(topic):
    found = topic.predict_proba([*ABOUT, framing.parse("", "en")])
    assert found.sum(1) == pytest.approx(1.0)
    assert topic.predict(ABOUT).tolist() == TOPIC_LABELS


def test_several_labels_are_given_as_tuples(topics):
    assert topics.predict(ABOUT) == [(name,) for name in TOPIC_LABELS]
    both = framing.parse("The mayor closed the harbour gate, the new budget.", "en")
    assert set(topics.predict([both])[0]) <= {"harbour", "money", "traffic"}


def test_sklearn_can_clone_a_rater(tiny):
    copy = clone(tiny)
    assert copy.recipe is tiny.recipe
    assert copy.state is None
    assert is_classifier(tiny)
    assert copy.fit(DOCUMENTS, LABELS).predict(DOCUMENTS).tolist() == LABELS


def test_parameters_are_those_of_the_constructor():
    rater = Rater(TINY).fit(DOCUMENTS, LABELS)
    assert rater.get_params() == {"recipe": TINY}
    assert rater.set_params(recipe=TOPIC) is rater
    assert rater.get_params()["recipe"] is TOPIC
    with pytest.raises(ValueError, match="'topic' is not trained"):
        rater.predict(DOCUMENTS)


def test_a_misspelt_parameter_names_what_there_is():
    with pytest.raises(ValueError, match=r"no parameter 'receipt'.*recipe"):
        Rater(TINY).set_params(receipt=TOPIC)


@pytest.mark.parametrize("method", ["predict", "predict_proba"])
def test_an_untrained_rater_says_so(method):
    with pytest.raises(ValueError, match="'tiny' is not trained; call fit"):
        getattr(Rater(TINY), method)(DOCUMENTS)
    with pytest.raises(ValueError, match="not trained"):
        _ = Rater(TINY).classes_


def test_a_document_in_another_language_is_not_rated(tiny):
    german = framing.parse("Der Bürgermeister eröffnete am Montag den Markt.", "de")
    with pytest.raises(ValueError, match="for en, not for de"):
        tiny.predict([DOCUMENTS[0], german])


def test_training_on_good_data_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Rater(FULL).fit(DOCUMENTS, LABELS, [row // 2 for row in range(24)])


def test_scores_that_run_against_the_labels_are_named():
    """Two papers use the same words the other way round: nothing carries over."""
    documents, labels, papers = [], [], []
    for number in range(12):
        for word, label in (("apple", 1), ("pear", 0)):
            for paper in (0, 1):
                documents.append(framing.parse(f"They had an {word} on day {number}.", "en"))
                labels.append(label if paper else 1 - label)
                papers.append(paper)
    with pytest.warns(RaterWarning, match="run against the labels of"):
        Rater(TINY).fit(documents, labels, papers)
