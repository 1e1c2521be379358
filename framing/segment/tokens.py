"""Words, numbers and punctuation marks, as offsets.

What is kept together matters for German news: ``z.B.``, ``17.000``, ``CDU/CSU``,
``Bürger:innen``, ``E-Mail-Adresse``, ``Staats-`` in ``Staats- und Regierungschefs``.

One regular expression, ``PIECE``, says what a token is. Almost all tokens follow from the
kinds of neighbouring characters, which numpy compares for a whole text at once; the
expression itself only settles what joins ``3.5`` or ``U.S.`` together, and stretches with
web addresses or invisible characters. A test holds that both agree on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from framing.document import Offsets, no_offsets
from framing.segment.characters import (
    APOSTROPHE,
    DIGIT,
    HYPHEN,
    INVISIBLE,
    JOINER,
    LETTER,
    ODD,
    SPACE,
    WORDLIKE,
    Characters,
)

INSIDE = f"{INVISIBLE}\u0300-\u036f"
JOINED = rf"""
    [-‐‑/&@+*:.'’](?:                                 # E-Mail  CDU/CSU  AT&T
        (?<=[-‐‑/&@+])
      | (?<=[*:])(?=inn?(?:en)?\b)                    # Bürger:innen
      | (?<=\.)(?=(?:com|org|net|de|eu|at|ch|uk)\b)   # SPIEGEL.de
      | (?<=\b[^\W\d_]\.)(?=[^\W\d_]\.)              # z.B.  U.S.
      | (?<=['’])(?![sS]\b)                           # don't, but not the possessive
    )[^\W_][\w{INSIDE}]*+"""
AND = r"\s+(?:und|oder|bzw|and|or|sowie|wie)\b"
PIECE = re.compile(
    rf"""\s*+(?:
      (?!https?://|www\.)[^\W\d_][\w{INSIDE}]*+(?:{JOINED})*+
        (?:\.(?<=\.[^\W\d_]\.)|[-‐‑](?={AND}))?       # Staats- und
    | \d+(?:[.,:/]\d+)*(?:[^\W\d_{INVISIBLE}][\w{INSIDE}]*)?(?:[-‐‑][^\W_][\w{INSIDE}]*)*  # 17.000
    | (?:https?://|www\.)[^\s<>"„“”»«]*[^\W_]/?
    | ['’][sS]\b
    | \.{{2,}} | --+ | \S )""",
    re.VERBOSE,
)
ADDRESS = re.compile(r"https?://|www\.")
BEFORE_AND = re.compile(AND)
DOT, MINUS, S_SMALL, S_CAPITAL = map(ord, ".-sS")
MEMO_LIMIT = 1 << 16
LONGEST_REMEMBERED = 64

Marks = NDArray[np.bool_]


class _Memo(dict[str, tuple[int, ...]]):
    """Where tokens begin in a stretch of text, given with one character on either side."""

    def __missing__(self, stretch: str) -> tuple[int, ...]:
        begins = tuple(at - 1 for at in _begins(stretch, 1, len(stretch) - 1, len(stretch)))[1:]
        if len(self) >= MEMO_LIMIT:
            self.clear()
        if len(stretch) < LONGEST_REMEMBERED:
            self[stretch] = begins
        return begins


_memo = _Memo()


def tokenize(text: str, characters: Characters | None = None) -> tuple[Offsets, Marks]:
    """The tokens of a text and which of them are words.

    Parameters
    ----------
    text : str
        Any string.
    characters : Characters, optional
        Those of the text, if they are known.

    Returns
    -------
    tokens : int32 array of shape (n, 2)
        Start and end offsets.
    words : bool array of shape (n,)
        True for words and numbers, False for punctuation and for the possessive ``'s``.

    Examples
    --------
    >>> text = "Der CDU/CSU-Chef zahlt z.B. 17.000 Euro, the minister's …"
    >>> tokens, words = tokenize(text)
    >>> [text[a:b] for a, b in tokens]
    ['Der', 'CDU/CSU-Chef', 'zahlt', 'z.B.', '17.000', 'Euro', ',', 'the', 'minister', "'s", '…']
    >>> int(words.sum())
    8
    """
    characters = characters or Characters.of(text)
    kinds = characters.kinds
    solid = (kinds & SPACE) == 0
    inside = (kinds & WORDLIKE) != 0
    begins = inside[1:-1] & inside[:-2]
    np.greater(solid[1:-1], begins, out=begins)  # a token begins where no word goes on
    _join(text, characters, begins)
    _settle_odd(text, characters, begins)
    # A token ends where the next one begins or at a space, whichever comes first.
    edges = (begins | (solid[:-2] > solid[1:-1])).nonzero()[0]
    first = begins[edges].nonzero()[0]
    if not len(first):
        return no_offsets(), np.empty(0, bool)
    tokens = np.empty((len(first), 2), np.int32)
    starts = edges[first]
    tokens[:, 0] = starts
    tokens[:-1, 1] = edges[first[:-1] + 1]
    tokens[-1, 1] = edges[first[-1] + 1] if first[-1] + 1 < len(edges) else len(text)
    return tokens, (kinds[starts + 1] & (LETTER | DIGIT)) != 0


def _join(text: str, characters: Characters, begins: Marks) -> None:
    """Take back the beginnings of tokens at and behind characters that join."""
    kinds, codes = characters.kinds, characters.codes
    at = characters.at(JOINER)
    if not len(at):
        return
    kind, before, after = kinds[at + 1], kinds[at], kinds[at + 2]
    code = codes[at + 1]
    begins[at[(code == codes[at]) & ((code == DOT) | (code == MINUS))]] = False  # .. and --
    worded = (before & WORDLIKE) != 0
    s_follows = ((kind & APOSTROPHE) != 0) & _is_s(codes[at + 2])
    joint = ((after & (LETTER | DIGIT)) != 0) & (worded | s_follows)
    _take_dots(codes, begins, at[(code == DOT) & ((before & LETTER) != 0) & ~joint])
    hyphen = (kind & HYPHEN) != 0
    _settle_joints(
        text, characters, begins, at[joint], hyphen[joint], s_follows[joint], worded[joint]
    )
    _hang(text, kinds, begins, at[hyphen & worded & ((after & SPACE) != 0)])


def _take_dots(codes: NDArray[np.uint32], begins: Marks, dots: NDArray[np.intp]) -> None:
    """The last dot of ``z.B.``: one behind a letter that stands behind a dot."""
    dots = dots[codes[dots - 1] == DOT]
    begins[dots] = False
    begins[dots[codes[dots + 2] == DOT] + 1] = True


def _settle_joints(
    text: str,
    characters: Characters,
    begins: Marks,
    at: NDArray[np.intp],
    hyphen: Marks,
    s_follows: Marks,
    worded: Marks,
) -> None:
    """Join at hyphens, cut off each ``'s``, and ask the expression about all other joints."""
    kinds, codes = characters.kinds, characters.codes
    behind_possessive = _is_s(codes[at]) & ((kinds[at - 1] & APOSTROPHE) != 0)
    possessive = s_follows & ((kinds[np.minimum(at + 3, len(kinds) - 1)] & WORDLIKE) == 0)
    begins[at[worded & ~possessive]] = False
    begins[at + 1] = False
    undecided = at[~(possessive | (hyphen & ~behind_possessive))]
    if not len(undecided):
        return
    starts = begins.nonzero()[0]
    which = starts.searchsorted(undecided, "right")
    first = np.ones(len(which), bool)
    np.not_equal(which[1:], which[:-1], out=first[1:])
    which = which[first]
    stops = np.append(starts, len(text))[which]
    new: list[int] = []
    for start, stop in zip(starts[which - 1].tolist(), stops.tolist(), strict=True):
        stretch = f"{text[start - 1] if start else ' '}{text[start:stop]}"
        # What stands behind the stretch may matter, but of white space only that it is there.
        blank = text[stop - 1].isspace() or stop == len(text)
        stretch = f"{stretch.rstrip()} " if blank else stretch + text[stop]
        new += [start + begin for begin in _memo[stretch]]
    begins[new] = True


def _hang(text: str, kinds: NDArray[np.uint16], begins: Marks, hyphens: NDArray[np.intp]) -> None:
    """The hyphen of ``Staats- und Regierungschefs`` belongs to its word."""
    hanging = [at for at in hyphens.tolist() if BEFORE_AND.match(text, at + 1)]
    if hanging:
        starts = begins.nonzero()[0]
        of_words = starts[starts.searchsorted(hanging) - 1]  # where the word of each begins
        begins[np.array(hanging)[(kinds[of_words + 1] & LETTER) != 0]] = False


def _settle_odd(text: str, characters: Characters, begins: Marks) -> None:
    """Let the expression cut what holds web addresses or characters without width."""
    odd = characters.at(ODD)
    if "://" in text or "www." in text:
        addresses = [match.start() for match in ADDRESS.finditer(text)]
        odd = np.concatenate([odd, np.array(addresses, np.intp)])
    if not len(odd):
        return
    spaces = characters.at(SPACE)
    which = np.unique(spaces.searchsorted(odd))
    starts = np.append(-1, spaces)[which] + 1
    stops = np.append(spaces, len(text))[which]
    end = len(text.rstrip())  # else the expression is tried at each character of a blank tail
    for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
        begins[start:stop] = False
        begins[list(_begins(text, start, stop, end))] = True


def _begins(text: str, start: int, stop: int, end: int) -> Iterator[int]:
    """Where tokens begin in a stretch without white space, by the expression."""
    for match in PIECE.finditer(text, start, end):
        if match.start() >= stop:
            return
        yield match.start()


def _is_s(codes: NDArray[np.uint32]) -> Marks:
    is_s: Marks = (codes == S_SMALL) | (codes == S_CAPITAL)
    return is_s
