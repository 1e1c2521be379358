"""Pinned files of public repositories: from a mirror, the cache or the network, verified."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

RAW = "https://raw.githubusercontent.com"
CHUNK = 1 << 20
TIMEOUT = 30  # seconds without an answer


class FetchError(ValueError):
    """A file cannot be had, or is not the one that was asked for."""


def cache_folder() -> Path:
    """Where fetched files are kept: ``$FRAMING_CACHE``, else the platform's user cache."""
    if given := os.environ.get("FRAMING_CACHE"):
        return Path(given).expanduser()
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
        local = Path(mirror).expanduser() / repo / commit / path
        if local.is_file():
            return _verified(local, sha256)
    target = cache_folder() / repo / commit / path
    if target.is_file() and sha256_of(target) == sha256:
        return target
    return _downloaded(f"{repo}/{commit}/{path}", target, sha256)


def _verified(path: Path, sha256: str) -> Path:
    found = sha256_of(path)
    if found != sha256:
        raise FetchError(_other(path, found, sha256))
    return path


def _other(where: str | Path, found: str, sha256: str) -> str:
    return f"{where} is not the file on the card: sha256 {found} instead of {sha256}"


def _downloaded(where: str, target: Path, sha256: str) -> Path:
    """Download a file next to its place, verify it and move it there, or leave nothing behind."""
    import pooch

    url = f"{RAW}/{quote(where)}"
    part = target.with_name(f"{target.name}.{uuid4().hex}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        pooch.HTTPDownloader(chunk_size=CHUNK, timeout=TIMEOUT)(url, str(part), None)
        found = sha256_of(part)
        if found == sha256:
            return part.replace(target)
    except (OSError, ValueError) as error:  # what requests raises is an OSError
        raise FetchError(
            f"cannot fetch {url}: {error}. Set FRAMING_MIRROR to a folder that holds {where}"
            + _in_vain()
        ) from None
    finally:
        with suppress(OSError):  # there is none, or no folder that it could be in
            part.unlink()
    raise FetchError(_other(url, found, sha256))


def _in_vain() -> str:
    mirror = os.environ.get("FRAMING_MIRROR")
    return f" ({mirror}, where it points now, does not)" if mirror else ""
