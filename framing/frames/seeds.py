"""Seed terms: words and phrases in the notation of lexicons, one string each.

``"tenant (n)"`` is the term ``tenant`` of the class ``n``, so that ``tenants`` is found, too;
``"GOP (exact)"`` only as written; ``"evict*"`` every word that begins so
(``docs/lexicon_format.md``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from framing.language import load_data, load_language, nearest
from framing.lexicon import Entry, Lexicon
from framing.lexicon.entries import CASES
from framing.lexicon.forms import GAP, compile_entry

MARKED = re.compile(r"^(?P<term>.*?)\s*\((?P<marks>[^()]*)\)$")
KEPT = 64  # lexicons of frames that stay in memory


class Seed(NamedTuple):
    """A term, how it inflects, and whether its case matters."""

    term: str
    inflection: str = ""
    case: str = ""

    def __str__(self) -> str:
        marks = ", ".join(filter(None, (self.inflection, self.case)))
        return f"{self.term} ({marks})" if marks else self.term


def seed_of(written: str, language: str) -> Seed:
    """A seed from the string in a frame file.

    Raises
    ------
    ValueError
        If it is empty, has a mark that is neither a class of the language nor a case, is a stop
        word or made of nothing else, or is no term of the notation.

    Examples
    --------
    >>> seed_of("tenant (n)", "en")
    Seed(term='tenant', inflection='n', case='')
    >>> seed_of("of the", "en")
    Traceback (most recent call last):
    ValueError: the seed 'of the' is a stop word: it stands in every article; take a word that \
marks the frame
    """
    pack = load_language(language)
    match = MARKED.match(written.strip())
    term = " ".join((match["term"] if match else written).split())
    seed = Seed(term)
    marks = match["marks"].split(",") if match else []
    for mark in map(str.strip, marks):
        if mark in pack.inflection:
            seed = seed._replace(inflection=mark)
        elif mark and mark in CASES:
            seed = seed._replace(case=mark)
        else:
            known = [*pack.inflection, *filter(None, CASES)]
            raise ValueError(f"the seed {written!r} has the mark {mark!r}; {nearest(mark, known)}")
    if not any(character.isalnum() for character in term):
        raise ValueError(f"the seed {written!r} has no letter")
    if all(word in stop_words(language) for word in _words(term)):
        raise ValueError(
            f"the seed {written!r} is a stop word: it stands in every article; take a word that "
            "marks the frame"
        )
    try:
        list(compile_entry(Entry(*_fields(seed, "seed")), pack.inflection, str))
    except ValueError as error:
        raise ValueError(f"the seed {written!r}: {error}") from error
    return seed


def _words(term: str) -> list[str]:
    return [word.strip("~*").lower() for word in re.split(r"[\s/|]+", term) if word != GAP]


def _fields(seed: Seed, category: str) -> tuple[str, str, str, str]:
    return seed.term, category, seed.inflection, seed.case


def stop_words(language: str) -> frozenset[str]:
    """Words of a language without content of their own, in lower case.

    >>> "nicht" in stop_words("de"), "Miete" in stop_words("de")
    (True, False)
    """
    listed = load_data(language, "axes")["stop_words"].split()
    return load_language(language).function_words | frozenset(listed)


def key(seed: Seed, language: str) -> str:
    """What two seeds have in common that find the same words."""
    as_written = load_language(language).as_written or seed.case == "exact"
    return seed.term if as_written else seed.term.lower()


def seed_lexicon(seeds: Iterable[str], category: str, language: str) -> Lexicon:
    """The terms of a frame in one language, compiled once.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Tenants were evicted.", "en")
    >>> [doc[s] for s in seed_lexicon(["tenant (n)", "evict*"], "housing", "en").find(doc)]
    ['Tenants', 'evicted']
    """
    return _lexicon(tuple(seeds), category, language)


@lru_cache(maxsize=KEPT)
def _lexicon(seeds: tuple[str, ...], category: str, language: str) -> Lexicon:
    pack = load_language(language)
    entries = tuple(Entry(*_fields(seed_of(one, language), category)) for one in seeds)
    return Lexicon(
        category, language, entries, pack.inflection, pack.as_written, pack.function_words
    )
