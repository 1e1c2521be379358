"""A protocol on a dataset: which of its parts are learnt from and which are tested."""

from __future__ import annotations

from collections.abc import Sequence

from framing.audit.auditing import audit
from framing.audit.contract import Make
from framing.audit.protocols import FOLDS, SEED
from framing.audit.result import Audit
from framing.audit.transfer import audit_parts
from framing.cards import card, load_dataset, load_edition
from framing.document import Corpus

EDITION = "edition-"
TRAIN = "-train"


def audit_dataset(
    make: Make,
    dataset: str,
    protocol: str = "folds",
    seed: int = SEED,
    folds: int = FOLDS,
    splits: Sequence[str] | None = None,
    score: str | None = None,
) -> Audit:
    """Evaluate a rater on a dataset by name.

    Parameters
    ----------
    make : callable
        Gives a new rater, one a fold.
    dataset : str
        Name of a card.
    protocol : str
        ``paper`` stands for what the card has under ``paper``: the name of another protocol.
        ``edition-<name>`` takes train and test part of the card's ``[editions]``; ``given`` the
        folds that there are files for (``folds_of``) or the column ``fold``. All others split
        the corpus, see ``PROTOCOLS``.
    seed, folds : int
    splits : sequence of str, optional
        What makes up the corpus that is split, see ``whole_corpus``.
    score : str, optional
        As in ``audit``; by default what the card has under ``score``.

    Raises
    ------
    ValueError
        As in ``audit``; if the card has no such dataset, edition or split, or does not say what
        its paper did.
    """
    facts = card(dataset)
    score = score or facts.get("score")
    asked = protocol
    if protocol == "paper":
        if "paper" not in facts:
            raise ValueError(
                f"the card of {dataset} does not say what its paper did (paper = ...); "
                "name a protocol: folds, article, outlet, topic, given or edition-<year>"
            )
        protocol = facts["paper"]
    if protocol.startswith(EDITION):
        found = load_edition(dataset, protocol.removeprefix(EDITION), attribution="rules")
        return audit_parts(make, {"test": (found["train"], found["test"])}, asked, score)
    if protocol == "given" and (names := folds_of(dataset)):
        parts = {
            fold: (whole_corpus(dataset, [train]), whole_corpus(dataset, [tested]))
            for fold, (train, tested) in names.items()
        }
        return audit_parts(make, parts, asked, score)
    plan = {asked: {"protocol": protocol}} if asked != protocol else {}
    return audit(make, whole_corpus(dataset, splits), asked, seed, folds, plan, score)


def folds_of(dataset: str) -> dict[str, tuple[str, str]]:
    """The folds that a dataset has files for: from name to training and tested split.

    A fold ``fold0`` has the splits ``fold0-train`` and ``fold0-dev``.
    """
    there = list(card(dataset)["files"])
    names = [name.removesuffix(TRAIN) for name in there if name.endswith(TRAIN)]
    return {fold: (f"{fold}{TRAIN}", f"{fold}-dev") for fold in names if f"{fold}-dev" in there}


def whole_corpus(dataset: str, splits: Sequence[str] | None = None) -> Corpus:
    """The parts of a dataset behind each other, each sentence parsed by rules.

    Parameters
    ----------
    dataset : str
    splits : sequence of str, optional
        By default all but test parts and the labels of single annotators; where there are files
        for folds, the two parts of the first one, which are the whole corpus.

    Raises
    ------
    ValueError
        If there is no such split, or nothing is left.
    """
    if splits is None:
        folds = list(folds_of(dataset).values())
        names = folds[0] if folds else card(dataset)["files"]
        splits = [name for name in names if "test" not in name and name != "annotators"]
    if not splits:
        raise ValueError(f"{dataset} has test parts only; name what to split with splits=")
    found = [load_dataset(dataset, split, attribution="rules") for split in splits]
    documents = tuple(document for corpus in found for document in corpus)
    return Corpus(documents, tuple(trouble for corpus in found for trouble in corpus.troubles))
