"""Who gets to speak, in numbers: worked out by hand for a few articles, and laws for any."""

from dataclasses import replace
from math import isnan, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

import framing
from framing.extract.sourcing import (
    SOURCE_TYPES,
    TYPES,
    Sourcing,
    depths,
    own_words,
    owners,
    quoted_tokens,
)
from tests.voices_markup import attributed, speakers_as_written

pytestmark = pytest.mark.usefixtures(speakers_as_written.__name__)
__all__ = ["speakers_as_written"]

RELAY = (
    "[State radio|s1] [reported|c1] that [[the governor|s2] [claimed|c2] that [the dam is safe"
    "|w2]|w1].",
    "reported media",
    "indirect government distancing assertion 1",
)


def measured(document):
    row = Sourcing().row(document)
    return {name.removeprefix("sourcing__"): value for name, value in row.items()}


@pytest.fixture
def english():
    return attributed(
        "en",
        "[Ada Holm|s1] [claimed|c1] that [rents will fall|w1]. [“They never fell,”|w2] [said|c2]"
        " [tenant Bo Lund|s2], and [“nobody asked us here”|w3]. Then it rained on us all.",
        "indirect official distancing assertion",
        "direct person neutral denial",
        "direct",
    )


@pytest.fixture
def german():
    return attributed(
        "de",
        "[Ada Holm|s1] [warf|c1] dem Rat [Untätigkeit|w1] [vor|c1]. [„Wir bauen weiter“|w2],"
        " [entgegnete|c2] [der Rat|s2].",
        "reported person neutral criticism",
        "direct government neutral denial",
    )


def test_words_belong_to_the_innermost_speaker():
    document = attributed("en", *RELAY)
    forms = document.forms
    assert [forms[i] for i in (owners(document) == 1).nonzero()[0]] == ["the", "dam", "is", "safe"]
    assert own_words(document).tolist() == [4, 4]  # the governor claimed that | the dam is safe


def test_a_relay_has_its_own_words_only():
    row = measured(attributed("en", *RELAY))
    assert row["attributed_share"] == 8 / 12
    assert row["media_share"] == row["government_share"] == 0.5
    assert (row["attributions"], row["sources"]) == (2, 2)


def test_the_order_in_which_nested_attributions_are_listed_changes_nothing():
    document = attributed("en", *RELAY)
    outer, inner = document.attributions
    turned = (inner._replace(parent=1), outer)
    assert own_words(replace(document, attributions=turned)).tolist() == [4, 4]


def test_of_contents_that_overlap_the_shorter_has_the_words():
    document = attributed("en", "[Holm|s1] [said|c1] [it will [rain|w2] today|w1].", "indirect", "")
    assert own_words(document).tolist() == [3, 1]


def test_attributed_and_quoted_words_are_told_apart(english):
    row = measured(english)
    assert row["attributed_share"] == 10 / 25
    assert row["quoted_share"] == 7 / 25
    assert row["verbatim_share"] == 7 / 10


def test_words_in_marks_that_nobody_says_are_quoted_but_not_attributed():
    row = measured(attributed("en", "They called it a “wholly fair and just deal” on Monday."))
    assert row["attributed_share"] == 0
    assert row["quoted_share"] == 5 / 11


def test_names_in_quotation_marks_are_not_quoted():
    document = framing.parse("She works for the newspaper “The Morning Star” in Boston.", "en")
    assert document.quote_kinds == ("name",)
    assert not quoted_tokens(document).any()
    assert isnan(measured(document)["first_quotation"])


def test_shares_by_type_and_source(english):
    row = measured(english)
    assert (row["indirect_share"], row["direct_share"]) == (0.3, 0.7)
    assert (row["official_share"], row["person_share"], row["unspecified_share"]) == (0.3, 0.3, 0.4)
    assert row["unsourced_share"] == 0.4
    assert row["anonymous_share"] == 0


def test_entropy_counts_the_words_of_those_who_are_named(english):
    row = measured(english)  # three words each
    assert row["sources"] == 2
    assert row["entropy"] == 1
    assert row["effective_sources"] == 2
    assert row["largest_share"] == 0.5


def test_unequal_sources_count_for_less():
    document = attributed(
        "de",
        "[Laut|c1] [Polizei|s1] [brannte es dort nie|w1]. [Ein Nachbar|s2] [sagte|c2]: [Doch|w2].",
        "indirect official",
        "indirect witness",
    )
    row = measured(document)
    assert row["entropy"] == pytest.approx(-(0.8 * log2(0.8) + 0.2 * log2(0.2)))
    assert 1 < row["effective_sources"] < 2
    assert row["largest_share"] == 0.8


def test_one_source_is_no_uncertainty(german):
    row = measured(replace(german, attributions=german.attributions[:1]))
    assert (row["entropy"], row["effective_sources"], row["largest_share"]) == (0, 1, 1)
    assert str(row["entropy"]) == "0.0"


def test_a_pronoun_is_the_source_it_stands_for():
    document = attributed(
        "en",
        "[Ada Holm|s1] [said|c1] [it rains|w1]. [She|s2] [added|c2] that [it will snow|w2].",
        "indirect person",
        "indirect person",
    )
    assert measured(document)["sources"] == 1


