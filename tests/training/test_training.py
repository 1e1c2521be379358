"""Learning to find indirect speech: the network that learns is the one that runs."""

import json
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from numpy.testing import assert_allclose

torch = pytest.importorskip("torch", reason="training needs torch: pip install 'framing[train]'")
pytest.importorskip("gensim", reason="training needs gensim: pip install 'framing[train]'")

from framing import parse  # noqa: E402
from framing.attribution.engine import attribute_with, ruled  # noqa: E402
from framing.attribution.tagger import Tagger, load_tagger  # noqa: E402
from framing.attribution.tagger import network as running  # noqa: E402
from framing.attribution.tagger.inputs import features  # noqa: E402
from framing.attribution.tagger.linking import pair_scores  # noqa: E402
from framing.attribution.tagger.model import FACTS  # noqa: E402
from framing.attribution.tagger.tags import (  # noqa: E402  # noqa: E402
    CONTENT,
    CUE,
    LAYERS,
    N_TAGS,
    NESTED,
    SOURCE,
    allowed,
    may_begin,
    ranges_of,
)
from framing.attribution.tagger.windows import Window, cores, gathered, windows  # noqa: E402
from framing.attribution.view import View  # noqa: E402
from framing.cards import CARDS  # noqa: E402
from framing.document import Attribution, Span  # noqa: E402
from framing.evaluation import evaluate  # noqa: E402
from framing.training import Settings, train_attribution  # noqa: E402
from framing.training.loop import _losses, learn  # noqa: E402
from framing.training.modules import UNITS, Network, exported  # noqa: E402
from framing.training.targets import example  # noqa: E402
from framing.training.vectors import hashed_vectors  # noqa: E402
from tests.markup import unmark  # noqa: E402

TINY = Settings(epochs=2, vector_epochs=1, tokens=400, rate=5e-3, dropout=0.1)
FACTS_GIVEN = {
    "corpus": {
        "name": "sample",
        "title": "Invented articles",
        "licence": "CC0-1.0",
        "weights_licence": "CC0-1.0",
        "citation": "none",
        "route": "shipped with the package",
    }
}


@pytest.fixture(scope="module")
def articles():
    """The six English articles of the sample, as the rules mark them."""
    lines = (CARDS / "sample" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["language"] == "en"]
    return [parse(row["text"], "en", id=row["id"], attribution="rules") for row in rows]


@pytest.fixture(scope="module")
def network():
    """A network that has learnt nothing, every weight of it by chance."""
    torch.manual_seed(4)
    network = Network(0.5, None).eval()
    with torch.no_grad():
        for weight in network.parameters():
            weight.copy_(torch.randn(weight.shape) * 0.2)
    return network


def marked(text):
    """A document with one attribution, written with ``s``, ``c`` and ``w``."""
    plain, marks = unmark(text)
    spans = {k: tuple(Span(a, b) for a, b, label in marks if label == k) for k in "scw"}
    one = Attribution("indirect", next(iter(spans["s"]), None), spans["c"], spans["w"])
    return replace(parse(plain, "en", attribution="rules"), attributions=(one,))


# The network


def test_numpy_gives_the_states_and_tags_of_torch(network):
    view = View(parse("Holm said that it rained on the bridge. " * 40 + "It did.", "en"))
    indices, cut = features(view, ruled(view)), windows(view)
    assert len({window.end - window.begin for window in cut}) > 1
    tokens, seen = gathered(cut)
    with torch.no_grad():
        states = network.states(torch.from_numpy(indices[tokens]), torch.from_numpy(seen.sum(1)))
        tags = network.tags(states).numpy()
    weights, at = exported(network), cores(cut)
    ours = running.encoded(weights, running.embedded(weights, indices), cut)
    assert_allclose(ours, states.numpy()[at], atol=1e-4)
    assert_allclose(ours @ weights["tags.weight"] + weights["tags.bias"], tags[at], atol=1e-4)


