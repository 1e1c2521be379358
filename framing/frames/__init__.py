"""Frames of articles: by transparent indicators and raters as a table, and frames of one's own.

``table`` puts instruments side by side; ``own`` and its neighbours are for frames that the user
defines: ``own`` (the file), ``own_measure``, ``own_expand``, ``own_fit``, ``own_scores``.
"""

from framing.frames.table import frame_table

__all__ = ["frame_table"]
