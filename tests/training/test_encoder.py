"""Fine-tuning an encoder: what learns in torch, is written in ONNX and rates without torch."""

import json
import subprocess
import sys
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
import tomli_w
from numpy.testing import assert_allclose

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'framing[train]'")
transformers = pytest.importorskip("transformers", reason="pip install 'framing[train]'")
pytest.importorskip("onnxruntime", reason="pip install 'framing[train]'")
pytest.importorskip("gensim", reason="pip install 'framing[train]'")

from framing import __version__, parse  # noqa: E402
from framing.document import Span  # noqa: E402
from framing.models.encoder import (  # noqa: E402
    TOKENIZER,
    WEIGHTS,
    EncoderRater,
    load_encoder,
    occluded,
    save_encoder,
    state_of,
    texts_of,
)
from framing.models.folder import load_rater  # noqa: E402
from framing.models.onnx_network import EncoderError, padded, pieces_of  # noqa: E402
from framing.models.passages import Passages  # noqa: E402
from framing.models.rating import rate  # noqa: E402
from framing.models.recipe import Recipe  # noqa: E402
from framing.training.encoder import EncoderLearner, load_base, train_encoder  # noqa: E402
from framing.training.encoder_network import (  # noqa: E402
    EncoderNetwork,
    EncoderSettings,
    Example,
    _Average,
    _batches,
    _pace,
    _rates,
    quantized,
)
from tests.training.tiny_encoder import write_tiny  # noqa: E402

CALM = ("The council met on Monday.", "The road was closed for two days.", "Prices rose again.")
LOUD = ("The corrupt mob met again!", "A shameful, radical lie!", "The tyrant shamelessly lied.")
TINY = EncoderSettings(
    epochs=6,
    batch=4,
    rate=5e-3,
    max_length=16,
    dropout=0.0,
    smoothing=0.0,
    memory=0.0,
    temperature=1.0,
)
BIAS = Recipe("bias", task="binary", positive="biased")


def silent(_):
    """Says nothing."""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """An encoder of two layers that has learnt nothing, with a vocabulary of single letters."""
    words = sorted({w.strip(".,!").lower() for s in (*CALM, *LOUD) for w in s.split()})
    return write_tiny(tmp_path_factory.mktemp("tiny"), [w for w in words if len(w) > 1])


@pytest.fixture(scope="module")
def documents():
    """Twenty-four sentences, calm and loud in turn."""
    return [parse(text, "en") for pair in zip(CALM, LOUD, strict=True) for text in pair] * 4


