"""Ways to split a corpus into what is learnt from and what is tested on.

A number is only worth what its protocol asks. Random folds ask whether a rater knows this
corpus, folds by article, topic or outlet whether it knows the thing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from framing.audit.contract import Integers
from framing.audit.duplicates import together
from framing.audit.rows import Rows, listed
from framing.document import NO_META
from framing.language import nearest

FOLDS = 5
SEED = 42
Plan = Mapping[str, Mapping[str, Any]]


class Split(NamedTuple):
    """One fold: numbers of the rows that are learnt from and of those that are tested."""

    name: str
    train: Integers
    test: Integers


class Setting(NamedTuple):
    """What a protocol may need besides the rows.

    Attributes
    ----------
    same : sequence of int
        For each row the first one with (nearly) the same text: ``duplicates``.
    plan : mapping
        The card's ``[protocols]``: for each name ``train`` and ``test``, lists of splits, or
        ``protocol``, the name of another one.
    """

    same: Sequence[int]
    seed: int = SEED
    folds: int = FOLDS
    plan: Plan = NO_META


Splitter = Callable[[Rows, Setting], list[Split]]


@dataclass(frozen=True)
class Protocol:
    """A named way to split.

    Attributes
    ----------
    name, summary : str
    group : str or None
        What is never shared by the two parts of a fold: ``article``, ``outlet``, ``topic``.
    needs : str or None
        The column it cannot do without.
    splits : callable
        From rows and setting to the folds.
    """

    name: str
    summary: str
    group: str | None
    needs: str | None
    splits: Splitter


PROTOCOLS: dict[str, Protocol] = {}


def protocol(
    name: str, summary: str, group: str | None = None, needs: str | None = None
) -> Callable[[Splitter], Splitter]:
    """Enter a way to split into the registry."""

    def enter(splits: Splitter) -> Splitter:
        PROTOCOLS[name] = Protocol(name, summary, group, needs, splits)
        return splits

    return enter


def splits_of(rows: Rows, name: str, setting: Setting) -> list[Split]:
    """The folds of a protocol.

    Parameters
    ----------
    rows : Rows
    name : str
        A key of ``PROTOCOLS`` or of the card's ``[protocols]``.
    setting : Setting

    Returns
    -------
    list of Split
        No row is tested twice, none is learnt from in the fold in which it is tested.

    Raises
    ------
    ValueError
        If there is no such protocol, the corpus lacks what it needs, or a part would be empty.
    """
    there = available(rows, setting.plan)
    if name not in PROTOCOLS and name not in setting.plan:
        known = nearest(name, [*PROTOCOLS, *setting.plan])
        raise ValueError(f"no protocol {name!r}; {known}; this corpus allows {', '.join(there)}")
    if name not in there:
        found = PROTOCOLS.get(name)
        lack = f"no column {found.needs!r}" if found and found.needs else "no plan for it"
        if found and found.needs is None:
            lack = f"no [protocols.{name}] on its card, or not the splits that it names"
        raise ValueError(f"protocol {name!r}: the corpus has {lack}; it allows {', '.join(there)}")
    ways = PROTOCOLS[name].splits if name in PROTOCOLS else planned(name)
    folds = ways(rows, setting)
    for fold in folds:
        for part, numbers in (("train", fold.train), ("test", fold.test)):
            if not len(numbers):
                raise ValueError(
                    f"protocol {name!r}: the {part} part of fold {fold.name!r} is empty; "
                    f"there are {len(rows)} rows: ask for fewer folds or another protocol"
                )
    return folds


def resolved(name: str, plan: Plan) -> str:
    """The protocol that a card's plan stands for, where it names another one.

    >>> resolved("paper", {"paper": {"protocol": "folds"}})
    'folds'
    """
    other = str(plan.get(name, {}).get("protocol", name))
    return other if other == name or name not in plan else resolved(other, plan)


def available(rows: Rows, plan: Plan | None = None) -> list[str]:
    """The protocols that a corpus has the columns and splits for."""
    plan = plan or {}
    names = [
        name
        for name, one in PROTOCOLS.items()
        if (name in plan or one.needs is not None or name == "folds")
        and (one.needs is None or rows.column(one.needs) is not None)
    ]
    names += [name for name in plan if name not in names]
    splits = set(rows.column("split") or ())
    return [name for name in names if _has_splits(plan.get(name, {}), splits)]


def _has_splits(way: Mapping[str, Any], splits: set[Any]) -> bool:
    return {*way.get("train", ()), *way.get("test", ())} <= splits


@protocol("folds", "random folds, stratified where a row has one label")
def by_folds(rows: Rows, setting: Setting) -> list[Split]:
    """Random folds; stratified (binary, multiclass) or just shuffled (multilabel)."""
    from sklearn.model_selection import KFold, StratifiedKFold

    _complain_of_few(rows, setting.folds)
    several = rows.kind == "multilabel"
    kind = KFold if several else StratifiedKFold
    folds = kind(setting.folds, shuffle=True, random_state=setting.seed)
    labels = None if several else list(map(str, rows.labels))
    return _numbered(folds.split(np.zeros(len(rows)), labels))


@protocol("article", "folds of whole articles", "article", needs="article")
def by_article(rows: Rows, setting: Setting) -> list[Split]:
    """Folds of whole articles; articles that share a text (nearly) stay together."""
    return _grouped(rows, setting, "article")


@protocol("outlets", "folds of whole outlets", "outlet", needs="outlet")
def by_outlets(rows: Rows, setting: Setting) -> list[Split]:
    """Folds of whole outlets, where leaving out each of many would take too long."""
    return _grouped(rows, setting, "outlet")


@protocol("outlet", "leave one outlet out: one fold an outlet", "outlet", needs="outlet")
def by_outlet(rows: Rows, setting: Setting) -> list[Split]:
    """Each outlet is tested by a rater that has read the others only."""
    return _leave_one_out(rows, setting, "outlet")


@protocol("topic", "leave one topic out: one fold a topic", "topic", needs="topic")
def by_topic(rows: Rows, setting: Setting) -> list[Split]:
    """Each topic is tested by a rater that has read about the others only."""
    return _leave_one_out(rows, setting, "topic")


@protocol("given", "the folds that come with the corpus", needs="fold")
def by_given(rows: Rows, setting: Setting) -> list[Split]:
    """Each row is tested in the fold that its column ``fold`` names, and learnt from in others."""
    column = rows.column("fold") or []
    without = [rows.documents[n].id for n, fold in enumerate(column) if fold is None]
    if without:
        raise ValueError(f"protocol 'given': {len(without)} rows have no fold: {listed(without)}")
    return [
        Split(str(name), *_parts(column, [x for x in set(column) if x != name], [name]))
        for name in sorted(set(column), key=str)
    ]


def planned(name: str) -> Splitter:
    """What the card's plan of this name says: parts by ``split``, or another protocol."""

    def splits(rows: Rows, setting: Setting) -> list[Split]:
        way = setting.plan[name]
        if "protocol" in way:
            if way["protocol"] == name:
                raise ValueError(f"[protocols.{name}] names itself")
            return splits_of(rows, way["protocol"], setting)
        column = rows.column("split") or []
        return [Split("+".join(way["test"]), *_parts(column, way["train"], way["test"]))]

    return splits


