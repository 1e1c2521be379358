"""How words are introduced where they stand: what the cue says of itself, and what is near it.

A cue has a commitment and an attitude of its own. Beside it an adverb can doubt (``falsely
claimed``) or vouch (``zu Recht``), a negation can take it back (``did not admit``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from framing.document import COMMITMENTS, Document, Span
from framing.language import load_data, nearest

BESIDE = 3  # words between a cue and an adverb that is about it
REACH = 60  # words on either side of a cue beyond which nothing is about it
AHEAD = 6  # words in front of what is said
CLAUSE_ENDS = frozenset(",;:()–—")
CLOSING = "\"'”’“‘«»„)] "
ASKING = ("question", "none")

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class StanceWords:
    """The words of a language by which an author takes a stand, each as a tuple of words."""

    distancing: frozenset[Phrase]
    endorsing: frozenset[Phrase]
    distancing_content: frozenset[Phrase]
    negations: frozenset[Phrase]
    no_negations: frozenset[Phrase]
    negated: Mapping[str, str]
    clause_ends: frozenset[str]


@cache
def stance_words(language: str) -> StanceWords:
    """What ``reference.toml`` says about stance.

    >>> ("zu", "recht") in stance_words("de").endorsing
    True
    """
    table = load_data(language, "reference")["stance"]

    def phrases(name: str) -> frozenset[Phrase]:
        return frozenset(tuple(one.split()) for one in table[name].split("|") if one.strip())

    return StanceWords(
        distancing=phrases("distancing"),
        endorsing=phrases("endorsing"),
        distancing_content=phrases("distancing_content"),
        negations=phrases("negations"),
        no_negations=phrases("no_negations"),
        negated=table["attitude_negated"],
        clause_ends=CLAUSE_ENDS | frozenset(table["clause_ends"].split("|")),
    )


def stance(
    document: Document,
    cue: Span | Sequence[Span],
    commitment: str = "neutral",
    attitude: str = "none",
    content: Sequence[Span] = (),
) -> tuple[str, str]:
    """Commitment of the author and attitude of the speaker, in context.

    Parameters
    ----------
    document : Document
        The article.
    cue : Span or sequence of Span
        The words that introduce; none where nothing does.
    commitment : {'neutral', 'endorsing', 'distancing'}
        The author's stance that the cue has by itself.
    attitude : str
        The act of the speaker that the cue names.
    content : sequence of Span
        What is said.

    Returns
    -------
    (str, str)
        Commitment and attitude. Doubt beside the cue goes before a negation, which makes the
        commitment neutral, and that before a word that vouches.

    Raises
    ------
    ValueError
        For an unknown commitment or attitude.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("The mayor falsely claimed that it was safe.", "en")
    >>> stance(doc, Span(18, 25), "distancing", "assertion", [Span(26, 42)])
    ('distancing', 'assertion')
    >>> doc = framing.parse("She did not admit that it was late.", "en")
    >>> stance(doc, Span(12, 17), "endorsing", "concession", [Span(18, 34)])
    ('neutral', 'denial')
    """
    words = stance_words(document.language)
    for what, value, known in (
        ("commitment", commitment, COMMITMENTS),
        ("attitude", attitude, [*words.negated]),
    ):
        if value not in known:
            raise ValueError(f"no {what} {value!r}; {nearest(value, known)}")
    cues = (cue,) if isinstance(cue, Span) else tuple(cue)
    if attitude in ASKING and _asks(document, content):
        attitude = "question"
    if not cues:
        return commitment, attitude
    near = _Near(document, words, cues, tuple(content))
    negated = near.is_negated()
    if negated:
        attitude = words.negated[attitude]
    if near.is_doubted():
        return "distancing", attitude
    if negated:
        return "neutral", attitude
    return ("endorsing" if near.is_vouched_for() else commitment), attitude


def _asks(document: Document, content: Sequence[Span]) -> bool:
    """Whether what is said ends with a question mark."""
    if not content:
        return False
    last = max(content)
    said, behind = document[last].rstrip(CLOSING), document.text[last.end : last.end + 1]
    return said.endswith("?") or behind == "?"


class _Near:
    """The sentence of a cue, without what is said, as words in lower case."""

    def __init__(
        self,
        document: Document,
        words: StanceWords,
        cues: tuple[Span, ...],
        content: tuple[Span, ...],
    ) -> None:
        self.document, self.words, self.content = document, words, content
        first, last = (min(c.start for c in cues), max(c.end for c in cues))
        sentences = document.sentences
        at = max(0, int(sentences[:, 0].searchsorted(first, side="right")) - 1)
        low, high = sentences[at].tolist() if len(sentences) else (first, last)
        begin, end = document.tokens_of((min(low, first), max(high, last)))
        near = document.tokens_of((first, last))
        begin, end = max(begin, near[0] - REACH), min(end, near[1] + REACH)
        kept = [t for t in range(begin, end) if not _within(document.starts[t], content)]
        self.lower = [_plain(document.forms[t]) for t in kept]
        self.cue = [place for place, t in enumerate(kept) if _within(document.starts[t], cues)] or [
            0
        ]

    def is_doubted(self) -> bool:
        """Whether the author doubts what is said, beside the cue or in front of the content."""
        words = self.words
        return any(self._beside(words.distancing)) or self._heads_content(words.distancing_content)

    def is_vouched_for(self) -> bool:
        """Whether the author says that it is right."""
        return any(self._beside(self.words.endorsing))

    def _beside(self, phrases: frozenset[Phrase]) -> Iterator[bool]:
        low, high = self.cue[0] - BESIDE, self.cue[-1] + BESIDE
        for at, size in self._found(phrases):
            near = low - size < at <= high and self._same_clause(at, size)
            yield (size > 1 or near) and not self._is_negation(at - 1)

    def _same_clause(self, at: int, size: int) -> bool:
        """Whether no comma or conjunction stands between a phrase and the cue."""
        first, last = sorted((at, self.cue[0])) if at < self.cue[0] else (self.cue[-1], at)
        return self.words.clause_ends.isdisjoint(self.lower[first:last])

    def _found(self, phrases: frozenset[Phrase]) -> Iterator[tuple[int, int]]:
        longest = max(map(len, phrases))
        for at in range(len(self.lower)):
            for size in range(longest, 0, -1):
                if tuple(self.lower[at : at + size]) in phrases:
                    yield at, size
                    break

    def is_negated(self) -> bool:
        """Whether a negation takes the cue back: in its clause, on either side of it."""
        first, last = self.cue[0], self.cue[-1]
        for at, size in self._found(self.words.negations):
            only_looks = any(
                tuple(self.lower[at : at + len(other)]) == other
                or tuple(self.lower[at - 1 : at - 1 + len(other)]) == other
                for other in self.words.no_negations
            )
            near = first - BESIDE <= at + size - 1 and at <= last + BESIDE
            if near and not only_looks and self._same_clause(at, size) and not self._denies(at):
                return True
        return False

    def _denies(self, at: int) -> bool:
        """Whether a negation belongs to a phrase of doubt: no evidence."""
        return any(
            place <= at < place + size and size > 1
            for place, size in self._found(self.words.distancing | self.words.endorsing)
        )

    def _is_negation(self, at: int) -> bool:
        return at >= 0 and (self.lower[at],) in self.words.negations

    def _heads_content(self, phrases: frozenset[Phrase]) -> bool:
        """Whether doubt stands in front of what is said, in the author's own words."""
        if not self.content:
            return False
        part = min(self.content)
        first, end = self.document.tokens_of(part)
        for token in range(first, min(first + AHEAD, end)):
            start = self.document.starts[token]
            quotes = self.document.quotes
            if len(quotes) and bool(((quotes[:, 0] <= start) & (start < quotes[:, 1])).any()):
                return False
            if (_plain(self.document.forms[token]),) in phrases:
                return True
        return False


def _plain(form: str) -> str:
    return form.lower().replace("’", "'")


def _within(start: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= start < span.end for span in spans)
