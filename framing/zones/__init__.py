"""Headline, lead and body: every measure for each of them, and how far headlines differ."""

from framing.zones.cutting import ZONES, borders, zone
from framing.zones.gap import headline_gap
from framing.zones.tables import by_zone

__all__ = ["ZONES", "borders", "by_zone", "headline_gap", "zone"]
