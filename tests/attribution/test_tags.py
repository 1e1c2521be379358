"""Roles as tags over tokens, and back."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.attribution.tagger.tags import (
    BEGIN,
    BEGIN_TAIL,
    CONTENT,
    CUE,
    INSIDE,
    INSIDE_TAIL,
    LAYERS,
    N_TAGS,
    NESTED,
    OUT,
    SOURCE,
    allowed,
    may_begin,
    ranges_of,
    spans_of,
    write,
)

N = 30
EDGES = st.lists(st.integers(0, N), unique=True).map(sorted)
RANGES = EDGES.map(lambda e: list(zip(e[::2], e[1::2], strict=False)))
ONE_SENTENCE = np.zeros(N, np.int64)


def blank():
    return np.zeros((len(LAYERS), N), np.int8)


@given(RANGES, st.sampled_from([BEGIN, BEGIN_TAIL]))
def test_ranges_that_are_written_can_be_read(ranges, begin):
    row = blank()[0]
    write(row, ranges, begin)
    assert ranges_of(row, begin) == ranges


def test_ranges_that_touch_stay_two():
    row = blank()[0]
    write(row, [(2, 4), (4, 6)])
    assert ranges_of(row) == [(2, 4), (4, 6)]


def test_what_is_tagged_is_not_tagged_again():
    row = blank()[0]
    write(row, [(2, 6), (4, 8), (6, 8)])
    assert ranges_of(row) == [(2, 6), (6, 8)]


@given(RANGES)
def test_what_is_written_is_allowed(ranges):
    row = blank()[0]
    write(row, ranges)
    assert may_begin()[CONTENT, row[0]]
    assert all(allowed()[CONTENT, a, b] for a, b in pairwise(row))


@pytest.mark.parametrize("layer", range(len(LAYERS)))
def test_nothing_goes_on_that_has_not_begun(layer):
    follows = allowed()[layer]
    assert not follows[OUT, INSIDE]
    assert not follows[:, INSIDE_TAIL][[OUT, BEGIN, INSIDE]].any()
    assert follows[[OUT, BEGIN, INSIDE]][:, [OUT, BEGIN]].all()
    assert follows.shape == (N_TAGS, N_TAGS)


def test_only_cues_have_a_later_half():
    tails = allowed()[:, :, [BEGIN_TAIL, INSIDE_TAIL]]
    assert tails[CUE].any()
    assert not np.delete(tails, CUE, 0).any()
    assert not np.delete(may_begin()[:, [BEGIN_TAIL, INSIDE_TAIL]], CUE, 0).any()


def test_spans_are_read_from_their_layers():
    tags = blank()
    write(tags[CONTENT], [(5, 20)])
    write(tags[NESTED], [(8, 12)])
    write(tags[CUE], [(3, 4)])
    write(tags[SOURCE], [(0, 2)])
    spans = spans_of(tags, ONE_SENTENCE)
    assert spans.contents == [((5, 20), False), ((8, 12), True)]
    assert (spans.cues, spans.sources) == ([((3, 4),)], [(0, 2)])


@pytest.mark.parametrize(
    ("heads", "tail", "cues"),
    [
        ([(1, 2)], (9, 10), [((1, 2), (9, 10))]),  # warf ... vor
        ([(1, 2), (6, 7)], (9, 10), [((1, 2),), ((6, 7), (9, 10))]),  # the nearest
        ([(1, 2), (12, 13)], (6, 7), [((1, 2), (6, 7)), ((12, 13),)]),  # rather one in front
        ([(12, 13)], (9, 10), [((9, 10), (12, 13))]),  # or one behind
        ([], (9, 10), [((9, 10),)]),  # or none
        ([(1, 2), (20, 21)], (18, 19), [((1, 2),), ((18, 19), (20, 21))]),
    ],
)
def test_a_later_half_belongs_to_the_nearest_head(heads, tail, cues):
    tags = blank()
    write(tags[CUE], heads)
    write(tags[CUE], [tail], BEGIN_TAIL)
    assert spans_of(tags, ONE_SENTENCE).cues == cues


def test_a_later_half_belongs_to_no_head_of_another_sentence():
    tags = blank()
    write(tags[CUE], [(1, 2)])
    write(tags[CUE], [(4, 5)], BEGIN_TAIL)
    sentence = np.repeat([0, 1], [3, N - 3])
    assert spans_of(tags, sentence).cues == [((1, 2),), ((4, 5),)]
