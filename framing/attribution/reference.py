"""Who speaks: pronouns and short forms as the name they stand for, one name for one speaker.

Attributions are gone through in the order of their sources. A phrase with a name is that name,
in its last full form before; ``the minister`` is whoever was introduced as one; a pronoun is the
nearest speaker or person before it that agrees with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from framing.attribution.antecedents import Reference
from framing.attribution.named import Named
from framing.attribution.people import Speaker
from framing.attribution.roles import Sources
from framing.document import Attribution, Document

REMEMBERED = 4  # documents; measures, tables and the report ask for one after another


@lru_cache(maxsize=REMEMBERED)
def reference(document: Document) -> Reference:
    """The names, roles and speakers of a document; the last few are remembered."""
    return Reference(Sources(Named(document)), document.attributions)


def speakers(
    document: Document, attributions: Sequence[Attribution] | None = None
) -> tuple[str | None, ...]:
    """For each attribution the name of its speaker, the same for the same speaker.

    Parameters
    ----------
    document : Document
        The article.
    attributions : sequence of Attribution, optional
        Those of the document, if not given.

    Returns
    -------
    tuple of str or None
        Names without titles, determiners and quotation marks. The phrase itself where nothing
        is found that it could stand for; None where there is no source.

    Examples
    --------
    >>> import framing
    >>> from framing.document import Span
    >>> doc = framing.parse("Minister Ines Tornau resigned. “It is time”, she said.", "en")
    >>> said = Attribution("direct", Span(45, 48), (Span(49, 53),), (Span(31, 43),))
    >>> speakers(doc, [said])
    ('Ines Tornau',)
    """
    return tuple(one and one.name for one in resolved(document, attributions))


def resolved_types(
    document: Document, attributions: Sequence[Attribution] | None = None
) -> tuple[str, ...]:
    """For each attribution the type of its source: that of the antecedent for a pronoun.

    Parameters
    ----------
    document : Document
        The article.
    attributions : sequence of Attribution, optional
        Those of the document, if not given.

    Returns
    -------
    tuple of str
        One of ``SOURCE_TYPES`` each; ``'unspecified'`` where there is no source.
    """
    found = resolved(document, attributions)
    return tuple(one.source_type if one else "unspecified" for one in found)


def resolved(
    document: Document, attributions: Sequence[Attribution] | None = None
) -> tuple[Speaker | None, ...]:
    """For each attribution its speaker: names and types at one go.

    Those of the last documents are remembered: tables, measures and the report all ask for them.
    """
    if attributions is not None:
        return Reference(Sources(Named(document)), tuple(attributions)).speakers
    return reference(document).speakers
