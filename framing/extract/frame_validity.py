"""What is known of the score of a frame: how well it separates articles that people labelled.

The figures are in ``languages/frame_validity.json``; ``python -m benchmarks frames`` makes it.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

from framing.language import PACKS, language_codes

VALIDATED, FAILED, TOO_FEW = "validated", "does not beat the base rate", "too few articles"
UNTESTED = "not tested"
FILE = PACKS / "frame_validity.json"
NOTHING: dict[str, Any] = {"status": UNTESTED}


class Validity(NamedTuple):
    """How well the score of a frame separates articles that people labelled.

    Attributes
    ----------
    status : str
        ``'validated'``, ``'does not beat the base rate'``, ``'too few articles'`` or
        ``'not tested'``.
    corpus : str
    auc, low, high : float
        Probability that an article with the frame scores higher than one without, and its
        95 % interval; nan where not tested.
    n, positives : int
        Articles, and those that have the frame.
    """

    status: str
    corpus: str = ""
    auc: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    n: int = 0
    positives: int = 0

    @property
    def note(self) -> str:
        """All of it in one line."""
        if self.status == UNTESTED:
            return f"{UNTESTED}: no labelled corpus"
        auc = f"AUC {self.auc:.2f} [{self.low:.2f}, {self.high:.2f}]"
        return f"{self.status}: {auc} on {self.corpus}, {self.positives} of {self.n} have the frame"


def validity(battery: str, frame: str, language: str) -> Validity:
    """What is known of a frame's score in a language.

    Examples
    --------
    >>> validity("generic", "conflict", "en").status
    'validated'
    """
    return Validity(**_validities().get(battery, {}).get(frame, {}).get(language, NOTHING))


@cache
def is_validated(battery: str, frame: str) -> bool:
    """Whether a frame is measured unless somebody asks for others.

    Parameters
    ----------
    battery, frame : str
        ``'policy'``, ``'political'``.

    Examples
    --------
    >>> is_validated("generic", "conflict")
    True
    """
    found = {validity(battery, frame, language).status for language in language_codes()}
    return VALIDATED in found and FAILED not in found


@cache
def _validities() -> dict[str, Any]:
    """What ``python -m benchmarks frames`` measured."""
    path = PACKS / "frame_validity.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
