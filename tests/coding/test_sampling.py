"""Drawing articles to label: the probabilities must be true, whatever they are drawn by."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import parse
from framing.coding import sample_for_labelling
from framing.coding.sampling import _drawn, _inclusion

N = 40
CORPUS = [
    parse(f"Rents rose by {i} per cent.", "en", id=f"a{i}", meta={"outlet": "AAAB"[i % 4]})
    for i in range(N)
]


class Unsure:
    """A rater whose log-odds rise evenly from article to article; its margin is in the middle."""

    recipe = SimpleNamespace(task="binary")
    state = SimpleNamespace(margins=np.array([0.5]))

    def predict_proba(self, documents):
        at = np.array([int(document.id[1:]) for document in documents])
        p = 1 / (1 + np.exp(-(at - N / 2) / 4))
        return np.column_stack([1 - p, p])


def places(sample):
    return np.array([int(name[1:]) for name in sample["article"]])


def test_without_a_rater_all_are_equally_likely():
    sample = sample_for_labelling(CORPUS, 10)
    assert sample["article"].is_unique
    assert sample["probability"].tolist() == pytest.approx([0.25] * 10)
    assert sample["rating"].isna().all()
    assert list(sample.columns) == ["article", "language", "text", "probability", "rating"]


def test_the_same_seed_draws_the_same_articles():
    assert sample_for_labelling(CORPUS, 10).equals(sample_for_labelling(CORPUS, 10))
    other = sample_for_labelling(CORPUS, 10, seed=1)
    assert set(other["article"]) != set(sample_for_labelling(CORPUS, 10)["article"])


def test_what_is_uncertain_is_drawn_more_often_but_not_only():
    drawn = [places(sample_for_labelling(CORPUS, 8, Unsure(), seed=s)) for s in range(60)]
    near = np.mean([np.abs(at - N / 2) <= 5 for at in drawn])
    assert 0.4 < near < 0.95  # by chance it would be 11 of 40
    far = sample_for_labelling(CORPUS, 8, Unsure(), random=1.0)
    assert far["probability"].tolist() == pytest.approx([0.2] * 8)


def test_what_is_likely_counts_as_close_for_a_rare_label():
    drawn = [
        places(sample_for_labelling(CORPUS, 8, Unsure(), seed=s, likely=True)) for s in range(40)
    ]
    assert np.mean([at >= N / 2 for at in drawn]) > 0.7


@given(st.lists(st.floats(0.01, 100), min_size=2, max_size=30), st.data())
def test_probabilities_sum_to_what_is_drawn_and_follow_the_weights(weights, data):
    n = data.draw(st.integers(1, len(weights)))
    p = _inclusion(np.array(weights), n)
    assert p.sum() == pytest.approx(n)
    assert (p <= 1).all()
    open_ = p < 1 - 1e-6
    ratio = p[open_] / np.array(weights)[open_]
    assert ratio == pytest.approx(ratio[:1].repeat(len(ratio)))


def test_articles_are_drawn_as_often_as_their_probability_says():
    weights = np.array([1.0, 2.0, 3.0, 10.0])
    rng = np.random.default_rng(7)
    times = np.zeros(4)
    for _ in range(4000):
        times[_drawn(weights, 2, rng)[0]] += 1
    assert times / 4000 == pytest.approx(_inclusion(weights, 2), abs=0.03)


def test_groups_get_equal_parts():
    sample = sample_for_labelling(CORPUS, 12, by="outlet")
    assert sample["outlet"].value_counts().to_dict() == {"A": 6, "B": 6}
    assert sample.groupby("outlet")["probability"].first().tolist() == pytest.approx([0.2, 0.6])
    many = sample_for_labelling(CORPUS, 30, by="outlet")
    assert many["outlet"].value_counts().to_dict() == {"A": 20, "B": 10}  # there are no more


def test_what_is_done_is_not_drawn_again():
    done = {f"a{i}" for i in range(30)}
    sample = sample_for_labelling(CORPUS, 10, without=done)
    assert set(places(sample)) == set(range(30, N))


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"n": 41}, "41 articles are asked for; the corpus has 40 to draw from"),
        ({"n": 0}, "0 articles are asked for"),
        ({"n": 5, "by": "outlt"}, "no column 'outlt' to draw by; did you mean 'outlet'"),
        ({"n": 5, "random": 2}, "random is a share from 0 to 1, not 2"),
    ],
)
def test_what_cannot_be_drawn_is_named(more, message):
    with pytest.raises(ValueError, match=message):
        sample_for_labelling(CORPUS, **more)


def test_two_articles_of_one_id_and_one_without_an_outlet_are_errors():
    with pytest.raises(ValueError, match="two articles are called 'a0'"):
        sample_for_labelling([CORPUS[0], CORPUS[0]], 1)
    nameless = parse("Rain fell.", "en", id="x")
    with pytest.raises(ValueError, match="'x' has no 'outlet'"):
        sample_for_labelling([*CORPUS, nameless], 5, by="outlet")
