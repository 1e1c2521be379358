"""Semantic axes: from pairs of words to a number for each word of the vectors."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.language import PACKS, language_codes, load_data, load_language, nearest
from framing.vectors import (
    WordVectors,
    folded,
    load_vectors,
    token_hashes,
    word_hashes,
    word_vectors,
)
from framing.vectors.forms import DIGIT

NAME = re.compile(r"[a-z][a-z_]*[a-z]")
DEFAULT = "axes_default.json"  # written by `python -m benchmarks axes`
MARKS = [*"!\"#$%&'()*+,-./:;<=>?@[]_{|}~…·•", "...", "--", "'s"]
NUMBERS = ["0" * n for n in range(1, 8)] + ["0.0", "0,0", "00.0", "00,0", "0.000", "0,000"]
Poles = tuple[tuple[str, ...], tuple[str, ...]]
Frozen = tuple[tuple[str, Poles], ...]


@dataclass(frozen=True, eq=False)
class AxisScale:
    """Where each word form of some vectors stands on some axes.

    Attributes
    ----------
    names : tuple of str
        Of the axes.
    vectors : WordVectors
    directions : float32 array of shape (axes, d)
        Mean vector of the one pole minus that of the other, of length 1.
    cosines : float32 array of shape (n + 1, axes)
        Of each form with each axis; the last row stands for forms without a vector.
    counted : bool array of shape (n + 1,)
        False for stop words, marks, numbers and forms without a vector.
    baseline : float64 array of shape (axes,)
        The mean cosine of all counted words of the text the vectors were learnt from.
    """

    names: tuple[str, ...]
    vectors: WordVectors
    directions: NDArray[np.float32]
    cosines: NDArray[np.float32]
    counted: NDArray[np.bool_]
    baseline: NDArray[np.float64]

    def rows(self, document: Document) -> NDArray[np.int64]:
        """The row of each token; the last one where it is not counted."""
        codes = folded(document.text)
        rows = self.vectors.rows(token_hashes(document, codes))
        counts = self.counted[rows] & document.words
        if len(rows):
            counts &= codes[document.tokens[:, 0]] != DIGIT
        return np.where(counts, rows, len(self.cosines) - 1)

    @property
    def nothing(self) -> int:
        """The row of what is not counted."""
        return len(self.cosines) - 1


def known_axes() -> tuple[str, ...]:
    """The axes that every language pack has.

    >>> known_axes()[:2]
    ('good_bad', 'safe_dangerous')
    """
    return tuple(_pack(language_codes()[0]))


@cache
def default_axes() -> tuple[str, ...]:
    """The axes that separate labelled text, as the benchmark found; all of them if none does."""
    file: Path = PACKS / DEFAULT
    found = json.loads(file.read_text(encoding="utf-8"))["default"]
    return tuple(name for name in known_axes() if name in found) or known_axes()


def axis_names(axes: Any) -> tuple[str, ...]:
    """The names of the axes asked for.

    Parameters
    ----------
    axes : None, str, sequence of str or mapping
        None for the default ones; names of axes of the language packs; or the user's own, name to
        pair of poles.

    Raises
    ------
    ValueError
        If an axis is unknown, or a name is not of small letters and ``_``.
    """
    if axes is None:
        return default_axes()
    names = (axes,) if isinstance(axes, str) else tuple(axes)
    if not names:
        raise ValueError(f"no axis is asked for; there is: {', '.join(known_axes())}")
    for name in names:
        if not isinstance(axes, Mapping) and name not in known_axes():
            raise ValueError(
                f"no axis {name!r}; {nearest(str(name), known_axes())}; an axis of your own is "
                "{'safety': ('sicher', 'gefährlich')}"
            )
        if not NAME.fullmatch(name):
            raise ValueError(f"an axis cannot be called {name!r}: small letters and _ only")
    return names


def axis_scale(
    axes: Any, language: str, vectors: str | Path | WordVectors | None = None
) -> AxisScale:
    """The axes asked for, over the vectors of a language.

    Parameters
    ----------
    axes : None, str, sequence of str or mapping
        As in ``axis_names``. A pole is a string of words or a sequence of words; a pair of
        poles can be given for each language: ``{"safety": {"de": (..., ...), "en": ...}}``.
    language : str
        Of the articles.
    vectors : str, Path or WordVectors, optional
        The user's own; else those of the language.

    Raises
    ------
    ValueError
        If a pole is empty, is in both poles, is a stop word or has no vector, or the vectors are
        of another language.

    Examples
    --------
    >>> axis_scale({"safety": ("sicher", "und")}, "de")
    Traceback (most recent call last):
        ...
    ValueError: axis 'safety': 'und' is a stop word of German and stands on no axis
    """
    known = _vectors(language, vectors)
    return _scale(_frozen(axes, language), language, known)


def _vectors(language: str, vectors: str | Path | WordVectors | None) -> WordVectors:
    if vectors is None:
        return load_vectors(language)
    known = vectors if isinstance(vectors, WordVectors) else load_vectors(vectors)
    if known.language and known.language != language:
        raise ValueError(
            f"the word vectors {known.name!r} are of {known.language!r}, the article is in "
            f"{language!r}"
        )
    return known


def _frozen(axes: Any, language: str) -> Frozen:
    names = axis_names(axes)
    if not isinstance(axes, Mapping):
        pack = _pack(language)
        return tuple((name, pack[name]) for name in names)
    return tuple((name, _poles(name, axes[name], language)) for name in names)


@cache
def _pack(language: str) -> dict[str, Poles]:
    axes = load_data(language, "axes")["axes"]
    return {
        name: (tuple(axis["plus"].split()), tuple(axis["minus"].split()))
        for name, axis in axes.items()
    }


def _poles(name: str, given: Any, language: str) -> Poles:
    """What the user wrote as the two poles of an axis, as words."""
    if isinstance(given, Mapping):
        if language not in given:
            raise ValueError(
                f"axis {name!r} has no words for {language!r}; it has some for "
                + (", ".join(map(repr, given)) or "none")
            )
        given = given[language]
    if isinstance(given, str) or not isinstance(given, Sequence) or len(given) != 2:
        raise ValueError(f"axis {name!r} is {given!r}: give two poles, ('sicher', 'gefährlich')")
    poles = [tuple(pole.split() if isinstance(pole, str) else pole) for pole in given]
    if not all(poles):
        raise ValueError(f"axis {name!r} has an empty pole: {given!r}")
    both = {word.lower() for word in poles[0]} & {word.lower() for word in poles[1]}
    if both:
        raise ValueError(f"axis {name!r}: {sorted(both)[0]!r} is in both poles")
    return poles[0], poles[1]


@cache
def _stop_words(language: str) -> frozenset[str]:
    words = load_data(language, "axes")["stop_words"].split()
    return load_language(language).function_words | frozenset(words)


@cache
def _scale(poles: Frozen, language: str, vectors: WordVectors) -> AxisScale:
    directions = np.stack([_direction(name, pair, language, vectors) for name, pair in poles])
    cosines = np.zeros((len(vectors.hashes) + 1, len(poles)), np.float32)
    cosines[:-1] = vectors.unit(np.arange(len(vectors.hashes))) @ directions.T
    counted = np.append(np.ones(len(vectors.hashes), bool), False)
    counted[vectors.rows(word_hashes([*_stop_words(language), *MARKS, *NUMBERS]))] = False
    share = vectors.share * counted[:-1]
    baseline = share.astype(float) @ cosines[:-1] / max(float(share.sum(dtype=float)), 1e-12)
    names = tuple(name for name, _ in poles)
    return AxisScale(names, vectors, directions, cosines, counted, baseline)


def _direction(name: str, pair: Poles, language: str, vectors: WordVectors) -> NDArray[np.float32]:
    for word in (*pair[0], *pair[1]):
        if word.lower() in _stop_words(language):
            raise ValueError(
                f"axis {name!r}: {word!r} is a stop word of {load_language(language).name} and "
                "stands on no axis"
            )
    try:
        plus, minus = (word_vectors(pole, vectors).mean(axis=0) for pole in pair)
    except ValueError as error:
        raise ValueError(f"axis {name!r}: {error}") from None
    difference = plus - minus
    length = float(np.linalg.norm(difference))
    if length < 1e-6:
        raise ValueError(f"axis {name!r}: its two poles have the same vector")
    return np.asarray(difference / length, np.float32)


def baseline_values(baseline: Any, scale: AxisScale) -> NDArray[np.float64]:
    """The baseline of each axis: that of the language, or what the user gives by name.

    Raises
    ------
    ValueError
        If an axis is missing among those given.
    """
    if baseline == "language":
        return scale.baseline
    given = baseline if isinstance(baseline, Mapping) else None
    if given is None:
        raise ValueError(f"no baseline {baseline!r}: 'language', or what axis_baseline() gives")
    missing = [name for name in scale.names if name not in given]
    if missing:
        raise ValueError(f"the baseline lacks axis {missing[0]!r}; it has: {', '.join(baseline)}")
    return np.array([float(baseline[name]) for name in scale.names])
