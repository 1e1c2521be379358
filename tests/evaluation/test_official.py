"""The scorer of the German corpus, on cases that can be counted by hand."""

import math

import pytest

from framing.annotations import Group
from framing.evaluation.official import Sums, f1, tally


def group(quote, kind="Indirect", medium="Speech", **roles):
    parts = {name: frozenset(ids) for name, ids in roles.items()}
    return Group(kind, medium, frozenset(quote), **parts)


SAID = group({5, 6, 7}, cue={1}, frame={0, 1, 2}, speaker={0})
WROTE = group({15, 16}, cue={11}, frame={10, 11}, speaker={10}, addressee={12})


def test_what_agrees_with_itself_gets_all():
    message, joint = tally([SAID, WROTE], [SAID, WROTE])
    assert message == Sums(2, 2, 2, 2)
    assert joint == Sums(9, 9, 9, 9)
    assert f1(message) == f1(joint) == 1


def test_a_part_that_neither_has_is_not_counted():
    assert tally([SAID], [SAID]).joint == Sums(4, 4, 4, 4)  # no addressee


def test_half_of_a_message():
    message, joint = tally([SAID], [SAID._replace(quote=frozenset({7, 8}))])
    assert message == Sums(1 / 2, 1, 1 / 3, 1)
    assert joint == pytest.approx((3 + 1 / 2, 4, 3 + 1 / 3, 4))
    assert f1(message) == pytest.approx(2 * (1 / 2) * (1 / 3) / (1 / 2 + 1 / 3))


def test_what_was_not_found_costs_recall_only():
    message, joint = tally([SAID, WROTE], [SAID])
    assert message == Sums(1, 1, 1, 2)
    assert joint == Sums(4, 4, 4, 9)


def test_what_was_found_in_vain_costs_precision_only():
    message, joint = tally([SAID], [SAID, WROTE])
    assert message == Sums(1, 2, 1, 1)
    assert joint == Sums(4, 9, 4, 4)


def test_a_role_that_was_not_found_has_no_precision():
    joint = tally([SAID], [SAID._replace(cue=frozenset())]).joint
    assert joint == Sums(3, 3, 3, 4)


def test_messages_are_assigned_so_that_the_sum_is_largest():
    near, far = group({5, 6, 7, 8}), group({7, 8, 9})
    message = tally([group({5, 6, 7}), group({7, 8})], [far, near]).message
    # near finds the first (3 of 4 and 3 of 3), far the second (2 of 3 and 2 of 2)
    assert message == pytest.approx((3 / 4 + 2 / 3, 2, 2, 2))


@pytest.mark.parametrize(("kind", "medium"), [("Direct", "Speech"), ("Indirect", "Writing")])
def test_of_equal_messages_those_of_one_type_and_medium_are_a_pair(kind, medium):
    inner = group({1, 2}, kind, medium, speaker={9})
    outer = group({1, 2}, "Indirect", "Speech", speaker={0})
    assert f1(tally([inner, outer], [outer, inner]).joint) == 1


def test_the_type_does_not_outweigh_a_better_message():
    gold = group({1, 2, 3, 4}, "Direct")
    exact, alike = group({1, 2, 3, 4}, "Indirect"), group({1, 2, 3}, "Direct")
    assert tally([gold], [alike, exact]).message == Sums(1, 2, 1, 1)


def test_without_any_message_there_is_no_score():
    assert tally([], []).message == Sums()
    assert math.isnan(f1(Sums()))
    assert math.isnan(f1(tally([SAID], []).message))


def test_messages_that_share_nothing_score_nothing():
    message = tally([group({1})], [group({2})]).message
    assert message == Sums(0, 1, 0, 1)
    assert f1(message) == 0
