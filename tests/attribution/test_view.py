"""A document as the rules look at it: units of tokens, quotations, cues."""

from hypothesis import given
from hypothesis import strategies as st

from framing.attribution.view import View
from tests.attribution.drafts import tokens, view_of, words

SOUP = st.lists(
    st.sampled_from(["“", "”", "‘", "’", "Holm said.", "It rained", ".", ",", "\n\n", "A B"]),
    max_size=40,
).map(" ".join)
TWO_IN_ONE = "“It is over. We all know it,” said Holm. It rained."


def units(view):
    return [words(view, unit[:2]) for unit in view.units]


def test_tokens_are_there_as_written_and_in_lower_case():
    view = view_of("de", "Der Rat sagte NEIN.")
    assert view.forms == ("Der", "Rat", "sagte", "NEIN", ".")
    assert view.lower == ("der", "rat", "sagte", "nein", ".")


def test_names_in_marks_are_no_quotations():
    view = view_of("en", "The “Moscow Times” wrote that “it is a very bad idea”.")
    assert [words(view, quote[:2]) for quote in view.quotes] == ["“it is a very bad idea”"]


def test_of_quotations_in_each_other_the_outermost_counts():
    view = view_of("en", "Holm said: “They told me ‘no more of it’ again.” It rained.")
    assert [words(view, q[:2]) for q in view.quotes] == ["“They told me ‘no more of it’ again.”"]


def test_a_quotation_holds_its_marks_and_what_is_between_them():
    view = view_of("en", "Holm said “we all know it” again.")
    quoted = [form for t, form in enumerate(view.forms) if view.quote_at(t)]
    assert quoted == ["“", "we", "all", "know", "it", "”"]


@given(SOUP)
def test_a_token_stands_in_the_quotation_that_spans_it(text):
    view = view_of("en", text)
    for token in range(len(view.forms)):
        spanning = [q for q in view.quotes if q.first <= token < q.last]
        assert [view.quote_at(token)] == (spanning or [None])


def test_sentences_that_a_quotation_holds_together_are_one_unit():
    assert units(view_of("en", TWO_IN_ONE)) == [
        "“It is over. We all know it,” said Holm.",
        "It rained.",
    ]


def test_units_know_their_paragraph_and_the_title():
    view = view_of("en", "Mayor resigns after inquiry\n\nIt rained. It stopped.\n\nAll went home.")
    assert [unit.paragraph for unit in view.units] == [0, 1, 1, 2]
    assert [unit.is_title for unit in view.units] == [True, False, False, False]


@given(SOUP)
def test_units_follow_each_other_and_no_quotation_leaves_its_unit(text):
    view = view_of("en", text)
    edges = [edge for unit in view.units for edge in unit[:2]]
    assert edges == sorted(edges)
    assert all(unit.first < unit.last for unit in view.units)
    for quote in view.quotes:
        (home,) = [u for u in view.units if u.first <= quote.first < u.last]
        assert quote.last <= home.last
        assert quote in view.quotes_in(home)
    assert sum(len(view.quotes_in(unit)) for unit in view.units) == len(view.quotes)


@given(SOUP)
def test_every_token_of_a_unit_knows_its_number(text):
    view = view_of("en", text)
    for number, unit in enumerate(view.units):
        for token in range(unit.first, unit.last):
            assert view.unit_of(token) == view.unit_numbers[token] == number


def test_cues_stand_in_their_unit():
    view = view_of("en", "Holm denied it. It rained. The mayor warned that it would rain.")
    found = [[m.cue.attitude for m in view.cues_in(n)] for n in range(len(view.units))]
    assert found == [["denial"], [], ["warning"]]


def test_an_empty_text_has_nothing():
    view = view_of("de", "")
    assert (view.forms, view.units, view.quotes, view.cues_in(0)) == ((), (), (), [])
    assert view.quote_at(0) is None


def test_a_stretch_of_tokens_is_cut_where_text_was_removed():
    view = view_of("en", "It rained on\n\nAdvertisement\n\nthe bridge all day.")
    assert view.document.removed
    everything = 0, len(view.forms)
    assert [words(view, p) for p in view.pieces(everything)] == [
        "It rained on",
        "the bridge all day.",
    ]


def test_a_stretch_beside_removed_text_stays_whole():
    view = view_of("en", "It rained on\n\nAdvertisement\n\nthe bridge all day.")
    behind = tokens(view, view.document.text.index("the bridge"), len(view.document.text))
    assert view.pieces(behind) == [behind]
    assert View(view.document).pieces((0, behind[0])) == [(0, behind[0])]
