"""Bytes to text: UTF-8 with and without mark, UTF-16, Windows-1252."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TextIO

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HEAD = 4096
CHUNK = 1 << 20
KNOWN = "UTF-8, UTF-16, Windows-1252"
# In a file of which so many non-ASCII lines are UTF-8, the others are broken, not Windows-1252.
FEW = 0.1
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Bytes that Windows-1252 has no character for, and a ÿ that no name ends or goes on with.
NOT_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]|(?<![A-Za-z])\xff")
DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
LONE = re.compile("[\ud800-\udfff]")
KEEP_BYTES = "framing.keep_bytes"


class ReadError(ValueError):
    """A file or a row of it cannot be read; the message names it and says why."""


def _keep_bytes(error: UnicodeError) -> tuple[str, int]:
    """Put a lone surrogate for a byte that cannot be decoded, so that its row is found."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    broken = error.object[error.start : error.end]
    return "".join(chr(0xDC00 + byte) for byte in broken), error.end


codecs.register_error(KEEP_BYTES, _keep_bytes)


def guess_encoding(file: BinaryIO) -> str:
    """The encoding of an open file.

    Lines that are no UTF-8 in a file that is UTF-8 otherwise do not make it another
    encoding: they are broken lines, and are found when they are read.
    """
    head = file.read(HEAD)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head and (wide := _wide(head)):
        return wide
    file.seek(0)
    foreign = not_utf8 = not_windows = 0
    for line in _lines(file):
        if not line.isascii():
            foreign += 1
            if not _is_utf8(line):
                not_utf8 += 1
                not_windows += NOT_WINDOWS.search(line) is not None
    if foreign - not_utf8 > FEW * foreign or not_utf8 == not_windows:
        return "utf-8"
    return "cp1252"


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero in every other byte."""
    half = len(head) // 2
    if head[1::2].count(0) > 0.6 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.6 * half:
        return "utf-16-be"
    return None


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file, whichever way they end, read in pieces."""
    rest = b""
    while chunk := file.read(CHUNK):
        *whole, rest = (rest + chunk).replace(b"\r", b"\n").split(b"\n")
        yield from whole
    yield rest


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def encoding_of(path: Path) -> str:
    """The encoding of a file: see ``guess_encoding``."""
    with path.open("rb") as file:
        return guess_encoding(file)


def open_text(path: Path, encoding: str, newline: str | None = "") -> TextIO:
    """Open a file for reading; bytes that cannot be decoded become lone surrogates."""
    return path.open(encoding=encoding, errors=KEEP_BYTES, newline=newline)


def undecoded(text: str) -> bool:
    """Whether a text holds half a character: a byte that was not decoded, or a lone surrogate.

    >>> undecoded("Größe"), undecoded("Gr" + chr(0xDCF6) + "ße")
    (False, True)
    """
    return not text.isascii() and LONE.search(text) is not None


def decode(data: bytes) -> str:
    """The text of a file, from its bytes.

    Raises
    ------
    ReadError
        If it is none of UTF-8, UTF-16 and Windows-1252; the message names the line.

    Examples
    --------
    >>> decode("Größe".encode("cp1252")), decode("Größe".encode("utf-16"))
    ('Größe', 'Größe')
    """
    encoding = guess_encoding(BytesIO(data))
    if not encoding.startswith(("utf-16", "utf-32")):
        _refuse_binary(data[:HEAD])
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"line {line} cannot be decoded as {encoding} (byte {error.start}); there is: {KNOWN}"
        ) from None


def _refuse_binary(head: bytes) -> None:
    if len(CONTROLS.findall(head)) > 0.1 * len(head):
        raise ReadError("binary data, not text")


def decode_page(data: bytes) -> str:
    """The text of an HTML page: as its bytes say, else as the page itself declares.

    Raises
    ------
    ReadError
        If it can be decoded neither way.
    """
    encoding = guess_encoding(BytesIO(data))
    declared = DECLARED.search(data[:HEAD])
    if encoding == "cp1252" and declared:
        try:
            name = codecs.lookup(declared[1].decode()).name
            # Browsers read these two as Windows-1252, which holds all of their letters.
            if name not in ("iso8859-1", "ascii", "utf-8"):
                return data.decode(name)
        except (LookupError, UnicodeDecodeError):  # it declares what it is not: its bytes decide
            return decode(data)
    return decode(data)
