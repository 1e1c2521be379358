"""Noun phrases: who speaks, found by the classes of words, without a parser.

A phrase is its core (determiner, adjectives, names, genitives, prepositional phrases) and what
stands beside it between commas (``Ada Holm, the minister of trade,``).
"""

from __future__ import annotations

from framing.attribution.subject_verb_words import classes_of, word_set
from framing.attribution.view import Range, View

REACH = 60  # tokens in which a phrase is looked for
LONGEST_BRACKET = 12
NOUNISH = frozenset({"name", "plain", "number", "close", "dot"})
SIMPLE = frozenset({"name", "plain", "number", "genitive", "mark", "dot"})
ALONE = frozenset({"pronoun", "contracted", "relative", "object"})
LEADS = frozenset({"preposition", "coordinator", "determiner", "infinitive"})  # to a noun
DANGLING = frozenset({"preposition", "coordinator", "mark", "genitive", "dot", "infinitive"})
CLAUSE = frozenset({"verb", "auxiliary", "pronoun", "contracted", "gerund"})
BREAKS = frozenset({"comma", "quote", "dash", "stop", "colon", "complementiser", "coordinator"})
FINITE = frozenset({"verb", "auxiliary", "contracted"})
CIRCUMSTANCE = frozenset({"gerund", "adverb", "subordinator", "verb"})  # ", speaking in Iowa,"
NO_APPOSITION = frozenset({"coordinator", "auxiliary", "pronoun", "contracted"})


def phrase_before(view: View, token: int, low: int) -> Range | None:
    """The noun phrase that ends right before a token.

    Parameters
    ----------
    view : View
        The document.
    token : int
        The first token behind the phrase; a comma before it closes an apposition.
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
    >>> phrase_after(view, 2, 9)
    (2, 9)
    """
    high = min(high, token + REACH)
    end = core_end(view, token, high)
    while token < end < high - 1 and classes_of(view)[end] == "comma":
        closing = _apposition_end(view, end + 1, high)
        if closing is None:
            break
        end = closing
    return (token, end) if end > token else None


def core_end(view: View, token: int, high: int) -> int:
    """Where the phrase that begins at a token ends, what stands between commas left out."""
    classes = classes_of(view)
    if token < high and classes[token] in ALONE:
        return token + 1
    at = token
    while at < high:
        if classes[at] == "open":
            at = _closing(classes, at, high)
        elif _goes_on(view, at, token, high):
            at += 1
        else:
            break
    while at > token and classes[at - 1] in LEADS:
        at -= 1
    return at


def _goes_on(view: View, at: int, token: int, high: int) -> bool:
    """Whether the phrase that begins at ``token`` holds the token ``at`` as well."""
    classes = classes_of(view)
    kind, after = classes[at], classes[at + 1] if at + 1 < high else ""
    if kind == "determiner":
        return at == token or classes[at - 1] in LEADS
    if kind in ("preposition", "infinitive"):
        return at > token and _links(view, at) and not is_adjunct(view, at, high)
    if kind == "coordinator":
        return at > token and after in ("name", "determiner", "plain")
    if kind in ("verb", "gerund"):
        return _is_attribute(classes, at, token, high)
    if kind == "adverb":
        return at > token and after in ("plain", "verb")
    return kind in SIMPLE and not is_time(view, at)


def is_time(view: View, at: int) -> bool:
    """Whether a day or a time stands here: ``Monday``, ``last week``."""
    return view.lower[at] in _words(view, "time", "word") or _two_of_time(view, at)


def time_end(view: View, at: int) -> int:
    """The token behind the day or time that stands here."""
    return at + 1 + _two_of_time(view, at)


def _two_of_time(view: View, at: int) -> bool:
    lower = view.lower
    return (
        lower[at] in _words(view, "time", "opener")
        and at + 1 < len(lower)
        and lower[at + 1] in _words(view, "time", "unit")
    )


def is_adjunct(view: View, at: int, high: int) -> bool:
    """Whether the preposition here tells when or on what occasion: ``in a statement``."""
    classes, occasions = classes_of(view), _words(view, "nouns", "occasion")
    for later in range(at + 1, min(at + 6, high)):
        if is_time(view, later) or view.lower[later] in occasions:
            return True
        if classes[later] not in ("determiner", "plain", "name", "number", "genitive"):
            return False
    return False


def _words(view: View, table: str, name: str) -> frozenset[str]:
    return word_set(view.document.language, table, name)


