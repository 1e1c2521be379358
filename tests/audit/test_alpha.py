"""Krippendorff's alpha against published values and what must hold of it."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.audit import krippendorff

# Krippendorff (2011), Computing Krippendorff's alpha-reliability, section C: the labels that four
# observers gave to twelve units; a dot where one gave none.
OBSERVERS = {"A": "123321412...", "B": "1233224125.3", "C": ".3332342251.", "D": "12332441251."}
PUBLISHED = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849}


def long(rows):
    return pd.DataFrame(rows, columns=["unit", "annotator", "label"])


def observed():
    return long(
        [
            (unit, name, int(value))
            for name, line in OBSERVERS.items()
            for unit, value in enumerate(line)
            if value != "."
        ]
    )


@pytest.mark.parametrize(("level", "alpha"), PUBLISHED.items())
def test_alpha_published(level, alpha):
    found = krippendorff(observed(), level)
    assert found.alpha == pytest.approx(alpha, abs=5e-4)
    assert found.low < found.alpha < found.high <= 1


def test_units_with_one_label_say_nothing_and_are_counted():
    found = krippendorff(observed())
    assert (found.units, found.single, found.annotators, found.labels) == (11, 1, 4, 40)


def test_a_missing_label_is_no_label():
    table = observed()
    missing = pd.concat([table, long([(11, "A", None)])])
    assert krippendorff(missing) == krippendorff(table)


def test_alpha_of_words_is_that_of_numbers():
    table = observed()
    words = table.assign(label=table["label"].map(lambda n: "abcde"[n - 1]))
    assert krippendorff(words, "ordinal") == krippendorff(table, "ordinal")


def test_systematic_disagreement_is_below_chance():
    rows = [(unit, who, (unit + n) % 2) for unit in range(10) for n, who in enumerate("ab")]
    assert krippendorff(long(rows)).alpha < 0


pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=25)


@given(pairs, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_who_said_what_and_the_order_of_units_play_no_part(labels, level):
    rows = [(unit, "ab"[n], two[n]) for unit, two in enumerate(labels) for n in (0, 1)]
    swapped = [(-unit, {"a": "b", "b": "a"}[who], label) for unit, who, label in rows]
    ours, theirs = (krippendorff(long(one), level).alpha for one in (rows, swapped))
    assert ours == (None if theirs is None else pytest.approx(theirs))
    assert ours is None or ours <= 1


@given(st.lists(st.integers(0, 3), min_size=2, max_size=20))
def test_perfect_agreement_is_1_or_undefined(labels):
    rows = [(unit, who, label) for unit, label in enumerate(labels) for who in "ab"]
    alpha = krippendorff(long(rows)).alpha
    assert alpha == (1.0 if len(set(labels)) > 1 else None)


def test_what_is_no_table_of_annotations_is_named():
    with pytest.raises(ValueError, match=r"no column 'annotator'.*unit"):
        krippendorff(observed().drop(columns="annotator"))
    with pytest.raises(ValueError, match="annotator A has labelled unit 0 twice"):
        krippendorff(pd.concat([observed(), long([(0, "A", 1)])]))
    with pytest.raises(ValueError, match="no unit has two labels"):
        krippendorff(observed().query("annotator == 'A'"))
    with pytest.raises(ValueError, match="did you mean 'nominal'"):
        krippendorff(observed(), "nominl")


def test_an_agreement_is_a_flat_object():
    assert krippendorff(observed()).flat()["units"] == 11
