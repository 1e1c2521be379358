"""The user's own copy of a list of moral words: eMFD, MFD 1 or MFD 2.

None is shipped: their licences do not allow it, or say nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

FOUNDATIONS = ("care", "fairness", "loyalty", "authority", "sanctity")
VALENCES = ("virtue", "vice")
CATEGORIES = tuple(f"{foundation}_{valence}" for foundation in FOUNDATIONS for valence in VALENCES)
# MFD 1 calls three foundations by older names.
OLDER = {"harm": "care", "ingroup": "loyalty", "purity": "sanctity"}
GENERAL = "moralitygeneral"  # of no foundation
NAME = re.compile(r"([a-z]+?)[._]?(virtue|vice)")
WHERE = (
    "eMFD: https://github.com/medianeuroscience/emfd (Hopp et al. 2021); "
    "MFD 2.0: https://osf.io/ezn37 (Frimer et al. 2019); "
    "MFD 1: https://moralfoundations.org (Graham, Haidt & Nosek 2009)"
)
Weights = Mapping[str, float]


class MoralList(NamedTuple):
    """A list of moral words.

    Attributes
    ----------
    words : mapping of str to mapping
        A word form in lower case to its weight for each category, from 0 to 1.
    beginnings : mapping of str to mapping
        The same for all words that begin so.
    phrases : mapping of str to sequence
        The first word of a phrase to the phrases, as tuples of words with their weights;
        the longest first.
    general : int
        Entries of no foundation, which are not counted.
    """

    words: Mapping[str, Weights]
    beginnings: Mapping[str, Weights]
    phrases: Mapping[str, list[tuple[tuple[str, ...], Weights]]]
    general: int = 0

    def of(self, form: str) -> Weights | None:
        """The weights of a word; of its longest listed beginning where it is not listed."""
        found = self.words.get(form)
        if found is not None or not self.beginnings:
            return found
        for length in range(len(form), 0, -1):
            if form[:length] in self.beginnings:
                return self.beginnings[form[:length]]
        return None


class MoralReader:
    """A file with such a list, read when it is first asked for.

    Parameters
    ----------
    path : str or Path
        ``.dic`` in the form of LIWC, or ``.csv`` with the columns of eMFD (``word``,
        ``care_p`` ..., ``care_sent`` ...) or with ``term`` and ``category``
        (``care.virtue``).
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    @cached_property
    def entries(self) -> MoralList:
        """The list.

        Raises
        ------
        FileNotFoundError
            If there is no such file.
        ValueError
            If it is not in one of the forms; the message names file and line.
        """
        if not self.path.is_file():
            raise FileNotFoundError(
                f"no list of moral words at {str(self.path)!r}; none is shipped. {WHERE}"
            )
        text = self.path.read_text(encoding="utf-8-sig")
        rows = _from_dic(self.path, text) if text.lstrip().startswith("%") else self._table(text)
        return _collected(self.path, rows)

    def _table(self, text: str) -> Iterator[tuple[str, Weights | None]]:
        table = csv.DictReader(text.splitlines())
        columns = [column.strip().lower() for column in table.fieldnames or ()]
        table.fieldnames = columns
        word = next((name for name in ("word", "term") if name in columns), None)
        if word and {f"{foundation}_p" for foundation in FOUNDATIONS} <= set(columns):
            return _from_probabilities(self.path, table, word)
        if word and "category" in columns:
            return _from_categories(self.path, table, word)
        raise ValueError(
            f"{self.path.name} has the columns {', '.join(columns) or 'none'}; needed are word and "
            "care_p, fairness_p, loyalty_p, authority_p, sanctity_p with care_sent ... (eMFD), "
            "or term and category (MFD)"
        )


def _from_dic(path: Path, text: str) -> Iterator[tuple[str, Weights | None]]:
    """Words and categories of a dictionary in the form of LIWC."""
    _, head, body = text.split("%", 2) if text.count("%") > 1 else ("", "", "")
    if not head.strip():
        raise ValueError(f"{path.name} has no second line with %, which ends its categories")
    names = dict(line.split(None, 1) for line in head.strip().splitlines() if line.strip())
    first = text[: text.index(body)].count("\n") + 1
    for number, line in enumerate(body.splitlines(), first):
        if not line.strip():
            continue
        match = re.fullmatch(r"(.*?)((?:\s+\d+)+)\s*", line.strip())
        if match is None:
            raise ValueError(f"{path.name}, line {number}: a word and numbers are needed: {line!r}")
        for code in match[2].split():
            if code not in names:
                raise ValueError(
                    f"{path.name}, line {number}: no category {code}; there is: {', '.join(names)}"
                )
            yield match[1], _category(path, number, names[code])


def _from_categories(
    path: Path, table: csv.DictReader[str], word: str
) -> Iterator[tuple[str, Weights | None]]:
    for row in table:
        yield row[word], _category(path, table.line_num, row["category"] or "")


def _from_probabilities(
    path: Path, table: csv.DictReader[str], word: str
) -> Iterator[tuple[str, Weights | None]]:
    """eMFD: the sign of the sentiment tells virtue from vice."""
    for row in table:
        weights = {}
        for foundation in FOUNDATIONS:
            try:
                share = float(row[f"{foundation}_p"])
                sign = float(row.get(f"{foundation}_sent") or 0)
            except (TypeError, ValueError):
                raise ValueError(
                    f"{path.name}, line {table.line_num}: {row[f'{foundation}_p']!r} is no number"
                ) from None
            if not 0 <= share <= 1:
                raise ValueError(
                    f"{path.name}, line {table.line_num}: {share} is no probability, 0 to 1"
                )
            if share and sign:
                weights[f"{foundation}_{'virtue' if sign > 0 else 'vice'}"] = share
        yield row[word], weights


def _category(path: Path, number: int, name: str) -> Weights | None:
    """The weight of a category by its name in the file; None for one of no foundation."""
    plain = re.sub(r"[\s-]", "", name.strip().lower())
    if plain.replace(".", "").replace("_", "") == GENERAL:
        return None
    match = NAME.fullmatch(plain)
    foundation = OLDER.get(match[1], match[1]) if match else ""
    if match is None or foundation not in FOUNDATIONS:
        raise ValueError(
            f"{path.name}, line {number}: no category {name!r}; there is: {', '.join(CATEGORIES)}"
        )
    return {f"{foundation}_{match[2]}": 1.0}


def _collected(path: Path, rows: Iterable[tuple[str, Weights | None]]) -> MoralList:
    words: dict[str, dict[str, float]] = {}
    beginnings: dict[str, dict[str, float]] = {}
    phrases: dict[tuple[str, ...], dict[str, float]] = {}
    general = 0
    for term, weights in rows:
        form = term.strip().lower()
        if weights is None:
            general += 1
        elif form.endswith("*"):
            beginnings.setdefault(form.rstrip("*"), {}).update(weights)
        elif " " in form:
            phrases.setdefault(tuple(form.split()), {}).update(weights)
        elif form:
            words.setdefault(form, {}).update(weights)
    if not (words or beginnings or phrases):
        raise ValueError(f"{path.name} has no words")
    first: dict[str, list[tuple[tuple[str, ...], Weights]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        first.setdefault(phrase[0], []).append((phrase, phrases[phrase]))
    return MoralList(words, beginnings, first, general)
