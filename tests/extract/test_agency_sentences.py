"""Who acts and who is acted upon; the sentences stand in agency_de.txt and agency_en.txt."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import parse
from framing.extract.agency import KINDS, Agency, clauses
from framing.language import codebook
from tests.markup import marked_lines

LINES = marked_lines("extract/agency_de.txt") + marked_lines("extract/agency_en.txt")


def roles_of(marks):
    """Marked agents and patients; lines without any are marked for their kinds alone."""
    return [mark for mark in marks if mark[2] in ("agent", "patient")]


def read(text, language):
    return parse(text, language, attribution="rules")


@pytest.mark.parametrize(("language", "text", "marks"), LINES, ids=lambda x: str(x)[:40])
def test_predicates_have_their_kind(language, text, marks):
    found = [(*one.main[:2], one.kind) for one in clauses(read(text, language))]
    assert found == [mark for mark in marks if mark[2] in KINDS]


@pytest.mark.parametrize(
    ("language", "text", "marks"),
    [line for line in LINES if roles_of(line[2])],
    ids=lambda x: str(x)[:40],
)
def test_who_does_it_and_whom_it_is_done_to(language, text, marks):
    roles = roles_of(marks)
    (one,) = clauses(read(text, language))
    given = [
        (role, span) for role, span in (("agent", one.agent), ("patient", one.patient)) if span
    ]
    assert sorted((span[0], span[1], role) for role, span in given) == roles


@pytest.mark.parametrize(
    ("language", "text", "agent", "patient"),
    [
        ("de", "Die Tötung von zwei Geiseln durch die Miliz empörte viele.",
         "die Miliz", "zwei Geiseln"),
        ("de", "Die Räumung des Lagers dauerte drei Stunden.", None, "des Lagers"),
        ("en", "The killing of two hostages by the militia shocked many.",
         "the militia", "two hostages"),
    ],
)  # fmt: skip
def test_a_noun_of_harm_names_who_does_it_or_does_not(language, text, agent, patient):
    document = read(text, language)
    one = clauses(document)[0]
    assert one.kind == "nominalisation"
    assert (one.agent and document[one.agent], document[one.patient]) == (agent, patient)


@pytest.mark.parametrize(
    ("language", "text", "harm"),
    [
        ("de", "Das Lager wurde geräumt.", "force"),
        ("de", "Der Mann wurde festgenommen.", "detain"),
        ("de", "Die Stadt verlängerte den Vertrag.", ""),
        ("en", "Two men were arrested.", "detain"),
        ("en", "The militia killed two hostages.", "kill"),
    ],
)
def test_harm_is_what_the_lexicon_says(language, text, harm):
    assert [one.harm for one in clauses(read(text, language))] == [harm]


def test_the_parts_of_a_german_passive_stand_apart():
    document = read("Das Lager wurde am Morgen geräumt.", "de")
    (one,) = clauses(document)
    assert [document[span] for span in one.spans] == ["wurde", "geräumt"]


def test_shares_are_of_what_they_say():
    text = "Police arrested two men. A man was injured. A camp was cleared by soldiers."
    row = Agency().row(read(text, "en"))
    assert row["agency__author_passive_share"] == pytest.approx(2 / 3)
    assert row["agency__author_agentless_share"] == 0.5
    assert row["agency__author_harm_share"] == 1
    assert row["agency__author_harm_named_share"] == pytest.approx(2 / 3)


def test_a_share_of_nothing_is_undefined():
    row = Agency().row(read("What a day!", "en"))
    assert math.isnan(row["agency__author_agentless_share"])
    assert row["agency__author_passive_no_agent"] == 0


PIECES = ["wurde", "was", "geräumt", "arrested", "worden", "been", "ist", "von", "by", "sich"]
PIECES += [",", "und", "and", "(", ")", ".", "?", "“", "\n\n", "Police", "die", "the", "zu", "İ"]


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["de", "en"]))
def test_never_fails_and_stays_in_the_text(words, language):
    document = read(" ".join(words), language)
    for one in clauses(document):
        assert one.kind in KINDS
        assert one.harm in ("", *codebook()["harm"])
        for span in (*one.spans, one.main, one.agent, one.patient):
            assert span is None or 0 <= span.start < span.end <= len(document.text)
