"""Word vectors: those of a language, the user's own, and which words are used alike."""

import argparse
import json
import re

import numpy as np
import pytest

import framing
from framing.cli.vectors import add
from framing.extract.axes import Axes
from framing.models.ngrams import token_hashes as gram_hashes
from framing.models.passages import Passages
from framing.vectors import (
    FACTS,
    FILE,
    load_vectors,
    near,
    token_hashes,
    word_hashes,
    word_vector,
    word_vectors,
)

LINES = ("The ferry left the harbour.", "A boat entered the harbour.", "The ferry is a boat.")


def test_a_language_brings_vectors():
    for code in ("de", "en"):
        vectors = load_vectors(code)
        assert vectors.language == code
        assert 0 < vectors.share.sum() <= 1
        assert (np.diff(vectors.hashes.astype(object)) > 0).all()


def test_words_are_found_whatever_their_case():
    assert "SICHERHEIT" in load_vectors("de")
    assert "sichrheitt" not in load_vectors("de")
    assert np.allclose(word_vector("Safe", "en"), word_vector("safe", "en"))


def test_vectors_have_length_one():
    assert np.linalg.norm(word_vectors(["safe", "bridge"], "en"), axis=1) == pytest.approx(1)


def test_a_token_and_the_same_word_alone_have_one_hash():
    document = framing.parse("„Sicher“, sagte sie am 3. Mai – vielleicht.", "de")
    assert np.array_equal(token_hashes(document), word_hashes(document.forms))


def test_raters_and_axes_fold_words_alike():
    documents = [framing.parse(f"„{word}“ – İstanbul’s 2nd ’{word}", "en") for word in LINES]
    one = np.concatenate([token_hashes(document) for document in documents])
    assert np.array_equal(one, gram_hashes(Passages.articles(documents)))


def test_words_without_a_vector_are_all_named():
    with pytest.raises(ValueError, match=r"'qwxzy'.*'savety' \(did you mean 'safety'"):
        word_vectors(["bridge", "qwxzy", "savety"], "en")


@pytest.mark.parametrize(
    ("name", "message"),
    [("fr", "no word vectors for 'fr' (no such folder); there are some for de, en")],
)
def test_missing_vectors_are_told_what_there_is(name, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        load_vectors(name)


def test_a_folder_without_vectors_says_so(tmp_path):
    with pytest.raises(ValueError, match=re.escape("(no vectors.safetensors in it)")):
        load_vectors(tmp_path)


def test_neighbours_are_words_of_the_corpus():
    documents = [framing.parse(line, "en") for line in LINES]
    found = near("ship", documents, "en")
    assert {one.word for one in found} <= {"ferry", "boat", "harbour", "the", "a"}
    assert [one.cosine for one in found] == sorted((one.cosine for one in found), reverse=True)
    assert {one.word: one.times for one in found}["ferry"] == 2


def test_a_user_trains_vectors_and_loads_them(tmp_path):
    pytest.importorskip("gensim")
    from framing.training.word_vectors import train_vectors_from

    source = tmp_path / "news.jsonl"
    ports = ("Kiel", "Emden", "Husum", "Wismar")
    texts = [line.replace(".", f" of {port}.") for line in LINES for port in ports]
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    file = train_vectors_from(source, "en", tmp_path / "own", epochs=1)
    assert file == tmp_path / "own" / FILE
    facts = json.loads((tmp_path / "own" / FACTS).read_text(encoding="utf-8"))
    assert facts["language"] == "en"
    assert facts["learnt_from"] == ["news.jsonl"]
    own = load_vectors(tmp_path / "own")
    assert "ferry" in own
    assert "minister" not in own
    german = framing.parse("Die Fähre ist sicher.", "de")
    with pytest.raises(ValueError, match="are of 'en', the article is in 'de'"):
        Axes({"size": ("ferry", "boat")}, vectors=own).row(german)
    english = framing.parse("The ferry.", "en")
    assert Axes({"size": ("ferry", "boat")}, vectors=own).row(english)["axes__author_size_bias"] > 0


def test_the_commands_train_and_look(tmp_path, capsys):
    pytest.importorskip("gensim")
    commands = argparse.ArgumentParser()
    add(commands.add_subparsers())
    source, out = tmp_path / "news.txt", tmp_path / "own"
    ports = ("Kiel", "Emden", "Husum")
    source.write_text(
        " ".join(line.replace(".", f" of {port}.") for line in LINES for port in ports)
    )
    for line in (
        f"vectors train {source} --language en --out {out} --epochs 1",
        f"vectors near ferry --language en --vectors {out} --in {source} --top 3",
    ):
        args = commands.parse_args(line.split())
        args.run(args)
    printed = capsys.readouterr()
    assert "boat" in printed.out
    assert "written" in printed.err
