"""Labelled corpora, each described by a card: ``datasets/<name>/card.toml``.

A card says where the files are and what they hash to, which column holds what, and under
which licence they may be used. To add a dataset is to add a card.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.document import Corpus, Document
from framing.fetch import fetch
from framing.language import nearest
from framing.parsing import parse
from framing.parsing.rows import missing
from framing.parsing.tables import json_rows

if TYPE_CHECKING:
    import pandas as pd

_INSTALLED = Path(__file__).parent / "datasets"
CARDS = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parent.parent / "datasets"


def card(name: str) -> Mapping[str, Any]:
    """What is known about a dataset: title, languages, licence, citation, files, columns.

    Raises
    ------
    ValueError
        If there is no such dataset.

    Examples
    --------
    >>> card("sample")["licence"]
    'CC0-1.0'
    """
    known = sorted(path.parent.name for path in CARDS.glob("*/card.toml"))
    if name not in known:
        raise ValueError(f"no dataset {name!r}; {nearest(name, known)}")
    return tomllib.loads((CARDS / name / "card.toml").read_text(encoding="utf-8"))


def list_datasets() -> pd.DataFrame:
    """All datasets there is a card for.

    Returns
    -------
    DataFrame
        One row a dataset: ``title``, ``task``, ``languages``, ``splits``, ``licence``, ``route``.

    Examples
    --------
    >>> "sample" in list_datasets().index
    True
    """
    import pandas as pd

    rows = {}
    for path in sorted(CARDS.glob("*/card.toml")):
        facts = card(path.parent.name)
        rows[path.parent.name] = {
            "title": facts["title"],
            "task": facts["task"],
            "languages": ", ".join(facts["languages"]),
            "splits": ", ".join(facts["files"]),
            "licence": facts["licence"],
            "route": facts["route"],
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("dataset")


def load_dataset(name: str, split: str | None = None) -> Corpus:
    """Read one split of a dataset as a corpus, downloading it the first time.

    Parameters
    ----------
    name : str
        Name of its card; ``list_datasets()`` gives them.
    split : str, optional
        Which part; may be left out where there is only one.

    Returns
    -------
    Corpus
        The columns that the card maps (``label``, ``outlet``, ``topic`` ...) are in ``meta``,
        under those names in every dataset. Rows whose label the card leaves out are in
        ``corpus.problems``.

    Raises
    ------
    ValueError
        If there is no such dataset or split, or its card does not say what a label means.
    FetchError
        If the file cannot be had.

    Examples
    --------
    >>> load_dataset("sample").meta["outlet"].nunique()
    6
    """
    facts = card(name)
    splits = list(facts["files"])
    if split is None:
        if len(splits) > 1:
            raise ValueError(f"{name} has several splits, name one: {', '.join(splits)}")
        split = splits[0]
    if split not in splits:
        away = facts.get("not_available", {})
        hint = f"it can be had from {away[split]}" if split in away else nearest(split, splits)
        raise ValueError(f"{name} has no split {split!r}; {hint}")
    documents: list[Document] = []
    troubles: list[tuple[str, int | None, str]] = []
    for number, cells in enumerate(_rows(name, facts, split), 1):
        labelled = _labelled(name, facts, cells)
        if labelled is None:
            problem = f"label {cells['label']!r} is left out"
            troubles.append((f"{name} {split}", number, problem))
        else:
            documents.append(_document(f"{name}-{split}-{number}", facts, labelled))
    return Corpus(tuple(documents), tuple(troubles))


def _rows(name: str, facts: Mapping[str, Any], split: str) -> Iterator[dict[str, Any]]:
    """The rows of a split, by the card's names of the columns."""
    where = facts["files"][split]
    path = fetch(**where) if "repo" in where else CARDS / name / where["path"]
    columns: Mapping[str, str] = facts["columns"]
    for cells in _table(path, facts):
        if lacking := [theirs for theirs in columns.values() if theirs not in cells]:
            raise ValueError(f"{name} {split}: no column {lacking[0]!r}; {nearest(lacking[0], cells)}")
        yield {ours: cells[theirs] for ours, theirs in columns.items()}


def _table(path: Path, facts: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if path.suffix == ".jsonl":
        for row in json_rows(path):
            yield row.cells
        return
    form = facts.get("format", {})
    with path.open(encoding="utf-8-sig", newline="") as file:
        quoting = csv.QUOTE_MINIMAL if form.get("quoting", True) else csv.QUOTE_NONE
        yield from csv.DictReader(file, delimiter=form.get("separator", ","), quoting=quoting)


def _labelled(
    name: str, facts: Mapping[str, Any], cells: dict[str, Any]
) -> dict[str, Any] | None:
    """The row with its label as the card maps it; None where the card leaves the label out."""
    labels = facts.get("labels")
    if labels is None:
        return cells
    label = cells["label"].strip()
    if label in facts.get("left_out", ()):
        return None
    if label not in labels:
        raise ValueError(f"{name}: the card does not say what label {label!r} means")
    return {**cells, "label": labels[label]}


def _document(name: str, facts: Mapping[str, Any], cells: Mapping[str, Any]) -> Document:
    known = {key: value for key, value in cells.items() if not missing(value)}
    text = str(known.pop("text", ""))
    languages = facts["languages"]
    language = known.pop("language", languages[0] if len(languages) == 1 else None)
    title = known.get("title")
    return parse(text, language, id=str(known.pop("id", name)), title=title, meta=known)
