"""Agency: passives in held-out sentences, predicates in the hand-annotated articles."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

import framing
from framing.document import Document
from framing.extract.agency import PASSIVE, clauses

RESAMPLES = 1000
SEED = 42
NEWS = {"en": "en_allsides.parquet", "de": "de_covid.parquet"}
TIMED = 200


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write the page."""
    parser.add_argument("--write", type=Path, help="write the page: docs/agency_figures.md")


def sentences(language: str) -> Iterator[tuple[str, dict[str, tuple[int, int, int]]]]:
    """For each label and for all: right, marked and found in each held-out sentence."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.extract import test_passive_sentences as held_out

    for text, passives in held_out.sentences(language):
        document = framing.parse(text, language, attribution="rules")
        kinds = held_out.KINDS.values()
        rest = [one for one in clauses(document) if one.kind in kinds]
        found = {"all": (0, len(passives), len(rest))}
        given = {label: sum(one.kind == kind for one in rest) for label, kind in
                 held_out.KINDS.items()}  # fmt: skip
        right = dict.fromkeys(("all", *held_out.KINDS), 0)
        for label, (start, _), _ in passives:
            hit = next((one for one in rest if one.main.start <= start < one.main.end), None)
            if hit is not None:
                rest.remove(hit)
                right["all"] += 1
                right[label] += hit.kind == held_out.KINDS[label]
        found = {"all": (right["all"], len(passives), found["all"][2])}
        for label in held_out.KINDS:
            marked = sum(one == label for one, *_ in passives)
            found[label] = (right[label], marked, given[label])
        yield text, found


def interval(counts: np.ndarray) -> tuple[float, float, float]:
    """F1 with a 95 % interval: sentences drawn again."""
    generator = np.random.default_rng(SEED)
    n = len(counts)
    times = generator.multinomial(n, np.full(n, 1 / n), RESAMPLES)
    sums = times @ counts
    f1 = 2 * sums[:, 0] / np.maximum(sums[:, 1] + sums[:, 2], 1)
    whole = counts.sum(0)
    low, high = np.percentile(f1, [2.5, 97.5])
    return 2 * whole[0] / max(whole[1] + whole[2], 1), low, high


def cases(folder: Path) -> Iterator[tuple[str, dict[str, tuple[int, int]]]]:
    """The hand-annotated articles: predicates found, voice right, agent right (or right absent)."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".gold.json")
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        document = framing.parse(text, gold["lang"])
        yield name, _compared(document, gold["agency"])


def _compared(document: Document, gold: list[dict]) -> dict[str, tuple[int, int]]:  # type: ignore[type-arg]
    found = voice = agent = 0
    for item in gold:
        span = item["predicate"]["start"], item["predicate"]["end"]
        hit = next((one for one in clauses(document) if _overlaps(document, one.spans, span)), None)
        if hit is None:
            continue
        found += 1
        passive = hit.kind in (*PASSIVE, "stative")
        voice += passive == (item["voice"] == "passive")
        agent += (hit.agent is not None) == (item["agent"] is not None)
    return {
        "predicates found": (found, len(gold)),
        "voice right": (voice, found),
        "agent named or not, right": (agent, found),
    }


def _overlaps(document: Document, spans: tuple, span: tuple[int, int]) -> bool:  # type: ignore[type-arg]
    theirs = set(range(*document.tokens_of(span)))
    return any(theirs & set(range(*document.tokens_of(one))) for one in spans)


def speed(articles: Path, language: str) -> float:
    """Milliseconds of CPU an article, parsing not counted."""
    texts = pd.read_parquet(articles / NEWS[language])["text"].sample(TIMED, random_state=SEED)
    documents = [framing.parse(text, language, attribution="rules") for text in texts]
    clauses(documents[0])
    begin = time.process_time()
    for document in documents[1:]:
        clauses(document)
    return (time.process_time() - begin) / (len(documents) - 1) * 1000


def main(args: argparse.Namespace) -> None:
    """Print or write the page."""
    lines = [
        "# Agency: the figures",
        "",
        "Written by `python -m benchmarks agency --write docs/agency_figures.md` with framing "
        f"{framing.__version__}. What is measured: [agency](agency.md).",
        "",
        "## Passives in held-out sentences",
        "",
        "Invented sentences as they stand in news, written and marked by somebody who had not "
        "seen the rules (`tests/extract/passives_*.txt`); 95 % intervals, sentences drawn again. "
        "*Detection*: a passive or state is found, whatever its kind.",
        "",
        "| language | sentences | what | marked | F1 | 95 % |",
        "|---|--:|---|--:|--:|---|",
    ]
    for language in NEWS:
        rows = list(sentences(language))
        for label in ("all", "agent", "noagent", "stative"):
            counts = np.array([found[label] for _, found in rows], float)
            f1, low, high = interval(counts)
            what = "detection" if label == "all" else f"kind: {label}"
            lines.append(
                f"| {language} | {len(rows)} | {what} | {int(counts[:, 1].sum())} | {f1:.3f} | "
                f"{low:.3f} to {high:.3f} |"
            )
    lines += [
        "",
        "## Predicates in the hand-annotated articles",
        "",
        "Two articles by one annotator: an acceptance case, no estimate.",
        "",
        "| article | what | right | of |",
        "|---|---|--:|--:|",
    ]
    for name, found in cases(Path(os.environ["FRAMING_MIRROR"]).parent / "cases"):
        lines += [f"| {name} | {what} | {n} | {of} |" for what, (n, of) in found.items()]
    lines += ["", "## Speed", ""]
    lines += [
        f"{language}: {speed(args.articles, language):.1f} ms an article on one core, tagging "
        "included, parsing not."
        for language in NEWS
    ]
    text = "\n".join(lines) + "\n"
    if args.write:
        args.write.write_text(text, encoding="utf-8")
    print(text)
