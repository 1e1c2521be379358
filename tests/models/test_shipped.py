"""What holds of every recipe and of every rater that is shipped."""

import json
import warnings

import numpy as np
import pytest

import framing
from framing.audit.page import checked
from framing.cards import card
from framing.models import Rater, known_error, list_recipes, load_rater, load_recipe, rate
from framing.models.folder import PRETRAINED
from framing.models.passages import Passages
from framing.models.recipe import MARGINS, TASKS, UNITS

SHIPPED = sorted(path.parent.name for path in PRETRAINED.glob("*/model.toml"))
MOST_BYTES = 30 << 20
HOSTILE = {
    "nothing": "",
    "blank lines": "\n\n \n",
    "marks": "...!? – “”",
    "a long token": "x" * 50_000,
    "emoji": "😀 👩‍👩‍👧 🇩🇪 !",
    "right to left": "مرحبا بالعالم. هذا خبر قصير جدا اليوم. שלום עולם.",
    "NUL": "The council\x00met on\x00Monday.",
    "half a character": "The council \ud800 met on Monday.",
    "directions": "\u202eThe council met.\u202c",
    "accents": "T\u0301h\u0301e\u0301 c\u0301ouncil met " + "\u0301" * 500,
    "many words": "The mayor spoke again " * 25_000,
}


@pytest.fixture(scope="module")
def hostile():
    """The texts, read as English; as German with the same words."""
    return {
        code: {name: framing.parse(text, code) for name, text in HOSTILE.items()}
        for code in ("en", "de")
    }


def texts_for(rater):
    """Sentences in a language of a rater."""
    text = {
        "en": "The council met on Monday. The radical mob shamelessly smeared our officers! “No.”",
        "de": "Der Rat tagte am Montag. Der radikale Mob beschimpfte schamlos die Leute! „Nein.“",
    }
    code = rater.recipe.languages[0]
    return [framing.parse(text[code], code, id="a"), framing.parse(text[code] * 20, code, id="b")]


def assert_sound(found):
    """Probabilities within their intervals, between 0 and 1."""
    assert found.probability.shape == found.low.shape == found.high.shape
    assert (found.low >= 0).all()
    assert (found.low <= found.probability).all()
    assert (found.probability <= found.high).all()
    assert (found.high <= 1).all()


@pytest.mark.parametrize("name", list_recipes())
def test_a_recipe_can_be_carried_out(name):
    recipe = load_recipe(name)
    assert recipe.name == name
    assert recipe.title
    assert card(recipe.dataset)["title"]
    assert recipe.task in TASKS
    assert recipe.unit in UNITS
    assert recipe.margin in MARGINS
    assert recipe.shown in recipe.protocols
    assert recipe.train
    assert set(recipe.languages) <= {"de", "en"}
    assert not Rater(recipe).__sklearn_is_fitted__()


def test_what_a_recipe_says_it_ships_is_there_and_nothing_else():
    assert [name for name in list_recipes() if load_recipe(name).ships] == SHIPPED


def test_all_folders_together_are_small():
    size = sum(path.stat().st_size for path in PRETRAINED.rglob("*") if path.is_file())
    assert size <= MOST_BYTES


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_rater_loads_without_a_warning(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rater = load_rater(PRETRAINED / name)
    assert rater.name == name
    assert known_error(rater)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_rater_is_the_one_of_its_recipe(name):
    assert load_rater(PRETRAINED / name).recipe == load_recipe(name)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_rater_has_scores_of_every_protocol_of_its_recipe(name):
    recipe = load_recipe(name)
    scores = json.loads((PRETRAINED / name / "scores.json").read_text(encoding="utf-8"))
    assert set(recipe.protocols) <= set(scores)
    for protocol, result in scores.items():
        checked(result, f"{name}, {protocol}")
        assert (result["rater"], result["dataset"]) == (name, recipe.dataset)
        assert f"framing evaluate {name}" in result["command"]
        value = result[result["score"]]
        assert 0 <= result[f"{result['score']}_low"] <= value <= result[f"{result['score']}_high"]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_card_of_a_shipped_rater_names_licence_use_and_errors(name):
    text = (PRETRAINED / name / "README.md").read_text(encoding="utf-8")
    for part in ("Licence of these weights", "## For what", "## Learnt from", "## How wrong"):
        assert part in text
    assert load_recipe(name).weights_licence in text
    assert card(load_recipe(name).dataset)["citation"] in text


@pytest.mark.parametrize("name", SHIPPED)
def test_probabilities_lie_between_0_and_1_within_their_interval(name):
    rater = load_rater(PRETRAINED / name)
    for cut in (Passages.sentences, Passages.articles):
        assert_sound(rater.rate_passages(cut(texts_for(rater))))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", SHIPPED)
def test_hostile_texts_are_rated_soundly(name, text, hostile):
    rater = load_rater(PRETRAINED / name)
    document = hostile[rater.recipe.languages[0]][text]
    assert_sound(rater.rate_passages(Passages.articles([document])))
    table = rate([document], rater)
    assert table["probability"].between(0, 1).all()
    assert len(rate([document], rater, per="article")) == (len(rater.state.margins))


@pytest.mark.parametrize("name", SHIPPED)
def test_rating_twice_gives_the_same_numbers(name):
    rater = load_rater(PRETRAINED / name)
    documents = texts_for(rater)
    assert rate(documents, rater).equals(rate(documents, load_rater(PRETRAINED / name)))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_document_alone_is_rated_as_in_a_corpus(name, hostile):
    rater = load_rater(PRETRAINED / name)
    short = [d for text, d in hostile[rater.recipe.languages[0]].items() if text != "many words"]
    documents = [*texts_for(rater), *short]
    together = rater.predict_proba(documents)
    alone = np.vstack([rater.predict_proba([document]) for document in documents])
    assert together == pytest.approx(alone, abs=1e-5)
