"""Batteries of frames: their items, and the words in a document that stand for them.

A battery is what coders are asked: yes/no questions, each of which speaks for one frame. Here
the answer is read off words: each cue in a lexicon stands for an item.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Any, NamedTuple

from framing.document import Document
from framing.language import PACKS, codebook, load_lexicon, nearest

BATTERIES = ("generic", "policy")
NOTE = "item: "
PER = 1000  # words


class Item(NamedTuple):
    """A question of a battery.

    Attributes
    ----------
    id, frame : str
    en, de : str
        The question, in our own words.
    """

    id: str
    frame: str
    en: str
    de: str


@dataclass(frozen=True)
class Battery:
    """A set of frames, and the questions that tell them.

    Attributes
    ----------
    name, about, source : str
    items : tuple of Item
    saturation : float
        Cues per 1,000 words at which an item counts as answered to 1 - 1/e.
    presence : mapping
        ``cues``: different cues, ``rate``: cues per 1,000 words, from which on a frame is
        present.
    raters : mapping
        For each language the ``name`` of the rater, and what it calls the ``frames``.
    """

    name: str
    about: str
    source: str
    items: tuple[Item, ...]
    saturation: float
    presence: Mapping[str, float]
    raters: Mapping[str, Mapping[str, Any]]

    @property
    def lexicon(self) -> str:
        """The name of the lexicon with its cues."""
        return f"{self.name}_frames"

    @property
    def frames(self) -> tuple[str, ...]:
        """Its frames, in the order of the codebook."""
        return tuple(codebook()[self.lexicon])


class Cue(NamedTuple):
    """A word or phrase that stands for an item.

    Attributes
    ----------
    start, end : int
        Offsets in the document.
    frame, item, term : str
        ``term`` is the entry of the lexicon.
    """

    start: int
    end: int
    frame: str
    item: str
    term: str


@cache
def load_battery(name: str) -> Battery:
    """A battery by its name.

    Raises
    ------
    ValueError
        If there is no such battery; the message says what there is.

    Examples
    --------
    >>> generic = load_battery("generic")
    >>> len(generic.items), generic.frames[0], generic.items[0].en
    (20, 'conflict', 'Do parties, people, groups or countries disagree?')
    """
    if name not in BATTERIES:
        raise ValueError(f"no battery {name!r}; {nearest(str(name), BATTERIES)}")
    with (PACKS / "frame_items.toml").open("rb") as file:
        facts = tomllib.load(file)[name]
    items = tuple(Item(id=key, **item) for key, item in facts.pop("items").items())
    return Battery(name=name, items=items, **facts)


def cues(document: Document, battery: str) -> list[Cue]:
    """The cues of a battery in a document, in order.

    Parameters
    ----------
    document : Document
    battery : {'generic', 'policy'}

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("The governor accused her rival of lying.", "en")
    >>> [(doc.text[cue.start : cue.end], cue.item) for cue in cues(doc, "generic")]
    [('accused', 'conflict_2'), ('rival', 'conflict_1')]
    """
    known = load_battery(battery)
    items = _items(battery)
    found = load_lexicon(known.lexicon, document.language).matches(document)
    return [
        Cue(start, end, entry.category, items.get(entry.note, entry.category), entry.term)
        for start, end, entry in found
    ]


@cache
def _items(battery: str) -> dict[str, str]:
    """From the note of a cue to its item; a note that names none belongs to the whole frame."""
    return {NOTE + item.id: item.id for item in load_battery(battery).items}


def scores(found: Iterable[Cue], words: int, battery: str) -> dict[str, float]:
    """How far the items of each frame are answered, 0 to 1.

    Parameters
    ----------
    found : iterable of Cue
        The cues of a document.
    words : int
        How many words it has; nan for all frames if none.
    battery : {'generic', 'policy'}

    Returns
    -------
    dict
        Frame to score.

    Notes
    -----
    The published scale of a frame is the mean of its yes/no items (Semetko & Valkenburg
    2000). Here an item i is answered by degree,

        1 - exp(-rate(i) / s),

    where rate(i) is its cues per 1,000 words and s the ``saturation`` of the battery; the score
    is the mean over the items of the frame. In the policy battery each frame is one item.

    Examples
    --------
    >>> cue = Cue(0, 3, "conflict", "conflict_1", "rift")
    >>> round(scores([cue, cue._replace(item="conflict_2")], 200, "generic")["conflict"], 3)
    0.197
    """
    known = load_battery(battery)
    if not words:
        return dict.fromkeys(known.frames, float("nan"))
    counts = Counter(cue.item for cue in found)
    answered: dict[str, list[float]] = {frame: [] for frame in known.frames}
    for item in known.items:
        rate = PER * counts[item.id] / words
        answered[item.frame].append(1.0 - exp(-rate / known.saturation))
    return {frame: sum(values) / len(values) for frame, values in answered.items()}


def present(found: Iterable[Cue], words: int, battery: str) -> dict[str, bool]:
    """Which frames a document has, by one rule for all frames of a battery.

    A frame is present from so many different cues, and so many cues per 1,000 words on, as
    ``presence`` of the battery says.

    Examples
    --------
    >>> present([Cue(0, 3, "conflict", "conflict_1", "rift")], 200, "generic")["conflict"]
    False
    """
    known = load_battery(battery)
    terms: dict[str, Counter[str]] = {frame: Counter() for frame in known.frames}
    for cue in found:
        terms[cue.frame][cue.term] += 1
    least, rate = known.presence["cues"], known.presence["rate"]
    return {
        frame: len(hits) >= least and PER * hits.total() >= rate * max(words, 1)
        for frame, hits in terms.items()
    }
