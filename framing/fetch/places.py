"""Where files lie: the mirror, the cache, the folder of the user's own copies."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CHUNK = 1 << 20


class FetchError(ValueError):
    """A file cannot be had, or is not the one that was asked for."""


class Place(NamedTuple):
    """A file of a repository at a commit, and how it may be had.

    Attributes
    ----------
    repo, commit, path : str
        ``owner/name``, the full hash of a commit, the path inside the repository.
    own : str
        The corpus, if its files may not be downloaded but are the user's own copy; else empty.
    route : str
        Where such a copy comes from.
    """

    repo: str
    commit: str
    path: str
    own: str = ""
    route: str = ""

    @property
    def where(self) -> str:
        """Its path in the mirror and in the cache."""
        return f"{self.repo}/{self.commit}/{self.path}"

    @property
    def kept(self) -> Path:
        """Where it lies if it is in no mirror: in the cache, or among the user's own copies."""
        return data_folder() / self.own / self.path if self.own else cache_folder() / self.where

    def checked(self) -> Place:
        """The same place.

        Raises
        ------
        FetchError
            If it names a file outside the folders that it is looked for in.
        """
        names = (self.where, self.own) if self.own else (self.where,)
        for name in names:
            if not is_inside(name):
                raise FetchError(f"{name!r} is no path inside a repository")
        return self


def is_inside(path: str) -> bool:
    """Whether a path with forward slashes stays below the folder that it starts from.

    Examples
    --------
    >>> [is_inside(path) for path in ("data/a b.csv", "../a", "/etc/a", "a/../../b", "C:/a", "")]
    [True, False, False, False, False, False]
    """
    parts = path.split("/")
    strange = any(mark in path for mark in "\\\0") or parts[0].endswith(":")
    return not strange and not any(part in ("", ".", "..") for part in parts)


def cache_folder() -> Path:
    """Where fetched files are kept: ``$FRAMING_CACHE``, else the platform's user cache."""
    if given := os.environ.get("FRAMING_CACHE"):
        return Path(given).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("framing")


def data_folder() -> Path:
    """Where the user's own copies of corpora are looked for, each in a folder of its name.

    ``$FRAMING_DATA``, else ``corpora`` in the platform's folder for user data.
    """
    if given := os.environ.get("FRAMING_DATA"):
        return Path(given).expanduser()
    from platformdirs import user_data_path

    return user_data_path("framing") / "corpora"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def candidates(place: Place) -> Iterator[Path]:
    """The files that would do, best first, whether they are there or not."""
    if mirror := os.environ.get("FRAMING_MIRROR"):
        yield Path(mirror).expanduser() / place.where
    yield place.kept


def at_hand(place: Place, sha256: str) -> Path | None:
    """The file, if it is here; one in the cache only if it is whole.

    Raises
    ------
    FetchError
        If a file that the user put there, in the mirror or among own copies, is another one.
    """
    for local in candidates(place):
        if local.is_file():
            found = sha256_of(local)
            if found == sha256:
                return local
            if place.own or local != place.kept:
                raise FetchError(another(local, found, sha256))
    return None


def another(where: str | Path, found: str, sha256: str) -> str:
    """What to say of a file with another hash."""
    return f"{where} is not the file on the card: sha256 {found} instead of {sha256}"


def in_vain() -> str:
    """What to add where a mirror is set and does not help."""
    mirror = os.environ.get("FRAMING_MIRROR")
    return f" ({mirror}, where it points now, does not)" if mirror else ""
