"""Codebooks as data: what coders are asked, which answers there are, and how to decide.

They lie in ``framing/coding/books``, each in German and English. Definitions, rules and
examples are written for the package; the works they paraphrase are named in ``source``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from framing.coding.alpha import LEVELS, Level
from framing.language import language_codes, nearest

FOLDER = Path(__file__).parent / "books"
LANGUAGES = Path(__file__).parent.parent / "languages"
ITEMS = LANGUAGES / "frame_items.toml"
CODEBOOKS = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
YES, NO = "1", "0"
ANSWERS = {"en": {YES: "yes", NO: "no"}, "de": {YES: "ja", NO: "nein"}}


class CodebookError(ValueError):
    """There is no such codebook, or its file is not as it should be."""


@dataclass(frozen=True)
class Code:
    """An answer.

    Attributes
    ----------
    code, label : str
        What stands in the sheet, and what it means.
    """

    code: str
    label: str


@dataclass(frozen=True)
class Variable:
    """A question with its answers.

    Attributes
    ----------
    id, question : str
    codes : tuple of Code
    rules : tuple of str
        How to decide where it is not plain.
    examples : tuple of pairs of str
        A code, and a sentence that gets it.
    level : {'nominal', 'ordinal', 'interval'}
        How answers differ, for the coefficient of agreement.
    group : str
        What the question is an item of, such as a frame; empty if of nothing.
    """

    id: str
    question: str
    codes: tuple[Code, ...]
    rules: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    level: Level = "nominal"
    group: str = ""

    def code_of(self, written: str) -> str | None:
        """The code that a cell means, by code or label in any case; None if it is none.

        >>> load_codebook("episodic_thematic").variables[0].code_of(" Episodic ")
        'episodic'
        """
        cell = written.strip().casefold()
        cell = cell.removesuffix(".0")  # how spreadsheets may write a whole number
        for one in self.codes:
            if cell in (one.code.casefold(), one.label.casefold()):
                return one.code
        return None


@dataclass(frozen=True)
class Codebook:
    """What coders go by.

    Attributes
    ----------
    id, language, name, definition, source : str
    unit : str
        What is coded: ``article``.
    variables : tuple of Variable
    """

    id: str
    language: str
    name: str
    definition: str
    source: str
    unit: str
    variables: tuple[Variable, ...]

    def __getitem__(self, name: str) -> Variable:
        for variable in self.variables:
            if variable.id == name:
                return variable
        known = [variable.id for variable in self.variables]
        raise CodebookError(f"{self.id}: no variable {name!r}; {nearest(name, known)}")

    def text(self) -> str:
        """The codebook as coders read it, in Markdown.

        >>> load_codebook("episodic_thematic").text().splitlines()[0]
        '# Episodic or thematic'
        """
        lines = [f"# {self.name}", "", self.definition, "", f"Source: {self.source}"]
        for variable in self.variables:
            lines += ["", f"## `{variable.id}`: {variable.question}", ""]
            lines += [f"- `{one.code}`: {one.label}" for one in variable.codes]
            lines += [""] * bool(variable.rules) + [f"- {rule}" for rule in variable.rules]
            lines += [""] * bool(variable.examples)
            lines += [f"- `{code}`: “{text}”" for code, text in variable.examples]
        return "\n".join(lines) + "\n"


@cache
def load_codebook(name: str, language: str = "en") -> Codebook:
    """A codebook of the package.

    Parameters
    ----------
    name : str
        One of ``CODEBOOKS``.
    language : {'de', 'en'}
        What coders read it in.

    Raises
    ------
    CodebookError
        If there is none of that name or in that language, or its file is malformed.

    Examples
    --------
    >>> [code.code for code in load_codebook("episodic_thematic").variables[0].codes]
    ['episodic', 'thematic', 'neither']
    """
    if name not in CODEBOOKS:
        raise CodebookError(f"no codebook {name!r}; {nearest(name, CODEBOOKS)}")
    if language not in language_codes():
        known = nearest(language, language_codes())
        raise CodebookError(f"no codebook {name!r} in {language!r}; {known}")
    facts = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    try:
        return _codebook(name, language, facts)
    except KeyError as error:
        raise CodebookError(f"the codebook {name!r} lacks {error} (in {language!r})") from error


def _codebook(name: str, language: str, facts: Mapping[str, Any]) -> Codebook:
    shared = facts.get("codes", [])
    asked = _items(facts) if "battery" in facts else facts["variables"]
    return Codebook(
        name,
        language,
        facts["name"][language],
        facts["definition"][language],
        facts["source"],
        facts["unit"],
        tuple(_variable(name, language, one, shared) for one in asked),
    )


def _items(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The questions of a battery, which indicators take from the same file."""
    batteries = tomllib.loads(ITEMS.read_text(encoding="utf-8"))
    notes = facts.get("notes", {})
    return [
        {"id": name, "group": item["frame"], "question": item, **notes.get(name, {})}
        for name, item in batteries[facts["battery"]]["items"].items()
    ]


def _variable(name: str, language: str, facts: Mapping[str, Any], shared: Any) -> Variable:
    level = facts.get("level", "nominal")
    if level not in LEVELS:
        raise CodebookError(f"{name}, {facts['id']}: no level {level!r}; {nearest(level, LEVELS)}")
    codes = tuple(Code(one["code"], one[language]) for one in facts.get("codes", shared))
    known = [one.code for one in codes]
    for example in facts.get("examples", ()):
        if example["code"] not in known:
            there = nearest(example["code"], known)
            raise CodebookError(f"{name}, {facts['id']}: no code {example['code']!r}; {there}")
    return Variable(
        facts["id"],
        facts["question"][language],
        codes,
        tuple(facts.get("rules", {}).get(language, ())),
        tuple((one["code"], one[language]) for one in facts.get("examples", ())),
        level,
        facts.get("group", ""),
    )


def yes_no(name: str, question: str, definition: str, language: str = "en") -> Codebook:
    """A codebook of one question that is answered by yes or no, such as a frame of one's own.

    Examples
    --------
    >>> book = yes_no("vaccines", "Is the story about vaccines?", "Doses, trials, side effects.")
    >>> book["vaccines"].code_of("Yes")
    '1'
    """
    answers = ANSWERS.get(language, ANSWERS["en"])
    codes = tuple(Code(code, label) for code, label in answers.items())
    return Codebook(
        name, language, name, definition, "own", "article", (Variable(name, question, codes),)
    )