@pytest.mark.parametrize("relation", ["cue", "source", "same"])
def test_numpy_gives_the_link_scores_of_torch(network, relation):
    states = np.random.default_rng(0).standard_normal((20, 2 * UNITS)).astype(np.float32)
    content, others = (4, 9), [(0, 2), (12, 13), (15, 20)]
    near = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    with torch.no_grad():
        theirs = network.pairs[relation](
            torch.from_numpy(states),
            torch.tensor([content]),
            torch.tensor([others]),
            torch.from_numpy(near[None]),
            torch.ones(1, 3, dtype=torch.bool),
        )
    ours = pair_scores(exported(network), relation, states, content, others, near)
    assert_allclose(ours, theirs.numpy()[0], atol=1e-4)


def test_the_loss_is_what_all_rows_of_tags_together_make_of_the_right_one(network):
    lengths, states = [3, 2], torch.randn(2, 3, 2 * UNITS)
    gold = torch.tensor([[[0] * 4, [1] * 4, [2] * 4], [[1] * 4, [0] * 4, [0] * 4]])
    seen = torch.tensor([[True] * 3, [True, True, False]])
    with torch.no_grad():
        loss = float(network.tag_loss(states, gold, seen))
        scores = network.tags(states).unflatten(-1, (len(LAYERS), N_TAGS)).double().numpy()
        follow, first = (x.double().numpy() for x in network.transitions())
    total = 0.0
    for window, length in enumerate(lengths):
        for layer in range(len(LAYERS)):

            def score(tags, own=scores[window, :, layer], layer=layer):
                steps = sum(own[i, tag] for i, tag in enumerate(tags))
                pairs = sum(follow[layer, a, b] for a, b in pairwise(tags))
                return first[layer, tags[0]] + steps + pairs

            every = [score(tags) for tags in product(range(N_TAGS), repeat=length)]
            right = score(gold[window, :length, layer].tolist())
            total += np.logaddexp.reduce(every) - right
    assert loss == pytest.approx(total / sum(lengths), rel=1e-4)


def test_forbidden_tags_never_come_out(network):
    weights = exported(network)
    states = np.random.default_rng(1).standard_normal((60, 2 * UNITS)).astype(np.float32) * 9
    (tags,) = [running.tagged(weights, states, [Window(0, 0, 60, 60)])]
    for layer, row in enumerate(tags):
        assert may_begin()[layer, row[0]]
        assert allowed()[layer, row[:-1], row[1:]].all()
    assert tags.any()


# What is learnt


def test_an_annotated_article_becomes_tags_and_links():
    document = marked("[Holm|s] [said|c], [it rained|w], and [it stopped|w].")
    one = example(document, [])
    assert ranges_of(one.tags[CONTENT]) == [(3, 5), (7, 9)]
    assert ranges_of(one.tags[CUE]) == [(1, 2)]
    assert ranges_of(one.tags[SOURCE]) == [(0, 1)]
    assert not one.tags[NESTED].any()
    assert one.links["cue"].gold.tolist() == one.links["source"].gold.tolist() == [1, 1]
    assert one.links["same"].gold.tolist() == [1]


def test_a_content_without_a_cue_links_to_none():
    one = example(marked("Holm was clear. [It rained|w]."), [])
    assert one.links["cue"].gold.tolist() == one.links["source"].gold.tolist() == [0]


def test_a_content_in_another_one_is_nested():
    outer = marked("Weber wrote [that Holm said it rained|w].")
    inner = marked("Weber wrote that Holm said [it rained|w].").attributions
    one = example(replace(outer, attributions=outer.attributions + inner), [])
    assert (ranges_of(one.tags[CONTENT]), ranges_of(one.tags[NESTED])) == ([(2, 7)], [(5, 7)])


def test_learning_lowers_the_loss(articles):
    examples = [example(one, ruled(View(one))) for one in articles]
    losses = []

    def loss_of(weights):
        return 0.0

    def say(line):
        losses.append(float(line.split("loss ")[1].split(" +")[0]))

    learn(examples, replace(TINY, epochs=3), None, loss_of, say)
    assert losses[-1] < 0.8 * losses[0]


def test_the_epoch_that_scores_best_is_kept(articles):
    examples = [example(articles[0], [])]
    seen, marks = [], iter([1.0, 3.0, 2.0])

    def score(weights):
        seen.append(weights)
        return next(marks)

    weights, scores = learn(examples, replace(TINY, epochs=3), None, score, lambda line: None)
    assert scores == [1.0, 3.0, 2.0]
    assert all(np.array_equal(weights[name], seen[1][name]) for name in weights)
    assert not np.array_equal(weights["tags.weight"], seen[2]["tags.weight"])


