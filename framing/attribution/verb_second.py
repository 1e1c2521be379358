"""Who says what, in languages whose verb comes second and waits at the end of clauses (German)."""

from __future__ import annotations

from framing.attribution.view import Draft, Unit, View


def find(view: View, number: int, unit: Unit, previous: Draft | None) -> list[Draft]:
    """The attributions of one unit, in order of their cues."""
    return []
