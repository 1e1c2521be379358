"""What is in a user's own labelled file, and what is wrong with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from framing.cards.checks import key_of
from framing.cards.own_labels import EMPTY, Labels, labels_from, written
from framing.language import LanguageError, identify, language_codes, nearest
from framing.parsing.rows import language_of, missing
from framing.parsing.tables import Row

FEW = 5  # rows of a class from which nothing can be learnt
LOOKED_AT = 500  # texts whose language is told
MANY = 20  # different labels, from which a column may be none
SHARE = 0.05  # of the texts in a language, from which the corpus is in that language too
SHORT = 8  # words in which a language need not show
UNREAD, NO_TEXT, NO_LABEL = "\0unread", "\0text", "\0label"  # no label is written so


@dataclass
class Examined:
    """A file that was looked at.

    Attributes
    ----------
    rows : int
        How many there are.
    usable : list of (int, str, tuple of str, Mapping)
        Number, text, labels as written, and all cells of those with a text and a label.
    problems : list of str
        What is wrong, one sentence each.
    labels : Labels, optional
        What they mean.
    languages : list of str
        Stated, or else found.
    left_out, empty : list of str
        Labels whose rows are not used: those named, and those that say that there is none.
    contradictions : int
        Texts that have two labels.
    """

    rows: int = 0
    usable: list[tuple[int, str, tuple[str, ...], Mapping[str, Any]]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    labels: Labels | None = None
    languages: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    contradictions: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each label, as it is written."""
        return dict(Counter(name for _, _, labels, _ in self.usable for name in labels))


def examine(
    rows: Iterable[Row],
    columns: Mapping[str, str],
    languages: Sequence[str],
    separator: str | None,
    left_out: Sequence[str] = (),
) -> Examined:
    """Look at all rows of a table.

    Parameters
    ----------
    rows : iterable of Row
        With the columns of the file.
    columns : mapping of str to str
        From our names to those of the file.
    languages : sequence of str
        As stated; empty if they are to be found.
    separator : str, optional
        What stands between several labels in one cell.
    left_out : sequence of str
        Labels whose rows are not used, as they are written.

    Raises
    ------
    ValueError
        If no row can be used, a label to leave out is not there, or the column holds no labels.
    """
    seen = Examined(left_out=list(left_out))
    several = _sift(rows, columns, separator, seen) or separator is not None
    if not seen.usable:
        first = f": {' '.join(seen.problems)}" if seen.problems else ""
        raise ValueError(f"none of {seen.rows} rows can be used{first}")
    if "label" in columns:
        _check_labels(seen, columns["label"], several)
    _check_twins(seen)
    _check_languages(seen, languages)
    _check_groups(seen, columns)
    return seen


def some(rows: Sequence[Any], what: str, more: str = "") -> Iterator[str]:
    """A sentence on rows that have something in common, if there are any.

    >>> list(some([3, 7], "have no label"))
    ['2 rows have no label, the first: row 3.']
    >>> list(some([3], "have no label")), list(some([], "have no label"))
    (['1 row has no label: row 3.'], [])
    """
    if len(rows) == 1:
        yield f"1 row {what.replace('have ', 'has ', 1)}: row {rows[0]}{more}."
    elif rows:
        yield f"{len(rows):,} rows {what}, the first: row {rows[0]}{more}."


def _sift(
    rows: Iterable[Row], columns: Mapping[str, str], separator: str | None, seen: Examined
) -> bool:
    """Keep the rows that can be used; whether a cell is a list of labels."""
    faults: dict[str, list[int]] = {label: [] for label in seen.left_out}
    reason, lists = "", False
    for row in rows:
        seen.rows += 1
        cells = {ours: row.cells.get(theirs) for ours, theirs in columns.items()}
        labels = written(cells.get("label"), separator)
        lists = lists or isinstance(cells.get("label"), list | tuple)
        fault = _fault(row, cells, labels, seen.left_out)
        if fault is None:
            seen.usable.append((row.number, str(cells["text"]), labels, cells))
        else:
            faults.setdefault(fault, []).append(row.number)
            if fault == NO_LABEL:
                seen.empty += [label for label in labels if label not in seen.empty]
        reason = reason or row.problem
    _tell_faults(faults, columns, reason, seen)
    return lists


def _fault(
    row: Row, cells: Mapping[str, Any], labels: Sequence[str], left_out: Sequence[str]
) -> str | None:
    """Why a row cannot be used: what it lacks, or the label that is left out; None if it can."""
    text, label = cells.get("text"), cells.get("label")
    if row.problem:
        return UNREAD
    if not isinstance(text, str) or not text.strip():
        return NO_TEXT
    if "label" not in cells or isinstance(label, list | tuple):
        return None
    if len(labels) == 1 and labels[0] in left_out:
        return labels[0]
    empty = len(labels) == 1 and labels[0].casefold() in EMPTY
    return NO_LABEL if empty or not labels else None


