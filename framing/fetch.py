"""Pinned files of public repositories: from a mirror, the cache or the network, verified."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

RAW = "https://raw.githubusercontent.com"
CHUNK = 1 << 20


class FetchError(ValueError):
    """A file cannot be had, or is not the one that was asked for."""


def cache_folder() -> Path:
    """Where fetched files are kept: ``$FRAMING_CACHE``, else the platform's user cache."""
    if given := os.environ.get("FRAMING_CACHE"):
        return Path(given)
    from platformdirs import user_cache_path

    return user_cache_path("framing")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def fetch(repo: str, commit: str, path: str, sha256: str) -> Path:
    """A file of a repository, as it was at a commit.

    Parameters
    ----------
    repo : str
        ``owner/name``.
    commit : str
        The full hash of the commit.
    path : str
        Path inside the repository.
    sha256 : str
        What the file must hash to.

    Returns
    -------
    Path
        A file that is verified. It lies in ``$FRAMING_MIRROR`` if that holds it, else in the
        cache; it is downloaded the first time.

    Raises
    ------
    FetchError
        If the file cannot be had, or has another hash than the card says.
    """
    if mirror := os.environ.get("FRAMING_MIRROR"):
        local = Path(mirror) / repo / commit / path
        if local.is_file():
            return _verified(local, sha256)
    return _downloaded(repo, commit, path, sha256)


def _verified(path: Path, sha256: str) -> Path:
    found = sha256_of(path)
    if found != sha256:
        raise FetchError(f"{path} is not the file on the card: sha256 {found} instead of {sha256}")
    return path


def _downloaded(repo: str, commit: str, path: str, sha256: str) -> Path:
    import pooch

    target = cache_folder() / repo / commit / path
    url = f"{RAW}/{repo}/{commit}/{path}"
    try:  # pooch writes to a temporary file, verifies it and moves it into place
        return Path(
            pooch.retrieve(url, f"sha256:{sha256}", fname=target.name, path=target.parent)
        )
    except (OSError, ValueError) as error:
        raise FetchError(
            f"cannot fetch {url}: {error}. Set FRAMING_MIRROR to a folder that holds it as "
            f"{repo}/{commit}/{path}"
        ) from None
