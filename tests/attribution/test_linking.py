"""Which cue and which source belong to a content."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.attribution.tagger.linking import (
    BETWEEN,
    GAPS,
    RELATIONS,
    SENTENCES,
    candidates,
    linked,
    nearness,
    pair_scores,
)
from framing.attribution.tagger.tags import Spans

SENTENCE = np.repeat([0, 1, 2], 10)  # 30 tokens in three sentences
STATES = np.zeros((30, 4), np.float32)
SAME_SENTENCE, INSIDE = 4, 8


def edges(*spans):
    return np.array([first for first, _ in spans])


def apart(content, other):
    return nearness(content, other, SENTENCE, edges(other))


@pytest.mark.parametrize(
    ("content", "other", "sentences"),
    [((5, 9), (2, 3), 0), ((2, 3), (5, 9), 0), ((12, 15), (2, 3), -1), ((2, 3), (25, 26), 2)],
)
def test_spans_lie_so_many_sentences_apart(content, other, sentences):
    assert apart(content, other)[0] == SAME_SENTENCE + sentences


def test_spans_in_between_are_counted():
    others = [(1, 2), (3, 4), (6, 7), (20, 21), (24, 25)]
    between = [nearness((10, 15), other, SENTENCE, edges(*others))[1] for other in others]
    assert between == [4 - 2, 4 - 1, 4, 4, 4 + 1]


def test_the_gap_tells_the_side_and_grows_with_the_distance():
    before = [apart((20, 25), (at, at + 1))[2] for at in (19, 17, 13, 2)]
    behind = [apart((2, 5), (at, at + 1))[2] for at in (5, 7, 11, 25)]
    assert before == sorted(before, reverse=True)
    assert behind == sorted(behind)
    assert max(before) < INSIDE < min(behind)
    assert apart((5, 15), (7, 9))[2] == INSIDE


@given(
    st.tuples(st.integers(0, 29), st.integers(1, 30)).filter(lambda r: r[0] < r[1]),
    st.tuples(st.integers(0, 29), st.integers(1, 30)).filter(lambda r: r[0] < r[1]),
)
def test_nearness_has_a_row_in_every_table(content, other):
    for value, size in zip(apart(content, other), (SENTENCES, BETWEEN, GAPS), strict=True):
        assert 0 <= value < size


def test_candidates_are_the_nearest_in_order():
    others = [(at, at + 1) for at in range(0, 30, 3)]
    assert [others[i] for i in candidates((13, 15), others, 2)] == [(12, 13), (15, 16)]


@given(st.lists(st.integers(0, 200), unique=True).map(sorted), st.integers(0, 200))
def test_there_are_as_many_candidates_as_there_can_be(starts, at):
    others = [(start, start + 1) for start in starts]
    found = candidates((at, at + 4), others, 5)
    assert len(found) == min(5, len(others))
    assert found == sorted(set(found))


def rules_of_thumb(**votes):
    """Weights that look at nothing but how spans lie: a vote for each sentence apart."""
    weights = {}
    for relation in RELATIONS:
        weights[f"{relation}.content"] = np.zeros((8, 1), np.float32)
        weights[f"{relation}.other"] = np.zeros((8, 1), np.float32)
        for i, n in enumerate((SENTENCES, BETWEEN, GAPS)):
            weights[f"{relation}.near{i}"] = np.zeros((n, 1), np.float32)
        for place, vote in votes.get(relation, {}).items():
            weights[f"{relation}.near0"][place] = vote
        weights[f"{relation}.none"] = np.ones(1, np.float32)
        weights[f"{relation}.score"] = np.ones(1, np.float32)
    return weights


def link(weights, contents, cues=(), sources=()):
    spans = Spans([(part, False) for part in contents], [(cue,) for cue in cues], list(sources))
    return linked(weights, STATES, spans, SENTENCE)


NEAR = {SAME_SENTENCE: 2.0}


def test_each_content_gets_the_cue_and_the_source_that_score_best():
    weights = rules_of_thumb(cue=NEAR, source=NEAR)
    found = link(weights, [(3, 8), (14, 18)], [(1, 2), (12, 13)], [(0, 1), (10, 12)])
    assert found == [
        (((1, 2),), (0, 1), ((3, 8),)),
        (((12, 13),), (10, 12), ((14, 18),)),
    ]


def test_where_none_scores_better_there_is_none():
    weights = rules_of_thumb(cue=NEAR, source=NEAR)
    assert link(weights, [(23, 28)], [(1, 2)], [(0, 1)]) == [((), None, ((23, 28),))]
    assert link(weights, [(23, 28)]) == [((), None, ((23, 28),))]


@pytest.mark.parametrize(
    ("vote", "contents"), [(2.0, [((2, 4), (6, 8))]), (0.0, [((2, 4),), ((6, 8),)])]
)
def test_contents_with_one_cue_are_one_where_the_network_says_so(vote, contents):
    weights = rules_of_thumb(cue=NEAR, same={SAME_SENTENCE: vote})
    found = link(weights, [(2, 4), (6, 8)], [(4, 5)])
    assert [parts for _, _, parts in found] == contents


def test_contents_without_a_cue_are_never_one():
    weights = rules_of_thumb(same={SAME_SENTENCE: 2.0})
    assert len(link(weights, [(2, 4), (6, 8)])) == 2


def test_outer_and_inner_contents_are_never_one():
    weights = rules_of_thumb(cue=NEAR, same={SAME_SENTENCE: 2.0})
    spans = Spans([((2, 8), False), ((4, 6), True)], [((1, 2),)], [])
    assert len(linked(weights, STATES, spans, SENTENCE)) == 2


def test_both_contents_have_a_say_in_their_source():
    weights = rules_of_thumb(
        cue={SAME_SENTENCE: 2.0, SAME_SENTENCE - 1: 2.0},
        source={SAME_SENTENCE: 2.0, SAME_SENTENCE - 1: 5.0},
        same={SAME_SENTENCE - 1: 2.0},
    )
    (one,) = link(weights, [(5, 8), (14, 18)], [(2, 3)], [(0, 1), (12, 13)])
    assert one == (((2, 3),), (0, 1), ((5, 8), (14, 18)))


def test_scores_are_those_of_the_formula():
    chance = np.random.default_rng(0)
    states = chance.standard_normal((9, 2)).astype(np.float32)
    weights = {
        "cue.content": chance.standard_normal((4, 3)),
        "cue.other": chance.standard_normal((4, 3)),
        "cue.none": chance.standard_normal(3),
        "cue.score": chance.standard_normal(3),
        **{f"cue.near{i}": chance.standard_normal((20, 3)) for i in range(3)},
    }
    near = np.array([[1, 2, 3], [4, 5, 6]])
    others = [(0, 1), (7, 9)]
    found = pair_scores(weights, "cue", states, (3, 6), others, near)
    own = np.concatenate((states[3], states[5])) @ weights["cue.content"]
    by_hand = [np.maximum(own + weights["cue.none"], 0) @ weights["cue.score"]]
    for (first, last), row in zip(others, near, strict=True):
        x = np.concatenate((states[first], states[last - 1])) @ weights["cue.other"]
        x = x + sum(weights[f"cue.near{i}"][row[i]] for i in range(3))
        by_hand.append(np.maximum(own + x, 0) @ weights["cue.score"])
    np.testing.assert_allclose(found, by_hand, rtol=1e-5)
