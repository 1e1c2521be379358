"""Words, numbers and punctuation marks, as offsets.

One regular expression cuts the text into pieces of white space plus token. What it keeps
together matters for German news: ``z.B.``, ``17.000``, ``CDU/CSU``, ``Bürger:innen``,
``E-Mail-Adresse``, ``Staats-`` in ``Staats- und Regierungschefs``.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from framing.document import Offsets

# Invisible characters and combining accents stand inside words: soft hyphen, zero-width
# space and joiners, word joiner, accents of decomposed text.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060"
INSIDE = f"{INVISIBLE}\u0300-\u036f"
JOINED = rf"""
    [-‐‑/&@+*:.'’](?:                                 # E-Mail  CDU/CSU  AT&T
        (?<=[-‐‑/&@+])
      | (?<=[*:])(?=inn?(?:en)?\b)                    # Bürger:innen
      | (?<=\.)(?=(?:com|org|net|de|eu|at|ch|uk)\b)   # SPIEGEL.de
      | (?<=\b[^\W\d_]\.)(?=[^\W\d_]\.)              # z.B.  U.S.
      | (?<=['’])(?![sS]\b)                           # don't, but not the possessive
    )[^\W_][\w{INSIDE}]*+"""
PIECE = re.compile(
    rf"""\s*+(?:
      (?!https?://|www\.)[^\W\d_][\w{INSIDE}]*+(?:{JOINED})*+
        (?:\.(?<=\.[^\W\d_]\.)|[-‐‑](?=\s+(?:und|oder|bzw|and|or|sowie|wie)\b))?  # Staats- und
    | \d+(?:[.,:/]\d+)*(?:[^\W\d_{INVISIBLE}][\w{INSIDE}]*)?(?:[-‐‑][^\W_][\w{INSIDE}]*)*  # 17.000
    | (?:https?://|www\.)[^\s<>"„“”»«]*[^\W_]/?
    | ['’][sS]\b
    | \.{{2,}} | --+ | \S )""",
    re.VERBOSE,
)
MEMO_LIMIT = 1 << 18
LONGEST_REMEMBERED = 64
LENGTH_SHIFT = 16
LONGEST_WHITE = (1 << (LENGTH_SHIFT - 1)) - 1


class _Memo(dict[str, int]):
    """What has to be known of a piece, in one number: its length, the width of the white
    space before the token, and whether the token is a word.

    Most pieces have been met before: the Python code here runs once a form, not once a token.
    """

    def __missing__(self, piece: str) -> int:
        token = piece.lstrip()
        white = len(piece) - len(token)
        word = token[0].isalnum()
        code = (len(piece) << LENGTH_SHIFT) | (min(white, LONGEST_WHITE) << 1) | word
        if len(self) >= MEMO_LIMIT:
            self.clear()
        if len(piece) < LONGEST_REMEMBERED:
            self[piece] = code
        return code


_memo = _Memo()


def tokenize(text: str) -> tuple[Offsets, NDArray[np.bool_]]:
    """The tokens of a text and which of them are words.

    Parameters
    ----------
    text : str
        Any string.

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
    # Without the blank tail: the expression would be tried, in vain, at each of its characters.
    pieces = PIECE.findall(text, 0, len(text.rstrip()))
    codes = np.fromiter(map(_memo.__getitem__, pieces), np.int64, len(pieces))
    tokens = np.empty((len(pieces), 2), np.int32)
    ends = (codes >> LENGTH_SHIFT).cumsum()
    tokens[:, 1] = ends
    tokens[1:, 0] = ends[:-1]
    tokens[:1, 0] = 0
    white = (codes >> 1) & LONGEST_WHITE
    tokens[:, 0] += white.astype(np.int32)
    for i in np.flatnonzero(white == LONGEST_WHITE).tolist():
        tokens[i, 0] = ends[i] - len(pieces[i].lstrip())
    return tokens, (codes & 1).astype(bool)
