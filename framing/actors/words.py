"""What a language says about how actors are named (``actors.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from framing.attribution.reference_words import ReferenceWords, reference_words
from framing.language import load_data, load_language


class ActorWords(NamedTuple):
    """The tables of ``actors.toml``.

    Attributes
    ----------
    reference : ReferenceWords
    function_words : frozenset of str
    group : mapping of str to str
        The stem of a noun to the group it names.
    people, people_endings : what evaluative nouns for people are, and what they end in
    states, rulers : frozenset of str
        Evaluative nouns for governments, and for those who rule.
    positive : frozenset of str
        Evaluative nouns that praise.
    pronouns : mapping of str to frozenset
        Masculine, feminine and plural.
    joint : frozenset of str
        Words that stand for several actors by themselves.
    joint_phrases : mapping of str to tuple of tuple of str
        The first word of the same of several words to these, the longest first.
    joint_places : frozenset of str
        Nouns behind them by which both are states.
    metonyms, same : mapping of str to str
        A capital, or another name, to the name of the state.
    """

    reference: ReferenceWords
    function_words: frozenset[str]
    group: Mapping[str, str]
    people: frozenset[str]
    people_endings: tuple[str, ...]
    states: frozenset[str]
    rulers: frozenset[str]
    positive: frozenset[str]
    pronouns: Mapping[str, frozenset[str]]
    joint: frozenset[str]
    joint_phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    joint_places: frozenset[str]
    metonyms: Mapping[str, str]
    same: Mapping[str, str]

    def group_of(self, word: str) -> str:
        """The group that a noun names; empty where it is in no list."""
        lowered = word.lower().rpartition("-")[2]
        for ending in ("", *PLURALS):
            stem = lowered.removesuffix(ending) if ending else lowered
            if stem in self.group:
                return self.group[stem]
        return ""


# What a plural or a case adds to a noun, in either language; stems are looked up without.
PLURALS = ("nen", "en", "n", "s", "e", "er", "ern", "es", "em", "men")


@cache
def actor_words(language: str) -> ActorWords:
    """How actors are named in a language.

    >>> actor_words("de").group_of("Demonstrantinnen"), actor_words("en").group_of("protesters")
    ('movement', 'movement')
    """
    data = load_data(language, "actors")
    labels = {name: frozenset(words.lower().split()) for name, words in data["labels"].items()}
    phrases = [tuple(one.split()) for one in data["joint"]["phrases"].lower().split(", ")]
    return ActorWords(
        reference=reference_words(language),
        function_words=frozenset(load_language(language).function_words),
        group={noun: group for group, nouns in data["groups"].items() for noun in nouns.split()},
        people=labels["people"],
        people_endings=tuple(data["labels"]["people_endings"].split()),
        states=labels["states"],
        rulers=labels["rulers"],
        positive=labels["positive"],
        pronouns={name: frozenset(words.split()) for name, words in data["pronouns"].items()},
        joint=frozenset(data["joint"]["words"].split()),
        joint_phrases={
            first: tuple(sorted((p for p in phrases if p[0] == first), key=len, reverse=True))
            for first in {phrase[0] for phrase in phrases}
        },
        joint_places=frozenset(data["joint"]["places"].lower().split()),
        metonyms=dict(data["metonyms"]),
        same=dict(data["same"]),
    )
