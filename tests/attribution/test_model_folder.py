"""A trained model as a folder: what is written is what is read, and errors say what to do."""

import json

import numpy as np
import pytest

from framing.attribution.tagger import (
    ModelError,
    Tagger,
    has_model,
    load_tagger,
    models_folder,
    save_tagger,
)
from framing.attribution.tagger.inputs import COLUMNS
from framing.attribution.tagger.model import FACTS, FORMAT, WEIGHTS, quantized
from tests.attribution.drafts import drafted, random_weights, view_of

MEGABYTE = 1 << 20
LARGEST = 25 * MEGABYTE


@pytest.fixture(scope="module")
def weights():
    return random_weights(5, 0.3)


@pytest.fixture
def folder(tmp_path, monkeypatch, weights):
    """A folder of models with an English one."""
    monkeypatch.setenv("FRAMING_MODELS", str(tmp_path))
    save_tagger(tmp_path / "en", "en", weights, {"settings": {"seed": 5}})
    return tmp_path


def rewritten(path, **facts):
    text = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**text, **facts}), encoding="utf-8")


def test_a_model_reads_an_article_as_it_did_before_it_was_written(folder, weights):
    view, drafts = drafted(
        "en", "[Holm|s1] [said|c1] [it rained|w1]. “It did not,” said Weber. " * 9
    )
    kept, read = Tagger("en", quantized(weights), {}), load_tagger("en")
    found = read.drafts(view, drafts)
    assert found == kept.drafts(view, drafts)
    assert found


def test_what_is_written_is_read(folder, weights):
    read = load_tagger("en")
    assert read.language == "en"
    assert read.facts["settings"] == {"seed": 5}
    kept = quantized(weights)
    assert read.weights.keys() == kept.keys()
    for name, array in kept.items():
        np.testing.assert_array_equal(read.weights[name], array)


def test_writing_again_what_was_read_changes_nothing(folder):
    read = load_tagger("en")
    save_tagger(folder / "again" / "en", "en", read.weights, {})
    again = np.load(folder / "again" / "en" / WEIGHTS)
    for name, array in np.load(folder / "en" / WEIGHTS).items():
        np.testing.assert_array_equal(again[name], array)


def test_embeddings_lose_at_most_half_a_step_of_their_row(weights):
    small = quantized(weights)
    for column in COLUMNS:
        table, scale = small[f"embed.{column.name}"], small[f"scale.{column.name}"]
        assert table.dtype == np.int8
        error = np.abs(table * scale[:, None] - weights[f"embed.{column.name}"])
        assert (error <= 0.56 * scale[:, None]).all()


def test_a_row_of_zeros_stays_zero():
    name = f"embed.{COLUMNS[0].name}"
    small = quantized({name: np.zeros((3, 4), np.float32)})
    assert not small[name].any()
    assert np.isfinite(small[name.replace("embed", "scale")]).all()


def test_the_folder_is_small_and_holds_no_pickle(folder):
    files = list((folder / "en").iterdir())
    assert {path.name for path in files} == {WEIGHTS, FACTS}
    assert sum(path.stat().st_size for path in files) <= LARGEST
    with np.load(folder / "en" / WEIGHTS, allow_pickle=False) as arrays:
        assert all(array.dtype in (np.int8, np.float16) for array in arrays.values())


def test_models_are_looked_for_where_the_environment_says(folder, monkeypatch, tmp_path):
    assert models_folder() == folder
    assert has_model("en")
    assert not has_model("de")
    monkeypatch.setenv("FRAMING_MODELS", str(tmp_path / "elsewhere"))
    assert not has_model("en")
    monkeypatch.delenv("FRAMING_MODELS")
    assert models_folder().name == "weights"


def test_a_missing_model_says_what_to_do(folder):
    with pytest.raises(ModelError) as error:
        load_tagger("de")
    message = str(error.value)
    assert "no attribution model for 'de'" in message
    assert str(folder / "de") in message
    assert "framing train attribution" in message
    assert "attribution='rules'" in message


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"format": 0}, f"a model of format 0 for 'en'; format {FORMAT} for 'en' is needed"),
        ({"language": "de"}, f"a model of format {FORMAT} for 'de'; format {FORMAT} for 'en'"),
        ({"columns": {"form": [8, 2]}}, r"looks at \{'form': \[8, 2\]\}; needed is .*train"),
    ],
)
def test_a_model_of_another_kind_is_refused(folder, facts, message):
    rewritten(folder / "en" / FACTS, **facts)
    with pytest.raises(ModelError, match=message):
        load_tagger("en")


@pytest.mark.parametrize("name", [WEIGHTS, FACTS])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a file", b"{"])
def test_a_broken_file_is_named_with_what_to_do(folder, name, content):
    (folder / "en" / name).write_bytes(content)
    with pytest.raises(ModelError, match=r"en cannot be read \(.*\); train it anew"):
        load_tagger("en")


def test_a_model_without_facts_is_named(folder):
    (folder / "en" / FACTS).unlink()
    with pytest.raises(ModelError, match=FACTS):
        load_tagger("en")


def test_an_empty_text_has_no_drafts(folder):
    assert load_tagger("en").drafts(view_of("en", ""), []) == []
