"""One unit of an English text as its rules see it."""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.attribution.cues import CueMatch
from framing.attribution.subject_verb_words import classes_of, word_set
from framing.attribution.view import Draft, Range, Unit, View
from framing.document import SPEAKING

FINITE = ("verb", "auxiliary", "contracted")
NOUN_LIKE = ("plain", "name", "pronoun")
SUBJECTS = frozenset({"name", "determiner", "pronoun", "contracted", "plain", "number"})
PAUSES = ("comma", "dash", "colon")
REACH = 400  # tokens after which nothing is looked for any more


@dataclass(eq=False)
class Scene:
    """A unit with the classes of its words, and what has been found in it so far.

    Attributes
    ----------
    view, number, unit : View, int, Unit
        The document, and which of its units this is.
    first, end : int
        Its tokens, without a dateline and without the marks that end it.
    classes, lower : list of str, tuple of str
        Class and lower-case form of each token of the document.
    atoms : dict
        For the first token of each quotation that speaks, the token behind it.
    closings : dict
        The same the other way round.
    matches : dict
        The cues outside quotations, by their first token, in order.
    owners : dict
        For each token of an attribution that has been found, which one it belongs to.
    """

    view: View
    number: int
    unit: Unit
    first: int
    end: int
    classes: list[str]
    lower: tuple[str, ...]
    atoms: dict[int, int] = field(default_factory=dict)
    closings: dict[int, int] = field(default_factory=dict)
    matches: dict[int, CueMatch] = field(default_factory=dict)
    owners: dict[int, Draft] = field(default_factory=dict)

    def among(self, table: str, name: str, token: int) -> bool:
        """Whether a token is in a list of ``syntax.toml``."""
        language = self.view.document.language
        return token < len(self.lower) and self.lower[token] in word_set(language, table, name)

    def kind(self, token: int) -> str:
        """The class of a token; none outside the unit."""
        return self.classes[token] if self.first <= token < self.end else ""

    def has(self, kinds: tuple[str, ...], start: int, end: int) -> bool:
        """Whether a word of one of these classes stands in a range."""
        return any(self.classes[at] in kinds for at in range(start, end))

    def claim(self, draft: Draft) -> None:
        """Note that the tokens of a draft belong to it."""
        source = (draft.source,) if draft.source else ()
        for first, last in (*draft.cue, *source, *draft.content):
            self.owners.update(dict.fromkeys(range(first, last), draft))


def scene_of(view: View, number: int, unit: Unit) -> Scene:
    """The unit, ready for the rules."""
    classes = classes_of(view)
    scene = Scene(view, number, unit, unit.first, unit.last, classes, view.lower)
    for quote in view.quotes_in(unit):
        if quote.kind in SPEAKING:
            scene.atoms[quote.first] = quote.last
            scene.closings[quote.last] = quote.first
    while scene.end > scene.first and classes[scene.end - 1] in ("stop", "dot"):
        if scene.end in scene.closings:
            break
        scene.end -= 1
    scene.first = _behind_dateline(scene)
    for match in view.cues_in(number):
        quote_here = view.quote_at(match.first)
        if match.first >= scene.first and (quote_here is None or quote_here.kind not in SPEAKING):
            scene.matches[match.first] = match
    return scene


def draft_of(
    match: CueMatch, group: int, source: Range | None, content: tuple[Range, ...]
) -> Draft:
    """A draft whose cue is a verb group, from its first token to the end of the cue."""
    cue = match.cue
    ranges = ((group, match.last), *((match.tail,) if match.tail else ()))
    return Draft(ranges, source, content, cue.kind, cue.commitment, cue.attitude)


def _behind_dateline(scene: Scene) -> int:
    """The token behind ``WASHINGTON (AP) —``."""
    form = scene.view.forms[scene.first]
    if form.isupper() and len(form) > 2:
        for at in range(scene.first + 1, min(scene.first + 8, scene.end - 1)):
            if scene.classes[at] == "dash":
                return at + 1
            if scene.classes[at] not in ("name", "open", "close", "comma", "dot"):
                break
    return scene.first
