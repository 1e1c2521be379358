"""German noun phrases: where the one that speaks begins and ends."""

from __future__ import annotations

from framing.attribution.verb_second_clauses import Sentence
from framing.attribution.view import Range

ADJECTIVE = ("e", "en", "er", "es", "em")
OPENING, CLOSING = frozenset("„“»«\"‚›"), frozenset("“”«»\"‘‹")
STOPS = frozenset(",;:.!?…–—-")
LONGEST = 30


def phrase_from(sentence: Sentence, first: int, high: int, spread: bool = False) -> Range | None:
    """The noun phrase that begins at a token, with attributes and appositions.

    With ``spread`` every prepositional phrase behind it is taken as its attribute.
    """
    view, words = sentence.view, sentence.words
    forms, lower = view.forms, view.lower
    high = min(high, first + LONGEST, sentence.last)
    at, end = first, first
    while at < high:
        form, word = forms[at], lower[at]
        quote = view.quote_at(at)
        if quote is not None:
            if quote.kind == "speech" or quote.last - at > 9 or end == first == at and quote.kind == "partial":
                break
            at = end = quote.last
        elif form in OPENING and (close := _close(forms, at, high, CLOSING)) is not None:
            at = end = close
        elif form == "(":
            close = _close(forms, at, high)
            if close is None or end == first:
                break
            at = end = close
        elif form[0].isupper() or form[0].isdigit():
            if end > first and lower[at] in words["times"]:
                break
            at += 1
            end = at
        elif word in words["determiners"]:
            if end > first and word not in words["genitive"] and lower[at - 1] not in words["inner"] and lower[at - 1] not in words["prepositions"]:
                break
            at += 1
            if word in words["subjects"] and (at >= high or not _goes_on(sentence, at, high)):
                end = max(end, at) if end == first else end
                break
        elif word in words["subjects"] and at == first:
            return first, first + 1
        elif word in words["inner"] and end == at and at > first and _noun_follows(sentence, at + 1, high):
            at += 1
        elif (
            end == at
            and at > first
            and word in words["prepositions"]
            and (spread or word in words["attributive"])
            and _noun_follows(sentence, at + 1, high)
            and not _time(sentence, at + 1, high)
        ):
            at += 1
        elif word.endswith(ADJECTIVE) and word not in words["adverbs"] and word not in words["prepositions"] and _noun_follows(sentence, at + 1, high, True) and lower[at] not in words.finite:
            at += 1
        elif _adjunct(sentence, at, high, end, first):
            at += 1
        else:
            break
    if end <= first:
        return None
    return first, _with_apposition(sentence, end, high)


def _adjunct(sentence: Sentence, at: int, high: int, end: int, first: int) -> bool:
    """A lower-case word between determiner and adjective (``die sehr hohe Zahl``)."""
    word = sentence.view.lower[at]
    return end != at and at > first and word.isalpha() and at + 1 < high and (
        sentence.view.lower[at + 1].endswith(ADJECTIVE) and _noun_follows(sentence, at + 2, high)
        and sentence.view.forms[at + 1][0].islower()
    )


def _goes_on(sentence: Sentence, at: int, high: int) -> bool:
    forms = sentence.view.forms
    return forms[at][0].isupper() or forms[at][0].isdigit() or (
        sentence.view.lower[at].endswith(ADJECTIVE) and _noun_follows(sentence, at + 1, high)
    ) or sentence.view.quote_at(at) is not None


def _close(
    forms: tuple[str, ...], at: int, high: int, closing: frozenset[str] = frozenset(")")
) -> int | None:
    for i in range(at + 1, min(at + 9, high)):
        if forms[i] in closing:
            return i + 1
    return None


def _noun_follows(sentence: Sentence, at: int, high: int, strict: bool = False) -> bool:
    """Whether a noun comes within a few determiners and adjectives, with ``strict`` only those."""
    forms, lower, words = sentence.view.forms, sentence.view.lower, sentence.words
    for i in range(at, min(at + 5, high)):
        if forms[i][0].isupper() or forms[i][0].isdigit() or forms[i] in "„“\"»":
            return True
        fits = lower[i].endswith(ADJECTIVE) if strict else _leads_on(sentence, i)
        if not fits or (strict and (lower[i] in words["determiners"] or lower[i] in words["prepositions"])):
            return False
        if lower[i] in words["adverbs"] or lower[i] in words.finite:
            return False
    return False


