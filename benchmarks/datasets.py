"""The table of all datasets in ``docs/datasets.md``, made from their cards."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from framing.cards import CARDS, card
from framing.cards.rows import labels_of

PAGE = Path(__file__).parent.parent / "docs" / "datasets.md"
BEGIN, END = "<!-- generated: the table -->", "<!-- end of the table -->"
FEW = 6  # labels that are named; more are counted


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the table goes."""
    parser.add_argument("--write", type=Path, default=PAGE, help="the page that holds the table")


def main(args: argparse.Namespace) -> None:
    """Write the table between its two marks."""
    page = args.write.read_text(encoding="utf-8")
    args.write.write_text(with_catalog(page), encoding="utf-8", newline="\n")
    print(f"written: {args.write}")


def with_catalog(page: str) -> str:
    """The page with the table as the cards have it now.

    Raises
    ------
    ValueError
        If the page lacks the two marks that the table stands between.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page needs {BEGIN} and {END}, between which the table stands")
    return f"{before}{begin}\n\n{catalog_page()}\n{end}{after}"


def catalog_page() -> str:
    """All datasets that are shipped as cards: a table, then what is known to be wrong with each."""
    names = sorted(path.parent.name for path in CARDS.glob("*/card.toml"))
    lines = [
        "| dataset | languages | unit, labels | splits (rows) | groups | licence |",
        "|---|---|---|---|---|---|",
        *map(_row, names),
    ]
    for name in names:
        lines += ["", *_section(name)]
    return "\n".join(lines) + "\n"


def _row(name: str) -> str:
    facts = card(name)
    rows = facts.get("rows", {})
    splits = ", ".join(
        f"{split} ({rows[split]:,})" if split in rows else split for split in facts["files"]
    )
    cells = [
        f"[{name}](#{name})",
        ", ".join(facts["languages"]),
        f"{facts['unit']}, {_labels(name)}",
        splits,
        ", ".join(facts.get("groups", ())) or "none",
        facts["licence"] + (" (your own copy)" if "own_copy" in facts else ""),
    ]
    return f"| {' | '.join(cells)} |"


def _labels(name: str) -> str:
    facts = card(name)
    if facts["kind"] in ("binary", "attribution", "none"):
        return {"binary": "0 or 1", "attribution": "attributions", "none": "no label"}[
            facts["kind"]
        ]
    several = "any of " if facts["kind"] == "multilabel" else "one of "
    meanings = list(dict.fromkeys(map(str, (labels_of(facts) or {}).values())))
    if not meanings:
        return several + "many"
    return several + (", ".join(meanings) if len(meanings) <= FEW else f"{len(meanings)}")


def _section(name: str) -> Iterator[str]:
    facts = card(name)
    yield f"### {name}"
    yield ""
    yield f"{facts['title']}. {facts['citation']}"
    yield f"From: {facts['route']}."
    yield ""
    yield from (f"- {problem}" for problem in facts["known_problems"])
    for split, away in facts.get("not_available", {}).items():
        yield f"- Not here: `{split}`, from {away}."
