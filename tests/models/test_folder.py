"""A rater's folder gives back the rater that was saved, and refuses whatever was changed in it."""

import hashlib
import json
import pickle
import re
import shutil
import tomllib
import warnings
from dataclasses import replace

import numpy as np
import pytest
import tomli_w
from safetensors.numpy import load_file, save

import framing
from framing.models import (
    Rater,
    RaterError,
    RaterWarning,
    known_error,
    list_raters,
    load_rater,
    rate,
    save_rater,
)
from tests.models.invented import FULL, TINY, TOPIC, TOPICS_AT_ONCE, article, rows, trained

SCORES = {
    "folds": {
        "protocol": "folds",
        "n": 80,
        "score": "macro_f1",
        "macro_f1": 0.81,
        "macro_f1_low": 0.7,
        "macro_f1_high": 0.9,
        "baseline_majority": 0.33,
        "ece": 0.03,
    }
}
MODEL, WEIGHTS = "model.toml", "weights.safetensors"


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The folder of a tiny rater; tests change copies of it."""
    folder = tmp_path_factory.mktemp("raters") / "tiny"
    save_rater(trained(TINY), folder, {"dataset": "invented"}, SCORES, "# Tiny\n")
    return folder


@pytest.fixture
def folder(saved, tmp_path):
    return shutil.copytree(saved, tmp_path / "tiny")


def facts(folder):
    return tomllib.loads((folder / MODEL).read_text(encoding="utf-8"))


def write_facts(folder, changed):
    (folder / MODEL).write_text(tomli_w.dumps(changed), encoding="utf-8")


def with_facts(folder, *keys, value):
    """Change one value in model.toml; the keys lead to it."""
    changed = facts(folder)
    at = changed
    for key in keys[:-1]:
        at = at[key]
    at[keys[-1]] = value
    write_facts(folder, changed)


def with_weights(folder, data):
    """Other weights under a hash that fits: what a forger would do."""
    (folder / WEIGHTS).write_bytes(data)
    with_facts(folder, "files", WEIGHTS, value=hashlib.sha256(data).hexdigest())


def with_array(folder, name, change):
    arrays = dict(load_file(folder / WEIGHTS))
    arrays[name] = change(arrays.get(name, np.zeros(3, np.float16)))
    with_weights(folder, save(arrays))


def with_number(folder, name, value):
    def change(array):
        array = array.copy()
        array.flat[0] = value
        return array

    with_array(folder, name, change)


def refused(folder, message):
    with pytest.raises(RaterError, match=message) as error:
        load_rater(folder)
    assert str(folder) in str(error.value)


@pytest.mark.parametrize("recipe", [TINY, FULL, TOPIC, TOPICS_AT_ONCE], ids=lambda r: r.name)
def test_a_rater_from_its_folder_rates_bit_for_bit_alike(recipe, tmp_path):
    rater = trained(recipe)
    save_rater(rater, tmp_path / "x", {}, SCORES, "# Card\n")
    again = load_rater(tmp_path / "x")
    documents = [*rows(20, seed=9)[0], article(5), framing.parse("", "en")]
    assert again.recipe == recipe
    assert again.classes_.tolist() == rater.classes_.tolist()
    assert (again.predict_proba(documents) == rater.predict_proba(documents)).all()
    assert list(again.predict(documents)) == list(rater.predict(documents))
    assert rate(documents, again).equals(rate(documents, rater))


def test_saving_twice_gives_the_same_bytes(folder, tmp_path):
    save_rater(load_rater(folder), tmp_path / "two", {"dataset": "invented"}, SCORES, "# Tiny\n")
    for path in folder.iterdir():
        assert (tmp_path / "two" / path.name).read_bytes() == path.read_bytes()


def test_the_folder_holds_what_can_be_read_and_nothing_half_written(folder):
    assert {path.name for path in folder.iterdir()} == {MODEL, WEIGHTS, "scores.json", "README.md"}
    assert json.loads((folder / "scores.json").read_text()) == SCORES
    assert facts(folder)["data"] == {"dataset": "invented"}


def test_the_known_error_is_that_of_the_shown_protocol(folder):
    assert known_error(load_rater(folder)) == (
        "macro F1 .81 (.70–.90; majority .33) on unseen texts"
    )


def test_a_rater_that_was_just_trained_has_no_known_error(folder):
    with pytest.raises(RaterError, match="no error of the rater 'tiny' is known"):
        known_error(trained(TINY))
    documents, labels = rows()
    with pytest.raises(RaterError, match="is known"):
        known_error(load_rater(folder).fit(documents, labels))


def test_an_untrained_rater_is_not_saved(tmp_path):
    with pytest.raises(ValueError, match="'tiny' is not trained"):
        save_rater(Rater(TINY), tmp_path / "x", {}, SCORES, "")
    assert not (tmp_path / "x").exists()


def test_fitting_a_loaded_rater_leaves_the_others_of_its_name_alone(folder):
    document = article(3)
    before = load_rater(folder).predict_proba([document])
    documents, labels = rows(seed=5)
    load_rater(folder).fit(documents, [1 - label for label in labels])
    load_rater(folder).set_params(recipe=FULL)
    assert (load_rater(folder).predict_proba([document]) == before).all()


def test_a_folder_that_changed_is_read_again(folder):
    load_rater(folder)
    with_facts(folder, "margins", value=[0.25])
    assert load_rater(folder).state.margins.tolist() == [0.25]


def test_raters_of_the_user_are_found_by_name(folder, monkeypatch):
    monkeypatch.setenv("FRAMING_RATERS", str(folder.parent))
    assert {"tiny", "bias-en"} <= set(list_raters())
    assert load_rater("tiny").name == "tiny"


# What is changed in a folder, and what the error says.
def change_a_byte(folder):
    data = bytearray((folder / WEIGHTS).read_bytes())
    data[-1] ^= 1
    (folder / WEIGHTS).write_bytes(data)


def cut_the_weights(folder):
    (folder / WEIGHTS).write_bytes((folder / WEIGHTS).read_bytes()[:-100])


def cut_the_weights_with_their_hash(folder):
    with_weights(folder, (folder / WEIGHTS).read_bytes()[:-100])


def put_a_pickle(folder):
    with_weights(folder, pickle.dumps({"bias": [0.0]}))


def claim_a_huge_array(folder):
    claim = {"bias": {"dtype": "F32", "shape": [1 << 40], "data_offsets": [0, 1 << 42]}}
    header = json.dumps(claim).encode()
    with_weights(folder, len(header).to_bytes(8, "little") + header)


def claim_a_huge_header(folder):
    with_weights(folder, (1 << 62).to_bytes(8, "little") + b"{}")


def make_weights_of_many_megabytes(folder):
    with (folder / WEIGHTS).open("r+b") as file:
        file.truncate(201 << 20)  # sparse: nothing is written


def make_a_model_of_many_megabytes(folder):
    with (folder / MODEL).open("r+b") as file:
        file.truncate(2 << 20)


def remove_the_weights(folder):
    (folder / WEIGHTS).unlink()


def point_outside(folder):
    shutil.copy(folder / WEIGHTS, folder.parent / WEIGHTS)
    with_facts(folder, "files", f"../{WEIGHTS}", value=facts(folder)["files"][WEIGHTS])


def list_other_files_only(folder):
    card = (folder / "README.md").read_bytes()
    with_facts(folder, "files", value={"README.md": hashlib.sha256(card).hexdigest()})


def break_the_toml(folder):
    (folder / MODEL).write_text('name = "tiny', encoding="utf-8")


def write_no_utf8(folder):
    (folder / MODEL).write_bytes(b'name = "\xff\xfe"')


def leave_out(key):
    def change(folder):
        left = {name: value for name, value in facts(folder).items() if name != key}
        write_facts(folder, left)

    return change


def value(*keys, to):
    return lambda folder: with_facts(folder, *keys, value=to)


def array(name, change):
    return lambda folder: with_array(folder, name, change)


def number(name, to):
    return lambda folder: with_number(folder, name, to)


NAN = float("nan")
CHANGES = {
    "a changed byte": (change_a_byte, f"{WEIGHTS} is not the file"),
    "half a file": (cut_the_weights, f"{WEIGHTS} is not the file"),
    "half a file, hash and all": (cut_the_weights_with_their_hash, f"{WEIGHTS} cannot be read"),
    "a pickle": (put_a_pickle, f"{WEIGHTS} cannot be read"),
    "a huge array": (claim_a_huge_array, f"{WEIGHTS} cannot be read"),
    "a huge header": (claim_a_huge_header, f"{WEIGHTS} cannot be read"),
    "a huge file": (make_weights_of_many_megabytes, f"{WEIGHTS} has more than 200 MB"),
    "a huge model": (make_a_model_of_many_megabytes, f"{MODEL} cannot be read: more than 1 MB"),
    "no weights": (remove_the_weights, f"lacks {WEIGHTS}"),
    "a path outside": (point_outside, f"lists '../{WEIGHTS}', which is not in the folder"),
    "weights without a hash": (list_other_files_only, f"{MODEL} does not list {WEIGHTS}"),
    "no hashes": (value("files", to={}), f"{MODEL} lists no files"),
    "a hash that is none": (value("files", WEIGHTS, to=7), "is not the file"),
    "invalid TOML": (break_the_toml, f"{MODEL} cannot be read"),
    "no UTF-8": (write_no_utf8, f"{MODEL} cannot be read"),
    "another format": (value("format", to=2), "format 2; 1 is needed"),
    "no format": (leave_out("format"), "format None"),
    "an unknown kind": (value("kind", to="forest"), "kind 'forest'; linear, encoder"),
    "no recipe": (leave_out("recipe"), f"{MODEL} lacks 'recipe'"),
    "no calibration": (leave_out("calibration"), f"{MODEL} lacks 'calibration'"),
    "an unknown setting": (value("recipe", "colour", to="red"), "'colour' of a recipe"),
    "an unknown setting of a block": (value("recipe", "word", "bit", to=3), "'bit' of word.*bits"),
    "a block that is none": (value("recipe", "word", to="yes"), "word is a table"),
    "a task that is none": (value("recipe", "task", to="regression"), "no task 'regression'"),
    "too many buckets": (value("recipe", "word", "bits", to=60), "1 to 24 bits, not 60"),
    "n-grams of no length": (value("recipe", "word", "sizes", to=[0]), "numbers from 1"),
    "other buckets": (value("recipe", "word", "bits", to=13), r"word.weights \(1, 4096\) instead"),
    "an unknown extractor": (
        value("recipe", "measures", to={"families": ["moods"], "weight": 1.0}),
        f"{MODEL} cannot be read: no extractor 'moods'",
    ),
    "other classes": (value("classes", to=["no", "yes"]), "binary task are 0 and 1"),
    "too few margins": (value("margins", to=[]), "do not fit 1 labels"),
    "words for numbers": (value("calibration", "slope", to=["steep"]), f"{MODEL} cannot be read"),
    "a calibration without doubt": (value("calibration", "covariance", to=[[0.1]]), "calibration"),
    "two levels": (value("calibration", "level", to=[0.1, 0.2]), "do not fit 1 labels"),
    "a margin that is no number": (value("margins", to=[NAN]), f"{MODEL}: .*no numbers"),
    "a level that is no number": (value("calibration", "level", to=[NAN]), "no numbers"),
    "lexicons that are no table": (value("lexicons", to="all"), "lexicons is a table"),
    "an array too many": (array("extra", lambda _: np.zeros(3, np.float32)), "extra"),
    "another shape": (array("bias", lambda a: np.zeros(2, np.float16)), r"bias \(2,\) instead"),
    "a weight that is no number": (number("word.weights", NAN), f"{WEIGHTS} .*no numbers"),
    "an endless weight": (number("char.rarity", np.inf), f"{WEIGHTS} .*no numbers"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_folder_that_was_changed_is_refused(folder, name):
    change, message = CHANGES[name]
    load_rater(folder)
    change(folder)
    refused(folder, message)


@pytest.mark.parametrize("name", ["word.weights", "bias", "char.rarity"])
def test_a_folder_without_one_of_its_arrays_is_refused(folder, name):
    arrays = {key: a for key, a in load_file(folder / WEIGHTS).items() if key != name}
    with_weights(folder, save(arrays))
    refused(folder, f"{re.escape(name)} None instead of")


def test_a_folder_without_a_model_is_no_rater(tmp_path):
    refused(tmp_path, f"it has no {MODEL}")


def test_an_unknown_name_names_the_nearest():
    with pytest.raises(RaterError, match=r"no rater 'bias-eng'.*bias-en"):
        load_rater("bias-eng")


def test_a_folder_as_it_was_made_warns_of_nothing(folder):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load_rater(folder)


def test_a_rater_of_another_version_says_so(folder):
    with_facts(folder, "framing", value="0.0.1")
    with pytest.warns(RaterWarning, match=r"trained by framing 0\.0\.1, this is") as caught:
        load_rater(folder)
    assert caught[0].filename == __file__


def test_a_rater_of_other_lexicons_names_them(tmp_path):
    folder = tmp_path / "full"
    save_rater(trained(FULL), folder, {}, SCORES, "")
    assert {"en/loaded.tsv", "en/vectors.safetensors"} <= set(facts(folder)["lexicons"])
    with_facts(folder, "lexicons", "en/loaded.tsv", value="0" * 64)
    with_facts(folder, "lexicons", "en/gone.tsv", value="0" * 64)
    with pytest.warns(RaterWarning, match=r"other lexicons \(en/loaded\.tsv, en/gone\.tsv\)"):
        load_rater(folder)


def test_a_rater_that_looks_nothing_up_rests_on_no_lexicon(folder):
    assert facts(folder).get("lexicons", {}) == {}


def test_a_recipe_survives_its_folder(tmp_path):
    recipe = replace(FULL, title="Größe – “loaded”", train=("all", "more"), C=0.3, rarest=1)
    save_rater(trained(recipe), tmp_path / "x", {}, SCORES, "")
    assert load_rater(tmp_path / "x").recipe == recipe
