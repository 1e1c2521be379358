"""What must hold for the rules of German besides the examples: stance, and any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import parse
from framing.attribution.cues import COMMITMENTS, load_cues
from framing.attribution.verb_second_words import load_words

WORDS = sorted(
    set().union(*load_words("de").sets.values())
    | {"sagte", "erklärte", "Merkel", "Partei", "Forderung", "teilte", "laut", "2005"}
    | set(',.:;–()„“"»«?!')
)
SOUP = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@pytest.mark.parametrize(
    ("text", "commitment", "attitude"),
    [
        ("Der Mann behauptet, er sei krank.", "distancing", "assertion"),
        ("Angeblich war die Kasse leer.", "distancing", "assertion"),
        ("Der Vorstand räumte ein, dass Fehler gemacht wurden.", "endorsing", "concession"),
        ("Die Prüfer bestätigten, dass das Geld fehlt.", "endorsing", "assertion"),
        ("Die Gewerkschaft forderte, die Löhne zu erhöhen.", "neutral", "demand"),
        ("Der Minister bestritt, dass er davon wusste.", "neutral", "denial"),
        ("Die Partei warf ihm vor, er habe gelogen.", "neutral", "criticism"),
        ("Die Forscher warnen, dass das Eis schmilzt.", "neutral", "warning"),
        ("Der Reporter fragte, ob sie zurücktrete.", "neutral", "question"),
        ("Wie der Vorstand einräumte, wurden Fehler gemacht.", "endorsing", "concession"),
    ],
)
def test_cues_tell_the_stance_of_the_author_and_the_act_of_the_speaker(text, commitment, attitude):
    (one,) = parse(text, "de", attribution="rules").attributions
    assert (one.commitment, one.attitude) == (commitment, attitude)


def test_free_sentences_have_their_type():
    document = parse("Sie sagte, sie gehe. Der Vertrag sei alt.", "de", attribution="rules")
    assert [a.type for a in document.attributions] == ["indirect", "free_indirect"]


def test_the_lexicon_is_long_and_knows_all_stances():
    cues = load_cues("de").cues.values()
    assert len(cues) >= 500
    assert {cue.commitment for cue in cues} >= set(COMMITMENTS)


@given(SOUP)
def test_any_row_of_words_can_be_read(text):
    document = parse(text, "de", attribution="rules")
    for attribution in document.attributions:
        assert attribution.content
        spans = [*attribution.content, *attribution.cue]
        assert all(0 <= start < end <= len(text) for start, end, _ in spans)


@pytest.mark.parametrize("cut", range(5, 140, 9))
def test_a_sentence_that_breaks_off_can_be_read(cut):
    text = "Nachdem der Sprecher, „ein guter Mann“, erklärt hatte, er wisse nichts, kündigte laut"
    parse((text + " Polizei die Behörde an, dass sie, so X, wie Y sagte, prüfe.")[:cut], "de")


def test_a_text_without_full_stops_is_read_in_time():
    text = "die Behörde sagte dass sie nach Angaben der Polizei soll " * 2000
    assert len(parse(text, "de", attribution="rules").sentences) == 1
