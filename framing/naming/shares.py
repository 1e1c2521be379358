"""By which names groups of articles call an actor: shares with intervals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.naming.rows import FEWEST, known_mentions

if TYPE_CHECKING:
    import pandas as pd

Z95 = 1.959964


class Naming(NamedTuple):
    """How often a group of articles calls an actor by one name.

    Attributes
    ----------
    actor, naming, group : str
    n : int
        Mentions by that name.
    mentions, articles : int
        All mentions of the actor in the group, and articles with one.
    share, low, high : float
        n / mentions with its 95 % interval.
    method : str
        ``'bootstrap by article'``, or ``'Wilson'`` below 10 articles: that takes mentions for
        independent and is too narrow.
    """

    actor: str
    naming: str
    group: str
    n: int
    mentions: int
    articles: int
    share: float
    low: float
    high: float
    method: str


def namings(
    corpus: Iterable[Document] | pd.DataFrame,
    by: str = "outlet",
    actor: str | None = None,
    *,
    draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """By which names each group of articles calls each actor: what a dumbbell plot is drawn from.

    Parameters
    ----------
    corpus : iterable of Document, or DataFrame
        Articles, or their ``mentions`` (with a column for ``by``).
    by : str
        A column of ``mentions``: ``outlet``, ``event``, ``voice`` ...
    actor : str, optional
        One actor; all if left out.
    draws, seed : int
        Of the bootstrap over articles.

    Returns
    -------
    DataFrame
        The fields of ``Naming``, the most frequent actors first.

    Raises
    ------
    ValueError
        If there is no such column or actor.

    Examples
    --------
    >>> import framing
    >>> table = namings(framing.load_dataset("sample"), by="voice")
    >>> sorted(table["group"].unique())
    ['author', 'source']
    """
    import pandas as pd

    table = known_mentions(corpus, by, actor)
    rows = []
    for name in table["actor"].value_counts().index:
        for group, part in table[table["actor"] == name].groupby(by, sort=True):
            rows += _shares(str(name), str(group), part, draws, seed)
    return pd.DataFrame(rows, columns=list(Naming._fields))


def _shares(actor: str, group: str, part: pd.DataFrame, draws: int, seed: int) -> list[Naming]:
    namings_of, table = _by_article(part)
    n, articles = table.sum(0), len(table)
    total = int(n.sum())
    if articles >= FEWEST:
        low, high = _bootstrap(table, draws, np.random.default_rng(seed))
        method = "bootstrap by article"
    else:
        low, high = _wilson(n, total)
        method = "Wilson"
    order = np.argsort(-n, kind="stable")
    return [
        Naming(
            actor, namings_of[i], group, int(n[i]), total, articles,
            float(n[i] / total), float(low[i]), float(high[i]), method,
        )
        for i in order
    ]  # fmt: skip


def _by_article(part: pd.DataFrame) -> tuple[list[str], NDArray[np.float64]]:
    """The namings in a part, and how often each article has each: shape (articles, namings)."""
    wide = part.groupby(["article", "naming"]).size().unstack(fill_value=0)
    return [str(name) for name in wide.columns], wide.to_numpy(float)


def _bootstrap(
    table: NDArray[np.float64], draws: int, generator: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    n = len(table)
    times = generator.multinomial(n, np.full(n, 1 / n), draws).astype(float)
    sums = times @ table
    shares = sums / sums.sum(1, keepdims=True)
    low, high = np.percentile(shares, [2.5, 97.5], axis=0)
    return low, high


def _wilson(n: NDArray[np.float64], total: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wilson's (1927) interval of a share."""
    share, square = n / total, Z95**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = (
        Z95 / (1 + square / total) * np.sqrt(share * (1 - share) / total + square / (4 * total**2))
    )
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)
