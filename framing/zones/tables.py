"""Measures of headline, lead and body as a tidy table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.document import VOICES, Document
from framing.extract import EXTRACTORS
from framing.extract.base import Extractor
from framing.language import nearest
from framing.zones.cutting import ZONES, borders, zone

if TYPE_CHECKING:
    import pandas as pd

RATING = "mean probability, 0-1"
COLUMNS = ("article", "outlet", "zone", "measure", "value", "unit", "words")


def by_zone(
    corpus: Iterable[Document],
    families: Sequence[str | Extractor] | None = None,
    *,
    ratings: pd.DataFrame | None = None,
    zones: Sequence[str] = ZONES,
) -> pd.DataFrame:
    """Every measure of every article, for its headline, its lead and its body.

    Parameters
    ----------
    corpus : iterable of Document
    families : sequence of str or Extractor, optional
        Names from ``EXTRACTORS`` or extractors; those that ``features()`` takes if left out.
    ratings : DataFrame, optional
        Sentences as ``framing.rate(corpus)`` rates them. The mean over the sentences of a zone
        in the outlet's voice is added as ``rating__<rater>_<label>``.
    zones : sequence of str
        Which of ``'headline'``, ``'lead'``, ``'body'``; see ``framing.zones.borders``.

    Returns
    -------
    DataFrame
        One row for each article, zone and measure: ``article``, ``outlet`` (None where it is
        not known), ``zone``, ``measure``, ``value``, ``unit``, ``words``. ``words`` are those
        the value is per: of its voice in the zone, of the whole zone, or for ratings the number
        of sentences. The value is nan where a zone has none.

    Raises
    ------
    ValueError
        For an unknown family or zone, or ratings without the columns that are needed.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse('''Regime silences its brave critics
    ...
    ... The ministry closed two newspapers on Monday and sent their editors home in the evening.
    ...
    ... Both had written about the budget.''', id="a")
    >>> table = by_zone([doc], ["loaded"])
    >>> table = table[table["measure"] == "loaded__author_loaded_label"]
    >>> dict(zip(table["zone"], table["value"].round(1)))
    {'headline': 200.0, 'lead': 0.0, 'body': 0.0}
    """
    import pandas as pd

    for name in zones:
        if name not in ZONES:
            raise ValueError(f"no zone {name!r}; {nearest(name, ZONES)}")
    documents, extractors = list(corpus), extractors_of(families)
    rows = [
        row
        for document in documents
        for name in zones
        for row in _measured(zone(document, name), name, extractors)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    if ratings is None:
        return table
    rated = _rated(documents, ratings, zones)
    return pd.concat([table, rated], ignore_index=True) if len(table) else rated


def extractors_of(families: Sequence[str | Extractor] | None) -> list[Extractor]:
    """Extractors from their names."""
    if families is None:
        return [kind() for kind in EXTRACTORS.values() if kind.default]
    return [_extractor(family) for family in families]


def _extractor(family: str | Extractor) -> Extractor:
    if isinstance(family, Extractor):
        return family
    if family not in EXTRACTORS:
        raise ValueError(f"no extractor {family!r}; {nearest(family, EXTRACTORS)}")
    return EXTRACTORS[family]()


def words_of(document: Document, measure: str) -> int:
    """How many words a measure is per: those of its voice, or all."""
    voice = measure.partition("__")[2].partition("_")[0]
    return document.n_words[voice] if voice in VOICES else len(document)


def _measured(
    part: Document, name: str, extractors: Sequence[Extractor]
) -> Iterable[tuple[Any, ...]]:
    outlet = part.meta.get("outlet")
    for extractor in extractors:
        units = extractor.units()
        for measure, value in extractor.row(part).items():
            words = words_of(part, measure)
            unit = units[measure.partition("__")[2]]
            known = value if words else float("nan")
            yield part.id, outlet, name, measure, known, unit, words


def _rated(
    documents: Sequence[Document], ratings: pd.DataFrame, zones: Sequence[str]
) -> pd.DataFrame:
    """The mean rating of each zone's sentences in the outlet's voice."""
    import pandas as pd

    needed = ("article", "start", "rater", "label", "probability", "source_voice", "too_short")
    missing = [name for name in needed if name not in ratings]
    if missing:
        raise ValueError(
            f"ratings have no column {missing[0]!r}; sentences as framing.rate(corpus) rates them "
            "are needed"
        )
    ends = {document.id: borders(document) for document in documents}
    outlets: Mapping[str, Any] = {d.id: d.meta.get("outlet") for d in documents}
    own = ratings[~ratings["source_voice"] & ~ratings["too_short"] & ratings["sentence"].notna()]
    own = own[own["article"].isin(list(ends))]
    placed = own.assign(
        zone=[
            _zone_of(start, *ends[article])
            for article, start in zip(own["article"], own["start"], strict=True)
        ],
        measure="rating__" + own["rater"] + "_" + own["label"].astype(str),
    )
    placed = placed[placed["zone"].isin(list(zones))]
    found = placed.groupby(["article", "zone", "measure"], sort=False)["probability"].agg(
        value="mean", words="size"
    )
    table = found.reset_index().assign(unit=RATING)
    table["outlet"] = table["article"].map(outlets)
    return pd.DataFrame(table[list(COLUMNS)])


def _zone_of(start: int, head: int, lead: int) -> str:
    if start < head:
        return "headline"
    return "lead" if start < lead else "body"
