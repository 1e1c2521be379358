"""Protocols by the name of a dataset: what its card says is what is split."""

import os
import warnings

import pytest

from framing.audit import audit_dataset, datasets, whole_corpus
from tests.audit.raters import KeywordRater, ShareRater, corpus

needs_mirror = pytest.mark.skipif(
    "FRAMING_MIRROR" not in os.environ, reason="needs the corpora: set FRAMING_MIRROR"
)
PARTS = {"train": (0, 24), "dev": (24, 36), "dev_test": (36, 48)}
FOLDS = {"x-train": (0, 24), "x-dev": (24, 48), "y-train": (24, 48), "y-dev": (0, 24)}
CARD = {
    "files": {name: {} for name in PARTS},
    "paper": "edition-2024",
    "score": "macro_f1",
    "editions": {"2024": {}},
}


def part(name, split, attribution):
    start, end = (PARTS | FOLDS)[split]
    return corpus()[start:end]


def edition(name, which, attribution):
    assert which == "2024"
    return {"train": corpus()[:36], "test": corpus()[36:]}


@pytest.fixture
def plans(monkeypatch):
    """A dataset with three parts, an edition and folds of its own."""
    monkeypatch.setattr(datasets, "card", {"plans": CARD}.get)
    monkeypatch.setattr(datasets, "load_dataset", part)
    monkeypatch.setattr(datasets, "load_edition", edition)
    return "plans"


def test_test_parts_are_never_split_unless_named(plans):
    assert [d.id for d in whole_corpus(plans)] == [d.id for d in corpus()[:36]]
    assert len(whole_corpus(plans, ["dev_test"])) == 12
    assert len(audit_dataset(KeywordRater, plans, "article").truth) == 36


@pytest.mark.parametrize("protocol", ["edition-2024", "paper"])
def test_an_edition_is_tested_on_its_test_part(plans, protocol):
    found = audit_dataset(KeywordRater, plans, protocol)
    assert (found.protocol, found.score, len(found.folds)) == (protocol, "macro_f1", 1)
    tested = {found.rows.documents[n].id for n in found.predictions.numbers}
    assert tested == {d.id for d in corpus()[36:]}


def test_given_folds_are_those_there_are_files_for(plans, monkeypatch):
    monkeypatch.setattr(datasets, "card", lambda name: {"files": {name: {} for name in FOLDS}})
    found = audit_dataset(KeywordRater, plans, "given")
    assert found.folds["n"].to_dict() == {"x": 24, "y": 24}
    assert [d.id for d in whole_corpus(plans)] == [d.id for d in corpus()]


def test_labels_of_single_annotators_are_not_learnt_from(plans, monkeypatch):
    parts = {"train": {}, "annotators": {}}
    monkeypatch.setattr(datasets, "card", lambda name: {"files": parts})
    assert len(whole_corpus(plans)) == 24


def test_a_card_that_does_not_say_what_the_paper_did_is_said_to(plans, monkeypatch):
    monkeypatch.setattr(datasets, "card", lambda name: {"files": {}})
    with pytest.raises(ValueError, match="does not say what its paper did"):
        audit_dataset(KeywordRater, plans, "paper")


def test_paper_may_be_the_name_of_a_way_to_split(plans, monkeypatch):
    monkeypatch.setattr(datasets, "card", lambda name: {**CARD, "paper": "folds"})
    found = audit_dataset(KeywordRater, plans, "paper")
    assert (found.protocol, len(found.folds), len(found.truth)) == ("paper", 5, 36)


@needs_mirror
def test_the_outlet_alone_has_the_published_weighted_f1_on_babe():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one text has two labels, and texts stand twice
        found = audit_dataset(ShareRater, "babe", "folds")
    flat = found.flat()
    assert flat["baseline_outlet"] == pytest.approx(0.738, abs=5e-4)
    assert flat["baseline_outlet_low"] < 0.738 < flat["baseline_outlet_high"]
    assert flat["ece"] < 0.01
