"""Word vectors of a language: those of its pack, or the user's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.language import load_language
from framing.lexicon.hashing import Hashes
from framing.vectors.forms import token_hashes, word_hashes

FILE = "vectors.safetensors"
FACTS = "vectors.json"
LANGUAGES = Path(__file__).parent.parent / "languages"
DIMENSIONS = 100
COMMON = 1e-3  # share of all words at which a word counts half (Arora, Liang & Ma 2017)
LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß-'"


@dataclass(frozen=True, eq=False)
class WordVectors:
    """The vectors of a language.

    Attributes
    ----------
    hashes : uint64 array of shape (n,)
        Of word forms, in order. The forms themselves are not kept.
    vectors : int8 array of shape (n, d)
    scale : float32 array of shape (n,)
        A vector is its row times its scale.
    weight : float32 array of shape (n,)
        a / (a + share of all words): common words count less.
    share : float32 array of shape (n,)
        How much of the text they were learnt from each form makes up, 0-1.
    language : str
        Code of the language, empty where the folder does not say.
    name : str
        Where they come from: a code or a path.
    """

    hashes: Hashes
    vectors: NDArray[np.int8]
    scale: NDArray[np.float32]
    weight: NDArray[np.float32]
    share: NDArray[np.float32]
    language: str
    name: str

    def __repr__(self) -> str:
        return f"<WordVectors {self.name!r}, {len(self.hashes):,} word forms>"

    def rows(self, hashes: Hashes) -> NDArray[np.int64]:
        """The row of each form, -1 where it has no vector."""
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[at] == hashes, at, -1).astype(np.int64)

    def document_rows(self, document: Document) -> NDArray[np.int64]:
        """The row of each token of a document, -1 where it has no vector."""
        return self.rows(token_hashes(document))

    def unit(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of rows, each of length 1; shape (rows, d)."""
        found = self.vectors[rows].astype(np.float32)
        length = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.maximum(length, 1e-9), np.float32)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and bool(self.rows(word_hashes([word]))[0] >= 0)


def load_vectors(language: str | Path) -> WordVectors:
    """The word vectors that come with a language, or those in a folder.

    Parameters
    ----------
    language : str or Path
        ``'de'`` or ``'en'`` for those of the language packs; else a folder that ``framing
        vectors train`` made, or the ``.safetensors`` file itself.

    Raises
    ------
    ValueError
        If there are none: it says which file is missing and how it is made.

    Examples
    --------
    >>> load_vectors("de").language, "Sicherheit" in load_vectors("de")
    ('de', True)
    """
    if language in _packs():
        return _load(LANGUAGES / language / FILE, str(language), str(language))
    path = Path(language)
    file = path if path.suffix == ".safetensors" else path / FILE
    if not file.is_file():
        what = "no vectors.safetensors in it" if path.is_dir() else "no such folder"
        raise ValueError(
            f"no word vectors for {str(language)!r} ({what}); there are some for "
            f"{', '.join(_packs())}; `framing vectors train CORPUS --language CODE --out FOLDER` "
            "makes your own"
        )
    return _load(file.resolve(), _language_of(file.with_name(FACTS)), str(path))


@cache
def _packs() -> tuple[str, ...]:
    """The languages whose packs hold vectors."""
    return tuple(path.parent.name for path in sorted(LANGUAGES.glob(f"*/{FILE}")))


def _language_of(facts: Path) -> str:
    if not facts.is_file():
        return ""
    code = str(json.loads(facts.read_text(encoding="utf-8")).get("language", ""))
    return load_language(code).code


@cache
def _load(path: Path, language: str, name: str) -> WordVectors:
    from safetensors.numpy import load_file

    arrays = load_file(path)
    missing = {"hashes", "vectors", "scale", "share"} - set(arrays)
    if missing:
        raise ValueError(f"{path} holds no word vectors of framing: it lacks {sorted(missing)}")
    share = arrays["share"].astype(np.float32)
    weight = (COMMON / (COMMON + share)).astype(np.float32)
    scale = arrays["scale"].astype(np.float32)
    return WordVectors(arrays["hashes"], arrays["vectors"], scale, weight, share, language, name)


def word_vectors(words: Sequence[str], vectors: WordVectors | str | Path) -> NDArray[np.float32]:
    """The vectors of words, each of length 1.

    Parameters
    ----------
    words : sequence of str
        Word forms, in any case.
    vectors : WordVectors, str or Path
        Vectors, or what ``load_vectors`` takes.

    Returns
    -------
    float32 array of shape (words, d)

    Raises
    ------
    ValueError
        If a word has no vector: all such words are named, with a form that has one where a
        letter makes the difference.

    Examples
    --------
    >>> safe, secure, cat = word_vectors(["safe", "secure", "cat"], "en")
    >>> bool(safe @ secure > safe @ cat)
    True
    """
    known = vectors if isinstance(vectors, WordVectors) else load_vectors(vectors)
    rows = known.rows(word_hashes(words))
    missing = [word for word, row in zip(words, rows.tolist(), strict=True) if row < 0]
    if missing:
        told = "; ".join(repr(word) + _alike(word, known) for word in missing)
        raise ValueError(
            f"not in the word vectors {known.name!r} ({len(known.hashes):,} word forms): {told}"
        )
    return known.unit(rows)


def word_vector(word: str, vectors: WordVectors | str | Path) -> NDArray[np.float32]:
    """The vector of a word, of length 1; see ``word_vectors``.

    Examples
    --------
    >>> word_vector("sichr", "de")
    Traceback (most recent call last):
        ...
    ValueError: not in the word vectors 'de' (37,554 word forms): 'sichr' (did you mean
    'sicher'?)
    """
    found: NDArray[np.float32] = word_vectors([word], vectors)[0]
    return found


def _alike(word: str, known: WordVectors) -> str:
    """The nearest form a letter away: the forms are hashed, so it is looked for by trying."""
    word = word.lower()
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    tries = [a + b[1:] for a, b in cuts if b]
    tries += [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
    tries += [a + c + b[1:] for a, b in cuts if b for c in LETTERS]
    tries += [a + c + b for a, b in cuts for c in LETTERS]
    tries = [one for one in dict.fromkeys(tries) if len(one) > 2]
    rows = known.rows(word_hashes(tries))
    found = (rows >= 0).nonzero()[0]
    if len(word) < 4 or not len(found):
        return ""
    share = dict(zip(found.tolist(), known.share[rows[found]].tolist(), strict=True))
    best = max(share, key=lambda at: (SequenceMatcher(None, word, tries[at]).ratio(), share[at]))
    return f" (did you mean {tries[best]!r}?)"