def test_commitment_is_counted_by_attribution_and_by_kind_of_source(english):
    row = measured(english)
    assert row["commitment_distancing"] == pytest.approx(1 / 3)
    assert row["commitment_neutral"] == pytest.approx(2 / 3)
    assert (row["official_distancing"], row["person_distancing"]) == (1, 0)
    assert isnan(row["government_distancing"])


def test_a_source_that_the_outlet_vouches_for_is_told_from_one_it_doubts():
    document = attributed(
        "en",
        "[Ada Holm|s1] [admitted|c1] [it rained|w1]. [Ada Holm|s2] [claimed|c2] [it snowed|w2].",
        "indirect person endorsing concession",
        "indirect person distancing assertion",
    )
    row = measured(document)
    assert (row["person_endorsing"], row["person_distancing"]) == (0.5, 0.5)
    assert isnan(row["media_endorsing"])


def test_the_first_quotation_has_a_place(english, german):
    assert measured(english)["first_quotation"] == 7 / 25
    assert measured(german)["first_quotation"] == 7 / 13
    assert (
        measured(framing.parse("“We will never do that,” she said.", "en"))["first_quotation"] == 0
    )


def test_a_few_words_in_marks_are_a_quotation_only_if_somebody_says_them():
    scare = attributed("en", "Their “green deal” failed on Monday.")
    assert isnan(measured(scare)["first_quotation"])
    said = attributed("en", "It [failed “on purpose”|w1], [she|s1] [said|c1].", "mixed person")
    assert measured(said)["first_quotation"] == 2 / 6


def test_cues_are_the_evidence_and_a_cue_of_two_parts_counts_once(german):
    found = [(german[span], span.label) for span in Sourcing().find(german)]
    assert found == [("warf", "author_cue_neutral"), ("entgegnete", "author_cue_neutral")]


def test_cues_have_the_voice_they_stand_in():
    document = attributed("en", *RELAY)
    found = [(document[span], span.label) for span in Sourcing().find(document)]
    assert found == [("reported", "author_cue_neutral"), ("claimed", "source_cue_distancing")]
    row = measured(document)
    assert row["author_cue_neutral"] == 1000 / 4
    assert row["source_cue_distancing"] == 1000 / 8


def test_a_cue_that_introduces_two_contents_counts_once():
    document = attributed(
        "en", "[Holm|s1] [said|c1] [it rains|w1] and [it snows|w2].", "indirect", "indirect"
    )
    first, second = document.attributions
    document = replace(document, attributions=(first, second._replace(cue=first.cue)))
    assert len(Sourcing().find(document)) == 1


def test_what_cannot_be_divided_is_no_number():
    row = measured(framing.parse("It rained on Monday.", "en"))
    defined = {"attributed_share", "quoted_share", "attributions", "sources"}
    defined |= {name for name in row if name.startswith("author_cue")}
    assert {name for name, value in row.items() if not isnan(value)} == defined
    assert all(row[name] == 0 for name in defined)


def test_german_and_english_have_the_same_columns(english, german):
    assert list(measured(english)) == list(measured(german)) == list(Sourcing().names())


@pytest.mark.parametrize("parents", [(0, 1), (1, 0), (7, -1), (None, 0)])
def test_parents_that_make_no_sense_end_the_chain(parents, english):
    first, second, _ = english.attributions
    attributions = (first._replace(parent=parents[0]), second._replace(parent=parents[1]))
    assert all(depth <= 1 for depth in depths(attributions))


@st.composite
def documents(draw):
    """Attributions anywhere in a text, in and across each other."""
    document = framing.parse("Ada Holm said “it will rain”, and they all laughed. It snowed.", "en")
    edge = st.integers(0, len(document.text))
    span = st.tuples(edge, edge).map(sorted).map(lambda pair: framing.Span(*pair))
    attribution = st.builds(
        framing.Attribution,
        st.sampled_from(TYPES),
        st.none() | st.just(framing.Span(0, 8)),
        st.lists(span, max_size=2).map(tuple),
        st.lists(span, max_size=2).map(tuple),
        st.sampled_from(SOURCE_TYPES),
        st.sampled_from(("neutral", "endorsing", "distancing")),
        st.just("none"),
        st.none() | st.integers(0, 4),
    )
    return replace(document, attributions=tuple(draw(st.lists(attribution, max_size=5))))


@given(documents())
def test_no_word_counts_twice_and_shares_add_up(document):
    row = measured(document)
    assert 0 <= row["attributed_share"] <= 1
    assert own_words(document).sum() == (document.words & (owners(document) >= 0)).sum()
    for names in (TYPES, SOURCE_TYPES):
        total = sum(row[f"{name}_share"] for name in names)
        assert total == pytest.approx(1) or (isnan(total) and not own_words(document).any())
    if not isnan(row["entropy"]):
        assert 1 <= row["effective_sources"] <= row["sources"] + 1e-9
    assert row["attributed_share"] + row["quoted_share"] >= document.n_words["source"] / 12 - 1e-9
