"""Splits: what each protocol keeps apart, and what is said where it cannot."""

import numpy as np
import pytest

from framing.audit.checks import contradictions, remarks, unlearnt
from framing.audit.duplicates import duplicates, identical, together
from framing.audit.protocols import PROTOCOLS, Setting, Split, available, splits_of
from framing.audit.rows import rows_of
from framing.document import Corpus
from tests.audit.raters import OUTLETS, corpus, relabelled, sentence

PLAN = {
    "paper": {"protocol": "folds"},
    "edition-2024": {"train": ["train", "dev"], "test": ["dev_test"]},
}


def split(documents, protocol, **options):
    rows = rows_of(documents)
    return rows, splits_of(rows, protocol, Setting(duplicates(rows.documents), **options))


def with_column(name, values):
    return Corpus(
        tuple(
            sentence(d.text, n, **{**d.meta, name: value})
            for n, (d, value) in enumerate(zip(corpus(len(values)), values, strict=True))
        )
    )


def in_parts():
    return with_column("split", ["train"] * 20 + ["dev"] * 10 + ["dev_test"] * 10)


@pytest.mark.parametrize("protocol", ["folds", "article", "outlet", "topic", "given"])
def test_every_row_is_tested_once_and_never_by_a_rater_that_knows_it(protocol):
    rows, folds = split(with_column("fold", [n % 4 for n in range(48)]), protocol)
    assert sorted(n for fold in folds for n in fold.test) == list(range(len(rows)))
    for fold in folds:
        assert set(fold.train).isdisjoint(fold.test)
        assert len(fold.train) + len(fold.test) == len(rows)


@pytest.mark.parametrize("protocol", ["article", "outlet", "topic"])
@pytest.mark.parametrize("several", [False, True])
def test_no_group_is_in_both_parts(protocol, several):
    documents = corpus()
    if several:
        documents = relabelled(documents, [("a", "b")[: n % 3] for n in range(48)])
    rows, folds = split(documents, protocol)
    column = rows.column(PROTOCOLS[protocol].group)
    for fold in folds:
        assert {column[n] for n in fold.train}.isdisjoint(column[n] for n in fold.test)


def test_leave_one_outlet_out_tests_exactly_that_outlet():
    rows, folds = split(corpus(), "outlet")
    assert [fold.name for fold in folds] == sorted(OUTLETS)
    for fold in folds:
        there = [n for n, outlet in enumerate(rows.column("outlet")) if outlet == fold.name]
        assert fold.test.tolist() == there


def test_folds_are_stratified_and_a_seed_gives_the_same_ones():
    rows, folds = split(corpus(), "folds")
    ones = [sum(rows.labels[n] for n in fold.test) for fold in folds]
    assert max(ones) - min(ones) <= 1
    again = split(corpus(), "folds")[1]
    assert all((a.test == b.test).all() for a, b in zip(folds, again, strict=True))
    other = split(corpus(), "folds", seed=1)[1]
    assert any(a.test.tolist() != b.test.tolist() for a, b in zip(folds, other, strict=True))


def test_folds_are_those_of_the_published_protocol():
    from sklearn.model_selection import StratifiedKFold

    rows, folds = split(corpus(), "folds")
    published = StratifiedKFold(5, shuffle=True, random_state=42).split(rows.labels, rows.labels)
    for fold, (train, test) in zip(folds, published, strict=True):
        assert fold.train.tolist() == train.tolist()
        assert fold.test.tolist() == test.tolist()


def test_an_edition_takes_the_parts_of_the_plan():
    _, folds = split(in_parts(), "edition-2024", plan=PLAN)
    assert [(f.name, f.train.tolist(), f.test.tolist()) for f in folds] == [
        ("dev_test", list(range(30)), list(range(30, 40)))
    ]


def test_paper_is_what_the_card_says():
    paper, folds = (split(corpus(), name, plan=PLAN)[1] for name in ("paper", "folds"))
    assert [fold.test.tolist() for fold in paper] == [fold.test.tolist() for fold in folds]


