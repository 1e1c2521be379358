"""The notation of terms: from what a file says to the word forms it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from framing.lexicon.entries import Entry

GAP = "…"
INFLECTS = "~"

Rules = Mapping[str, Sequence[tuple[str, Sequence[str]]]]


class Pattern(NamedTuple):
    """The forms that one word of a term stands for."""

    forms: frozenset[str]
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()

    def accepts(self, form: str) -> bool:
        """Whether a word form is one of them."""
        return (
            form in self.forms
            or form.startswith(self.prefixes)
            or any(form.endswith(s) and len(form) >= len(s) + 2 for s in self.suffixes)
        )


class Phrase(NamedTuple):
    """A term as patterns: ``head`` up to a gap, if there is one, and ``tail`` after it."""

    head: tuple[Pattern, ...]
    tail: tuple[Pattern, ...] = ()


def inflect(word: str, inflection: str, rules: Rules) -> list[str]:
    """All forms of a word, by the rules of its language.

    Parameters
    ----------
    word : str
        The base form.
    inflection : str
        The class; ``''`` for a word that does not change.
    rules : mapping
        For each class, pairs of a regular expression and of the replacements for what it
        matches, in which ``\\1`` stands for its group. The first expression that matches the
        word gives its forms.

    Examples
    --------
    >>> inflect("deny", "v", {"v": [("y$", ["y", "ies", "ied", "ying"])]})
    ['deny', 'denies', 'denied', 'denying']
    """
    if not inflection:
        return [word]
    if inflection not in rules:
        known = ", ".join(sorted(rules)) or "none"
        raise ValueError(f"no class {inflection!r} for the word {word!r}; there is: {known}")
    for pattern, replacements in rules[inflection]:
        if match := _compiled(pattern).search(word):
            before, after = word[: match.start()], word[match.end() :]
            stem = match[1] if match.re.groups else ""
            return [before + new.replace(r"\1", stem) + after for new in replacements]
    return [word]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def compile_entry(entry: Entry, rules: Rules, fold: Callable[[str], str]) -> Iterator[Phrase]:
    """The phrases an entry stands for; a separable verb stands for two.

    Parameters
    ----------
    entry : Entry
        A line of a lexicon file.
    rules : mapping
        How each class of words inflects.
    fold : callable
        How forms are compared: lower-cased, or as they are.
    """
    words = entry.term.split()
    if "|" in entry.term and len(words) == 1:
        yield from _separable(entry, rules, fold)
        return
    marked = _inflecting(words, entry.inflection)
    parts: list[list[Pattern]] = [[]]
    for i, word in enumerate(words):
        if word == GAP:
            parts.append([])
        else:
            bare = word.removesuffix(INFLECTS)
            parts[-1].append(_pattern(bare, entry.inflection if i in marked else "", rules, fold))
    if len(parts) > 2 or not all(parts):
        raise ValueError(f"term {entry.term!r}: at most one gap, between words")
    yield Phrase(tuple(parts[0]), tuple(parts[1]) if len(parts) == 2 else ())


def _inflecting(words: Sequence[str], inflection: str) -> set[int]:
    marked = {i for i, word in enumerate(words) if word.endswith(INFLECTS)}
    if marked or not inflection:
        return marked
    return {0} if inflection == "v" else {len(words) - 1}


def _pattern(word: str, inflection: str, rules: Rules, fold: Callable[[str], str]) -> Pattern:
    if "*" not in word and not inflection:
        return Pattern(frozenset(map(fold, word.split("/"))))
    forms, prefixes, suffixes = set[str](), [], []
    for alternative in word.split("/"):
        core = fold(alternative.strip("*"))
        if not core or "*" in core or (alternative.startswith("*") and alternative.endswith("*")):
            raise ValueError(f"word {word!r}: one * at its start or its end, beside letters")
        if alternative.endswith("*"):
            prefixes.append(core)
        elif alternative.startswith("*"):
            suffixes += [fold(form) for form in inflect(alternative[1:], inflection, rules)]
        else:
            forms |= {fold(form) for form in inflect(alternative, inflection, rules)}
    return Pattern(frozenset(forms), tuple(prefixes), tuple(suffixes))


def _separable(entry: Entry, rules: Rules, fold: Callable[[str], str]) -> Iterator[Phrase]:
    particle, _, verb = entry.term.partition("|")
    forms = [form for base in verb.split("/") for form in inflect(base, entry.inflection, rules)]
    joined = {particle + form for form in forms}
    joined |= {f"{particle}zu{base}" for base in verb.split("/")}
    yield Phrase((Pattern(_folded(joined, fold)),))
    finite = [form for form in forms if form == verb or not form.startswith("ge")]
    yield Phrase((Pattern(_folded(finite, fold)),), (Pattern(_folded([particle], fold)),))


def _folded(forms: Iterable[str], fold: Callable[[str], str]) -> frozenset[str]:
    return frozenset(map(fold, forms))
