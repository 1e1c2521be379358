"""How words are introduced where they stand: cues in ``<>``, what is said in ``{}``."""

import pytest

from framing import parse
from framing.attribution.cues import ATTITUDES, COMMITMENTS
from framing.attribution.stance import stance, stance_words
from framing.document import Span
from framing.language import language_codes

NEUTRAL, ENDORSING, DISTANCING = COMMITMENTS


def marked(text):
    """The plain text, its cues and contents."""
    plain, spans, start = "", {">": [], "}": []}, 0
    for character in text:
        if character in "<{":
            start = len(plain)
        elif character in spans:
            spans[character].append(Span(start, len(plain)))
        else:
            plain += character
    return plain, spans[">"], spans["}"]


@pytest.mark.parametrize(
    ("code", "text", "own", "expected"),
    [
        ("en", "He <said> {that it was safe}.", NEUTRAL, NEUTRAL),
        ("en", "He <admitted> {that it was safe}.", ENDORSING, ENDORSING),
        ("en", "He did not <admit> {that it was safe}.", ENDORSING, NEUTRAL),
        ("en", "He didn’t <admit> {that it was safe}.", ENDORSING, NEUTRAL),
        ("en", "He refused to <admit> {that it was safe}.", ENDORSING, NEUTRAL),
        ("en", "He not only <admitted> {that it was safe}.", ENDORSING, ENDORSING),
        ("en", "He did not come but <admitted> {that it was safe}.", ENDORSING, ENDORSING),
        ("en", "He falsely <claimed> {that it was safe}.", NEUTRAL, DISTANCING),
        ("en", "Without evidence, he <said> {that it was safe}.", NEUTRAL, DISTANCING),
        ("en", "He <said>, without offering evidence, {that it was safe}.", NEUTRAL, DISTANCING),
        ("en", "He <said> {it was allegedly safe}.", NEUTRAL, DISTANCING),
        ("en", "He <said> {“it was allegedly safe”}.", NEUTRAL, NEUTRAL),
        ("en", "He rightly <said> {that it was safe}.", NEUTRAL, ENDORSING),
        ("en", "He <said>, when asked, {that it was rightly safe}.", NEUTRAL, NEUTRAL),
        ("de", "Er <sagte>, {es sei sicher}.", NEUTRAL, NEUTRAL),
        ("de", "Er hat nicht <eingeräumt>, {dass es sicher sei}.", ENDORSING, NEUTRAL),
        ("de", "Er <räumte> nicht <ein>, {dass es sicher sei}.", ENDORSING, NEUTRAL),
        ("de", "Er <räumte> nicht nur <ein>, {dass es sicher sei}.", ENDORSING, ENDORSING),
        ("de", "Er kam nicht und <räumte> <ein>, {dass es sicher sei}.", ENDORSING, ENDORSING),
        ("de", "Sie <warf> ihm zu Unrecht {Betrug} <vor>.", NEUTRAL, DISTANCING),
        ("de", "Er <sagte> ohne Belege, {es sei sicher}.", NEUTRAL, DISTANCING),
        ("de", "Angeblich <sagte> er, {es sei sicher}.", NEUTRAL, DISTANCING),
        ("de", "{Das Werk} <soll> {sicher sein}.", NEUTRAL, NEUTRAL),
        ("de", "{Das Werk} <soll> angeblich {sicher sein}.", NEUTRAL, DISTANCING),
        ("de", "Er <sagte> zu Recht, {es sei sicher}.", NEUTRAL, ENDORSING),
        ("de", "Er <sagte> nicht zu Unrecht, {es sei sicher}.", NEUTRAL, NEUTRAL),
    ],
)
def test_the_commitment_of_a_cue_in_context(code, text, own, expected):
    plain, cues, content = marked(text)
    assert stance(parse(plain, code), cues, own, "assertion", content)[0] == expected


@pytest.mark.parametrize(
    ("code", "text", "own", "expected"),
    [
        ("en", "He <denied> {that it was safe}.", "denial", "denial"),
        ("en", "He did not <deny> {that it was safe}.", "denial", "concession"),
        ("en", "He did not <say> {that it was safe}.", "assertion", "none"),
        ("en", "“{Is it safe?}” she <asked>.", "question", "question"),
        ("en", "“{Is it safe?}”", "none", "question"),
        ("en", "“{Is it safe?}” she <warned>.", "warning", "warning"),
        ("en", "{“Is it safe?”}", "none", "question"),
        ("de", "Er hat nicht <bestritten>, {dass es sicher sei}.", "denial", "concession"),
        ("de", "{„Ist es sicher?“}, <fragte> sie.", "none", "question"),
        ("de", "{Es sei sicher.}", "none", "none"),
    ],
)
def test_the_attitude_of_a_speaker_in_context(code, text, own, expected):
    plain, cues, content = marked(text)
    assert stance(parse(plain, code), cues, NEUTRAL, own, content)[1] == expected


def test_one_cue_may_be_given_as_it_is():
    doc = parse("He falsely said so.", "en")
    assert stance(doc, Span(11, 15)) == stance(doc, [Span(11, 15)]) == (DISTANCING, "none")


def test_what_another_sentence_says_is_left_alone():
    doc = parse("He did not come. He said so. It was falsely put.", "en")
    assert stance(doc, Span(20, 24), ENDORSING, "assertion") == (ENDORSING, "assertion")


@pytest.mark.parametrize("code", language_codes())
def test_every_attitude_has_a_negation(code):
    negated = stance_words(code).negated
    assert set(negated) == set(ATTITUDES)
    assert set(negated.values()) <= set(ATTITUDES)


@pytest.mark.parametrize("code", language_codes())
def test_no_word_both_doubts_and_vouches(code):
    words = stance_words(code)
    assert not words.distancing & words.endorsing


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (("endorsed", "none"), r"no commitment 'endorsed'; did you mean 'endorsing'\?"),
        (("neutral", "asertion"), r"no attitude 'asertion'; did you mean 'assertion'\?"),
    ],
)
def test_an_unknown_value_is_told_what_there_is(values, message):
    with pytest.raises(ValueError, match=message):
        stance(parse("He said so.", "en"), Span(3, 7), *values)
