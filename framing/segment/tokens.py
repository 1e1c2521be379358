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


class _Memo(dict[str, int]):
    """How wide the white space before a token is, and whether the token is a word.

    Packed into one number: 2 * width + word. Most pieces of a text have been met before, so
    that the Python code here runs once a form, not once a token.
    """

    def __missing__(self, piece: str) -> int:
        token = piece.lstrip()
        word = token[0].isalnum() or (token[0] == "'" and len(token) > 2)
        code = 2 * (len(piece) - len(token)) + word
        if len(self) >= MEMO_LIMIT:
            self.clear()
        if len(piece) < 64:
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
    >>> text = "Der CDU/CSU-Chef zahlt z.B. 17.000 Euro, the minister's \u2026"
    >>> tokens, words = tokenize(text)
    >>> [text[a:b] for a, b in tokens]
    ['Der', 'CDU/CSU-Chef', 'zahlt', 'z.B.', '17.000', 'Euro', ',', 'the', 'minister', "'s", '…']
    >>> int(words.sum())
    8
    """
    pieces = PIECE.findall(text, 0, len(text.rstrip()))  # else a long blank tail costs its square
    n = len(pieces)
    codes = np.fromiter(map(_memo.__getitem__, pieces), np.int32, n)
    ends = np.fromiter(map(len, pieces), np.int32, n).cumsum(dtype=np.int32)
    tokens = np.empty((n, 2), np.int32)
    tokens[:, 1] = ends
    tokens[1:, 0] = ends[:-1]
    tokens[:1, 0] = 0
    tokens[:, 0] += codes >> 1
    return tokens, (codes & 1).astype(bool)
