"""What holds of the attributions of any text, by the rules and by a model that knows nothing."""

import time
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import parse
from framing.attribution.cues import KINDS, load_cues
from framing.attribution.engine import attribute_with
from framing.attribution.marked import SPEAKING
from framing.attribution.view import View
from framing.document import ATTITUDES, COMMITMENTS, SOURCE_TYPES, TYPES
from framing.language import language_codes
from tests.attribution.drafts import random_tagger

MARKS = ["“", "”", "„", "»", "«", '"', "‘", "’", ",", ".", ".", ":", "?", "–", "(", ")", "\n\n"]
BOILERPLATE = {
    "en": ["\n\nAdvertisement\n\n", "\n\nShare this article\n\n", "\n\nLeave a Reply\n\n"],
    "de": ["\n\nAnzeige\n\n", "\n\nTeilen\n\n", "\n\nLesen Sie auch: Alles zum Rat\n\n"],
}
PLAIN = {
    "en": "Ada Holm|the mayor|she|they|the report|that|if|to|and|but|it was late|the bridge is safe"
    "|not|had|was|According to the police|as Weber put it|CCTV reports that Weber said|who|in May"
    "|reportedly|is said to|“It is over,” Holm said, “and we all know it.”|said|by Weber|adding",
    "de": "Ada Holm|der Rat|sie|die Polizei|dass|ob|zu|und|aber|es sei spät|die Brücke ist sicher"
    "|nicht|habe|wurde|Nach Angaben der Polizei|wie Weber sagte|so Weber|heißt es|warf|vor|soll"
    "|angeblich|„Es ist vorbei“, sagte Holm, „und das wissen alle.“|sagte|laut Weber|teilte|mit",
}
REPEATED = {
    "en": [
        "“It is over, as we all know,” said Ada Holm. The mayor admitted that it rained. ",
        "“Nobody told us about it at all.”\n\n",
        "the mayor said that she believes that ",
        "he said, adding ",
        "said “",
    ],
    "de": [
        "„Es ist vorbei, das wissen alle“, sagte Ada Holm. Der Rat räumte ein, dass es regne. ",
        "„Niemand hat uns etwas davon gesagt.“\n\n",
        "der Rat sagte, dass er glaube, dass ",
        "laut Holm, soll ",
        "sagte „",
    ],
}
CODES = list(language_codes())


@cache
def soup(code):
    """Texts of cues, speakers, sentences, marks and boilerplate in any order."""
    cues = sorted(
        {cue.term for cue in load_cues(code).cues.values() if cue.kind in KINDS}
        - {cue.term for cue in load_cues(code).cues.values() if not cue.term.isalpha()}
    )
    pieces = st.one_of(
        st.sampled_from(PLAIN[code].split("|")),
        st.sampled_from(MARKS),
        st.sampled_from(cues),
        st.sampled_from(BOILERPLATE[code]),
        st.text(max_size=4),
    )
    return st.lists(pieces, max_size=80).map(" ".join)


@cache
def tagger(code):
    return random_tagger(code)


def ruled(text, code):
    return parse(text, code, attribution="rules")


def modelled(text, code):
    document = ruled(text, code)
    return replace(document, attributions=attribute_with(document, tagger(code)))


TIERS = {"rules": ruled, "model": modelled}
tiers = pytest.mark.parametrize("tier", TIERS)
codes = pytest.mark.parametrize("code", CODES)


def spans_of(attribution):
    source = (attribution.source,) if attribution.source else ()
    return (*attribution.cue, *attribution.content, *source)


def holds(outer, inner):
    return outer.start <= inner.start and inner.end <= outer.end


@tiers
@codes
@given(data=st.data())
def test_spans_are_stretches_of_the_text_in_order(tier, code, data):
    document = TIERS[tier](data.draw(soup(code)), code)
    for attribution in document.attributions:
        assert attribution.content
        for span in spans_of(attribution):
            assert 0 <= span.start < span.end <= len(document.text)
            assert document[span] == document[span].strip()
            assert span in attribution.cue or any(map(str.isalnum, document[span]))
        for parts in (attribution.content, attribution.cue):
            assert all(a.end <= b.start for a, b in pairwise(parts))


@tiers
@codes
@given(data=st.data())
def test_an_inner_attribution_lies_in_the_words_of_its_outer_one(tier, code, data):
    attributions = TIERS[tier](data.draw(soup(code)), code).attributions
    for number, inner in enumerate(attributions):
        if inner.parent is not None:
            assert 0 <= inner.parent < number
            outer = attributions[inner.parent]
            assert any(all(holds(part, span) for span in inner.content) for part in outer.content)
            assert outer.content != inner.content


@tiers
@codes
@given(data=st.data())
def test_nothing_is_said_twice(tier, code, data):
    attributions = TIERS[tier](data.draw(soup(code)), code).attributions
    said = [(one.content, one.cue, one.source) for one in attributions]
    assert len(said) == len(set(said))


@tiers
@codes
@given(data=st.data())
def test_the_words_of_a_marked_quotation_are_attributed(tier, code, data):
    document = TIERS[tier](data.draw(soup(code)), code)
    content = [span for one in document.attributions for span in one.content]
    view = View(document)
    for first, last, kind in view.quotes:
        if kind in SPEAKING:
            inside = document.tokens[first:last][document.words[first:last]]
            for start, _ in inside.tolist():
                assert any(span.start <= start < span.end for span in content)


@tiers
@codes
@given(data=st.data())
def test_removed_text_is_never_touched(tier, code, data):
    document = TIERS[tier](data.draw(soup(code)), code)
    for attribution in document.attributions:
        for span in spans_of(attribution):
            assert all(r.end <= span.start or span.end <= r.start for r in document.removed)


@tiers
@codes
@given(data=st.data())
def test_what_somebody_says_is_in_the_voice_of_a_source(tier, code, data):
    document = TIERS[tier](data.draw(soup(code)), code)
    for attribution in document.attributions:
        assert {document.voice(span) for span in attribution.content} == {"source"}


@tiers
@codes
@given(data=st.data())
def test_values_are_those_of_the_contract(tier, code, data):
    for one in TIERS[tier](data.draw(soup(code)), code).attributions:
        assert one.type in TYPES
        assert one.source_type in SOURCE_TYPES
        assert one.commitment in COMMITMENTS
        assert one.attitude in ATTITUDES


def seconds(document, model):
    """Of processor time, the best of two."""
    times = []
    for _ in range(2):
        begun = time.process_time()
        attribute_with(document, model)
        times.append(time.process_time() - begun)
    return min(times)


@tiers
@pytest.mark.parametrize(("code", "piece"), [(c, p) for c in CODES for p in REPEATED[c]])
def test_four_times_the_text_takes_about_four_times_as_long(tier, code, piece):
    times = 400 // len(piece.split())
    short, long = (ruled(piece * n, code) for n in (times, 4 * times))
    model = tagger(code) if tier == "model" else None
    assert seconds(long, model) < 8 * seconds(short, model) + 0.05
