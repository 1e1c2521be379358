"""Attribution: cues, sources and contents of reported speech, and how they belong together."""

from framing.attribution.engine import TIERS, attribute, tier_for
from framing.attribution.tagger import ModelError

__all__ = ["TIERS", "ModelError", "attribute", "tier_for"]
