"""Which articles to code by hand: a random part, and what a rater is unsure of."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from framing.document import Corpus, Document
from framing.language import nearest

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]
RANDOM = 0.5  # share that is drawn at random where a rater says what is uncertain
NEAR = 0.5  # standard deviations of the log-odds within which a rating is close to the margin
LEAST = 1e-9
NOT_THERE = ("nan", "NaT", "<NA>")  # how pandas writes a value that is missing


class Rates(Protocol):
    """What is asked of a rater: probabilities, its task, and where it gives a label."""

    @property
    def recipe(self) -> Any: ...

    @property
    def state(self) -> Any: ...

    def predict_proba(self, documents: Sequence[Document]) -> Any: ...


def sample_for_labelling(
    corpus: Corpus | Sequence[Document],
    n: int,
    rater: Rates | None = None,
    by: str | None = None,
    seed: int = 0,
    *,
    random: float = RANDOM,
    likely: bool = False,
    without: Collection[str] = (),
) -> pd.DataFrame:
    """Articles to be coded by hand, with the probability that each was drawn.

    Without a rater every article is as likely as any other. With one, an article i is drawn in
    proportion to

        random / N + (1 - random) * u_i,    u_i ~ exp(-(d_i / w)^2),

    where d_i is how far its log-odds lie from those of the margin at which a label is given and
    w half their standard deviation (uncertainty sampling, Lewis & Gale 1994, mixed with a random
    part so that what the rater is wrongly sure of is seen, too). Drawing is systematic in random
    order, so the probability of each article is exact and a share in the corpus can be estimated
    by weights 1 / probability (Horvitz & Thompson 1952).

    Parameters
    ----------
    corpus : Corpus or sequence of Document
    n : int
        How many.
    rater : Rater, optional
        For binary and multilabel tasks d is to the nearest margin; for one label of several it
        is the gap of log-probability between the two likeliest.
    by : str, optional
        A column of the meta data, such as ``outlet``: equally many from each group.
    seed : int
    random : float, default=0.5
        The share of the draw that is random; 1 ignores the rater.
    likely : bool, default=False
        Whether articles above the margin count as close to it (u = 1 for all of them before
        scaling), so that more of a rare label is found.
    without : collection of str
        Ids that are labelled already.

    Returns
    -------
    DataFrame
        One row an article, in random order: ``article``, the column ``by`` if asked for,
        ``language``, ``text``, ``probability`` (of being drawn, 0-1) and ``rating`` (of the
        rater, for its first label; nan without one).

    Raises
    ------
    ValueError
        If there are fewer articles than asked for, two have one id, or ``by`` is no column.

    Examples
    --------
    >>> import framing
    >>> corpus = [framing.parse(f"Rents rose by {i} per cent.", "en", id=f"a{i}")
    ...           for i in range(9)]
    >>> sample_for_labelling(corpus, 3)["probability"].round(3).tolist()
    [0.333, 0.333, 0.333]
    """
    import pandas as pd

    if not 0 <= random <= 1:
        raise ValueError(f"random is a share from 0 to 1, not {random!r}")
    documents, names = _candidates(corpus, n, without)
    far, ratings = _distances(documents, rater, likely)
    rng = np.random.default_rng(seed)
    rows = []
    groups = _groups(documents, by)
    shares = _shares(n, {group: len(members) for group, members in groups.items()})
    for group, members in groups.items():
        chosen, probability = _drawn(_weights(far[members], random), shares[group], rng)
        rows += [(members[at], group, p) for at, p in zip(chosen, probability, strict=True)]
    order = rng.permutation(len(rows))
    table = [
        {
            "article": names[row],
            **({by: group} if by else {}),
            "language": documents[row].language,
            "text": documents[row].text,
            "probability": float(p),
            "rating": float(ratings[row]),
        }
        for row, group, p in (rows[at] for at in order)
    ]
    return pd.DataFrame(table)


def _candidates(
    corpus: Sequence[Document], n: int, without: Collection[str]
) -> tuple[list[Document], list[str]]:
    known = set(without)
    named = [(document.id or str(i), document) for i, document in enumerate(corpus)]
    names = [name for name, _ in named]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"two articles are called {twice!r}; give each its own id")
    left = [(name, document) for name, document in named if name not in known]
    if not 0 < n <= len(left):
        raise ValueError(f"{n} articles are asked for; the corpus has {len(left)} to draw from")
    return [document for _, document in left], [name for name, _ in left]


def _groups(documents: Sequence[Document], by: str | None) -> dict[Hashable, NDArray[np.int64]]:
    if by is None:
        return {"": np.arange(len(documents))}
    known = sorted({name for document in documents for name in document.meta})
    if by not in known:
        raise ValueError(f"no column {by!r} to draw by; {nearest(by, known)}")
    groups: dict[Hashable, list[int]] = {}
    for row, document in enumerate(documents):
        value = document.meta.get(by)
        if value is None or value == "" or str(value) in NOT_THERE:
            raise ValueError(f"{document.id!r} has no {by!r}; leave it out or fill it in")
        groups.setdefault(value, []).append(row)
    return {name: np.array(rows) for name, rows in sorted(groups.items(), key=lambda g: str(g[0]))}


def _shares(n: int, sizes: dict[Hashable, int]) -> dict[Hashable, int]:
    """How many of each group: equal parts; what small groups lack goes to the others."""
    taken = dict.fromkeys(sizes, 0)
    for _ in range(n):
        room = [name for name, size in sizes.items() if taken[name] < size]
        taken[min(room, key=lambda name: taken[name])] += 1
    return taken


def _distances(
    documents: Sequence[Document], rater: Rates | None, likely: bool
) -> tuple[Array, Array]:
    """How far each rating is from where it would turn, and the rating."""
    if rater is None:
        return np.zeros(len(documents)), np.full(len(documents), np.nan)
    p = np.clip(np.asarray(rater.predict_proba(documents), float), LEAST, 1 - LEAST)
    if rater.recipe.task == "multiclass":
        two = np.sort(np.log(p), axis=1)[:, -2:]
        return two[:, 1] - two[:, 0], p[:, 0]
    p = p[:, 1:] if rater.recipe.task == "binary" else p
    margins = np.clip(np.asarray(rater.state.margins, float), LEAST, 1 - LEAST)
    beyond = np.log(p / (1 - p)) - np.log(margins / (1 - margins))
    away = np.maximum(-beyond, 0.0) if likely else np.abs(beyond)
    nearest_one: Array = away.min(axis=1)
    return nearest_one, p[:, 0]


def _weights(far: Array, random: float) -> Array:
    width = NEAR * float(far.std())
    even = np.full(len(far), 1 / len(far))
    if width <= LEAST:
        return even
    close = np.exp(-((far / width) ** 2))
    return np.asarray(random * even + (1 - random) * close / max(close.sum(), LEAST))


def _drawn(weights: Array, n: int, rng: np.random.Generator) -> tuple[NDArray[np.int64], Array]:
    """Systematic sampling in random order, in proportion to weights (Madow 1949)."""
    if not n:
        return np.zeros(0, np.int64), np.zeros(0)
    probability = _inclusion(weights, n)
    order = rng.permutation(len(weights))
    ends = np.cumsum(probability[order])
    at = np.searchsorted(ends, rng.random() + np.arange(n), side="right")
    chosen = order[np.minimum(at, len(order) - 1)]
    return chosen, probability[chosen]


def _inclusion(weights: Array, n: int) -> Array:
    """Probabilities of being drawn that sum to n, in proportion to weights and at most 1."""
    certain = np.zeros(len(weights), bool)
    while True:
        rest = np.where(certain, 0.0, weights)
        found = np.where(certain, 1.0, (n - certain.sum()) * rest / max(rest.sum(), LEAST))
        if (found <= 1 + LEAST).all():
            return np.minimum(found, 1.0)
        certain |= found > 1
