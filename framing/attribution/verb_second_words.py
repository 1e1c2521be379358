"""What the rules know about the words of a language whose verb comes second."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from framing.attribution.cues import PARTICLE, Cue, load_cues
from framing.language import load_data, load_language
from framing.lexicon import inflect

FUNCTIONAL = (
    *("complementisers", "question_words", "subordinators", "coordinators", "softeners"),
    *("relatives", "final_clause", "determiners", "subjects", "prepositions", "adverbs"),
    *("inner", "oblique", "so", "as"),
)
Split = dict[str, tuple[tuple[str, Cue], ...]]


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a language by what they do in a sentence.

    Attributes
    ----------
    sets : dict of str to frozenset of str
        The classes of ``syntax.toml`` by their names, in lower case; ``words["perfect"]``.
    split : dict of str to tuple of (str, Cue)
        For each finite form of a separable verb the particles that can follow it.
    mood : frozenset of str
        Verbs in the mood of reported speech, and in the one that stands in for it.
    finite : frozenset of str
        Those, auxiliaries and modals.
    functional : frozenset of str
        Everything else that is no noun, adjective or verb.
    saying_endings, joined_infinitives : tuple of str
        How compounds of saying end (``Medienberichten``), and how infinitives of separable
        verbs begin that hold their ``zu`` (``aufzuklären``).
    """

    sets: dict[str, frozenset[str]]
    split: Split
    mood: frozenset[str]
    finite: frozenset[str]
    functional: frozenset[str]
    saying_endings: tuple[str, ...]
    joined_infinitives: tuple[str, ...]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


@cache
def load_words(language: str) -> Words:
    """The words of a language, read once.

    >>> "hatte" in load_words("de")["perfect"]
    True
    """
    sets = {
        name: frozenset(value.split())
        for section in load_data(language, "syntax").values()
        for name, value in section.items()
    }
    mood = sets["reporting"] | sets["substitutes"]
    return Words(
        sets=sets,
        split=_split_verbs(language),
        mood=mood,
        finite=mood.union(*(sets[name] for name in ("perfect", "passive", "being", "modals"))),
        functional=frozenset[str]().union(*map(sets.__getitem__, FUNCTIONAL)),
        saying_endings=tuple(sorted(sets["saying_endings"])),
        joined_infinitives=tuple(sorted(p + z for p in sets["particles"] for z in sets["to"])),
    )


def _split_verbs(language: str) -> Split:
    """The separable verbs, by forms of theirs that stand apart from the particle.

    The lexicon finds a particle within a few words, but in a main clause it waits until the end.
    """
    rules = load_language(language).inflection
    found: dict[str, list[tuple[str, Cue]]] = defaultdict(list)
    for entry, cue in load_cues(language).cues.items():
        particle, bar, verbs = entry.term.partition(PARTICLE)
        for base in verbs.split("/") if bar else ():
            for form in inflect(base, entry.inflection, rules):
                if base.startswith("ge") or not form.startswith("ge"):
                    found[form].append((particle, cue))
    return {form: tuple(pairs) for form, pairs in found.items()}
