"""Looking up patterns by words must find all that trying them one by one would find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.segment.literals import LiteralIndex, needed_words

PATTERNS = [
    "lesen sie (auch|mehr).*",
    r"\d+ (comments|replies)",
    "(?:print|save) (?:this )?(?:page|article)",
    "share(?: it)?(?: on (?:facebook|twitter))*",
    "(?:published|posted|ran) (?:in|on) .{2,30}",
    "(?:weiter|fort)lesen",
    r"\d\d",
    "© .*",
    ".*",
]
LINES = [
    "lesen sie auch dies",
    "lesen sie mehr",
    "12 replies",
    "save page",
    "print this article",
    "share it on facebook on twitter",
    "share",
    "ran on the front page",
    "posted in news",
    "weiterlesen",
    "fortlesen",
    "42",
    "© the lantern",
]


def found(index, line):
    return {*index.candidates(line), *index.vague}


@pytest.mark.parametrize("line", LINES)
def test_no_pattern_that_matches_is_passed_over(line):
    matching = {n for n, pattern in enumerate(PATTERNS) if re.fullmatch(pattern, line)}
    assert len(matching) > 1  # ``.*`` and the one that is meant
    assert matching <= found(LiteralIndex(PATTERNS), line)


@given(st.lists(st.sampled_from(" ".join(LINES).split()), max_size=6).map(" ".join))
def test_nor_on_any_other_line(line):
    matching = {n for n, pattern in enumerate(PATTERNS) if re.fullmatch(pattern, line)}
    assert matching <= found(LiteralIndex(PATTERNS), line)


def test_patterns_that_cannot_match_are_not_tried():
    assert LiteralIndex(PATTERNS).candidates("the river rose") == []


@pytest.mark.parametrize(
    ("pattern", "conditions"),
    [
        ("teilen", [{"teilen"}]),
        ("(print|save) this page", [{"page"}, {"print", "save"}]),
        ("(?:teilen)?", []),
        ("(?:teilen)*", []),
        ("(?:teilen)+", [{"teilen"}]),
        ("(?:teilen|.*)", []),
        ("[tT]eilen", [{"eilen"}]),
        ("the and", []),
    ],
)
def test_what_a_pattern_cannot_match_without(pattern, conditions):
    assert [set(words) for words in needed_words(pattern)] == conditions
