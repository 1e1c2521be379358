"""Agency. Kinds and who takes part are marked in agency.txt; here is what must always hold."""

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import parse
from framing.extract.agency import KINDS, Agency, clauses
from framing.extract.agency.clauses import counted
from framing.language import language_codes, load_lexicon
from tests.markup import marked_lines, marks_alone

EXAMPLES = marked_lines("extract/agency.txt")
MAIN = re.compile(rf"({'|'.join(sorted(KINDS, key=len, reverse=True))})(?:_(\w+))?")
ANY = "any"  # harm that is not asked for
PARTS = re.compile(r"(agent|patient)(\d?)")


def expected(text, marks):
    """The predicates that are marked: kind, harm, main word, agent, patient."""
    mains = [(MAIN.fullmatch(label), start, end) for start, end, label in marks]
    mains = [(match, start, end) for match, start, end in mains if match]
    who = {
        (match[1], int(match[2] or 1)): text[start:end]
        for start, end, label in marks
        if (match := PARTS.fullmatch(label))
    }
    return [
        (match[1], match[2] or "", text[start:end], who.get(("agent", n)), who.get(("patient", n)))
        for n, (match, start, end) in enumerate(mains, 1)
    ]


def shown(document):
    """The predicates that are found, in the same form."""
    return [
        (
            one.kind,
            one.harm,
            document[one.main],
            document[one.agent] if one.agent else None,
            document[one.patient] if one.patient else None,
        )
        for one in clauses(document)
    ]


@pytest.mark.parametrize(("language", "text", "marks"), EXAMPLES)
def test_finds_what_is_marked(language, text, marks):
    wanted = expected(text, marks)
    found = shown(marks_alone(text, language))
    assert len(found) == len(wanted), found
    told = [(kind, ANY, *who) if ANY in want else (kind, harm, *who)
            for (kind, harm, *who), want in zip(found, wanted, strict=True)]  # fmt: skip
    assert told == wanted


@pytest.mark.parametrize("code", language_codes())
def test_every_kind_has_an_example(code):
    kinds = {
        kind
        for language, text, marks in EXAMPLES
        if language == code
        for kind, *_ in expected(text, marks)
    }
    assert kinds >= set(KINDS) - ({"reflexive"} if code == "en" else set())
    assert any(language == code and not marks for language, _, marks in EXAMPLES)


def test_a_predicate_whose_parts_stand_apart_has_several_spans():
    document = marks_alone("Ein Lager wurde am Montag von der Polizei geräumt.", "de")
    (one,) = clauses(document)
    assert [document[span] for span in one.spans] == ["wurde", "geräumt"]


def test_parts_side_by_side_are_one_span():
    document = marks_alone("The camp has been cleared.", "en")
    (one,) = clauses(document)
    assert [document[span] for span in one.spans] == ["has been cleared"]


# The measures


def test_rates_and_shares_by_hand():
    text = "Officers arrested two men. The camp was cleared by soldiers. The tower was painted."
    row = Agency().row(marks_alone(text, "en"))
    words = 14
    assert row["agency__author_active"] == pytest.approx(1000 / words)
    assert row["agency__author_passive_agent"] == pytest.approx(1000 / words)
    assert row["agency__author_passive_share"] == pytest.approx(2 / 3)
    assert row["agency__author_agentless_share"] == pytest.approx(1 / 2)
    assert row["agency__author_harm_share"] == pytest.approx(2 / 3)
    assert row["agency__author_harm_named_share"] == 1.0


def test_a_state_is_neither_active_nor_passive():
    row = Agency().row(marks_alone("The bridge is closed.", "en"))
    assert row["agency__author_stative"] > 0
    assert math.isnan(row["agency__author_passive_share"])


def test_what_a_source_says_is_counted_to_the_source():
    text = "“Two men were injured,” the mayor said."
    row = Agency().row(parse(text, "en", attribution="rules"))
    assert row["agency__source_passive_no_agent"] > 0
    assert row["agency__author_passive_no_agent"] == 0


@pytest.mark.parametrize("code", language_codes())
def test_without_a_predicate_a_share_is_undefined_and_a_rate_is_zero(code):
    row = Agency().row(parse("Kallberg.", code, attribution="rules"))
    assert row["agency__author_active"] == 0
    assert all(math.isnan(value) for name, value in row.items() if name.endswith("_share"))


def test_every_measure_has_a_unit():
    agency = Agency()
    assert list(agency.units()) == agency.names()


@pytest.mark.parametrize(("language", "text", "marks"), EXAMPLES)
def test_the_quick_way_counts_the_same(language, text, marks):
    """Measures do not look for who takes part unless there is harm."""
    document = marks_alone(text, language)
    quick = [(one.kind, one.spans, one.harm) for one in counted(document)]
    assert quick == [(one.kind, one.spans, one.harm) for one in clauses(document)]
    harmed = [one for one in clauses(document) if one.harm]
    assert [one for one in counted(document) if one.harm] == harmed


# Odd texts

ENDLESS = "the camp was cleared and they were hurt then " * 560  # 5,040 words
HOSTILE = [
    "", " ", "\n\n", "...", "?!", "„“”", "🙂", "🙂🙂 was 🙂 by 🙂", "by by by", "wurde von",
    "sich", "was", "\u200b", "A", "was cleared by", "is being", "durch der", "ist zu",
]  # fmt: skip
FRAGMENTS = [
    "wurde", "wird", "werden", "worden", "ist", "von", "der", "Polizei", "geräumt", "sich",
    "flogen", "Steine", "und", ",", ".", "„", "“", "was", "been", "cleared", "by", "officers",
    "who", "🙂", "rocks", "flew", "and", "the", "killing", "of", "men",
]  # fmt: skip


def check(document):
    """Every span lies in the text; main words stand in the parts of their predicate."""
    lexicon = load_lexicon("harm", document.language)
    harm = {entry.category for *_, entry in lexicon.matches(document)}
    found = clauses(document)
    for one in found:
        assert one.kind in KINDS
        assert one.harm in harm | {""}
        for span in filter(None, (*one.spans, one.main, one.agent, one.patient)):
            assert 0 <= span.start < span.end <= len(document.text)
            assert document[span].strip() == document[span]
        assert any(s.start <= one.main.start and one.main.end <= s.end for s in one.spans)
    mains = [one.main for one in found]
    assert len(set(mains)) == len(mains)


@pytest.mark.parametrize("code", language_codes())
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_too_odd(text, code):
    check(parse(text, code, attribution="rules"))


@pytest.mark.parametrize("code", language_codes())
def test_five_thousand_words_without_a_full_stop_are_read(code):
    check(marks_alone(ENDLESS, code))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40), st.sampled_from(language_codes()))
def test_spans_lie_in_the_text_whatever_it_is(words, code):
    check(marks_alone(" ".join(words), code))


@pytest.mark.parametrize("code", language_codes())
def test_the_same_text_gives_the_same_predicates(code):
    text = "The camp was cleared by officers. Zwei Männer wurden verletzt. Steine flogen."
    first = clauses(marks_alone(text, code))
    clauses.cache_clear()
    assert clauses(marks_alone(text, code)) == first
