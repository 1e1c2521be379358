"""The network in plain arrays, compared with its definition written out."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.attribution.tagger.inputs import COLUMNS, features, form_bucket
from framing.attribution.tagger.network import embedded, encoded, tagged
from framing.attribution.tagger.tags import LAYERS, N_TAGS, allowed, may_begin
from framing.attribution.tagger.windows import Window, windows
from tests.attribution.drafts import UNITS, drafted, random_weights, view_of

WEIGHTS = random_weights(1)
CUT = [Window(0, 0, 7, 9), Window(5, 7, 12, 14), Window(10, 12, 14, 14)]


def inputs(n, seed=0):
    width = sum(column.width for column in COLUMNS)
    return np.random.default_rng(seed).standard_normal((n, width)).astype(np.float32)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def by_hand(steps, layer, direction):
    """A long short-term memory (Hochreiter & Schmidhuber 1997), one step after the other."""
    w_in, w_state, bias = (
        WEIGHTS[f"lstm{layer}.{name}"][direction] for name in ("in", "state", "bias")
    )
    hidden = cell = np.zeros(UNITS)
    out = []
    for x in steps if direction == 0 else steps[::-1]:
        keep, write, show, new = np.split(x @ w_in + hidden @ w_state + bias, 4)
        cell = sigmoid(keep) * cell + sigmoid(write) * np.tanh(new)
        hidden = sigmoid(show) * np.tanh(cell)
        out.append(hidden)
    return np.array(out if direction == 0 else out[::-1])


def test_states_are_those_of_two_layers_in_both_directions():
    x = inputs(14)
    expected = []
    for begin, first, last, end in CUT:
        steps = x[begin:end].astype(float)
        for layer in range(2):
            steps = np.concatenate([by_hand(steps, layer, d) for d in (0, 1)], axis=1)
        expected.append(steps[first - begin : last - begin])
    np.testing.assert_allclose(encoded(WEIGHTS, x, CUT), np.concatenate(expected), atol=1e-5)


def test_a_window_is_read_the_same_beside_others_and_alone():
    x = inputs(14)
    together = encoded(WEIGHTS, x, CUT)
    for window in CUT:
        own = Window(*(at - window.begin for at in window))
        alone = encoded(WEIGHTS, x[window.begin : window.end], [own, Window(0, 0, 1, 1)])
        expected = together[window.first : window.last]
        # the short window beside it stands in for another article
        np.testing.assert_allclose(alone[: own.last - own.first], expected, atol=1e-5)


def score(scores, layer, tags):
    """What a row of tags scores in a layer."""
    total = WEIGHTS["tags.first"][layer, tags[0]]
    total += sum(WEIGHTS["tags.follow"][layer, a, b] for a, b in pairwise(tags))
    return total + sum(scores[step, layer, tag] for step, tag in enumerate(tags))


@pytest.mark.parametrize("seed", range(4))
def test_tags_are_the_best_of_all_rows_of_tags(seed):
    cut = [Window(0, 0, 4, 4), Window(4, 4, 5, 5), Window(5, 5, 8, 8)]
    states = np.random.default_rng(seed).standard_normal((8, 2 * UNITS)).astype(np.float32)
    scores = (states @ WEIGHTS["tags.weight"] + WEIGHTS["tags.bias"]).reshape(8, -1, N_TAGS)
    found = tagged(WEIGHTS, states, cut)
    for layer in range(len(LAYERS)):
        for window in cut:
            own = scores[window.first : window.last]
            every = product(range(N_TAGS), repeat=len(own))
            best = max(every, key=lambda tags: score(own, layer, tags))
            assert tuple(found[layer, window.first : window.last]) == best


@given(st.integers(0, 10**6), st.lists(st.integers(1, 30), min_size=1, max_size=5))
def test_no_tag_follows_another_that_it_must_not_follow(seed, lengths):
    edges = np.cumsum([0, *lengths]).tolist()
    cut = [Window(a, a, b, b) for a, b in pairwise(edges)]
    states = np.random.default_rng(seed).standard_normal((edges[-1], 2 * UNITS)) * 5
    tags = tagged(WEIGHTS, states.astype(np.float32), cut)
    for layer, row in enumerate(tags):
        for window in cut:
            own = row[window.first : window.last]
            assert may_begin()[layer, own[0]]
            assert allowed()[layer, own[:-1], own[1:]].all()


def test_what_stands_for_a_token_is_a_row_of_each_table():
    view, drafts = drafted("en", "[Holm|s1] [denied|c1] [it “very much” so|w1].")
    indices = features(view, drafts)
    rows = embedded(WEIGHTS, indices)
    for token in range(len(view.forms)):
        parts = [
            WEIGHTS[f"embed.{column.name}"][value]
            for column, value in zip(COLUMNS, indices[token], strict=True)
        ]
        np.testing.assert_array_equal(rows[token], np.concatenate(parts))


def test_columns_are_filled_within_their_tables():
    marked = "[„Wir|w1] bauen 3½ Türme“, [warf|c1] [Ada Holm|s1] ihm im „Neuen Boten“ [vor|c1]."
    view, drafts = drafted("de", marked)
    indices = features(view, drafts)
    assert indices.shape == (len(view.forms), len(COLUMNS))
    assert (indices >= 0).all()
    assert (indices < [column.values for column in COLUMNS]).all()


def test_the_network_sees_what_the_rules_found_and_where_cues_and_marks_stand():
    marked = "[Holm|s1] [denied|c1] [it “very much so” again|w1]."
    view, drafts = drafted("en", marked)
    names = [column.name for column in COLUMNS]
    table = dict(zip(names, features(view, drafts).T.tolist(), strict=True))
    without = dict(zip(names, features(view, []).T.tolist(), strict=True))
    assert table.pop("ruled") != without.pop("ruled") == [0] * len(view.forms)
    assert table == without
    assert [bool(kind) for kind in table["cue_kind"]] == [f == "denied" for f in view.forms]
    quoted = [view.quote_at(t) is not None for t in range(len(view.forms))]
    assert [bool(mark) for mark in table["marks"]] == quoted


def test_capitals_and_kinds_of_apostrophes_do_not_change_a_form():
    assert form_bucket("Don’t") == form_bucket("don't") != form_bucket("dont")


def test_a_long_text_is_tagged_throughout():
    view = view_of("en", "Holm said that it rained. " * 100)
    cut = windows(view)
    states = encoded(WEIGHTS, embedded(WEIGHTS, features(view, [])), cut)
    assert states.shape == (len(view.forms), 2 * UNITS)
    assert np.isfinite(states).all()
    assert tagged(WEIGHTS, states, cut).shape == (len(LAYERS), len(view.forms))
