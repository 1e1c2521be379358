"""Loaded words: words that judge, push or doubt while they report.

"Regime" says what "government" says, and adds a verdict. How often an outlet chooses such
words itself is one of the oldest measures of slant. The same word in what a source is quoted
or reported to say is a different matter. The two are never added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from framing.document import Document, Span
from framing.extract.base import Extractor, voiced_names, voiced_rates
from framing.language import codebook, load_lexicon, nearest


class LoadedWords(Extractor):
    """Loaded words per 1,000 words of the same voice, by category.

    Parameters
    ----------
    lexicon : str, default="loaded"
        Which lexicon of the language packs to look words up in.

    Notes
    -----
    For a category c and a voice v (author or source) the measure is

        1000 * hits(c, v) / words(v),

    0 to 1,000. ``author_all`` and ``source_all`` are the same over all categories. The
    categories are those of ``framing/languages/schema.toml``; they follow the classes of
    Recasens, Danescu-Niculescu-Mizil & Jurafsky (2013) and Hyland (2005).

    A word is a source's inside quotation marks and in attributed content, so in indirect
    speech too, although the outlet may have chosen it there. In indirect speech that is not
    found as such it counts as the outlet's own. Irony is not recognised. A word is loaded by
    the lexicon, not by its context.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse('The regime denied it. "A brutal attack", she said on Monday.')
    >>> [(doc[span], span.label) for span in LoadedWords().find(doc)]
    [('regime', 'author_loaded_label'), ('brutal', 'source_subjective_evaluative')]
    """

    family = "loaded"

    def __init__(self, lexicon: str = "loaded") -> None:
        self.lexicon = lexicon

    def categories(self) -> list[str]:
        """The categories of the lexicon."""
        if self.lexicon not in codebook():
            raise ValueError(f"no lexicon {self.lexicon!r}; {nearest(self.lexicon, codebook())}")
        return list(codebook()[self.lexicon])

    def names(self) -> list[str]:
        return voiced_names(self.categories())

    def find(self, document: Document) -> list[Span]:
        """The loaded words of a document, in order, labelled ``voice_category``."""
        voice = document.voice
        return [
            Span(start, end, f"{voice((start, end))}_{category}")
            for start, end, category in load_lexicon(self.lexicon, document.language).find(document)
        ]

    def measure(self, document: Document, spans: Iterable[Span]) -> dict[str, float]:
        return voiced_rates(document, spans, self.categories())

    def units(self) -> Mapping[str, str]:
        return {name: f"per 1,000 words of the {name.partition('_')[0]}" for name in self.names()}
