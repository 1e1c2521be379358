"""What must hold for the rules of English besides the examples: stance, and any text."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import parse
from framing.attribution.cues import COMMITMENTS, load_cues
from framing.attribution.noun_phrases import phrase_after, phrase_before
from framing.attribution.subject_verb import find
from framing.attribution.view import View
from framing.language import load_data

WORDS = sorted(
    {w for name in load_data("en", "syntax")["words"].values() for w in name.split()}
    | {"Holm", "Bergen", "claim", "according", "told", "report", "ban", "worried", "2005", "A", "İ"}
    | set(",.:;—()“”\"'?!")
)
SOUP = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@pytest.mark.parametrize(
    ("text", "commitment", "attitude"),
    [
        ("The mayor claimed that the bridge was safe.", "distancing", "assertion"),
        ("The mayor alleged that Holm took the money.", "distancing", "assertion"),
        ("The mayor allegedly took the money.", "distancing", "assertion"),
        ("Holm's claim that the bridge is safe was read aloud.", "distancing", "assertion"),
        ("The mayor admitted that the bridge was old.", "endorsing", "concession"),
        ("The mayor pointed out that the bridge was old.", "endorsing", "assertion"),
        ("The mayor said that the bridge was old.", "neutral", "assertion"),
        ("The union demanded that the bridge be closed.", "neutral", "demand"),
        ("The mayor denied that the bridge was old.", "neutral", "denial"),
        ("The mayor condemned the new tax.", "neutral", "criticism"),
        ("The mayor praised the volunteers.", "neutral", "praise"),
        ("Experts warned that the bridge could fall.", "neutral", "warning"),
        ("The mayor promised to close the bridge.", "neutral", "promise"),
        ("Holm asked whether the bridge was safe.", "neutral", "question"),
    ],
)
def test_cues_tell_the_stance_of_the_author_and_the_act_of_the_speaker(text, commitment, attitude):
    (one,) = parse(text, "en", attribution="rules").attributions
    assert (one.commitment, one.attitude) == (commitment, attitude)


@pytest.mark.parametrize(
    ("word", "content"),
    [
        ("claim", "that the bridge is safe"),
        ("demand", "that the bridge be closed"),
        ("report", "that the bridge is closed"),
        ("plan", "to close the bridge"),
        ("support", "the new bridge"),
        ("attack", "the new plan"),
    ],
)
def test_a_word_that_is_noun_and_verb_is_a_cue_only_with_somebody_who_speaks(word, content):
    assert not parse(f"The {word} is on the table.", "en", attribution="rules").attributions
    (one,) = parse(f"They {word} {content}.", "en", attribution="rules").attributions
    assert one.content[0][:2] == (len(f"They {word} "), len(f"They {word} {content}"))


def test_a_quotation_goes_on_in_the_next_sentences_of_its_paragraph_only():
    text = "“It is old,” Holm said. “It will fall.” “Soon.”\n\n“It will not,” the mayor said."
    first, second = parse(text, "en", attribution="rules").attributions
    assert [text[a:b] for a, b, _ in first.content] == [
        "“It is old,”",
        "“It will fall.”",
        "“Soon.”",
    ]
    assert [text[a:b] for a, b, _ in second.content] == ["“It will not,”"]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Ada Holm said no", "said"),
        ("The minister of trade said no", "said"),
        ("Ada Holm, a former judge, said no", "said"),
        ("Two of the men said no", "said"),
        ("Dunn and Holm said no", "said"),
        ("Ada Holm (R-Vt.) said no", "said"),
        ("The elected mayor of Bergen said no", "said"),
    ],
)
def test_a_phrase_reaches_from_its_first_word_to_the_verb(text, verb):
    view = View(parse(text, "en", attribution="rules"))
    last = view.lower.index(verb) - (view.lower[view.lower.index(verb) - 1] == ",")
    first, end = phrase_before(view, view.lower.index(verb), 0)
    assert (first, end) == (0, last)


def test_a_phrase_leaves_out_when_and_where_it_is_said():
    view = View(parse("So said the mayor of Bergen in a statement on Monday", "en"))
    assert phrase_after(view, 2, len(view.lower)) == (2, 6)
    view = View(parse("On Monday Holm last week said no", "en"))
    assert phrase_before(view, view.lower.index("said"), 0) == (2, 3)


def test_the_lexicon_is_long_and_knows_all_stances():
    cues = load_cues("en").cues.values()
    assert len(cues) >= 500
    assert {cue.commitment for cue in cues} >= set(COMMITMENTS)


@given(SOUP)
def test_any_row_of_words_can_be_read(text):
    document = parse(text, "en", attribution="rules")
    for attribution in document.attributions:
        assert attribution.content
        spans = [*attribution.content, *attribution.cue, *filter(None, [attribution.source])]
        assert all(0 <= start < end <= len(text) for start, end, _ in spans)


@pytest.mark.parametrize("cut", range(3, 150, 7))
def test_a_sentence_that_breaks_off_can_be_read(cut):
    text = (
        "While Holm, “a good man”, told reporters (on Monday) that, according to X, the mayor said"
    )
    parse((text + ", adding: “It was, as Y put it, ‘old’” and called for a ban.")[:cut], "en")


def test_a_text_without_full_stops_is_read_in_time(monkeypatch):
    monkeypatch.setattr("framing.parsing.text.attribute", lambda document, tier: ())
    text = "the mayor said that Holm according to the police was praised by those who said " * 1300
    view = View(parse(text, "en"))
    assert len(view.units) == 1
    begin = process_time()
    assert find(view, 0, view.units[0], None)
    assert process_time() - begin < 5
