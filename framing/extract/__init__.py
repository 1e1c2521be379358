"""Extractors: each finds spans in a document and measures them.

A new extractor is a class here and a line in ``EXTRACTORS``; the tests then hold it to the
contract of all.
"""

from __future__ import annotations

from typing import Any

from framing.extract.base import Extractor
from framing.extract.devices import Devices
from framing.extract.epistemic import Epistemic
from framing.extract.loaded import LoadedWords
from framing.extract.sourcing import Sourcing
from framing.extract.style import Style

EXTRACTORS: dict[str, type[Extractor]] = {
    "loaded": LoadedWords,
    "epistemic": Epistemic,
    "style": Style,
    "sourcing": Sourcing,
    "devices": Devices,
}


def features(*families: str) -> Any:
    """Several extractors side by side, as one scikit-learn transformer.

    Parameters
    ----------
    *families : str
        Names from ``EXTRACTORS``; all of them if left out.

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
        [(family, EXTRACTORS[family]()) for family in families or EXTRACTORS],
        verbose_feature_names_out=False,
    )
    return union.set_output(transform="pandas")


__all__ = [
    "EXTRACTORS",
    "Devices",
    "Epistemic",
    "Extractor",
    "LoadedWords",
    "Sourcing",
    "Style",
    "features",
]