def test_given_folds_are_kept():
    _, folds = split(with_column("fold", ["x", "y"] * 20), "given")
    assert [fold.name for fold in folds] == ["x", "y"]
    assert folds[0].test.tolist() == list(range(0, 40, 2))


TEXT = "The council voted on Monday to close the old bridge over the river for good"


def test_texts_that_differ_in_case_and_marks_are_the_same():
    texts = ["“A reckless plan!”", "a reckless plan", "A new plan.", "!!!", "???"]
    assert identical([sentence(one) for one in texts]) == [0, 0, 2, 3, 4]


def test_near_duplicates_are_found_and_other_texts_are_not():
    texts = [TEXT, f"{TEXT} now", "The council voted on Monday to close the school.", TEXT + "!"]
    assert duplicates([sentence(one) for one in texts]) == [0, 0, 2, 0]


def test_near_duplicates_are_those_of_all_pairs():
    random = np.random.default_rng(5)
    words = [f"w{n}" for n in range(12)]
    base = [" ".join(random.choice(words, 14)) for _ in range(12)]
    texts = [t for b in base for t in (b, f"{b} end", f"start {b} end", b.replace("w3", "w4"))]
    documents = [sentence(text) for text in texts]

    def triples(d):
        return {d.lower[n : n + 3] for n in range(len(d.lower) - 2)}

    found = duplicates(documents)
    for a, one in enumerate(documents):
        for b, other in enumerate(documents[:a]):
            x, y = triples(one), triples(other)
            if len(x & y) / len(x | y) >= 0.8:
                assert found[a] == found[b]
    assert len(set(found)) >= len(base)


def test_articles_that_share_a_text_stay_together():
    documents = [
        *corpus(),
        sentence(TEXT, 90, label=1, article="x"),
        sentence(TEXT + ".", 91, label=1, article="y"),
        sentence("Nobody knows.", 92, label=0, article="y"),
    ]
    _, folds = split(documents, "article")
    for fold in folds:
        assert len({48, 49, 50} & set(fold.test)) in (0, 3)


def test_unknown_articles_are_not_one_article():
    assert together([None, None, "a", "a"], range(4)) == [0, 1, 2, 2]


def test_what_the_left_out_outlet_has_word_for_word_is_not_learnt_either():
    same = [sentence(TEXT, 90 + n, label=1, outlet=outlet) for n, outlet in enumerate(OUTLETS)]
    _, folds = split([*corpus(), *same], "outlet")
    for fold in folds:
        assert len({48, 49, 50} & set(fold.test)) == 1
        assert not {48, 49, 50} & set(fold.train)


def test_a_corpus_allows_what_it_has_the_columns_for():
    assert available(rows_of(corpus())) == ["folds", "article", "outlets", "outlet", "topic"]
    bare = relabelled([sentence(d.text, n) for n, d in enumerate(corpus())], [0, 1] * 24)
    assert available(rows_of(bare)) == ["folds"]
    assert available(rows_of(in_parts()), PLAN)[-1] == "edition-2024"


@pytest.mark.parametrize(
    ("documents", "protocol", "message"),
    [
        (corpus(), "outlest", "did you mean 'outlets?'.*allows folds, article"),
        (corpus(), "outlets", "3 outlets are too few for 5 folds"),
        (corpus(outlet=None), "outlet", "no column 'outlet'; it allows folds, article, topic"),
        (corpus(), "paper", r"no \[protocols.paper\] on its card.*allows folds"),
        (corpus(), "edition-2024", r"no \[protocols.edition-2024\]"),
        (corpus(), "given", "no column 'fold'"),
        (corpus(outlet="Gazette"), "outlet", "all rows have the outlet 'Gazette'.*folds, article"),
        (corpus(article="a1"), "article", "1 articles are too few for 5 folds"),
        (corpus(4), "folds", "4 rows are too few for 5 folds"),
        (with_column("fold", [1, 2, None] * 10), "given", "10 rows have no fold: 's2'"),
        (with_column("fold", [1] * 10), "given", "the train part of fold '1' is empty"),
    ],
)
def test_what_cannot_be_split_is_said(documents, protocol, message):
    with pytest.raises(ValueError, match=message):
        split(documents, protocol)


