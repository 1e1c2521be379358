"""Rhetorical devices: how a text weakens, turns back or hints without saying so outright.

Exploratory. Everything is found by rule: phrases in ``devices.tsv``, rules and the words they
look for in ``devices.toml`` of each language. A rule sees the form of a device, not its intent.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from framing.document import Document, Span
from framing.extract.base import Extractor, voiced_names, voiced_rates
from framing.language import codebook, load_data, load_language, load_lexicon, nearest
from framing.lexicon import Entry, Lexicon

FAMILY = "devices"
SCARE_QUOTE = "scare_quote"
NEEDS = ("nothing", "said_before", "doubted_before", "said_here", "claim", "reproach")
MARKS = "„“”‟\"»«›‹‚‘’'`「」"
NEVER, ALWAYS = "(?!)", ""
SPEAKING = ("speech", "partial")
MANY = 2  # quotations in one sentence; more are a list of names or of what people say
OFTEN = 2  # a word that stands in marks more often in an article is a name or a term of it


@dataclass(frozen=True)
class Rule:
    """What must hold where a term stands for it to be a device.

    Attributes
    ----------
    device : str
        A category of the codebook.
    before, unless_before : re.Pattern
        What must, and must not, be found in the sentence before the term; ``$`` is the place
        where the term begins.
    after : re.Pattern
        What must follow the term; what it matches belongs to the evidence.
    opens : bool
        True where the term must begin a sentence.
    needs : {'nothing', 'said_before', 'doubted_before', 'said_here', 'claim', 'reproach'}
        What must be near: an attribution that ends before the term, in its sentence or the one
        before; such a one that the author doubts; one with a cue in the same sentence; a
        doubted attribution or a word such as *claim*, or a reproach, in its sentence or the
        one before.
    reach : int
        In how many sentences, its own included, ``after`` may match.
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
        Words for a ``claim`` and for a ``reproach``.
    scare : mapping of str to re.Pattern
        ``inner`` must match what stands in marks; ``unless_inner``, ``unless_before``,
        ``unless_after`` and ``unless_sentence`` must not.
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
    for what, value, known in (("device", device, codebook()[FAMILY]), ("need", needs, NEEDS)):
        if value not in known:
            raise ValueError(
                f"rule for {facts['terms']}: no {what} {value!r}; " + nearest(value, known)
            )
    before, unless_before, after = (
        re.compile(facts.get(name, default), flags)
        for name, default in (("before", ALWAYS), ("unless_before", NEVER), ("after", ALWAYS))
    )
    return Rule(
        device,
        before,
        unless_before,
        after,
        facts.get("opens", False),
        needs,
        facts.get("reach", 1),
    )


class Devices(Extractor):
    """Rhetorical devices and scare quotes per 1,000 words of the same voice. Exploratory.

    Notes
    -----
    For a device d and a voice v (author or source) the measure is

        1000 * hits(d, v) / words(v),

    0 to 1,000; ``author_all`` and ``source_all`` are the same over all devices. The devices are
    those of ``framing/languages/schema.toml``; ``docs/devices.md`` defines each, with
    examples and known errors.

    Devices are found by rule and tuned to be right rather than complete: a rate of 0 does not
    mean that there is none. Some need to know what is reported speech: a clause with *although*
    takes something back only from somebody who was said to say it. Without
    ``Document.attributions`` these are not found. The voice is that of the device, not of what
    it is about: *he falsely claimed* is a rebuttal by the author.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("The so-called experts left. The minister provided no evidence.")
    >>> [(doc[span], span.label) for span in Devices().find(doc)]
    [('so-called', 'author_distancing_frame'), ('provided no evidence', 'author_evidence_denial')]
    """

    family = FAMILY

    def categories(self) -> list[str]:
        """The devices there are."""
        return list(codebook()[FAMILY])

    def names(self) -> list[str]:
        return voiced_names(self.categories())

    def find(self, document: Document) -> list[Span]:
        """The devices of a document, in order, labelled ``voice_device``."""
        reading = _Reading(document, load_devices(document.language))
        found = [
            span._replace(label=f"{document.voice(span)}_{span.label}")
            for span in reading.phrases()
        ]
        found += [span._replace(label=f"author_{span.label}") for span in reading.scare_quotes()]
        return sorted(found)

    def measure(self, document: Document, spans: Iterable[Span]) -> dict[str, float]:
        return voiced_rates(document, spans, self.categories())

    def units(self) -> Mapping[str, str]:
        return {name: f"per 1,000 words of the {name.partition('_')[0]}" for name in self.names()}


