"""Bytes to text: UTF-8 with and without mark, UTF-16, Windows-1252."""

from __future__ import annotations

import codecs
from pathlib import Path

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HEAD = 4096
FEW = 0.2  # share of lines that may be broken in a file that is UTF-8 all the same


class ReadError(ValueError):
    """A file or a row of it cannot be read; the message names it and says why."""


def encoding_of(path: Path) -> str:
    """The encoding of a file.

    Lines that are no UTF-8 in a file that is UTF-8 for the most part do not make it another
    encoding: they are broken lines, and are found when they are read.

    Raises
    ------
    ReadError
        If the file is none of UTF-8, UTF-16 and Windows-1252.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
        for mark, encoding in MARKS:
            if head.startswith(mark):
                return encoding
        if b"\0" in head:
            return _wide(head) or "utf-8"
        file.seek(0)
        foreign, broken = 0, 0
        for line in file:
            if not line.isascii():
                foreign += 1
                broken += not _is(line, "utf-8")
    if broken <= max(FEW * foreign, 1 if foreign > 1 else 0):
        return "utf-8"
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not _is(line, "cp1252"):
                raise ReadError(
                    f"{path.name}, line {number}: undecodable; there is: UTF-8, UTF-16, Windows-1252"
                )
    return "cp1252"


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero in every other byte."""
    half = len(head) // 2
    if head[1::2].count(0) > 0.6 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.6 * half:
        return "utf-16-be"
    return None


def _is(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def decode(path: Path) -> str:
    """The text of a file.

    Raises
    ------
    ReadError
        If it cannot be decoded; the message names the line.
    """
    encoding = encoding_of(path)
    data = path.read_bytes()
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"{path.name}, line {line}: undecodable as {encoding} (byte {error.start})"
        ) from None


def undecoded(text: str) -> bool:
    """Whether a text read with ``surrogateescape`` holds bytes that are not of its encoding."""
    return not text.isascii() and any("\udc80" <= c <= "\udcff" for c in text)
