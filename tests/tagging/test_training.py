"""Learning a tagger: what is read from a treebank, and that torch and numpy compute the same."""

import numpy as np
import pytest

from framing.tagging import TAGS
from framing.tagging.forms import forms_of
from framing.tagging.network import best_tags
from framing.tagging.weights import load_weights
from framing.training.tagger import train_tagger, write_silver
from framing.training.tagger_data import Examples, free_documents, gold_targets, read_treebank
from framing.training.tagger_loop import Fit, fit, predicted
from framing.training.tagger_network import Network, Shape, as_weights

TREEBANK = """\
# newdoc id = GUM_news_invented
# text = She didn't see the mayor's dog.
1\tShe\tshe\tPRON\t_\t_\t_\t_\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\t_\t_\t_\t_\t_\t_
3\tn't\tnot\tPART\t_\t_\t_\t_\t_\t_
4\tsee\tsee\tVERB\t_\t_\t_\t_\t_\t_
5\tthe\tthe\tDET\t_\t_\t_\t_\t_\t_
6-7\tmayor's\t_\t_\t_\t_\t_\t_\t_\t_
6\tmayor\tmayor\tNOUN\t_\t_\t_\t_\t_\t_
7\t's\t's\tPART\t_\t_\t_\t_\t_\t_
8\tdog\tdog\tNOUN\t_\t_\t_\t_\t_\tSpaceAfter=No
8.1\tbark\tbark\tVERB\t_\t_\t_\t_\t_\t_
9\t.\t.\tPUNCT\t_\t_\t_\t_\t_\t_

# newdoc id = GUM_fiction_invented
1\tYes\tyes\tINTJ\t_\t_\t_\t_\t_\t_

"""
SMALL = Shape(width=16, hidden=16, second=16, pooled=8)


@pytest.fixture
def treebank(tmp_path):
    path = tmp_path / "en_gum-invented.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return path


def pairs(sentence):
    return [f"{form}/{TAGS[tag]}" for form, tag in zip(sentence.forms, sentence.tags, strict=True)]


def test_a_contraction_has_the_tag_of_its_first_word_unless_the_project_divides_it(treebank):
    sentence = read_treebank(treebank)[0]
    assert pairs(sentence) == [
        "She/PRON",
        "didn't/AUX",
        "see/VERB",
        "the/DET",
        "mayor/NOUN",
        "'s/PART",
        "dog/NOUN",
        "./PUNCT",
    ]
    assert sentence.spaced == (False, True, True, True, True, False, True, False)


def test_a_treebank_is_also_read_as_syntactic_words(treebank):
    assert pairs(read_treebank(treebank, words=True)[0])[1:3] == ["did/AUX", "n't/PART"]


def test_only_documents_with_free_texts_are_kept(treebank):
    assert {one.document for one in free_documents(read_treebank(treebank))} == {
        "GUM_news_invented"
    }


def test_torch_and_numpy_find_the_same_tags(treebank):
    sentences = read_treebank(treebank)
    network = Network(SMALL)
    examples = Examples([one.forms for one in sentences], gold_targets(sentences))
    fit(network, [examples], Fit(epochs=10, rate=0.02, size=4))
    weights = as_weights(network.arrays())
    expected = predicted(network, examples)
    text = " ".join(form for one in sentences for form in one.forms)
    sizes = [len(form) for one in sentences for form in one.forms]
    ends = np.cumsum(np.array(sizes) + 1) - 1
    tokens = np.column_stack([ends - sizes, ends]).astype(np.int32)
    found = best_tags(weights, forms_of(text, tokens), examples.at[:-1])
    assert (found == expected).all()
    assert len(set(expected.tolist())) > 1


def test_a_tagger_learns_its_treebank_and_is_read_again(treebank, tmp_path, monkeypatch):
    sentences = free_documents(read_treebank(treebank))
    forms = [one.forms for one in sentences]
    silver = tmp_path / "silver.npz"
    write_silver(silver, forms, gold_targets(sentences).astype(np.float16))
    folder = tmp_path / "weights"
    facts = {"licence": "CC0", "treebanks": ["invented"]}
    how = Fit(epochs=30, rate=0.02, size=4)
    train_tagger("en", [treebank], silver, folder, how, SMALL, facts)
    monkeypatch.setattr("framing.tagging.weights.FOLDER", folder)
    weights = load_weights("en")
    assert len(weights.near_bias) == SMALL.hidden
    network_tags = best_tags(weights, _forms(forms[0]), np.array([0]))
    assert [TAGS[tag] for tag in network_tags] == [TAGS[tag] for tag in sentences[0].tags]


def test_nothing_to_learn_from_is_an_error(tmp_path):
    empty = tmp_path / "empty.conllu"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=r"no sentence to learn from in .*empty\.conllu"):
        train_tagger("en", [empty], folder=tmp_path)


def _forms(forms):
    ends = np.cumsum([len(form) + 1 for form in forms]) - 1
    starts = ends - [len(form) for form in forms]
    return forms_of(" ".join(forms), np.column_stack([starts, ends]).astype(np.int32))
