"""What stands in quotation marks, and whether somebody speaks there.

A scanner goes over the marks of a paragraph with a stack. Whether a mark opens or closes
depends on what is open and on the characters around it, as most marks do both: ``“`` opens
in English and closes in German, ``»`` opens in German and closes in French, ``"`` and ``'``
do both everywhere. A quotation stops at its paragraph.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from framing.document import Offsets, Span, no_offsets
from framing.segment.characters import APOSTROPHE, LETTER, MARK, Characters
from framing.segment.kinds import quotation_kind

# Which marks can end a quotation, by the mark that began it.
CLOSERS = {
    "„": '“”"‟',
    "‚": "‘’'",
    "“": '”"“',
    "‟": '”"',
    "‘": "’'‘",
    "»": "«",
    "«": "»",
    "›": "‹",
    "‹": "›",
    "”": "”",
    '"': '"“”',
    "'": "'’",
    "''": "''",
    "``": "''",
    "「": "」",
}
SINGLE = frozenset("‚‘'›‹")
MARKS = re.compile(  # apostrophes inside words are left out
    r"[„“”‟\"»«›‹‚‘「」’'`](?:(?<=[„“”‟\"»«›‹‚‘「」])|(?<='(?<!''))'|(?<=`)`|(?<=[’'])(?:(?<!\w.)|(?!\w)))"
)
LEADS = frozenset(" \t\n\r\u00a0\u202f([{—–-/…:;,>*|\u200b") | frozenset("„“‟»«›‹‚‘\"'")
NEAR = 2000  # characters in which a nested quotation is looked for its end
PLAIN_PAIRS = frozenset({"“”", "„“", "„”", '""'})
NO_BEGINNING = ",.;:!?)"


class Quotations(NamedTuple):
    """Quotations of a text, their kinds, and the marks that have no partner."""

    offsets: Offsets
    kinds: tuple[str, ...]
    unbalanced: tuple[Span, ...]


_Mark = tuple[str, int, int]  # what it is, its first place and the one behind it


class _Open(NamedTuple):
    at: int
    mark: str


def find_quotations(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    name_cues: frozenset[str] = frozenset(),
    characters: Characters | None = None,
) -> Quotations:
    """Everything in quotation marks.

    Parameters
    ----------
    text : str
        The text.
    paragraphs : sequence of pairs of int
        Its paragraphs, boilerplate left out, in order.
    name_cues : frozenset of str
        Lower-case nouns that stand before titles and names in marks (``Zeitung``, ``film``).
    characters : Characters, optional
        Those of the text, if they are known.

    Returns
    -------
    Quotations
        ``offsets`` (n, 2) with the marks, in order, outer before inner; ``kinds``, one of
        speech, partial, word, name for each; ``unbalanced``, marks without a partner.

    Examples
    --------
    >>> text = "Er nannte es ‚Unsinn‘ und sagte der „Neuen Harlinger Zeitung“: »Es reicht!«"
    >>> found = find_quotations(text, [(0, len(text))])
    >>> [(text[a:b], kind) for (a, b), kind in zip(found.offsets, found.kinds)]
    [('‚Unsinn‘', 'word'), ('„Neuen Harlinger Zeitung“', 'name'), ('»Es reicht!«', 'speech')]
    """
    all_marks = _marks(text, characters or Characters.of(text))
    if not all_marks:
        return Quotations(no_offsets(), (), ())
    found: list[tuple[int, int]] = []
    stray: list[int] = []
    carried: _Open | None = None
    first = 0
    all_marks.append(("", sys.maxsize, sys.maxsize))
    for start, end in paragraphs:
        while all_marks[first][1] < start:
            first += 1
        stop = first
        while all_marks[stop][1] < end:
            stop += 1
        marks, first = all_marks[first:stop], stop
        if not marks:
            carried = None
            continue
        pairs = _plain_pairs(text, start, end, marks) if carried is None else None
        if pairs is not None:
            found += pairs
            continue
        if carried is not None and text.startswith(carried.mark, start):
            stray.remove(carried.at)  # opened again without having been closed, as is right
        scan = _Paragraph(text, start, end, carried)
        scan.run(marks)
        found += scan.found
        carried = scan.carried
        stray += scan.stray
    found = _uncrossed(found)
    offsets = np.array(found, np.int32).reshape(-1, 2)
    cues = tuple(name_cues)
    kinds = tuple([quotation_kind(text, start, end, cues) for start, end in found])
    unbalanced = tuple(Span(at, at + 1, "unbalanced_quotation_mark") for at in sorted(stray))
    return Quotations(offsets, kinds, unbalanced)


def _marks(text: str, characters: Characters) -> list[_Mark]:
    kinds = characters.kinds
    at = characters.at(MARK)
    if not len(at):
        return []
    inside = ((kinds[at] & kinds[at + 2] & LETTER) != 0) & ((kinds[at + 1] & APOSTROPHE) != 0)
    found: list[_Mark] = []
    done = 0
    for place in at[~inside].tolist():
        if text[place] not in "'’`":
            found.append((text[place], place, place + 1))
        elif place >= done and (match := MARKS.match(text, place)):
            done = match.end()
            found.append((match.group(), place, done))
    return found


def _plain_pairs(
    text: str, start: int, end: int, marks: Sequence[_Mark]
) -> list[tuple[int, int]] | None:
    """The quotations of a paragraph where each mark has its partner next to it; else None."""
    if len(marks) % 2:
        return None
    found = []
    for (opening, first, _), (closing, last, _) in zip(marks[::2], marks[1::2], strict=True):
        if opening + closing not in PLAIN_PAIRS:
            return None
        before, follows = text[last - 1], text[last + 1] if last + 1 < end else " "
        if (
            (first > start and text[first - 1] not in LEADS)
            or text[first + 1].isspace()
            or text[first + 1] in NO_BEGINNING
            or (follows.isalnum() and (before in LEADS or before.isspace()))
        ):
            return None
        found.append((first, last + 1))
    return found


def _uncrossed(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, outer before inner; one that ends beyond the one it begins in is left out."""
    kept: list[tuple[int, int]] = []
    ends: list[int] = []
    for start, end in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        while ends and ends[-1] <= start:
            ends.pop()
        if not ends or end <= ends[-1]:
            kept.append((start, end))
            ends.append(end)
    return kept


