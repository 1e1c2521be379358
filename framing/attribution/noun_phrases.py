"""Noun phrases: who speaks, found by the classes of words, without a parser.

A phrase is its core (determiner, adjectives, names, genitives, prepositional phrases) and what
stands beside it between commas (``Ada Holm, the minister of trade,``).
"""

from __future__ import annotations

from framing.attribution.subject_verb_words import classes_of, word_set
from framing.attribution.view import Range, View

REACH = 60  # tokens that a phrase is looked for in
NOUNISH = frozenset({"name", "plain", "number", "close", "dot"})
SIMPLE = frozenset({"name", "plain", "number", "genitive", "mark", "dot"})
ALONE = frozenset({"pronoun", "contracted", "relative", "object"})
BRACKETS = {"close": "open", "open": "close"}


def phrase_before(view: View, token: int, low: int) -> Range | None:
    """The noun phrase that ends right before a token.

    Parameters
    ----------
    view : View
        The document.
    token : int
        The first token behind the phrase; a comma or bracket before it closes an apposition.
    low : int
        The phrase does not begin before this token.

    Returns
    -------
    (int, int) or None
        Tokens, from the first up to but not including the last.

    Examples
    --------
    >>> import framing
    >>> view = View(framing.parse("Ada Holm, the minister of trade, said no.", language="en"))
    >>> phrase_before(view, 8, 0)
    (0, 7)
    """
    low = max(low, token - REACH)
    end = _without_time(view, token, low)
    if end > low and classes_of(view)[end - 1] == "comma":
        return _with_apposition(view, end - 1, low)
    start = _core_start(view, end, low)
    return (start, end) if start < end else None


def phrase_after(view: View, token: int, high: int) -> Range | None:
    """The noun phrase that begins at a token.

    Parameters
    ----------
    view : View
        The document.
    token : int
        The first token of the phrase.
    high : int
        The phrase ends here at the latest.

    Returns
    -------
    (int, int) or None
        Tokens, from the first up to but not including the last.

    Examples
    --------
    >>> import framing
    >>> view = View(framing.parse("So said Ada Holm, the minister of trade.", language="en"))
    >>> phrase_after(view, 2, 10)
    (2, 9)
    """
    high = min(high, token + REACH)
    end = core_end(view, token, high)
    if end == token:
        return None
    classes = classes_of(view)
    while end + 1 < high and classes[end] == "comma" and _is_apposition(view, end + 1):
        closing = end + 1
        while closing < high and classes[closing] not in ("comma", "stop", "quote", "dash"):
            closing += 1
        verbs = any(classes[t] in ("verb", "auxiliary", "contracted") for t in range(end + 1, closing))
        if verbs and classes[end + 1] != "relative":
            break
        end = closing
    return token, end


def core_end(view: View, token: int, high: int) -> int:
    """Where the phrase that begins at a token ends, what stands between commas left out."""
    classes, lower = classes_of(view), view.lower
    links = word_set(view.document.language, "nouns", "links")
    if token < high and classes[token] in ALONE:
        return token + 1
    at = token
    while at < high:
        kind = classes[at]
        if kind == "determiner":
            if at > token and classes[at - 1] not in ("preposition", "coordinator", "determiner", "infinitive"):
                break
        elif kind in ("preposition", "infinitive"):
            if at == token or lower[at] not in links or is_adjunct(view, at, high):
                break
        elif kind == "coordinator":
            if at == token or at + 1 >= high or classes[at + 1] not in ("name", "determiner", "plain"):
                break
        elif kind == "open":
            at = _closing(classes, at, high)
            continue
        elif kind in ("verb", "gerund"):
            if not _is_attribute(classes, at, token, high):
                break
        elif kind == "adverb":
            if at + 1 >= high or classes[at + 1] not in ("plain", "verb") or at == token:
                break
        elif kind not in SIMPLE or is_time(view, at):
            break
        at += 1
    while at > token and classes[at - 1] in ("preposition", "coordinator", "determiner", "infinitive"):
        at -= 1
    return at


def is_time(view: View, at: int) -> bool:
    """Whether a day or a time stands here: ``Monday``, ``last week``."""
    language, lower = view.document.language, view.lower
    if lower[at] in word_set(language, "words", "time"):
        return True
    return (
        lower[at] in word_set(language, "words", "time_opener")
        and at + 1 < len(lower)
        and lower[at + 1] in word_set(language, "words", "time_unit")
    )


def time_end(view: View, at: int) -> int:
    """The token behind a day or time that stands here."""
    language, lower = view.document.language, view.lower
    two = (
        lower[at] in word_set(language, "words", "time_opener")
        and at + 1 < len(lower)
        and lower[at + 1] in word_set(language, "words", "time_unit")
    )
    return at + 1 + two


