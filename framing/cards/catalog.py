"""What cards there are, and what stands on them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.cards.places import card_folders
from framing.language import nearest

if TYPE_CHECKING:
    import pandas as pd

_PACKAGE = Path(__file__).parent.parent
_INSTALLED = _PACKAGE / "datasets"
CARDS = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent / "datasets"
MANIFEST_COLUMNS = ("split", "path", "sha256")
# What a label is: 0 or 1, one of several strings, a tuple of strings, marked spans, nothing.
KINDS = ("binary", "multiclass", "multilabel", "attribution", "none")
UNITS = ("mention", "sentence", "headline", "paragraph", "article")


def folders() -> tuple[Path, ...]:
    """Where cards lie: those that are shipped, those of the user."""
    from framing import cards  # where a test has set CARDS

    return card_folders(cards.CARDS)


def home(name: str) -> Path:
    """The folder of a card; of two of one name the first counts."""
    places = [folder / name for folder in folders()]
    return next((place for place in places if (place / "card.toml").is_file()), places[0])


def names() -> list[str]:
    """The names of all cards, in order."""
    found = (path.parent.name for folder in folders() for path in folder.glob("*/card.toml"))
    return sorted(set(found))


def card(name: str) -> Mapping[str, Any]:
    """What is known about a dataset: title, languages, licence, citation, files, columns.

    Raises
    ------
    ValueError
        If there is no such dataset, or its card is not written as TOML.

    Examples
    --------
    >>> card("sample")["licence"]
    'CC0-1.0'
    """
    known = names()
    if name not in known:
        raise ValueError(f"no dataset {name!r}; {nearest(name, known)}")
    path = home(name) / "card.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path} is no card that can be read: {error}") from None


def split_card(name: str, split: str | None = None) -> tuple[str, Mapping[str, Any]]:
    """The card of a dataset as it holds for one split.

    Parameters
    ----------
    name : str
        Name of a card.
    split : str, optional
        May be left out where there is only one.

    Returns
    -------
    split : str
        Its name.
    facts : mapping
        The card; what it says under ``[splits.<split>]`` is in the place of what holds for all.

    Raises
    ------
    ValueError
        If there is no such dataset or split.

    Examples
    --------
    >>> split, facts = split_card("sample")
    >>> split, facts["unit"]
    ('all', 'article')
    """
    facts = card(name)
    splits: Sequence[str] = list(facts["files"])
    if split is None:
        if len(splits) > 1:
            raise ValueError(f"{name} has several splits, name one: {', '.join(splits)}")
        split = splits[0]
    if split not in splits:
        away = facts.get("not_available", {})
        hint = f"it can be had from {away[split]}" if split in away else nearest(split, splits)
        raise ValueError(f"{name} has no split {split!r}; {hint}")
    return split, {**facts, **facts.get("splits", {}).get(split, {})}


def manifest(name: str, split: str) -> Mapping[str, str]:
    """The files of one split of a corpus of many: from path in the repository to SHA-256.

    Examples
    --------
    >>> len(manifest("german_quotes", "dev"))
    150
    """
    path = home(name) / card(name)["files"][split]["manifest"]
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {path: sha256 for part, path, sha256 in rows if part == split}


def list_datasets() -> pd.DataFrame:
    """All datasets there is a card for.

    Returns
    -------
    DataFrame
        One row a dataset: ``title``, ``task``, ``languages``, ``splits``, ``groups`` (by which
        columns its rows can be kept together), ``licence``, ``route``, and ``here``: whether
        all its files are at hand. That they are there is looked up; they are not opened.

    Examples
    --------
    >>> table = list_datasets()
    >>> "sample" in table.index, bool(table.loc["sample", "here"])
    (True, True)
    """
    import pandas as pd

    from framing.cards.files import is_here

    rows = {}
    for name in names():
        facts = card(name)
        rows[name] = {
            "title": facts["title"],
            "task": facts["task"],
            "languages": ", ".join(facts["languages"]),
            "splits": ", ".join(facts["files"]),
            "groups": ", ".join(facts.get("groups", ())),
            "licence": facts["licence"],
            "route": facts["route"],
            "here": is_here(name),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("dataset")
