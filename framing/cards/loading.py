"""``load_dataset``: from the name of a card to a corpus."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from framing.annotations import READERS, document_of
from framing.cards.catalog import split_card
from framing.cards.checks import contradictions, key_of
from framing.cards.files import files_of
from framing.cards.formats import FORMS
from framing.cards.rows import RowReader
from framing.document import Corpus, Document
from framing.language import nearest
from framing.parsing import Problem
from framing.parsing.rows import lacking
from framing.parsing.tables import Row

# Columns of ``corpus.meta`` that mean the same in every dataset.
META = (
    "label",
    "outlet",
    "topic",
    "event",
    "article",
    "annotator",
    "url",
    "date",
    "leaning",
    "split",
    "repeats",
)


def load_dataset(name: str, split: str | None = None, *, attribution: str = "auto") -> Corpus:
    """Read one split of a dataset as a corpus, downloading it the first time.

    Parameters
    ----------
    name : str
        Name of its card; ``list_datasets()`` gives them.
    split : str, optional
        Which part; may be left out where there is only one.
    attribution : {'auto', 'rules', 'model'}
        What finds indirect speech, as for ``parse``. ``'rules'`` reads thousands of sentences
        in seconds. It plays no part where people marked the attributions.

    Returns
    -------
    Corpus
        The columns that the card maps (``label``, ``outlet``, ``topic`` ...) are in ``meta``,
        under those names in every dataset. A label is 0 or 1, a string, or where there can be
        several a tuple of strings. ``split`` names the part where there are several.
        ``repeats`` names the row of an earlier split that has the same text, where the card
        says that there are such. Rows whose label the card leaves out, that have none, or that
        cannot be read, are in ``corpus.problems``. Where the card names a reader, the
        attributions of the documents are those that people marked.

    Raises
    ------
    ValueError
        If there is no such dataset or split, if the split is empty, or its card does not say
        what a label means.
    FetchError
        If the file cannot be had.

    Warns
    -----
    UserWarning
        If texts stand twice with two labels, and the card does not say so.

    Examples
    --------
    >>> load_dataset("sample").meta["outlet"].nunique()
    6
    """
    split, facts = split_card(name, split)
    if "reader" in facts:
        return _annotated(name, facts, split)
    reader = RowReader(name, split, facts, attribution)
    twins = _twins(name, facts, split)
    documents: list[Document] = []
    troubles: list[tuple[str, int | None, str]] = []
    for row in split_rows(name, split):
        if twin := twins.get(key_of(row.cells.get("text"))):
            row = row._replace(cells={**row.cells, "repeats": twin})  # noqa: PLW2901
        read = reader.read(row)
        if isinstance(read, Problem):
            troubles.append((read.file, read.row, read.problem))
        else:
            documents.append(read)
    if not documents:
        first = f"; the first problem is: {troubles[0][2]}" if troubles else ""
        raise ValueError(f"{reader.file} is empty: no row can be used{first}")
    corpus = Corpus(tuple(documents), tuple(troubles))
    _warn_of_contradictions(corpus, reader.file, facts.get("contradictions", {}).get(split, 0))
    return corpus


def split_rows(name: str, split: str) -> Iterator[Row]:
    """The rows of a split, by the card's names of the columns.

    Raises
    ------
    ValueError
        If a column that the card names is not there.
    """
    split, facts = split_card(name, split)
    form = facts.get("form", "table")
    if form not in FORMS:
        raise ValueError(f"the card of {name} names no form {form!r}; {nearest(form, FORMS)}")
    columns: Mapping[str, str] = facts["columns"]
    table = FORMS[form](files_of(name, split), facts.get("format", {}))
    if table.columns is not None and (problem := lacking(table.columns, [*columns.values()])):
        raise ValueError(f"{name} {split}: {problem}")
    for row in table.rows:
        yield row._replace(cells={ours: row.cells.get(theirs) for ours, theirs in columns.items()})


def _twins(name: str, facts: Mapping[str, Any], split: str) -> Mapping[str, str]:
    """The texts of earlier splits that a split repeats, each with the id of its row."""
    earlier = facts.get("repeats", {}).get(split, {}).get("among", ())
    return {
        key_of(row.cells.get("text")): f"{name}-{part}-{row.number}"
        for part in earlier
        for row in split_rows(name, part)
    }


def _warn_of_contradictions(corpus: Corpus, file: str, known: int) -> None:
    found = contradictions(corpus)
    if len(found) != known:
        first = f", the first at {', '.join(found['rows'].iloc[0])}" if len(found) else ""
        warnings.warn(
            f"{file}: {len(found)} texts stand several times with different labels{first}; the "
            f"card knows of {known}. framing.cards.contradictions(corpus) lists them",
            stacklevel=3,
        )


def _annotated(name: str, facts: Mapping[str, Any], split: str) -> Corpus:
    """A corpus of one file an article, with the attributions that people marked."""
    annotated = list(READERS[facts["reader"]](files_of(name, split)))
    troubles = tuple(
        (f"{name} {split}", None, f"{article.id}: {left_out}")
        for article in annotated
        for left_out in article.left_out
    )
    return Corpus(tuple(map(document_of, annotated)), troubles)
