"""Pinned files of public repositories: from a mirror, the cache or the network, verified."""

from __future__ import annotations

import hashlib
import os
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote
from uuid import uuid4

RAW = "https://raw.githubusercontent.com"
ARCHIVES = "https://codeload.github.com"
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
    where = f"{repo}/{commit}/{path}"
    return _at_hand(where, sha256) or _downloaded(where, cache_folder() / where, sha256)


def fetch_all(repo: str, commit: str, files: Mapping[str, str]) -> Mapping[str, Path]:
    """Many files of a repository, as they were at a commit.

    What neither the mirror nor the cache holds is taken from one archive of the repository,
    of which only the files that are asked for are unpacked.

    Parameters
    ----------
    repo : str
        ``owner/name``.
    commit : str
        The full hash of the commit.
    files : mapping of str to str
        From paths inside the repository to what the files must hash to.

    Returns
    -------
    mapping of str to Path
        From the same paths, in the same order, to files that are verified.

    Raises
    ------
    FetchError
        If a file cannot be had, or has another hash than is asked for.
    """
    base = f"{repo}/{commit}"
    found = {path: _at_hand(f"{base}/{path}", sha256) for path, sha256 in files.items()}
    lacking = {path: files[path] for path, local in found.items() if local is None}
    if lacking:
        _unpacked(repo, commit, lacking)
    target = cache_folder() / base
    return MappingProxyType({path: local or target / path for path, local in found.items()})


def _at_hand(where: str, sha256: str) -> Path | None:
    """The file in the mirror or, if it is whole, in the cache."""
    if mirror := os.environ.get("FRAMING_MIRROR"):
        local = Path(mirror).expanduser() / where
        if local.is_file():
            return _verified(local, sha256)
    target = cache_folder() / where
    return target if target.is_file() and sha256_of(target) == sha256 else None


def _verified(path: Path, sha256: str) -> Path:
    found = sha256_of(path)
    if found != sha256:
        raise FetchError(_other(path, found, sha256))
    return path


def _other(where: str | Path, found: str, sha256: str) -> str:
    return f"{where} is not the file on the card: sha256 {found} instead of {sha256}"


def _downloaded(where: str, target: Path, sha256: str) -> Path:
    """Download a file next to its place, verify it and move it there, or leave nothing behind."""
    url = f"{RAW}/{quote(where)}"
    with _loaded(url, target, where) as part:
        found = sha256_of(part)
        if found == sha256:
            return part.replace(target)
    raise FetchError(_other(url, found, sha256))


def _unpacked(repo: str, commit: str, files: Mapping[str, str]) -> None:
    """Put files from the archive of a repository into the cache, each verified."""
    url = f"{ARCHIVES}/{quote(repo)}/tar.gz/{commit}"
    folder = cache_folder() / repo / commit
    wanted = dict(files)
    loaded = _loaded(url, folder / "archive", f"{repo}/{commit}")
    with loaded as part, tarfile.open(part, "r|gz") as archive:
        for member in archive:
            path = member.name.partition("/")[2]  # all lies in one folder, name-commit
            if path in wanted and (content := archive.extractfile(member)):
                _placed(content.read(), folder / path, wanted.pop(path), f"{path} of {url}")
    if wanted:
        raise FetchError(f"{url} lacks {len(wanted)} of the files asked for: {next(iter(wanted))}")


def _placed(content: bytes, target: Path, sha256: str, where: str) -> None:
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise FetchError(_other(where, found, sha256))
    part = _part_of(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _part_of(target: Path) -> Path:
    """Where a file is written before it is whole."""
    return target.with_name(f"{target.name}.{uuid4().hex}.part")


@contextmanager
def _loaded(url: str, target: Path, where: str) -> Iterator[Path]:
    """A download next to ``target``, gone when it is no longer needed there."""
    import pooch

    part = _part_of(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        pooch.HTTPDownloader(chunk_size=CHUNK, timeout=TIMEOUT)(url, str(part), None)
        yield part
    except FetchError:
        raise
    # What requests raises is an OSError; an archive can break off or be none.
    except (OSError, ValueError, EOFError, tarfile.TarError, zlib.error) as error:
        raise FetchError(
            f"cannot fetch {url}: {error}. Set FRAMING_MIRROR to a folder that holds {where}"
            + _in_vain()
        ) from None
    finally:
        with suppress(OSError):  # there is none, or no folder that it could be in
            part.unlink()


def _in_vain() -> str:
    mirror = os.environ.get("FRAMING_MIRROR")
    return f" ({mirror}, where it points now, does not)" if mirror else ""
