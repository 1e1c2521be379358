"""What class each word of an English text is of: enough to see where phrases and clauses end.

No word is tagged by its neighbours here; those that can be noun and verb are plain words, and the
rules look at what stands beside them.
"""

from __future__ import annotations

from functools import cache, lru_cache

from framing.attribution.view import View
from framing.language import load_data

MARKS = {
    ",": "comma",
    ";": "stop",
    ":": "colon",
    "?": "stop",
    "!": "stop",
    ".": "dot",
    "—": "dash",
    "–": "dash",
    "--": "dash",
    "-": "dash",
    "…": "dot",
    "...": "dot",
    "(": "open",
    "[": "open",
    ")": "close",
    "]": "close",
}
QUOTES = frozenset("\"“”„‟‘‚«»‹›`")


class WordClasses(dict[str, str]):
    """From a word form to its class; forms that come up are remembered.

    Examples
    --------
    >>> classes = word_classes("en")
    >>> [classes[form] for form in ("Mr", "Smith", "repeatedly", "denied", "that", "he")]
    ['name', 'name', 'adverb', 'verb', 'complementiser', 'pronoun']
    """

    LIMIT = 1 << 16

    def __init__(self, language: str) -> None:
        super().__init__()
        facts = load_data(language, "syntax")
        listed: dict[str, str] = {}
        for name, words in facts["words"].items():
            for word in words.split():
                listed.setdefault(word, name)
        self._listed = listed
        self._adverb = facts["endings"]["adverb"]
        self._participle = facts["endings"]["participle"]
        self._gerund = facts["endings"]["gerund"]

    def __missing__(self, form: str) -> str:
        if len(self) >= self.LIMIT:
            self.clear()
        found = self[form] = self._class_of(form)
        return found

    def _class_of(self, form: str) -> str:
        lower = form.lower()
        if form == "A" or (len(form) == 1 and form.isupper() and form != "I"):
            return "determiner" if form == "A" else "name"
        known = MARKS.get(form) or self._listed.get(lower)
        if known:
            return known
        first = form[0]
        if first in QUOTES:
            return "quote"
        if first.isdigit() or first in "$€£":
            return "number"
        if not first.isalnum():
            return "mark"
        if first.isupper():
            return "name"
        if len(form) > 3:
            if form.endswith(self._adverb):
                return "adverb"
            if form.endswith(self._participle):
                return "verb"
            if len(form) > 4 and form.endswith(self._gerund):
                return "gerund"
        return "plain"


@cache
def word_classes(language: str) -> WordClasses:
    """The classes of words of a language, from its ``syntax.toml``."""
    return WordClasses(language)


@lru_cache(maxsize=1)
def classes_of(view: View) -> list[str]:
    """The class of each token of a document."""
    return list(map(word_classes(view.document.language).__getitem__, view.forms))


@cache
def word_set(language: str, table: str, name: str) -> frozenset[str]:
    """A list of words of a language.

    >>> "told" in word_set("en", "verbs", "addressee")
    True
    """
    return frozenset(load_data(language, "syntax")[table][name].split())
