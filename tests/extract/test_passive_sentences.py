"""Passives in held-out sentences: passives_de.txt, passives_en.txt.

A passive is found when a predicate of a passive kind covers the participle of a marked one.
The rules were written by somebody who has not seen these files.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from framing import parse

KINDS = {"agent": "passive_agent", "noagent": "passive_no_agent", "stative": "stative"}
MARK = re.compile(r"\[([^\[\]]+)\](\d):(agent|noagent|stative)\b")
WORD = re.compile(r"\w+")
AUXILIARIES = {
    "de": "werden werde wird wurde wurden würden worden sein sei seien ist sind war waren zu "
    "bekam bekommen erhielt",
    "en": "be been being is are was were has have had having got get",
}
LANGUAGES = sorted(AUXILIARIES)


class Passive(NamedTuple):
    """One marked predicate: its label, where its participle stands, and its words."""

    label: str
    participle: tuple[int, int]
    words: str


def read_line(line, language):
    """The plain sentence, and the passives in it.

    Raises
    ------
    ValueError
        When a number has two labels, or a predicate not exactly one participle.
    """
    text, parts, end = "", {}, 0
    for mark in MARK.finditer(line):
        text += line[end : mark.start()]
        part = parts.setdefault(int(mark[2]), [])
        part += [(mark[3], len(text) + w.start(), w.group()) for w in WORD.finditer(mark[1])]
        text, end = text + mark[1], mark.end()
    text += line[end:]
    return text, [passive(words, language, line) for words in parts.values()]


def passive(words, language, line):
    """One passive from its marked words: the participle is the one that is no auxiliary."""
    labels = {label for label, _, _ in words}
    auxiliaries = AUXILIARIES[language].split()
    main = [(at, at + len(word)) for _, at, word in words if word.lower() not in auxiliaries]
    if len(labels) != 1 or len(main) != 1:
        raise ValueError(f"labels {labels}, participles {main} in: {line}")
    return Passive(labels.pop(), main[0], " ".join(word for _, _, word in words))


@cache
def sentences(language):
    """Every line of a file: the plain sentence and its passives."""
    path = Path(__file__).parent / f"passives_{language}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [read_line(line, language) for line in lines if line and not line.startswith("#")]


def found(document):
    """What the package finds: for each predicate its kind and its spans."""
    from framing.extract.agency import clauses

    return [(clause.kind, clause.spans) for clause in clauses(document)]


def compare(language):
    """Pairs of (label, kind found) over all sentences; None stands for nothing on that side."""
    pairs, wrong = Counter(), []
    for text, passives in sentences(language):
        document = parse(text, language, attribution="rules")
        rest = [(kind, spans) for kind, spans in found(document) if kind in KINDS.values()]
        for label, (start, end), words in passives:
            hit = next((f for f in rest if any(a <= start and end <= b for a, b, *_ in f[1])), None)
            if hit is None:
                wrong.append(f"missed {words!r}: {text}")
            else:
                rest.remove(hit)
            pairs[label, hit and hit[0]] += 1
        for kind, spans in rest:
            pairs[None, kind] += 1
            wrong.append(f"{kind} {' '.join(document[s] for s in spans)!r}: {text}")
    return pairs, wrong


def f1(pairs, label=None):
    """F1 of detection whatever the kind, or of one label with its kind."""
    kind = KINDS.get(label)
    marked = sum(n for (a, _), n in pairs.items() if (a == label if label else a))
    given = sum(n for (_, b), n in pairs.items() if (b == kind if label else b))
    both = sum(n for (a, b), n in pairs.items() if ((a, b) == (label, kind) if label else a and b))
    return 2 * both / max(marked + given, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_are_large_and_have_both_classes(language):
    lines = sentences(language)
    assert len(lines) >= 220
    assert len({text for text, _ in lines}) == len(lines)
    with_passive = sum(bool(passives) for _, passives in lines)
    assert 0.5 <= with_passive / len(lines) <= 0.6
    counts = Counter(p.label for _, passives in lines for p in passives)
    assert min(counts[label] for label in KINDS) >= 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_is_broken(language):
    for text, passives in sentences(language):
        assert not set("[]") & set(text), text
        assert text[-1] in ".?!", text
        assert 7 <= len(WORD.findall(text)) <= 35, text
        assert all(WORD.fullmatch(text[slice(*p.participle)]) for p in passives), text


def test_a_predicate_needs_one_participle_and_one_label():
    with pytest.raises(ValueError, match="participles"):
        read_line("Das Lager [wurde]1:agent von der Polizei geräumt.", "de")
    with pytest.raises(ValueError, match="labels"):
        read_line("The camp [was]1:agent [cleared]1:noagent on Monday.", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_passives_are_found(language):
    pairs, wrong = compare(language)
    kinds = {label: round(f1(pairs, label), 3) for label in KINDS}
    assert f1(pairs) >= 0.9, "\n".join([f"{f1(pairs):.3f} {kinds}", *wrong])
