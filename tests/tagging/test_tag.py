"""What a tagger promises, whatever its weights are."""

import subprocess
import sys

import numpy as np
import pytest

import framing
from framing.document import Document, no_offsets
from framing.tagging import TAGS, UNTAGGED, TaggerError, tag, tagger_languages
from framing.tagging.forms import FEATURES, ROWS, forms_of
from framing.tagging.weights import FOLDER, load_facts, load_weights

NEWS = {
    "de": "Der Minister wies die Vorwürfe zurück. „Das ist falsch“, sagte er am Montag in Köln.\n\n"
    "Zwei Männer wurden verletzt, als ein Haus einstürzte! Wer hat das gesehen?",
    "en": "The minister rejected the charges. “That is wrong”, she said in Leeds on Monday.\n\n"
    "Two men were hurt when a house collapsed! Who has seen it?",
}
LARGEST_FILE = 5_000_000


@pytest.fixture(params=sorted(NEWS))
def document(request):
    return framing.parse(NEWS[request.param], request.param)


def empty(language):
    return Document("", language, no_offsets(), np.zeros(0, bool), no_offsets(), no_offsets())


def test_tags_are_the_parts_of_speech_of_universal_dependencies_in_alphabetical_order():
    assert len(TAGS) == 17
    assert list(TAGS) == sorted(TAGS)


def test_every_token_has_a_tag(document):
    tags = tag(document)
    assert tags.dtype == np.uint8
    assert tags.shape == (len(document.tokens),)
    assert tags.max() < len(TAGS)


def test_a_document_gets_the_same_tags_every_time(document):
    assert (tag(document) == tag(document)).all()


@pytest.mark.parametrize("chosen", range(4))
def test_a_sentence_has_the_same_tags_alone_as_among_others(document, chosen):
    sentences = np.arange(len(document.sentences)) == chosen
    some, whole = tag(document, sentences), tag(document)
    first, last = document.tokens_of(document.sentences[chosen].tolist())
    assert (some[first:last] == whole[first:last]).all()
    assert (np.delete(some, np.s_[first:last]) == UNTAGGED).all()


def test_what_stands_around_an_article_does_not_change_its_tags(document):
    longer = framing.parse(f"{document.text}\n\n{NEWS[document.language][::-1]}", document.language)
    n = len(document.tokens)
    assert longer.forms[:n] == document.forms
    assert (tag(longer)[:n] == tag(document)).all()


def test_no_sentence_chosen_is_no_tag(document):
    none = np.zeros(len(document.sentences), bool)
    assert (tag(document, none) == UNTAGGED).all()


def test_an_empty_document_has_no_tags():
    assert tag(empty("de")).shape == (0,)


@pytest.mark.parametrize("text", ["!", "…\n\n?", "x", "🙂 \u200b", "İstanbul ẞ ǅ", "中文 и кирилл"])
@pytest.mark.parametrize("language", sorted(NEWS))
def test_any_text_can_be_tagged(text, language):
    document = framing.parse(text, language)
    assert tag(document).shape == (len(document.tokens),)


def test_a_language_without_a_tagger_is_named_with_those_that_have_one():
    with pytest.raises(TaggerError, match=r"no part-of-speech tagger for 'fr'; .*de, en"):
        tag(empty("fr"))


def test_sentences_that_are_not_those_of_the_document_are_an_error(document):
    with pytest.raises(ValueError, match=r"shape \(1,\); the document has \d+ sentences"):
        tag(document, np.ones(1, bool))


def test_a_file_that_holds_no_tagger_is_named(tmp_path, monkeypatch):
    (tmp_path / "de.safetensors").write_bytes(b"nothing")
    monkeypatch.setattr("framing.tagging.weights.FOLDER", tmp_path)
    with pytest.raises(TaggerError, match=r"de\.safetensors: no weights"):
        load_weights("de")


def test_forms_are_compared_without_case_marks_and_digits():
    rows = {
        form: forms_of(form, np.array([[0, len(form)]], np.int32)).rows[0]
        for form in ("Haus", "haus", "don’t", "don't", "1999", "2024")
    }
    assert (rows["Haus"][:-1] == rows["haus"][:-1]).all()
    assert rows["Haus"][-1] != rows["haus"][-1]
    assert (rows["don’t"] == rows["don't"]).all()
    assert (rows["1999"] == rows["2024"]).all()


def test_rows_of_forms_lie_in_the_table(document):
    rows = forms_of(document.text, document.tokens).rows
    assert rows.shape[1] == FEATURES
    assert 0 <= rows.min() <= rows.max() < ROWS


@pytest.mark.parametrize("language", tagger_languages())
def test_sums_of_a_layer_stay_below_what_32_bits_hold_exactly(language):
    weights = load_weights(language)
    hidden = len(weights.near_bias)
    beside = np.abs(weights.beside).reshape(hidden, 3, -1).sum((0, 1))
    near = np.abs(weights.near).sum(0).reshape(-1, hidden).sum(0)
    pooled = np.abs(weights.clause).sum(0) + np.abs(weights.sentence).sum(0)
    for sums, bias in (
        (near, weights.near_bias),
        (beside + pooled, weights.second_bias),
        (np.abs(weights.out).sum(0), weights.out_bias),
    ):
        assert (127 * sums + np.abs(bias)).max() < 1 << 24


@pytest.mark.parametrize("language", tagger_languages())
def test_weights_are_small_whole_and_no_pickle(language):
    path = FOLDER / f"{language}.safetensors"
    assert path.stat().st_size <= LARGEST_FILE
    assert path.read_bytes()[8:9] == b"{"  # the header of safetensors is JSON
    weights = load_weights(language)
    assert all((a == np.rint(a)).all() for a in weights[:-1])


@pytest.mark.parametrize("language", tagger_languages())
def test_facts_say_what_a_tagger_was_trained_on(language):
    facts = load_facts(language)
    assert facts["language"] == language
    assert facts["gold_tokens"] > 0
    assert facts["licence"]
    assert facts["treebanks"]


def test_tagging_needs_neither_torch_nor_pandas():
    code = (
        "import sys, framing; from framing.tagging import tag;"
        "tag(framing.parse('He left.', 'en'));"
        "print([n for n in ('torch', 'pandas', 'sklearn', 'scipy') if n in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
