"""Where cards lie: those that are shipped, and those of the user's own files."""

from __future__ import annotations

import os
from pathlib import Path


def own_folder() -> Path:
    """Where cards of the user's own files are: ``$FRAMING_PATH``, else among the user's data."""
    if given := os.environ.get("FRAMING_PATH"):
        return Path(given).expanduser()
    from platformdirs import user_data_path

    return user_data_path("framing") / "datasets"


def card_folders(shipped: Path) -> tuple[Path, ...]:
    """The folders that hold cards; of two cards of one name the first counts.

    Examples
    --------
    >>> card_folders(Path("datasets"))[0].name
    'datasets'
    """
    return (shipped, own_folder())
