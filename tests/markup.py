"""Examples written so that a linguist can read and edit them.

``de Der [Machthaber|author_loaded_label] schwieg.`` is a language and a text with what should be
found in brackets; ``en It rained.| It stopped.`` is a text cut into its parts. ``¶`` stands for a
blank line. Lines that begin with ``#`` are comments.
"""

import re
from pathlib import Path

from framing import parse

BRACKET = re.compile(r"\[|\|(\w+)\]|\]")
Marks = list[tuple[int, int, str]]


def unmark(marked: str) -> tuple[str, Marks]:
    """The plain text, and the spans the brackets stood around, in order, outer before inner.

    >>> unmark("The [regime|label] [sic] denied it.")
    ('The regime [sic] denied it.', [(4, 10, 'label')])
    >>> unmark("[a [b|inner]|outer] c")
    ('a b c', [(0, 3, 'outer'), (2, 3, 'inner')])
    """
    opened: list[re.Match[str]] = []
    pairs: list[tuple[re.Match[str], re.Match[str]]] = []
    for match in BRACKET.finditer(marked):
        if match.group() == "[":
            opened.append(match)
        elif opened:
            begin = opened.pop()
            pairs += [(begin, match)] if match[1] else []
    marks = sorted((m.span() for pair in pairs for m in pair), reverse=True)
    text = marked
    for start, end in marks:
        text = text[:start] + text[end:]

    def place(at: int) -> int:
        return at - sum(end - start for start, end in marks if end <= at)

    spans = [(place(a.end()), place(b.start()), b[1]) for a, b in pairs]
    return text, sorted(spans, key=lambda span: (span[0], -span[1]))


def lines_of(name: str) -> list[tuple[str, str]]:
    """Every example in a file under ``tests``: its first word, and the rest of the line."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" ", 1) for line in lines if line.strip() and not line.startswith("#")]
    return [(code, rest.replace("¶", "\n\n")) for code, rest in pairs]


def marked_lines(name: str) -> list[tuple[str, str, Marks]]:
    """Every example in a file under ``tests``, as language, text and spans."""
    return [(code, *unmark(marked)) for code, marked in lines_of(name)]


def marks_alone(text, language):
    """A document with quotation marks for its only voices, whoever is said to speak."""
    return parse(text, language, attribution="rules").attributed(())
