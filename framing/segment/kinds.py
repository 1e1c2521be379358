"""What a quotation is: speech, a part of it, a word, or a title or name in marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

NO_NAME_END = (".", ",", ";")
SPEAKING_END = frozenset(".!?…,;")
NAME_LINKS = frozenset(
    """
    of the and a an in on for to at by de la le du van von der die das des dem den und im am
    zur zum für ein eine mit über &
    """.split()  # noqa: SIM905 - a list of words reads best as running text
)
WORDS = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def quotation_kind(text: str, start: int, end: int, name_cues: tuple[str, ...]) -> str:
    """The kind of a quotation.

    Parameters
    ----------
    text : str
        The text.
    start, end : int
        Offsets of the quotation, marks included.
    name_cues : tuple of str
        Lower-case nouns that stand before titles and names in marks.

    Returns
    -------
    {'speech', 'partial', 'word', 'name'}
        A whole sentence or more, less than one, at most three words, a title or name.

    Examples
    --------
    >>> text = 'The "Moscow Times" reported "strong ties".'
    >>> quotation_kind(text, 4, 18, ()), quotation_kind(text, 28, 41, ())
    ('name', 'word')
    """
    inner = text[start:end].strip("„“”‟\"»«›‹‚‘’'`「」 \u00a0")
    if inner.endswith(NO_NAME_END):
        return "word" if WORDS.search(inner[:400]) is None else "speech"
    words = WORDS.findall(inner[:400])
    if not words:
        return "word"
    if _is_name(text, start, inner, words, name_cues):
        return "name"
    if inner[-1] in SPEAKING_END or (len(words) > 8 and inner[0].isupper()):
        return "speech"
    return "word" if len(words) <= 3 else "partial"


def _is_name(
    text: str, start: int, inner: str, words: Sequence[str], name_cues: tuple[str, ...]
) -> bool:
    """Titles and names: capitalised throughout, or announced by a noun such as ``Zeitung``."""
    if len(words) > 8:
        return False
    if _is_capital(words[0]):
        before = WORDS.findall(text[max(0, start - 60) : start])
        if before and before[-1].lower().endswith(name_cues):
            return True
    content = [word for word in words if word.lower() not in NAME_LINKS]
    return len(content) >= 2 and all(map(_is_capital, content)) and inner[-1] not in "!?"


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()
