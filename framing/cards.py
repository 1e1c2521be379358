"""Labelled corpora, each described by a card: ``datasets/<name>/card.toml``.

A card says where the files are and what they hash to, which column holds what, and under
which licence they may be used. To add a dataset is to add a card. For a corpus of one file an
article it names a manifest beside it, with a line for each file, and the reader of the format.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.annotations import READERS, document_of
from framing.document import Corpus, Document
from framing.fetch import fetch, fetch_all
from framing.language import nearest
from framing.parsing import Problem
from framing.parsing.delimited import delimited_table
from framing.parsing.rows import Reading, lacking
from framing.parsing.rows import document_of as document_in_row
from framing.parsing.tables import Row, Table, json_table

if TYPE_CHECKING:
    import pandas as pd

MANIFEST_COLUMNS = ("split", "path", "sha256")
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
        under those names in every dataset. Rows whose label the card leaves out, or that
        cannot be read, are in ``corpus.problems``. Where the card names a reader, the
        attributions of the documents are those that people marked.

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
    if "reader" in facts:
        return _articles(name, facts, split)
    documents: list[Document] = []
    troubles: list[tuple[str, int | None, str]] = []
    for row in _rows(name, facts, split):
        article = _article(row, name, split, facts)
        if isinstance(article, Problem):
            troubles.append((article.file, article.row, article.problem))
        else:
            documents.append(article)
    return Corpus(tuple(documents), tuple(troubles))


def manifest(name: str, split: str) -> Mapping[str, str]:
    """The files of one split of a corpus of many: from path in the repository to SHA-256.

    Examples
    --------
    >>> len(manifest("german_quotes", "dev"))
    150
    """
    path = CARDS / name / card(name)["files"][split]["manifest"]
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {path: sha256 for part, path, sha256 in rows if part == split}


def _articles(name: str, facts: Mapping[str, Any], split: str) -> Corpus:
    """A corpus of one file an article, with the attributions that people marked."""
    where = facts["files"][split]
    files = fetch_all(where["repo"], where["commit"], manifest(name, split))
    annotated = list(READERS[facts["reader"]](files))
    troubles = tuple(
        (f"{name} {split}", None, f"{article.id}: {left_out}")
        for article in annotated
        for left_out in article.left_out
    )
    return Corpus(tuple(map(document_of, annotated)), troubles)


def _rows(name: str, facts: Mapping[str, Any], split: str) -> Iterator[Row]:
    """The rows of a split, by the card's names of the columns."""
    where = facts["files"][split]
    path = fetch(**where) if "repo" in where else CARDS / name / where["path"]
    columns: Mapping[str, str] = facts["columns"]
    table = (
        json_table(path) if path.suffix == ".jsonl" else _delimited(path, **facts.get("format", {}))
    )
    if table.columns is not None and (problem := lacking(table.columns, [*columns.values()])):
        raise ValueError(f"{name} {split}: {problem}")
    for row in table.rows:
        cells = {ours: row.cells.get(theirs) for ours, theirs in columns.items()}
        yield row._replace(cells=cells)


def _delimited(
    path: Path, separator: str | None = None, quoting: bool = True, short_rows: bool = False
) -> Table:
    """A table in the form that a card describes."""
    return delimited_table(path, separator, quoting, short_rows)


def _article(row: Row, name: str, split: str, facts: Mapping[str, Any]) -> Document | Problem:
    """The article or sentence in a row, with its label as the card maps it."""
    file = f"{name} {split}"
    labels, languages = facts.get("labels"), facts["languages"]
    if labels is not None and not row.problem:
        label = str(row.cells["label"]).strip()
        if label in facts.get("left_out", ()):
            return Problem(file, row.number, f"label {label!r} is left out")
        if label not in labels:
            raise ValueError(
                f"{file}, row {row.number}: the card does not say what label {label!r} means; "
                f"{nearest(label, labels)}"
            )
        row = row._replace(cells={**row.cells, "label": labels[label]})
    language = languages[0] if len(languages) == 1 else None
    return document_in_row(row, file, f"{name}-{split}-{row.number}", {}, Reading(language))
