"""The rules for rhetorical devices of a language, as its files state them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from framing.document import Attribution
from framing.language import codebook, load_data, load_language, load_lexicon, nearest
from framing.lexicon import Entry, Lexicon

FAMILY = "devices"
SCARE_QUOTE = "scare_quote"
NEVER, ALWAYS = "(?!)", ""
TRUTHS = frozenset({"assertion", "denial", "none"})  # speech that can be true or false

# What an attribution near a term must be for each thing that a rule can need.
PROOFS: dict[str, Callable[[Attribution], bool]] = {
    "nothing": lambda _: True,
    "said_before": lambda _: True,
    "said_here": lambda one: bool(one.source) and one.attitude in TRUTHS,
    "doubted_before": lambda one: one.commitment == "distancing",
    "claim": lambda one: one.commitment == "distancing",
    "reproach": lambda one: one.attitude == "criticism",
}


@dataclass(frozen=True)
class Rule:
    """What must hold where a term stands for it to be a device.

    The attributes are the keys of a rule in ``devices.toml``; ``docs/devices.md`` explains them.
    """

    device: str
    before: re.Pattern[str]
    unless_before: re.Pattern[str]
    after: re.Pattern[str]
    opens: bool
    needs: str
    reach: int


@dataclass(frozen=True, eq=False)
class DeviceRules:
    """All that the files of a language say about devices, ready to be looked up.

    Attributes
    ----------
    lexicon : Lexicon
        The phrases and the terms of rules together.
    rules : mapping
        For each term the rules it may be the device of; a phrase has none.
    near : mapping of str to re.Pattern
        Words for a ``claim`` and a ``reproach``, and what begins a ``clause``.
    scare : mapping of str to re.Pattern
        What must, and must not, hold for marks around a word.
    """

    lexicon: Lexicon
    rules: Mapping[str, tuple[Rule, ...]]
    near: Mapping[str, re.Pattern[str]]
    scare: Mapping[str, re.Pattern[str]]


@cache
def load_devices(language: str) -> DeviceRules:
    """The rules of a language.

    Raises
    ------
    ValueError
        If a rule names a device or a need that there is not.

    Examples
    --------
    >>> load_devices("de").rules["zwar"][0].device
    'concession_contrast'
    """
    pack, data = load_language(language), load_data(language, FAMILY)
    phrases = load_lexicon(FAMILY, language)
    flags = re.VERBOSE if pack.as_written else re.VERBOSE | re.IGNORECASE
    rules: defaultdict[str, list[Rule]] = defaultdict(list)
    entries = {entry.term: entry for entry in phrases.entries}
    for facts in data["rule"]:
        rule = _rule(facts, flags)
        for term in facts["terms"]:
            entries.setdefault(term, Entry(term, rule.device))
            rules[term].append(rule)
    lexicon = Lexicon(FAMILY, language, tuple(entries.values()), pack.inflection, pack.as_written)
    near, scare = (
        {name: re.compile(text, flags) for name, text in data[part].items()}
        for part in ("near", SCARE_QUOTE)
    )
    return DeviceRules(lexicon, {k: tuple(v) for k, v in rules.items()}, near, scare)


def _rule(facts: Mapping[str, Any], flags: int) -> Rule:
    """A rule as a file states it."""
    device, needs = facts["device"], facts.get("needs", "nothing")
    for what, value, known in (("device", device, codebook()[FAMILY]), ("need", needs, PROOFS)):
        if value not in known:
            where = f"rule for {facts['terms']}"
            raise ValueError(f"{where}: no {what} {value!r}; {nearest(value, known)}")
    before, unless_before, after = (
        re.compile(facts.get(name, default), flags)
        for name, default in (("before", ALWAYS), ("unless_before", NEVER), ("after", ALWAYS))
    )
    opens, reach = facts.get("opens", False), facts.get("reach", 1)
    return Rule(device, before, unless_before, after, opens, needs, reach)
