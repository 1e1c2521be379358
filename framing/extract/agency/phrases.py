"""Who stands beside a predicate: noun phrases by parts of speech, subject and object by place."""

from __future__ import annotations

from bisect import bisect_left

from framing.extract.agency.nouns import DET, Chunk
from framing.extract.agency.reading import AUX, VERB, Range, Reading
from framing.extract.agency.words import BREAK, FINITE, JOINER, OBLIQUE, OPENER

JOINING = frozenset(("and", "or", "und", "oder", "sowie", "&"))
NO_OBJECTS = frozenset(("dem", "einem", "ihm", "ihnen", "der", "des", "eines"))  # dative, genitive
VERBAL = frozenset((AUX, VERB))


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
    if not reading.words.german and finite > low and reading.bits[finite - 1] & JOINER:
        verbs = (at for at in range(finite - 2, low - 1, -1) if reading.is_verb(at))
        if (earlier := next(verbs, None)) is not None:  # cut the fence and arrested them
            return subject(reading, earlier, first, last)
    find = _german_subject if reading.words.german else _english_subject
    found = find(reading, finite, low, high) or _before(reading, low, first)
    return found and _joined(reading, found, finite, high, low)


def _english_subject(reading: Reading, finite: int, low: int, high: int) -> Chunk | None:
    """The last noun phrase before a verb; none if a relative clause ends there."""
    before = [one for one in chunks(reading, low, finite) if not one.led]
    relative = low > 0 and opens(reading, low - 1)
    if relative and any(map(reading.is_verb, range(low, finite))):
        return None  # the guards who beat the prisoner were arrested
    return before[-1] if before else None


def _german_subject(reading: Reading, finite: int, low: int, high: int) -> Chunk | None:
    """The first noun phrase of a clause that no article shows to be an object."""
    around = (*chunks(reading, low, finite), *chunks(reading, finite + 1, high))
    last = all(reading.tags[at] == AUX for at in range(finite + 1, high))
    opened = low if last and low > 0 and opens(reading, low - 1) else -1  # seit der Westen ...
    return next(
        (
            one
            for one in around
            if (not one.led or one.start == opened) and not reading.bits[one.start] & OBLIQUE
        ),
        None,
    )


def _before(reading: Reading, low: int, first: int) -> Chunk | None:
    """The noun phrase before a clause: what a relative pronoun or an apposition belongs to."""
    at = low
    while at > first:
        if opens(reading, at - 1):
            end = at - 1
            if end > first and reading.forms[end - 1] == ",":
                end -= 1
            return _ending(reading, end, first)
        if reading.forms[at - 1] != ",":
            return None
        end = at - 1
        start, _ = clause(reading, max(first, end - 1), first, end)
        found = _ending(reading, end, first)
        if start > first and opens(reading, start - 1):
            at = start  # the guards, who were armed, were arrested
        elif found and found.start == start > first and reading.forms[start - 1] == ",":
            return _ending(reading, start - 1, first) or found  # the mayor, Ada Holm, was hurt
        else:
            return found
    return None


def _ending(reading: Reading, end: int, first: int) -> Chunk | None:
    """The noun phrase that ends before a token."""
    start, _ = clause(reading, max(first, end - 1), first, end)
    found = chunks(reading, start, end)
    return found[-1] if found and found[-1].end == end else None


def _joined(reading: Reading, found: Chunk, finite: int, high: int, low: int) -> Range:
    """A noun phrase with those that are joined to it: police and soldiers."""
    start, end = found.start, found.end
    if start > 1 and reading.lower[start - 1] in JOINING:
        known = reading.chunks
        before = bisect_left(known, (start,)) - 1
        joins = before >= 0 and known[before].end == start - 1 and not known[before].led
        # Arrested the man and the camp was cleared: what stands before is an object.
        if joins and not any(map(reading.is_verb, range(low, known[before].start))):
            start = known[before].start
    return start, _joined_end(reading, end, finite, high)


def _joined_end(reading: Reading, end: int, finite: int, high: int) -> int:
    """Where a noun phrase ends with what is joined behind it; no clause begins there."""
    if end >= high or reading.lower[end] not in JOINING:
        return end
    behind_it = chunks(reading, end + 1, high)
    if not behind_it or behind_it[0].start != end + 1:
        return end
    stop = behind_it[0].end
    goes_on = stop < high and stop != finite and reading.tags[stop] in VERBAL
    return end if goes_on else stop


def direct_object(reading: Reading, main: int, first: int, last: int) -> Range | None:
    """The noun phrase that a verb acts on, as far as its place tells."""
    low, high = clause(reading, main, first, last)
    if not reading.words.german:
        found = next(iter(chunks(reading, main + 1, high)), None)
        if found is None or found.led or found.start - main > 2:
            return None
        return found.start, _joined_end(reading, found.end, main, high)
    doer = subject(reading, main, first, last) or (0, 0)
    for one in chunks(reading, low, high):
        inside = doer[0] <= one.start < doer[1]
        if not one.led and not inside and reading.lower[one.start] not in NO_OBJECTS:
            return one.start, _joined_end(reading, one.end, main, high)
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
