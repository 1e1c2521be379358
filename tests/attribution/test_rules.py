"""Who says what, by rule. Examples stand in attributions_de.txt and attributions_en.txt."""

from collections import defaultdict

import pytest

from framing import parse
from framing.language import language_codes
from tests.markup import marked_lines

EXAMPLES = [
    example
    for code in language_codes()
    for example in marked_lines(f"attribution/attributions_{code}.txt")
]


def attributed(language, text):
    """Source, cues and contents of each attribution."""
    return {
        (
            a.source[:2] if a.source else None,
            frozenset(span[:2] for span in a.cue),
            frozenset(span[:2] for span in a.content),
        )
        for a in parse(text, language, attribution="rules").attributions
    }


def marked(marks):
    """The same from brackets: labels with the same number belong together."""
    groups = defaultdict(lambda: defaultdict(set))
    for start, end, label in marks:
        groups[label.lstrip("abcdefghijklmnopqrstuvwxyz")][label.rstrip("123")].add((start, end))
    return {
        (next(iter(g["source"]), None), frozenset(g["cue"]), frozenset(g["content"]))
        for g in groups.values()
    }


@pytest.mark.parametrize(("language", "text", "marks"), EXAMPLES)
def test_finds_what_is_marked_and_nothing_else(language, text, marks):
    assert attributed(language, text) == marked(marks)


@pytest.mark.parametrize("code", language_codes())
def test_every_language_has_sixty_examples_and_lines_that_hold_nothing(code):
    found = [bool(marks) for language, _, marks in EXAMPLES if language == code]
    assert sum(found) >= 60
    assert found.count(False) >= 10
