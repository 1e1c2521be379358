"""Noun phrases: determiner, adjectives, nouns, genitives, appositions, and where they end."""

from __future__ import annotations

from framing.attribution.verb_second_clauses import Clause, Sentence
from framing.attribution.view import Range

ADJECTIVE = ("e", "en", "er", "es", "em")
OPENING, CLOSING = frozenset('„“»«"‚›'), frozenset('“”«»"‘‹')
STOPS = frozenset(",;:.!?…–—-")
LONGEST = 30
LONGEST_NAME = 9  # tokens in marks that can be a name in a phrase
HALT, PASS = -1, 0


def phrase_from(sentence: Sentence, first: int, high: int, spread: bool = False) -> Range | None:
    """The noun phrase that begins at a token, with its attributes and an apposition.

    Parameters
    ----------
    sentence : Sentence
    first, high : int
        Its first token; where it ends at the latest.
    spread : bool
        Whether each prepositional phrase behind it is its attribute. Before the verb it is,
        as only one constituent can stand there.
    """
    scan = _Scan(sentence, first, min(high, first + LONGEST, sentence.last), spread)
    end = scan.end()
    return (first, _with_apposition(sentence, end, scan.high)) if end > first else None


class _Scan:
    """Goes over a noun phrase token by token; ``done`` is behind its last noun so far."""

    def __init__(self, sentence: Sentence, first: int, high: int, spread: bool) -> None:
        self.sentence, self.words, self.lower = sentence, sentence.words, sentence.view.lower
        self.first, self.high, self.spread, self.done = first, high, spread, first

    def end(self) -> int:
        at = self.first
        while at < self.high:
            after = (
                self._marked(at)
                or self._noun(at)
                or self._determiner(at)
                or self._link(at)
                or self._modifier(at)
                or HALT
            )
            if after == HALT:
                break
            at = after
        return self.done

    def _marked(self, at: int) -> int:
        """A name in quotation marks, or a party in brackets."""
        forms, quote = self.sentence.view.forms, self.sentence.view.quote_at(at)
        if quote is not None:
            leads = at == self.first and quote.kind == "partial"
            if quote.kind == "speech" or quote.last - at > LONGEST_NAME or leads:
                return HALT
            self.done = quote.last
            return quote.last
        bracket = forms[at] == "("
        if not bracket and forms[at] not in OPENING:
            return PASS
        close = _close(forms, at, self.high, frozenset(")") if bracket else CLOSING)
        if close is None or (bracket and self.done == self.first):
            return HALT
        self.done = close
        return close

    def _noun(self, at: int) -> int:
        if not self.sentence.noun_like(at):
            return PASS
        if self.done > self.first and self.lower[at] in self.words["times"]:
            return HALT
        self.done = at + 1
        return at + 1

    def _determiner(self, at: int) -> int:
        word, words = self.lower[at], self.words
        if at == self.first and word in words["subjects"] - words["determiners"]:
            self.done = at + 1
            return HALT
        if word not in words["determiners"]:
            return PASS
        joined = self.lower[at - 1] in words["inner"] or self.lower[at - 1] in words["prepositions"]
        if self.done > self.first and word not in words["genitive"] and not joined:
            return HALT
        if word in words["subjects"] and not self._goes_on(at + 1):
            self.done = max(self.done, at + 1) if self.done == self.first else self.done
            return HALT
        return at + 1

    def _link(self, at: int) -> int:
        """``und``, ``van``, or a preposition, with the noun behind it."""
        word, words = self.lower[at], self.words
        if self.done != at or at == self.first or not self._noun_near(at + 1):
            return PASS
        if word in words["inner"]:
            name = word not in words["to"] or self.sentence.noun_like(at + 1)
            return at + 1 if name else PASS
        if word not in words["prepositions"] or _time(self.sentence, at + 1, self.high):
            return PASS
        return at + 1 if self.spread or word in words["attributive"] else PASS

    def _modifier(self, at: int) -> int:
        """An adjective, or an adverb before one, with the noun behind it."""
        word, words = self.lower[at], self.words
        bars = word in words["adverbs"] or word in words["prepositions"] or word in words.finite
        if word.endswith(ADJECTIVE) and not bars and noun_follows(self.sentence, at + 1, self.high):
            return at + 1
        inside = self.done != at and at > self.first and at + 1 < self.high and word.isalpha()
        if inside and self.sentence.view.forms[at + 1][0].islower():
            following = self.lower[at + 1].endswith(ADJECTIVE)
            return at + 1 if following and self._noun_near(at + 2) else PASS
        return PASS

    def _goes_on(self, at: int) -> bool:
        if at >= self.high:
            return False
        adjective = self.lower[at].endswith(ADJECTIVE) and self._noun_near(at + 1)
        named = self.sentence.view.quote_at(at) is not None
        return adjective or named or self.sentence.noun_like(at)

    def _noun_near(self, at: int) -> bool:
        """Whether a noun comes within a few determiners, adjectives and links."""
        words = self.words
        for i in range(at, min(at + 5, self.high)):
            word = self.lower[i]
            if self.sentence.noun_like(i) or self.sentence.view.forms[i] in OPENING:
                return True
            leads = word in words["determiners"] or word in words["inner"]
            if not leads and not word.endswith(ADJECTIVE):
                return False
            if word in words["adverbs"] or word in words.finite:
                return False
        return False


