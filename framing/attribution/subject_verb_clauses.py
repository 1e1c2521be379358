"""Where English clauses and their parts end: by the classes of words, without a parser."""

from __future__ import annotations

from framing.attribution.noun_phrases import core_end, is_adjunct, is_time, time_end
from framing.attribution.subject_verb_scene import FINITE, REACH, SUBJECTS, Scene

Tokens = frozenset[int]
NOWHERE: Tokens = frozenset()
NEAR = 60  # tokens in which those who listen, and when and where they do, are looked for
OPENS_CLAUSE = frozenset(
    {"relative", "complementiser", "question", "pronoun", "contracted", "gerund", "infinitive"}
)
LISTED = frozenset(
    {"name", "plain", "determiner", "genitive", "number", "comma", "preposition", "adverb"}
)
WHOM = ("name", "determiner", "plain", "object", "number", "pronoun", "genitive")


def clause_end(scene: Scene, start: int, taken: Tokens = NOWHERE) -> int:
    """Where the clause that begins here ends.

    Commas go on, except before what speaks again (``, adding that``, ``, but Holm said``):
    ``taken`` holds the tokens at which another attribution begins.
    """
    at, high = start, min(scene.end, start + REACH)
    while at < high:
        if at in scene.atoms:
            at = scene.atoms[at]
            continue
        if at > start and (at in taken or scene.lower[at] == ";"):
            break
        at += 1
    return _without_links(
        scene, start, min(at, high), ("comma", "coordinator", "dash", "subordinator")
    )


def _without_links(scene: Scene, start: int, end: int, links: tuple[str, ...]) -> int:
    while end > start + 1 and scene.classes[end - 1] in links and end not in scene.closings:
        end -= 1
    return end


def object_end(scene: Scene, start: int, taken: Tokens = NOWHERE) -> int:
    """Where a content that is a noun phrase ends: before a time, an occasion, another clause."""
    at, high = start, clause_end(scene, start, taken)
    classes, within = scene.classes, False
    while at < high:
        if at in scene.atoms:
            at = scene.atoms[at]
            continue
        kind = classes[at]
        contact = at > start and kind in ("determiner", "name") and classes[at - 1] == "plain"
        within = within or contact or kind in OPENS_CLAUSE
        if at > start and _stops_object(scene, at, high, within):
            break
        at += 1
    return _without_links(scene, start, min(at, high), ("preposition", "coordinator", "comma"))


def _stops_object(scene: Scene, at: int, high: int, within: bool) -> bool:
    """Whether a noun phrase ends before this token; ``within`` a clause verbs belong to it."""
    kind, before, after = scene.classes[at], scene.classes[at - 1], scene.kind(at + 1)
    if kind in ("verb", "auxiliary"):
        participle = kind == "verb" and after == "preposition"
        return not within and not participle and before in ("plain", "name", "adverb")
    if kind == "comma":
        goes_on = after in ("determiner", "relative") or scene.among("clauses", "including", at + 1)
        return not goes_on and not _list_goes_on(scene, at, high)
    if kind == "coordinator":
        return after in (*FINITE, "pronoun") or scene.among("clauses", "contrast", at)
    if scene.among("clauses", "comparison", at):
        return after in ("pronoun", "contracted")
    return (
        kind in ("dash", "subordinator", "stop", "colon")
        or scene.among("clauses", "temporal", at)
        or is_time(scene.view, at)
        or (kind == "preposition" and is_adjunct(scene.view, at, high))
    )


def _list_goes_on(scene: Scene, comma: int, high: int) -> bool:
    """Whether a comma divides the members of a list: a coordinator follows."""
    for at in range(comma + 1, min(high, comma + 8)):
        kind = scene.classes[at]
        if kind == "coordinator":
            return at > comma + 1 or scene.kind(at + 1) in ("name", "determiner", "plain")
        if kind not in LISTED:
            return False
    return False


def infinitive_end(scene: Scene, start: int, taken: Tokens = NOWHERE) -> int:
    """Where an infinitive ends: before another subject (``hopes to win, but Holm is ahead``)."""
    high, classes = clause_end(scene, start, taken), scene.classes
    at = start
    while at < high:
        if at in scene.atoms:
            at = scene.atoms[at]
            continue
        if classes[at] == "coordinator" and at > start + 1:
            comma = classes[at - 1] == "comma"
            subject = scene.kind(at + 1)
            if subject in ("pronoun", "contracted"):
                return at - comma
            if comma and subject in SUBJECTS and _finite_near(scene, at + 1, high):
                return at - 1
        at += 1
    return high


def _finite_near(scene: Scene, start: int, high: int) -> bool:
    """Whether a clause begins here: a verb follows before it is divided."""
    for at in range(start, min(high, start + 9)):
        if scene.classes[at] in FINITE:
            return True
        if scene.classes[at] in ("comma", "coordinator", "infinitive", "complementiser"):
            return False
    return False


def aside_end(scene: Scene, start: int, end: int) -> int:
    """Where a relative clause between commas ends: before the verb of the sentence."""
    for at in range(start, end - 1):
        if scene.classes[at] == "comma" and scene.view.quote_at(at) is None:
            after = scene.classes[at + 1 : at + 3]
            if after[0] in ("verb", "auxiliary") or (
                after[0] == "adverb" and after[-1] in ("verb", "auxiliary")
            ):
                return at
    return end


def subordinate_end(scene: Scene, start: int, high: int) -> int:
    """Where a clause that opens a sentence ends (``While Holm said so, he did not``)."""
    for at in range(start + 1, high - 2):
        if (
            scene.classes[at] == "comma"
            and scene.classes[at + 1] in SUBJECTS
            and scene.view.quote_at(at) is None
            and scene.has(FINITE, at + 1, min(high, at + 9))
        ):
            return at
    return high


def after_adjuncts(scene: Scene, start: int) -> int:
    """The token behind when, where and to whom something is said."""
    at, high = start, min(scene.end, start + NEAR)
    while at < high:
        kind, after = scene.classes[at], scene.kind(at + 1)
        if is_time(scene.view, at):
            at = time_end(scene.view, at)
        elif kind == "adverb":
            at += 1
        elif kind == "comma" and at > start and after == "name" and scene.kind(at + 2) == "comma":
            at += 3  # ``in Madison, Wisconsin,``
        elif kind == "preposition" or (kind == "infinitive" and after in WHOM):
            end = core_end(scene.view, at + 1, scene.end)
            if end > at + 1:
                at = end
            elif at + 1 < scene.end and is_time(scene.view, at + 1):
                at += 1
            else:
                break
        else:
            break
    return min(at, scene.end)


def after_addressee(scene: Scene, start: int) -> int:
    """The token behind the one who is told something."""
    if scene.kind(start) not in WHOM:
        return start
    end = core_end(scene.view, start, scene.end)
    for at in range(start, end - 1):
        plural = scene.classes[at] == "plain" and scene.lower[at].endswith("s")
        if plural and scene.classes[at + 1] in ("name", "determiner"):
            return at + 1  # ``told reporters Holm would``
    return end
