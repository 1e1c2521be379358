"""Labelling: what actors are called, and how often the name carries a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import nan

from framing.actors import FORMS, LABELS, actors
from framing.document import VOICES, Document, Span
from framing.extract.base import PER, Extractor

EVALUATIVE = LABELS[1:]


class Labelling(Extractor):
    """Evaluative names of actors, and the forms by which actors are named.

    Notes
    -----
    Every mention of an actor has the voice it stands in and one form
    (``framing.actors.Mention``). For a voice v:

    - ``v_negative``, ``v_positive``: mentions with an evaluative label (*the radicals*,
      *Machthaber*, *heroes*), 1000 * mentions / words(v), 0 to 1,000;
    - ``v_name``, ``v_surname``, ``v_title`` and so on: mentions of that form / mentions in v,
      0 to 1; they add up to 1. Without a mention a share is nan, never 0.

    What is evaluative is said by the lexicons (category ``loaded_label``, and the nouns in
    ``actors.toml``), not by the context. Hamborg, Zhukova & Gipp (2019) call the bias that comes
    from such choices bias by word choice and labelling.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Mayor Ada Holm met the radicals. Holm said little.", "en")
    >>> [(doc[span], span.label) for span in Labelling().find(doc)]
    [('the radicals', 'author_negative')]
    >>> row = Labelling().row(doc)
    >>> round(row["labelling__author_title"], 2), round(row["labelling__author_surname"], 2)
    (0.33, 0.33)
    """

    family = "labelling"

    def names(self) -> list[str]:
        return list(self.units())

    def units(self) -> Mapping[str, str]:
        return {
            **{
                f"{v}_{label}": f"per {PER:,} words of the {v}"
                for v in VOICES
                for label in EVALUATIVE
            },
            **{f"{v}_{form}": "share of mentions of actors, 0-1" for v in VOICES for form in FORMS},
        }

    def find(self, document: Document) -> list[Span]:
        """The mentions with an evaluative label, in order, labelled ``voice_label``."""
        return sorted(
            mention.span._replace(label=f"{document.voice(mention.span)}_{mention.label}")
            for actor in actors(document)
            for mention in actor.mentions
            if mention.label
        )

    def measure(self, document: Document, spans: Iterable[Span]) -> dict[str, float]:
        hits, words = Counter(span.label for span in spans), document.n_words
        forms = Counter(
            f"{document.voice(mention.span)}_{mention.form}"
            for actor in actors(document)
            for mention in actor.mentions
        )
        row: dict[str, float] = {}
        for voice in VOICES:
            per = PER / words[voice] if words[voice] else 0.0
            row |= {f"{voice}_{label}": hits[f"{voice}_{label}"] * per for label in EVALUATIVE}
            total = sum(forms[f"{voice}_{form}"] for form in FORMS)
            row |= {
                f"{voice}_{form}": forms[f"{voice}_{form}"] / total if total else nan
                for form in FORMS
            }
        return row
