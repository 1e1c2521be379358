"""Marked quotations that nothing introduces."""

import pytest

from framing.attribution.marked import quotations_attributed
from tests.attribution.drafts import drafted, shown


def found(language, marked):
    view, drafts = drafted(language, marked)
    return [shown(view, draft) for draft in quotations_attributed(view, drafts)]


def test_a_quotation_goes_on_with_the_speaker_of_the_one_before():
    marked = "[“We lost it all,”|w1] [said|c1] [Holm|s1]. “Nobody told us about it.”"
    assert found("en", marked) == [
        ("Holm", "said", "“We lost it all,”"),
        ("Holm", "", "“Nobody told us about it.”"),
    ]


def test_it_goes_on_into_the_next_paragraph_and_from_quotation_to_quotation():
    marked = (
        "[Holm|s1] [sagte|c1]: [„Wir haben alles verloren.“|w1]\n\n„Niemand hat uns gewarnt.“\n\n"
        "„Niemand wird uns helfen.“"
    )
    assert [source for source, _, _ in found("de", marked)] == ["Holm"] * 3


def test_the_last_speaker_counts():
    marked = (
        "[Holm|s1] [said|c1] [it rained|w1]. [Weber|s2] [said|c2] [it had not|w2]. "
        "“We will look into it again.”"
    )
    assert found("en", marked)[-1] == ("Weber", "", "“We will look into it again.”")


def test_a_speaker_who_is_named_behind_the_quotation_is_not_the_one_before():
    marked = "“We lost it all,” it ran. [Holm|s1] [said|c1] [it rained|w1]."
    assert found("en", marked)[0] == (None, "", "“We lost it all,”")


def test_far_behind_the_speaker_the_quotation_is_nobodys():
    marked = "[Holm|s1] [said|c1] [it rained|w1]. It did. It went on. “That was all of it.”"
    assert found("en", marked)[-1] == (None, "", "“That was all of it.”")


@pytest.mark.parametrize("text", ["The “so-called” plan failed.", "The “Moscow Times” was closed."])
def test_words_and_names_in_marks_are_left_alone(text):
    assert found("en", text) == []


def test_what_is_attributed_is_not_attributed_again():
    marked = "[Holm|s1] [said|c1] [it was “a very bad idea” to go|w1]."
    assert len(found("en", marked)) == 1


def test_without_quotations_drafts_stay_as_they_are_in_order():
    marked = "[Holm|s1] [said|c1] [it rained|w1]. [Weber|s2] [denied|c2] [it|w2]."
    view, drafts = drafted("en", marked)
    assert quotations_attributed(view, drafts[::-1]) == drafts