class _Paragraph:
    """The scanner's state over one paragraph."""

    def __init__(self, text: str, start: int, end: int, carried: _Open | None) -> None:
        self.text, self.start, self.end = text, start, end
        self.before = carried
        self.stack: list[_Open] = []
        self.last_places: dict[str, int] = {}
        self.found: list[tuple[int, int]] = []
        self.stray: list[int] = []
        self.carried: _Open | None = None

    def run(self, marks: Iterable[_Mark]) -> None:
        for mark in marks:
            self._mark(*mark)
        self._finish()

    def _mark(self, mark: str, at: int, after: int) -> None:
        before = self.text[at - 1] if at > self.start else " "
        follows = self.text[after] if after < self.end else " "
        if mark in "'’" and self._apostrophe(mark, before, follows):
            return
        if self._closes(mark, before, follows, at):
            return
        if (
            mark in CLOSERS
            and before in LEADS
            and not follows.isspace()
            and follows not in ",.;:!?)"
        ):
            if not self._list_mark(mark, at) and not (
                mark in "'’‘" and not self._has_end(mark, after)
            ):
                self._open(mark, at)
        elif mark not in "'’":
            self._unopened(mark, at, after, before)

    def _apostrophe(self, mark: str, before: str, follows: str) -> bool:
        """Inside a word, before a clipped year, or after a foot and inch number."""
        if before.isalnum() and follows.isalnum():
            return True
        if before.isdigit() and not any(o.mark in SINGLE for o in self.stack):
            return True
        closing = any(mark in CLOSERS[o.mark] for o in self.stack)
        return not closing and (mark == "’" or before.isalnum() or follows.isdigit())

    def _closes(self, mark: str, before: str, follows: str, at: int) -> bool:
        if follows.isalnum() and before in LEADS and before not in "…-–—)":
            return False
        if before.isspace() and follows.isalnum():
            return False
        for depth in range(len(self.stack) - 1, -1, -1):
            opened = self.stack[depth]
            if mark in CLOSERS[opened.mark] and (len(mark) == 2) == (opened.mark in ("''", "``")):
                if opened.mark in SINGLE and self._plural(mark, before, at):
                    return True
                self.stray += [o.at for o in self.stack[depth + 1 :] if o.mark not in SINGLE]
                del self.stack[depth:]
                self.found.append((opened.at, at + len(mark)))
                return True
        return False

    def _plural(self, mark: str, before: str, at: int) -> bool:
        """``workers’`` inside ‘…’: a later mark after punctuation is the true end."""
        if before not in "sS" or mark not in "'’":
            return False
        later = re.compile(rf"[.,!?…]{mark}(?!\w)").search(
            self.text, at + 1, min(self.end, at + 300)
        )
        return later is not None

    def _has_end(self, mark: str, after: int) -> bool:
        """Whether a single mark that could open has one that could close it."""
        closers = CLOSERS.get(mark, "")
        window = self.text[after : min(self.end, after + 1500)]
        return any(
            not window[m.start() - 1].isspace()
            for m in re.finditer(rf"[{closers}](?!\w)", window)
            if m.start() > 0
        )

    def _list_mark(self, mark: str, at: int) -> bool:
        """A guillemet that leads a line and has no partner is a bullet."""
        if mark not in "»«›‹":
            return False
        return all(self._last_place(closer) <= at for closer in CLOSERS[mark])

    def _last_place(self, mark: str) -> int:
        if mark not in self.last_places:
            self.last_places[mark] = self.text.rfind(mark, self.start, self.end)
        return self.last_places[mark]

    def _open(self, mark: str, at: int) -> None:
        same = [i for i, o in enumerate(self.stack) if o.mark == mark]
        if same and not self._nests(mark, at, len(same)):
            self.stray += [o.at for o in self.stack[same[0] :] if o.mark not in SINGLE]
            del self.stack[same[0] :]
        self.stack.append(_Open(at, mark))

    def _nests(self, mark: str, at: int, open_already: int) -> bool:
        """Whether enough marks follow to close those open and this one, too."""
        closers = CLOSERS[mark].replace(mark, "")
        if mark in "\"'":
            return False
        ahead = self.text[at + 1 : min(self.end, at + NEAR)]
        return sum(map(ahead.count, closers)) > ahead.count(mark) + open_already

    def _unopened(self, mark: str, at: int, after: int, before: str) -> None:
        """A closing mark with nothing open: the end of a quotation carried over, or a stray."""
        if self.found and mark in '“”«»"' and self._inserted(self.found[-1][1], at):
            self.found[-1] = (self.found[-1][0], after)
            self.stray.append(at)
        elif before.isdigit() and mark in "\"”''":
            return
        elif self.before and mark in CLOSERS[self.before.mark] and not self.found:
            self.found.append((self.start, after))
            self.before = None
        elif mark in '“”„«»"':
            self.stray.append(at)

    def _inserted(self, end: int, at: int) -> bool:
        """``… umsetzen.“ [toward] sowohl … China.“``: an insertion split one quotation."""
        between = self.text[end:at]
        return re.match(r"\s*\[[^\]]{1,60}\]\s+[^\W\d_A-ZÄÖÜ]", between) is not None

    def _finish(self) -> None:
        opened = next((o for o in self.stack if o.mark not in SINGLE), None)
        for o in self.stack:
            if o.mark in SINGLE:
                continue
            self.stray.append(o.at)
        if opened is not None:
            end = self.end
            while end > opened.at and self.text[end - 1].isspace():
                end -= 1
            self.found = [pair for pair in self.found if pair[0] < opened.at or pair[1] <= end]
            self.found.append((opened.at, end))
            self.carried = opened
