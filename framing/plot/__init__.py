"""Pictures. Every function draws on one Axes and returns it, and computes nothing of its own."""

from __future__ import annotations

from framing.plot.axes import axis_plot

__all__ = ["axis_plot"]
