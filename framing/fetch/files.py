"""One file or many: looked for at hand, else downloaded, verified and kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from framing.fetch.download import Part, alone, load, told
from framing.fetch.notes import show_licence
from framing.fetch.places import (
    FetchError,
    Place,
    another,
    at_hand,
    cache_folder,
    candidates,
    sha256_of,
)
from framing.fetch.unpack import unpack

RAW = "https://raw.githubusercontent.com"
ARCHIVES = "https://codeload.github.com"


def fetch(
    repo: str,
    commit: str,
    path: str,
    sha256: str,
    name: str = "",
    licence: str = "",
    own: str = "",
    route: str = "",
) -> Path:
    """A file of a repository, as it was at a commit.

    A download that breaks off is continued by the next call. Of several processes that want the
    same file one loads it and the others wait for it.

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
    name, licence : str
        The dataset and its licence, which is shown on stderr before the first download.
    own : str
        The corpus, if its files may not be downloaded: they are looked for in the mirror and in
        ``data_folder()``, never on the network.
    route : str
        Where the user's own copy comes from.

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
    place = Place(repo, commit, path, own, route).checked()
    if local := at_hand(place, sha256):
        return local
    if own:
        raise FetchError(_not_at_hand(place, 1))
    return _downloaded(place, sha256, name, licence)


def fetch_all(
    repo: str,
    commit: str,
    files: Mapping[str, str],
    name: str = "",
    licence: str = "",
    own: str = "",
    route: str = "",
) -> Mapping[str, Path]:
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
    name, licence, own, route : str
        As for ``fetch``.

    Returns
    -------
    mapping of str to Path
        From the same paths, in the same order, to files that are verified.

    Raises
    ------
    FetchError
        If a file cannot be had, or has another hash than is asked for.
    """
    places = {path: Place(repo, commit, path, own, route).checked() for path in files}
    found = {path: at_hand(place, files[path]) for path, place in places.items()}
    lacking = [path for path, local in found.items() if local is None]
    if lacking and own:
        raise FetchError(_not_at_hand(places[lacking[0]], len(lacking)))
    if lacking:
        _unpacked(repo, commit, {path: files[path] for path in lacking}, name, licence)
    return MappingProxyType({path: local or places[path].kept for path, local in found.items()})


def here(repo: str, commit: str, path: str, own: str = "") -> bool:
    """Whether a file is at hand, by its existence only: it is neither read nor verified.

    Parameters
    ----------
    repo, commit, path, own : str
        As for ``fetch``.

    Examples
    --------
    >>> here("nobody/nothing", "0" * 40, "no.csv")
    False
    """
    return any(local.is_file() for local in candidates(Place(repo, commit, path, own).checked()))


def _downloaded(place: Place, sha256: str, name: str, licence: str) -> Path:
    """Load a file next to its place, verify it and move it there."""
    url = f"{RAW}/{quote(place.where)}"
    part = Part.of(place.kept, sha256)
    with told(url, place.where, part), alone(place.where):
        if local := at_hand(place, sha256):  # another process loaded it in the meantime
            return local
        show_licence(name, licence)
        label = f"{name or place.repo}: {Path(place.path).name}"
        if part.size and sha256_of(part.path) == sha256:
            return part.becomes(place.kept)
        for _ in range(2):
            resumed = load(url, part, label)
            found = sha256_of(part.path)
            if found == sha256:
                return part.becomes(place.kept)
            part.discard()
            if not resumed:
                break
    raise FetchError(another(url, found, sha256))


def _unpacked(repo: str, commit: str, files: Mapping[str, str], name: str, licence: str) -> None:
    """Put files from the archive of a repository into the cache, each verified."""
    url, where = f"{ARCHIVES}/{quote(repo)}/tar.gz/{commit}", f"{repo}/{commit}"
    folder = cache_folder() / where
    part = Part.of(folder.with_name(f"{commit}.tar.gz"))
    with told(url, where, part), alone(where):
        places = {path: Place(repo, commit, path) for path in files}
        files = {path: sha for path, sha in files.items() if not at_hand(places[path], sha)}
        if not files:  # another process loaded them in the meantime
            return None
        show_licence(name, licence)
        if not part.version:  # nothing would tell that it is of the same archive
            part.discard()
        while True:
            resumed = load(url, part, f"{name or repo}: archive")
            try:
                return unpack(part.path, files, folder, url)
            except FetchError:
                if not resumed:
                    raise
            finally:
                part.discard()


def _not_at_hand(place: Place, count: int) -> str:
    """What to say of files that only the user can get."""
    more = f" and {count - 1} more" if count > 1 else ""
    source = place.route or f"the makers of {place.own}"
    mirror = os.environ.get("FRAMING_MIRROR")
    return (
        f"{place.own} may not be downloaded from here: get your own copy from {source}. "
        f"{place.path}{more} is lacking: put it at {place.kept}, or set FRAMING_DATA to a folder "
        f"that holds {place.own}/{place.path}"
        + (f". The mirror {mirror} does not hold {place.where}" if mirror else "")
    )
