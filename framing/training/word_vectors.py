"""Word vectors of a language from plain news, hashed and small: what raters average."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from framing import __version__
from framing.document import Document
from framing.language import load_language
from framing.models.ngrams import token_hashes
from framing.models.passages import Passages
from framing.parsing import Problem, stream
from framing.vectors import DIMENSIONS, FACTS, FILE, load_vectors

KEPT = 40_000  # word forms, the most frequent ones
RAREST = 3
WINDOW, NEGATIVE, SAMPLE = 5, 5, 1e-4
LARGEST = 127
EXTRA = "framing[train]"  # what brings gensim


def train_vectors_from(
    source: str | Path | list[str],
    language: str,
    out: str | Path,
    epochs: int = 5,
    seed: int = 1,
    say: Callable[[str], None] = lambda line: None,
) -> Path:
    """Learn word vectors from articles in files, for ``load_vectors(out)``.

    Parameters
    ----------
    source : str, Path, or several paths
        What ``framing.read`` reads. Articles that cannot be read are named and left out.
    language : str
        ``'de'`` or ``'en'``, of all articles.
    out : str or Path
        A folder; or a file that ends in ``.safetensors``.
    epochs, seed : int
        Passes over the text, and where chance begins.
    say : callable
        Told how it goes.

    Returns
    -------
    Path
        The file that was written; ``vectors.json`` beside it says from what and how.

    Raises
    ------
    ValueError
        If gensim is missing, the language has no pack, or there are too few words.
    """
    load_language(language)
    if find_spec("gensim") is None:
        raise ValueError(f"word vectors are learnt by gensim, which is missing: install {EXTRA}")
    target = Path(out)
    file = target if target.suffix == ".safetensors" else target / FILE
    problems: list[Problem] = []
    documents = stream(source, language=language, problems=problems, attribution="rules")
    forms = train_vectors(documents, file, epochs, seed, say)
    for problem in problems:
        say(f"not read: {problem.file}, row {problem.row}: {problem.problem}")
    names = [source] if isinstance(source, str | Path) else source
    facts = {
        "language": language,
        "word_forms": forms,
        "learnt_from": [Path(name).name for name in names],
        "articles_not_read": len(problems),
        "dimensions": DIMENSIONS,
        "window": WINDOW,
        "epochs": epochs,
        "seed": seed,
        "framing": __version__,
    }
    content = json.dumps(facts, indent=1, ensure_ascii=False) + "\n"
    file.with_name(FACTS).write_text(content, encoding="utf-8")
    say(f"written: {file}, {len(load_vectors(file).hashes):,} word forms")
    return file


def train_vectors(
    documents: Iterable[Document],
    path: Path,
    epochs: int = 5,
    seed: int = 1,
    say: Callable[[str], None] = lambda line: None,
) -> int:
    """Learn word vectors and write them.

    Skip-gram with negative sampling (Mikolov et al. 2013, gensim), one thread, so that a seed
    gives the same vectors. Forms are compared as n-grams of raters are: lower case, one form of
    marks and digits. A sentence that stands in several articles is read once.

    Parameters
    ----------
    documents : iterable of Document
        Articles of one language.
    path : Path
        Where the file goes (``vectors.safetensors`` of a language pack).
    epochs, seed : int
    say : callable
        Told how it goes.

    Returns
    -------
    int
        How many word forms have a vector.

    Raises
    ------
    ValueError
        If no form is frequent enough.
    """
    from gensim.models import Word2Vec

    sentences = _sentences(documents)
    times = Counter(form for sentence in sentences for form in sentence)
    say(f"{len(sentences):,} sentences, {sum(times.values()):,} words")
    if not any(n >= RAREST for n in times.values()):
        raise ValueError(f"no word form stands {RAREST} times in these articles")
    model = Word2Vec(
        sentences,
        vector_size=DIMENSIONS,
        window=WINDOW,
        negative=NEGATIVE,
        sample=SAMPLE,
        min_count=RAREST,
        max_final_vocab=KEPT,
        sg=1,
        epochs=epochs,
        seed=seed,
        workers=1,
    )
    forms = model.wv.index_to_key
    hashes = np.array([int(form, 16) for form in forms], np.uint64)
    order = np.argsort(hashes)
    total = sum(times.values())
    share = np.array([times[form] / total for form in forms], np.float32)
    _write(path, hashes[order], model.wv.vectors[order], share[order])
    return len(forms)


def _sentences(documents: Iterable[Document]) -> list[list[str]]:
    """Sentences as hashes of forms, written in hexadecimal digits for gensim."""
    found: dict[tuple[str, ...], None] = {}
    for document in documents:
        passages = Passages.sentences([document])
        forms = [format(value, "x") for value in token_hashes(passages).tolist()]
        for first, last in zip(*passages.token_ranges, strict=True):
            if last - first > 1:
                found[tuple(forms[first:last])] = None
    return [list(sentence) for sentence in found]


def _write(
    path: Path, hashes: NDArray[np.uint64], vectors: NDArray[np.float32], share: NDArray[np.float32]
) -> None:
    from safetensors.numpy import save

    scale = np.maximum(np.abs(vectors).max(1), 1e-8) / LARGEST
    small = np.rint(vectors / scale[:, None]).astype(np.int8)
    content = save(
        {"hashes": hashes, "scale": scale.astype(np.float32), "share": share, "vectors": small}
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    os.replace(part, path)
