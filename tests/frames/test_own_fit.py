"""A rater of an own frame from terms and a few dozen labels."""

import numpy as np
import pytest

from framing import parse
from framing.coding import sample_for_labelling
from framing.frames.own_fit import expected_margin, fit_frame, seed_rater
from framing.frames.own_learner import FrameLearner
from framing.frames.own_scores import macro_f1, save_frame
from framing.models import known_error, load_rater
from tests.frames.invented import HOUSING, headlines

DOCUMENTS, LABELS = map(list, zip(*headlines(), strict=True))
N = 40


@pytest.fixture(scope="module")
def rater():
    return fit_frame(HOUSING, DOCUMENTS[:N], LABELS[:N], DOCUMENTS, "sentence")


def test_it_tells_headlines_it_has_not_seen(rater):
    given = rater.predict(DOCUMENTS[N:])
    assert macro_f1(np.array(LABELS[N:], bool), given.astype(bool)) > 0.9


def test_a_text_without_any_term_can_have_the_frame(rater):
    terms_missing = parse("Families lose their homes and flats near the bridge", "en")
    assert rater.predict([terms_missing])[0] == 1


def test_its_error_is_known_and_it_is_saved_as_usual(rater, tmp_path):
    save_frame(rater, tmp_path / "housing")
    again = load_rater(tmp_path / "housing")
    assert known_error(again) == known_error(rater)
    assert np.array_equal(again.predict_proba(DOCUMENTS), rater.predict_proba(DOCUMENTS))
    assert (tmp_path / "housing" / "README.md").read_text().startswith("# Housing as a right")


def test_the_same_labels_give_the_same_rater(rater):
    again = fit_frame(HOUSING, DOCUMENTS[:N], LABELS[:N], DOCUMENTS, "sentence")
    assert np.array_equal(again.predict_proba(DOCUMENTS), rater.predict_proba(DOCUMENTS))


@pytest.mark.parametrize(
    ("n", "message"),
    [
        (0, "0 labels are too few to learn from"),
        (4, "4 labels are too few to learn from"),
        (5, "5 labels, 25 more are needed"),
        (29, "29 labels, 1 more are needed"),
    ],
)
def test_too_few_labels_say_how_many_are_missing(n, message):
    with pytest.raises(ValueError, match=f"frame 'housing': {message}"):
        fit_frame(HOUSING, DOCUMENTS[:n], LABELS[:n])


def test_a_rare_label_says_how_to_find_more():
    labels = [1, 1, *[0] * (N - 2)]
    with pytest.raises(ValueError, match=r"2 of 40 labels are 1, 3 are needed; .*seed_rater"):
        fit_frame(HOUSING, DOCUMENTS[:N], labels)


def test_what_is_no_label_or_no_single_language_is_named():
    with pytest.raises(ValueError, match="row 1: label 2 is neither 0 nor 1"):
        fit_frame(HOUSING, DOCUMENTS[:N], [0, 2, *LABELS[2:N]])
    with pytest.raises(ValueError, match="40 documents, but 39 labels"):
        fit_frame(HOUSING, DOCUMENTS[:N], LABELS[: N - 1])
    german = parse("Die Mieter zogen aus.", "de")
    with pytest.raises(ValueError, match="one language, the documents are in de, en"):
        fit_frame(HOUSING, [german, *DOCUMENTS[1:N]], LABELS[:N])


def test_terms_that_stand_nowhere_tell_nothing():
    absent = type(HOUSING)("absent", "", "", {"en": ("zeppelin",)})
    with pytest.raises(ValueError, match="frame 'absent': none of 40 articles"):
        fit_frame(absent, DOCUMENTS[:N], LABELS[:N])


def test_the_rater_of_the_seeds_draws_but_is_not_saved(tmp_path):
    rater = seed_rater(HOUSING, DOCUMENTS, "sentence")
    sample = sample_for_labelling(DOCUMENTS, 20, rater, likely=True)
    assert len(sample) == 20
    with pytest.raises(ValueError, match="held against no label"):
        save_frame(rater, tmp_path / "seeds")


def test_a_learner_is_what_audits_ask_for():
    learner = FrameLearner(HOUSING, DOCUMENTS, "sentence").fit(DOCUMENTS[:N], LABELS[:N])
    assert learner.classes_.tolist() == [0, 1]
    assert learner.predict_proba(DOCUMENTS).shape == (len(DOCUMENTS), 2)
    with pytest.raises(ValueError, match="not trained"):
        FrameLearner(HOUSING).predict(DOCUMENTS)


def test_the_margin_is_where_expected_macro_f1_is_highest():
    p = np.array([0.95, 0.9, 0.6, 0.2, 0.1, 0.05, 0.02])
    rng = np.random.default_rng(0)
    drawn = rng.random((4000, len(p))) < p
    means = {m: np.mean([macro_f1(truth, p >= m) for truth in drawn]) for m in p[:-1]}
    assert means[expected_margin(p)] == pytest.approx(max(means.values()), abs=0.01)
