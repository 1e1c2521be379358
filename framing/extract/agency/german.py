"""German passives: werden, sein and bekommen with a participle anywhere in the clause."""

from __future__ import annotations

from collections.abc import Iterator

from framing.extract.agency.reading import PASSIVE_KIND, STATIVE_KIND, Draft, Reading
from framing.extract.agency.words import (
    ADJECTIVE,
    AUXILIARY,
    BEING,
    BEING_INFINITIVE,
    BREAK,
    FINITE,
    GETTING,
    HARD,
    HAVING,
    JOINER,
    LIKE_INFINITIVE,
    NOMINATIVE,
    OPENER,
    PARTICIPLE,
    PASSIVE,
    PASSIVE_INFINITIVE,
    PASSIVE_PARTICIPLE,
    WITH_BEING,
)

VERBAL = AUXILIARY | GETTING
ENDS = BREAK | FINITE | GETTING | PASSIVE_INFINITIVE | NOMINATIVE
REACH = 45  # tokens from the finite verb to its participle


class Found(dict[int, tuple[set[int], str]]):
    """For each participle the tokens that go with it, and the kind."""

    def put(self, main: int, parts: set[int], kind: str) -> None:
        before, known = self.get(main, (set(), ""))
        kind = PASSIVE_KIND if PASSIVE_KIND in (kind, known) else kind
        self[main] = (before | parts | {main}, kind)


def passives(reading: Reading, first: int, last: int) -> list[Draft]:
    """The passives of a sentence, in order; whether a doer is named is not looked at yet.

    Parameters
    ----------
    reading : Reading
    first, last : int
        The sentence in tokens.
    """
    bits, found = reading.bits, Found()
    at_left = []
    for at in range(first, last):
        if bits[at] & VERBAL:
            if _joined(reading, at, first, last, found):
                continue
            at_left.append(at)
    for at in at_left:
        _to_the_right(reading, at, last, found)
    for main in list(found):
        _coordinated(reading, main, first, last, found)
    return [
        Draft(main, tuple(sorted(parts)), kind, _finite(reading, parts, main))
        for main, (parts, kind) in sorted(found.items())
    ]


def _finite(reading: Reading, parts: set[int], main: int) -> int:
    helpers = PASSIVE | PASSIVE_INFINITIVE | BEING | GETTING
    return next((at for at in sorted(parts) if reading.bits[at] & helpers and at != main), main)


def _participle(reading: Reading, at: int, first: int) -> bool:
    """Whether a participle stands here: written small, or where the sentence begins."""
    if not reading.bits[at] & PARTICIPLE:
        return False
    return at == first or reading.forms[at][0].islower() or reading.is_quote(at - 1)


# The auxiliary right behind its participle: geräumt wurde, geräumt worden ist, Geräumt wurde ...


def _joined(reading: Reading, at: int, first: int, last: int, found: Found) -> bool:
    """Take the participle before an auxiliary; False if there is none."""
    bits = reading.bits
    main = at - 1
    if (
        main > first
        and reading.lower[main] == "zu"
        and bits[at] & (PASSIVE_INFINITIVE | BEING_INFINITIVE)
    ):
        main -= 1  # geräumt zu werden
    if main < first or (bits[main] & AUXILIARY and not bits[main] & PARTICIPLE):
        return bool(main >= first and bits[at] & BEING and bits[main] & PASSIVE_PARTICIPLE)
    return _participle(reading, main, first) and _taken(reading, at, main, first, last, found)


def _taken(reading: Reading, at: int, main: int, first: int, last: int, found: Found) -> bool:
    """Take a participle for the auxiliary right behind it."""
    bits = reading.bits
    parts = set(range(main, at + 1))
    if bits[at] & (PASSIVE | PASSIVE_INFINITIVE):
        return _with_become(reading, at, main, parts, first, found)
    if bits[at] & PASSIVE_PARTICIPLE:
        found.put(main, parts | _perfect(reading, at, first, last), PASSIVE_KIND)
        return True
    if bits[at] & GETTING:
        return _with_get(reading, at, main, parts, found, first)
    if bits[main] & (WITH_BEING | ADJECTIVE):
        return True
    found.put(main, parts, STATIVE_KIND)
    return True


