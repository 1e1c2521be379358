"""English passives: be and get with a participle."""

from __future__ import annotations

from framing.extract.agency.reading import PASSIVE_KIND, STATIVE_KIND, Draft, Reading
from framing.extract.agency.words import (
    ADJECTIVE,
    BEING,
    BEING_INFINITIVE,
    BREAK,
    FINITE,
    GETTING,
    HAVING,
    JOINER,
    MODAL,
    NOMINATIVE,
    OBLIQUE,
    OPENER,
    PARTICIPLE,
    SKIP,
    STATE,
)

BE = BEING | BEING_INFINITIVE
LONGEST_GAP = 6  # tokens between the auxiliary and its participle
LONGEST_SUBJECT = 9  # tokens of a subject behind its auxiliary


def passives(reading: Reading, first: int, last: int) -> list[Draft]:
    """The passives of a sentence, in order; whether a doer is named is not looked at yet.

    Parameters
    ----------
    reading : Reading
    first, last : int
        The sentence in tokens.
    """
    bits, found = reading.bits, dict[int, Draft]()
    for at in range(first, last):
        if not bits[at] & (BE | GETTING) or (at + 1 < last and bits[at + 1] & BE):
            continue
        main = _participle_of(reading, at, first, last)
        if main is None or main in found:
            continue
        kind = _kind(reading, at, main, last)
        if kind:
            parts = _auxiliaries(reading, at, first)
            finite = min(parts)
            found[main] = Draft(main, (*parts, main), kind, finite)
            for other in _coordinated(reading, main, last):
                found.setdefault(other, Draft(other, (other,), kind, finite))
    return [found[main] for main in sorted(found)]


def _auxiliaries(reading: Reading, at: int, first: int) -> tuple[int, ...]:
    """``had been``, ``is being`` before the participle; the modal is none of them."""
    parts = [at]
    before = at - 1
    while before >= first and before > at - 7:
        bits = reading.bits[before]
        if (bits & BE and not bits & MODAL) or bits & HAVING:
            parts.append(before)
            if bits & (BEING | HAVING):
                break
        elif not _may_stand_between(reading, before):
            break
        before -= 1
    return tuple(sorted(parts))


def _may_stand_between(reading: Reading, at: int) -> bool:
    """Adverbs and negation."""
    if reading.bits[at] & (SKIP | MODAL):
        return True
    lower = reading.lower[at]
    return lower.endswith("ly") or lower in reading.words.sets["inserted"] or reading.is_adverb(at)


def _participle_of(reading: Reading, at: int, first: int, last: int) -> int | None:
    """The participle behind a form of be or get."""
    bits = reading.bits
    i = at + 1
    if bits[at] & BEING and _is_inverted(reading, at, first, last):
        i = _behind_subject(reading, i, last)
    stop = min(last, i + LONGEST_GAP)
    while i < stop:
        if bits[i] & PARTICIPLE and not _attributive(reading, i, last):
            return i
        if reading.forms[i] in ",–—(" and i > at:
            behind = _behind_insertion(reading, i, last)
            if behind is None:
                return None
            i, stop = behind, min(last, behind + LONGEST_GAP)
        elif (
            _may_stand_between(reading, i)
            or reading.is_quote(i)
            or (bits[i] & JOINER and i > at + 1)
        ):
            i += 1
        else:
            return None
    return None


def _behind_insertion(reading: Reading, at: int, last: int) -> int | None:
    """``was, police said, arrested``: the token behind the second mark."""
    mark = ")" if reading.forms[at] == "(" else reading.forms[at]
    for i in range(at + 1, min(last, at + 14)):
        if reading.forms[i] == mark:
            return i + 1
    return None


def _is_inverted(reading: Reading, at: int, first: int, last: int) -> bool:
    """Whether the subject stands behind the auxiliary: a question, or nor, only."""
    lower, sets = reading.lower, reading.words.sets
    begin = at
    while begin > first and not reading.breaks(begin - 1) and begin > at - 6:
        begin -= 1
    opener = lower[begin]
    if opener in sets["inverting"]:
        return True
    if begin == at:
        return reading.forms[last - 1] == "?" or "?" in reading.forms[at:last]
    asks = opener in sets["questions"] and "?" in reading.forms[at:last]
    return asks and not (at == begin + 1 and opener in ("who", "what", "which"))


