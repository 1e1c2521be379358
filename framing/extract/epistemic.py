"""Epistemic stance: how sure a text presents what it says, and how it knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from framing.document import Document, Span
from framing.extract.base import Extractor, voiced_names, voiced_rates
from framing.extract.loaded import LoadedWords

# Measures of the family, and the categories of the codebook each of them sums.
MEASURES = {
    "hedge": ("hedge",),
    "booster": ("epistemic_booster",),
    "evidential": ("evidential_reportative", "evidential_distancing"),
    "presupposition": ("presupposition_trigger",),
}
OF = {category: measure for measure, several in MEASURES.items() for category in several}


class Epistemic(Extractor):
    """Hedges, boosters, evidentials and presupposition triggers per 1,000 words of the voice.

    Notes
    -----
    The measure is 1000 * hits / words of the same voice, 0 to 1,000. ``balance`` is
    (boosters - hedges) / (boosters + hedges), -1 (all hedged) to 1 (all asserted), 0 where
    there are neither. Classes after Hyland (2005), *Metadiscourse*, and Recasens et al.
    (2013). The words are those of the loaded lexicon, in four of its categories. A hedge in
    what a source is reported to say is the source's, in indirect speech too.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("The plan will clearly fail again. Perhaps it can work, aides said.")
    >>> [(doc[span], span.label) for span in Epistemic().find(doc)]
    [('clearly', 'author_booster'), ('again', 'author_presupposition'), ('Perhaps', 'source_hedge')]
    """

    family = "epistemic"

    def names(self) -> list[str]:
        return [*voiced_names(MEASURES), "author_balance", "source_balance"]

    def find(self, document: Document) -> list[Span]:
        """The epistemic markers of a document, in order, labelled ``voice_measure``."""
        found = []
        for span in LoadedWords().find(document):
            voice, _, category = span.label.partition("_")
            if category in OF:
                found.append(span._replace(label=f"{voice}_{OF[category]}"))
        return found

    def measure(self, document: Document, spans: Iterable[Span]) -> dict[str, float]:
        rates = voiced_rates(document, spans, MEASURES)
        for voice in ("author", "source"):
            booster, hedge = rates[f"{voice}_booster"], rates[f"{voice}_hedge"]
            both = booster + hedge
            rates[f"{voice}_balance"] = (booster - hedge) / both if both else 0.0
        return rates

    def units(self) -> Mapping[str, str]:
        return {
            name: "-1 hedged to 1 asserted"
            if name.endswith("balance")
            else f"per 1,000 words of the {name.partition('_')[0]}"
            for name in self.names()
        }