def test_an_empty_part_is_named():
    plan = {"edition-2024": {"train": ["train"], "test": []}}
    with pytest.raises(ValueError, match="the test part of fold '' is empty"):
        split(in_parts(), "edition-2024", plan=plan)


@pytest.mark.parametrize("protocol", ["folds", "article"])
def test_a_class_with_two_rows_is_named_with_what_can_be_done(protocol):
    documents = relabelled(corpus(), ["a"] * 30 + ["b"] * 16 + ["c"] * 2)
    with pytest.raises(ValueError, match="class 'c' has 2 rows, too few for 5 folds: leave it out"):
        split(documents, protocol)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([0, 1, None] * 4, r"4 of 12 rows have no label .*: 's2', 's5', 's8', 's11'"),
        ([0, 1, float("nan")] * 4, "4 of 12 rows have no label"),
        ([0, 1, ""] * 4, "4 of 12 rows have no label"),
        ([0, 1] * 5 + ["Biased", 1], "label 'Biased' of 's10' is not mapped: labels are 0 and 1"),
        ([0, 1] * 5 + [2, 1], "label 2 of 's10' is not mapped"),
        (["a", "b"] * 5 + [1, "b"], "label 1 of 's10' is not mapped: labels are strings"),
        ([("a",), ("b",)] * 5 + [(1,), ()], r"label \(1,\) of 's10' is not mapped: .* tuples"),
        ([1] * 12, "all 12 rows have the label 1"),
    ],
)
def test_labels_that_are_no_labels_are_named(labels, message):
    with pytest.raises(ValueError, match=message):
        rows_of(relabelled(corpus(12), labels))


def test_a_corpus_without_labels_or_rows_is_said_to_be_one():
    with pytest.raises(ValueError, match="no column 'label'; there are: outlet"):
        rows_of([sentence("It rained.", outlet="Gazette")])
    with pytest.raises(ValueError, match="empty corpus"):
        rows_of(Corpus())


@pytest.mark.parametrize(
    ("labels", "kind", "classes"),
    [
        ([True, False], "binary", (0, 1)),
        ([1.0, 0.0], "binary", (0, 1)),
        ([np.int64(1), np.int64(0)], "binary", (0, 1)),
        (["left", "centre"], "multiclass", ("centre", "left")),
        ([["b", "a"], []], "multilabel", ("a", "b")),
    ],
)
def test_the_kind_of_a_task_is_read_off_its_labels(labels, kind, classes):
    rows = rows_of(relabelled(corpus(2), labels))
    assert (rows.kind, rows.classes) == (kind, classes)


def test_a_text_with_two_labels_is_counted_and_shown():
    two = [sentence("A reckless plan.", 1, label=1), sentence("a reckless plan", 2, label=0)]
    (found,) = contradictions(rows_of(two))
    assert found == f"1 text stands in the corpus with different labels, first at {two[0].id!r}"


def test_an_outlet_of_one_row_is_named():
    documents = [*corpus(), sentence("It rained.", 90, label=0, outlet="Observer")]
    rows, folds = split(documents, "outlet")
    assert "1 outlet has one row only: 'Observer'" in remarks(rows, "outlet", folds)
    assert not remarks(*split(corpus(), "outlet")[:1], "outlet", split(corpus(), "outlet")[1])


def test_rows_without_an_outlet_are_learnt_from_and_that_is_said():
    documents = [*corpus(), sentence("It rained.", 90, label=0)]
    rows, folds = split(documents, "outlet")
    assert all(48 in fold.train for fold in folds)
    (found,) = remarks(rows, "outlet", folds)
    assert found == "1 rows are in no group and are never tested: 's90'"


def test_a_class_that_a_fold_cannot_learn_is_named():
    rows = rows_of(relabelled(corpus(4), ["a", "b", "a", "c"]))
    fold = Split("x", np.array([0, 1]), np.array([2, 3]))
    assert unlearnt(rows, [fold]) == ["fold 'x' tests what it cannot have learnt: 'c'"]
