"""From drafts to attributions: type, order, who encloses whom."""

import pytest

from framing.attribution.classify import classified
from tests.attribution.drafts import drafted


def attributions(language, marked, **facts):
    view, drafts = drafted(language, marked, **facts)
    return view.document, classified(view, drafts)


@pytest.mark.parametrize(
    ("kind", "language", "marked"),
    [
        ("direct", "en", "[“We lost it all,”|w1] [said|c1] [Holm|s1]."),
        ("direct", "en", "[“We,”|w1] [said|c1] [Holm|s1], [“lost it all.”|w1]"),
        ("direct", "de", "[„Wir haben alles verloren“|w1], [sagte|c1] [Holm|s1]."),
        ("direct", "de", "[Holm|s1] [sagte|c1]: [„Wir haben alles verloren“|w1]."),
        ("mixed", "en", "[Holm|s1] [said|c1] [it was “a very great loss to us”|w1]."),
        ("mixed", "en", "[Holm|s1] [called it|c1] [“a very great loss to us”|w1]."),
        ("mixed", "de", "[Die Lage sei „sehr ernst für uns alle“|w1], [sagte|c1] [Holm|s1]."),
        ("indirect", "en", "[Holm|s1] [said|c1] [it rained|w1]."),
        ("indirect", "de", "[Holm|s1] [sagte|c1], [es regne|w1]."),
        ("indirect", "en", "[Holm|s1] [praised|c1] [the “Moscow Times” of old|w1]."),
        ("free_indirect", "de", "[Es regne seit Tagen|w1]."),
    ],
)
def test_the_type_is_how_the_words_are_reported(kind, language, marked):
    _, (one,) = attributions(language, marked)
    assert one.type == kind


def test_a_reported_act_is_reported_and_an_inherited_source_makes_free_speech():
    marked = "[Holm|s1] [praised|c1] [the plan|w1]."
    assert attributions("en", marked, is_reported=True)[1][0].type == "reported"
    assert attributions("en", marked, inherited=True)[1][0].type == "free_indirect"


def test_what_an_inner_speaker_says_does_not_make_the_outer_one_mixed():
    marked = (
        "[CCTV|s1] [reported|c1] "
        "[that [Weber|s2] [called it|c2] [“a very great loss to us”|w2]|w1]."
    )
    _, (outer, inner) = attributions("en", marked)
    assert (outer.type, inner.type) == ("indirect", "mixed")
    assert (outer.parent, inner.parent) == (None, 0)


def test_offsets_are_those_of_the_words():
    document, (one,) = attributions("de", "[Der Rat|s1] [warf|c1] ihm [Betrug|w1] [vor|c1].")
    assert document[one.source] == "Der Rat"
    assert [document[span] for span in one.cue] == ["warf", "vor"]
    assert [document[span] for span in one.content] == ["Betrug"]
    assert {span.label for span in (one.source, *one.cue, *one.content)} == {
        "source",
        "cue",
        "content",
    }


def test_the_innermost_attribution_encloses():
    marked = (
        "[CCTV|s1] [said|c1] [that [Weber|s2] [thinks|c2] "
        "[that [Holm|s3] [believes|c3] [that it rains|w3]|w2]|w1]."
    )
    _, found = attributions("en", marked)
    assert [one.parent for one in found] == [None, 0, 1]


@pytest.mark.parametrize("order", [1, -1])
def test_attributions_come_in_the_order_of_the_text_the_outer_one_first(order):
    marked = "[[reports|c2] [say it rains|w2]|w1] [said|c3] [Holm|s3], [who left|w3]."
    view, drafts = drafted("en", marked)
    found = classified(view, drafts[::order])
    starts = [min(span.start for span in (*one.content, *one.cue)) for one in found]
    assert starts == sorted(starts)
    assert [one.parent for one in found] == [None, 0, None]


def test_a_content_is_not_inside_itself():
    _, (one, other) = attributions("en", "[Holm|s1] [said|c1] [[it rained|w2]|w1].")
    assert (one.parent, other.parent) == (None, None)


def test_speech_whose_cue_stands_outside_is_not_enclosed():
    marked = "[Holm|s1] [said|c1] [it [rained|w2]|w1], [Weber|s2] [thinks|c2]."
    assert [one.parent for one in attributions("en", marked)[1]] == [None, None]


def test_words_beside_the_cue_change_the_stance():
    marked = "[Holm|s1] falsely [said|c1] [it rained|w1]."
    assert attributions("en", marked)[1][0].commitment == "distancing"


def test_boilerplate_in_the_middle_of_a_content_is_left_out():
    document, (one,) = attributions(
        "en", "[Holm|s1] [said|c1] [that it rained\n\nAdvertisement\n\non the bridge|w1] all day."
    )
    assert [document[span] for span in one.content] == ["that it rained", "on the bridge"]


def test_no_drafts_are_no_attributions():
    assert attributions("en", "It rained.")[1] == ()
