"""Downloads that go on where they broke off, one process at a time."""

from __future__ import annotations

import errno
import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from framing.fetch.notes import Bar, say
from framing.fetch.places import FetchError, cache_folder, in_vain

if TYPE_CHECKING:
    from requests import Response

PIECE = 1 << 15  # bytes; what is lost at most where a connection breaks
TIMEOUT = 30  # seconds without an answer
LARGEST = 4 << 30  # bytes of one download
FULL = (errno.ENOSPC, errno.EDQUOT)
RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


class Part(NamedTuple):
    """A file that is not whole yet, and beside it what the server calls its version.

    It is written by one process at a time, and lies under no name that a file is looked for.
    """

    path: Path

    @classmethod
    def of(cls, target: Path, sha256: str = "") -> Part:
        """What is loaded of a file; of one with another hash it is another part."""
        mark = f".{sha256[:16]}" if sha256 else ""
        return cls(target.with_name(f"{target.name}{mark}.part"))

    @property
    def _beside(self) -> Path:
        return self.path.with_name(f"{self.path.name}.etag")

    @property
    def size(self) -> int:
        """How many bytes are there."""
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def version(self) -> str:
        """The ETag that the server gave; empty if it gave none."""
        return self._beside.read_text(encoding="latin-1") if self._beside.is_file() else ""

    def start(self, version: str) -> None:
        """Begin afresh, with a version of the file."""
        self.discard()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if version and not version.startswith("W/"):  # a weak one says nothing about bytes
            self._beside.write_text(version, encoding="latin-1")

    def discard(self) -> None:
        """Leave nothing of it behind."""
        self.path.unlink(missing_ok=True)
        self._beside.unlink(missing_ok=True)

    def becomes(self, target: Path) -> Path:
        """Give it its final name, in one step."""
        self._beside.unlink(missing_ok=True)
        return self.path.replace(target)


def load(url: str, part: Part, label: str) -> bool:
    """Load what a part lacks.

    Parameters
    ----------
    url : str
        Where the file is.
    part : Part
        What is there of it. The server is asked for the rest (``Range``), if it still has the
        same version (``If-Range``); one that does not know this sends the whole file.
    label : str
        What to call the file on the progress bar.

    Returns
    -------
    bool
        Whether what was there is part of the result.

    Raises
    ------
    OSError
        If the connection fails or breaks off, or the disk is full. What is there stays, to be
        continued; on a full disk it is removed.
    """
    import requests

    start = part.size
    headers = {"Accept-Encoding": "identity"}  # bytes of a compressed answer cannot be continued
    if start:
        headers["Range"] = f"bytes={start}-"
        if part.version:
            headers["If-Range"] = part.version
    with requests.get(url, headers=headers, stream=True, timeout=TIMEOUT) as answer:
        if start and answer.status_code == 416:  # there is nothing after what is there
            return True
        answer.raise_for_status()
        resumed = bool(start) and answer.status_code == 206
        if resumed:
            found = RANGE.fullmatch(answer.headers.get("Content-Range", ""))
            if found is None or int(found[1]) != start:
                return True  # and the hash will tell that it is not whole
        else:
            part.start(answer.headers.get("ETag", ""))
        _written(answer, part, label)
    return resumed


def _written(answer: Response, part: Part, label: str) -> None:
    """Append the body of an answer to a part."""
    done = part.size
    total = _total(answer, done)
    if total is not None and total > LARGEST:
        raise OSError(f"it is {total:,} bytes long, more than {LARGEST:,}")
    if total is not None and total - done > shutil.disk_usage(part.path.parent).free:
        raise OSError(errno.ENOSPC, "No space left on device")
    with Bar(label, total, done) as bar, part.path.open("ab") as file:
        for piece in answer.iter_content(PIECE):
            file.write(piece)
            bar.advance(len(piece))
            if bar.done > LARGEST:
                raise OSError(f"it is longer than {LARGEST:,} bytes")
    if total is not None and part.size < total:
        raise OSError(f"it breaks off after {part.size:,} of {total:,} bytes")


def _total(answer: Response, done: int) -> int | None:
    """How long the whole file is, if the server says."""
    length = answer.headers.get("Content-Length", "")
    encoded = answer.headers.get("Content-Encoding", "identity") != "identity"
    return done + int(length) if length.isdecimal() and not encoded else None


@contextmanager
def alone(where: str) -> Iterator[None]:
    """Do something to a file of the cache that no other process does at the same time.

    The lock is the operating system's: it ends with the process that holds it.
    """
    from filelock import FileLock, Timeout

    folder = cache_folder() / ".locks"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"{hashlib.sha256(where.encode()).hexdigest()[:32]}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(f"waiting: another process loads {where}")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def told(url: str, where: str, part: Part) -> Iterator[None]:
    """Say what failed, and what to do about it.

    Raises
    ------
    FetchError
        In place of every error of the network and the disk.
    """
    try:
        yield
    except OSError as error:  # what requests raises is one
        if error.errno in FULL:
            part.discard()
            raise FetchError(
                f"cannot fetch {url}: the disk is full; {cache_folder()} needs more room. "
                "Set FRAMING_CACHE to a folder on another disk"
            ) from None
        raise FetchError(
            f"cannot fetch {url}: {_reason(error)}. {_kept(part)}Set FRAMING_MIRROR to a folder "
            f"that holds {where}{in_vain()}"
        ) from None


def _kept(part: Part) -> str:
    size = part.size
    return f"{size:,} bytes are kept; the next call goes on from there. " if size else ""


def _reason(error: OSError) -> str:
    """What went wrong, without the insides of the library."""
    import requests

    answer = getattr(error, "response", None)
    if isinstance(error, requests.HTTPError) and answer is not None:
        return f"the server answers {answer.status_code} {answer.reason}"
    if isinstance(error, requests.Timeout):
        return f"no answer within {TIMEOUT} seconds"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return f"the connection breaks off ({error})"
    if isinstance(error, requests.ConnectionError):
        inner = getattr(error.args[0], "reason", error) if error.args else error
        return f"no connection ({str(inner).rpartition(': ')[2]})"
    return str(error)
