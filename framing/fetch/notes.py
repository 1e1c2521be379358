"""What is said on the way, on stderr: the licence, the progress, that one waits."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from types import TracebackType
from typing import Any

from framing.fetch.places import cache_folder

WORTH_A_BAR = 1_000_000  # bytes


def say(line: str) -> None:
    """Write a line to stderr."""
    print(line, file=sys.stderr)


def show_licence(name: str, licence: str) -> None:
    """Show the licence of a dataset, unless this very one was shown before.

    Parameters
    ----------
    name, licence : str
        The dataset and its licence; without a licence nothing is shown.
    """
    if not licence:
        return
    digest = hashlib.sha256(f"{name}\n{licence}".encode()).hexdigest()[:16]
    marker = cache_folder() / ".licences" / digest
    if marker.exists():
        return
    say(f"{name}: licence {licence}" if name else f"licence {licence}")
    with suppress(OSError):  # then it is shown again the next time
        marker.parent.mkdir(parents=True, exist_ok=True)
        marker.write_text(f"{name}\n{licence}\n", encoding="utf-8")


class Bar:
    """A progress bar for a download, on a terminal and if there is enough to load.

    Parameters
    ----------
    label : str
        What is loaded.
    total : int, optional
        Its bytes, if they are known.
    done : int
        How many of them are already there.
    """

    def __init__(self, label: str, total: int | None, done: int) -> None:
        self.label, self.total, self.done = label, total, done
        self.bar: Any = None
        self.task: Any = None

    def __enter__(self) -> Bar:
        return self

    def advance(self, count: int) -> None:
        """Show that so many more bytes are there."""
        self.done += count
        size = self.total or self.done
        if self.bar is None and size > WORTH_A_BAR and sys.stderr.isatty():
            self.bar = self._started()
        if self.bar is not None:
            self.bar.update(self.task, completed=self.done)

    def _started(self) -> Any:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn
        from rich.progress import TimeRemainingColumn as TimeLeft

        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeLeft())
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self.task = bar.add_task(self.label, total=self.total)
        bar.start()
        return bar

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.bar is not None:
            self.bar.stop()