@pytest.fixture(scope="module")
def labels(documents):
    return [0, 1] * (len(documents) // 2)


@pytest.fixture(scope="module")
def parts(base, documents, labels):
    return train_encoder(documents, labels, BIAS, base, TINY, say=silent)


@pytest.fixture
def folder(parts, tmp_path):
    """A folder with the encoder's files, and what model.toml says of them."""
    return tmp_path, {
        **parts.facts,
        "files": save_encoder(tmp_path, parts.weights, parts.tokenizer),
    }


def test_it_learns_to_tell_loud_from_calm(folder, documents, labels):
    rater = load_encoder(*folder)
    assert isinstance(rater, EncoderRater)
    assert rater.classes_.tolist() == [0, 1]
    assert rater.predict(documents).tolist() == labels


def test_what_was_written_says_what_torch_says(folder, parts, documents):
    rater = load_encoder(*folder)
    others = [parse(text, "en") for text in ("A lie.", "Rain!", "The mob met on the closed road.")]
    for document in [*documents[:6], *others]:
        (pieces,) = pieces_of(rater.encoder.tokenizer, document.text, TINY.max_length)
        with torch.no_grad():
            logit = parts.network(*map(torch.from_numpy, padded([pieces])))
        expected = torch.sigmoid(logit)[0, 0].item()
        found = rater.predict_proba([document])
        assert_allclose(found, [[1 - expected, expected]], atol=1e-4)


def test_ratings_do_not_depend_on_what_is_rated_beside(folder, documents):
    rater = load_encoder(*folder)
    several = rater.predict_proba([*documents[:6], parse("A lie. " * 20, "en")])
    assert_allclose(several[:6], [rater.predict_proba([d])[0] for d in documents[:6]], atol=1e-5)


def test_the_same_seed_gives_the_same_network(base, documents, labels, parts):
    again = train_encoder(documents, labels, BIAS, base, TINY, say=silent)
    other = train_encoder(documents, labels, BIAS, base, replace(TINY, seed=2), say=silent)
    logits = [made.encoder().logits(["A radical lie!"]) for made in (parts, again, other)]
    assert_allclose(logits[0], logits[1])
    assert abs(logits[0] - logits[2]).max() > 1e-4


def test_of_a_long_text_every_stretch_is_read(folder):
    rater = load_encoder(*folder)
    calm, loud = "prices rose again. " * 8, "shameless lie! " * 8
    alone = rater.predict_proba([parse(calm, "en")])[0, 1]
    whole = rater.predict_proba([parse(calm + loud, "en")])[0, 1]
    assert whole > alone + 0.01


def test_a_long_text_counts_as_one_in_training(base, documents, labels):
    long = [*documents, parse("The council met on Monday. " * 30, "en")]
    seen = train_encoder(long, [*labels, 0], BIAS, base, replace(TINY, epochs=1), say=silent)
    assert seen.facts["classes"] == [0, 1]


def test_one_of_several_labels(base, documents):
    labels = ["calm", "loud"] * (len(documents) // 2)
    labels[::6] = ["council"] * 4
    recipe = Recipe("tone", task="multiclass")
    settings = replace(TINY, epochs=20)
    rater = EncoderLearner(recipe, base=base, settings=settings, say=silent).fit(documents, labels)
    assert rater.classes_.tolist() == ["calm", "council", "loud"]
    assert_allclose(rater.predict_proba(documents).sum(1), 1.0)
    with torch.no_grad():
        text = documents[1].text
        (pieces,) = pieces_of(rater.encoder.tokenizer, text, TINY.max_length)
        expected = torch.softmax(rater.parts.network(*map(torch.from_numpy, padded([pieces]))), -1)
    assert_allclose(rater.predict_proba(documents[1:2]), expected.numpy(), atol=1e-4)
    assert list(rater.predict(documents)) == labels


def test_several_labels_at_once(base, documents):
    labels = [("calm",), ("loud", "mob"), (), ("loud",), ("calm",), ("loud",)] * 4
    recipe = Recipe("tones", task="multilabel")
    settings = replace(TINY, epochs=20)
    rater = EncoderLearner(recipe, base=base, settings=settings, say=silent).fit(documents, labels)
    assert rater.predict_proba(documents).shape == (len(documents), 3)
    assert rater.predict(documents) == labels


def test_held_out_groups_make_the_calibration(base, documents, labels):
    settings = replace(TINY, held_out=0.5)
    groups = [number // 2 for number in range(len(documents))]
    learner = EncoderLearner(BIAS, base=base, settings=settings, say=silent)
    found = learner.fit(documents, labels, groups).rate_passages(Passages.articles(documents))
    assert (found.low < found.probability).all()
    assert (found.probability < found.high).all()


def test_without_held_out_texts_there_is_no_interval(folder, documents):
    found = load_encoder(*folder).rate_passages(Passages.articles(documents))
    assert np.isnan(found.low).all()
    assert np.isnan(found.high).all()


def test_a_higher_temperature_brings_probabilities_nearer_to_one_half(base, documents, labels):
    cold, warm = (
        EncoderLearner(BIAS, base=base, settings=replace(TINY, temperature=t), say=silent)
        .fit(documents, labels)
        .predict_proba(documents)
        for t in (1.0, 3.0)
    )
    assert (abs(warm - 0.5) < abs(cold - 0.5)).all()


def test_it_rates_a_corpus_like_every_rater(folder):
    article = parse("The council met on Monday. A shameful lie! The corrupt mob met again.", "en")
    table = rate([article], load_encoder(*folder))
    assert table["label"].tolist() == ["biased"] * 3
    assert table["sentence"].tolist() == [0, 1, 2]
    assert table["probability"].iloc[0] < 0.5 < table["probability"].iloc[1]
    assert table["too_short"].tolist() == [False, True, False]


def test_a_folder_with_an_encoder_is_loaded_like_every_rater(folder, documents):
    path, facts = folder
    written = tomli_w.dumps({"format": 1, "framing": __version__, **facts})
    (path / "model.toml").write_text(written, encoding="utf-8")
    loaded = load_rater(path)
    assert isinstance(loaded, EncoderRater)
    assert_allclose(
        loaded.predict_proba(documents), load_encoder(path, facts).predict_proba(documents)
    )


def test_the_word_that_drives_a_rating_is_found(folder):
    rater = load_encoder(*folder)
    document = parse("The council met, a shameful lie!", "en")
    found = occluded(rater, Passages.articles([document]), 0)
    assert [word for word, _ in found] == [Span(*pair) for pair in document.tokens.tolist()]
    whole, without = (
        rater.rate_passages(Passages.articles([parse(text, "en")])).scores[0, 0]
        for text in (document.text, "The council met, a  lie!")
    )
    assert document[found[5][0]] == "shameful"
    assert_allclose(found[5][1], whole - without, atol=1e-5)


def test_eight_bits_say_almost_the_same(parts, documents):
    small = quantized(parts.weights)
    texts = [document.text for document in documents[:6]]
    logits = replace(parts, weights=small).encoder().logits(texts)
    assert_allclose(logits, parts.encoder().logits(texts), atol=1.0)
    assert ((logits > 0) == (parts.encoder().logits(texts) > 0)).all()
    assert b"MatMulInteger" in small


def test_parameters_can_be_asked_for_and_set(base):
    learner = EncoderLearner(BIAS, base=base, settings=TINY, say=silent)
    assert learner.get_params()["base"] == base
    assert learner.set_params(settings=replace(TINY, epochs=1)).settings.epochs == 1
    with pytest.raises(ValueError, match="no parameter 'epoch'"):
        learner.set_params(epoch=1)


def test_rating_needs_no_torch(folder):
    path, facts = folder
    (path / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    code = (
        "import json, sys; from pathlib import Path; from framing.models.encoder import *\n"
        f"folder = Path({str(path)!r}); facts = json.loads((folder / 'facts.json').read_text())\n"
        "print(load_encoder(folder, facts).encoder.logits(['A lie!']).shape)\n"
        "print(sorted({'torch', 'transformers', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["(1, 1)", "[]"]


# What cannot be


def test_an_unknown_encoder_is_named_with_where_to_get_it(monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ValueError, match=r"no encoder 'no-such/encoder'.*hf download no-such/enc"):
        load_base("no-such/encoder", 128)


def test_a_folder_without_an_encoder_is_named_with_what_it_holds(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match=r"holds no encoder: config.json.*there is notes.txt"):
        load_base(tmp_path, 128)


def test_more_word_pieces_than_the_encoder_reads_are_refused(base):
    with pytest.raises(ValueError, match=r"max_length=64: .* reads 32 word pieces at most"):
        load_base(base, 64)


@pytest.mark.parametrize("package", ["transformers", "onnxruntime", "tokenizers"])
def test_a_missing_package_says_what_to_install(package, monkeypatch, folder, base):
    monkeypatch.setitem(sys.modules, package, None)
    used = (
        partial(load_base, base, 16)
        if package == "transformers"
        else partial(load_encoder, *folder)
    )
    with pytest.raises(ValueError, match=r"pip install 'framing\[train\]'"):
        used()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"labels": [0, 1]}, "24 documents, but 2 labels"),
        ({"labels": [0] * 24}, "fewer than 3 rows: '1'"),
        ({"labels": [0, float("nan")] * 12}, "row 1: label nan"),
        ({"settings": replace(TINY, epochs=0)}, "epochs=0"),
        ({"settings": replace(TINY, held_out=1.0)}, "held_out=1.0"),
        ({"groups": [1]}, "24 documents, but 1 groups"),
        ({"recipe": replace(BIAS, languages=("de",))}, "for de, not for en"),
    ],
)
def test_what_cannot_be_learnt_is_refused(change, message, base, documents, labels):
    given = {"labels": labels, "recipe": BIAS, "settings": TINY, "groups": None, **change}
    with pytest.raises(ValueError, match=message):
        train_encoder(documents, base=base, say=silent, **given)


@pytest.mark.parametrize("name", [WEIGHTS, TOKENIZER])
def test_a_changed_file_is_refused(name, folder):
    path, facts = folder
    (path / name).write_bytes((path / name).read_bytes() + b" ")
    with pytest.raises(EncoderError, match=f"{name} is not the file the rater was made with"):
        load_encoder(path, facts)


@pytest.mark.parametrize("name", [WEIGHTS, TOKENIZER])
def test_a_missing_file_is_refused(name, folder):
    path, facts = folder
    (path / name).unlink()
    with pytest.raises(EncoderError, match=f"{name} cannot be read"):
        load_encoder(path, facts)


def test_facts_that_say_too_little_are_refused(folder):
    path, facts = folder
    facts = {name: value for name, value in facts.items() if name != "margins"}
    with pytest.raises(EncoderError, match="lacks margins"):
        load_encoder(path, facts)


def test_a_network_for_another_number_of_labels_is_refused(folder):
    path, facts = folder
    with pytest.raises(EncoderError, match="has 1 outputs, but 2 labels"):
        load_encoder(path, {**facts, "margins": [0.5, 0.5]})


def test_a_foreign_network_is_refused(folder, parts, tmp_path):
    onnx = pytest.importorskip("onnx", reason="pip install 'framing[train]'")
    model = onnx.load_from_string(parts.weights)
    model.graph.output[0].name = model.graph.node[-1].output[0] = "embedding"
    path, facts = folder
    hashes = save_encoder(path, model.SerializeToString(), parts.tokenizer)
    with pytest.raises(EncoderError, match="to embedding; needed is a network from input_ids"):
        load_encoder(path, {**facts, "files": hashes})


@pytest.mark.parametrize(
    ("weights", "tokenizer", "message"),
    [(b"no network", None, "no network that onnxruntime reads"), (None, "{}", "is no tokenizer")],
)
def test_a_file_of_another_format_is_refused(weights, tokenizer, message, folder, parts):
    path, facts = folder
    hashes = save_encoder(path, weights or parts.weights, tokenizer or parts.tokenizer)
    with pytest.raises(EncoderError, match=message):
        load_encoder(path, {**facts, "files": hashes})


def test_a_rater_without_a_network_says_how_one_comes_about(documents, labels):
    with pytest.raises(EncoderError, match="framing train DATASET --encoder NAME"):
        EncoderRater(BIAS).fit(documents, labels)


# How it learns


def test_the_rate_rises_and_falls():
    steps = [_pace(at / 100, 0.1) for at in range(101)]
    assert max(range(101), key=steps.__getitem__) == 10
    assert (steps[0], steps[10], steps[100]) == (0.0, 1.0, 0.0)


def test_lower_layers_learn_more_slowly(base):
    body, _ = load_base(base, 16)
    network = EncoderNetwork(body, 1, 0.0)
    settings = replace(TINY, rate=1.0, layer_decay=0.5, head_rate=3.0)
    rates = {id(w): group["lr"] for group in _rates(network, settings) for w in group["params"]}
    named = {name: rates[id(weight)] for name, weight in network.named_parameters()}
    assert len(rates) == len(named)
    assert named["head.weight"] == 3.0
    assert named["encoder.encoder.layer.1.attention.self.query.weight"] == 1.0
    assert named["encoder.encoder.layer.0.attention.self.query.weight"] == 0.5
    assert named["encoder.embeddings.word_embeddings.weight"] == 0.25


def test_an_epoch_shows_every_text_once():
    import random

    examples = [Example([0] * (at % 7 + 1), at, 1.0) for at in range(50)]
    rows = [one.row for batch in _batches(examples, 4, random.Random(1)) for one in batch]
    assert sorted(rows) == list(range(50))


def test_of_several_runs_the_weights_are_averaged(base, documents, labels, parts):
    second = train_encoder(documents, labels, BIAS, base, replace(TINY, runs=2), say=silent)
    learnt = [made.network.head.weight for made in (parts, second)]
    assert abs(learnt[0] - learnt[1]).max() > 1e-4
    rated = EncoderRater(BIAS, state_of(second.facts), second.facts, second.encoder())
    assert rated.predict(documents).tolist() == labels


def test_the_average_lies_between_what_the_weights_were():
    layer = torch.nn.Linear(1, 1, bias=False)
    torch.nn.init.constant_(layer.weight, 0.0)
    average = _Average(layer, 4)
    for value in (1.0, 2.0, 3.0):
        torch.nn.init.constant_(layer.weight, value)
        average.update()
    average.put()
    assert 1.0 < layer.weight.item() < 3.0


def test_texts_are_read_without_boilerplate_marks_between_pieces(documents):
    assert texts_of(Passages.articles(documents[:2])) == [CALM[0], LOUD[0]]
