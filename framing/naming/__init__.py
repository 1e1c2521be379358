"""Who is called what, and by whom: mentions of actors in a corpus as tables."""

from framing.naming.contrasts import Contrast, contrast
from framing.naming.rows import MentionRow, bare, mentions, most_mentioned
from framing.naming.shares import Naming, namings

__all__ = [
    "Contrast",
    "MentionRow",
    "Naming",
    "bare",
    "contrast",
    "mentions",
    "most_mentioned",
    "namings",
]
