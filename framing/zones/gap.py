"""How far headlines differ from what stands below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.extract.base import PER, Extractor
from framing.language import nearest
from framing.zones.cutting import ZONES
from framing.zones.tables import by_zone

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
FEWEST = 10  # articles
INSUFFICIENT = "insufficient data"
RATE = f"per {PER:,} words"
BLOCK = 200  # draws at once, so that memory does not grow with their number


class Gap(NamedTuple):
    """One measure of headlines beside that of what follows them.

    Attributes
    ----------
    group : str
        ``'all'``, or a value of the column asked for.
    measure, unit : str
    n : int
        Articles in which the measure is defined for both.
    headline, other : float
    difference, low, high : float
        Headline minus other, with its 95 % interval.
    p, p_adjusted : float
    tests : int
        How many p-values were adjusted together.
    against : str
    note : str
        ``'insufficient data'`` below 10 articles; the numbers are then nan.
    """

    group: str
    measure: str
    unit: str
    n: int
    headline: float
    other: float
    difference: float
    low: float
    high: float
    p: float
    p_adjusted: float
    tests: int
    against: str
    note: str


def headline_gap(
    corpus: Iterable[Document],
    families: Sequence[str | Extractor] | None = None,
    *,
    against: str = "body",
    by: str | None = None,
    ratings: pd.DataFrame | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Do headlines say it in other words than the articles below them?

    Parameters
    ----------
    corpus : iterable of Document
        Articles; those without a title are not counted.
    families : sequence of str or Extractor, optional
        What is measured, as in ``by_zone``.
    against : {'body', 'lead'}
        What headlines are compared with.
    by : str, optional
        A column of ``corpus.meta``, such as ``outlet``: each value has rows of its own.
    ratings : DataFrame, optional
        Sentences as ``framing.rate(corpus)`` rates them.
    draws : int
        Of the bootstrap and of the permutation.
    seed : int

    Returns
    -------
    DataFrame
        The fields of ``Gap``, one row for each group and measure.

    Raises
    ------
    ValueError
        For an unknown family or zone, or a column that no article has.

    Notes
    -----
    Rates are pooled: 1000 * hits / words over all headlines, minus the same over all bodies, so
    that a headline of five words does not weigh as much as a body of nine hundred. All other
    measures are means over articles. Intervals come from resampling articles, with their
    headline and body together (percentiles). p comes from flipping the sign of each article's
    contribution to the difference, both zones taken to have the pooled rate: it asks whether
    headlines differ at all. It is adjusted over all rows by Benjamini & Hochberg (1995).

    Headlines are short and in another grammar: without articles, auxiliaries and speakers. Some
    measures differ for that reason alone; what is comparable is the gap between outlets.

    Examples
    --------
    >>> import framing
    >>> table = headline_gap(framing.load_dataset("sample"), ["loaded"])
    >>> table.loc[table["measure"] == "loaded__author_all", ["n", "against"]].values.tolist()
    [[12, 'body']]
    """
    import pandas as pd

    if against not in ZONES[1:]:
        raise ValueError(
            f"headlines are not compared with {against!r}; {nearest(against, ZONES[1:])}"
        )
    documents = list(corpus)
    groups = _groups(documents, by)
    table = by_zone(documents, families, ratings=ratings, zones=("headline", against))
    table = table.dropna(subset=["value"]).assign(group=table["article"].map(groups))
    rows = []
    for (group, measure), part in table.groupby(["group", "measure"], sort=False):
        generator = np.random.default_rng([seed, draws])
        rows.append(_gap(str(group), str(measure), part, against, draws, generator))
    return _adjusted(pd.DataFrame(rows, columns=list(Gap._fields)))


def _groups(documents: Sequence[Document], by: str | None) -> dict[str, str]:
    names = [document.id for document in documents]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"two articles are called {twice!r}; each needs an id of its own")
    if by is None:
        return dict.fromkeys(names, "all")
    known = {key for document in documents for key in document.meta}
    if documents and by not in known:
        raise ValueError(f"no article has {by!r}; {nearest(by, sorted(known))}")
    return {d.id: str(d.meta[by]) for d in documents if d.meta.get(by) is not None}


def _gap(
    group: str,
    measure: str,
    part: pd.DataFrame,
    against: str,
    draws: int,
    generator: np.random.Generator,
) -> Gap:
    unit = str(part["unit"].iloc[0])
    wide = part.pivot_table(index="article", columns="zone", values=["value", "words"], sort=True)
    both = wide.reindex(
        columns=[(kind, name) for kind in ("value", "words") for name in ("headline", against)]
    ).dropna()
    n, nan = len(both), float("nan")
    if n < FEWEST:
        return Gap(
            group, measure, unit, n, nan, nan, nan, nan, nan, nan, nan, 0, against, INSUFFICIENT
        )
    values, words = (both[kind].to_numpy(float).T for kind in ("value", "words"))
    if not unit.startswith(RATE):
        words = np.ones_like(values)
    pooled = _Pooled(values * words, words)
    low, high = pooled.interval(draws, generator)
    headline, other = pooled.values()
    return Gap(
        group, measure, unit, n, headline, other, headline - other, low, high,
        pooled.p(draws, generator), nan, 0, against, "",
    )  # fmt: skip


class _Pooled(NamedTuple):
    """Sums of each article: shape (2, n), the headline first."""

    sums: Floats
    words: Floats

    def values(self) -> tuple[float, float]:
        headline, other = self.sums.sum(1) / self.words.sum(1)
        return float(headline), float(other)

    def interval(self, draws: int, generator: np.random.Generator) -> tuple[float, float]:
        """The middle 95 % of differences when articles are drawn again."""
        n, found = self.sums.shape[1], []
        for size in _blocks(draws):
            times = generator.multinomial(n, np.full(n, 1 / n), size).astype(float)
            headline, other = (
                (times @ s) / (times @ w) for s, w in zip(self.sums, self.words, strict=True)
            )
            found.append(headline - other)
        low, high = np.percentile(np.concatenate(found), [2.5, 97.5])
        return float(low), float(high)

    def p(self, draws: int, generator: np.random.Generator) -> float:
        """How often signs at random give as large a difference."""
        rate = self.sums.sum() / self.words.sum()
        shares = (self.sums - rate * self.words) / self.words.sum(1, keepdims=True)
        each = shares[0] - shares[1]
        seen = abs(each.sum())
        if not np.any(each):
            return 1.0
        extreme = 0
        for size in _blocks(draws):
            signs = generator.choice([-1.0, 1.0], (size, len(each)))
            extreme += int((np.abs(signs @ each) >= seen * (1 - 1e-12)).sum())
        return (1 + extreme) / (1 + draws)


def _blocks(draws: int) -> list[int]:
    return [min(BLOCK, draws - done) for done in range(0, draws, BLOCK)]


def _adjusted(table: pd.DataFrame) -> pd.DataFrame:
    from scipy.stats import false_discovery_control

    tested: Any = table["p"].notna()
    if tested.any():
        table.loc[tested, "p_adjusted"] = false_discovery_control(table.loc[tested, "p"])
        table.loc[tested, "tests"] = int(tested.sum())
    return table
