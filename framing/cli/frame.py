"""``framing frame`` and ``framing sheet``: frames of one's own, and sheets for hand coding."""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.cli.options import positive

if TYPE_CHECKING:
    from framing.document import Corpus
    from framing.frames.own import OwnFrame

UNITS = ("article", "sentence")  # those of a recipe, which --help does not load


def check(args: argparse.Namespace) -> None:
    """Check a file of frames and say what stands in it."""
    from framing.frames.own import load_frames

    for frame in load_frames(args.file):
        codes = sorted({*frame.seeds, *frame.approved})
        terms = ", ".join(f"{code}: {len(frame.terms(code))} terms" for code in codes)
        labels = f"; {len(frame.labels().labels)} labels" if frame.labelled else ""
        print(f"{frame.id} ({frame.name}): {terms}{labels}")


def expand(args: argparse.Namespace) -> None:
    """Propose words of a corpus as further terms, to be approved in a table."""
    import pandas as pd

    from framing.frames.own_expand import expand as candidates

    corpus = _read(args)
    tables = [candidates(frame, corpus, args.n) for frame in _frames(args)]
    table = pd.concat(tables, ignore_index=True)
    if not args.out:
        print(table.drop(columns=["example", "approved"]).to_string(index=False))
        return
    from framing.coding.sheets import guarded

    written = {name: table[name].map(guarded) for name in ("candidate", "example")}
    table.assign(**written).to_csv(args.out, index=False, encoding="utf-8-sig")
    _say(
        f"written: {args.out}, {len(table)} candidates; set `approved` to yes, then "
        f"`framing frame approve {args.file} {args.out}`"
    )


def approve(args: argparse.Namespace) -> None:
    """Write approved candidates into the file of frames."""
    import pandas as pd

    from framing.coding.sheets import unguarded
    from framing.frames.own import load_frames, save_frames
    from framing.frames.own_expand import approve as approved

    table = pd.read_csv(args.table, sep=None, engine="python", dtype=str, encoding="utf-8-sig")
    if "candidate" in table.columns:
        table["candidate"] = table["candidate"].map(unguarded)
    frames = load_frames(args.file)
    unknown = set(table.get("frame", [])) - {frame.id for frame in frames}
    if unknown:
        raise ValueError(f"{args.table}: frames {sorted(map(str, unknown))} are not in {args.file}")
    there = set(table.get("frame", [frame.id for frame in frames]))
    save_frames([approved(f, table) if f.id in there else f for f in frames], args.file)
    _say(f"written: {args.file}")


def sheet(args: argparse.Namespace) -> None:
    """Draw articles to label for a frame, and write the sheet."""
    from framing.coding import sample_for_labelling, write_sheet
    from framing.frames.own_fit import seed_rater
    from framing.models import load_rater

    frame = _one(args)
    corpus = _of_language(_read(args), args.language, frame)
    rater = load_rater(Path(args.rater)) if args.rater else seed_rater(frame, corpus, args.unit)
    done = _labelled_ids(args.without, frame)
    sample = sample_for_labelling(
        corpus, args.n, rater, args.by, args.seed, likely=not args.rater, without=done
    )
    path = write_sheet(args.out, sample, frame.codebook(corpus[0].language))
    _say(f"written: {path}, {len(sample)} articles; fill in the column `{frame.id}` with 1 or 0")


def fit(args: argparse.Namespace) -> None:
    """Train a rater of a frame from its terms and a coded sheet."""
    from framing.frames.own_fit import fit_frame
    from framing.frames.own_scores import save_frame
    from framing.models import known_error

    frame = _one(args)
    documents, labels = _coded(args, frame)
    pool = _of_language(_read(args), documents[0].language, frame) if args.corpus else ()
    rater = fit_frame(frame, documents, labels, pool, args.unit)
    save_frame(rater, args.out, args.licence)
    print(f"{frame.id}: {known_error(rater)}, n = {len(labels)}, {sum(labels)} with the frame")
    _say(f"written: {args.out}")


