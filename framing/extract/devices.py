"""Rhetorical devices: how a text weakens, turns back or hints without saying so outright.

Exploratory. Everything is found by rule: phrases in ``devices.tsv``, rules and the words they
look for in ``devices.toml`` of each language. A rule sees the form of a device, not its intent.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from framing.document import SPEAKING, Attribution, Document, Span
from framing.extract.base import Extractor, voiced_names, voiced_rates
from framing.extract.device_rules import (
    FAMILY,
    PROOFS,
    SCARE_QUOTE,
    DeviceRules,
    Rule,
    load_devices,
)
from framing.language import codebook

MARKS = "„“”‟\"»«›‹‚‘’'`「」"
CLOSE = 8  # characters
WINDOW = 600  # characters before and after a term that its rules look at
MANY = 2  # quotations in one sentence; more are a list of names or of what people say
OFTEN = 2  # a word that stands in marks more often in an article is a name or a term of it

BETWEEN = ' ,;—–-\n"”“’«»'


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
        begin = max(self._starts[number], start - WINDOW)
        if rule.opens and text[self._starts[number] : start][:WINDOW].strip(MARKS + " \u00a0"):
            return 0
        last = self._sentences[min(number + rule.reach, len(self._starts)) - 1][1]
        after = rule.after.match(text, end, min(last, end + WINDOW))
        if (
            after is None
            or not rule.before.search(text, begin, start)
            or rule.unless_before.search(text, begin, start)
            or not self._has(rule.needs, number, start)
        ):
            return 0
        return after.end()

    @cached_property
    def _said(self) -> dict[int, list[Attribution]]:
        """For each sentence, the attributions whose content reaches into it."""
        said: dict[int, list[Attribution]] = defaultdict(list)
        for one in self.document.attributions:
            numbers = {n for span in one.content for n in self._numbers(span)}
            for number in numbers:
                said[number].append(one)
        return said

    def _numbers(self, span: Span) -> range:
        """The numbers of the sentences a span reaches into."""
        return range(self._sentence(span.start), self._sentence(span.end - 1) + 1)

    def _has(self, needs: str, number: int, start: int) -> bool:
        """Whether what a rule needs is near a term."""
        if needs == "nothing":
            return True
        first = number if needs == "said_here" else max(0, number - 1)
        near = [one for n in range(first, number + 1) for one in self._said.get(n, ())]
        if needs in self.devices.near:
            begin = max(self._starts[first], start - WINDOW)
            end = min(self._sentences[number][1], start + WINDOW)
            return any(map(PROOFS[needs], near)) or bool(
                self.devices.near[needs].search(self.document.text, begin, end)
            )
        if self.document.voice((start, start + 1)) == "source":
            return False
        since = self._starts[first]
        return any(
            PROOFS[needs](one)
            for one in near
            if one.cue
            and any(since < span.end <= start for span in one.content)
            and (needs != "said_here" or self._touches(one, start))
        )

    def _touches(self, one: Attribution, start: int) -> bool:
        """Whether a clause or quotation that is attributed ends right before a place."""
        spans = (*one.content, *one.cue, *([one.source] if one.source else []))
        last = max((span.end for span in spans if span.end <= start), default=0)
        if start - last > CLOSE or self.document.text[last:start].strip(BETWEEN):
            return False
        begin = one.content[0].start
        return one.cue[0].start > begin or bool(
            self.devices.near["clause"].search(
                self.document.text, max(0, begin - 2 * CLOSE), begin + CLOSE
            )
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
                spoken.update(self._numbers(span))
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
        begin = max(begin, start - WINDOW)
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