def _leads_on(sentence: Sentence, at: int) -> bool:
    word, words = sentence.view.lower[at], sentence.words
    return word in words["determiners"] or word in words["inner"] or word.endswith(ADJECTIVE)


def _time(sentence: Sentence, at: int, high: int) -> bool:
    lower, words = sentence.view.lower, sentence.words
    return not words["times"].isdisjoint(lower[at : min(at + 3, high)])


def _with_apposition(sentence: Sentence, end: int, high: int) -> int:
    """Over ``, Angela Merkel`` where it is closed by a comma, or by the end of what is looked at."""
    forms, lower, words = sentence.view.forms, sentence.view.lower, sentence.words
    limit = min(sentence.last, end + 16)
    if end + 1 >= limit or forms[end] != ",":
        return end
    first = end + 1
    if not (forms[first][0].isupper() or lower[first] in words["determiners"]) :
        return end
    at = first
    while at < limit and forms[at] not in STOPS:
        if lower[at] in words.finite and at > first:
            return end
        at += 1
    if at >= limit or not all(_nominal(sentence, i) for i in range(first, at)):
        return end
    return at if forms[at] in ",.:" or at >= high else end


def _nominal(sentence: Sentence, at: int) -> bool:
    forms, lower, words = sentence.view.forms, sentence.view.lower, sentence.words
    word = lower[at]
    return (
        forms[at][0].isupper()
        or not forms[at][0].isalpha()
        or word in words["determiners"]
        or word in words["inner"]
        or word in words["prepositions"]
        or word.endswith(ADJECTIVE)
        and word not in words["adverbs"]
    )


def phrase_up_to(sentence: Sentence, low: int, end: int) -> Range | None:
    """The noun phrase that ends before a token (``Angaben der Polizei`` before ``zufolge``)."""
    forms, lower, words = sentence.view.forms, sentence.view.lower, sentence.words
    at = end
    while at > max(low, end - LONGEST):
        word = lower[at - 1]
        quote = sentence.view.quote_at(at - 1)
        if quote is not None and quote.kind != "speech":
            at = quote.first
        elif word in words.finite or word in words["adverbs"] or forms[at - 1] in STOPS:
            break
        elif word in words["prepositions"] and word not in ("von", "vom", "der", "des", "für", "in", "im", "aus"):
            break
        elif _nominal(sentence, at - 1) or forms[at - 1] in "()":
            at -= 1
        else:
            break
    while at < end and lower[at] in words["prepositions"] | words["inner"] and lower[at] not in words["determiners"]:
        at += 1
    return (at, end) if at < end else None


def subject_in(sentence: Sentence, low: int, high: int) -> Range | None:
    """The first noun phrase that can be a subject, prepositional and oblique ones passed over."""
    forms, lower, words = sentence.view.forms, sentence.view.lower, sentence.words
    at = low
    while at < high:
        word = lower[at]
        if sentence.view.quote_at(at) is not None and forms[at] in "„“\"»":
            quote = sentence.view.quote_at(at)
            assert quote is not None
            if quote.kind == "word":
                return phrase_from(sentence, at, high)
            at = quote.last
        elif word in words["prepositions"] and word not in words["determiners"]:
            skipped = phrase_from(sentence, at + 1, high)
            at = _flat(sentence, at + 1, high) if skipped else at + 1
        elif word in words["oblique"]:
            at = _flat(sentence, at, high)
        elif forms[at] in STOPS:
            return None
        elif word in words["determiners"] or word in words["subjects"]:
            return phrase_from(sentence, at, high)
        elif forms[at][0].isupper() and word not in words["times"]:
            return phrase_from(sentence, at, high)
        elif forms[at][0].isdigit() and not _time(sentence, at, high):
            return phrase_from(sentence, at, high)
        elif word.endswith(ADJECTIVE) and word not in words["adverbs"] and word not in words.finite and _noun_follows(sentence, at + 1, high) and not _time(sentence, at, high):
            return phrase_from(sentence, at, high)
        else:
            at += 1
    return None


def _flat(sentence: Sentence, at: int, high: int) -> int:
    """Behind the noun phrase at a token, without what could be another one."""
    forms, lower = sentence.view.forms, sentence.view.lower
    begin = at
    while at < high and at - begin < 8 and forms[at][0].islower():
        at += 1
    while at < high and not (forms[at][0].islower() and lower[at] not in ("von", "des")):
        quote = sentence.view.quote_at(at)
        if forms[at] in STOPS and quote is None:
            break
        at = quote.last if quote is not None else at + 1
    return max(at, begin + 1)
