"""Cards for the user's own labelled files: ``framing datasets add``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from framing.cards.own_checks import Examined, examine
from framing.cards.own_labels import NAMES, columns_from
from framing.cards.places import own_folder
from framing.fetch import sha256_of
from framing.language import nearest
from framing.parsing.decoding import ReadError, encoding_of
from framing.parsing.delimited import delimited_table
from framing.parsing.rows import lacking, language_of
from framing.parsing.tables import Table, json_table, parquet_table

SUFFIXES = (".csv", ".tsv", ".jsonl", ".parquet")
GROUPS = ("outlet", "topic", "event", "article", "annotator")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
KNOWN_ENCODINGS = ("utf-8", "utf-8-sig")


def add_dataset(  # noqa: PLR0913  # each is an option of the command
    file: str | Path,
    name: str,
    *,
    text: str | None = None,
    label: str | None = None,
    columns: Mapping[str, str] | None = None,
    languages: Sequence[str] = (),
    licence: str = "not stated",
    folder: str | Path | None = None,
    label_separator: str | None = None,
    left_out: Sequence[str] = (),
    separator: str | None = None,
    quoting: bool = True,
    replace: bool = False,
) -> Path:
    """Make a card for a labelled file of one's own, so that it is read like any dataset.

    The file stays where it is; the card names it with its hash. What is odd in it stands on the
    card under ``known_problems``, what was counted under ``[found]``.

    Parameters
    ----------
    file : str or Path
        .csv, .tsv, .jsonl or .parquet, one sentence or article a row.
    name : str
        What to call the dataset: lower case letters, digits, ``-`` and ``_``.
    text, label : str, optional
        The columns that hold them; by default those called so, or nearly so (``sentence``).
    columns : mapping of str to str, optional
        From our names (``outlet``, ``topic``, ``event``, ``article``, ``annotator``, ``url`` ...)
        to columns of the file; those with such names are found without it.
    languages : sequence of str
        Of the texts; found if left out.
    licence : str
        Under which the texts may be used.
    folder : str or Path, optional
        Where to put the card, in a folder of its name; by default ``own_folder()``.
    label_separator : str, optional
        What stands between several labels in one cell.
    left_out : sequence of str
        Labels whose rows are not used, such as ``no agreement``; empty cells never are.
    separator, quoting
        Of delimited text: what separates cells (found if left out), and whether quotation marks
        enclose them.
    replace : bool
        Whether a card of that name may be there and is written anew.

    Returns
    -------
    Path
        The card.

    Raises
    ------
    ValueError
        If the name is taken or no name, a column, a label to leave out or a language does not
        exist, no row can be used, or the column of labels holds none. The message says what
        there is instead.
    FileNotFoundError
        If there is no such file.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> rows = "The dreadful mayor lied to us all.,yes\\nThe mayor spoke to the council.,no\\n"
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "mine.csv")
    ...     _ = file.write_text("sentence,biased\\n" + rows, encoding="utf-8")
    ...     card = add_dataset(file, "mine", label="biased", languages=["en"], folder=folder)
    ...     tomllib.loads(card.read_text(encoding="utf-8"))["labels"]
    {'no': 0, 'yes': 1}
    """
    file = Path(file).expanduser().resolve()
    target = Path(folder or own_folder()).expanduser() / name / "card.toml"
    _check_name(name, target, replace)
    codes = [language_of(code) for code in languages]
    given = {**(columns or {}), **({"text": text} if text else {})}
    given |= {"label": label} if label else {}
    table = _table(file, separator, quoting)
    rows = list(table.rows)
    known = table.columns or list(dict.fromkeys(key for row in rows for key in row.cells))
    found = _columns(known, given, file.name)
    seen = examine(rows, found, codes, label_separator, left_out)
    facts = _card(file, name, found, seen, licence)
    settings: dict[str, Any] = {"separator": separator} if separator else {}
    settings |= {} if quoting else {"quoting": False}
    facts |= {"format": settings} if settings else {}
    facts |= {"label_separator": label_separator} if label_separator else {}
    return _written(facts, target)


def describe(card: Path) -> str:
    """What was found in a file that was added, as lines to be read.

    Parameters
    ----------
    card : Path
        What ``add_dataset`` returned.
    """
    facts = tomllib.loads(card.read_text(encoding="utf-8"))
    found = facts["found"]
    lines = [
        f"{card.parent.name}: {found['usable']:,} of {found['rows']:,} rows can be used "
        f"({facts['kind']}, {', '.join(facts['languages'])}, {found['encoding']})"
    ]
    lines += [f"  column {ours}: {theirs}" for ours, theirs in facts["columns"].items()]
    meaning = facts.get("labels", {})
    for label, count in found.get("labels", {}).items():
        means = f" -> {meaning[label]}" if isinstance(meaning, Mapping) else ""
        lines.append(f"  label {label}{means}: {count:,}")
    lines += [f"  note: {problem}" for problem in facts["known_problems"]]
    return "\n".join([*lines, f"  card: {card}"])


def _check_name(name: str, target: Path, replace: bool) -> None:
    if not NAME.fullmatch(name):
        raise ValueError(
            f"{name!r} cannot be the name of a dataset; "
            "it may have lower case letters, digits, - and _"
        )
    from framing import cards  # where a test or a user has set CARDS

    if (cards.CARDS / name / "card.toml").exists():
        raise ValueError(f"{name!r} is a dataset that is shipped; give yours another name")
    if target.exists() and not replace:
        raise ValueError(f"there is a dataset {name!r}: {target}; replace it, or name another")


def _table(file: Path, separator: str | None, quoting: bool) -> Table:
    if not file.is_file():
        raise FileNotFoundError(f"there is no file {file}")
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"{file.name}: no format {file.suffix!r}; there is: {', '.join(SUFFIXES)}")
    try:
        if suffix == ".jsonl":
            return json_table(file)
        if suffix == ".parquet":
            return parquet_table(file)
        return delimited_table(file, separator, quoting)
    except ReadError as error:
        raise ValueError(f"{file.name}: {error}") from None


def _columns(known: Sequence[str], given: Mapping[str, str], file: str) -> dict[str, str]:
    """From our names to the columns of the file, all of which exist."""
    for ours in given:
        if ours not in NAMES:
            raise ValueError(f"no column {ours!r} to map; {nearest(ours, NAMES)}")
    if problem := lacking(known, [*given.values()]):
        raise ValueError(f"{file}: {problem}")
    found = columns_from(known, given)
    if "text" not in found:
        raise ValueError(f"{file}: which column is the text? There is: {', '.join(known)}")
    return found


def _card(
    file: Path, name: str, columns: Mapping[str, str], seen: Examined, licence: str
) -> dict[str, Any]:
    """What stands on the card."""
    encoding = "utf-8" if file.suffix.lower() == ".parquet" else encoding_of(file)
    problems = list(seen.problems)
    if encoding not in KNOWN_ENCODINGS:
        problems.append(f"The file is encoded in {encoding}, not in UTF-8.")
    facts: dict[str, Any] = {
        "title": f"{name}: own file {file.name}",
        "task": f"own labels ({columns['label']})" if "label" in columns else "own texts",
        "kind": seen.labels.kind if seen.labels else "none",
        "unit": _unit(seen),
        "languages": seen.languages,
        "licence": licence,
        "citation": "none; a file of your own",
        "route": file.as_posix(),
        "known_problems": problems,
        "groups": [column for column in GROUPS if column in columns],
        "files": {"all": {"path": file.as_posix(), "sha256": sha256_of(file)}},
        "columns": dict(columns),
        "found": {"rows": seen.rows, "usable": len(seen.usable), "encoding": encoding},
    }
    if seen.labels:
        binary = seen.labels.kind == "binary"
        facts["labels"] = dict(seen.labels.meaning) if binary else list(seen.labels.meaning)
        facts["found"]["labels"] = seen.counts
        out = [*seen.left_out, *seen.empty]
        facts |= {"left_out": out} if out else {}
    if seen.contradictions:
        facts["contradictions"] = {"all": seen.contradictions}
    return facts


def _unit(seen: Examined) -> str:
    """Sentence or article, by the length of the text in the middle."""
    lengths = sorted(len(text.split()) for _, text, _, _ in seen.usable)
    return "article" if lengths[len(lengths) // 2] > 100 else "sentence"


def _written(facts: Mapping[str, Any], target: Path) -> Path:
    """The card, in its place as a whole or not at all."""
    import tomli_w

    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"card.{uuid4().hex}.part")
    try:
        part.write_text(tomli_w.dumps(dict(facts), multiline_strings=False), encoding="utf-8")
        return part.replace(target)
    finally:
        part.unlink(missing_ok=True)
