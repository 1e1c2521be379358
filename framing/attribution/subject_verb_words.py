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
CURRENCIES = frozenset("$€£¥")
QUOTES = frozenset('"“”„‟‘‚«»‹›`')


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
        self._endings: list[tuple[str, str]] = [
            (ending, name) for name, ending in facts["endings"].items()
        ]

    def __missing__(self, form: str) -> str:
        if len(self) >= self.LIMIT:
            self.clear()
        found = self[form] = self._class_of(form)
        return found

    def _class_of(self, form: str) -> str:
        first = form[0]
        if len(form) == 1 and first.isupper() and first != "I":  # an initial, or ``A``
            return "determiner" if first == "A" else "name"
        known = MARKS.get(form) or self._listed.get(form.lower())
        if known:
            return known
        if first in QUOTES:
            return "quote"
        if first.isdigit() or first in CURRENCIES:
            return "number"
        if not first.isalnum():
            return "mark"
        return "name" if first.isupper() else self._by_ending(form)

    def _by_ending(self, form: str) -> str:
        for ending, name in self._endings:
            if form.endswith(ending) and len(form) > len(ending) + 1:
                return name
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
