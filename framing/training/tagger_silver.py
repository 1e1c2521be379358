"""Silver sentences for the tagger: news as the project cuts it, with the opinion of a teacher."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from framing.document import Document
from framing.training.tagger import WORDS_EVERY, gold_sentences, write_silver
from framing.training.tagger_data import Sentence
from framing.training.tagger_teacher import Lesson, fine_tuned, opinions

SHORTEST, LONGEST = 2, 80  # tokens of a sentence
AT_ONCE = 1280


def news_sentences(
    documents: Iterable[Document], tokens: int, seed: int = 5
) -> list[tuple[tuple[str, ...], tuple[bool, ...]]]:
    """Distinct sentences of news: their tokens, and whether a space stands before each.

    Parameters
    ----------
    documents : iterable of Document
    tokens : int
        It ends when the sentences hold so many.
    seed : int
        They come in any order.
    """
    found: dict[tuple[str, ...], tuple[bool, ...]] = {}
    held = 0
    for document in documents:
        before = np.zeros(len(document.tokens), bool)
        before[1:] = document.tokens[1:, 0] > document.tokens[:-1, 1]
        for span in document.sentences.tolist():
            first, last = document.tokens_of(span)
            forms = document.forms[first:last]
            if SHORTEST <= len(forms) <= LONGEST and forms not in found:
                found[forms] = (False, *before[first + 1 : last].tolist())
                held += len(forms)
        if held >= tokens:
            break
    order = np.random.default_rng(seed).permutation(len(found))
    pairs = list(found.items())
    return [pairs[at] for at in order]


def make_silver(
    path: Path,
    language: str,
    treebanks: Sequence[Path],
    documents: Iterable[Document],
    tokens: int = 400_000,
    lesson: Lesson | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> int:
    """Fine-tune a teacher on treebanks, let it tag news, and write what it thinks.

    Parameters
    ----------
    path : Path
        The npz file; it holds text of the news and is for training only.
    language : str
    treebanks : sequence of Path
        The first one's conventions are those that are taught.
    documents : iterable of Document
        News.
    tokens : int
        How many are tagged.
    lesson : Lesson, optional
    say : callable
        Told how it goes.

    Returns
    -------
    int
        How many tokens were tagged.
    """
    banks = [_bank(treebank, WORDS_EVERY.get(language, 1)) for treebank in treebanks]
    teacher = fine_tuned(banks, lesson, say=say)
    sentences = news_sentences(documents, tokens)
    kept, targets, held = [], [], 0
    for start in range(0, len(sentences), AT_ONCE):
        some = sentences[start : start + AT_ONCE]
        for (forms, _), likely in zip(some, opinions(teacher, some), strict=True):
            if len(likely) == len(forms):
                kept.append(forms)
                targets.append(likely)
                held += len(forms)
        say(f"{held:,} tokens tagged")
        if held >= tokens:
            break
    if not kept:
        raise ValueError("no sentence of the news could be tagged")
    write_silver(path, kept, np.concatenate(targets))
    return held


def _bank(treebank: Path, words_every: int) -> list[Sentence]:
    surface, words = gold_sentences([treebank], words_every)
    return [*surface, *words]
