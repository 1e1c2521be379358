"""Who stands beside a predicate: noun phrases by parts of speech, subject and object by place."""

from __future__ import annotations

from bisect import bisect_left

from framing.extract.agency.nouns import DET, Chunk
from framing.extract.agency.reading import Range, Reading
from framing.extract.agency.words import BREAK, FINITE, HARD, JOINER, OBLIQUE, OPENER


def chunks(reading: Reading, low: int, high: int) -> list[Chunk]:
    """The noun phrases that lie in a stretch of tokens, in order."""
    known = reading.chunks
    first = bisect_left(known, (low,))
    last = bisect_left(known, (high,), lo=first)
    return [one for one in known[first:last] if one.end <= high]


def clause(reading: Reading, at: int, first: int, last: int) -> Range:
    """From the mark or conjunction before a token to the mark behind it."""
    bits, low, high = reading.bits, at, at + 1
    while low > first and not bits[low - 1] & BREAK and not opens(reading, low - 1):
        low -= 1
    while high < last and not bits[high] & BREAK:
        high += 1
    return low, high


def opens(reading: Reading, at: int) -> bool:
    """Whether a conjunction or relative pronoun stands here; German ``die`` may be an article."""
    return bool(reading.bits[at] & OPENER) and reading.tags[at] != DET


def subject(reading: Reading, finite: int, first: int, last: int) -> Range | None:
    """The noun phrase that a verb agrees with, as far as its place tells."""
    low, high = clause(reading, finite, first, last)
    before = [one for one in chunks(reading, low, finite) if not one.led]
    if not reading.words.german and finite > low and reading.bits[finite - 1] & JOINER:
        verbs = (at for at in range(finite - 2, low - 1, -1) if reading.is_verb(at))
        if (earlier := next(verbs, None)) is not None:  # cut the fence and arrested them
            return subject(reading, earlier, first, last)
    if not reading.words.german:
        found = before[-1] if before else _named_before(reading, low, first)
        return found and (found.start, found.end)
    for one in (*before, *chunks(reading, finite + 1, high)):
        if not one.led and not reading.bits[one.start] & OBLIQUE:
            return one.start, one.end
    found = _named_before(reading, low, first)
    return found and (found.start, found.end)


def _named_before(reading: Reading, low: int, first: int) -> Chunk | None:
    """What a relative pronoun stands for: the last noun phrase before it."""
    if low == first or not opens(reading, low - 1) or low < first + 2:
        return None
    behind_comma = reading.bits[low - 2] & BREAK and not reading.bits[low - 2] & HARD
    end = low - 2 if behind_comma else low - 1
    start, _ = clause(reading, max(first, end - 1), first, end)
    found = chunks(reading, start, end)
    return found[-1] if found and found[-1].end == end else None


def direct_object(reading: Reading, main: int, first: int, last: int) -> Range | None:
    """The noun phrase that a verb acts on, as far as its place tells."""
    low, high = clause(reading, main, first, last)
    if not reading.words.german:
        found = next(iter(chunks(reading, main + 1, high)), None)
        near = found is not None and not found.led and found.start - main <= 2
        return (found.start, found.end) if found is not None and near else None
    doer = subject(reading, main, first, last)
    for one in chunks(reading, low, high):
        if not one.led and (one.start, one.end) != doer and one.end <= high:
            dative = reading.lower[one.start] in ("dem", "einem", "ihm", "ihnen", "der")
            if not dative:
                return one.start, one.end
    return None


def behind(reading: Reading, at: int, words: frozenset[str], last: int) -> Range | None:
    """The noun phrase behind one of some words, not far behind a noun: the killing of ..."""
    for i in range(at + 1, min(last, at + 8)):
        if reading.lower[i] in words:
            found = chunks(reading, i + 1, last)
            return (found[0].start, found[0].end) if found and found[0].start == i + 1 else None
        if reading.bits[i] & (BREAK | FINITE):
            return None
    return None


def genitive(reading: Reading, at: int, last: int) -> Range | None:
    """The genitive right behind a German noun: Räumung des Lagers."""
    if at + 2 < last and reading.lower[at + 1] in reading.words.sets["genitive"]:
        found = chunks(reading, at + 1, last)
        return (found[0].start, found[0].end) if found else None
    return None
