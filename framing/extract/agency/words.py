"""What the rules for agency know about the words of a language: each form is a few bits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from framing.language import load_data

(
    PASSIVE,  # wird, wurde
    PASSIVE_INFINITIVE,  # werden
    PASSIVE_PARTICIPLE,  # worden
    BEING,  # ist, was
    BEING_INFINITIVE,  # sein, be, been
    HAVING,
    MODAL,
    GETTING,  # bekam, got
    PARTICIPLE,
    LIKE_INFINITIVE,  # a participle that looks like the infinitive: verlassen
    ADJECTIVE,  # has the shape of a participle and is none, or none any more
    WITH_BEING,  # its perfect is made with sein: gegangen
    STATE,  # a state that lasts: closed
    BREAK,  # a mark that may end a clause
    HARD,  # a mark that does
    JOINER,
    OPENER,  # dass, who
    AGENT,  # von, by
    NO_AGENT,  # behind it no doer follows
    TIME,
    NOMINATIVE,
    OBLIQUE,
    SKIP,  # stands between the parts of an English verb
    UNACCUSATIVE,
    THINGS_DO,  # unaccusative of things: flew
    THING,
    REFLEXIVE,
    ITSELF,
) = (1 << i for i in range(28))

AUXILIARY = PASSIVE | PASSIVE_INFINITIVE | PASSIVE_PARTICIPLE | BEING | BEING_INFINITIVE
FINITE = PASSIVE | BEING | HAVING | MODAL
BITS = {
    "auxiliaries": {
        "passive": PASSIVE,
        "passive_infinitive": PASSIVE_INFINITIVE,
        "passive_participle": PASSIVE_PARTICIPLE,
        "being": BEING,
        "being_infinitive": BEING_INFINITIVE,
        "having": HAVING,
        "modal": MODAL,
        "getting": GETTING,
    },
    "clauses": {
        "breaks": BREAK,
        "hard": HARD,
        "joiners": JOINER,
        "openers": OPENER,
        "time": TIME,
        "nominative": NOMINATIVE,
        "oblique": OBLIQUE,
        "skips": SKIP,
    },
    "agents": {"prepositions": AGENT, "never": NO_AGENT, "passages": NO_AGENT},
    "participles": {"adjectives": ADJECTIVE, "states": STATE},
    "events": {"things": THING, "itself": ITSELF, "reflexive": REFLEXIVE},
}
Recogniser = Callable[[str], int]
QUOTES = frozenset("\"“”„‟‘‚«»‹›`'")


class Words(dict[str, int]):
    """From a word form, as it is written, to its bits; forms that come up are remembered.

    Attributes
    ----------
    sets : dict of str to frozenset of str
        The lists of ``agency.toml`` by their names.
    particles : dict of str to frozenset of str
        For each verb of an event that needs one, what has to follow: ``rang`` to ``out``.
    german : bool
        Whether participles are told by the rules of German.

    Examples
    --------
    >>> words = load_words("de")
    >>> bool(words["festgenommen"] & PARTICIPLE), bool(words["anzunehmen"] & PARTICIPLE)
    (True, False)
    """

    LIMIT = 1 << 16

    def __init__(self, language: str) -> None:
        super().__init__()
        facts = load_data(language, "agency")
        self.sets = {
            name: frozenset(value.split())
            for part in facts.values()
            for name, value in part.items()
        }
        self.german = "strong" in facts["participles"]
        self._listed: dict[str, int] = {}
        for part, names in BITS.items():
            for name, bit in names.items():
                for word in facts[part].get(name, "").split():
                    self._listed[word] = self._listed.get(word, 0) | bit
        self.particles: dict[str, frozenset[str]] = {}
        self._list_events("unaccusative", UNACCUSATIVE)
        self._list_events("unaccusative_of_things", THINGS_DO)
        self._is_participle = _german(facts["participles"]) if self.german else _english(self.sets)

    def _list_events(self, name: str, bit: int) -> None:
        for entry in self.sets[name]:
            word, _, particle = entry.partition("~")
            self._listed[word] = self._listed.get(word, 0) | bit
            if particle:
                self.particles[word] = self.particles.get(word, frozenset()) | {particle}

    def __missing__(self, form: str) -> int:
        if len(self) >= self.LIMIT:
            self.clear()
        found = self[form] = self._bits(form)
        return found

    def _bits(self, form: str) -> int:
        lower = form.lower()
        bits = self._listed.get(lower, 0)
        if form[0] in QUOTES or (form[0].isupper() and not self.german):
            return bits
        return bits | self._is_participle(lower)


def _english(sets: Mapping[str, frozenset[str]]) -> Recogniser:
    irregular, never = sets["irregular"], sets["never"]
    verbs = "|".join(sets["undoing"])  # unveiled is no state of not being veiled
    regular = re.compile(rf"(?!un(?!{verbs}))(?:re-)?[a-z]{{2,}}ed")

    def bits(form: str) -> int:
        if form in never:
            return 0
        return PARTICIPLE if form in irregular or regular.fullmatch(form) else 0

    return bits


def _german(facts: Mapping[str, str]) -> Recogniser:
    prefixes = "|".join(sorted(facts["prefixes"].split(), key=len, reverse=True))
    before = rf"(?:{'|'.join(facts['particles'].split())})?(?:{prefixes})"
    others = tuple(facts["other_endings"].split())
    strong, same = ("|".join(facts[name].split()) for name in ("strong", "same"))
    plain = re.compile(
        rf"(?!un(?!ter))(?:(?:[a-zäöüß]{{2,12}})?ge(?:[a-zäöüß]{{2,}}t|{strong}|{same})|"
        rf"{before}(?:[a-zäöüß]{{2,}}t|{strong})|[a-zäöüß]{{3,}}iert)"
    )
    ambiguous = re.compile(rf"(?!un(?!ter)){before}(?:{same})")
    passive, more, never = (
        frozenset(facts[name].split()) for name in ("rather_passive", "more", "never")
    )
    with_being = tuple(facts["perfect_with_being"].split())

    def bits(form: str) -> int:
        found = 0
        if form in never or form.endswith(others):
            return 0
        if form in more or plain.fullmatch(form):
            found = PARTICIPLE
        elif ambiguous.fullmatch(form):
            found = PARTICIPLE if form in passive else PARTICIPLE | LIKE_INFINITIVE
        return found | WITH_BEING if form.endswith(with_being) else found

    return bits


@cache
def load_words(language: str) -> Words:
    """The words of a language, read once."""
    return Words(language)
