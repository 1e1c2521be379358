"""How far annotators of a corpus agree, against what the corpus's paper says."""

import pytest

from framing.audit import human_agreement
from tests.test_cards import needs_mirror


@needs_mirror
def test_the_experts_of_babe_agree_as_its_paper_says():
    found = human_agreement("babe")["label"]
    assert round(found.alpha, 2) == 0.40  # Spinde et al. 2021, table 2
    assert found.low < found.alpha < found.high
    assert found.annotators == 8


@needs_mirror
def test_where_several_labels_hold_each_has_an_alpha_of_its_own():
    found = human_agreement("narrative_frames")
    assert len(found) > 10
    assert all(one.annotators == 4 for one in found.values())


def test_a_corpus_without_single_annotators_says_so():
    with pytest.raises(ValueError, match="sample keeps no labels of single annotators"):
        human_agreement("sample")
