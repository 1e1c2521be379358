"""Attribution: cues, sources and contents of reported speech, and how they belong together."""

from framing.attribution.engine import TIERS, attribute

__all__ = ["TIERS", "attribute"]
