"""What the rules know about the words of a language whose verb comes second."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from framing.attribution.cues import PARTICLE, Cue, load_cues
from framing.language import load_data, load_language
from framing.lexicon import inflect

Split = dict[str, tuple[tuple[str, Cue], ...]]  # by a form of the verb: particles and cues


@dataclass(frozen=True, eq=False)
class Words:
    """The classes of ``syntax.toml``, each a set of words in lower case.

    ``sets`` holds them by section and name, ``split`` the separable verbs by their finite forms,
    ``mood`` every form that tells reported speech, ``finite`` the verbs that can be finite
    without being a cue.
    """

    sets: dict[str, frozenset[str]]
    split: Split
    mood: frozenset[str]
    finite: frozenset[str]
    endings: tuple[str, ...]
    particles_zu: tuple[str, ...]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


@cache
def load_words(language: str) -> Words:
    """The words of a language, read once."""
    data = load_data(language, "syntax")
    sets = {
        name: frozenset(value.split())
        for section in data.values()
        for name, value in section.items()
    }
    mood = sets["reporting"] | sets["substitutes"]
    finite = mood | sets["perfect"] | sets["passive"] | sets["being"] | sets["modals"]
    endings = tuple(sets["saying_endings"])
    joined = tuple(particle + "zu" for particle in sets["particles"])
    return Words(sets, _split_verbs(language), mood, finite, endings, joined)


def _split_verbs(language: str) -> Split:
    """Every finite form of a separable verb, with the particle that has to follow."""
    rules = load_language(language).inflection
    found: dict[str, list[tuple[str, Cue]]] = defaultdict(list)
    for entry, cue in load_cues(language).cues.items():
        particle, bar, verbs = entry.term.partition(PARTICLE)
        if not bar or " " in entry.term:
            continue
        for base in verbs.split("/"):
            for form in inflect(base, entry.inflection, rules):
                if base.startswith("ge") or not form.startswith("ge"):
                    found[form].append((particle, cue))
    return {form: tuple(pairs) for form, pairs in found.items()}
