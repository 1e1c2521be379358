"""Files out of an archive of a repository: only those asked for, each verified.

An archive is foreign: nothing is written that was not asked for, links and devices are no
files, and there are bounds to what is read of it. It is read as a stream, so memory stays small.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import tarfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple
from uuid import uuid4

from framing.fetch.places import CHUNK, FetchError, another, is_inside


class Limits(NamedTuple):
    """How much an archive may hold.

    Attributes
    ----------
    size : int
        Bytes, unpacked, of all that is read of it.
    members : int
        Files, folders and others.
    ratio : int
        Bytes unpacked for one packed; more is what bombs have.
    header : int
        Bytes in front of one member.
    """

    size: int = 8 << 30
    members: int = 200_000
    ratio: int = 200
    header: int = 1 << 20


LIMITS = Limits()
ALLOWED = 16 << 20  # bytes that may be unpacked before a ratio says anything


class Stream(gzip.GzipFile):
    """What is in a compressed file, within limits.

    Attributes
    ----------
    position : int
        How many bytes were unpacked.
    until : int
        How many may be before the next member must have begun.
    """

    def __init__(self, packed: BinaryIO, limits: Limits) -> None:
        super().__init__(fileobj=packed, mode="rb")
        self.packed, self.limits = packed, limits
        self.position, self.until = 0, limits.header

    def read(self, size: int | None = -1) -> bytes:
        """The next bytes.

        Raises
        ------
        FetchError
            If they are too many.
        """
        piece = super().read(size)
        self.position += len(piece)
        if self.position > self.limits.size:
            raise FetchError(f"it holds more than {self.limits.size:,} bytes")
        if self.position > self.until:
            raise FetchError(f"it has a header of more than {self.limits.header:,} bytes")
        packed = self.packed.tell()
        if self.position > ALLOWED and self.position > self.limits.ratio * packed:
            raise FetchError(f"it unpacks {packed:,} bytes to {self.position:,}, as bombs do")
        return piece


def unpack(
    archive: Path, files: Mapping[str, str], folder: Path, url: str, limits: Limits = LIMITS
) -> None:
    """Put files of an archive into a folder.

    Parameters
    ----------
    archive : Path
        A .tar.gz file in which everything lies in one folder, as those of GitHub.
    files : mapping of str to str
        From paths below that folder to what the files must hash to.
    folder : Path
        Where they are put, under the same paths.
    url : str
        What to call the archive in a message.
    limits : Limits
        How much it may hold.

    Raises
    ------
    FetchError
        If it breaks off or is no archive, lacks a file, holds another one than asked for, a path
        that leads out of it, or more than the limits allow. Files before that are in their place.
    """
    wanted = dict(files)
    try:
        with archive.open("rb") as packed:
            _walk(Stream(packed, limits), wanted, folder, url)
    except FetchError as error:
        raise FetchError(f"{url} cannot be unpacked: {error}") from None
    except (gzip.BadGzipFile, EOFError, tarfile.TarError, zlib.error, ValueError) as error:
        raise FetchError(f"{url} breaks off or is no archive: {error}") from None
    if wanted:
        raise FetchError(f"{url} lacks {len(wanted)} of the files asked for: {next(iter(wanted))}")


def _walk(stream: Stream, wanted: dict[str, str], folder: Path, url: str) -> None:
    """Place what is wanted, and stop when nothing is any more."""
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for count in itertools.count(1):
            if (member := archive.next()) is None:
                return
            archive.members.clear()  # type: ignore[attr-defined]  # it keeps a list of all it has seen
            if count > stream.limits.members:
                raise FetchError(f"it has more than {stream.limits.members:,} members")
            if not is_inside(member.name.rstrip("/")):
                raise FetchError(f"it holds the path {member.name!r}, which leads out of it")
            stream.until = archive.offset + stream.limits.header
            path = member.name.partition("/")[2]
            if path in wanted:
                _place(archive, member, folder / path, wanted.pop(path))
            if not wanted:
                return


def _place(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path, sha256: str) -> None:
    """Copy a member next to its place, verify it and move it there."""
    content = archive.extractfile(member) if member.isreg() and not member.issparse() else None
    if content is None:
        raise FetchError(f"{member.name!r} in it is no file but a link, a folder or a device")
    part = target.with_name(f"{target.name}.{uuid4().hex}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        found = _copied(content, part)
        if found != sha256:
            raise FetchError(another(f"{member.name} in it", found, sha256))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _copied(content: IO[bytes], part: Path) -> str:
    """The SHA-256 of what was copied."""
    digest = hashlib.sha256()
    with part.open("xb") as file:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()
