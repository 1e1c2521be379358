"""Groups of articles, such as outlets, on semantic axes: with intervals and what chance gives."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.document import VOICES, Document
from framing.extract.axes import MEASURES
from framing.extract.axis_sums import Numbers, Sums, adjusted, article_sums, drawn
from framing.extract.axis_topics import predicted_by_topic
from framing.extract.axis_words import AxisScale, axis_scale
from framing.language import nearest
from framing.vectors import WordVectors

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 10  # articles of a group
TOPICAL = 0.5  # out-of-sample R2 from which an axis is called topical
ALL = "all"
INSUFFICIENT, TOPIC = "insufficient data", "topic"


class AxisWarning(UserWarning):
    """A result on an axis that can be read wrongly."""


def axis_table(
    corpus: Iterable[Document],
    by: str | None = "outlet",
    axes: Any = None,
    draws: int = 1000,
    *,
    voice: str = "author",
    vectors: str | Path | WordVectors | None = None,
    baseline: Any = "corpus",
    seed: int = 0,
) -> pd.DataFrame:
    """Bias and intensity of groups of articles on semantic axes.

    Parameters
    ----------
    corpus : iterable of Document
        Articles of one language.
    by : str or None
        The ``meta`` field that makes the groups; None for all articles as one group.
    axes, vectors
        As in ``Axes``.
    draws : int
        Resamples for the intervals, and for what chance gives.
    voice : {'author', 'source'}
        Whose words are counted.
    baseline : 'corpus', 'language' or mapping
        The B of the intensity: the bias of these articles together (as in the paper), that of
        the text the vectors were learnt from, or what ``axis_baseline`` gives.
    seed : int
        Where chance begins: the same seed gives the same table.

    Returns
    -------
    DataFrame
        One row for each group, axis and measure:

        - ``group``, ``axis``, ``measure`` (``bias`` or ``intensity``),
        - ``n_articles``, ``n_words`` (counted words),
        - ``estimate`` over all words of the group, as in ``Axes``; ``low``, ``high``: 95 %
          percentile interval over resampled articles of the group,
        - ``effect``: estimate minus that of all articles together,
        - ``null_low``, ``null_high``: the middle 95 % of estimates of as many articles drawn
          from all articles; ``p``: share of these draws that lie at least as far from their mean
          as the estimate does, (k + 1) / (draws + 1); ``q``: p adjusted for all rows of the
          table (Benjamini & Hochberg 1995),
        - ``topic_r2``: how well topics predict the score of an article, out of sample
          (``framing.extract.axis_topics``), at most 1; the same for all groups,
        - ``within_topic``: the effect that is left when what topics predict is taken out,
        - ``note``: ``insufficient data`` for a group of fewer than 10 articles, whose numbers are
          nan; ``topic`` where ``topic_r2`` is .5 or more or ``within_topic`` is less than half
          of the effect.

    Warns
    -----
    AxisWarning
        If topics predict an axis: groups then differ in what they write about.

    Raises
    ------
    ValueError
        If articles lack the field, or are in several languages.

    Notes
    -----
    Articles are drawn one by one, so articles on the same event count as independent: with
    unequal coverage of events p is too small. With ``by=None`` there is nothing to compare, and
    effect, null and p are nan.

    Examples
    --------
    >>> import framing
    >>> texts = {"Post": "A safe and secure harbour.", "Herald": "A risky harbour, a danger."}
    >>> corpus = [
    ...     framing.parse(text, "en", meta={"outlet": outlet})
    ...     for outlet, text in texts.items()
    ...     for _ in range(10)
    ... ]
    >>> table = axis_table(corpus, axes=["safe_dangerous"], draws=200).set_index("group")
    >>> bias = table[table["measure"] == "bias"]
    >>> bool(bias.loc["Post", "effect"] > 0 > bias.loc["Herald", "effect"])
    True
    """
    documents = list(corpus)
    scale = _one_scale(documents, axes, vectors, voice, draws)
    groups = _groups(documents, by)
    sums = article_sums(documents, scale, voice, baseline)
    rng = np.random.default_rng(seed)
    topics = _topics(sums, scale, seed)
    rows = []
    for name in sorted(set(groups)):
        rows += _rows(name, (np.array(groups) == name).nonzero()[0], sums, topics, draws, rng)
    return _table(rows, scale, by)


def _one_scale(
    documents: list[Document], axes: Any, vectors: Any, voice: str, draws: int
) -> AxisScale:
    if voice not in VOICES:
        raise ValueError(f"no voice {voice!r}; {nearest(voice, VOICES)}")
    if draws < 100:
        raise ValueError(f"draws={draws}: an interval of 95 % needs 100 at least")
    languages = sorted({document.language for document in documents})
    if len(languages) != 1:
        raise ValueError(
            "a table of axes is of articles of one language, whose vectors can be compared; "
            f"these are in {', '.join(map(repr, languages)) or 'none: there is no article'}"
        )
    return axis_scale(axes, languages[0], vectors)


def _groups(documents: list[Document], by: str | None) -> list[str]:
    if by is None:
        return [ALL] * len(documents)
    missing = [number for number, document in enumerate(documents) if by not in document.meta]
    if missing:
        known = {name for document in documents for name in document.meta}
        first = documents[missing[0]].id or f"number {missing[0]}"
        raise ValueError(
            f"{len(missing)} of {len(documents)} articles have no {by!r} (first: {first}); "
            + nearest(by, known)
        )
    return [str(document.meta[by]) for document in documents]


@dataclass(frozen=True, eq=False)
class _Topics:
    """For each measure: R2, and what is left of the sum of each article."""

    r2: Numbers
    left: Numbers


def _topics(sums: Sums, scale: AxisScale, seed: int) -> _Topics:
    has = sums.words > 0
    scores = sums.values[has] / sums.words[has, None]
    r2, left = np.full(scores.shape[1], np.nan), np.full(sums.values.shape, np.nan)
    left[~has] = 0
    for column in range(scores.shape[1]):
        direction = scale.directions[column % len(scale.names)].astype(float)
        r2[column], predicted = predicted_by_topic(
            scores[:, column], sums.means[has], direction, seed
        )
        if not np.isnan(r2[column]):
            left[has, column] = (scores[:, column] - predicted) * sums.words[has]
    return _Topics(r2, left)


def _rows(
    name: str,
    members: NDArray[np.int64],
    sums: Sums,
    topics: _Topics,
    draws: int,
    rng: np.random.Generator,
) -> list[dict[str, Any]]:
    words = sums.words[members].sum()
    size = sums.values.shape[1]
    facts = {"group": name, "n_articles": len(members), "n_words": int(words)}
    if len(members) < FEWEST or not words:
        return [{**facts, "column": c, "topic_r2": topics.r2[c]} for c in range(size)]
    estimate = sums.values[members].sum(axis=0) / words
    low, high = np.nanquantile(drawn(sums, members, len(members), draws, rng), [0.025, 0.975], 0)
    out = {"estimate": estimate, "low": low, "high": high, "topic_r2": topics.r2}
    if len(members) < len(sums.words):
        pooled = sums.values.sum(axis=0) / sums.words.sum()
        everyone = np.arange(len(sums.words))
        null = drawn(sums, everyone, len(members), draws, rng)
        centre = np.nanmean(null, axis=0)
        further = np.abs(null - centre) >= np.abs(estimate - centre) - 1e-12
        left = topics.left[members].sum(axis=0) / words
        overall = topics.left.sum(axis=0) / sums.words.sum()
        out |= {"effect": estimate - pooled, "p": (further.sum(axis=0) + 1) / (draws + 1)}
        out["null_low"], out["null_high"] = np.nanquantile(null, [0.025, 0.975], 0)
        out["within_topic"] = left - overall
    return [{**facts, "column": c, **{k: v[c] for k, v in out.items()}} for c in range(size)]


def _table(rows: list[dict[str, Any]], scale: AxisScale, by: str | None) -> pd.DataFrame:
    import pandas as pd

    names = [(axis, measure) for measure in MEASURES for axis in scale.names]
    order = ["group", "axis", "measure", "n_articles", "n_words", "estimate", "low", "high"]
    order += ["effect", "null_low", "null_high", "p", "q", "topic_r2", "within_topic", "note"]
    table = pd.DataFrame(rows)
    table["axis"] = [names[column][0] for column in table["column"]]
    table["measure"] = [names[column][1] for column in table["column"]]
    table = table.reindex(columns=order)
    table["q"] = adjusted(table["p"].to_numpy(float))
    less = table["within_topic"].abs() < 0.5 * table["effect"].abs()
    notes = np.where((table["topic_r2"] >= TOPICAL) | less, TOPIC, "")
    table["note"] = np.where(table["estimate"].isna(), INSUFFICIENT, notes)
    topical = sorted(set(table.loc[table["topic_r2"] >= TOPICAL, "axis"])) if by else []
    if topical:
        warnings.warn(
            f"scores on {', '.join(topical)} go with what articles are about (topic_r2 of "
            f"{TOPICAL} or more): groups may differ in topics, not in how they write about them",
            AxisWarning,
            stacklevel=3,
        )
    axis = pd.Categorical(table["axis"], scale.names)
    return (
        table.assign(axis=axis)
        .sort_values(["axis", "measure", "group"])
        .assign(axis=lambda t: t["axis"].astype(str))
        .reset_index(drop=True)
    )
