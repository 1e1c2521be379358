"""Groups of articles on a semantic axis, as ``axis_table`` gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.language import nearest

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

DOT, LINE, BAND = "#0072b2", "#0072b2", "#bdbdbd"  # a blue of Okabe & Ito (2008); no party's
LONGEST = 34  # characters of a label


def axis_plot(
    table: pd.DataFrame, axis: str | None = None, ax: Axes | None = None, measure: str = "bias"
) -> Axes:
    """Draw the bias or intensity of each group on one axis, the highest on top.

    Parameters
    ----------
    table : DataFrame
        As returned by ``axis_table``.
    axis : str, optional
        Which axis; can be left out where there is one only, or one group only: then the axes
        are the rows.
    ax : Axes, optional
        Where to draw; the current Axes if left out.
    measure : {'bias', 'intensity'}
        What to draw.

    Returns
    -------
    Axes
        A dot for each group, a line for its interval, a grey band for what as many articles
        drawn from all groups give, and the number of articles behind its name. Groups with
        insufficient data stand at the bottom, without a dot.

    Raises
    ------
    ValueError
        If the axis or measure is not in the table, or is not named where there are several.

    Examples
    --------
    >>> import matplotlib; matplotlib.use("Agg")
    >>> import pandas as pd
    >>> table = pd.DataFrame({
    ...     "group": ["Post", "Herald"], "axis": "good_bad", "measure": "bias",
    ...     "n_articles": [40, 60], "estimate": [0.1, 0.2], "low": [0.05, 0.1],
    ...     "high": [0.15, 0.3], "null_low": 0.1, "null_high": 0.2, "note": "",
    ... })
    >>> ax = axis_plot(table)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['Post (n = 40)', 'Herald (n = 60)']
    """
    rows, name = _chosen(table, axis, measure)
    if ax is None:
        from matplotlib import pyplot as plt

        ax = plt.gca()
    names = rows["axis"] if name is None else rows["group"]
    at = range(len(rows))
    bands = [(y, low, high) for y, low, high in zip(at, rows.null_low, rows.null_high, strict=True)]
    known = [band for band in bands if band[1] == band[1]]
    ax.barh(
        [y for y, _, _ in known],
        [high - low for _, low, high in known],
        left=[low for _, low, _ in known],
        height=0.7,
        color=BAND,
        label="as many articles of any group (95 %)",
        zorder=1,
    )
    ax.hlines(at, rows["low"], rows["high"], color=LINE, linewidth=2, label="95 % interval")
    ax.plot(rows["estimate"], at, "o", color=DOT, label=measure, zorder=3)
    ax.set_yticks(at, [_label(*row) for row in zip(names, rows.n_articles, rows.note, strict=True)])
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.set_xlabel(_what(name, measure))
    ax.margins(x=0.05)
    return ax


def _chosen(table: pd.DataFrame, axis: str | None, measure: str) -> tuple[pd.DataFrame, str | None]:
    """The rows that are drawn, from the bottom up, and the axis they are of, if it is one."""
    if measure not in set(table["measure"]):
        raise ValueError(f"no measure {measure!r}; {nearest(measure, set(table['measure']))}")
    rows = table[table["measure"] == measure]
    axes, groups = list(dict.fromkeys(rows["axis"])), set(rows["group"])
    if axis is not None and axis not in axes:
        raise ValueError(f"no axis {axis!r} in this table; {nearest(axis, axes)}")
    if axis is None and len(axes) > 1 and len(groups) > 1:
        raise ValueError(f"this table has several axes; name one: {', '.join(axes)}")
    if axis is None and len(axes) == 1:
        axis = axes[0]
    if axis is not None:
        rows = rows[rows["axis"] == axis]
    return rows.sort_values("estimate", na_position="first"), axis


def _label(name: str, n: int, note: str) -> str:
    short = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    return f"{short} (n = {n:,})" if note != "insufficient data" else f"{short} (n = {n:,}: {note})"


def _what(axis: str | None, measure: str) -> str:
    """The label of the x-axis, with the poles where a bias lies between two."""
    if axis is None or measure != "bias":
        return f"{measure} of {axis.replace('_', ' / ')}" if axis else measure
    plus, _, minus = axis.partition("_")
    return f"← {minus}      bias      {plus} →" if minus else f"bias on {axis}"
