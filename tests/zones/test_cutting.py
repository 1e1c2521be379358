"""Headline, lead and body: where they end, and that nothing is lost or counted twice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import EXTRACTORS, load_dataset, parse
from framing.zones import ZONES, borders, zone

SAMPLE = load_dataset("sample", "all")

# Zones are separated by ||; a headline ends at the first, the lead at the second.
ARTICLES = {
    "headline, lead, body": """Mayor resigns after long inquiry||

The mayor of Vell resigned on Monday after an inquiry into her office, which had lasted a year.||

She had been in office for nine years. Nobody has said who will follow her.""",
    "a short first paragraph is no lead of its own": """Mayor resigns after long inquiry||

Vell, Monday.

The mayor resigned on Monday after an inquiry into her office, which had lasted a year.||

She had been in office for nine years.""",
    "at most three sentences": """Bürgermeisterin tritt nach Prüfung zurück||

Die Bürgermeisterin trat am Montag zurück. Das teilte ihr Büro mit. Sie war neun Jahre im Amt.||
Nun wird gewählt. Wer antritt, ist offen.""",
    "no headline": """||The mayor resigned on Monday. She had been there for nine years.||

Nobody has said who will follow her, and nobody asked.""",
    "a kicker above the headline": """Rathaus

Bürgermeisterin tritt nach langer Prüfung zurück||

Die Bürgermeisterin trat am Montag nach einer Prüfung ihres Amtes zurück, die lange dauerte.||

Sie war neun Jahre im Amt.""",
}


@pytest.mark.parametrize("marked", ARTICLES.values(), ids=ARTICLES)
def test_zones_end_where_a_reader_would_say(marked):
    head, lead, _ = marked.split("||")
    document = parse(marked.replace("||", ""))
    first, second = borders(document)
    assert (document.text[:first].strip(), document.text[first:second].strip()) == (
        head.strip(),
        lead.strip(),
    )


def voiced_words(document):
    """The words of a document with their voices."""
    spans = document.tokens[document.words].tolist()
    return [(start, end, document.voice((start, end))) for start, end in spans]


@pytest.mark.parametrize("document", SAMPLE, ids=lambda document: document.id)
def test_every_word_is_in_one_zone_and_keeps_its_voice(document):
    parts = [word for name in ZONES for word in voiced_words(zone(document, name))]
    assert parts == voiced_words(document)


@pytest.mark.parametrize("document", SAMPLE, ids=lambda document: document.id)
def test_every_sentence_is_in_one_zone(document):
    parts = np.concatenate([zone(document, name).sentences for name in ZONES])
    assert parts.tolist() == document.sentences.tolist()


@given(
    st.text(alphabet="aregim Die.“”„!?\n-…", max_size=200),
    st.sampled_from(["de", "en"]),
)
def test_zones_part_any_text(text, language):
    document = parse(text, language)
    head, lead = borders(document)
    assert 0 <= head <= lead <= len(text)
    assert sum(len(zone(document, name)) for name in ZONES) == len(document)
    assert sum(len(zone(document, name).tokens) for name in ZONES) == len(document.tokens)


@pytest.mark.parametrize("family", EXTRACTORS)
def test_every_extractor_measures_every_zone(family):
    extractor = EXTRACTORS[family]()
    for document in SAMPLE:
        for name in ZONES:
            part = zone(document, name)
            first, last = (part.tokens[0, 0], part.tokens[-1, 1]) if len(part.tokens) else (0, 0)
            assert all(first <= s.start < s.end <= last for s in extractor.find(part))
            assert set(extractor.measure(part, extractor.find(part))) == set(extractor.names())


def test_a_parent_is_the_same_attribution_as_in_the_whole_article():
    for document in SAMPLE:
        for name in ZONES:
            part = zone(document, name)
            for one in part.attributions:
                assert one.parent is None or 0 <= one.parent < len(part.attributions)
                assert one.content


def test_only_the_headline_has_the_title():
    document = parse(ARTICLES["headline, lead, body"].replace("||", ""))
    assert [zone(document, name).title for name in ZONES] == [document.title, None, None]


def test_text_and_offsets_stay():
    document = SAMPLE[0]
    body = zone(document, "body")
    assert body.text is document.text
    assert body.id == document.id
    assert {tuple(token) for token in body.tokens.tolist()} <= {
        tuple(token) for token in document.tokens.tolist()
    }


def test_an_unknown_zone_is_told_what_there_is():
    with pytest.raises(ValueError, match=r"no zone 'title'; there is: body, headline, lead"):
        zone(SAMPLE[0], "title")