@dataclass(frozen=True, eq=False)
class _Reading:
    """A document beside the rules of its language."""

    document: Document
    devices: DeviceRules

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return [(start, end) for start, end in self.document.sentences.tolist()]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._sentences]

    def _sentence(self, at: int) -> int:
        """The number of the sentence a place is in."""
        return max(0, bisect_right(self._starts, at) - 1)

    def phrases(self) -> Iterator[Span]:
        """Phrases that are a device, and terms for which a rule holds."""
        for start, end, entry in self.devices.lexicon.matches(self.document):
            rules = self.devices.rules.get(entry.term)
            if rules is None:
                yield Span(start, end, entry.category)
                continue
            for rule in rules:
                stop = self._holds(rule, start, end)
                if stop:
                    yield Span(start, stop, rule.device)
                    break

    def _holds(self, rule: Rule, start: int, end: int) -> int:
        """Where the evidence ends if a rule holds for a term; else 0."""
        text, number = self.document.text, self._sentence(start)
        begin = self._starts[number]
        if rule.opens and text[begin:start].strip(MARKS + " \u00a0"):
            return 0
        last = self._sentences[min(number + rule.reach, len(self._starts)) - 1][1]
        after = rule.after.match(text, end, last)
        if (
            after is None
            or not rule.before.search(text, begin, start)
            or rule.unless_before.search(text, begin, start)
            or not self._has(rule.needs, number, start)
        ):
            return 0
        return after.end()

    def _has(self, needs: str, number: int, start: int) -> bool:
        """Whether what a rule needs is near a term."""
        if needs == "nothing":
            return True
        here, end = self._sentences[number]
        before = self._starts[max(0, number - 1)]
        if needs in self.devices.near:
            return self._is_near(needs, before, end)
        if self.document.voice((start, start + 1)) == "source":
            return False
        since = here if needs == "said_here" else before
        return any(
            one.commitment == "distancing" or needs != "doubted_before"
            for one in self.document.attributions
            if one.cue and any(since < span.end <= start for span in one.content)
        )

    def _is_near(self, needs: str, begin: int, end: int) -> bool:
        """Whether there is a claim, or a reproach, between two places."""
        if self.devices.near[needs].search(self.document.text, begin, end):
            return True
        return any(
            (one.attitude == "criticism" if needs == "reproach" else one.commitment == "distancing")
            and any(begin <= span.start < end for span in one.content)
            for one in self.document.attributions
        )

    def scare_quotes(self) -> Iterator[Span]:
        """Words in quotation marks that nobody is said to say."""
        document, done = self.document, 0
        often = Counter(_inner(document, span).lower() for span, _ in self._quotes)
        for (start, end), kind in self._quotes:
            if start >= done and kind == "word" and self._is_scare(start, end, often):
                yield Span(start, end, SCARE_QUOTE)
            done = max(done, end)

    @cached_property
    def _quotes(self) -> list[tuple[tuple[int, int], str]]:
        document = self.document
        offsets = [(start, end) for start, end in document.quotes.tolist()]
        return list(zip(offsets, document.quote_kinds, strict=True))

    @cached_property
    def _spoken(self) -> set[int]:
        """The numbers of sentences in which somebody speaks: longer quotations, cues, contents."""
        spoken = {self._sentence(at) for (at, _), kind in self._quotes if kind in SPEAKING}
        for one in self.document.attributions:
            for span in (*one.cue, *one.content):
                spoken.update(range(self._sentence(span.start), self._sentence(span.end - 1) + 1))
        return spoken

    @cached_property
    def _quotes_in(self) -> Counter[int]:
        """How many quotations each sentence has."""
        return Counter(self._sentence(at) for (at, _), _ in self._quotes)

    def _is_scare(self, start: int, end: int, often: Counter[str]) -> bool:
        """Whether marks around a word are the author's own, as far as its sentence tells."""
        document, scare, number = self.document, self.devices.scare, self._sentence(start)
        text, inner = document.text, _inner(document, (start, end))
        begin, stop = self._sentences[number]
        title = document.title
        return not (
            often[inner.lower()] > OFTEN
            or number in self._spoken
            or self._quotes_in[number] > MANY
            or (title is not None and title.start <= start < title.end)
            or not scare["sentence"].search(text, begin, stop)
            or not scare["inner"].fullmatch(inner)
            or (" " in inner and not scare["before_several"].search(text, begin, start))
            or scare["unless_inner"].fullmatch(inner)
            or scare["unless_before"].search(text, begin, start)
            or scare["unless_after"].match(text, end, stop)
            or scare["unless_sentence"].search(text, begin, stop)
        )


def _inner(document: Document, span: tuple[int, int]) -> str:
    """What stands between marks."""
    return document[span].strip(MARKS + " \u00a0")
