"""The manifests of corpora of many files: ``datasets/<name>/files.tsv`` from the mirror.

A line is a split, a path in the repository and the SHA-256 of the file.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpora import mirror
from framing.annotations import annotator
from framing.cards import CARDS, MANIFEST_COLUMNS, card
from framing.fetch import sha256_of

SPLITS = ("train", "dev")


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def german_quotes(folder: Path, split: str) -> Iterator[tuple[str, Path]]:
    """One file an article."""
    for path in sorted(folder.glob(f"data/{split}/*.json")):
        yield split, path


def polnear(folder: Path, split: str) -> Iterator[tuple[str, Path]]:
    """Texts and annotations; where several people annotated one text, the first is the gold."""
    people = defaultdict(list)
    for path in sorted(folder.glob(f"data/{split}/attributions/*.ann")):
        people[annotator(path.name)[0]].append(path)
    for article, (first, *others) in people.items():
        text = folder / "data" / split / "text" / f"{article}.txt"
        yield split, text
        yield split, first
        if others:
            yield f"{split}_others", text
            yield from ((f"{split}_others", path) for path in others)


def main(_: argparse.Namespace) -> None:
    """Write the manifests."""
    for name, listed in (("german_quotes", german_quotes), ("polnear", polnear)):
        where = card(name)["files"]["train"]
        folder = mirror() / where["repo"] / where["commit"]
        rows = sorted(
            (split, path.relative_to(folder).as_posix(), sha256_of(path))
            for part in SPLITS
            for split, path in listed(folder, part)
        )
        target = CARDS / name / where["manifest"]
        lines = ["\t".join(row) for row in [MANIFEST_COLUMNS, *rows]]
        target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(f"written: {target}, {len(rows)} files")
