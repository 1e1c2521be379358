"""The page of benchmarks: made from stored results, so that no number on it is typed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from framing import __version__

Result = Mapping[str, Any]
KEY = ("dataset", "rater", "protocol")
NEEDED = (*KEY, "command", "n", "seed", "score", "version", "model_sha")
HEAD = """# Benchmarks

This page is generated from the stored results of `framing evaluate`; do not edit it.

Numbers are those of the pooled predictions of all folds, with a 95 % bootstrap interval
(1,000 resamples of the unit that the protocol keeps apart). *majority* is the commonest label,
*outlet* the commonest label of the outlet, learnt without reading a word; both are given in the
score of the task, which stands in brackets behind the name of the corpus. `--json` has the means
of the scores of folds, as many papers print them, too. ECE: 10 bins of equal mass. Speed: rows a
second of CPU
time, features included, parsing not.
"""
COLUMNS = (
    "rater",
    "protocol",
    "weighted F1",
    "macro F1",
    "micro F1",
    "majority",
    "outlet",
    "Brier",
    "ECE",
    "rows/s",
    "n",
)


def record(
    flat: Result, *, dataset: str, rater: str, command: str, model_sha: str | None = None
) -> dict[str, Any]:
    """A flat result with what made it.

    Parameters
    ----------
    flat : mapping
        ``Audit.flat()``.
    dataset, rater : str
        Their names.
    command : str
        The command line that gave the number.
    model_sha : str, optional
        SHA-256 of the recipe or the weights of the rater.

    Examples
    --------
    >>> flat = {"protocol": "folds", "n": 9, "seed": 42, "score": "macro_f1", "macro_f1": 0.7}
    >>> record(flat, dataset="sample", rater="tiny", command="framing evaluate tiny")["rater"]
    'tiny'
    """
    about = {"dataset": dataset, "rater": rater, "command": command}
    return {**about, "version": __version__, "model_sha": model_sha, **flat}


def save_result(path: str | Path, result: Result) -> None:
    """Put a result into a file of results, in place of an older one of the same number.

    Parameters
    ----------
    path : str or Path
        A JSON file, a list of results; made if it is not there. A number is known by dataset,
        rater and protocol.
    result : mapping
        From ``record``.

    Raises
    ------
    ValueError
        If the result, or the file, lacks what a result needs.
    """
    checked(result, "the new result")
    file = Path(path)
    old = read_results(file) if file.exists() else []
    kept = [one for one in old if _key(one) != _key(result)]
    results = sorted([*kept, dict(result)], key=_key)
    text = json.dumps(results, indent=1, ensure_ascii=False, allow_nan=False)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(file)


def read_results(path: str | Path) -> list[dict[str, Any]]:
    """The results in a file.

    Raises
    ------
    ValueError
        If it is no list of results.
    """
    try:
        results = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path} holds no JSON: {error}") from error
    if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        raise ValueError(f"{path} holds no list of results")
    for number, one in enumerate(results):
        checked(one, f"{path}, result {number}")
    return results


def checked(result: Result, where: str) -> Result:
    """The result, or an error that names what it lacks."""
    lacking = [name for name in NEEDED if name not in result]
    if not lacking and result["score"] not in result:
        lacking = [str(result["score"])]
    if lacking:
        raise ValueError(f"{where} lacks {', '.join(lacking)}: it was not made by record()")
    return result


def page(results: Sequence[Result]) -> str:
    """The page of benchmarks in Markdown.

    Parameters
    ----------
    results : sequence of mapping
        From ``read_results``.

    Returns
    -------
    str
        A section a dataset: a table, what limits its numbers, and the command, version and
        model of each.

    Examples
    --------
    >>> flat = {"protocol": "folds", "n": 90, "seed": 42, "score": "macro_f1", "macro_f1": 0.7,
    ...         "macro_f1_low": 0.6, "macro_f1_high": 0.8}
    >>> made = record(flat, dataset="sample", rater="tiny", command="framing evaluate tiny")
    >>> "| tiny | folds |  | .700 (.600–.800) |" in page([made])
    True
    """
    parts = [HEAD]
    for dataset in sorted({str(one["dataset"]) for one in results}):
        own = sorted((one for one in results if one["dataset"] == dataset), key=_key)
        score = str(own[0]["score"]).replace("_f1", " F1")
        parts.append(f"## {dataset} ({score})\n\n{_table(map(_cells, own))}\n\n{_sources(own)}\n")
    return "\n".join(parts)


def _table(rows: Iterable[Sequence[str]]) -> str:
    lines = [COLUMNS, ["---"] * len(COLUMNS), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(one: Result) -> list[str]:
    speed = one.get("sentences_per_second")
    return [
        _escaped(str(one["rater"])),
        _escaped(str(one["protocol"])),
        *(_with_ends(one, score) for score in ("weighted_f1", "macro_f1", "micro_f1")),
        _number(one.get("baseline_majority")),
        _number(one.get("baseline_outlet")),
        _number(one.get("brier")),
        _with_ends(one, "ece"),
        "" if speed is None else f"{speed:,.0f}",
        f"{one['n']:,}",
    ]


def _sources(results: Iterable[Result]) -> str:
    """A line a number: the command, the state and the notes."""
    lines = []
    for one in results:
        sha = str(one["model_sha"] or "")[:12]
        state = f"framing {one['version']}" + (f", model {sha}" if sha else "")
        unit = f"; intervals over {one['units']:,} × {one['unit']}" if "unit" in one else ""
        notes = f" Notes: {_escaped(one['notes'])}." if one.get("notes") else ""
        lines.append(f"- `{one['command']}` ({state}; seed {one['seed']}{unit}).{notes}")
    return "\n".join(lines)


def _with_ends(one: Result, name: str) -> str:
    low, high = one.get(f"{name}_low"), one.get(f"{name}_high")
    ends = "" if low is None or high is None else f" ({_number(low)}–{_number(high)})"
    return _number(one.get(name)) + ends


def _number(value: float | None) -> str:
    """Three digits without the leading zero, empty where there is none."""
    return "" if value is None else f"{value:.3f}".removeprefix("0")


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _key(one: Result) -> tuple[str, ...]:
    return tuple(str(one[name]) for name in KEY)
