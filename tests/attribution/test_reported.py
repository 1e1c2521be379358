"""Reported acts: a clause is taken apart into source, cue and what is left."""

import pytest

from framing.attribution.reported import taken_apart
from tests.attribution.drafts import drafted, shown


def apart(language, marked):
    view, (draft,) = drafted(language, marked)
    one = taken_apart(view, draft)
    return shown(view, one), one


@pytest.mark.parametrize(
    ("language", "marked", "cue", "content"),
    [
        ("de", "[[Die Opposition|s1] kritisierte die Reform.|w1]", "kritisierte", "die Reform"),
        ("de", "[Gestern lobte [der Rat|s1] die Reform.|w1]", "lobte", "Gestern … die Reform"),
        ("de", "[[Der Rat|s1] wies die Kritik zurück.|w1]", "wies … zurück", "die Kritik"),
        (
            "de",
            "[Im Streit um eine Forderung lobte [Weber|s1] sie.|w1]",
            "lobte",
            "Im Streit um eine Forderung … sie",
        ),
        ("de", "[[Der Rat|s1] kritisierte 5 %.|w1]", "kritisierte", "5 %"),
        ("de", "[[Der Rat|s1] lobte den „Neuen Boten“.|w1]", "lobte", "den „Neuen Boten“"),
        ("en", "[[Weber|s1] criticised the plan.|w1]", "criticised", "the plan"),
    ],
)
def test_source_and_cue_are_taken_out_of_the_clause(language, marked, cue, content):
    (_, found, rest), one = apart(language, marked)
    assert (found, rest) == (cue, content)
    assert one.is_reported


def test_the_cue_says_what_the_act_was():
    _, one = apart("de", "[[Die Opposition|s1] kritisierte die Reform|w1].")
    assert (one.kind, one.attitude) == ("verb", "criticism")


def test_a_cue_that_is_known_stays():
    shape, one = apart("en", "[[Weber|s1] [spoke of|c1] a plan and criticised it|w1].")
    assert shape == ("Weber", "spoke of", "a plan and criticised it")
    assert one.attitude == "none"


def test_a_clause_that_does_not_hold_its_source_stays():
    view, (draft,) = drafted("en", "[Holm|s1] [said|c1] [it rained|w1].")
    assert taken_apart(view, draft) == draft


def test_a_clause_that_is_nothing_but_its_source_stays():
    view, (draft,) = drafted("en", "[[Holm|s1].|w1]")
    assert taken_apart(view, draft) == draft


def test_what_is_quoted_in_the_clause_is_no_cue_of_it():
    (_, cue, content), _ = apart("en", "[[Weber|s1] was “criticised and denied by us all.”|w1]")
    assert (cue, content) == ("", "was “criticised and denied by us all.”")
