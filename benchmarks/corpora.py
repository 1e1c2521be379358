"""Gold files of the mirror that are not datasets of the package: segmentation, quotations."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Gold(NamedTuple):
    """A text and the offsets an annotator gave."""

    name: str
    text: str
    spans: list[tuple[int, int]]


def mirror() -> Path:
    """The folder with the corpora."""
    return Path(os.environ["FRAMING_MIRROR"])


def treebank(pattern: str) -> Iterator[Gold]:
    """The documents of a treebank.

    Sentences are joined by a space, paragraphs by a blank line where the file marks them.
    """
    (path,) = mirror().glob(f"UniversalDependencies/{pattern}")
    text, spans, paragraph, number = "", [], False, 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc") and text:
            yield Gold(f"{path.stem}-{number}", text, spans)
            text, spans, number = "", [], number + 1
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# text ="):
            sentence = line.removeprefix("# text =").strip()
            if text:
                text += "\n\n" if paragraph else " "
            spans.append((len(text), len(text) + len(sentence)))
            text, paragraph = text + sentence, False
    yield Gold(f"{path.stem}-{number}", text, spans)


def german_quotes(split: str) -> Iterator[Gold]:
    """Direct quotations in German Wikinews."""
    for path in sorted(mirror().glob(f"uhh-lt/*/*/data/{split}/*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        spans = [
            (span["charBegin"], span["charEnd"])
            for annotation in article["annotations"]
            if annotation["type"] == "Direct"
            for span in annotation["quote"]["spans"]
        ]
        yield Gold(path.stem, article["originalText"], spans)


def polnear(split: str) -> Iterator[Gold]:
    """Attributed content in US news; annotations of several people are kept as several items."""
    for path in sorted(mirror().glob(f"networkdynamics/PolNeAR/*/data/{split}/attributions/*.ann")):
        text_path = _polnear_text(path)
        with text_path.open(encoding="utf-8", newline="") as file:  # offsets count \r\n as two
            text = file.read()
        spans = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := re.match(r"T\d+\tContent ([\d ;]+)\t", line):
                for fragment in match[1].split(";"):
                    start, end = fragment.split()
                    spans.append((int(start), int(end)))
        yield Gold(path.stem, text, spans)


def _polnear_text(annotations: Path) -> Path:
    folder = annotations.parent.parent / "text"
    exact = folder / f"{annotations.stem}.txt"
    if exact.exists():
        return exact
    for text in folder.glob("*.txt"):  # doubly annotated: the name goes on with the annotator
        if annotations.stem.startswith(text.stem):
            return text
    raise FileNotFoundError(f"no text for {annotations.name} in {folder}")
