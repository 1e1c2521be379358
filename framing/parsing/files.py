"""Which files a path, folder, pattern or list stands for, and what their articles are called."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from framing.language import nearest
from framing.parsing.decoding import ReadError

TABLES = (".csv", ".tsv", ".jsonl", ".parquet")
PAGES = (".html", ".htm")
TEXTS = (".txt", ".md")
SUFFIXES = (*TEXTS, *PAGES, *TABLES)
STDIN = "-"
LONGEST_PATH = 1000


class File(NamedTuple):
    """A file to read: what its articles are called after, and what messages call it."""

    path: Path
    name: str
    label: str


def expand(source: str | Path) -> list[Path]:
    """The files a path stands for: itself, those in a folder, or those of a pattern.

    Hidden files (``.name``) of a folder are left out, as patterns do.

    Raises
    ------
    ReadError
        If there are none.
    """
    return [path for path, _ in _found(source)]


def files_of(sources: Iterable[str | Path]) -> list[File]:
    """All files of some paths, each with a name of its own.

    A file is called by its path in its folder, without suffix; where two would be called the
    same, with suffix; else by the whole path.
    """
    found = [one for source in sources for one in _found(source)]
    inside = [path.relative_to(root).as_posix() for path, root in found]
    names = [name.removesuffix(Path(name).suffix) for name in inside]
    for longer in (inside, [path.as_posix() for path, _ in found]):
        times = Counter(names)
        names = [
            name if times[name] == 1 else more for name, more in zip(names, longer, strict=True)
        ]
    times = Counter(inside)
    return [
        File(path, name, label if times[label] == 1 else path.as_posix())
        if path != Path(STDIN)
        else File(path, "stdin", "standard input")
        for (path, _), name, label in zip(found, names, inside, strict=True)
    ]


def _found(source: str | Path) -> list[tuple[Path, Path]]:
    """The files a path stands for, each with the folder that it is named within."""
    name = str(source)
    if str(source) == STDIN:
        return [(Path(STDIN), Path())]
    if not name.strip():
        raise ReadError("an empty path; '.' is the folder you are in")
    if "\n" in name or "\0" in name or len(name) > LONGEST_PATH:
        raise ReadError(_no_path(name))
    path = Path(name).expanduser()
    try:
        if path.is_dir():
            return [(one, path) for one in _in_folder(path)]
        if path.is_symlink() and not path.exists():
            raise ReadError(f"{name} is a link to {path.readlink()}, which is not there")
        if path.exists():
            return [(path, path.parent)]
    except (OSError, UnicodeError) as error:  # too long for a file name, or not to be entered
        if isinstance(error, PermissionError):
            raise ReadError(f"cannot read {name}: {error.strerror}") from None
        raise ReadError(_no_path(name)) from None
    if glob.has_magic(name):
        return [(one, _fixed_part(path)) for one in _matching(path)]
    raise ReadError(_not_there(path, name))


def _no_path(name: str) -> str:
    begin = name[:40].encode(errors="backslashreplace").decode()
    return f"not a path but a text, it seems: {begin!r} …; use parse()"


def _not_there(path: Path, name: str) -> str:
    if len(name.split()) > 3 and path.suffix.lower() not in SUFFIXES:
        return _no_path(name)
    if not path.parent.is_dir():
        return f"no file {name!r}: there is no folder {str(path.parent)!r}"
    here = sorted(one.name for one in path.parent.iterdir() if not one.name.startswith("."))
    return f"no file {name!r}; {nearest(path.name, here[:20])}"


def _in_folder(folder: Path) -> list[Path]:
    found = sorted(_walk(folder, {folder.resolve()}))
    if not found:
        raise ReadError(f"no articles in {folder}; what can be read: {', '.join(SUFFIXES)}")
    return found


def _walk(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """The files of a folder that have a suffix we know; links are followed, but not in circles."""
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield from _walk(path, seen)
        elif path.suffix.lower() in SUFFIXES:
            yield path


def _matching(pattern: Path) -> Sequence[Path]:
    found = [Path(name) for name in sorted(glob.glob(str(pattern), recursive=True))]
    files = [path for path in found if not path.is_dir()]
    if not files:
        only = " but folders" if found else ""
        raise ReadError(f"no file matches {str(pattern)!r}{only}")
    return files


def _fixed_part(pattern: Path) -> Path:
    """The folder that all files of a pattern lie in: what comes before its first wildcard."""
    fixed = pattern
    while glob.has_magic(str(fixed)):
        fixed = fixed.parent
    return fixed
