"""Who says what, in languages in which the subject stands before its verb (English)."""

from __future__ import annotations

from framing.attribution.view import Draft, Unit, View


def find(view: View, number: int, unit: Unit, previous: Draft | None) -> list[Draft]:
    """The attributions of one unit, in order of their cues."""
    return []
