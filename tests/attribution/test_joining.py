"""What a model found and what the rules found become one list."""

from framing.attribution.joining import joined
from tests.attribution.drafts import drafted, shown


def found(marked, ruled=(), language="en"):
    """Drafts 1 to n as text; those whose numbers are in ``ruled`` are by the rules."""
    view, drafts = drafted(language, marked)
    ours = [draft for number, draft in enumerate(drafts, 1) if number in ruled]
    theirs = [draft for draft in drafts if draft not in ours]
    return [shown(view, draft) for draft in joined(view, ours, theirs)]


def test_a_content_that_cuts_through_a_quotation_takes_all_of_it():
    assert found("[Holm|s1] [said|c1]: “We lost [it all.”|w1]") == [
        ("Holm", "said", "“We lost it all.”")
    ]


def test_parts_of_one_quotation_are_one_content():
    assert found("[Holm|s1] [said|c1]: “[We lost|w1] it, [we think|w1].”") == [
        ("Holm", "said", "“We lost it, we think.”")
    ]


def test_somebody_who_is_quoted_in_a_quotation_keeps_their_words():
    marked = "[Holm|s1] [said|c1]: [“[Weber|s2] [thinks|c2] [that it rains|w2].”|w1]"
    assert found(marked) == [
        ("Holm", "said", "“Weber thinks that it rains.”"),
        ("Weber", "thinks", "that it rains"),
    ]


def test_two_halves_of_a_quotation_are_said_once_by_the_one_with_a_cue():
    assert found("“[We lost it|w1], [we know|w2],” [said|c2] [Holm|s2].") == [
        ("Holm", "said", "“We lost it, we know,”")
    ]


def test_the_rules_add_quotations_that_the_model_missed():
    marked = "[Holm|s1] [said|c1] [it rained|w1]. [“We lost it all,”|w2] [said|c2] [Weber|s2]."
    assert len(found(marked, ruled=[2])) == 2


def test_the_rules_add_no_indirect_speech():
    marked = "[Holm|s1] [said|c1] [it rained|w1]. [Weber|s2] [said|c2] [it stopped|w2]."
    assert found(marked, ruled=[2]) == [("Holm", "said", "it rained")]


def test_the_rules_add_nothing_that_the_model_has_found():
    text = "[Holm|s1] [said|c1]: [“We lost it all.”|w1]"
    again = text.replace("s1", "s2").replace("c1", "c2").replace("w1", "w2")
    view, (model,) = drafted("en", text)
    _, (rule,) = drafted("en", again)
    assert len(joined(view, [rule], [model])) == 1


def test_a_cue_is_what_the_lexicon_says_of_it():
    view, drafts = drafted("de", "[Der Rat|s1] [räumte|c1] [Fehler|w1] [ein|c1].")
    (one,) = joined(view, [], drafts)
    assert (one.kind, one.commitment, one.attitude) == ("verb", "endorsing", "concession")


def test_a_cue_that_no_lexicon_knows_asserts():
    view, drafts = drafted("en", "[Holm|s1] [blurgled|c1] [that it rained|w1].")
    (one,) = joined(view, [], drafts)
    assert (one.commitment, one.attitude) == ("neutral", "assertion")


def test_without_a_cue_nothing_is_known_of_the_act():
    view, drafts = drafted("de", "[Es regne seit Tagen|w1].", attitude="denial")
    (one,) = joined(view, [], drafts)
    assert (one.commitment, one.attitude) == ("neutral", "none")


def test_cues_of_closed_classes_are_taken_as_the_rules_have_them():
    marked = "According to [Holm|s2], [it rained|w1] [all day|w2]."
    view, (model, rule) = drafted("en", marked)
    cue = ((0, 2),)
    rule = rule._replace(cue=cue, kind="preposition")
    (one,) = joined(view, [rule], [model._replace(cue=cue)])
    assert one == rule


def test_verbs_are_taken_as_the_model_has_them():
    marked = "[Holm|s1] [said|c1] [it rained|w1] [all day|w2]."
    view, (model, rule) = drafted("en", marked)
    (one,) = joined(view, [rule._replace(cue=model.cue)], [model])
    assert shown(view, one) == ("Holm", "said", "it rained")


def test_a_relay_is_two_as_the_rules_have_it():
    marked = (
        "[CCTV|s1] [reported|c1] [that [Weber|s2] [said|c2] [it rained|w2]|w1], "
        "and [Holm|s3] [denied|c3] [it|w3]."
    )
    view, (outer, inner, other) = drafted("en", marked)
    whole = outer._replace(source=inner.source)
    found = [shown(view, one) for one in joined(view, [outer, inner], [whole, other])]
    assert sorted(found) == [
        ("CCTV", "reported", "that Weber said it rained"),
        ("Holm", "denied", "it"),
        ("Weber", "said", "it rained"),
    ]


def test_the_same_words_are_not_said_twice_behind_one_cue():
    marked = "[Holm|s1] [said|c1] [that [it rained|w2]|w1]."
    view, (whole, part) = drafted("en", marked)
    (one,) = joined(view, [], [whole, part._replace(cue=whole.cue)])
    assert shown(view, one) == ("Holm", "said", "that it rained")
