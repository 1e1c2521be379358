"""Whether coders agree: Krippendorff's alpha of each variable of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from framing.coding.alpha import Numbers, alpha_under
from framing.coding.codebooks import Codebook, Variable

if TYPE_CHECKING:
    import pandas as pd

RESAMPLES, SEED = 1000, 42
ENDS = (2.5, 97.5)  # per cent
FEWEST = 10  # units below which an interval would be a guess
COLUMNS = ("variable", "alpha", "low", "high", "level", "units", "coders", "labels", "single")


def agreement(sheets: Mapping[str, pd.DataFrame], codebook: Codebook) -> pd.DataFrame:
    """Krippendorff's alpha of each variable, with a bootstrap interval over units.

    Parameters
    ----------
    sheets : mapping of str to DataFrame
        From coders to what ``read_sheet`` gave for each.
    codebook : Codebook

    Returns
    -------
    DataFrame
        One row a variable: ``variable``, ``alpha`` (1 is perfect, 0 chance; nan where all
        labels are alike, since chance is then undefined), ``low``, ``high`` (95 %, nan below 10
        units), ``level``, ``units``, ``coders``, ``labels``, ``single`` (units with one label,
        which are left out) and ``note``.

    Raises
    ------
    ValueError
        If there are fewer than two coders, or no unit has two labels.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.coding import yes_no
    >>> book = yes_no("rents", "Is it about rents?", "Rents and tenants.")
    >>> def sheet(*codes):
    ...     return pd.DataFrame({"article": ["a1", "a2", "a3"], "rents": codes})
    >>> found = agreement({"ann": sheet("1", "0", "1"), "bob": sheet("1", "0", "0")}, book)
    >>> round(float(found.loc[0, "alpha"]), 3), found.loc[0, "note"]
    (0.444, 'insufficient data: 3 units')
    """
    import pandas as pd

    if len(sheets) < 2:
        known = ", ".join(map(repr, sheets)) or "none"
        raise ValueError(f"agreement needs two coders; there is: {known}")
    rows = [_of_variable(sheets, variable) for variable in codebook.variables]
    return pd.DataFrame(rows, columns=[*COLUMNS, "note"])


def _of_variable(sheets: Mapping[str, pd.DataFrame], variable: Variable) -> dict[str, object]:
    values = [one.code for one in variable.codes]
    counts: dict[str, list[int]] = {}
    coders = set()
    for coder, sheet in sheets.items():
        for unit, label in zip(sheet["article"], sheet[variable.id], strict=True):
            if label in values:
                counts.setdefault(str(unit), [0] * len(values))[values.index(label)] += 1
                coders.add(coder)
    cells = np.array([row for row in counts.values() if sum(row) > 1], float)
    if not len(cells):
        raise ValueError(f"{variable.id}: no unit has two labels; let two people code the same")
    used = [value for value, n in zip(values, cells.sum(axis=0), strict=True) if n]
    alpha, low, high = _interval(cells[:, cells.sum(axis=0) > 0], used, variable)
    few = len(cells) < FEWEST
    return {
        "variable": variable.id,
        "alpha": alpha,
        "low": np.nan if few else low,
        "high": np.nan if few else high,
        "level": variable.level,
        "units": len(cells),
        "coders": len(coders),
        "labels": int(cells.sum()),
        "single": len(counts) - len(cells),
        "note": f"insufficient data: {len(cells)} units" if few else "",
    }


def _interval(cells: Numbers, values: list[str], variable: Variable) -> tuple[float, ...]:
    n = len(cells)
    drawn = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), RESAMPLES)
    weights = np.vstack([np.ones(n), drawn])
    alphas = alpha_under(weights, cells, values, variable.level)
    known = alphas[1:][~np.isnan(alphas[1:])]
    low, high = np.percentile(known, ENDS) if len(known) else (np.nan, np.nan)
    return float(alphas[0]), float(low), float(high)
