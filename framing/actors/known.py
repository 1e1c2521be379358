"""Actors that the user names: who is looked for, and under which names."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from framing.actors.values import KINDS
from framing.language import nearest

KEYS = ("name", "aliases", "kind")


class ActorError(ValueError):
    """A list of actors that cannot be used; the message names what is wrong."""


class KnownActor(NamedTuple):
    """An actor of the user's.

    Attributes
    ----------
    name : str
    aliases : tuple of str
        Other names for it, as written.
    kind : str
        One of ``KINDS``.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "person"

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the longest first."""
        return tuple(sorted({self.name, *self.aliases}, key=lambda name: (-len(name), name)))


def read_actors(path: str | Path) -> tuple[KnownActor, ...]:
    """A list of actors from a file.

    Parameters
    ----------
    path : str or Path
        ``.toml`` with tables ``[[actors]]`` of ``name``, ``aliases`` (a list) and ``kind``, or
        ``.csv`` with these columns, aliases separated by ``;``.

    Returns
    -------
    tuple of KnownActor

    Raises
    ------
    ActorError
        For another kind of file, an unknown key or kind, an actor without a name, or two actors
        of whom one's name stands inside the other's.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "actors.csv"
    >>> _ = path.write_text("name,aliases,kind\\nXi Jinping,Xi,person\\n", encoding="utf-8")
    >>> read_actors(path)
    (KnownActor(name='Xi Jinping', aliases=('Xi',), kind='person'),)
    """
    file = Path(path)
    readers = {".toml": _from_toml, ".csv": _from_csv}
    if file.suffix not in readers:
        raise ActorError(f"{file.name}: a list of actors is a .toml or .csv file")
    return checked(_actor(row, file.name) for row in readers[file.suffix](file))


def checked(actors: Iterable[KnownActor]) -> tuple[KnownActor, ...]:
    """The same actors, if each has names of its own.

    Raises
    ------
    ActorError
        If a name of one actor is, or stands inside, a name of another.

    Examples
    --------
    >>> checked([KnownActor("Xi"), KnownActor("Xi Jinping")])
    Traceback (most recent call last):
        ...
    framing.actors.known.ActorError: 'Xi' stands inside 'Xi Jinping', but they are two actors; make
    one an alias of the other, or leave one out
    """
    listed = tuple(actors)
    for one in listed:
        if not all(name.strip() for name in (one.name, *one.aliases)):
            raise ActorError(f"an actor without a name, or with an empty alias: {one}")
    names = [(name.split(), number) for number, one in enumerate(listed) for name in one.names]
    for words, number in names:
        for others, other in names:
            if number != other and _is_inside(words, others):
                raise ActorError(
                    f"{' '.join(words)!r} stands inside {' '.join(others)!r}, but they are two "
                    "actors; make one an alias of the other, or leave one out"
                )
    return listed


def _is_inside(words: list[str], others: list[str]) -> bool:
    length = len(words)
    return any(others[at : at + length] == words for at in range(len(others) - length + 1))


def _from_toml(file: Path) -> Iterator[Mapping[str, Any]]:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    for key in data:
        if key != "actors":
            raise ActorError(f"{file.name}: no table {key!r}; there is: [[actors]]")
    listed = data.get("actors", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ActorError(f"{file.name}: actors stand in tables [[actors]], one for each")
    yield from listed


def _from_csv(file: Path) -> Iterator[Mapping[str, Any]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            if None in row:
                raise ActorError(f"{file.name}, line {number}: more cells than columns")
            aliases = [one.strip() for one in (row.get("aliases") or "").split(";")]
            yield {**row, "aliases": [one for one in aliases if one]}


def _actor(row: Mapping[str, Any], file: str) -> KnownActor:
    for key in row:
        if key not in KEYS:
            raise ActorError(f"{file}: an actor has no {key!r}; {nearest(str(key), KEYS)}")
    name, kind = str(row.get("name") or "").strip(), row.get("kind") or "person"
    if not name:
        raise ActorError(f"{file}: an actor without a name: {dict(row)}")
    if kind not in KINDS:
        raise ActorError(f"{file}: {name!r} has no kind {kind!r}; {nearest(str(kind), KINDS)}")
    aliases = row.get("aliases") or ()
    if isinstance(aliases, str):
        aliases = (aliases,)
    return KnownActor(name, tuple(aliases), kind)
