"""Extractors: each finds spans in a document and measures them.

A new extractor is a class here and a line in ``EXTRACTORS``; the tests then hold it to the
contract of all.
"""

from __future__ import annotations

from typing import Any

from framing.extract.agency import Agency
from framing.extract.axes import Axes
from framing.extract.base import Extractor
from framing.extract.devices import Devices
from framing.extract.epistemic import Epistemic
from framing.extract.frames import Frames
from framing.extract.labelling import Labelling
from framing.extract.loaded import LoadedWords
from framing.extract.sourcing import Sourcing
from framing.extract.style import Style

EXTRACTORS: dict[str, type[Extractor]] = {
    "loaded": LoadedWords,
    "epistemic": Epistemic,
    "style": Style,
    "sourcing": Sourcing,
    "devices": Devices,
    "frames": Frames,
    "labelling": Labelling,
    "agency": Agency,
    "axes": Axes,
}


def features(*families: str) -> Any:
    """Several extractors side by side, as one scikit-learn transformer.

    Parameters
    ----------
    *families : str
        Names from ``EXTRACTORS``; if left out, all that are on by default (``Extractor.default``).

    Returns
    -------
    sklearn.pipeline.FeatureUnion
        It gives one DataFrame with the columns of all.

    Examples
    --------
    >>> import framing
    >>> table = features("loaded", "style").fit_transform(["The regime denied it on Monday."])
    >>> table.columns[0], table.columns[-1]
    ('loaded__author_subjective_evaluative', 'style__source_question')
    """
    from sklearn.pipeline import FeatureUnion

    from framing.language import nearest

    for family in families:
        if family not in EXTRACTORS:
            raise ValueError(f"no extractor {family!r}; {nearest(family, EXTRACTORS)}")
    union = FeatureUnion(
        [(family, EXTRACTORS[family]()) for family in families or default_families()],
        verbose_feature_names_out=False,
    )
    return union.set_output(transform="pandas")


def default_families() -> list[str]:
    """The families that are measured without being asked for.

    >>> "loaded" in default_families(), "axes" in default_families()
    (True, False)
    """
    return [family for family, kind in EXTRACTORS.items() if kind.default]


__all__ = [
    "EXTRACTORS",
    "Agency",
    "Axes",
    "Devices",
    "Epistemic",
    "Extractor",
    "Frames",
    "Labelling",
    "LoadedWords",
    "Sourcing",
    "Style",
    "default_families",
    "features",
]
