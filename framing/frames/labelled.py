"""Labelled examples of a frame: a file with texts and yes or no."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from framing.coding import yes_no
from framing.language import nearest
from framing.parsing.decoding import encoding_of

FEWEST = 5  # labels from which a file is one of labels
ENOUGH = 30  # labels from which a rater is trained
DELIMITERS = ",;\t|"
NEEDED = ("text", "label")
ALSO = {"true": 1, "false": 0, "ja": 1, "nein": 0, "yes": 1, "no": 0}


class FrameFileError(ValueError):
    """A file of frames, or what it names, is not as it should be."""


class Labelled(NamedTuple):
    """Texts with labels.

    Attributes
    ----------
    texts : tuple of str
    labels : tuple of int
        1 where the frame is there, else 0.
    languages : tuple of str
        Codes; empty where the file does not say.
    """

    texts: tuple[str, ...]
    labels: tuple[int, ...]
    languages: tuple[str, ...]


def read_labelled(path: str | Path, where: str) -> Labelled:
    """The rows of a ``.csv`` with the columns ``text``, ``label`` and perhaps ``language``.

    Parameters
    ----------
    path : str or Path
    where : str
        What messages call the frame.

    Raises
    ------
    FrameFileError
        If there is no such file, it lacks a column, a label is none, a text is empty or stands
        there with both labels, or there are fewer than five labels.
    """
    path = Path(path)
    if not path.is_file():
        raise FrameFileError(f"{where}: no labelled file {str(path)!r}")
    where = f"{where}, {path.name}"
    with path.open(encoding=encoding_of(path), newline="") as file:
        head = file.readline()
        file.seek(0)
        reader = csv.DictReader(file, delimiter=max(DELIMITERS, key=head.count))
        columns = [(name or "").removeprefix("\ufeff").strip() for name in reader.fieldnames or ()]
        reader.fieldnames = columns
        for name in NEEDED:
            if name not in columns:
                raise FrameFileError(f"{where}: no column {name!r}; {nearest(name, columns)}")
        rows = [(number, row) for number, row in enumerate(reader, 2)]
    known: dict[str, int] = {}
    languages: list[str] = []
    for number, row in rows:
        text, cell = (row["text"] or "").strip(), (row["label"] or "").strip()
        if not cell:
            continue  # not coded yet
        if not text:
            raise FrameFileError(f"{where}, row {number}: no text")
        label = label_of(cell)
        if label is None:
            raise FrameFileError(f"{where}, row {number}: the label {cell!r} is neither 1 nor 0")
        if known.setdefault(text, label) != label:
            raise FrameFileError(f"{where}, row {number}: the text has the other label above")
        if len(known) > len(languages):
            languages.append((row.get("language") or "").strip())
    if len(known) < FEWEST:
        raise FrameFileError(
            f"{where}: {len(known)} labels; a file of labels has at least {FEWEST}, and a rater "
            f"needs {ENOUGH}"
        )
    return Labelled(tuple(known), tuple(known.values()), tuple(languages))


def label_of(cell: str) -> int | None:
    """1, 0, yes, no, ja, nein, true, false in any case; else None.

    >>> label_of("Yes"), label_of("0"), label_of("maybe")
    (1, 0, None)
    """
    code = yes_no("label", "", "").variables[0].code_of(cell)
    return int(code) if code else ALSO.get(cell.strip().casefold())
