"""From a document to its attributions: which tier finds them, and how both are joined."""

from dataclasses import replace

import pytest

from framing import parse
from framing.attribution import TIERS, ModelError, attribute, tier_for
from framing.attribution.engine import attribute_with
from framing.attribution.tagger import load_tagger, save_tagger
from framing.cli import options
from framing.language import language_codes
from tests.attribution.drafts import random_weights

TEXTS = {
    "en": "“We lost it all,” said Ada Holm. She admitted that it rained.\n\n“Nobody told us so.”",
    "de": "„Wir haben alles verloren“, sagte Ada Holm. Sie räumte ein, dass es regnete.",
}
codes = pytest.mark.parametrize("code", language_codes())


@pytest.fixture
def no_models(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_MODELS", str(tmp_path))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A model of each language that knows nothing."""
    folder = tmp_path_factory.mktemp("models")
    for code in language_codes():
        save_tagger(folder / code, code, random_weights(3), {})
    return folder


@pytest.fixture
def models(folder, monkeypatch):
    monkeypatch.setenv("FRAMING_MODELS", str(folder))


def bare(code):
    return replace(parse(TEXTS[code], code, attribution="rules"), attributions=())


@codes
def test_without_a_model_the_rules_find_everything(code, no_models):
    assert tier_for(code, "auto") == "rules"
    document = bare(code)
    assert attribute(document) == attribute(document, "rules") == attribute_with(document, None)


@codes
def test_rules_know_source_cue_and_content(code, no_models):
    document = bare(code)
    first, second, *_ = attribute(document)
    assert document[first.source] == "Ada Holm"
    assert first.type == "direct"
    assert (second.type, second.commitment, second.attitude) == (
        "indirect",
        "endorsing",
        "concession",
    )


@codes
def test_a_model_that_is_asked_for_must_be_there(code, no_models):
    assert tier_for(code, "model") == "model"
    with pytest.raises(ModelError, match=f"no attribution model for '{code}'.*framing train"):
        attribute(bare(code), "model")
    with pytest.raises(ModelError, match="attribution='rules'"):
        parse(TEXTS[code], code, attribution="model")


@codes
def test_where_there_is_a_model_it_is_used(code, models):
    assert tier_for(code, "auto") == "model"
    document = bare(code)
    with_model = attribute_with(document, load_tagger(code))
    assert attribute(document) == attribute(document, "model") == with_model
    assert with_model != attribute(document, "rules")


@codes
def test_rules_are_the_same_with_and_without_a_model(code, models):
    document = bare(code)
    assert tier_for(code, "rules") == "rules"
    assert attribute(document, "rules") == attribute_with(document, None)


@codes
def test_a_document_says_what_found_its_attributions(code, models):
    for tier in ("rules", "model"):
        assert parse(TEXTS[code], code, attribution=tier).tier == tier
    assert parse(TEXTS[code], code).tier == "model"


@codes
def test_without_a_model_a_document_says_that_rules_found_them(code, no_models):
    assert parse(TEXTS[code], code).tier == "rules"


def test_the_command_line_knows_the_tiers():
    assert options.TIERS == TIERS


def test_an_unknown_tier_is_told_what_there_is():
    with pytest.raises(ValueError, match=r"no attribution 'rule'; did you mean 'rules'"):
        tier_for("en", "rule")
    with pytest.raises(ValueError, match="no attribution 'rule'"):
        parse(TEXTS["en"], "en", attribution="rule")
    assert TIERS == ("auto", "rules", "model")


def test_a_quotation_that_nothing_introduces_goes_on(no_models):
    document = bare("en")
    last = attribute(document)[-1]
    assert (document[last.content[0]], last.cue) == ("“Nobody told us so.”", ())
    assert last.source is not None


@codes
def test_an_empty_text_says_nothing(code, models):
    for tier in TIERS:
        assert parse("", code, attribution=tier).attributions == ()
