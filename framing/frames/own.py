"""Frames of one's own: a file with names, definitions and seed terms.

.. code-block:: toml

    [frames.housing]
    name = "Housing as a right"
    definition = "A home is something everybody is owed, not a good among others."
    seeds.en = ["right to housing", "homeless*", "eviction (n)"]
    seeds.de = ["Recht auf Wohnen", "obdachlos (a)", "Zwangsräumung (n)"]
    labelled = "housing.csv"  # optional: text,label with 1 and 0
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from framing.coding import Codebook, yes_no
from framing.frames.labelled import FrameFileError, Labelled, read_labelled
from framing.frames.seeds import key, seed_lexicon, seed_of
from framing.language import language_codes, nearest
from framing.lexicon import Lexicon

KEYS = ("name", "definition", "seeds", "approved", "labelled")
ID = re.compile(r"[a-z][a-z0-9_]*")
ASKED = {"en": "Is this frame in the text?", "de": "Kommt dieser Frame im Text vor?"}


@dataclass(frozen=True)
class OwnFrame:
    """A frame of one's own.

    Attributes
    ----------
    id, name, definition : str
        The id is part of column names: small letters, digits and ``_``.
    seeds : mapping of str to tuple of str
        Terms by language, as in ``docs/lexicon_format.md``, class and case in brackets.
    approved : mapping of str to tuple of str
        Terms that ``expand`` proposed and somebody approved.
    labelled : str
        Path of a file with labels, empty if there is none.
    source : str
        The file the frame is from, for messages.
    """

    id: str
    name: str
    definition: str
    seeds: Mapping[str, tuple[str, ...]]
    approved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labelled: str = ""
    source: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        _check_id(self.id, self.where)
        if not any(self.seeds.values()):
            raise FrameFileError(f"{self.where}: no seeds; add seeds.en or seeds.de")
        for language in {*self.seeds, *self.approved}:
            if language not in language_codes():
                known = nearest(language, language_codes())
                raise FrameFileError(f"{self.where}: seeds in {language!r}; {known}")
            _check_terms(self.terms(language), language, self.where)

    @property
    def where(self) -> str:
        """What messages call it."""
        file = f"{Path(self.source).name}, " if self.source else ""
        return f"{file}frame {self.id!r}"

    def terms(self, language: str) -> tuple[str, ...]:
        """Its seeds and approved terms in a language; none if it has none."""
        return (*self.seeds.get(language, ()), *self.approved.get(language, ()))

    def lexicon(self, language: str) -> Lexicon:
        """Its terms in a language, to be found in documents.

        Raises
        ------
        FrameFileError
            If the frame has no seed in that language.
        """
        terms = self.terms(language)
        if not terms:
            there = ", ".join(sorted(code for code, some in self.seeds.items() if some))
            raise FrameFileError(
                f"{self.where}: no seeds for articles in {language!r}, there are some for "
                f"{there}; add seeds.{language}"
            )
        return seed_lexicon(terms, self.id, language)

    def codebook(self, language: str = "en") -> Codebook:
        """One question, whether the frame is there: yes (1) or no (0)."""
        question = f"{self.name}: {ASKED.get(language, ASKED['en'])}"
        return replace(yes_no(self.id, question, self.definition, language), name=self.name)

    def labels(self) -> Labelled:
        """The texts and labels of its ``labelled`` file.

        Raises
        ------
        FrameFileError
            If it names none, or the file is not as it should be.
        """
        if not self.labelled:
            raise FrameFileError(f"{self.where}: no labelled file; `framing frame sheet` makes one")
        return read_labelled(self.labelled, self.where)


def load_frames(path: str | Path) -> tuple[OwnFrame, ...]:
    """The frames in a file.

    Parameters
    ----------
    path : str or Path
        A ``.toml`` file, as in the documentation of this module.

    Raises
    ------
    FrameFileError
        If the file cannot be read, has no frames or an unknown key, a seed is a stop word, stands
        there twice or is no term, or a file of labels has fewer than five. The message names
        file, frame and value.
    """
    path = Path(path)
    if not path.is_file():
        raise FrameFileError(f"no file of frames {str(path)!r}")
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FrameFileError(f"{path.name} cannot be read: {error}") from error
    _refuse_unknown(path.name, facts, ("frames",))
    frames = facts.get("frames")
    if not isinstance(frames, dict) or not frames:
        raise FrameFileError(f"{path.name}: no frames; write one as [frames.my_frame]")
    return tuple(_frame(path, name, one) for name, one in frames.items())


def _frame(path: Path, name: str, facts: Any) -> OwnFrame:
    where = f"{path.name}, frame {name!r}"
    if not isinstance(facts, dict):
        raise FrameFileError(f"{where}: it is a table of settings, not {facts!r}")
    _refuse_unknown(where, facts, KEYS)
    for one in ("name", "definition", "labelled"):
        if not isinstance(facts.get(one, ""), str):
            raise FrameFileError(f"{where}: {one} is a text, not {facts[one]!r}")
    labelled = facts.get("labelled", "")
    found = OwnFrame(
        name,
        facts.get("name", name),
        facts.get("definition", ""),
        _by_language(where, "seeds", facts.get("seeds", {})),
        _by_language(where, "approved", facts.get("approved", {})),
        str(path.parent / labelled) if labelled else "",
        str(path),
    )
    if labelled:
        found.labels()
    return found


def _by_language(where: str, what: str, facts: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(facts, dict):
        raise FrameFileError(f'{where}: write {what} by language, as {what}.en = ["..."]')
    for language, terms in facts.items():
        if not isinstance(terms, list) or not all(isinstance(one, str) for one in terms):
            raise FrameFileError(f"{where}: {what}.{language} is a list of texts, not {terms!r}")
    return {language: tuple(terms) for language, terms in facts.items()}


def _refuse_unknown(where: str, facts: Mapping[str, Any], known: Sequence[str]) -> None:
    for name in facts:
        if name not in known:
            raise FrameFileError(f"{where}: no key {name!r}; {nearest(name, known)}")


def _check_id(name: str, where: str) -> None:
    if not ID.fullmatch(name):
        raise FrameFileError(f"{where}: an id has small letters, digits and _, as my_frame")


def _check_terms(terms: Iterable[str], language: str, where: str) -> None:
    seen: dict[str, str] = {}
    for written in terms:
        try:
            found = key(seed_of(written, language), language)
        except ValueError as error:
            raise FrameFileError(f"{where}, {language}: {error}") from error
        if found in seen:
            raise FrameFileError(
                f"{where}, {language}: the seed {written!r} stands there twice "
                f"(as {seen[found]!r}); keep one"
            )
        seen[found] = written


def save_frames(frames: Iterable[OwnFrame], path: str | Path) -> Path:
    """Write frames as a file that ``load_frames`` reads; comments of an older file are lost.

    Returns
    -------
    Path
        The file.
    """
    import tomli_w

    path = Path(path)
    facts = {"frames": {frame.id: _facts(frame, path.parent) for frame in frames}}
    part = path.with_name(path.name + ".part")
    part.write_text(tomli_w.dumps(facts, multiline_strings=False), encoding="utf-8")
    os.replace(part, path)
    return path


def _facts(frame: OwnFrame, folder: Path) -> dict[str, Any]:
    facts: dict[str, Any] = {"name": frame.name, "definition": frame.definition}
    facts["seeds"] = {language: list(terms) for language, terms in frame.seeds.items()}
    if any(frame.approved.values()):
        facts["approved"] = {language: list(some) for language, some in frame.approved.items()}
    if frame.labelled:
        facts["labelled"] = os.path.relpath(frame.labelled, folder)
    return facts