def curve(args: argparse.Namespace) -> None:
    """Say what more labels would bring: scores by the number of labels."""
    from framing.audit import learning_curve
    from framing.frames.labelled import ENOUGH
    from framing.frames.own_learner import FrameLearner

    frame = _one(args)
    documents, labels = _coded(args, frame)
    rows = [_with_label(d, label) for d, label in zip(documents, labels, strict=True)]
    most = len(rows) * 4 // 5  # of five folds, four are learnt from
    sizes = [size for size in (ENOUGH, 2 * ENOUGH, 4 * ENOUGH, 8 * ENOUGH) if size < most]
    if most < ENOUGH:
        need = -(-ENOUGH * 5 // 4)
        raise ValueError(f"{frame.where}: {len(rows)} labels; a learning curve needs {need}")
    pool = _of_language(_read(args), documents[0].language, frame) if args.corpus else ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = learning_curve(
            lambda: FrameLearner(frame, pool, args.unit), rows, "folds", [*sizes, most - 1]
        )
    columns = ["draw", "size", "n_train", "n_test", "macro_f1", "accuracy"]
    print(found[columns].round(3).to_string(index=False))


def codebook(args: argparse.Namespace) -> None:
    """Draw articles and write a sheet for a codebook of the package."""
    from framing.coding import load_codebook, sample_for_labelling, write_sheet

    book = load_codebook(args.codebook, args.in_language)
    sample = sample_for_labelling(_read(args), args.n, None, args.by, args.seed)
    path = write_sheet(args.out, sample, book)
    _say(f"written: {path}, {len(sample)} articles, and {path.with_suffix('.md').name} to code by")


def _frames(args: argparse.Namespace) -> list[OwnFrame]:
    from framing.frames.own import load_frames
    from framing.language import nearest

    frames = {frame.id: frame for frame in load_frames(args.file)}
    if args.frame and args.frame not in frames:
        raise ValueError(f"{args.file}: no frame {args.frame!r}; {nearest(args.frame, frames)}")
    return [frames[args.frame]] if args.frame else list(frames.values())


def _one(args: argparse.Namespace) -> OwnFrame:
    frames = _frames(args)
    if len(frames) > 1:
        known = ", ".join(frame.id for frame in frames)
        raise ValueError(f"{args.file} has several frames; name one with --frame: {known}")
    return frames[0]


def _read(args: argparse.Namespace) -> Corpus:
    from framing.parsing import read

    return read(args.corpus, attribution="rules")


def _of_language(corpus: Corpus, language: str | None, frame: OwnFrame) -> Corpus:
    """The articles in one language, if there are several; aloud."""
    from framing.document import Corpus

    codes = sorted({document.language for document in corpus})
    if language is None and len(codes) > 1:
        raise ValueError(f"the corpus is in {', '.join(codes)}; name one with --language")
    kept = [d for d in corpus if language in (None, d.language)]
    if not kept:
        raise ValueError(f"no article of the corpus is in {language!r}; there is: {codes}")
    if len(kept) < len(corpus):
        _say(f"{len(corpus) - len(kept)} articles in another language are left out")
    frame.lexicon(kept[0].language)
    return Corpus(tuple(kept))


def _labelled_ids(sheets: list[str], frame: OwnFrame) -> set[str]:
    from framing.coding import read_sheet

    return {name for one in sheets for name in read_sheet(one, frame.codebook())["article"]}


def _coded(args: argparse.Namespace, frame: OwnFrame) -> tuple[list[Any], list[int]]:
    """The labelled articles of a sheet, or of the frame's own file of labels."""
    from framing.coding import read_sheet
    from framing.parsing import parse

    texts, labels, codes = [], [], []
    if not args.sheets:
        own = frame.labels()
        texts, labels, codes = list(own.texts), list(own.labels), list(own.languages)
    for one in args.sheets:
        table = read_sheet(one, frame.codebook())
        coded = table[table[frame.id].notna()]
        texts += list(coded["text"])
        labels += [int(code) for code in coded[frame.id]]
        codes += [""] * len(coded)
    known = [code for code in frame.seeds if frame.seeds[code]]
    only = args.language or (known[0] if len(known) == 1 else None)
    documents = [
        parse(text, code or only, id=f"{frame.id}-{i}", attribution="rules")
        for i, (text, code) in enumerate(zip(texts, codes, strict=True), 1)
    ]
    return documents, labels


def _with_label(document: Any, label: int) -> Any:
    from dataclasses import replace

    return replace(document, meta={**document.meta, "label": label})


def _say(line: str) -> None:
    print(f"framing: {line}", file=sys.stderr, flush=True)


def add(commands: Any) -> None:
    """The commands and their options."""
    sub = commands.add_parser(
        "frame",
        help="frames of one's own: check, expand, approve, sheet, fit, curve",
        epilog="example: framing frame sheet my_frames.toml articles/ --n 60 --out sheet.csv",
    )
    parts = sub.add_subparsers(required=True, metavar="STEP")
    _step(parts, "check", check, ())
    one = _step(parts, "expand", expand, ("corpus",))
    one.add_argument("--n", type=positive, default=30, metavar="N", help="candidates a language")
    one.add_argument("--out", metavar="TABLE", help="a .csv to approve candidates in")
    one = _step(parts, "approve", approve, ())
    one.add_argument("table", metavar="TABLE", help="the .csv of expand, `approved` filled in")
    one = _step(parts, "sheet", sheet, ("corpus",))
    _add_drawing(one)
    one.add_argument("--rater", metavar="FOLDER", help="of fit: draw what it is unsure of")
    one.add_argument(
        "--without", action="append", default=[], metavar="SHEET", help="its articles are done"
    )
    for name, run in (("fit", fit), ("curve", curve)):
        one = _step(parts, name, run, ("sheets",))
        one.add_argument("--corpus", nargs="+", metavar="FILE", help="articles without labels")
        if name == "fit":
            one.add_argument("--out", required=True, metavar="FOLDER", help="where it goes")
            one.add_argument("--licence", default="as the texts", help="of the weights")
    _add_codebook(commands)


def _step(parts: Any, name: str, run: Any, more: tuple[str, ...]) -> Any:
    one = parts.add_parser(name, help=run.__doc__, description=run.__doc__)
    one.set_defaults(run=run)
    one.add_argument("file", metavar="FILE", help="my_frames.toml")
    if "corpus" in more:
        one.add_argument("corpus", nargs="+", metavar="CORPUS", help="what analyze reads")
    if "sheets" in more:
        one.add_argument(
            "sheets", nargs="*", metavar="SHEET", help="coded; else the frame's `labelled` file"
        )
    if more:
        one.add_argument("--language", metavar="CODE", help="de or en, where there are both")
        one.add_argument("--unit", choices=UNITS, default="article", help="headlines: sentence")
    one.add_argument("--frame", metavar="ID", help="which, if the file has several")
    return one


def _add_drawing(one: Any) -> None:
    one.add_argument("--n", type=positive, default=60, metavar="N", help="how many to draw")
    one.add_argument("--by", metavar="COLUMN", help="equally many of each, as of each outlet")
    one.add_argument("--seed", type=int, default=0, metavar="N")
    one.add_argument("--out", required=True, metavar="SHEET", help=".csv, .json (Label Studio)")


def _add_codebook(commands: Any) -> None:
    one = commands.add_parser(
        "sheet",
        help=codebook.__doc__,
        description=codebook.__doc__,
        epilog="codebooks: episodic_thematic, game_strategy, generic_frames",
    )
    one.set_defaults(run=codebook)
    one.add_argument("codebook", metavar="CODEBOOK")
    one.add_argument("corpus", nargs="+", metavar="CORPUS", help="what analyze reads")
    one.add_argument("--in-language", default="en", metavar="CODE", help="of the codebook")
    _add_drawing(one)
