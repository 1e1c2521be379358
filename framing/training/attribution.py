"""``framing train attribution``: a model that finds indirect speech, from annotated articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from framing.attribution.engine import attribute_with, ruled
from framing.attribution.marked import quotations_attributed
from framing.attribution.tagger import Tagger, save_tagger
from framing.attribution.tagger.model import quantized
from framing.attribution.tagger.tags import BEGIN, LAYERS, N_TAGS
from framing.attribution.view import Draft, View
from framing.document import Document
from framing.evaluation import Scores, evaluate
from framing.training.card import write_card
from framing.training.loop import Arrays, Settings, learn
from framing.training.targets import example
from framing.training.vectors import hashed_vectors, sentences

DEFAULT = Settings()
READINESS = (0.3, 0.6)
CHOSEN_BY = ("detection_f1", "content_f1", "both_f1")
OF_CORPUS = ("name", "title", "licence", "weights_licence", "citation", "route")
KEPT = ("detection_f1", "cue_f1", "source_f1", "content_f1", "source_right", "both_f1")


def train_attribution(
    train: Sequence[Document],
    development: Sequence[Document],
    folder: Path,
    facts: Mapping[str, Any],
    plain: Sequence[Document] = (),
    settings: Settings = DEFAULT,
    marked_as: Callable[[Document], Document] = lambda document: document,
    say: Callable[[str], None] = print,
) -> Scores:
    """Train the attribution model of a language and write it.

    Parameters
    ----------
    train, development : sequence of Document
        Articles with the attributions that annotators marked. The development split decides
        which epoch is kept.
    folder : Path
        Where weights, facts and card go.
    facts : dict
        What the card says besides: ``corpus`` (name, title, licence, weights_licence,
        citation, route) and, with ``plain``, what those articles are.
    plain : sequence of Document
        Articles without annotations, from which word vectors are learnt together with those
        of ``train``.
    settings : Settings
        How to learn.
    marked_as : callable
        Puts what is found into the terms of the corpus, before the two are compared.
    say : callable
        Told how it goes.

    Returns
    -------
    Scores
        On the development split, of the model as it was written.

    Raises
    ------
    ValueError
        If there is nothing to learn from, or in several languages.
    """
    for name, documents in (("train", train), ("development", development)):
        if not any(document.attributions for document in documents):
            raise ValueError(
                f"{name}: no attributions in {len(documents)} articles; annotated ones are needed"
            )
    language = _one_language([*train, *development])
    say(f"{len(train)} articles to learn from, {len(development)} to choose by")
    vectors = hashed_vectors(sentences([*plain, *train]), settings.vector_epochs, settings.seed)
    examples = [example(document, _drafts(document)) for document in train]

    def measured(weights: Any) -> Scores:
        tagger = Tagger(language, quantized(weights), {})
        return evaluate(development, [marked_as(_read(d, tagger)) for d in development])

    weights, epochs = learn(examples, settings, vectors, lambda w: _total(measured(w)), say)
    weights, readiness = _readier(weights, lambda w: _total(measured(w)), say)
    scores = measured(weights)
    about = {
        "settings": {**asdict(settings), "readiness": readiness},
        "articles": {"train": len(train), "development": len(development), "plain": len(plain)},
        "development": {name: round(scores.values[name] or 0.0, 1) for name in KEPT},
        "epochs": [round(value, 1) for value in epochs],
        "plain": facts.get("plain", ""),
        "corpus": {name: facts["corpus"][name] for name in OF_CORPUS},
    }
    save_tagger(folder, language, quantized(weights), about)
    write_card(folder, language, about, scores)
    return scores


def _total(scores: Scores) -> float:
    """What epoch and readiness are chosen by."""
    return sum(scores.values[name] or 0.0 for name in CHOSEN_BY)


def _readier(
    weights: Arrays, score: Callable[[Arrays], float], say: Callable[[str], None]
) -> tuple[Arrays, float]:
    """The weights with the readiness to begin a span that scores best.

    A network that maximises likelihood leaves out more than it invents; a constant added to the
    scores of beginnings evens that out.
    """
    best, chosen = score(weights), 0.0
    for readiness in READINESS:
        value = score(_ready(weights, readiness))
        say(f"readiness {readiness}: development {value:.2f}")
        if value > best:
            best, chosen = value, readiness
    return _ready(weights, chosen), chosen


def _ready(weights: Arrays, readiness: float) -> Arrays:
    bias = weights["tags.bias"].reshape(len(LAYERS), N_TAGS).copy()
    bias[:, BEGIN] += readiness
    return {**weights, "tags.bias": bias.ravel()}


def _one_language(documents: Sequence[Document]) -> str:
    languages = sorted({document.language for document in documents})
    if len(languages) != 1:
        raise ValueError(f"a model is of one language; these articles are in: {languages}")
    return languages[0]


def _drafts(document: Document) -> list[Draft]:
    view = View(document)
    return quotations_attributed(view, ruled(view))


def _read(document: Document, tagger: Tagger) -> Document:
    return document.attributed(attribute_with(document, tagger))
