"""The table of datasets in the documentation is the one that the cards give."""

import pytest

from benchmarks.datasets import PAGE, with_catalog
from framing.cards import CARDS


def test_the_page_is_up_to_date():
    page = PAGE.read_text(encoding="utf-8")
    assert with_catalog(page) == page, "run: python -m benchmarks datasets"


def test_every_dataset_is_on_the_page():
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"### {path.parent.name}\n" in page for path in CARDS.glob("*/card.toml"))


def test_a_page_without_the_marks_is_an_error():
    with pytest.raises(ValueError, match="the page needs <!-- generated"):
        with_catalog("# Datasets\n")
