"""Frames of articles and sentences, each value with its evidence and what is known of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.document import Document
from framing.extract.frame_cues import (
    BATTERIES,
    Battery,
    Cue,
    cues,
    load_battery,
    present,
    scores,
)
from framing.extract.frame_validity import validity
from framing.frames.rated import rated
from framing.frames.rows import Framed
from framing.language import nearest

if TYPE_CHECKING:
    import pandas as pd

PER = ("article", "sentence")
INDICATOR = "indicator"
SCORE = "mean of items, 0-1"
COUNT = "cues"
SHORTEST = 50  # words for the rule of presence: a headline has no room for several cues


def frame_table(
    corpus: Iterable[Document],
    per: str = "article",
    raters: Any = None,
    *,
    batteries: Sequence[str] = BATTERIES,
) -> pd.DataFrame:
    """Frames of a corpus: by indicators, and by raters where there are some.

    Parameters
    ----------
    corpus : iterable of Document
    per : {'article', 'sentence'}
        What a row is. Per sentence there are rows for sentences with a cue only; raters of
        frames rate articles, so they have no rows there.
    raters : str, Rater or sequence of these, optional
        If left out, those of the batteries for the languages of the articles; for one that is
        not at hand there are rows without value whose note says how to train it. ``()``: none.
    batteries : sequence of {'generic', 'policy'}

    Returns
    -------
    DataFrame
        The fields of ``Framed``, one row for each article (or sentence), frame and instrument.

    Raises
    ------
    ValueError
        If ``per``, a battery or a rater is unknown; the message names what there is.

    Notes
    -----
    The indicator of an article is a score from 0 to 1 (see ``framing.extract.frame_cues.scores``)
    over all its words, as coders read whole articles; ``author_share`` and the evidence tell
    whose words they are. The indicator of a sentence is its number of cues. All frames are
    listed, also those whose indicator is not validated: the note says so.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("The senator accused her rival. It rained.", "en", id="a")
    >>> table = frame_table([doc], per="sentence", batteries=["generic"])
    >>> table.loc[table["frame"] == "conflict", ["sentence", "value"]].values.tolist()
    [[0, 2.0]]
    """
    import pandas as pd

    if per not in PER:
        raise ValueError(f"no frames per {per!r}; {nearest(str(per), PER)}")
    known = [load_battery(name) for name in batteries]
    documents = list(corpus)
    rows: list[Framed] = []
    for number, document in enumerate(documents):
        for battery in known:
            reading = _Reading(document, document.id or str(number), battery)
            rows += reading.sentences() if per == "sentence" else reading.article()
    if per == "article":
        rows += rated(documents, known, raters)
        place = {document.id or str(i): i for i, document in enumerate(documents)}
        rows.sort(key=lambda row: place[row.article])
    table = pd.DataFrame(rows, columns=list(Framed._fields))
    return table.astype({"sentence": "Int64", "present": "boolean"})


@dataclass(frozen=True, eq=False)
class _Reading:
    """An article and the cues of a battery in it."""

    document: Document
    name: str
    battery: Battery

    def article(self) -> Iterator[Framed]:
        """A row for each frame."""
        document, battery = self.document, self.battery.name
        found, words = cues(document, battery), len(document)
        values, there = scores(found, words, battery), present(found, words, battery)
        place = (None, 0, len(document.text))
        for frame in self.battery.frames:
            own = [cue for cue in found if cue.frame == frame]
            said = there[frame] if words >= SHORTEST else None
            yield self._row(place, frame, own, values[frame], SCORE, said)

    def sentences(self) -> Iterator[Framed]:
        """A row for each sentence and frame with a cue."""
        offsets = self.document.sentences.tolist()
        starts = [start for start, _ in offsets]
        grouped: dict[tuple[int, str], list[Cue]] = defaultdict(list)
        for cue in cues(self.document, self.battery.name):
            grouped[bisect_right(starts, cue.start) - 1, cue.frame].append(cue)
        for (number, frame), own in grouped.items():
            place = (number, *offsets[number])
            yield self._row(place, frame, own, float(len(own)), COUNT, None)

    def _row(
        self,
        place: tuple[int | None, int, int],
        frame: str,
        own: Sequence[Cue],
        value: float,
        unit: str,
        there: bool | None,
    ) -> Framed:
        evidence = [self._shown(cue) for cue in own]
        authors = [shown["voice"] == "author" for shown in evidence]
        note = validity(self.battery.name, frame, self.document.language).note
        return Framed(
            self.name,
            *place,
            frame,
            self.battery.name,
            INDICATOR,
            value,
            unit,
            np.nan,
            np.nan,
            there,
            sum(authors) / len(authors) if authors else np.nan,
            evidence,
            note if len(self.document) else "no words",
        )

    def _shown(self, cue: Cue) -> dict[str, Any]:
        document, span = self.document, (cue.start, cue.end)
        return {
            "start": cue.start,
            "end": cue.end,
            "text": document[span],
            "item": cue.item,
            "voice": document.voice(span),
        }
