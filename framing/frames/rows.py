"""A row of the table of frames."""

from __future__ import annotations

from typing import Any, NamedTuple


class Framed(NamedTuple):
    """One frame of an article or a sentence, by one instrument.

    Attributes
    ----------
    article : str
    sentence : int or None
        Its number in ``document.sentences``; None for a whole article.
    start, end : int
        Offsets in the document.
    frame, battery : str
        ``battery`` is ``'own'`` for a rater that belongs to none.
    instrument : str
        ``'indicator'``, or the name of a rater.
    value : float
        In the ``unit``; nan where there is none, and then ``note`` says why.
    unit : str
    low, high : float
        The 95 % interval of a rater; nan for an indicator.
    present : bool or None
        Whether the rule of the battery, or the margin of the rater, says that the article has the
        frame; None for a sentence, for an indicator of fewer than 50 words, and where nothing was
        measured.
    author_share : float
        Of the evidence, the share in the outlet's own voice; nan without evidence.
    evidence : list of dict
        Of an indicator: ``start``, ``end``, ``text``, ``item``, ``voice`` of each cue.
    note : str
        How far the value is validated.
    """

    article: str
    sentence: int | None
    start: int
    end: int
    frame: str
    battery: str
    instrument: str
    value: float
    unit: str
    low: float
    high: float
    present: bool | None
    author_share: float
    evidence: list[dict[str, Any]]
    note: str