def test_averaged_weights_do_not_run_away_where_an_epoch_is_one_batch():
    examples = [example(marked("[Holm|s] [said|c] [it rained|w]."), [])]
    kept = []
    settings = replace(TINY, epochs=8, memory=0.1)
    learn(examples, settings, None, lambda w: kept.append(w) or 0.0, lambda line: None)
    assert np.abs(kept[-1]["tags.weight"] - kept[0]["tags.weight"]).max() < 0.1


def test_links_and_tags_both_count(articles):
    torch.manual_seed(0)
    batch = [example(one, ruled(View(one))) for one in articles[:2]]
    tag_loss, link_loss = _losses(Network(0.0, None), batch, np.random.default_rng(0))
    assert tag_loss.requires_grad
    assert float(tag_loss.detach()) > 0 < float(link_loss.detach())


def test_word_vectors_of_a_seed_are_always_the_same_and_hold_no_word():
    corpus = [["holm", "said", "it", "rained"], ["it", "rained", "again"]] * 9
    one, two = (hashed_vectors(corpus, 2, seed=3) for _ in range(2))
    np.testing.assert_array_equal(one, two)
    assert np.count_nonzero(one.any(1)) == 5


# The whole way


@pytest.fixture(scope="module")
def trained(articles, tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    lines = []
    scores = train_attribution(
        articles, articles[:2], folder / "en", FACTS_GIVEN, settings=TINY, say=lines.append
    )
    return folder, scores, lines


def test_the_folder_is_read_and_gives_what_was_scored(trained, articles, monkeypatch):
    folder, scores, lines = trained
    monkeypatch.setenv("FRAMING_MODELS", str(folder))
    tagger = load_tagger("en")
    read = [replace(one, attributions=attribute_with(one, tagger)) for one in articles[:2]]
    assert evaluate(articles[:2], read).values == scores.values
    assert [parse(one.text, "en").attributions for one in articles[:2]] == [
        one.attributions for one in read
    ]
    assert sum("epoch" in line for line in lines) == TINY.epochs


def test_the_folder_says_what_it_is(trained):
    folder = trained[0] / "en"
    facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    assert facts["articles"] == {"train": 6, "development": 2, "plain": 0}
    assert facts["settings"]["epochs"] == 2
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert "Invented articles" in card
    assert "Licence of these weights**: CC0-1.0" in card


def test_a_seed_gives_always_the_same_weights(trained, articles, tmp_path):
    again = tmp_path / "again"
    train_attribution(
        articles, articles[:2], again, FACTS_GIVEN, settings=TINY, say=lambda line: None
    )
    with np.load(trained[0] / "en" / "weights.npz") as one, np.load(again / "weights.npz") as two:
        assert all(np.array_equal(one[name], two[name]) for name in one.files)
        assert one.files == two.files


# What cannot be learnt


def test_articles_in_two_languages_are_refused(articles, tmp_path):
    german = parse("Holm sagte, dass es regnet.", "de", attribution="rules")
    with pytest.raises(ValueError, match=r"one language; these articles are in: \['de', 'en'\]"):
        train_attribution([*articles, german], [german], tmp_path, FACTS_GIVEN)


@pytest.mark.parametrize(("train", "development"), [(0, 2), (2, 0)])
def test_nothing_to_learn_from_is_an_error(articles, train, development, tmp_path):
    with pytest.raises(ValueError, match="no attributions in 0 articles"):
        train_attribution(articles[:train], articles[:development], tmp_path, FACTS_GIVEN)
    assert not list(tmp_path.iterdir())


def test_no_epoch_is_an_error(articles):
    with pytest.raises(ValueError, match="epochs=0: at least one"):
        learn([example(articles[0], [])], replace(TINY, epochs=0), None, len, print)


def test_a_tagger_that_has_learnt_nothing_reads_any_article(network, articles):
    tagger = Tagger("en", exported(network), {})
    for one in articles[:2]:
        for attribution in attribute_with(one, tagger):
            assert attribution.content