def _links(view: View, at: int) -> bool:
    """Whether a preposition joins a noun to the noun before it."""
    return view.lower[at] in _words(view, "nouns", "links")


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
    """Where the phrase that ends before ``end`` begins, what stands between commas left out."""
    classes = classes_of(view)
    if end <= low:
        return end
    if classes[end - 1] in ALONE:
        return end - 1
    at = end - 1
    while at >= low and _went_on(view, at, low, end):
        if classes[at] == "close":
            at = _opening(classes, at, low)
        at -= 1
    start = at + 1
    if at >= low and classes[at] == "determiner":
        return at
    while start < end and (
        classes[start] in DANGLING or (start + 1 < end and is_time(view, start))
    ):
        start += 1
    return start


def _went_on(view: View, at: int, low: int, end: int) -> bool:
    """Whether the phrase that ends before ``end`` holds ``at`` and what is left of it."""
    classes = classes_of(view)
    kind, before = classes[at], classes[at - 1] if at > low else ""
    if kind == "determiner":
        return before in LEADS
    if kind in ("preposition", "infinitive"):
        partitive = before in ("determiner", "pronoun", "adverb")  # ``some of``
        return _links(view, at) and (
            before in NOUNISH or (partitive and view.lower[at] in _words(view, "nouns", "part"))
        )
    if kind == "coordinator":
        return before in NOUNISH and at + 1 < end and _joins_subjects(classes, at, low)
    if kind in ("verb", "gerund"):
        return _is_attribute(classes, at, low, end)
    return kind in SIMPLE or kind == "close"


def _joins_subjects(classes: list[str], at: int, low: int) -> bool:
    """Whether ``and`` joins two subjects: no verb stands before it in its clause."""
    for before in range(at - 1, low - 1, -1):
        if classes[before] in CLAUSE:
            return False
        if classes[before] in BREAKS:
            return True
    return True


def _is_attribute(classes: list[str], at: int, low: int, high: int) -> bool:
    """Whether a participle belongs to a noun: ``the elected mayor``, ``a man accused of``."""
    after = classes[at + 1] if at + 1 < high else ""
    before = classes[at - 1] if at > low else ""
    if before in ("determiner", "genitive"):
        return after in ("plain", "name")
    return classes[at] == "verb" and before == "plain" and after == "preposition"


def _opening(classes: list[str], at: int, low: int) -> int:
    for before in range(at - 1, max(low, at - LONGEST_BRACKET) - 1, -1):
        if classes[before] == "open":
            return before
    return at


def _closing(classes: list[str], at: int, high: int) -> int:
    for after in range(at + 1, min(high, at + LONGEST_BRACKET)):
        if classes[after] == "close":
            return after + 1
    return high


def _apposition_end(view: View, start: int, high: int) -> int | None:
    """The token behind what describes the noun before the comma; None if nothing does."""
    classes = classes_of(view)
    opener = classes[start]
    if opener not in ("determiner", "plain", "number", "relative") and (
        view.lower[start] not in _words(view, "nouns", "part")
    ):
        return None
    end = start
    while end < high and classes[end] not in ("comma", "stop", "quote", "dash"):
        end += 1
    has_verb = not FINITE.isdisjoint(classes[start:end])
    return None if has_verb and opener != "relative" else end


def _with_apposition(view: View, comma: int, low: int) -> Range | None:
    """The phrase whose apposition a comma closes; only its head if what stands between the
    commas tells when or how (``Holm, in a statement, said``)."""
    classes = classes_of(view)
    for at in range(comma - 1, low, -1):
        kind = classes[at]
        if kind in ("stop", "colon", "quote", "dash"):
            return None
        if kind != "comma":
            continue
        start = _core_start(view, at, low)
        if start == at or _belongs_before(view, start, low):
            continue
        opener = classes[at + 1]
        if opener in NO_APPOSITION:
            return None
        part = view.lower[at + 1] in _words(view, "nouns", "part")
        if opener in CIRCUMSTANCE or (opener == "preposition" and not part):
            return start, at
        return start, comma
    return None


def _belongs_before(view: View, start: int, low: int) -> bool:
    """Whether a phrase is itself an apposition, or a part of one."""
    if start <= low:
        return False
    classes = classes_of(view)
    before = classes[start - 1]
    if before == "preposition":
        return start - 1 > low and _links(view, start - 1)
    if before == "comma":
        return classes[start] in ("number", "plain", "determiner") and (
            start - 2 >= low and classes[start - 2] in NOUNISH
        )
    return before in ("relative", "verb", "auxiliary", "infinitive", "adverb")
