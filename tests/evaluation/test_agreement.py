"""What is counted in an article, and how two countings are compared."""

import math

import numpy as np
import pytest

from framing.evaluation.agreement import (
    ARTICLE_MEASURES,
    correlation,
    direct_share,
    entropy,
    mean_error,
    share,
    sources,
)
from framing.evaluation.units import units, word_offsets
from tests.evaluation.marked import marked

ARTICLE = (
    "[Sie|source1] [sagt|cue1], [er komme|indirect1]. [„Nie“, „nie“|direct2], "
    "[sagt|cue2] [Holm|source2]. Es regnet."
)


def measured(measure, line):
    document = marked(line)
    words = word_offsets(document.text)
    return measure(document, words, units(document, words))


def test_an_article_by_hand():
    assert measured(share, ARTICLE) == 4 / 10
    assert measured(sources, ARTICLE) == 2
    assert measured(entropy, ARTICLE) == 1
    assert measured(direct_share, ARTICLE) == 1 / 2


def test_words_in_two_contents_are_attributed_once():
    nested = "[Sie sagt, [er komme|indirect2]|indirect1]."
    assert measured(share, nested) == 1


def test_one_source_has_no_entropy_however_it_is_marked():
    line = "[Frau Holm|source1] sagt [ja|indirect1], [„Frau“ Holm|source2] sagt [nein|indirect2]."
    assert measured(sources, line) == 1
    assert measured(entropy, line) == 0


def test_words_of_nobody_play_no_part_in_the_entropy():
    line = "[Holm|source1] sagt [ja|indirect1], angeblich [komme er|indirect2]."
    assert measured(sources, line) == 1
    assert measured(entropy, line) == 0
    assert measured(share, line) == 3 / 6


def test_an_article_without_attributions():
    values = {name: measured(measure, "Es regnet.") for name, measure in ARTICLE_MEASURES.items()}
    assert math.isnan(values.pop("direct_share"))
    assert values == {"share": 0, "sources": 0, "entropy": 0}


def test_mixed_content_counts_as_direct():
    assert measured(direct_share, "Er nennt es [einen „Witz“|mixed1].") == 1


def test_correlation_is_that_of_numpy():
    rng = np.random.default_rng(0)
    x = rng.normal(size=50)
    y = x + rng.normal(size=50)
    weights = np.vstack([np.ones(50), rng.multinomial(50, np.full(50, 1 / 50))])
    repeated = [np.repeat(side, weights[1].astype(int)) for side in (x, y)]
    wanted = [np.corrcoef(x, y)[0, 1], np.corrcoef(*repeated)[0, 1]]
    assert correlation(x, y, weights) == pytest.approx(wanted)
    assert mean_error(x, y, weights)[0] == pytest.approx(np.abs(x - y).mean())


def test_alike_articles_have_no_correlation():
    x = np.array([0.1, 0.1, 0.1])
    assert np.isnan(correlation(x, np.array([1.0, 2.0, 3.0]), np.ones((1, 3)))).all()
