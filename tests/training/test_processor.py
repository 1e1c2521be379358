"""What training sets in the processor does not outlast it."""

import pytest

pytest.importorskip("torch", reason="training needs torch: pip install 'framing[train]'")
pytest.importorskip("gensim", reason="pip install 'framing[train]'")

from framing.training.processor import denormals_flushed

TINIEST = 5e-324


def test_the_tiniest_numbers_are_there_again_after_training():
    with denormals_flushed():
        assert TINIEST * 1.0 == 0.0
    assert TINIEST * 1.0 > 0.0


def test_and_after_training_that_failed():
    with pytest.raises(ValueError, match="broken off"), denormals_flushed():
        raise ValueError("broken off")
    assert TINIEST * 1.0 > 0.0