def _with_become(
    reading: Reading, at: int, main: int, parts: set[int], first: int, found: Found
) -> bool:
    bits = reading.bits
    if bits[main] & LIKE_INFINITIVE and bits[at] & PASSIVE and reading.lower[at][1] == "i":
        return True  # dass er das Haus verlassen wird
    found.put(main, parts, PASSIVE_KIND)
    return True


def _with_get(
    reading: Reading, at: int, main: int, parts: set[int], found: Found, first: int
) -> bool:
    """``den Ausweis abgenommen bekam``."""
    if reading.bits[main] & ADJECTIVE:
        return True
    if at >= 2 and main > first and not reading.breaks(main - 1):
        found.put(main, parts, PASSIVE_KIND)
    return True


def _perfect(reading: Reading, at: int, first: int, last: int) -> set[int]:
    """The form of sein that goes with ``geräumt worden``, or its infinitive."""
    bits = reading.bits
    if at + 1 < last and bits[at + 1] & (BEING | BEING_INFINITIVE):
        return {at + 1}
    for before in range(at - 1, max(first, at - REACH) - 1, -1):
        if bits[before] & BEING:
            return {before}
        if bits[before] & HARD:
            break
    return set()


# The auxiliary in second place, the participle at the end: wurde am Morgen geräumt


def _to_the_right(reading: Reading, at: int, last: int, found: Found) -> None:
    """Look for the participle of a finite auxiliary in the rest of its clause."""
    bits = reading.bits
    main = _closing(reading, at, last)
    if main is None or (main in found and not bits[at] & (PASSIVE | PASSIVE_INFINITIVE | BEING)):
        return
    behind = bits[main + 1] if main + 1 < last else BREAK
    if behind & PASSIVE_PARTICIPLE:
        if bits[at] & BEING:
            found.put(main, {at, main + 1}, PASSIVE_KIND)
        return
    if behind & (HAVING | BEING_INFINITIVE) and bits[at] & (PASSIVE | PASSIVE_INFINITIVE):
        if behind & BEING_INFINITIVE and not bits[main] & (WITH_BEING | ADJECTIVE):
            found.put(main, {main + 1}, STATIVE_KIND)
        return
    if bits[at] & (PASSIVE | PASSIVE_INFINITIVE):
        if not _is_future(reading, at, main, behind):
            found.put(main, {at}, PASSIVE_KIND)
    elif bits[at] & BEING:
        if (
            not bits[main] & (WITH_BEING | ADJECTIVE)
            and main not in found
            and _ends(reading, main, last)
        ):
            found.put(main, {at}, STATIVE_KIND)
    elif bits[at] & GETTING and main > at + 1 and _ends(reading, main, last) and main not in found:
        found.put(main, {at}, PASSIVE_KIND)


def _is_future(reading: Reading, at: int, main: int, behind: int) -> bool:
    """``wird das Haus verlassen``; ``wird ... geräumt werden`` has its own werden already."""
    if behind & PASSIVE_INFINITIVE:
        return True
    lower = reading.lower[at]
    return bool(reading.bits[main] & LIKE_INFINITIVE) and not lower.startswith(("wurde", "würde"))


def _closing(reading: Reading, at: int, last: int) -> int | None:
    """The participle at the end of the clause of a finite verb."""
    bits, stop = reading.bits, min(last, at + REACH)
    i = at + 1
    while i < stop:
        if bits[i] & PARTICIPLE and reading.forms[i][0].islower():
            if _attributive(reading, i, last):
                i += 1
                continue
            while i + 1 < stop and bits[i + 1] & PARTICIPLE and _plain(reading, i + 1, last):
                i += 1  # verletzt geborgen
            return i
        if bits[i] & HARD or (bits[i] & (FINITE | GETTING) and not bits[i] & PASSIVE_INFINITIVE):
            return None
        if bits[i] & NOMINATIVE and i > at + 1 and bits[i - 1] & OPENER:
            return None  # größer als man erwartet
        if bits[i] & BREAK:
            behind = _behind_insertion(reading, i, stop)
            if behind is None:
                return None
            i = behind
        else:
            i += 1
    return None


def _plain(reading: Reading, at: int, last: int) -> bool:
    return reading.forms[at][0].islower() and not _attributive(reading, at, last)