def _tell_faults(
    faults: Mapping[str, list[int]], columns: Mapping[str, str], reason: str, seen: Examined
) -> None:
    more = f" ({reason})" if reason else ""
    seen.problems += some(faults.get(UNREAD, []), "have cells that cannot be read", more)
    seen.problems += some(faults.get(NO_TEXT, []), f"have no text in column {columns['text']!r}")
    if "label" in columns:
        what = f"have no label in column {columns['label']!r}"
        seen.problems += some(faults.get(NO_LABEL, []), what)
    for label in seen.left_out:
        if not faults[label]:
            known = {name for _, _, labels, _ in seen.usable for name in labels}
            raise ValueError(
                f"no row has the label {label!r} to leave out; {nearest(label, known)}"
            )
        seen.problems += some(faults[label], f"have the label {label!r}, which is left out")


def _check_labels(seen: Examined, column: str, several: bool) -> None:
    counts = seen.counts
    if len(counts) > max(MANY, len(seen.usable) / 2):
        begin = ", ".join(map(repr, list(counts)[:3]))
        raise ValueError(
            f"column {column!r} holds {len(counts):,} different values in {len(seen.usable):,} "
            f"rows, such as {begin}: too many for labels"
        )
    seen.labels = labels_from(counts, several)
    by_meaning: Counter[str] = Counter()
    for name, count in counts.items():
        by_meaning[str(seen.labels.meaning[name])] += count
    if len(counts) == 1:
        seen.problems.append(f"Every row has the same label: {next(iter(counts))!r}.")
    for name, count in sorted(by_meaning.items()):
        if count < FEW:
            rows = "row" if count == 1 else "rows"
            seen.problems.append(f"Label {name!r} has {count} {rows} only, fewer than {FEW}.")
    folded = defaultdict(set)
    for name in counts:
        folded[name.casefold()].add(name)
    alike = [sorted(names) for names in folded.values() if len(names) > 1]
    if alike and seen.labels.kind != "binary":
        seen.problems.append(
            f"Labels that differ in case only are different classes: {', '.join(alike[0])}."
        )


def _check_twins(seen: Examined) -> None:
    """Texts that stand twice; with different labels by one annotator they contradict."""
    meaning = seen.labels.meaning if seen.labels else {}
    rows_of = defaultdict(list)
    labels_of = defaultdict(set)
    for number, text, labels, cells in seen.usable:
        key = key_of(f"{cells.get('title') or ''} {text}"), str(cells.get("annotator"))
        rows_of[key].append(number)
        labels_of[key].add(frozenset(meaning.get(name, name) for name in labels))
    again = [rows for rows in rows_of.values() if len(rows) > 1]
    odd = [rows_of[key] for key, labels in labels_of.items() if len(labels) > 1]
    seen.contradictions = len(odd)
    for groups, what in ((again, "several times"), (odd, "several times with different labels")):
        if groups:
            texts = "1 text stands" if len(groups) == 1 else f"{len(groups):,} texts stand"
            first = ", ".join(map(str, groups[0]))
            seen.problems.append(f"{texts} in the file {what}, such as rows {first}.")


def _check_languages(seen: Examined, stated: Sequence[str]) -> None:
    """Compare the languages of some texts with those stated, or find them."""
    step = -(-len(seen.usable) // LOOKED_AT)
    found = defaultdict(list)
    unknown: list[tuple[int, str]] = []
    for number, text, _, cells in seen.usable[::step]:
        given = cells.get("language")
        try:
            code = identify(text) if missing(given) else language_of(str(given))
        except LanguageError as error:
            if len(text.split()) >= SHORT or not missing(given):
                unknown.append((number, str(error)))
        else:
            found[code].append(number)
    total = sum(map(len, found.values()))
    seen.languages = list(stated) or sorted(
        code for code, rows in found.items() if len(rows) >= SHARE * total
    )
    if not seen.languages:
        raise ValueError(
            f"no text is long enough to tell its language; name it: {', '.join(language_codes())}"
        )
    for code in sorted(set(found) - set(seen.languages)):
        stated_ones = " or ".join(map(repr, seen.languages))
        seen.problems += some(found[code], f"have a text in {code!r}, not in {stated_ones}")
    if unknown:
        more = f" ({unknown[0][1]})"
        seen.problems += some([row for row, _ in unknown], "have an unknown language", more)


def _check_groups(seen: Examined, columns: Mapping[str, str]) -> None:
    for name in ("outlet", "topic", "event", "article"):
        if name in columns:
            cells = [cells.get(name) for *_, cells in seen.usable]
            values = {str(cell) for cell in cells if not missing(cell)}
            if len(values) < 2:
                what = f"the {name} {next(iter(values))!r}" if values else f"no {name}"
                seen.problems.append(f"All rows have {what}: nothing can be kept apart by it.")