def noun_follows(sentence: Sentence, at: int, high: int) -> bool:
    """Whether a noun comes at once, or behind adjectives alone."""
    lower, words = sentence.view.lower, sentence.words
    for i in range(at, min(at + 5, high)):
        word = lower[i]
        if sentence.noun_like(i) or sentence.view.forms[i] in OPENING:
            return True
        if not word.endswith(ADJECTIVE) or word in words["adverbs"] or word in words.finite:
            return False
        if word in words["determiners"] or word in words["prepositions"]:
            return False
    return False


def _close(forms: tuple[str, ...], at: int, high: int, closing: frozenset[str]) -> int | None:
    """Behind the mark that closes the one at a token."""
    near = range(at + 1, min(at + LONGEST_NAME, high))
    return next((i + 1 for i in near if forms[i] in closing), None)


def _time(sentence: Sentence, at: int, high: int) -> bool:
    return not sentence.words["times"].isdisjoint(sentence.view.lower[at : min(at + 3, high)])


def _with_apposition(sentence: Sentence, end: int, high: int) -> int:
    """Over ``, Angela Merkel`` up to the comma or colon behind it, or to ``high``."""
    forms, lower, words = sentence.view.forms, sentence.view.lower, sentence.words
    limit = min(sentence.last, end + 16)
    first = end + 1
    if first >= limit or forms[end] != ",":
        return end
    if not (forms[first][0].isupper() or lower[first] in words["determiners"]):
        return end
    if lower[end - 1] in words["subjects"]:
        return end
    at = first
    while at < limit and forms[at] not in STOPS and _nominal(sentence, at):
        if lower[at] in words.finite and at > first:
            return end
        at += 1
    if at >= limit or not (forms[at] in ",.:" or (at >= high and forms[at] in STOPS)):
        return end
    return at


def _nominal(sentence: Sentence, at: int) -> bool:
    """Whether a token can stand in a noun phrase."""
    form, word, words = sentence.view.forms[at], sentence.view.lower[at], sentence.words
    if form[0].isupper() or not form[0].isalpha():
        return True
    if word in words["determiners"] or word in words["inner"] or word in words["prepositions"]:
        return True
    return word.endswith(ADJECTIVE) and word not in words["adverbs"]


def nominal(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause is no more than a noun phrase."""
    found = phrase_from(sentence, clause.first, clause.last, spread=True)
    return found is not None and found[1] >= clause.last


def phrase_up_to(sentence: Sentence, low: int, end: int) -> Range | None:
    """The noun phrase that ends before a token (``Angaben der Polizei`` before ``zufolge``)."""
    forms, lower, words = sentence.view.forms, sentence.view.lower, sentence.words
    at = end
    while at > max(low, end - LONGEST):
        quote = sentence.view.quote_at(at - 1)
        word = lower[at - 1]
        outer = word in words["prepositions"] and word not in words["inside"]
        ends = word in words.finite or word in words["adverbs"] or forms[at - 1] in STOPS
        if quote is not None and quote.kind != "speech":
            at = quote.first
        elif word in words["determiners"] and not (
            word in words["genitive"] and _linked(sentence, at)
        ):
            at -= 1
            break
        elif outer or ends or not (_nominal(sentence, at - 1) or forms[at - 1] in "()"):
            break
        else:
            at -= 1
    loose = words["prepositions"] | words["inner"]
    while at < end and lower[at] in loose and lower[at] not in words["determiners"]:
        at += 1
    return (at, end) if at < end else None


def _linked(sentence: Sentence, at: int) -> bool:
    """Whether a determiner belongs to a genitive: the noun it depends on stands before it."""
    return at - 2 >= sentence.unit.first and sentence.view.forms[at - 2][0].isupper()


def subject_in(sentence: Sentence, low: int, high: int) -> Range | None:
    """The first noun phrase that can be a subject; prepositional and oblique ones cannot."""
    lower, words = sentence.view.lower, sentence.words
    at, high = low, min(high, sentence.last)
    while at < high:
        word, quote = lower[at], sentence.view.quote_at(at)
        if quote is not None:
            if quote.kind == "word":
                return phrase_from(sentence, at, high)
            at = quote.last
        elif word in words["prepositions"] and word not in words["determiners"]:
            at = _behind_phrase(sentence, at + 1, high)
        elif word in words["oblique"]:
            at = _behind_phrase(sentence, at, high)
        elif sentence.view.forms[at] in STOPS:
            return None
        elif _begins_phrase(sentence, at, high):
            return phrase_from(sentence, at, high)
        else:
            at += 1
    return None


def _begins_phrase(sentence: Sentence, at: int, high: int) -> bool:
    word, words = sentence.view.lower[at], sentence.words
    if word in words["determiners"] or word in words["subjects"]:
        return True
    if sentence.view.forms[at][0].isupper():
        return word not in words["times"]
    if word in words["adverbs"] or word in words.finite or _time(sentence, at, high):
        return False
    adjective = word.endswith(ADJECTIVE) and noun_follows(sentence, at + 1, high)
    return adjective or sentence.noun_like(at)


def _behind_phrase(sentence: Sentence, at: int, high: int) -> int:
    """Behind the noun phrase at a token, without a genitive that could be the subject."""
    forms, lower, tight = sentence.view.forms, sentence.view.lower, sentence.words["tight"]
    begin = at
    while at < min(high, begin + 8) and forms[at][0].islower():
        at += 1
    while at < high and (not forms[at][0].islower() or lower[at] in tight):
        quote = sentence.view.quote_at(at)
        if forms[at] in STOPS and quote is None:
            break
        at = quote.last if quote is not None else at + 1
    return max(at, begin + 1)
