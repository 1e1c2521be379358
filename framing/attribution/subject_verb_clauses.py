"""One unit of an English text as its rules see it, and where its clauses end."""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.attribution.cues import CueMatch
from framing.attribution.noun_phrases import core_end, is_adjunct, is_time
from framing.attribution.subject_verb_words import classes_of, word_set
from framing.attribution.view import Unit, View

SPEAKING = ("speech", "partial")
ENDS = frozenset({"stop", "dot"})
REACH = 400  # tokens after which nothing is looked for any more
OPENS_CLAUSE = frozenset(
    {"relative", "complementiser", "question", "pronoun", "contracted", "gerund", "infinitive"}
)
SUBJECTS = frozenset({"name", "determiner", "pronoun", "contracted", "plain", "number"})


@dataclass(eq=False)
class Scene:
    """A unit with the classes of its words.

    Attributes
    ----------
    first, end : int
        Its tokens, without the marks that end it.
    atoms : dict
        For the first token of each quotation that speaks, the token behind it.
    closings : dict
        The same the other way round.
    matches : list of CueMatch
        The cues outside quotations.
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
    matches: list[CueMatch] = field(default_factory=list)

    @property
    def language(self) -> str:
        return self.view.document.language

    def among(self, table: str, name: str, token: int) -> bool:
        """Whether a token is in a list of ``syntax.toml``."""
        return self.lower[token] in word_set(self.language, table, name)

    def kind(self, token: int) -> str:
        """The class of a token; none outside the unit."""
        return self.classes[token] if self.first <= token < self.end else ""

    def verbal(self, match: CueMatch) -> bool:
        """Whether a cue that could be a noun is a verb here."""
        return _verbal(self, match)


def scene_of(view: View, number: int, unit: Unit) -> Scene:
    """The unit, ready for the rules."""
    classes = classes_of(view)
    scene = Scene(view, number, unit, unit.first, unit.last, classes, view.lower)
    for quote in view.quotes_in(unit):
        if quote.kind in SPEAKING:
            scene.atoms[quote.first] = quote.last
            scene.closings[quote.last] = quote.first
    while (
        scene.end > scene.first
        and classes[scene.end - 1] in ENDS
        and scene.end not in scene.closings
    ):
        scene.end -= 1
    scene.first = _behind_dateline(scene)
    scene.matches = [m for m in view.cues_in(number) if not _quoted(view, m.first)]
    return scene


def _behind_dateline(scene: Scene) -> int:
    """The token behind ``WASHINGTON (AP) —``."""
    for at in range(scene.first + 1, min(scene.first + 8, scene.end - 1)):
        if scene.classes[at] == "dash":
            return at + 1 if scene.view.forms[scene.first].isupper() and len(scene.lower[scene.first]) > 2 else scene.first
        if scene.classes[at] not in ("name", "open", "close", "comma", "dot"):
            break
    return scene.first


def _quoted(view: View, token: int) -> bool:
    quote = view.quote_at(token)
    return quote is not None and quote.kind in SPEAKING


def _verbal(scene: Scene, match: CueMatch) -> bool:
    """By what stands before: a determiner makes a noun, a subject or an auxiliary a verb."""
    at, lower = match.first, scene.lower
    form, before = lower[at], scene.kind(at - 1)
    if before in ("determiner", "genitive") or (before == "preposition" and not form.endswith("ing")):
        return False
    if before in ("auxiliary", "pronoun", "contracted", "infinitive", "relative"):
        return True
    kind = scene.classes[at]
    after = scene.kind(match.last)
    if kind == "gerund":
        return True
    if form.endswith("ed"):
        return not (before in ("plain", "number") and after in ("plain",) and scene.kind(at-2) in ("determiner", "preposition"))
    if kind == "verb":
        return True
    if before == "adverb":
        before = scene.kind(at - 2)
        if before in ("auxiliary", "pronoun", "contracted", "infinitive", "relative"):
            return True
    if before not in ("name", "plain", "complementiser", "close", "comma", "coordinator", "number", "determiner", "quote"):
        return False
    if after not in SUBJECTS and after not in ("complementiser", "question", "infinitive", "quote", "object", "adverb", "preposition", "gerund"):
        return False
    if before in ("plain", "name"):
        singular = form.endswith("s") and not form.endswith("ss")
        plural = lower[at - 1].endswith("s") or scene.among("nouns", "plural", at - 1)
        if scene.unit.is_title:
            return True
        if singular:
            return not plural or before == "name"
        return plural and after not in ("preposition",)  or (plural and match.last - at > 1)
    return before in ("coordinator", "number", "comma", "close")


def clause_end(scene: Scene, start: int, taken: frozenset[int] = frozenset()) -> int:
    """Where the clause of a content that begins here ends.

    Commas go on, except before what speaks again (``, adding that``, ``, but Holm said``):
    ``taken`` holds the tokens at which another attribution begins.
    """
    at, high = start, min(scene.end, start + REACH)
    classes = scene.classes
    while at < high:
        if at in scene.atoms:
            at = scene.atoms[at]
            continue
        if classes[at] == "stop" and at > start and scene.lower[at] == ";":
            break
        if at in taken and at > start:
            break
        at += 1
    at = min(at, high)
    while at > start + 1 and classes[at - 1] in ("comma", "coordinator", "dash", "subordinator") and at not in scene.closings:
        at -= 1
    return at


def object_end(scene: Scene, start: int, taken: frozenset[int] = frozenset()) -> int:
    """Where a content that is a noun phrase ends: before a time, an occasion, another clause."""
    at, high = start, clause_end(scene, start, taken)
    classes, within = scene.classes, False
    while at < high:
        if at in scene.atoms:
            at = scene.atoms[at]
            continue
        kind = classes[at]
        if kind in OPENS_CLAUSE or (at > start and kind in ("determiner", "name") and classes[at - 1] == "plain"):
            within = True
        if at > start and _stops_object(scene, at, high, within):
            break
        at += 1
    while at > start + 1 and classes[at - 1] in ("preposition", "coordinator", "comma") and at not in scene.closings:
        at -= 1
    return min(at, high)


def _stops_object(scene: Scene, at: int, high: int, within: bool) -> bool:
    """Whether a noun phrase ends before this token."""
    kind, before, after = scene.classes[at], scene.classes[at - 1], scene.kind(at + 1)
    if kind in ("dash", "subordinator", "stop", "colon"):
        return True
    if kind in ("verb", "auxiliary"):
        return not within and before in ("plain", "name", "adverb") and not (kind == "verb" and after == "preposition")
    if kind == "comma":
        return not (after in ("determiner", "relative") or scene.lower[at + 1 : at + 2] == ("including",) or _list_goes_on(scene, at, high))
    if kind == "coordinator":
        return after in ("verb", "auxiliary", "pronoun", "contracted") or scene.lower[at] == "but"
    if is_time(scene.view, at) or scene.lower[at] in ("after", "before", "during", "when", "since"):
        return True
    if scene.lower[at] == "as":
        return after in ("pronoun", "contracted")
    return kind == "preposition" and is_adjunct(scene.view, at, high)


def infinitive_end(scene: Scene, start: int, taken: frozenset[int] = frozenset()) -> int:
    """Where an infinitive ends: before another subject (``hopes to win, but Holm is ahead``)."""
    high, classes = clause_end(scene, start, taken), scene.classes
    at = start
    while at < high:
        if at in scene.atoms:
            at = scene.atoms[at]
            continue
        kind = classes[at]
        if kind == "coordinator" and at > start + 1:
            comma = classes[at - 1] == "comma"
            if scene.kind(at + 1) in ("pronoun", "contracted") or (
                comma and scene.kind(at + 1) in SUBJECTS and _finite_near(scene, at + 1, high)
            ):
                return at - comma
        at += 1
    return high


def _finite_near(scene: Scene, start: int, high: int) -> bool:
    """Whether a clause begins here: a verb follows before any comma."""
    for at in range(start, min(high, start + 9)):
        if scene.classes[at] in ("verb", "auxiliary", "contracted"):
            return True
        if scene.classes[at] in ("comma", "coordinator", "infinitive", "complementiser"):
            return False
    return False


def aside_end(scene: Scene, start: int, end: int) -> int:
    """Where a relative clause between commas ends: before the verb of the sentence."""
    for at in range(start, end - 1):
        if scene.classes[at] == "comma" and scene.view.quote_at(at) is None:
            after = scene.classes[at + 1]
            if after in ("verb", "auxiliary") or (after == "adverb" and scene.kind(at + 2) in ("verb", "auxiliary")):
                return at
    return end


def subordinate_end(scene: Scene, start: int, high: int) -> int:
    """Where a clause that opens a sentence (``While Holm said so, he did not``) ends."""
    for at in range(start + 1, high - 2):
        if scene.classes[at] == "comma" and at not in scene.closings and scene.classes[at + 1] in SUBJECTS:
            if scene.view.quote_at(at) is None and any(scene.classes[t] in ("verb", "auxiliary", "contracted") for t in range(at + 1, min(high, at + 9))):
                return at
    return high


def _list_goes_on(scene: Scene, comma: int, high: int) -> bool:
    """Whether a comma divides the members of a list: a coordinator follows."""
    for at in range(comma + 1, min(high, comma + 8)):
        kind = scene.classes[at]
        if kind == "coordinator":
            return at > comma + 1 or scene.kind(at + 1) in ("name", "determiner", "plain")
        if kind not in ("name", "plain", "determiner", "genitive", "number", "comma", "preposition", "adverb"):
            return False
    return False


def after_adjuncts(scene: Scene, start: int) -> int:
    """The token behind when, where and to whom something is said."""
    at = start
    view = scene.view
    while at < scene.end:
        kind = scene.classes[at]
        if is_time(view, at):
            at += 2 if scene.among("words", "time_opener", at) and at + 1 < scene.end and scene.among("words", "time_unit", at + 1) else 1
        elif kind == "adverb":
            at += 1
        elif kind == "comma" and at > start and scene.kind(at + 1) == "name" and scene.kind(at + 2) == "comma":
            at += 3
        elif kind == "preposition" or (kind == "infinitive" and scene.kind(at + 1) in ("name", "determiner", "plain", "object")):
            end = core_end(view, at + 1, scene.end)
            if end <= at + 1:
                if at + 1 < scene.end and is_time(view, at + 1):
                    at += 1
                    continue
                return at
            at = end
        else:
            return at
    return at


def after_addressee(scene: Scene, start: int) -> int:
    """The token behind the one who is told something."""
    if scene.kind(start) not in ("name", "determiner", "plain", "object", "number", "pronoun", "genitive"):
        return start
    end = core_end(scene.view, start, scene.end)
    for at in range(start, end - 1):
        before, after = scene.classes[at], scene.classes[at + 1]
        if before == "plain" and scene.lower[at].endswith("s") and after in ("name", "determiner"):
            return at + 1
    return end
