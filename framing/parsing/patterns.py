"""The boilerplate patterns of all languages, and what was worked out about them before.

``languages/boilerplate_needs.json`` holds for each pattern the text it cannot match without.
It only saves time: a pattern that is not in it is worked out when it is used. After a change of
a ``boilerplate.toml``, ``make patterns`` writes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from framing.language import PACKS, language_codes, load_data
from framing.segment import FurniturePatterns
from framing.segment.literals import needs_of, pattern_key

NEEDS = PACKS / "boilerplate_needs.json"


@cache
def furniture_patterns() -> FurniturePatterns:
    """The boilerplate patterns of all languages.

    Examples
    --------
    >>> furniture_patterns().label("Leave a Reply")
    ('comment_form', {})
    """
    return FurniturePatterns.of(_packs(), json.loads(NEEDS.read_text(encoding="utf-8")))


def _packs() -> list[Mapping[str, Any]]:
    return [load_data(code, "boilerplate") for code in language_codes()]


def worked_out() -> dict[str, Sequence[Any]]:
    """What every pattern needs, for the file."""
    patterns = FurniturePatterns.of(_packs())
    every = sorted({pattern for _, pattern in (*patterns.sentences, *patterns.lines)})
    return {pattern_key(pattern): list(needs_of(pattern)) for pattern in every}


def write_needs() -> None:
    """Write the file anew."""
    found = json.dumps(worked_out(), ensure_ascii=False, separators=(",", ":"))
    NEEDS.write_text(found + "\n", encoding="utf-8")
