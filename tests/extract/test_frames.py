"""Frames. Which words stand for an item is marked in frames.txt; here is what must always hold."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import parse
from framing.document import Span
from framing.extract import frame_validity
from framing.extract.frame_cues import (
    BATTERIES,
    NOTE,
    Cue,
    cues,
    load_battery,
    present,
    scores,
)
from framing.extract.frame_validity import FAILED, UNTESTED, VALIDATED, is_validated, validity
from framing.extract.frames import Frames
from framing.language import codebook, language_codes, load_lexicon
from framing.lexicon import EXCEPTION
from tests.markup import marked_lines

EXAMPLES = marked_lines("extract/frames.txt")
POLICY = marked_lines("extract/policy_frames.txt")
GENERIC = load_battery("generic")


def hits(item, n, terms=1):
    """Cues of one item, of so many different terms."""
    frame = next(one.frame for one in GENERIC.items if one.id == item)
    return [Cue(i, i + 1, frame, item, f"term {i % terms}") for i in range(n)]


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_finds_what_stands_for_an_item(language, text, expected):
    found = cues(parse(text, language, attribution="rules"), "generic")
    assert [(cue.start, cue.end, cue.item) for cue in found] == expected


@pytest.mark.parametrize(("language", "text", "expected"), POLICY)
def test_finds_what_stands_for_a_policy_frame(language, text, expected):
    found = cues(parse(text, language, attribution="rules"), "policy")
    assert [(cue.start, cue.end, cue.frame) for cue in found] == expected


@pytest.mark.parametrize("code", language_codes())
def test_every_item_has_an_example_in_every_language(code):
    shown = {label for language, _, marks in EXAMPLES if language == code for *_, label in marks}
    assert shown == {item.id for item in GENERIC.items}


# The batteries


def test_the_generic_battery_has_the_twenty_items_of_the_literature():
    sizes = dict.fromkeys(GENERIC.frames, 0)
    for item in GENERIC.items:
        sizes[item.frame] += 1
    assert sizes == {
        "conflict": 4,
        "human_interest": 5,
        "economic": 3,
        "morality": 3,
        "responsibility": 5,
    }


@pytest.mark.parametrize("name", BATTERIES)
def test_every_frame_has_a_question_in_both_languages(name):
    battery = load_battery(name)
    assert {item.frame for item in battery.items} == set(battery.frames)
    for item in battery.items:
        assert item.en.rstrip(")").endswith("?")
        assert item.de.rstrip(")").endswith("?")


@pytest.mark.parametrize("code", language_codes())
def test_a_cue_of_the_generic_battery_names_an_item_of_its_own_frame(code):
    frame_of = {NOTE + item.id: item.frame for item in GENERIC.items}
    entries = load_lexicon(GENERIC.lexicon, code).entries
    assert {e.note for e in entries if e.category != EXCEPTION} == set(frame_of)
    assert all(frame_of[e.note] == e.category for e in entries if e.category != EXCEPTION)


@pytest.mark.parametrize("code", language_codes())
@pytest.mark.parametrize("name", BATTERIES)
def test_there_are_three_hundred_cues_and_more(name, code):
    lexicon = load_lexicon(load_battery(name).lexicon, code)
    assert sum(entry.category != EXCEPTION for entry in lexicon.entries) >= 300


def test_an_unknown_battery_is_told_what_there_is():
    with pytest.raises(ValueError, match=r"no battery 'generik'; did you mean 'generic'\?"):
        load_battery("generik")


# Score and presence


def test_the_score_is_the_mean_of_the_items():
    one = scores(hits("conflict_1", 3), 300, "generic")["conflict"]
    two = scores(hits("conflict_1", 3) + hits("conflict_2", 3), 300, "generic")["conflict"]
    assert one == pytest.approx((1 - 2.718281828 ** (-10 / GENERIC.saturation)) / 4)
    assert two == pytest.approx(2 * one)


@given(st.integers(0, 200), st.integers(1, 2000))
def test_a_score_lies_between_nothing_and_one_and_grows_with_its_cues(n, words):
    values = [scores(hits("morality_2", k), words, "generic")["morality"] for k in (n, n + 1)]
    assert 0 <= values[0] <= values[1] <= 1
    assert (values[0] == 0) == (n == 0)


def test_an_article_told_twice_has_the_score_of_one():
    once, twice = (scores(hits("economic_2", n), 100 * n, "generic") for n in (4, 8))
    assert once == pytest.approx(twice)


def test_without_words_there_is_no_score():
    assert all(isnan(value) for value in scores([], 0, "generic").values())


def test_one_word_over_and_over_is_no_frame():
    least = int(GENERIC.presence["cues"])
    assert not present(hits("conflict_1", 50), 1000, "generic")["conflict"]
    assert present(hits("conflict_1", 50, terms=least), 1000, "generic")["conflict"]


def test_a_few_words_in_a_long_article_are_no_frame():
    found = hits("conflict_1", 5, terms=5)
    assert present(found, 500, "generic")["conflict"]
    assert not present(found, 5000, "generic")["conflict"]


# The extractor

TEXT = "The senator clashed with her rival. “We lost our jobs in the recession”, she said."


def test_a_rate_is_per_thousand_words_of_its_voice():
    document = parse(TEXT, "en")
    row = Frames("generic", "all").row(document)
    assert row["frames__author_conflict"] == pytest.approx(2000 / document.n_words["author"])
    assert row["frames__source_economic"] == pytest.approx(2000 / document.n_words["source"])
    assert row["frames__author_economic"] == 0


def test_both_batteries_stand_side_by_side_and_do_not_disturb_each_other():
    document = parse(TEXT, "en")
    rows = [Frames(name, "all").row(document) for name in BATTERIES]
    assert Frames("all", "all").row(document) == {**rows[0], **rows[1]}
    assert len(Frames("all", "all").names()) == 2 * (5 + 14)


def test_frames_can_be_chosen():
    only = Frames(frames=["conflict", "policy_economic"])
    assert only.names() == [
        "author_conflict",
        "author_policy_economic",
        "source_conflict",
        "source_policy_economic",
    ]
    found = only.find(parse(TEXT, "en"))
    assert {span.label for span in found} <= set(only.names())
    assert Span(12, 19, "author_conflict") in found


def test_an_unknown_frame_is_told_what_there_is():
    with pytest.raises(ValueError, match=r"no frame 'conflcit'; did you mean 'conflict'\?"):
        Frames(frames=["conflcit"]).names()
    with pytest.raises(ValueError, match=r"no battery 'polity'; did you mean 'policy'\?"):
        Frames(battery="polity").names()


# What is validated


@pytest.mark.parametrize("name", BATTERIES)
def test_what_is_on_by_default_was_validated_somewhere_and_failed_nowhere(name):
    for frame in codebook()[load_battery(name).lexicon]:
        known = {validity(name, frame, code).status for code in language_codes()}
        assert is_validated(name, frame) == (VALIDATED in known and FAILED not in known)
    assert 0 < len(Frames(name).names()) <= len(Frames(name, "all").names())


@pytest.mark.parametrize("name", BATTERIES)
def test_a_verdict_follows_from_its_figures(name):
    for frame in load_battery(name).frames:
        for code in language_codes():
            known = validity(name, frame, code)
            if known.status in (VALIDATED, FAILED):
                assert (known.low > 0.5) == (known.status == VALIDATED)
                assert known.low <= known.auc <= known.high
                assert str(known.positives) in known.note


def test_what_nobody_labelled_is_said_to_be_untested(monkeypatch):
    monkeypatch.setattr(frame_validity, "_validities", dict)
    assert validity("generic", "conflict", "de").note == f"{UNTESTED}: no labelled corpus"
