"""Devices. What should be found is marked in devices.txt; here is what must always hold."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import parse
from framing.document import Attribution, Span
from framing.extract import device_rules, devices
from framing.extract.device_rules import load_devices
from framing.extract.devices import Devices
from framing.language import codebook, language_codes
from tests.markup import marked_lines

EXAMPLES = marked_lines("extract/devices.txt")


def without(document):
    """The same document as if nobody were said to say anything."""
    return replace(document, attributions=())


def place(document, words, label=""):
    """Where some words stand."""
    start = document.text.index(words)
    return Span(start, start + len(words), label)


def said(text, language, cue, content, **facts):
    """A document in which somebody is said to say something."""
    document = parse(text, language)
    source = Span(0, text.index(" " + cue))
    one = Attribution(
        "indirect", source, (place(document, cue),), (place(document, content),), **facts
    )
    return replace(document, attributions=(one,))


def found(document):
    """The devices of a document, as words and label."""
    return [(document[span], span.label) for span in Devices().find(document)]


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_finds_what_is_marked(language, text, expected):
    spans = Devices().find(without(parse(text, language)))
    assert [(s.start, s.end, s.label.partition("_")[2]) for s in spans] == expected


@pytest.mark.parametrize("code", language_codes())
def test_every_device_has_examples_and_counterexamples(code):
    shown = {label for language, _, marks in EXAMPLES if language == code for *_, label in marks}
    assert shown == set(codebook()["devices"])
    assert sum(language == code and not marks for language, _, marks in EXAMPLES) >= 10


# Devices that need an attribution

UNDERCUT = [
    ("en", "said", "the bridge was safe", "The mayor said the bridge was safe, although it shook."),
    ("en", "said", "the bridge was safe", "The mayor said the bridge was safe – though it shook."),
    ("de", "sagte", "die Brücke sei sicher", "Sie sagte, die Brücke sei sicher, obwohl sie bebte."),
    ("de", "sagte", "die Brücke sei fest", "Sie sagte, die Brücke sei fest, wenngleich sie bebte."),
]


@pytest.mark.parametrize(("language", "cue", "content", "text"), UNDERCUT)
def test_a_clause_takes_back_what_somebody_said(language, cue, content, text):
    (hit,) = found(said(text, language, cue, content))
    assert hit[1] == "author_concessive_undercut"
    assert hit[0] in ("although", "though", "obwohl", "wenngleich")


@pytest.mark.parametrize(("language", "cue", "content", "text"), UNDERCUT)
def test_a_clause_takes_nothing_back_where_nobody_said_anything(language, cue, content, text):
    assert found(without(parse(text, language))) == []


def test_what_the_source_concedes_itself_is_no_undercut_by_the_author():
    text = "The mayor said the bridge was safe, although it shook."
    assert found(said(text, "en", "said", "the bridge was safe, although it shook")) == []


@pytest.mark.parametrize("attitude", ["promise", "demand"])
def test_there_is_nothing_to_take_back_from_a_promise(attitude):
    text = "The mayor vowed to mend the bridge, although it shook."
    assert found(said(text, "en", "vowed", "to mend the bridge", attitude=attitude)) == []


def test_a_clause_takes_nothing_back_from_a_mere_object():
    text = "The mayor discussed the budget of the harbour, although it rained."
    assert found(said(text, "en", "discussed", "the budget of the harbour")) == []


def test_a_clause_belongs_to_what_stands_right_before_it():
    text = "The mayor said the bridge was safe and went home by boat, although it rained."
    assert found(said(text, "en", "said", "the bridge was safe")) == []


def test_a_source_that_goes_on_speaking_takes_nothing_back():
    text = "The mayor said the bridge was safe, although he added that it shook."
    assert found(said(text, "en", "said", "the bridge was safe")) == []


@pytest.mark.parametrize(
    ("language", "cue", "content", "text"),
    [
        ("en", "said", "it was shut", "The mayor said it was shut. In reality it was open."),
        ("de", "sagte", "sie sei zu", "Er sagte, sie sei zu. Tatsächlich aber war sie offen."),
        ("de", "sagte", "sie sei zu", "Er sagte, sie sei zu. In Wahrheit war sie offen."),
    ],
)
def test_the_next_sentence_corrects_what_was_said(language, cue, content, text):
    document = said(text, language, cue, content)
    assert [label for _, label in found(document)] == ["author_rebuttal"]
    assert found(without(document)) == []


def test_what_was_said_two_sentences_before_is_not_corrected():
    text = "Er sagte, sie sei zu. Es regnete. Tatsächlich war das Wetter schlecht."
    assert found(said(text, "de", "sagte", "sie sei zu")) == []


@pytest.mark.parametrize(("commitment", "hits"), [("distancing", 1), ("neutral", 0)])
@pytest.mark.parametrize(
    ("language", "cue", "content", "text"),
    [
        ("en", "claimed", "it was shut", "The mayor claimed it was shut. In fact, it was open."),
        ("de", "behauptete", "sie sei zu", "Er behauptete, sie sei zu. Tatsächlich regnete es."),
    ],
)
def test_in_fact_corrects_only_what_the_author_doubts(
    language, cue, content, text, commitment, hits
):
    document = said(text, language, cue, content, commitment=commitment)
    assert [label for _, label in found(document)] == ["author_rebuttal"] * hits


@pytest.mark.parametrize(("attitude", "hits"), [("criticism", 1), ("praise", 0)])
def test_a_reproach_is_turned_back_where_there_is_one(attitude, hits):
    text = "The party found fault with the fees while ignoring its own failures at the harbour."
    document = said(text, "en", "found fault", "the fees", attitude=attitude)
    assert [label for _, label in found(document)] == ["author_tu_quoque"] * hits


# Scare quotes

SCARE = "The “friends” of the harbour never paid a fee."


def test_a_scare_quote_is_the_authors():
    assert found(without(parse(SCARE, "en"))) == [("“friends”", "author_scare_quote")]


def test_a_word_that_somebody_is_said_to_say_is_no_scare_quote():
    assert found(said(SCARE, "en", "of the harbour", "“friends”")) == []


def test_a_word_in_a_longer_quotation_is_no_scare_quote():
    text = "“The ‘friends’ of the harbour never paid a fee and never will,” it read."
    assert found(without(parse(text, "en"))) == []


def test_a_word_that_is_always_in_marks_is_a_term():
    text = " ".join([SCARE] * (devices.OFTEN + 1))
    assert found(without(parse(text, "en"))) == []


def test_a_headline_has_no_scare_quotes():
    document = without(parse(SCARE + "\n\nIt rained on Monday and nobody came.", "en"))
    titled = replace(document, title=Span(0, len(SCARE)))
    assert found(replace(document, title=None)) == [("“friends”", "author_scare_quote")]
    assert found(titled) == []


# What always holds


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("He has repeated the baseless claim again.", "author"),
        ("“He has repeated the baseless claim again.”", "source"),
    ],
)
def test_a_device_has_the_voice_of_its_place(text, voice):
    labels = [label for _, label in found(without(parse(text, "en")))]
    assert labels == [f"{voice}_evidence_denial"]


def test_the_rate_is_per_thousand_words_of_the_voice():
    row = Devices().row(without(parse("The so-called experts left the room in the evening.", "en")))
    assert row["devices__author_distancing_frame"] == pytest.approx(1000 / 9)
    assert row["devices__author_all"] == pytest.approx(1000 / 9)
    assert row["devices__source_all"] == 0


PIECES = [
    "The",
    "“friends”",
    "so-called",
    "although",
    ",",
    "zwar",
    "aber",
    "said",
    "what he called",
]
PIECES += [".", "?", '"', "„", "“", "\n\n"]


@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=40,
    ),
    st.sampled_from(["de", "en"]),
)
def test_never_fails_and_stays_in_the_text(words, language):
    document = parse(" ".join(words), language)
    for span in Devices().find(document):
        assert 0 <= span.start < span.end <= len(document.text)
        assert span.label.partition("_")[2] in codebook()["devices"]


@pytest.mark.parametrize("code", language_codes())
def test_every_rule_names_a_term_that_is_looked_up(code):
    rules = load_devices(code)
    assert set(rules.rules) <= {entry.term for entry in rules.lexicon.entries}
    assert all(several for several in rules.rules.values())


def test_both_languages_have_rules_for_the_same_devices():
    german, english = (
        {rule.device for several in load_devices(code).rules.values() for rule in several}
        for code in ("de", "en")
    )
    assert german == english


def test_an_unknown_need_is_told_what_there_is():
    with pytest.raises(ValueError, match=re.escape("no need 'said_befor'; did you mean 'said_")):
        device_rules._rule({"device": "rebuttal", "terms": ["so"], "needs": "said_befor"}, 0)
    with pytest.raises(ValueError, match=r"no device 'rebutal'; did you mean 'rebuttal'\?"):
        device_rules._rule({"device": "rebutal", "terms": ["so"]}, 0)
