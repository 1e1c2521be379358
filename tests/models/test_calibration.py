"""A curve from scores to probabilities: found again where it is known, honest where it is not."""

import numpy as np
import pytest

from framing.models.calibration import Calibration, calibrated, sigmoid


def drawn(rng, n, slope, level):
    scores = rng.normal(size=(n, 1))
    return scores, rng.random((n, 1)) < sigmoid(slope * scores + level)


@pytest.mark.parametrize(("slope", "level"), [(2.0, 0.0), (0.5, -1.0), (4.0, 1.5), (-1.0, 0.3)])
def test_a_known_curve_is_found(slope, level):
    scores, truth = drawn(np.random.default_rng(7), 20_000, slope, level)
    found = calibrated(scores, truth, np.arange(len(scores)))
    assert found.slope[0] == pytest.approx(slope, abs=0.15)
    assert found.level[0] == pytest.approx(level, abs=0.15)


def test_each_label_has_its_own_curve():
    rng = np.random.default_rng(3)
    one, other = drawn(rng, 5000, 2.0, 1.0), drawn(rng, 5000, 0.5, -2.0)
    found = calibrated(
        np.hstack([one[0], other[0]]), np.hstack([one[1], other[1]]), np.arange(5000)
    )
    assert found.slope[0] > 1.5
    assert found.slope[1] < 1.0
    assert found.level[0] > 0 > found.level[1]


def test_the_band_holds_the_true_curve_in_95_of_100_samples():
    rng = np.random.default_rng(11)
    at = np.array([[-1.0], [0.0], [1.5]])
    true = sigmoid(1.3 * at - 0.4)
    held = []
    for _ in range(400):
        scores, truth = drawn(rng, 300, 1.3, -0.4)
        low, high = calibrated(scores, truth, np.arange(300)).band(at)
        held.append((low <= true) & (true <= high))
    assert np.mean(held, 0).ravel() == pytest.approx(0.95, abs=0.035)


def clustered(rng, n_groups=40, size=20):
    """Passages of an article have the article's own level: they are no 800 articles."""
    groups = np.repeat(np.arange(n_groups), size)
    scores = rng.normal(size=(len(groups), 1))
    level = rng.normal(scale=1.5, size=n_groups)[groups]
    return scores, rng.random(scores.shape) < sigmoid(scores + level[:, None]), groups


def test_the_band_is_wider_where_passages_of_an_article_go_together():
    scores, truth, groups = clustered(np.random.default_rng(5))
    at = np.array([[0.0]])
    apart = calibrated(scores, truth, np.arange(len(scores))).band(at)
    together = calibrated(scores, truth, groups).band(at)
    assert (together[1] - together[0]).item() > 2 * (apart[1] - apart[0]).item()


def test_the_band_is_as_wide_where_groups_mean_nothing():
    rng = np.random.default_rng(5)
    scores, truth = drawn(rng, 2000, 1.0, 0.0)
    at = np.array([[0.5]])
    apart = calibrated(scores, truth, np.arange(2000)).band(at)
    together = calibrated(scores, truth, np.arange(2000) // 5).band(at)
    width = ((together[1] - together[0]) / (apart[1] - apart[0])).item()
    assert width == pytest.approx(1.0, abs=0.2)


@pytest.mark.parametrize("scale", [0.01, 1.0, 30.0])
@pytest.mark.parametrize("seed", range(20))
def test_the_curve_is_the_best_one_whatever_the_scale_of_scores(scale, seed):
    """At the top of the likelihood, probabilities add up to the (smoothed) labels."""
    rng = np.random.default_rng(seed)
    scores, truth = drawn(rng, 120, 3 * rng.normal(), 2 * rng.normal())
    scores = scores * scale + rng.normal() * scale
    found = calibrated(scores, truth, np.arange(120))
    n, k = int(truth.sum()), int((~truth).sum())
    target = np.where(truth, (n + 1) / (n + 2), 1 / (k + 2))
    left = target - found.probabilities(scores)
    assert abs(left.mean()) < 1e-6
    assert abs((left * scores).mean()) < 1e-6 * scale
    assert np.isfinite(found.covariance).all()
    assert (found.covariance[:, [0, 2]] >= 0).all()


def test_scores_that_separate_the_labels_give_a_finite_curve():
    scores = np.linspace(-1, 1, 60)[:, None]
    found = calibrated(scores, scores > 0, np.arange(60))
    assert np.isfinite(found.slope).all()
    p = found.probabilities(scores)
    assert 0 < p.min() < 0.1
    assert 0.9 < p.max() < 1


def test_scores_that_are_all_the_same_give_the_base_rate():
    truth = np.arange(100)[:, None] % 4 == 0
    found = calibrated(np.full((100, 1), 0.7), truth, np.arange(100))
    assert found.probabilities(np.array([[-3.0], [0.7], [9.0]])) == pytest.approx(0.25, abs=0.02)
    low, high = found.band(np.array([[0.7]]))
    assert low.item() < 0.25 < high.item()


def test_the_band_lies_around_the_probability_even_far_out():
    scores, truth = drawn(np.random.default_rng(2), 200, 1.0, 0.0)
    found = calibrated(scores, truth, np.arange(200))
    far = np.array([[-1e6], [-50.0], [0.0], [50.0], [1e6]])
    low, high = found.band(far)
    p = found.probabilities(far)
    assert ((low >= 0) & (low <= p) & (p <= high) & (high <= 1)).all()


def test_the_logistic_curve_does_not_overflow():
    with np.errstate(all="raise"):
        assert sigmoid(np.array([-1e4, 0.0, 1e4])).tolist() == [0.0, 0.5, 1.0]


def test_a_calibration_without_doubt_has_no_band():
    sure = Calibration(np.ones(1), np.zeros(1), np.zeros((1, 3)))
    low, high = sure.band(np.array([[0.4]]))
    assert low == high == sure.probabilities(np.array([[0.4]]))
