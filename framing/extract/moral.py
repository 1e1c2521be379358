"""Moral language by a list that the user has: off by default, see ``docs/moral.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from framing.document import VOICES, Document, Span
from framing.extract.base import PER, Extractor
from framing.extract.moral_lists import CATEGORIES, WHERE, MoralList, MoralReader, Weights
from framing.language import load_language


class MoralLanguage(Extractor):
    """Words of moral foundations per 1,000 words of the same voice, by the user's own list.

    Parameters
    ----------
    lexicon : str or Path, optional
        A copy of eMFD, MFD 1 or MFD 2; see ``framing.extract.moral_lists.MoralReader``.
    language : str, default="en"
        What language the list is for. A document in another one is refused.

    Notes
    -----
    For a foundation f (care, fairness, loyalty, authority, sanctity), a valence s (virtue,
    vice) and a voice v the measure is

        1000 * sum of weights(f, s) over the words of v / words(v).

    In MFD 1 and 2 a listed word weighs 1. In eMFD it weighs the probability with which
    annotators marked it for f, and the sign of its sentiment for f tells s (Hopp et al. 2021,
    where all foundations of a word count). A span is labelled with its heaviest category.

    It is no part of ``features()``: different lists give different answers on the same
    articles, and none is validated for German news. Rates of two lists are not comparable.

    Examples
    --------
    >>> import framing, tempfile
    >>> path = Path(tempfile.mkdtemp()) / "own.csv"
    >>> _ = path.write_text("term,category\\nsuffer*,care.vice\\n", encoding="utf-8")
    >>> moral = MoralLanguage(path)
    >>> doc = framing.parse("The villagers suffered for months.", "en")
    >>> [(doc[span], span.label) for span in moral.find(doc)]
    [('suffered', 'author_care_vice')]
    >>> moral.row(doc)["moral__author_care_vice"]
    200.0
    """

    family = "moral"
    default = False

    def __init__(self, lexicon: str | Path | None = None, language: str = "en") -> None:
        self.lexicon = lexicon
        self.language = language

    def names(self) -> list[str]:
        return [f"{voice}_{category}" for voice in VOICES for category in CATEGORIES]

    def units(self) -> Mapping[str, str]:
        return {name: f"per 1,000 words of the {name.partition('_')[0]}" for name in self.names()}

    def find(self, document: Document) -> list[Span]:
        """The moral words of a document, in order, labelled ``voice_foundation_valence``."""
        return [
            Span(start, end, f"{document.voice((start, end))}_{heaviest(weights)}")
            for start, end, weights in self._hits(document)
        ]

    def measure(self, document: Document, spans: Iterable[Span]) -> dict[str, float]:
        wanted = {(span.start, span.end) for span in spans}
        row = dict.fromkeys(self.names(), 0.0)
        for start, end, weights in self._hits(document):
            if (start, end) in wanted:
                voice = document.voice((start, end))
                for category, weight in weights.items():
                    row[f"{voice}_{category}"] += PER * weight / document.n_words[voice]
        return row

    def _hits(self, document: Document) -> Iterator[tuple[int, int, Weights]]:
        entries = self._entries(document)
        forms, tokens, at = document.lower, document.tokens.tolist(), 0
        while at < len(forms):
            length, weights = _longest(entries, forms, at)
            if weights:
                yield tokens[at][0], tokens[at + length - 1][1], weights
            at += length

    def _entries(self, document: Document) -> MoralList:
        if self.lexicon is None:
            raise ValueError(f"no list of moral words is shipped: pass lexicon=. {WHERE}")
        code = load_language(self.language).code
        if document.language != code:
            raise ValueError(
                f"the list is for {code!r}, but article {document.id!r} is in "
                f"{document.language!r}; pass one for its language"
            )
        return _read(str(self.lexicon))


@lru_cache(maxsize=8)
def _read(path: str) -> MoralList:
    return MoralReader(path).entries


def heaviest(weights: Weights) -> str:
    """The category with the largest weight; the first of the codebook where two are equal."""
    return max(weights, key=lambda category: (weights[category], -CATEGORIES.index(category)))


def _longest(entries: MoralList, forms: tuple[str, ...], at: int) -> tuple[int, Weights | None]:
    """How many tokens an entry at a place has, and its weights; phrases before words."""
    for phrase, weights in entries.phrases.get(forms[at], ()):
        if forms[at : at + len(phrase)] == phrase:
            return len(phrase), weights
    return 1, entries.of(forms[at])
