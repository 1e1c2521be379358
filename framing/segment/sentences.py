"""Sentences of a paragraph, by rules over the marks that may end one.

Every ``.``, ``!``, ``?`` and ``…`` with the closing marks behind it is a candidate. What
stands before (an abbreviation, an initial, a German ordinal) and after (a small letter, a
comma, an insertion in brackets) decides. Abbreviations and the like are data of the
language pack.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from framing.document import Offsets
from framing.segment.characters import CAPITAL, DASH, DIGIT, END, LETTER, SPACE, Characters

CLOSING = "\"'”’“‘»«›‹)\\]}"
CANDIDATE = re.compile(
    rf"[.!?…。—–-](?:(?<=[.!?…。])[.!?…。]*+(?:[{CLOSING}]|(?<=[.!?…])''(?!\w))*+"
    r"(?=\s|$|[\[(„»«“”\"‘‚›‹–—A-ZÄÖÜ*])"
    r"(?:\s?\[(?:\d{1,3}(?:\s?[-–,]\s?\d{1,3})*|…|\.\.\.)\])*"  # references, omissions
    r"|(?:(?<=[^\W\d_]\s[—–])|-(?<=[^\W\d_]\s--))(?=\s[A-Z]))"  # a dash between sentences
)
WORD_BREAKS = frozenset('([„“"»«‚‘/–—')
WORD_AFTER = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
OPENING = "„“”\"»«‚‘’'›‹([{*–—-"
ENUMERATOR = re.compile(r"(?:\d{1,3}|[a-zA-Z])\.")  # at the start of a sentence
FOOTNOTE = re.compile(r"[ ]\d{1,3}(?=[ ])")
ROMAN = re.compile(r"[IVX]{1,6}$")
LONGEST_ENUMERATOR = 4
ENDS = frozenset(".!?…。")
FULL_STOP, BLANK = map(ord, ". ")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?$")


@dataclass(frozen=True)
class SentenceRules:
    """What a language pack says about the ends of sentences.

    Attributes
    ----------
    abbreviations : frozenset of str
        Lower-case, without the last dot; never end a sentence (``dr``, ``z.b``).
    number_abbreviations : frozenset of str
        Abbreviations only before a number (``no``, ``c``).
    final_abbreviations : frozenset of str
        May end a sentence, if a word follows that begins one (``usw``, ``inc``).
    openers : frozenset of str
        Capitalised words that begin sentences (``Der``, ``The``).
    dash_ends : bool
        True where a dash between a small and a capitalised first word ends a sentence.
    ordinals : bool
        True where a dot behind a number makes it an ordinal.
    ordinal_before, ordinal_after : frozenset of str
        Lower-case words before and after an ordinal number (``am``, ``mai``).
    reporting : frozenset of str
        Lower-case verbs that go on after a quoted question (``“Why?” Smith asked``).
    """

    abbreviations: frozenset[str]
    number_abbreviations: frozenset[str]
    final_abbreviations: frozenset[str]
    openers: frozenset[str]
    dash_ends: bool
    ordinals: bool
    ordinal_before: frozenset[str]
    ordinal_after: frozenset[str]
    reporting: frozenset[str]

    @cached_property
    def all_abbreviations(self) -> frozenset[str]:
        """Words behind which a dot may not end a sentence."""
        return self.abbreviations | self.number_abbreviations | self.final_abbreviations

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> SentenceRules:
        """The rules in a table of a ``language.toml``, word lists as one string each."""
        values: dict[str, Any] = {
            name: value if isinstance(value, bool) else frozenset(value.split())
            for name, value in facts.items()
        }
        return cls(**values)


def find_sentences(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    rules: SentenceRules,
    characters: Characters | None = None,
) -> Offsets:
    """The sentences of a text.

    Parameters
    ----------
    text : str
        The text.
    paragraphs : sequence of pairs of int
        Stretches that no sentence goes beyond, in order.
    rules : SentenceRules
        Those of its language.
    characters : Characters, optional
        Those of the text, if they are known.

    Returns
    -------
    int32 array of shape (n, 2)
        Offsets without the white space around a sentence, in order, not overlapping.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Am 3. Mai kam Dr. Hahn. „Es reicht!“, rief sie. Dann ging sie.")
    >>> [doc.text[a:b] for a, b in doc.sentences]
    ['Am 3. Mai kam Dr. Hahn.', '„Es reicht!“, rief sie.', 'Dann ging sie.']
    """
    found: list[int] = []
    places = iter(_candidates(characters or Characters.of(text)))
    at, is_plain = next(places)
    for start, end in paragraphs:
        begun = done = start
        while at < end:
            here, common = at, is_plain
            at, is_plain = next(places)
            if here < done:
                continue
            if common and here + 2 < end and _is_word_end(text, here, rules):
                found += begun, here + 1
                begun = done = here + 2
                continue
            if here + 1 == end and here - begun >= LONGEST_ENUMERATOR and text[here] in ENDS:
                break
            match = CANDIDATE.match(text, here, end)
            if match is None:
                continue
            done = stop = match.end()
            if stop - begun <= LONGEST_ENUMERATOR and ENUMERATOR.fullmatch(text, begun, stop):
                continue
            if stop < end:
                if not _ends_here(text, match, end, rules):
                    continue
                stop = _past_footnote(text, stop, end, rules)
            found += begun, stop
            begun = stop
            while begun < end and text[begun].isspace():
                begun += 1
        if begun < end:
            found += begun, end
    return np.array(found, np.int32).reshape(-1, 2)


def _candidates(characters: Characters) -> list[tuple[int, bool]]:
    """Where a sentence may end, and whether a full stop, a space and a capital stand there.

    The last one is beyond any text.
    """
    kinds, codes = characters.kinds, characters.codes
    at = characters.at(END | DASH)
    before, kind, after = kinds[at], kinds[at + 1], kinds[at + 2]
    goes_on = ((after & (LETTER | DIGIT)) != 0) & ((after & CAPITAL) == 0)
    at = at[np.where((kind & END) != 0, ~goes_on, (before & SPACE) != 0)]
    beyond = kinds[np.minimum(at + 3, len(kinds) - 1)]
    plain = (codes[at + 1] == FULL_STOP) & (codes[at + 2] == BLANK) & ((beyond & CAPITAL) != 0)
    found = list(zip(at.tolist(), plain.tolist(), strict=True))
    return [*found, (sys.maxsize, False)]


def _is_word_end(text: str, dot: int, rules: SentenceRules) -> bool:
    """Whether a small word that is no abbreviation stands before a full stop.

    Then a capital behind it begins a sentence: most ends are such, and need none of the
    distinctions that follow.
    """
    word = text[text.rfind(" ", max(0, dot - 40), dot) + 1 : dot]
    return (
        1 < len(word) < 40
        and word.isalpha()
        and word[1:].islower()
        and word.lower() not in rules.all_abbreviations
    )


def _past_footnote(text: str, at: int, end: int, rules: SentenceRules) -> int:
    """Behind the number of a footnote: ``minority rights. 4 Even though``."""
    number = FOOTNOTE.match(text, at, end)
    follows = WORD_AFTER.match(text, number.end() + 1, end) if number else None
    return number.end() if number and follows and follows.group() in rules.openers else at


def _ends_here(text: str, match: re.Match[str], end: int, rules: SentenceRules) -> bool:
    after = match.end()
    at = after
    while at < end and text[at].isspace():
        at += 1
    follows = text[at]
    if follows in ".,;:)]}%" or follows.islower():
        return False
    if match.group()[0] in "–—-":
        return _dash_ends(text, match.start(), at, rules)
    if follows == "[":  # an editor's insertion: what comes after it decides
        closing = text.find("]", at, min(end, at + 80))
        beyond = text[closing + 1 : min(end, closing + 3)].strip() if closing > 0 else ""
        if beyond and (beyond[0].islower() or beyond[0] in ",.;"):
            return False
    spaced = at > after
    marks = match.group()
    if marks[0] == "." and (len(marks) == 1 or marks[1] not in ".!?…"):
        return _full_stop(text, match.start(), marks, at, end, spaced, rules)
    return _loud_end(text, marks, at, end, spaced, rules)


def _begin_of_last_word(text: str) -> int:
    at = len(text)
    while at and text[at - 1] not in WORD_BREAKS and not text[at - 1].isspace():
        at -= 1
    return at


def _dash_ends(text: str, dash: int, at: int, rules: SentenceRules) -> bool:
    """A caption or a broken-off sentence before a new one; not a dateline, not an aside."""
    before = text[max(0, dash - 41) : dash - 1]
    word = before[_begin_of_last_word(before) :]
    after = WORD_AFTER.match(text, at)
    return (
        rules.dash_ends
        and word[:1].islower()
        and after is not None
        and after.group() in rules.openers - {"I"}
    )


def _loud_end(text: str, marks: str, at: int, end: int, spaced: bool, rules: SentenceRules) -> bool:
    """After ``!``, ``?`` or an ellipsis, with or without a closing quotation mark."""
    if text[at] in "–—-" and at + 1 < end and not text[at + 1].isupper():
        return marks[-1] in "!?." and text[at + 1 : at + 3].strip()[:1].isupper()
    if text[at] in "([" and text[at + 1 : at + 2].islower() and marks[-1] in ".…":
        return False
    if not spaced and text[at] not in OPENING:
        return marks[-1] not in ".…" and text[at].isupper()
    if marks[-1] in "\"”’“‘»«'›‹":
        words = WORD_AFTER.findall(text[at : min(end, at + 60)])
        if words and words[0] not in rules.openers:
            return not any(word in rules.reporting for word in words[:4])
    return True


def _full_stop(  # noqa: PLR0911 - a list of cases reads best as one
    text: str, dot: int, marks: str, at: int, end: int, spaced: bool, rules: SentenceRules
) -> bool:
    before = text[max(0, dot - 40) : dot]
    word = before[_begin_of_last_word(before) :]
    after = WORD_AFTER.match(text, at + (text[at] in OPENING), end)
    following = after.group() if after else ""
    bare = len(marks) == 1
    if not spaced:
        return _unspaced(word, following, text[at], bare)
    if text[at] in "–—-" and text[at + 1 : at + 2].isspace():
        return not bare and text[at + 1 : at + 3].strip()[:1].isupper()
    if not bare:
        return True
    lowered = word.lower()
    if lowered in rules.final_abbreviations:
        return following in rules.openers or text[at] in '„“"»'
    if lowered in rules.number_abbreviations:
        return not following[:1].isdigit()
    if lowered in rules.abbreviations or lowered.rsplit("-", 1)[-1] in rules.abbreviations:
        return False
    if len(word) == 1 and word.isupper() and word.isalpha():
        return _after_initial(before, following, rules)
    if INITIALS.match(word):
        return following in rules.openers
    if rules.ordinals and (word.isdigit() or ROMAN.match(word)):
        return not _ordinal(before, word, following, rules)
    return True


def _unspaced(word: str, following: str, opener: str, bare: bool) -> bool:
    """``said.The``: a missing space, but not ``www.Example`` or ``U.S.``."""
    if not bare:
        return opener in OPENING or following[:1].isupper()
    return (
        len(word) > 3
        and word.isalpha()
        and word[1:].islower()
        and len(following) > 1
        and following[0].isupper()
        and following[1:].islower()
    )


def _after_initial(before: str, following: str, rules: SentenceRules) -> bool:
    """``J. Smith`` goes on; ``Plan B. The`` and ``Vitamin C. Es`` do not."""
    if following not in rules.openers:
        return False
    name = WORD_AFTER.findall(before[:-1])
    return not name or name[-1].lower() in rules.ordinal_before or name[-1][0].isupper()


def _ordinal(before: str, word: str, following: str, rules: SentenceRules) -> bool:
    if word.isdigit() and len(word) > 2:
        return False
    if following.lower() in rules.ordinal_after:
        return True
    if following in rules.openers:
        return False
    previous = WORD_AFTER.findall(before[: len(before) - len(word)])
    if previous and previous[-1].lower() in rules.ordinal_before:
        return True
    return bool(ROMAN.match(word)) and bool(previous) and previous[-1][0].isupper()
