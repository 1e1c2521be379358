"""The picture of groups on an axis: the artists are asked what they show."""

import matplotlib as mpl

mpl.use("Agg")

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from framing.plot import axis_plot


@pytest.fixture
def ax():
    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)


def table(groups=3, axes=("good_bad",), small=()):
    rows = [
        {
            "group": f"Paper {g}",
            "axis": axis,
            "measure": measure,
            "n_articles": 10 + g,
            "estimate": g / 100,
            "low": g / 100 - 0.02,
            "high": g / 100 + 0.02,
            "null_low": 0.0,
            "null_high": 0.01,
            "note": "",
        }
        for axis in axes
        for measure in ("bias", "intensity")
        for g in range(groups)
    ]
    out = pd.DataFrame(rows)
    numbers = ["estimate", "low", "high", "null_low", "null_high"]
    out.loc[out["group"].isin(small), numbers] = float("nan")
    out.loc[out["group"].isin(small), "note"] = "insufficient data"
    return out


def labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def test_the_axes_given_is_drawn_on_and_returned(ax):
    assert axis_plot(table(), ax=ax) is ax
    assert labels(ax) == ["Paper 0 (n = 10)", "Paper 1 (n = 11)", "Paper 2 (n = 12)"]


def test_dots_intervals_and_bands_are_those_of_the_table(ax):
    axis_plot(table(), ax=ax)
    (dots,) = ax.lines
    assert dots.get_xdata().tolist() == pytest.approx([0, 0.01, 0.02])
    (lines,) = ax.collections
    assert lines.get_segments()[2][:, 0].tolist() == pytest.approx([0, 0.04])
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [(0.0, 0.01)] * 3


def test_the_poles_stand_at_the_ends(ax):
    assert axis_plot(table(), ax=ax).get_xlabel().split() == ["←", "bad", "bias", "good", "→"]


def test_a_group_with_insufficient_data_has_no_dot_and_says_so(ax):
    axis_plot(table(small=["Paper 2"]), ax=ax)
    assert labels(ax)[0] == "Paper 2 (n = 12: insufficient data)"
    assert pd.isna(ax.lines[0].get_xdata()[0])
    assert len(ax.patches) == 2


def test_one_group_is_drawn_over_all_axes(ax):
    axis_plot(table(groups=1, axes=("good_bad", "legal_illegal")), ax=ax)
    assert {label.split()[0] for label in labels(ax)} == {"good_bad", "legal_illegal"}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"axis": "good_bat"}, "no axis 'good_bat' in this table; did you mean 'good_bad'"),
        ({"measure": "biass"}, "no measure 'biass'; did you mean 'bias'"),
        ({}, "this table has several axes; name one: good_bad, legal_illegal"),
    ],
)
def test_a_mistake_is_named(settings, message, ax):
    with pytest.raises(ValueError, match=message):
        axis_plot(table(axes=("good_bad", "legal_illegal")), ax=ax, **settings)
