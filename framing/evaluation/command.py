"""What ``framing evaluate attribution`` does: load gold, parse its texts, compare."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from framing.annotations import read_attributions
from framing.cards import card, load_dataset
from framing.document import SPEAKING, Attribution, Corpus, Document, Span
from framing.evaluation.scores import Scores, evaluate
from framing.parsing import parse

SHORTEST = 1e-6  # seconds, for no article at all
OTHERS = "_others"  # what a split is called that holds the articles as further people marked them


def gold_corpus(data: str, split: str = "dev") -> Corpus:
    """A corpus whose attributions people marked.

    Parameters
    ----------
    data : str
        The name of a dataset, or the path of a .jsonl file.
    split : str
        Which part of the dataset; a file has none.

    Raises
    ------
    ValueError
        If there is no such dataset or split, or the dataset has no attributions.
    """
    if data.endswith(".jsonl"):
        return read_attributions(Path(data))
    if "reader" not in card(data):
        raise ValueError(
            f"the dataset {data!r} has no attributions; its task is {card(data)['task']}"
        )
    return load_dataset(data, split)


def predict(gold: Sequence[Document], tier: str) -> tuple[list[Document], float]:
    """The same articles, parsed by us, and how many tokens a second that took.

    Parameters
    ----------
    gold : sequence of Document
        Of these, only text, language and id are used.
    tier : {'rules', 'model', 'auto'}
        What finds attributions.

    Returns
    -------
    documents : list of Document
        In the same order.
    speed : float
        Tokens a second of ``parse`` alone, in this process, lexicons and model loaded.
    """
    for document in gold[:1]:  # what is loaded the first time is not what is measured
        parse(document.text, document.language, attribution=tier)
    begun = time.perf_counter()
    parsed = [parse(one.text, one.language, id=one.id, attribution=tier) for one in gold]
    seconds = time.perf_counter() - begun
    return parsed, sum(len(one.tokens) for one in parsed) / max(seconds, SHORTEST)


def evaluate_attribution(
    data: str, split: str = "dev", tier: str = "auto", limit: int | None = None
) -> Scores:
    """How well the attributions of a corpus are found.

    Parameters
    ----------
    data : str
        ``'german_quotes'``, ``'polnear'`` or the path of a .jsonl file.
    split : str
        Which part of the dataset.
    tier : {'rules', 'model', 'auto'}
        What finds attributions.
    limit : int, optional
        Only the first articles.

    Returns
    -------
    Scores
        What could not be read is in its notes.
    """
    corpus = gold_corpus(data, split)
    gold = corpus.documents[:limit]
    predicted, speed = predict(gold, tier)
    predicted = list(map(marked_as_in(data), predicted))
    scores = evaluate(gold, predicted)
    terms = card(data).get("terms_note") if not data.endswith(".jsonl") else None
    own = (terms,) if terms else ()
    notes = (*own, *scores.notes, *(f"left out: {problem}" for _, _, problem in corpus.troubles))
    return replace(scores, notes=notes, tokens_per_second=round(speed, 1))


def marked_as_in(data: str) -> Callable[[Document], Document]:
    """What turns a document into the terms of a corpus, before the two are compared."""
    own = not data.endswith(".jsonl") and card(data).get("terms") == "german_quotes"
    return in_german_terms if own else lambda document: document


def in_german_terms(document: Document) -> Document:
    """The document with attributions as the German corpus marks them, where ours differ.

    The content of a reported act is the whole clause there, source and verb included, and it has
    no cue (*Die Opposition kritisierte die Reform*); ours are the words after source and cue are
    taken out. And quoted words inside indirect speech are marked a second time, as a direct
    quotation with the same cue and source; ours are one mixed attribution.
    """
    found: list[Attribution] = []
    for one in document.attributions:
        found.append(_whole_clause(one) if one.type == "reported" else one)
        if one.type == "mixed":
            found += [
                one._replace(type="direct", content=(quote,), parent=None)
                for quote in _quotations_inside(document, one)
            ]
    return document.attributed(found)


def _whole_clause(one: Attribution) -> Attribution:
    parts = (*one.content, *one.cue, *((one.source,) if one.source else ()))
    hull = Span(min(p.start for p in parts), max(p.end for p in parts), "content")
    return one._replace(cue=(), content=(hull,))


def _quotations_inside(document: Document, one: Attribution) -> list[Span]:
    """The quotations in a content, unless they are all of it or somebody else's in it."""
    others = [s for other in document.attributions if other is not one for s in other.content]
    quotes = zip(document.quotes.tolist(), document.quote_kinds, strict=True)
    return [
        Span(start, end, "content")
        for (start, end), kind in quotes
        if kind in SPEAKING
        and any(s.start <= start and end <= s.end and (start, end) != s[:2] for s in one.content)
        and not any(
            s.start <= start
            and end <= s.end
            and any(t.start <= s.start and s.end <= t.end for t in one.content)
            for s in others
        )
    ]


def human_ceiling(data: str, split: str = "train") -> Scores:
    """How well people find what other people marked in the same articles.

    Every two people who marked an article are compared, the first by name as gold. Articles,
    not pairs, are resampled for the intervals.

    Parameters
    ----------
    data : str
        A dataset with a split that is called ``<split>_others``.
    split : str
        The split that holds the first person's marks.

    Raises
    ------
    ValueError
        If the dataset has no articles that several people marked.
    """
    if f"{split}{OTHERS}" not in card(data)["files"]:
        raise ValueError(f"{data} {split} has no articles that several people marked")
    others = load_dataset(data, f"{split}{OTHERS}")
    several = {one.meta["article"] for one in others}
    marked: dict[str, list[Document]] = defaultdict(list)
    for one in (*load_dataset(data, split), *others):
        if one.meta["article"] in several:
            marked[one.meta["article"]].append(one)
    pairs = [pair for people in marked.values() for pair in combinations(people, 2)]
    gold, predicted = zip(*pairs, strict=True)
    scores = evaluate(gold, predicted, [one.meta["article"] for one in gold])
    note = f"{len(pairs)} pairs of people over {len(marked)} articles; intervals over articles"
    return replace(scores, notes=(note, *scores.notes))