def is_adjunct(view: View, at: int, high: int) -> bool:
    """Whether the preposition here tells when or on what occasion: ``in a statement``."""
    language, lower = view.document.language, view.lower
    occasions = word_set(language, "nouns", "occasion")
    for later in range(at + 1, min(at + 6, high)):
        if is_time(view, later) or lower[later] in occasions:
            return True
        if classes_of(view)[later] not in ("determiner", "plain", "name", "number", "genitive"):
            return False
    return False


def _without_time(view: View, token: int, low: int) -> int:
    """The token behind the phrase, after ``on Monday`` or ``last week`` are left out."""
    classes = classes_of(view)
    for at in range(token - 1, max(low, token - 4), -1):
        if is_time(view, at):
            return at - (classes[at - 1] == "preposition")
        if classes[at] not in ("plain", "name"):
            break
    return token


def _core_start(view: View, end: int, low: int) -> int:
    classes, lower = classes_of(view), view.lower
    if end <= low:
        return end
    if classes[end - 1] in ALONE:
        return end - 1
    links = word_set(view.document.language, "nouns", "links")
    at = end - 1
    while at >= low:
        kind = classes[at]
        if kind == "determiner":
            if at == low or classes[at - 1] not in ("preposition", "determiner", "infinitive"):
                if at > low and classes[at-1] == "coordinator":
                    pass
                else:
                    return at
        elif kind in ("preposition", "infinitive"):
            if at == low or lower[at] not in links:
                break
            if classes[at - 1] not in NOUNISH and not (
                lower[at] == "of" and classes[at - 1] in ("determiner", "pronoun", "adverb")
            ):
                break
        elif kind == "coordinator":
            if not _joins_phrases(classes, at, low, end):
                break
        elif kind == "close":
            at = _opening(classes, at, low)
        elif kind in ("verb", "gerund"):
            if at == low or not _is_attribute(classes, at, low, end):
                break
        elif kind not in SIMPLE:
            break
        at -= 1
    start = at + 1
    while start < end and (classes[start] in ("preposition", "coordinator", "mark", "genitive", "dot", "infinitive") or (is_time(view, start) and start+1<end)):
        start += 1
    return start


def _joins_phrases(classes: list[str], at: int, low: int, end: int) -> bool:
    """Whether ``and`` joins two subjects: no verb stands before it in its clause."""
    if at == low or at + 1 >= end or classes[at - 1] not in NOUNISH:
        return False
    for before in range(at - 1, low - 1, -1):
        if classes[before] in ("verb", "auxiliary", "pronoun", "contracted", "gerund"):
            return False
        if classes[before] in ("comma", "quote", "dash", "stop", "colon", "complementiser", "coordinator"):
            return True
    return True


def _is_attribute(classes: list[str], at: int, low: int, high: int) -> bool:
    """Whether a participle belongs to a noun: ``the elected mayor``, ``a man accused of``."""
    after = classes[at + 1] if at + 1 < high else ""
    before = classes[at - 1] if at > low else ""
    if before in ("determiner", "genitive"):
        return after in ("plain", "name")
    return after == "preposition" and before in ("plain",) and classes[at] == "verb"


def _opening(classes: list[str], at: int, low: int) -> int:
    for before in range(at - 1, max(low, at - 12) - 1, -1):
        if classes[before] == "open":
            return before
    return at


def _closing(classes: list[str], at: int, high: int) -> int:
    for after in range(at + 1, min(high, at + 12)):
        if classes[after] == "close":
            return after + 1
    return high


def _with_apposition(view: View, comma: int, low: int) -> Range | None:
    """The phrase whose apposition a comma closes; only its head if what stands between the
    commas tells when or how (``Holm, in a statement, said``)."""
    classes = classes_of(view)
    at = comma - 1
    while at > low:
        kind = classes[at]
        if kind in ("stop", "colon", "quote", "dash"):
            return None
        if kind == "comma" and (end := at) > low:
            start = _core_start(view, end, low)
            if start < end and not _goes_on_before(view, start, low):
                opener = classes[at + 1]
                if opener in ("gerund", "adverb", "subordinator", "verb") or (
                    opener == "preposition" and view.lower[at + 1] != "of"
                ):
                    return start, end
                if opener in ("coordinator", "auxiliary", "pronoun", "contracted"):
                    return None
                return start, comma
        at -= 1
    return None


def _goes_on_before(view: View, start: int, low: int) -> bool:
    """Whether a phrase is itself an apposition, or a part of one."""
    classes = classes_of(view)
    if start <= low:
        return False
    before = classes[start - 1]
    if before == "preposition":
        links = word_set(view.document.language, "nouns", "links")
        return start - 1 > low and view.lower[start - 1] in links
    if before != "comma":
        return before in ("relative", "verb", "auxiliary", "infinitive", "adverb")
    return classes[start] in ("number", "plain", "determiner") and classes[start - 2] in NOUNISH


def _is_apposition(view: View, at: int) -> bool:
    kind = classes_of(view)[at]
    return kind in ("determiner", "plain", "number", "relative") or view.lower[at] in ("of",)