protocol("paper", "what the paper of the corpus did, as its card has it")(planned("paper"))
for _year in (2023, 2024, 2025):
    protocol(f"edition-{_year}", f"train and test parts of the shared task of {_year}")(
        planned(f"edition-{_year}")
    )


def _parts(
    column: Sequence[Any], train: Sequence[Any], test: Sequence[Any]
) -> tuple[Integers, Integers]:
    """Numbers of the rows with one of these values."""
    return (
        np.array([n for n, value in enumerate(column) if value in train], int),
        np.array([n for n, value in enumerate(column) if value in test], int),
    )


def _numbered(folds: Any) -> list[Split]:
    return [Split(str(n), train, test) for n, (train, test) in enumerate(folds)]


def _grouped(rows: Rows, setting: Setting, column: str) -> list[Split]:
    """Folds of whole groups, with about as much of each label in every fold."""
    from sklearn.model_selection import StratifiedGroupKFold

    _complain_of_few(rows, setting.folds)
    values = [("row", n) if v is None else v for n, v in enumerate(rows.column(column) or [])]
    groups = together(values, setting.same)
    if len(set(groups)) < setting.folds:
        raise ValueError(
            f"protocol {column!r}: {len(set(groups))} {column}s are too few for "
            f"{setting.folds} folds"
        )
    if rows.kind == "multilabel":
        return _numbered(_even(groups, setting))
    folds = StratifiedGroupKFold(setting.folds, shuffle=True, random_state=setting.seed)
    return _numbered(folds.split(np.zeros(len(rows)), list(map(str, rows.labels)), groups))


def _leave_one_out(rows: Rows, setting: Setting, group: str) -> list[Split]:
    """One fold a group; what it shares (nearly) with others is not learnt from either."""
    column = rows.column(group) or []
    names = sorted({value for value in column if value is not None}, key=str)
    if len(names) < 2:
        raise ValueError(
            f"protocol {group!r}: all rows have the {group} {names[0]!r}; to leave one out "
            f"takes two, so take another protocol: "
            f"{', '.join(n for n in available(rows, setting.plan) if n != group)}"
        )
    folds = []
    for name in names:
        test = np.array([n for n, value in enumerate(column) if value == name], int)
        known = {setting.same[n] for n in test}
        train = [
            n for n, value in enumerate(column) if value != name and setting.same[n] not in known
        ]
        folds.append(Split(str(name), np.array(train, int), test))
    return folds


def _even(groups: Sequence[Hashable], setting: Setting) -> list[tuple[Integers, Integers]]:
    """Folds of whole groups of about the same size: shuffled, the largest first."""
    array = np.array(groups)
    names, sizes = np.unique(array, return_counts=True)
    order = np.random.default_rng(setting.seed).permutation(len(names))
    fold_of, filled = {}, np.zeros(setting.folds, int)
    for at in order[np.argsort(-sizes[order], kind="stable")]:
        fold_of[names[at]] = int(filled.argmin())
        filled[fold_of[names[at]]] += sizes[at]
    where = np.array([fold_of[group] for group in array])
    return [(np.flatnonzero(where != n), np.flatnonzero(where == n)) for n in range(setting.folds)]


def _complain_of_few(rows: Rows, folds: int) -> None:
    """A class that cannot be in every fold has no score in some of them."""
    if len(rows) < folds:
        raise ValueError(f"{len(rows)} rows are too few for {folds} folds")
    if rows.kind == "multilabel":
        return
    counts = rows.counts()
    for name in rows.classes:
        if counts[name] < folds:
            rest = "s" if counts[name] != 1 else ""
            raise ValueError(
                f"class {name!r} has {counts[name]} row{rest}, too few for {folds} folds: leave it "
                "out (left_out on the card), map it to another class ([labels]), or ask for "
                "fewer folds"
            )
