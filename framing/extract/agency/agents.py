"""Who does it in a passive: the noun phrase behind von, durch, by."""

from __future__ import annotations

from framing.extract.agency.reading import Draft, Range, Reading
from framing.extract.agency.words import (
    AGENT,
    BREAK,
    FINITE,
    HARD,
    NO_AGENT,
    OBLIQUE,
    OPENER,
    PARTICIPLE,
    TIME,
)

LONGEST = 9  # tokens from the preposition to the last name


def agent_of(reading: Reading, draft: Draft, first: int, last: int) -> Range | None:
    """The noun phrase that names the doer of a passive.

    Parameters
    ----------
    reading : Reading
    draft : Draft
        A passive.
    first, last : int
        Its sentence in tokens.
    """
    find = _german if reading.words.german else _english
    return find(reading, draft, first, last)


# German: anywhere in the clause


def _german(reading: Reading, draft: Draft, first: int, last: int) -> Range | None:
    low, high = _clause(reading, draft, first, last)
    for at in range(low, high):
        if reading.bits[at] & AGENT and at not in draft.parts:
            phrase = _german_phrase(reading, at + 1, high)
            if phrase and _is_doer(reading, at, phrase, draft):
                return phrase
    return None


def _clause(reading: Reading, draft: Draft, first: int, last: int) -> Range:
    """From the mark before a predicate to the mark behind it."""
    bits = reading.bits
    low, high = draft.parts[0], draft.parts[-1] + 1
    while low > first and not bits[low - 1] & (BREAK | FINITE):
        low -= 1
    while high < last and not bits[high] & (BREAK | FINITE):
        high += 1
    return low, high


def _german_phrase(reading: Reading, start: int, high: int) -> Range | None:
    """The noun phrase that begins here, up to its last capital."""
    forms, bits = reading.forms, reading.bits
    if start < high and bits[start] & OBLIQUE and reading.lower[start] in PRONOUNS:
        return start, start + 1
    for at in range(start, min(high, start + LONGEST)):
        if bits[at] & (BREAK | AGENT) and not reading.is_quote(at):
            return None
        if forms[at][0].isupper():
            end = at + 1
            while end < high and forms[end][0].isupper():
                end += 1
            return start, end
        if bits[at] & PARTICIPLE:
            return None
    return None


PRONOUNS = frozenset(["mir", "dir", "ihm", "ihr", "uns", "euch", "ihnen", "denen", "dem", "wem"])


def _is_doer(reading: Reading, at: int, phrase: Range, draft: Draft) -> bool:
    """Whether a phrase behind von or durch is who or what does it."""
    lower, bits, sets = reading.lower, reading.bits, reading.words.sets
    head = phrase[1] - 1
    if bits[at + 1] & NO_AGENT or bits[head] & (NO_AGENT | TIME) or bits[phrase[0]] & TIME:
        return False
    if lower[at] in sets["instrument_prepositions"]:
        return lower[head] in sets["forces"] or reading.is_actor(phrase)
    if lower[at] not in sets["attributive"]:
        return True
    before = reading.forms[at - 1] if at else ""
    if not before[:1].isupper() or at - 1 in draft.parts or bits[at - 1] & TIME:
        return True
    if at < draft.finite and draft.finite < draft.main:
        return False  # der Präsident von ... wurde
    bare = not bits[phrase[0]] & OBLIQUE and lower[at] == "von"
    held = before.lower() in sets["holders"]
    held |= bare and before.endswith(tuple(sets["holder_endings"]))
    return not held and not reading.is_place(head)


# English: behind the participle


def _english(reading: Reading, draft: Draft, first: int, last: int) -> Range | None:
    for at in range(draft.main + 1, last):
        if reading.bits[at] & AGENT:
            phrase = _english_phrase(reading, at + 1, last)
            if phrase:
                return phrase
        elif _ends_clause(reading, at, last, draft):
            return None
    return None


def _ends_clause(reading: Reading, at: int, last: int, draft: Draft) -> bool:
    """Whether no doer can follow from here on."""
    bits = reading.bits[at]
    if bits & (HARD | FINITE | OPENER) and reading.lower[at] not in ("as", "after", "before"):
        return True
    if bits & BREAK and not _by_follows(reading, at, last):
        return True
    return bool(bits & PARTICIPLE) and at > draft.main + 1


def _by_follows(reading: Reading, at: int, last: int) -> bool:
    return at + 1 < last and bool(reading.bits[at + 1] & AGENT)


def _english_phrase(reading: Reading, start: int, last: int) -> Range | None:
    """The noun phrase behind by, unless it tells when, where, how or how much."""
    forms, lower, bits = reading.forms, reading.lower, reading.bits
    if start >= last or bits[start] & (BREAK | NO_AGENT | TIME) or lower[start].endswith("ing"):
        return None
    end = start
    while end < min(last, start + LONGEST):
        ends = bits[end] & (BREAK | FINITE | OPENER | AGENT) or lower[end] in LINKS
        if ends:
            break
        if end > start and bits[end] & PARTICIPLE and not _attributive(reading, end, last):
            break
        end += 1
    words = range(start, end)
    if not any(forms[at][0].isalpha() for at in words):
        return None
    if forms[start][0].isdigit() and any(bits[at] & (NO_AGENT | TIME) for at in words):
        return None
    if bits[end - 1] & (NO_AGENT | TIME) and end - start <= 3:
        return None
    return start, end


LINKS = frozenset(
    """
    of in on at for from with to into over against during and or about under between
    """.split()  # noqa: SIM905 - a list of words reads best as running text
)


def _attributive(reading: Reading, at: int, last: int) -> bool:
    """``by armed men``: a word that is a plain one follows."""
    return (
        at + 1 < last
        and reading.forms[at + 1][0].isalpha()
        and (reading.lower[at + 1] not in LINKS and not reading.bits[at + 1] & (TIME | FINITE))
    )
