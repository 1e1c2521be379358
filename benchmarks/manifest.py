"""The manifests of corpora of many files: ``datasets/<name>/files.tsv`` from the mirror.

A line is a split, a path in the repository and the SHA-256 of the file.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.corpora import mirror
from framing.annotations import annotator
from framing.cards import CARDS, MANIFEST_COLUMNS, card
from framing.fetch import sha256_of

SEMEVAL_FOLDERS = {"de": "ge", "en": "en"}  # what the corpus calls the languages
Lister = Callable[[Path, str], Iterator[tuple[str, Path]]]


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def matching(*patterns: str) -> Lister:
    """All files that fit; ``{split}``, ``{part}``, ``{folder}``: train-de, train, ge."""

    def listed(folder: Path, split: str) -> Iterator[tuple[str, Path]]:
        part, _, language = split.partition("-")
        known = {"split": split, "part": part, "folder": SEMEVAL_FOLDERS.get(language, "")}
        for pattern in patterns:
            yield from ((split, path) for path in sorted(folder.glob(pattern.format(**known))))

    return listed


def polnear(folder: Path, split: str) -> Iterator[tuple[str, Path]]:
    """Texts and annotations; where several people annotated one text, the first is the gold."""
    part, _, others = split.partition("_")
    people = defaultdict(list)
    for path in sorted(folder.glob(f"data/{part}/attributions/*.ann")):
        people[annotator(path.name)[0]].append(path)
    for article, (first, *rest) in people.items():
        chosen = rest if others else [first]
        if chosen:
            yield split, folder / "data" / part / "text" / f"{article}.txt"
            yield from ((split, path) for path in chosen)


def semeval_genre(folder: Path, split: str) -> Iterator[tuple[str, Path]]:
    """The labels, and the articles they are of: some German ones are in dev of other subtasks."""
    part, _, language = split.partition("-")
    base = folder / "data" / SEMEVAL_FOLDERS[language]
    labels = base / f"{part}-labels-subtask-1.txt"
    yield split, labels
    for line in labels.read_text(encoding="utf-8").splitlines():
        name = f"article{line.partition(chr(9))[0]}.txt"
        (path,) = base.glob(f"*-articles-subtask-2/{name}")
        yield split, path


LISTERS: dict[str, Lister] = {
    "basil": matching("articles/*/*.json", "annotations/*/*.json"),
    "german_quotes": matching("data/{split}/*.json"),
    "hyperpartisan": matching("*byarticle*.xml"),
    "narrative_frames": matching(
        "experiments/data_splits_raw/Fold_*/test.txt",
        "data/role_and_frame_annoations.tsv",
        "data/full_annotations.json",
    ),
    "newswcl50": matching("Annotations.csv", "urls.tsv"),
    "polnear": polnear,
    "semeval2023-frames": matching(
        "data/{folder}/{part}-articles-subtask-2/*.txt",
        "data/{folder}/{part}-labels-subtask-2.txt",
    ),
    "semeval2023-genre": semeval_genre,
    "semeval2023-persuasion": matching("data/{folder}/{part}-labels-subtask-3.t*"),
    "semeval2023-spans": matching(
        "data/{folder}/{part}-articles-subtask-3/*.txt",
        "data/{folder}/{part}-labels-subtask-3-spans/*.txt",
    ),
}


def main(_: argparse.Namespace) -> None:
    """Write the manifests."""
    for name, listed in LISTERS.items():
        rows = []
        for split, where in card(name)["files"].items():
            folder = mirror() / where["repo"] / where["commit"]
            rows += [
                (part, path.relative_to(folder).as_posix(), sha256_of(path))
                for part, path in listed(folder, split)
            ]
        target = CARDS / name / "files.tsv"
        lines = ["\t".join(row) for row in [MANIFEST_COLUMNS, *sorted(rows)]]
        target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(f"written: {target}, {len(rows)} files")
