"""Style: how long, how varied and how readable a text is, whatever it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from framing.document import VOICES, Document, Span
from framing.extract.base import PER, Extractor
from framing.language import load_language

WINDOW = 50  # words; type-token ratios of longer stretches fall with length
LONG = 7  # letters from which LIX calls a word long
WHOLE = {
    "words": "words",
    "sentences": "sentences",
    "words_per_sentence": "words",
    "source_share": "share of words, 0-1",
    "flesch": "Flesch reading ease, about 0 hard to 100 easy",
    "lix": "LIX, about 20 easy to 60 hard",
}
VOICED = {
    "words": "words",
    "letters_per_word": "letters",
    "syllables_per_word": "syllables",
    "long_words": "share of words, 0-1",
    "type_token": f"share of different words in {WINDOW}, 0-1",
    "adverb": "per 1,000 words of the {voice}",
    "adjective": "per 1,000 words of the {voice}",
    "exclamation": "per 1,000 words of the {voice}",
    "question": "per 1,000 words of the {voice}",
}
COUNTED = ("adverb", "adjective", "exclamation", "question")
MARKS = {"!": "exclamation", "?": "question"}


class Style(Extractor):
    """Length, variety, readability and surface cues of a text.

    Notes
    -----
    Over the whole article, title included, boilerplate not:

    - ``words``, ``sentences``, ``words_per_sentence``, ``source_share`` (words in quotation
      marks or attributed content over all words, 0-1);
    - ``flesch``: 206.835 - 1.015 w - 84.6 s in English (Flesch 1948), 180 - w - 58.5 s in
      German (Amstad 1978), where w is words a sentence and s syllables a word. Syllables are
      counted as groups of vowels;
    - ``lix``: w + 100 * long words / words, long from seven letters (Björnsson 1968).

    For the author's and the sources' words apart: ``words``, ``letters_per_word``,
    ``syllables_per_word``, ``long_words``, ``type_token`` (mean over all windows of 50 words,
    MATTR of Covington & McFall 2010; over all words of a shorter text), and per 1,000 words of
    the voice ``exclamation`` and ``question`` marks and surface cues of ``adverb`` and
    ``adjective``: word endings, which miss words without one. Measures of a voice without
    words are 0.

    Examples
    --------
    >>> import framing
    >>> row = Style().row(framing.parse("What a day! The mayor resigned. She had quickly lost."))
    >>> row["style__words"], row["style__sentences"], round(row["style__author_exclamation"])
    (10.0, 3.0, 100)
    """

    family = "style"

    def names(self) -> list[str]:
        return [*WHOLE, *(f"{voice}_{name}" for voice in VOICES for name in VOICED)]

    def units(self) -> Mapping[str, str]:
        voiced = {
            f"{voice}_{name}": unit.format(voice=voice)
            for voice in VOICES
            for name, unit in VOICED.items()
        }
        return {**WHOLE, **voiced}

    def find(self, document: Document) -> list[Span]:
        """Exclamation and question marks and surface cues, labelled ``voice_cue``."""
        text, shape = document.text, word_shape(document.language)
        found = []
        for (start, end), word in zip(
            document.tokens.tolist(), document.words.tolist(), strict=True
        ):
            form = text[start:end]
            cue = shape.of(form)[2] if word else MARKS.get(form[0], "")
            if cue:
                found.append(Span(start, end, f"{document.voice((start, end))}_{cue}"))
        return found

    def measure(self, document: Document, spans: Iterable[Span]) -> dict[str, float]:
        counts = Counter(span.label for span in spans)
        source = document.source_tokens[document.words]
        forms = [document[offsets] for offsets in document.tokens[document.words].tolist()]
        shapes = np.array(
            [word_shape(document.language).of(form)[:2] for form in forms], float
        ).reshape(-1, 2)
        row = _whole(document, shapes, source)
        for voice in VOICES:
            mine = source if voice == "source" else ~source
            own = [form.lower() for form, keep in zip(forms, mine.tolist(), strict=True) if keep]
            row |= {f"{voice}_{k}": v for k, v in _voiced(own, shapes[mine]).items()}
            per = PER / len(own) if own else 0.0
            row |= {f"{voice}_{cue}": counts[f"{voice}_{cue}"] * per for cue in COUNTED}
        return row


def _whole(document: Document, shapes: np.ndarray, source: np.ndarray) -> dict[str, float]:
    words, sentences = len(shapes), len(document.sentences)
    if not words or not sentences:
        return dict.fromkeys(WHOLE, 0.0) | {"words": float(words), "sentences": float(sentences)}
    facts = load_language(document.language).facts["style"]["flesch"]
    length, syllables = words / sentences, float(shapes[:, 1].mean())
    return {
        "words": float(words),
        "sentences": float(sentences),
        "words_per_sentence": length,
        "source_share": float(source.mean()),
        "flesch": facts["constant"] - facts["sentence"] * length - facts["word"] * syllables,
        "lix": length + 100 * float((shapes[:, 0] >= LONG).mean()),
    }


def _voiced(forms: Sequence[str], shapes: np.ndarray) -> dict[str, float]:
    if not forms:
        return dict.fromkeys(VOICED, 0.0)
    return {
        "words": float(len(forms)),
        "letters_per_word": float(shapes[:, 0].mean()),
        "syllables_per_word": float(shapes[:, 1].mean()),
        "long_words": float((shapes[:, 0] >= LONG).mean()),
        "type_token": moving_type_token(forms),
    }


def moving_type_token(forms: Sequence[str], window: int = WINDOW) -> float:
    """Mean share of different words over all windows of a text (MATTR).

    Examples
    --------
    >>> moving_type_token(["a", "b", "a", "b"], window=2)
    1.0
    >>> moving_type_token(["a", "a", "b", "b"], window=2)
    0.6666666666666666
    """
    window = min(window, len(forms))
    counts = Counter(forms[:window])
    total = len(counts)
    for leaving, coming in zip(forms, forms[window:], strict=False):
        counts[leaving] -= 1
        if not counts[leaving]:
            del counts[leaving]
        counts[coming] += 1
        total += len(counts)
    return total / (window * (len(forms) - window + 1))


class _WordShape(dict[str, tuple[int, int, str]]):
    """Letters, syllables and surface cue of a word form, remembered."""

    def __init__(self, code: str) -> None:
        super().__init__()
        facts = load_language(code).facts["style"]
        self.nucleus = re.compile(facts["syllable"])
        self.cues = {
            cue: (tuple(facts[cue]["endings"].split()), frozenset(facts[cue]["except"].split()))
            for cue in ("adverb", "adjective")
        }
        self.capitalised = load_language(code).as_written

    def of(self, form: str) -> tuple[int, int, str]:
        if form not in self and len(form) > 40:
            return self.__missing__(form)
        return self[form]

    def __missing__(self, form: str) -> tuple[int, int, str]:
        lowered = form.lower()
        letters = sum(map(str.isalpha, lowered))
        syllables = max(1, len(self.nucleus.findall(lowered)))
        shape = (letters, syllables, self._cue(form, lowered))
        if len(self) > 1 << 17:
            self.clear()
        if len(form) <= 40:
            self[form] = shape
        return shape

    def _cue(self, form: str, lowered: str) -> str:
        if self.capitalised and form[0].isupper():  # a noun, in German
            return ""
        for cue, (endings, exceptions) in self.cues.items():
            if lowered.endswith(endings) and lowered not in exceptions and len(lowered) > 4:
                return cue
        return ""


@cache
def word_shape(code: str) -> _WordShape:
    """What can be read off the word forms of a language."""
    return _WordShape(code)
