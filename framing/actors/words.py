"""What a language says about actors: states and their seats, offices, groups, verdicts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from framing.language import PACKS, load_data, load_language
from framing.lexicon import Lexicon, read_entries

# Categories of ``naming.tsv``: the verdict, and whom it is passed on.
VERDICTS = tuple(
    f"{verdict}_{target}"
    for verdict in ("negative", "positive")
    for target in ("person", "group", "state")
)


@dataclass(frozen=True)
class ActorWords:
    """The tables of ``actors.toml``.

    Attributes
    ----------
    names : mapping of str to (str, bool)
        From a name in lower case to the state and whether it is a seat (``beijing``).
    adjectives : mapping of str to str
        From an adjective in lower case to the state.
    sets : mapping of str to frozenset of str
        Lists of words.
    pronouns : mapping of str to frozenset of str
        From a pronoun to what it can stand for: masculine, feminine, plural, neuter, first, both.
    age : pattern
        ``71-year-old``.
    """

    names: Mapping[str, tuple[str, bool]]
    adjectives: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, frozenset[str]]
    age: re.Pattern[str]
    endings: tuple[str, ...]
    prefixes: tuple[tuple[str, str], ...]

    def state(self, text: str) -> tuple[str, bool] | None:
        """The state a name means, and whether it is a seat of its government.

        >>> actor_words("de").state("Pekings"), actor_words("en").state("the White House")
        (('China', True), ('United States', True))
        """
        lowered = " ".join(text.lower().split()).removeprefix("the ")
        return (
            self.names.get(lowered)
            or self.names.get(lowered.removesuffix("s"))
            or self.names.get(lowered.removesuffix("es"))
        )

    def of_adjective(self, word: str) -> str | None:
        """The state an adjective belongs to.

        >>> actor_words("de").of_adjective("chinesischen")
        'China'
        """
        for ending in ("", *self.endings):
            if word.endswith(ending):
                found = self.adjectives.get(word[: len(word) - len(ending)])
                if found is not None:
                    return found
        return None

    def of_compound(self, word: str) -> str | None:
        """The state in the first half of a compound.

        >>> actor_words("de").of_compound("kremlchef"), actor_words("de").of_compound("us-präsident")
        ('Russland', 'USA')
        """
        half, hyphen, _ = word.partition("-")
        if hyphen:
            found = self.names.get(half)
            return found[0] if found else None
        return next((s for prefix, s in self.prefixes if word.startswith(prefix)), None)


@cache
def actor_words(language: str) -> ActorWords:
    """What a language says about actors.

    >>> actor_words("en").state("Moscow")
    ('Russia', True)
    """
    data, reference = load_data(language, "actors"), load_data(language, "reference")
    names: dict[str, tuple[str, bool]] = {}
    adjectives: dict[str, str] = {}
    for line in data["states"]["lines"].strip().splitlines():
        state, others, belonging, seats = (part.split("|") for part in line.split(";"))
        names |= {name.lower(): (state[0], False) for name in [*state, *others] if name}
        names |= {name.lower(): (state[0], True) for name in seats if name}
        adjectives |= {one.lower(): state[0] for one in belonging if one}
    words: Mapping[str, Any] = data["words"]
    compounds = reference["phrases"]["head"] == "first"
    prefixes = sorted((n, s) for n, (s, _) in names.items() if len(n) > 4 and " " not in n)
    return ActorWords(
        names=names,
        adjectives=adjectives,
        sets={name: frozenset(value.split()) for name, value in words.items() if name != "ages"},
        pronouns=_pronouns(words),
        age=re.compile(words["ages"]),
        endings=("en", "er", "em", "es", "e") if compounds else (),
        prefixes=tuple(prefixes) if compounds else (),
    )


def _pronouns(words: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """From each pronoun to what it can stand for."""
    masculine, feminine = words["third_singular"].split("|")
    table = {
        "masculine": masculine,
        "feminine": feminine,
        "plural": words["third_plural"],
        "neuter": words["neuter"],
        "first": words["first"],
        "both": words["both"],
    }
    found: dict[str, set[str]] = {}
    for reading, listed in table.items():
        for word in listed.split():
            found.setdefault(word, set()).add(reading)
    return {word: frozenset(readings) for word, readings in found.items()}


@cache
def verdicts(language: str) -> Lexicon:
    """The evaluative nouns for persons, groups and states.

    >>> verdicts("en").language
    'en'
    """
    pack = load_language(language)
    entries = read_entries(PACKS / language / "naming.tsv", VERDICTS)
    return Lexicon(
        "naming", language, entries, pack.inflection, pack.as_written, pack.function_words
    )
