"""``parse``: the one way from a string to a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.attribution import attribute, tier_for
from framing.document import Document, Offsets, Span
from framing.language import (
    function_word_language,
    identify,
    load_language,
)
from framing.parsing.patterns import furniture_patterns
from framing.segment import (
    Characters,
    SentenceRules,
    find_furniture,
    find_quotations,
    find_sentences,
    lines,
    paragraphs,
    tokenize,
)

TITLE_WORDS = range(3, 31)
TITLE_LENGTH = 240
TITLE_LINES = 3  # a title stands among the first lines; a kicker may stand above it
SHORT = 50  # words below which rates say little
INSERTION = re.compile(r"\[[^\W\d_]{2,}(?: [^\W\d_]+){0,3}\]")


def parse(
    text: str,
    language: str | None = None,
    *,
    id: str = "",  # noqa: A002 - the name of the column and of the attribute
    title: str | None = None,
    meta: Mapping[str, Any] | None = None,
    attribution: str = "auto",
) -> Document:
    """Read an article: what is boilerplate, where sentences end, who is quoted.

    Parameters
    ----------
    text : str
        The article as plain text, as it comes from a web page; the title may stand first.
    language : str, optional
        ``'de'`` or ``'en'``; identified if left out.
    id : str, optional
        Name of the article.
    title : str, optional
        The title, if it is known and ``text`` begins with it.
    meta : mapping, optional
        What else is known. Author and date are added where a byline tells them.
    attribution : {'auto', 'rules', 'model'}
        What finds indirect speech: the rules alone, or the rules and the trained model of the
        language; ``'auto'`` takes the model where there is one.

    Returns
    -------
    Document
        With ``document.text is text``: nothing is cut out, all offsets point into it.

    Raises
    ------
    LanguageError
        If no language is given and the text is too short to tell, or in one there is no
        pack for.
    TypeError
        If ``text`` is not a string.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse('''Mayor resigns after inquiry
    ...
    ... By Ada Holm | 3 May 2031
    ...
    ... The mayor resigned on Monday. "It was time," she said.
    ...
    ... Leave a Reply''')
    >>> doc[doc.title], [span.label for span in doc.removed]
    ('Mayor resigns after inquiry', ['byline', 'comment_form'])
    >>> doc.meta["author"], [doc[q] for q in doc.quotes]
    ('Ada Holm', ['"It was time,"'])
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is a string, not {type(text).__name__}; to read a file: read()")
    code = identify(text) if language is None else load_language(language).code
    characters = Characters.of(text)
    all_lines = lines(text, characters)
    furniture = find_furniture(text, all_lines, furniture_patterns())
    removed = furniture.spans
    gone = {span.start for span in removed}
    kept = [line for line in all_lines if line[0] not in gone] if gone else all_lines
    blocks = paragraphs(text, kept)
    headline = _title(text, blocks, title)
    quotations = find_quotations(text, blocks, _name_cues(code), characters)
    tokens, words = _outside(removed, *tokenize(text, characters))
    document = Document(
        text=text,
        language=code,
        tokens=tokens,
        words=words,
        sentences=find_sentences(text, blocks, _sentence_rules(code), characters),
        quotes=quotations.offsets,
        quote_kinds=quotations.kinds,
        title=headline,
        removed=removed,
        warnings=tuple(
            sorted((*quotations.unbalanced, *_oddities(text, code, blocks, int(words.sum()))))
        ),
        id=id,
        meta=MappingProxyType({**furniture.facts, **(meta or {})}),
    )
    tier = tier_for(code, attribution)
    return document.attributed(attribute(document, tier), tier)


@cache
def _sentence_rules(code: str) -> SentenceRules:
    return SentenceRules.of(load_language(code).facts["sentences"])


@cache
def _name_cues(code: str) -> frozenset[str]:
    return frozenset(load_language(code).facts["quotations"]["name_cues"].split())


def _outside(
    removed: Sequence[Span], tokens: Offsets, words: NDArray[np.bool_]
) -> tuple[Offsets, NDArray[np.bool_]]:
    if not removed:
        return tokens, words
    edges = np.array([span[:2] for span in removed], np.int32).ravel()
    outside = (edges.searchsorted(tokens[:, 0], side="right") % 2 == 0).nonzero()[0]
    return tokens.take(outside, axis=0), words.take(outside)


def _title(text: str, blocks: Sequence[tuple[int, int]], given: str | None) -> Span | None:
    if given and text.startswith(given) and given.strip():
        start = len(given) - len(given.lstrip())
        return Span(start, start + len(given.strip()), "title")
    for start, end in blocks[:TITLE_LINES] if len(blocks) > 1 else ():
        line = text[start:end]
        if len(line) > TITLE_LENGTH or line.rstrip("\"'”“»«’)").endswith((".", ":", ";", ",")):
            return None
        if len(line.split()) in TITLE_WORDS and (start, end) != blocks[-1]:
            return Span(start, end, "title")
    return None


def _oddities(
    text: str, code: str, blocks: Sequence[tuple[int, int]], n_words: int
) -> Iterator[Span]:
    """What a reader should know before trusting the numbers."""
    if n_words < SHORT:
        yield Span(0, len(text), "too_short_for_rates")
    if code != "en" and "[" in text:
        english = load_language("en").function_words
        for match in INSERTION.finditer(text):
            inserted = match.group()[1:-1].lower().split()
            if all(word in english or word in ENGLISH_INSERTIONS for word in inserted):
                yield Span(*match.span(), "translation_debris")
    own, common = _frequent_words(code)
    for start, end in blocks if n_words >= SHORT else ():
        if text.find(common, start, end) >= 0 or own.search(text, start, end):
            continue
        other = function_word_language(text[start:end])
        if other not in (None, code):
            yield Span(start, end, "other_language")


@cache
def _frequent_words(code: str) -> tuple[re.Pattern[str], str]:
    """Words that hardly a paragraph of a language lacks; the first one between spaces."""
    words = load_language(code).facts["most_frequent"].split()
    return re.compile(rf"\b(?:{'|'.join(words)})\b"), f" {words[0]} "


ENGLISH_INSERTIONS = frozenset(
    """
    toward towards sic emphasis added are is and my our your their the of in on with
    """.split()  # noqa: SIM905 - a list of words reads best as running text
)
