"""What the labels of a user's own file mean, and which of its columns we have names for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from framing.parsing.rows import missing

# How tables write that something holds, and that it does not; in any case.
HOLDS = frozenset(
    {
        "1",
        "1.0",
        "true",
        "yes",
        "y",
        "ja",
        "j",
        "wahr",
        "biased",
        "subjective",
        "subj",
        "hyperpartisan",
    }
)
HOLDS_NOT = frozenset(
    {
        "0",
        "0.0",
        "false",
        "no",
        "n",
        "nein",
        "falsch",
        "unbiased",
        "nonbiased",
        "non-biased",
        "not-biased",
        "objective",
        "obj",
        "not biased",
        "not hyperpartisan",
    }
)
# How programs write that a cell is empty.
EMPTY = frozenset({"nan", "<na>", "n/a", "null"})
# Names that columns often have, by the name that they have here.
NAMES: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "text": ("text", "sentence", "content", "body", "headline"),
        "label": ("label", "labels", "class"),
        "id": ("id",),
        "title": ("title",),
        "language": ("language", "lang"),
        "outlet": ("outlet", "source", "medium", "newspaper", "publisher"),
        "topic": ("topic",),
        "event": ("event", "event_id"),
        "article": ("article", "article_id"),
        "annotator": ("annotator", "annotator_id", "coder", "rater"),
        "url": ("url", "link"),
        "date": ("date", "published"),
        "leaning": ("leaning",),
    }
)


class Labels(NamedTuple):
    """The kind of labels, and what each is here, by how it is written."""

    kind: str
    meaning: Mapping[str, Any]


def written(cell: Any, separator: str | None) -> tuple[str, ...]:
    """The labels in a cell, as they are written; none in an empty one.

    >>> written(" yes ", None), written("a; b", ";"), written(["a", "b"], None), written(None, None)
    (('yes',), ('a', 'b'), ('a', 'b'), ())
    """
    if isinstance(cell, list | tuple):
        return tuple(str(one).strip() for one in cell)
    if missing(cell):
        return ()
    parts = str(cell).split(separator) if separator else [str(cell)]
    return tuple(part.strip() for part in parts if part.strip())


def labels_from(values: Collection[str], several: bool) -> Labels:
    """What labels mean, by their values.

    Where each value says that something holds or that it does not (1/0, yes/no, true/false,
    biased/non-biased, subjective/objective, ja/nein ...), and both occur, labels are 1 and 0.
    Else each value is a class of its own, under its own name.

    Parameters
    ----------
    values : collection of str
        As they are written.
    several : bool
        Whether a text can have several labels.

    Examples
    --------
    >>> labels_from(["Yes", "no"], several=False)
    Labels(kind='binary', meaning={'Yes': 1, 'no': 0})
    >>> labels_from(["left", "right"], several=False)
    Labels(kind='multiclass', meaning={'left': 'left', 'right': 'right'})
    """
    names = sorted(values)
    sides = {name: _side(name) for name in names}
    if not several and set(sides.values()) == {0, 1}:
        return Labels("binary", sides)
    return Labels("multilabel" if several else "multiclass", {name: name for name in names})


def _side(value: str) -> int | None:
    plain = value.casefold().replace("_", "-")
    return 1 if plain in HOLDS else 0 if plain in HOLDS_NOT else None


def columns_from(known: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """From our names to the columns of a file: those given, and those that can be told by name.

    Examples
    --------
    >>> columns_from(["Sentence", "Source", "rating"], {"label": "rating"})
    {'label': 'rating', 'text': 'Sentence', 'outlet': 'Source'}
    """
    found = dict(given)
    by_name = {name.casefold(): name for name in reversed(known)}
    for ours, names in NAMES.items():
        theirs = next((by_name[name] for name in names if name in by_name), None)
        if ours not in found and theirs is not None and theirs not in found.values():
            found[ours] = theirs
    return found
