"""Frames of articles as tables: by transparent indicators and by raters."""

from framing.frames.table import frame_table

__all__ = ["frame_table"]
