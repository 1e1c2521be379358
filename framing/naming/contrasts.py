"""Which names one group of articles uses more than another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.language import nearest
from framing.naming.rows import FEWEST, known_mentions

if TYPE_CHECKING:
    import pandas as pd

INSUFFICIENT = "insufficient data"
PRIOR = 0.1  # pseudo-counts of the prior for each mention in both groups


class Contrast(NamedTuple):
    """One name of an actor in two groups of articles.

    Attributes
    ----------
    actor, naming, group_a, group_b : str
    n_a, n_b, mentions_a, mentions_b, articles_a, articles_b : int
    log_odds : float
        Above 0 where ``a`` uses the name more, with an informative Dirichlet prior.
    z, p : float
        z scaled by its spread when articles change groups at random, and how often that gives
        as large a value; nan with too few articles.
    note : str
    """

    actor: str
    naming: str
    group_a: str
    group_b: str
    n_a: int
    n_b: int
    mentions_a: int
    mentions_b: int
    articles_a: int
    articles_b: int
    log_odds: float
    z: float
    p: float
    note: str


def contrast(
    corpus: Iterable[Document] | pd.DataFrame,
    a: str,
    b: str,
    by: str = "outlet",
    actor: str | None = None,
    *,
    draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Which names of the same actors one group uses more than another.

    Parameters
    ----------
    corpus : iterable of Document, or DataFrame
        Articles, or their ``mentions``. Where they have an ``event``, only events that both
        groups report on are counted.
    a, b : str
        Two values of ``by``.
    by : str
    actor : str, optional
        One actor; all that both groups mention if left out.
    draws, seed : int
        Of the permutation.

    Returns
    -------
    DataFrame
        The fields of ``Contrast``, the largest differences of each actor first.

    Raises
    ------
    ValueError
        If there is no such column, group or actor.

    Notes
    -----
    For each actor, log-odds of a naming in ``a`` and ``b`` with an informative Dirichlet prior
    from both together (Monroe, Colaresi & Quinn 2008, eq. 15 and 16; here .1 pseudo-counts a
    mention). Mentions of one article depend on each other, so z is divided by its standard
    deviation when articles are put to ``a`` and ``b`` at random; p is the share of these as far
    from 0. With fewer than 10 articles in a group there is none.

    Examples
    --------
    >>> import framing
    >>> table = contrast(framing.load_dataset("sample"), "author", "source", by="voice")
    >>> set(table["note"]) <= {"", "insufficient data"}
    True
    """
    import pandas as pd

    table = known_mentions(corpus, by, actor)
    for group in (a, b):
        known = sorted(map(str, set(table[by])))
        if group not in known:
            raise ValueError(f"no {by} {group!r}; {nearest(group, known)}")
    table = _shared_events(table[table[by].astype(str).isin((a, b))], by)
    rows: list[Contrast] = []
    for name, part in table.groupby("actor", sort=True):
        if part[by].nunique() == 2:
            rows += _contrasts(str(name), part, a, b, by, draws, seed)
    return pd.DataFrame(rows, columns=list(Contrast._fields))


def _shared_events(table: pd.DataFrame, by: str) -> pd.DataFrame:
    if by == "event" or table["event"].isna().all():
        return table
    groups = table.dropna(subset=["event"]).groupby("event")[by].nunique()
    return table[table["event"].isin(groups[groups > 1].index)]


def _contrasts(
    actor: str, part: pd.DataFrame, a: str, b: str, by: str, draws: int, seed: int
) -> list[Contrast]:
    wide = part.groupby(["article", by, "naming"]).size().unstack(fill_value=0)
    names = [str(name) for name in wide.columns]
    counts = wide.to_numpy(float)
    is_a = np.array([str(key[1]) == a for key in wide.index])
    articles_a, articles_b = int(is_a.sum()), int((~is_a).sum())
    odds, z = _log_odds(counts, is_a)
    n_a, n_b = counts[is_a].sum(0), counts[~is_a].sum(0)
    enough = min(articles_a, articles_b) >= FEWEST
    if enough:
        generator = np.random.default_rng(seed)
        null = np.array([_log_odds(counts, generator.permutation(is_a))[1] for _ in range(draws)])
        spread = null.std(0)
        p = (1 + (np.abs(null) >= np.abs(z) * (1 - 1e-12)).sum(0)) / (1 + draws)
        z = np.divide(z, spread, out=np.zeros_like(z), where=spread > 0)
    else:
        z = p = np.full(len(names), np.nan)
    order = np.argsort(-np.abs(odds), kind="stable")
    return [
        Contrast(
            actor, names[i], a, b, int(n_a[i]), int(n_b[i]), int(n_a.sum()), int(n_b.sum()),
            articles_a, articles_b, float(odds[i]), float(z[i]), float(p[i]),
            "" if enough else INSUFFICIENT,
        )
        for i in order
    ]  # fmt: skip


def _log_odds(
    counts: NDArray[np.float64], is_a: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log-odds ratios with an informative Dirichlet prior, and their z."""
    y_a, y_b = counts[is_a].sum(0), counts[~is_a].sum(0)
    prior = PRIOR * counts.sum(0)
    all_of = prior.sum()
    of_a, of_b = y_a.sum() + all_of, y_b.sum() + all_of
    first, second = y_a + prior, y_b + prior
    rest_a, rest_b = np.maximum(of_a - first, PRIOR), np.maximum(of_b - second, PRIOR)
    odds = np.log(first / rest_a) - np.log(second / rest_b)
    return odds, odds / np.sqrt(1 / first + 1 / second)
