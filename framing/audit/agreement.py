"""How far annotators agree beyond chance: Krippendorff's alpha."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from framing.coding.alpha import LEVELS, Level, alpha_under
from framing.evaluation.bootstrap import ends, weights_of
from framing.language import nearest

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("unit", "annotator", "label")


@dataclass(frozen=True)
class Agreement:
    """Krippendorff's alpha with its interval.

    Attributes
    ----------
    alpha : float or None
        1 is perfect, 0 chance; None where all labels are alike, since chance is then undefined.
    low, high : float or None
        95 % bootstrap interval over units.
    level : {'nominal', 'ordinal', 'interval'}
    units, annotators, labels : int
        Units with two labels or more, annotators and labels of these units.
    single : int
        Units with one label, which say nothing about agreement and are left out.
    """

    alpha: float | None
    low: float | None
    high: float | None
    level: str
    units: int
    annotators: int
    labels: int
    single: int

    def flat(self) -> Mapping[str, float | int | str | None]:
        """The same as a flat object."""
        return dict(vars(self))


def krippendorff(table: pd.DataFrame, level: Level = "nominal") -> Agreement:
    """Krippendorff's alpha of a long table, with a bootstrap interval over units.

    alpha = 1 - D_o / D_e, where D_o is the mean difference of pairs of labels within units and
    D_e that of all pairs of labels (Krippendorff 2011, Computing Krippendorff's
    alpha-reliability). Differences: nominal 0 or 1; interval (a - b)^2; ordinal the squared
    number of labels between two ranks.

    Parameters
    ----------
    table : DataFrame
        One row a label, columns ``unit``, ``annotator``, ``label``. Labels that are missing
        are no labels. Ordinal labels are ranked as they sort.
    level : {'nominal', 'ordinal', 'interval'}

    Returns
    -------
    Agreement

    Raises
    ------
    ValueError
        If a column or the level is unknown, an annotator labels a unit twice, or no unit has
        two labels.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("s1", "a", 1), ("s1", "b", 1), ("s2", "a", 0), ("s2", "b", 0),
    ...         ("s3", "a", 1), ("s3", "b", 0)]
    >>> round(krippendorff(pd.DataFrame(rows, columns=["unit", "annotator", "label"])).alpha, 3)
    0.444
    """
    if level not in LEVELS:
        raise ValueError(f"no level of measurement {level!r}; {nearest(level, LEVELS)}")
    known, single = _labelled(table)
    values = sorted(known["label"].unique())
    counts = known.groupby(["unit", "label"]).size().unstack(fill_value=0)
    cells = counts.reindex(columns=values, fill_value=0).to_numpy(float)
    weights = weights_of(range(len(cells)))
    alphas = alpha_under(weights, cells, values, level)
    low, high = ends(alphas[1:])
    alpha = None if np.isnan(alphas[0]) else float(alphas[0])
    annotators = known["annotator"].nunique()
    return Agreement(alpha, low, high, level, len(cells), annotators, len(known), single)


def _labelled(table: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows of units with two labels or more, and how many units have just one."""
    for column in COLUMNS:
        if column not in table.columns:
            there = nearest(column, map(str, table.columns))
            raise ValueError(f"no column {column!r} in the table of annotations; {there}")
    known = table.loc[table["label"].notna(), list(COLUMNS)]
    twice = known.duplicated(["unit", "annotator"])
    if twice.any():
        first = known[twice].iloc[0]
        raise ValueError(
            f"annotator {first['annotator']} has labelled unit {first['unit']} twice; keep one"
        )
    sizes = known.groupby("unit")["label"].transform("size")
    if not (sizes > 1).any():
        raise ValueError("no unit has two labels: agreement needs two annotators on the same unit")
    return known[sizes > 1], int((sizes == 1).sum())
