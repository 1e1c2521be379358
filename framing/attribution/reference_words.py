"""What a language says about reference: its words for names, pronouns and posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from framing.language import load_data, load_language

REMEMBERED = 1 << 16  # words whose gender is kept
NAMED_BEHIND = ("company", "media", "civil_society", "party")


@dataclass(frozen=True)
class ReferenceWords:
    """The tables of ``reference.toml``, as sets of words.

    Attributes
    ----------
    phrases, pronouns, gender, generic : mapping
        From the name of a table to its words.
    heads_last : bool
        True where of several roles in a row the last one counts (``police union president``).
    feminine, masculine, no_names : frozenset of str
        First names, and capitalised words that are no names.
    """

    phrases: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, frozenset[str]]
    gender: Mapping[str, tuple[str, ...]]
    generic: Mapping[str, frozenset[str]]
    heads_last: bool
    genitive: str
    endings: tuple[str, ...]
    account_endings: tuple[str, ...]
    case_endings: tuple[str, ...]
    feminine: frozenset[str]
    masculine: frozenset[str]
    no_names: frozenset[str]

    @cached_property
    def any_generic(self) -> frozenset[str]:
        """All nouns by which something is named again."""
        return frozenset().union(*self.generic.values())

    @cached_property
    def before_names(self) -> tuple[str, ...]:
        """Nouns that a name stands behind: company, union, newspaper; not court, university."""
        return tuple(frozenset().union(*(self.generic[kind] for kind in NAMED_BEHIND)))

    @cached_property
    def body_stems(self) -> tuple[str, ...]:
        """What words for bodies end in, without the endings of their cases."""
        return tuple(map(self.stem, self.gender["bodies"]))

    @cached_property
    def body_agreement(self) -> frozenset[str]:
        """What pronouns a body can be named by."""
        return frozenset(self.gender["bodies_agree"])

    def without_account(self, phrase: str) -> str:
        """The first half of a compound that names words: Polizei of Polizeiangaben.

        >>> reference_words("de").without_account("Polizeiangaben")
        'Polizei'
        """
        for ending in self.account_endings:
            half = phrase.removesuffix(ending).rstrip("-")
            if half != phrase and len(half) > 2 and " " not in phrase:
                return half.removesuffix(self.genitive * half.endswith("s")) or phrase
        return phrase

    def stem(self, word: str) -> str:
        """A word without the endings by which its cases differ, in lower case.

        >>> reference_words("de").stem("Auswärtigen") == reference_words("de").stem("Auswärtige")
        True
        """
        lowered = word.lower()
        for ending in self.case_endings:
            if lowered.endswith(ending) and len(lowered) - len(ending) > 2:
                return lowered.removesuffix(ending)
        return lowered

    @cached_property
    def _genders(self) -> dict[str, str]:
        return {}

    def gender_of(self, word: str) -> str:
        """The gender that a word for a person tells, in lower case; ``person`` if it tells none.

        >>> reference_words("en").gender_of("spokeswoman"), reference_words("en").gender_of("aide")
        ('feminine', 'person')
        """
        known = self._genders
        if word not in known:
            if len(known) >= REMEMBERED:
                known.clear()
            known[word] = next(
                (g for g in ("feminine", "masculine") if self._tells(word, g)), "person"
            )
        return known[word]

    def _tells(self, word: str, gender: str) -> bool:
        forms = self.gender[gender]
        return any(word.endswith(form[1:]) if form[0] == "*" else word == form for form in forms)

    @cached_property
    def any_pronoun(self) -> frozenset[str]:
        """All words that stand for a name."""
        return frozenset().union(*self.pronouns.values())


@cache
def reference_words(language: str) -> ReferenceWords:
    """What a language says about reference.

    >>> "sie" in reference_words("de").pronouns["plural"]
    True
    """
    data, pack = load_data(language, "reference"), load_language(language)

    def sets(table: str) -> dict[str, frozenset[str]]:
        return {name: frozenset(words.split()) for name, words in data[table].items()}

    openers = pack.facts["sentences"]["openers"].lower().split()
    phrases, pronouns = sets("phrases"), sets("pronouns")
    return ReferenceWords(
        phrases=phrases,
        pronouns=pronouns,
        gender={name: tuple(words.split()) for name, words in data["gender"].items()},
        generic=sets("generic"),
        heads_last=data["phrases"]["head"] == "last",
        genitive=data["phrases"]["genitive_ending"],
        endings=tuple(data["phrases"]["noun_endings"].split()),
        case_endings=tuple(data["phrases"]["case_endings"].split()),
        account_endings=tuple(data["accounts"]["endings"].split()),
        feminine=frozenset(data["first_names"]["feminine"].split()),
        masculine=frozenset(data["first_names"]["masculine"].split()),
        no_names=phrases["no_names"]
        | phrases["determiners"]
        | {*openers, *pack.function_words}
        | frozenset().union(*pronouns.values()),
    )
