"""Languages: the packs under ``framing/languages`` and how to tell which one a text is in.

A language is a folder of data files. To add one is to add a folder.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from framing.document import NO_META
from framing.lexicon import Lexicon, Rules, header, read_entries

PACKS = Path(__file__).parent / "languages"
SAMPLE = 1000  # characters that are looked at to tell the language
DISTINCT, CLEAR_SHARE = 6, 0.18  # function words that leave no doubt about a language
LETTERS = re.compile(r"[^\W\d_]+")


class LanguageError(ValueError):
    """The language of a text cannot be told, or there is no pack for it."""


@dataclass(frozen=True)
class Language:
    """What is known about a language.

    Attributes
    ----------
    code, name : str
        ``'de'``, ``'German'``.
    as_written : bool
        True where nouns are capitalised, so that case tells words apart.
    function_words : frozenset of str
        Frequent words that the language does not share with its neighbours.
    inflection : mapping
        How each class of words in its lexicons inflects.
    facts : mapping
        Everything else in its ``language.toml``.
    """

    code: str
    name: str
    as_written: bool
    function_words: frozenset[str]
    inflection: Rules = field(compare=False, repr=False)
    facts: Mapping[str, Any] = field(default_factory=lambda: NO_META, compare=False, repr=False)


def nearest(value: str, known: Iterable[str]) -> str:
    """The second half of an error: what there is instead of an unknown name.

    >>> nearest("laoded", ["loaded", "cues"])
    "did you mean 'loaded'?"
    >>> nearest("x", ["loaded", "cues"])
    'there is: cues, loaded'
    """
    known = sorted(known)
    close = get_close_matches(value, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"there is: {', '.join(known) or 'none'}"


@cache
def language_codes() -> tuple[str, ...]:
    """Codes of the languages there are.

    >>> language_codes()
    ('de', 'en')
    """
    return tuple(sorted(path.parent.name for path in PACKS.glob("*/language.toml")))


@cache
def load_language(code: str) -> Language:
    """A language by its code.

    Parameters
    ----------
    code : str
        ``'de'`` or ``'en'``.

    Raises
    ------
    LanguageError
        If there is no pack for the language.

    Examples
    --------
    >>> load_language("de").name
    'German'
    """
    if code not in language_codes():
        raise LanguageError(f"no language {code!r}; {nearest(str(code), language_codes())}")
    facts = tomllib.loads((PACKS / code / "language.toml").read_text(encoding="utf-8"))
    return Language(
        code=code,
        name=facts.pop("name"),
        as_written=facts.pop("as_written"),
        function_words=frozenset(facts.pop("function_words").split()),
        inflection=facts.pop("inflection"),
        facts=facts,
    )


@cache
def load_data(code: str, name: str) -> Mapping[str, Any]:
    """A data file of a language pack, such as ``boilerplate.toml``."""
    load_language(code)
    with (PACKS / code / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def codebook() -> Mapping[str, Mapping[str, str]]:
    """For each lexicon, its categories and their definitions, the same in every language.

    >>> codebook()["loaded"]["intensifier"]
    'Degree words that turn the volume up: utterly, massively; erheblich, völlig.'
    """
    schema = tomllib.loads((PACKS / "schema.toml").read_text(encoding="utf-8"))
    return {name: facts["categories"] for name, facts in schema.items()}


@cache
def load_lexicon(name: str, language: str) -> Lexicon:
    """A lexicon of the project, in one language.

    Parameters
    ----------
    name : str
        Name of its file, without ``.tsv``.
    language : str
        Code of its language.

    Raises
    ------
    ValueError
        If the language has no such lexicon, or a line of it is malformed.

    Examples
    --------
    >>> load_lexicon("loaded", "de").language
    'de'
    """
    pack = load_language(language)
    if name not in codebook():
        raise ValueError(f"no lexicon {name!r} for {pack.name}; {nearest(name, codebook())}")
    entries = read_entries(PACKS / language / f"{name}.tsv", codebook()[name])
    return Lexicon(name, language, entries, pack.inflection, pack.as_written, pack.function_words)


def lexicon_facts(name: str, language: str) -> dict[str, str]:
    """Licence and source of a lexicon."""
    return header(PACKS / language / f"{name}.tsv")


def identify(text: str) -> str:
    """The language of a text.

    A text with many function words of one language and few of the others is in that
    language; only where this does not decide, ``py3langid`` is asked, with all its 97
    languages, so that a third language is refused and not taken for the nearer one.

    Parameters
    ----------
    text : str
        The text; 1,000 characters from its middle are looked at.

    Returns
    -------
    str
        ``'de'`` or ``'en'``.

    Raises
    ------
    LanguageError
        If the text is too short to tell, or in a language there is no pack for.

    Examples
    --------
    >>> identify("Die Ministerin wies den Vorwurf am Montag zurück.")
    'de'
    >>> identify("Le président a refusé de répondre aux questions de la presse.")
    Traceback (most recent call last):
        ...
    framing.language.LanguageError: the text seems to be in 'fr'; there is: de (German), en
    (English). If it is one of these, pass language=
    """
    start = max(0, (len(text) - SAMPLE) // 3)  # the page begins and ends with other things
    sample = text[start : start + SAMPLE]
    words = LETTERS.findall(sample.lower())
    if len(words) < 3 and len(text) > SAMPLE:
        sample = " ".join(LETTERS.findall(text)[:SAMPLE])
        words = sample.lower().split()
    if len(words) < 3:
        begin = " ".join(text[:40].split())
        raise LanguageError(
            f"too short to tell the language: {begin!r} has {len(words)} words. Pass language="
            + " or ".join(map(repr, language_codes()))
        )
    return _by_function_words(words) or _by_model(sample, len(words))


def function_word_language(text: str) -> str | None:
    """The language of a paragraph, if its function words leave no doubt; else None.

    >>> function_word_language("The minister said that it was not for him to answer to the press.")
    'en'
    """
    return _by_function_words(LETTERS.findall(text.lower()))


def _by_function_words(words: list[str]) -> str | None:
    """The language, if a clear majority of the function words and enough of them say so."""
    distinct = set(words)
    shares = []
    for code in language_codes():
        known = load_language(code).function_words
        enough = len(distinct & known) >= DISTINCT
        shares.append((sum(map(known.__contains__, words)) / len(words) if enough else 0.0, code))
    (second, _), (first, code) = sorted(shares)[-2:]
    return code if first >= CLEAR_SHARE and first >= 3 * second else None


def _by_model(text: str, n_words: int) -> str:
    import py3langid

    ranked = [(str(code), float(score)) for code, score in py3langid.rank(text)]
    scores = dict(ranked)
    best, top = ranked[0]
    code = max(language_codes(), key=lambda known: scores.get(known, -1e9))
    # Scores are sums of log-probabilities over the text: on a few words two nats are noise.
    slack = 4.0 if n_words < 8 else 2.0
    if best not in language_codes() and top - scores[code] > slack:
        there_is = ", ".join(f"{c} ({load_language(c).name})" for c in language_codes())
        raise LanguageError(
            f"the text seems to be in {best!r}; there is: {there_is}. "
            "If it is one of these, pass language="
        )
    rivals = [scores.get(other, -1e9) for other in language_codes() if other != code]
    if scores[code] - max(rivals) < 1.0:
        raise LanguageError(
            f"too short to tell the language from {n_words} words. Pass language="
            + " or ".join(map(repr, language_codes()))
        )
    return code