def _behind_subject(reading: Reading, at: int, last: int) -> int:
    """The token behind a subject that begins here, up to the participle."""
    bits = reading.bits
    for i in range(at, min(last, at + LONGEST_SUBJECT)):
        if bits[i] & BREAK or bits[i] & FINITE:
            return at
        if bits[i] & PARTICIPLE and i > at and not _attributive(reading, i, last):
            return i
        if i > at and _may_stand_between(reading, i):
            return i
    return at


def _attributive(reading: Reading, at: int, last: int) -> bool:
    """A participle before its noun (``are increased costs``): a noun follows that no verb takes."""
    if at + 1 >= last or reading.lower[at] in reading.words.sets["takes_noun"]:
        return False
    return reading.is_noun(at + 1) and reading.forms[at + 1][0].islower()


def _kind(reading: Reading, at: int, main: int, last: int) -> str:
    """Passive or state; empty where neither is meant."""
    bits, lower, sets = reading.bits, reading.lower, reading.words.sets
    by = _by_follows(reading, main, last)
    being = lower[at] in sets["happening"]  # being: something goes on
    if bits[at] & GETTING:
        return "" if lower[main] in sets["got"] or bits[main] & ADJECTIVE else PASSIVE_KIND
    act = bits[at] & BEING_INFINITIVE and lower[main] in sets["acts"]
    mind = bits[main] & ADJECTIVE and not being and not (by and lower[main] not in sets["minds"])
    if _is_habit(reading, main, last) or (mind and not act):
        return ""
    if act or being or by or not bits[main] & STATE or lower[at] in sets["perfect_being"]:
        return PASSIVE_KIND
    if lower[at] in sets["past_being"]:
        lasting = any(lower[i] in sets["lasting"] for i in range(at + 1, main))
        return STATIVE_KIND if lasting else PASSIVE_KIND
    happens = any(lower[i] in sets["dynamic"] for i in range(at + 1, min(last, main + 8)))
    return PASSIVE_KIND if happens else STATIVE_KIND


def _is_habit(reading: Reading, main: int, last: int) -> bool:
    """``was used to the noise``, ``is set to win``: no passives."""
    if main + 1 >= last or reading.lower[main + 1] != "to":
        return False
    habit = reading.lower[main] == "used" and main + 2 < last and not reading.is_verb(main + 2)
    return habit or reading.lower[main] == "set"


def _by_follows(reading: Reading, main: int, last: int) -> bool:
    return main + 1 < last and reading.lower[main + 1] in reading.words.sets["prepositions"]


# One auxiliary for two participles: was arrested and charged


def _coordinated(reading: Reading, main: int, last: int) -> list[int]:
    bits, at = reading.bits, main
    found: list[int] = []
    while True:
        joiner = _joiner(reading, at, last)
        if joiner is None:
            return found
        i = joiner
        while i < last and (bits[i] & JOINER or reading.forms[i] == "," or _adverb(reading, i)):
            i += 1
        if i >= last or not bits[i] & PARTICIPLE or bits[i] & ADJECTIVE:
            return found
        if _has_object(reading, i, last) or lower_in(reading, i, "past_only"):
            return found
        found.append(i)
        at = i


def lower_in(reading: Reading, at: int, name: str) -> bool:
    """Whether a word stands in a list."""
    return reading.lower[at] in reading.words.sets[name]


def _adverb(reading: Reading, at: int) -> bool:
    return (
        bool(reading.bits[at] & SKIP)
        or reading.lower[at].endswith("ly")
        or (reading.lower[at] in ("later", "then", "subsequently", "in", "not"))
    )


def _joiner(reading: Reading, main: int, last: int) -> int | None:
    """The and, or, but or comma behind a participle and what belongs to it."""
    bits = reading.bits
    for i in range(main + 1, min(last, main + 12)):
        if bits[i] & JOINER or reading.forms[i] == ",":
            behind = i + 1
            while behind < last and (bits[behind] & JOINER or _adverb(reading, behind)):
                behind += 1
            if behind < last and bits[behind] & PARTICIPLE:
                return i
            if reading.forms[i] == "," and i == main + 1:
                continue
        if bits[i] & (BREAK | FINITE | OPENER | NOMINATIVE):
            return None
    return None


def _has_object(reading: Reading, at: int, last: int) -> bool:
    """Whether a form in -ed is an active verb: ``was arrested and admitted the theft``."""
    if at + 1 >= last or reading.lower[at] in reading.words.sets["takes_noun"]:
        return False
    behind = reading.lower[at + 1]
    if reading.bits[at + 1] & (OBLIQUE | NOMINATIVE) or behind in reading.words.sets["articles"]:
        return True
    return reading.is_noun(at + 1) and not reading.bits[at + 1] & (BREAK | JOINER)
