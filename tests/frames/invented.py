"""Invented headlines about a town: housing, as a matter of rights or as anything else."""

from framing import parse
from framing.frames.own import OwnFrame

HOUSING = OwnFrame(
    "housing",
    "Housing as a right",
    "A home is something everybody is owed.",
    {"en": ("tenant (n)", "evict*", "right to housing"), "de": ("Mieter (n)", "Zwangsräumung (n)")},
)
PEOPLE = ("nurse", "baker", "teacher", "sailor", "widow", "student", "clerk", "miner")
PLACES = ("harbour", "mill", "station", "market", "castle")


def headlines():
    """Eighty headlines with labels; half are about homes, and not all of these name a tenant."""
    found = []
    for person in PEOPLE:
        for place in PLACES:
            about = (
                f"Tenants near the {place} fear for their homes, says a {person}"
                if len(found) % 4 < 2
                else f"Families lose their homes and flats near the {place}, a {person} reports"
            )
            other = f"The {person} won the regatta and a cup at the {place}"
            found += [(about, 1), (other, 0)]
    return [
        (parse(text, "en", id=f"h{i}", attribution="rules"), label)
        for i, (text, label) in enumerate(found)
    ]
