"""Corpora whose labels stand for frames, and what the indicators say of their articles."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

import framing
from framing.document import Document
from framing.extract.frame_cues import Cue, cues, load_battery, present, scores

Labels = NDArray[np.bool_]
Scores = NDArray[np.float64]


class Labelled(NamedTuple):
    """A corpus whose labels stand for frames of a battery."""

    title: str
    dataset: str
    splits: tuple[str, ...]
    language: str
    battery: str
    labels: Mapping[str, str]  # of the battery's frames, what the corpus calls them
    decides: bool  # whether it says if a frame is validated; its texts are articles


GENERIC = {
    "conflict": "conflict",
    "human_interest": "human_interest",
    "economic": "economic",
    "morality": "moral",
    "responsibility": "resolution",
}
GUNS = {
    "economic": "economic_consequences",
    "political": "politics",
    "public_opinion": "public_opinion",
    "health_and_safety": "mental_health",
    "fairness_and_equality": "race_ethnicity",
    "cultural_identity": "society_culture",
    "policy_prescription_and_evaluation": "gun_control",
    "legality_constitutionality_and_jurisprudence": "gun_rights",
}
BOTH = {"economic": "Economic", "morality": "Morality"}
FOLDS = ("fold0-train", "fold0-dev")
NARRATIVE, SEMEVAL, GVFC = "narrative_frames", "semeval2023-frames", "gvfc"


def corpora() -> list[Labelled]:
    """What the indicators are held against."""
    policy = {f: f[:1].upper() + f[1:] for f in load_battery("policy").frames}
    law = "legality_constitutionality_and_jurisprudence"
    policy[law] = "Legality_Constitutionality_and_jurisprudence"
    return [
        Labelled("Narrative Frames", NARRATIVE, ("all",), "en", "generic", GENERIC, True),
        Labelled("SemEval-2023 de", SEMEVAL, ("train-de",), "de", "generic", BOTH, True),
        Labelled("SemEval-2023 de", SEMEVAL, ("train-de",), "de", "policy", policy, True),
        Labelled("SemEval-2023 en", SEMEVAL, ("train-en",), "en", "policy", policy, True),
        Labelled("GVFC headlines de", GVFC, ("de",), "de", "policy", GUNS, False),
        Labelled("GVFC headlines en", GVFC, FOLDS, "en", "policy", GUNS, False),
    ]


def development(name: str) -> bool:
    """Whether an article belongs to the half on which words and rules were developed."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0


@dataclass(frozen=True, eq=False)
class Measured:
    """A corpus and what the indicators say of it: arrays of shape (articles, frames)."""

    corpus: Labelled
    documents: Sequence[Document]
    gold: Labels
    score: Scores
    author: Scores
    present: Labels
    found: Sequence[Sequence[Cue]]


def measured(corpus: Labelled, half: str) -> Measured:
    """One half of a corpus, read and measured."""
    documents = [
        document
        for split in corpus.splits
        for document in framing.load_dataset(corpus.dataset, split, attribution="rules")
        if development(document.id) == (half == "develop")
    ]
    name, frames = corpus.battery, list(corpus.labels)
    found = [cues(document, name) for document in documents]
    own = [
        [cue for cue in several if document.voice(cue[:2]) == "author"]
        for document, several in zip(documents, found, strict=True)
    ]
    sizes, authors = [len(d) for d in documents], [d.n_words["author"] for d in documents]
    pairs = list(zip(found, sizes, strict=True))
    author_pairs = list(zip(own, authors, strict=True))

    def table(rows: Sequence[Mapping[str, Any]], kind: type) -> Any:
        return np.array([[row[frame] for frame in frames] for row in rows], kind)

    return Measured(
        corpus,
        documents,
        np.array([[corpus.labels[f] in d.meta["label"] for f in frames] for d in documents]),
        np.nan_to_num(table([scores(f, n, name) for f, n in pairs], float)),
        np.nan_to_num(table([scores(f, n, name) for f, n in author_pairs], float)),
        table([present(f, n, name) for f, n in pairs], bool),
        found,
    )
