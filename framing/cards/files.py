"""The files of a split: where they are, and whether they are at hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from framing.cards.catalog import card, home, manifest, split_card
from framing.fetch import FetchError, fetch, fetch_all, here, sha256_of


def files_of(name: str, split: str) -> Mapping[str, Path]:
    """The files of a split, verified, downloaded the first time.

    Returns
    -------
    mapping of str to Path
        From the path in the repository (or in the folder of the card) to a local file.

    Raises
    ------
    ValueError
        If there is no such dataset or split.
    FetchError
        If a file cannot be had.

    Examples
    --------
    >>> list(files_of("sample", "all"))
    ['articles.jsonl']
    """
    split, facts = split_card(name, split)
    where = facts["files"][split]
    if "repo" not in where:
        return {where["path"]: _beside(name, where)}
    own: str = facts.get("own_copy", "")
    terms = (name, facts["licence"], own, facts.get("route", ""))
    if "manifest" in where:
        return fetch_all(where["repo"], where["commit"], manifest(name, split), *terms)
    repo, commit, path, sha256 = (where[key] for key in ("repo", "commit", "path", "sha256"))
    return {path: fetch(repo, commit, path, sha256, *terms)}


def _beside(name: str, where: Mapping[str, str]) -> Path:
    """A file in the folder of its card, or where the user has it; as it was, if that is pinned."""
    path = home(name) / where["path"]
    again = f"describe it again: framing datasets add {path} --name {name} --replace"
    if not path.is_file():
        raise FetchError(f"{name}: there is no file {path}")
    if "sha256" in where and sha256_of(path) != where["sha256"]:
        raise FetchError(f"{name}: {path} has changed since its card was written; {again}")
    return path


def is_here(name: str, split: str | None = None) -> bool:
    """Whether the files of a dataset are shipped, in the mirror or in the cache.

    Only looks whether they exist: they are not opened, and nothing is downloaded.

    Parameters
    ----------
    name : str
        Name of a card.
    split : str, optional
        A part of it; all parts if left out.

    Examples
    --------
    >>> is_here("sample")
    True
    """
    facts = card(name)
    splits = facts["files"] if split is None else [split_card(name, split)[0]]
    return all(_whole(name, part) for part in splits)


def _whole(name: str, split: str) -> bool:
    facts = card(name)
    where = facts["files"][split]
    if "repo" not in where:
        return bool((home(name) / where["path"]).is_file())
    paths = manifest(name, split) if "manifest" in where else [where["path"]]
    own = facts.get("own_copy", "")
    return all(here(where["repo"], where["commit"], path, own) for path in paths)
