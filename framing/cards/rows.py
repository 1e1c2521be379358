"""From a row of a corpus to a document: labels as the card maps them, columns by our names."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from framing.document import Document
from framing.language import nearest
from framing.parsing import Problem
from framing.parsing.rows import Reading, document_of, missing
from framing.parsing.tables import Row

NOT_META = ("text", "id", "language")


def labels_of(facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What the labels of a corpus mean: from how they are written to what they are here.

    None where the card maps none. A card can list labels that are kept as they are.

    Examples
    --------
    >>> labels_of({"labels": ["satire", "opinion"]})
    {'satire': 'satire', 'opinion': 'opinion'}
    """
    labels: Any = facts.get("labels")
    if labels is None:
        return None
    return dict(labels) if isinstance(labels, Mapping) else {label: label for label in labels}


@dataclass(frozen=True)
class RowReader:
    """Reads the rows of one split; a text that stands in several rows is parsed once.

    Attributes
    ----------
    name, split : str
        Of the dataset.
    facts : mapping
        Its card.
    attribution : str
        What finds indirect speech, as for ``parse``.
    """

    name: str
    split: str
    facts: Mapping[str, Any]
    attribution: str = "auto"
    known: dict[Hashable, tuple[Document, Mapping[str, Any]]] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """What the split is called in messages."""
        return f"{self.name} {self.split}"

    def read(self, row: Row) -> Document | Problem:
        """The article or sentence in a row, or what is wrong with it.

        Raises
        ------
        ValueError
            If the card does not say what its label means.
        """
        if row.problem:
            return Problem(self.file, row.number, row.problem)
        cells = {**row.cells, **self._renamed(row.cells)}
        if "label" in self.facts["columns"]:
            label = self._label(row)
            if isinstance(label, Problem):
                return label
            cells["label"] = label
        if not missing(cells.get("annotator")):  # a name, also where it is a number
            cells["annotator"] = str(cells["annotator"])
        if len(self.facts["files"]) > 1:
            cells["split"] = self.split
        return self._document(row._replace(cells=cells))

    def _renamed(self, cells: Mapping[str, Any]) -> Mapping[str, Any]:
        """Values that the corpus writes in several ways, or in codes."""
        values: Mapping[str, Mapping[str, Any]] = self.facts.get("values", {})
        return {
            column: values[column][cells[column]]
            for column in values
            if isinstance(cells.get(column), str) and cells[column] in values[column]
        }

    def _label(self, row: Row) -> Any:
        """The label of a row as the card maps it, or why there is none."""
        given = row.cells.get("label")
        several = self.facts.get("kind") == "multilabel"  # then an empty cell is a label: none
        empty = isinstance(given, str) and not given.strip() and not several
        if empty or (missing(given) and not isinstance(given, str)):
            return Problem(self.file, row.number, "no label")
        if several:
            return tuple(self._meaning(one, row.number) for one in self._parts(given))
        label = str(given).strip()
        if label in self.facts.get("left_out", ()):
            return Problem(self.file, row.number, f"label {label!r} is left out")
        return self._meaning(label, row.number) if "labels" in self.facts else given

    def _parts(self, given: Any) -> list[str]:
        """The labels in a cell of several."""
        if isinstance(given, str):
            separator = self.facts["label_separator"]
            return [part for one in given.split(separator) if (part := one.strip())]
        return [str(one) for one in given]

    def _meaning(self, label: str, number: int) -> Any:
        labels = labels_of(self.facts)
        if labels is None:
            return label
        if label not in labels:
            raise ValueError(
                f"{self.file}, row {number}: the card does not say what label {label!r} means; "
                f"{nearest(label, labels)}"
            )
        return labels[label]

    def _document(self, row: Row) -> Document | Problem:
        languages = self.facts["languages"]
        language = languages[0] if len(languages) == 1 else None
        name = f"{self.name}-{self.split}-{row.number}"
        key = tuple(row.cells.get(column) for column in ("text", "title", "language"))
        if "id" not in row.cells and key in self.known:
            document, found = self.known[key]
            meta = {**found, **_meta(row.cells)}
            return replace(document, id=name, meta=MappingProxyType(meta))
        read = document_of(row, self.file, name, {}, Reading(language, self.attribution))
        if isinstance(read, Document) and isinstance(key[0], str):
            given = _meta(row.cells)
            self.known[key] = read, {k: v for k, v in read.meta.items() if k not in given}
        return read


def _meta(cells: Mapping[str, Any]) -> dict[str, Any]:
    return {key: cell for key, cell in cells.items() if key not in NOT_META and not missing(cell)}
