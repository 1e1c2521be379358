"""Windows: every token is read once, with what stands around it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.attribution.tagger.windows import CORE, MARGIN, cores, gathered, windows
from tests.attribution.drafts import view_of

SENTENCES = st.lists(st.integers(1, 400), max_size=12)


def sentences(lengths):
    """A text whose sentences have so many words."""
    return " ".join(" ".join(["It", *["rained"] * n]) + "." for n in lengths)


@given(SENTENCES)
def test_every_token_is_in_the_core_of_one_window(lengths):
    view = view_of("en", sentences(lengths))
    cut = windows(view)
    tagged = [token for window in cut for token in range(window.first, window.last)]
    assert tagged == list(range(len(view.forms)))


@given(SENTENCES)
def test_windows_see_what_stands_around_their_core(lengths):
    view = view_of("en", sentences(lengths))
    for begin, first, last, end in windows(view):
        assert 0 < last - first <= 2 * CORE
        assert begin == max(0, first - MARGIN)
        assert end == min(len(view.forms), last + MARGIN)


@given(st.lists(st.integers(1, CORE // 2), min_size=1, max_size=12))
def test_windows_end_where_sentences_do(lengths):
    view = view_of("en", sentences(lengths))
    ends = {unit.last for unit in view.units}
    assert {window.last for window in windows(view)} <= ends


@given(SENTENCES.filter(bool))
def test_cores_are_found_again_in_what_was_gathered(lengths):
    view = view_of("en", sentences(lengths))
    cut = windows(view)
    tokens, seen = gathered(cut)
    rows, steps = cores(cut)
    assert seen[rows, steps].all()
    np.testing.assert_array_equal(tokens[rows, steps], np.arange(len(view.forms)))
    assert seen.sum(1).tolist() == [window.end - window.begin for window in cut]


@pytest.mark.parametrize("text", ["", " \n", "Leave a Reply"])
def test_a_text_without_tokens_has_no_windows(text):
    assert windows(view_of("en", text)) == []