def _attributive(reading: Reading, at: int, last: int) -> bool:
    """A participle in -en before its noun: ``in geschlossenen Räumen`` is none by its shape, but
    ``verlassen`` before a capital can be the end of a clause; only a determiner tells."""
    return False


def _behind_insertion(reading: Reading, at: int, stop: int) -> int | None:
    """The token behind what stands between two commas, brackets or dashes, if it closes."""
    mark, bits = reading.forms[at], reading.bits
    if mark == "(":
        closing = next((i for i in range(at, stop) if reading.forms[i] == ")"), None)
        return None if closing is None else closing + 1
    if mark not in ",–—-":
        return at + 1
    inserted = at + 1 < stop and bits[at + 1] & OPENER
    if not inserted and mark == ",":
        return at + 1
    for i in range(at + 1, stop):
        if reading.forms[i] == mark:
            if i + 1 < stop and bits[i + 1] & OPENER and mark == ",":
                continue
            return i + 1
        if bits[i] & HARD:
            return None
    return None


def _ends(reading: Reading, main: int, last: int) -> bool:
    """Whether a clause ends here, or goes on with what may stand behind its end."""
    if main + 1 >= last or reading.bits[main + 1] & (BREAK | JOINER):
        return True
    return reading.is_quote(main + 1) or reading.lower[main + 1] in BEHIND


BEHIND = frozenset(
    """
    als wie für in im am an auf bei von vom mit durch wegen seit nach gegen und
    """.split()  # noqa: SIM905 - a list of words reads best as running text
)


# One auxiliary for two participles: wurde festgenommen und verletzt


def _coordinated(reading: Reading, main: int, first: int, last: int, found: Found) -> None:
    """Take the participles beside one that is found."""
    kind = found[main][1]
    before = _before(reading, main, first)
    while before is not None and before not in found:
        if kind == STATIVE_KIND and reading.bits[before] & (WITH_BEING | ADJECTIVE):
            break
        found.put(before, set(), kind)
        before = _before(reading, before, first)
    behind = _after(reading, main, last)
    while behind is not None and behind not in found:
        if kind == STATIVE_KIND and reading.bits[behind] & (WITH_BEING | ADJECTIVE):
            break
        parts = {behind}
        if behind + 1 < last and reading.bits[behind + 1] & PASSIVE_PARTICIPLE:
            parts.add(behind + 1)
        found.put(behind, parts, kind)
        behind = _after(reading, behind, last)


def _before(reading: Reading, main: int, first: int) -> int | None:
    """``verletzt`` in ``verletzt und getötet wurden``."""
    for joiner in range(main - 1, max(first, main - 9), -1):
        if reading.bits[joiner] & (FINITE | PASSIVE_INFINITIVE | HARD):
            return None
        if _joins(reading, joiner):
            at = joiner - 1
            if reading.forms[at] == ",":
                at -= 1
            return at if at >= first and _participle(reading, at, first) else None
    return None


def _joins(reading: Reading, at: int) -> bool:
    return bool(reading.bits[at] & JOINER) or reading.forms[at] == ","


def _after(reading: Reading, main: int, last: int) -> int | None:
    """``verletzt`` in ``wurde festgenommen und dabei verletzt``."""
    bits = reading.bits
    at = main + 1
    while at < last and bits[at] & AUXILIARY and not bits[at] & PARTICIPLE:
        at += 1
    joined = False
    for i in range(at, min(last, main + 25)):
        if _joins(reading, i):
            if reading.forms[i] == "," and i + 1 < last and bits[i + 1] & OPENER:
                return None
            joined = True
        elif bits[i] & (BREAK | FINITE | GETTING | PASSIVE_INFINITIVE | NOMINATIVE) or (
            not joined and i > at + 8
        ):
            return None
        elif bits[i] & PARTICIPLE and reading.forms[i][0].islower():
            good = (joined and _ends(reading, i, last)) or (
                i + 1 < last and bits[i + 1] & (PASSIVE_PARTICIPLE)
            )
            return i if good else None
    return None


def helpers(reading: Reading, draft: Draft) -> Iterator[int]:
    """The tokens of a predicate beside its participle."""
    return (at for at in draft.parts if at != draft.main)


__all__ = ["passives"]
