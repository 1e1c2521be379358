"""Ratings of a corpus as tidy tables: sentences, and articles from their own sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from framing.document import Document
from framing.language import nearest
from framing.models.calibration import Z95
from framing.models.folder import load_rater, raters_for
from framing.models.passages import Passages

if TYPE_CHECKING:
    import pandas as pd

PER = ("sentence", "article")
SHORTEST = 5  # words; what is shorter gets no interval
FEWEST = 5  # sentences of the outlet's own for a rating of an article
TOO_SHORT, TOO_FEW = "too short", "too few sentences"
OTHER_LANGUAGE = "other language"
ARTICLE_TOO_SHORT = 50  # words


class Rating(NamedTuple):
    """How a passage reads to a rater.

    Attributes
    ----------
    article : str
    sentence : int or None
        Its number in ``document.sentences``; None for a whole article.
    start, end : int
        Offsets in the document.
    rater, label : str
    probability, low, high : float
        Of the label, with the 95 % interval of the calibration; nan where there is none.
    words : int
    too_short, out_of_domain, other_language, source_voice : bool
    note : str
        The flags in words.
    """

    article: str
    sentence: int | None
    start: int
    end: int
    rater: str
    label: str
    probability: float
    low: float
    high: float
    words: int
    too_short: bool
    out_of_domain: bool
    other_language: bool
    source_voice: bool
    note: str


class ArticleRating(NamedTuple):
    """How an article reads to a rater.

    Attributes
    ----------
    article, rater, label : str
    rating, low, high : float
        For a rater of sentences the expected share of the outlet's own sentences that coders
        would give the label; for a rater of articles the probability of it.
    sentences, author_sentences : int
        How many there are, and how many were rated: in the outlet's voice, not too short.
    note : str
    """

    article: str
    rater: str
    label: str
    rating: float
    low: float
    high: float
    sentences: int
    author_sentences: int
    note: str


def rate(corpus: Iterable[Document], raters: Any = None, *, per: str = "sentence") -> pd.DataFrame:
    """Rate sentences or articles.

    Parameters
    ----------
    corpus : iterable of Document
    raters : str, Rater or sequence of these, optional
        All raters at hand that know the language of an article, if left out.
    per : {'sentence', 'article'}
        What a row is. With ``'sentence'``, raters of whole articles give one row an article,
        whose ``sentence`` is missing. With ``'article'``, the ratings of sentences in the
        outlet's own voice are averaged. An article without a sentence has rows per article only.

    Returns
    -------
    DataFrame
        The fields of ``Rating`` or ``ArticleRating``, one row for each passage, rater and label.

    Raises
    ------
    ValueError
        If there is no such rater, or two articles have one name.

    Notes
    -----
    A probability is an estimate of how often trained coders gave the label to sentences with
    such a score. Its interval is that of the calibration; it does not say how surely coders
    would agree on this one sentence. The rating of an article is the mean over its n author
    sentences; its interval takes in the calibration, and the chance in n single decisions,
    sum(p (1 - p)) / n^2.

    Examples
    --------
    >>> import framing
    >>> table = rate([framing.parse("The council met on Monday.", "en", id="a")], "bias-en")
    >>> table[["article", "sentence", "label", "too_short"]].values.tolist()
    [['a', 0, 'biased', False]]
    """
    import pandas as pd

    if per not in PER:
        raise ValueError(f"no ratings per {per!r}; {nearest(per, PER)}")
    documents = list(corpus)
    if per == "sentence":
        sentences = ratings(documents, raters)
        table = pd.DataFrame(sentences, columns=list(Rating._fields))
        return table.astype({"sentence": "Int64"})
    return pd.DataFrame(article_ratings(documents, raters), columns=list(ArticleRating._fields))


def ratings(documents: Sequence[Document], raters: Any = None) -> list[Rating]:
    """The rows of ``rate``: by article, then rater, then passage."""
    place = {name: i for i, name in enumerate(_names(documents))}
    rows = [row for model in chosen(documents, raters) for row in _of_rater(documents, model)]
    return sorted(rows, key=lambda row: place[row.article])


def _names(documents: Sequence[Document]) -> list[str]:
    """What articles are called in the tables."""
    names = [_name(document, i) for i, document in enumerate(documents)]
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise ValueError(
            f"several articles are called {', '.join(map(repr, twice[:5]))}; give each its own id"
        )
    return names


def chosen(documents: Sequence[Document], raters: Any = None) -> list[Any]:
    """The raters that are asked for, or those for the languages of some documents."""
    if raters is None:
        return raters_for(document.language for document in documents)
    several = list(raters) if isinstance(raters, (list, tuple, set, frozenset)) else [raters]
    models = [load_rater(one) if isinstance(one, (str, Path)) else one for one in several]
    twice = [name for name, times in Counter(m.name for m in models).items() if times > 1]
    if twice:
        raise ValueError(f"several raters are called {', '.join(map(repr, twice))}; rate by one")
    return models


def _name(document: Document, number: int) -> str:
    return document.id or str(number)


def _of_rater(documents: Sequence[Document], model: Any) -> Iterator[Rating]:
    known = [i for i, d in enumerate(documents) if d.language in model.recipe.languages]
    of_sentences = model.recipe.unit == "sentence"
    cut = Passages.sentences if of_sentences else Passages.articles
    passages = cut([documents[i] for i in known])
    found = model.rate_passages(passages)
    names = labels_of(model)
    sentence = -1
    for row, (document, (start, end)) in enumerate(
        zip(passages.document.tolist(), passages.offsets.tolist(), strict=True)
    ):
        new = not row or document != passages.document[row - 1]
        sentence = 0 if new else sentence + 1
        for column, label in enumerate(names):
            yield _rating(
                _name(documents[known[document]], known[document]),
                sentence if of_sentences else None,
                (start, end),
                model,
                label,
                found,
                (row, column),
            )
    for i in sorted(set(range(len(documents))) - set(known)):
        yield from _unknown(documents[i], _name(documents[i], i), model, names)


def labels_of(model: Any) -> list[str]:
    """What a rater's probabilities are probabilities of."""
    if model.recipe.task == "binary":
        return [model.recipe.positive]
    return [str(name) for name in model.classes_]


def _rating(
    article: str,
    sentence: int | None,
    offsets: tuple[int, int],
    model: Any,
    label: str,
    found: Any,
    at: tuple[int, int],
) -> Rating:
    row = at[0]
    words = int(found.words[row])
    too_short = words < (SHORTEST if sentence is not None else ARTICLE_TOO_SHORT)
    strange = bool(found.familiar[row] < model.state.familiar)
    in_source = sentence is not None and bool(found.source_share[row] > 0.5)
    flags = {TOO_SHORT: too_short, "out of domain": strange, "source voice": in_source}
    return Rating(
        article,
        sentence,
        *offsets,
        model.name,
        label,
        float(found.probability[at]),
        np.nan if too_short else float(found.low[at]),
        np.nan if too_short else float(found.high[at]),
        words,
        too_short,
        strange,
        False,
        in_source,
        "; ".join(flag for flag, holds in flags.items() if holds),
    )


def _unknown(document: Document, article: str, model: Any, names: list[str]) -> Iterator[Rating]:
    """An article in a language the rater is not for is listed without ratings."""
    for label in names:
        yield Rating(
            article,
            None,
            0,
            len(document.text),
            model.name,
            label,
            np.nan,
            np.nan,
            np.nan,
            len(document),
            False,
            False,
            True,
            False,
            f"{OTHER_LANGUAGE}: {document.language}",
        )


def article_ratings(
    documents: Sequence[Document], raters: Any = None, rows: Sequence[Rating] | None = None
) -> list[ArticleRating]:
    """The rows of ``rate`` per article.

    Parameters
    ----------
    documents : sequence of Document
    raters
        As in ``rate``.
    rows : sequence of Rating, optional
        What ``ratings`` gave for the same, if it is known.
    """
    grouped: dict[tuple[str, str, str], list[Rating]] = {}
    if rows is None:
        models = chosen(documents, raters)
        rows = ratings(documents, models)
        for article in _names(documents):  # also those without a sentence
            grouped |= {(article, m.name, label): [] for m in models for label in labels_of(m)}
    for row in rows:
        grouped.setdefault((row.article, row.rater, row.label), []).append(row)
    return [_article(*key, several) for key, several in grouped.items()]


def _article(article: str, rater: str, label: str, rows: list[Rating]) -> ArticleRating:
    if rows and rows[0].sentence is None:
        one = rows[0]
        return ArticleRating(
            article, rater, label, one.probability, one.low, one.high, 0, 0, one.note
        )
    own = [row for row in rows if not row.source_voice and not row.too_short]
    if len(own) < FEWEST:
        return ArticleRating(
            article, rater, label, np.nan, np.nan, np.nan, len(rows), len(own), TOO_FEW
        )
    p, low, high = np.array([[row.probability, row.low, row.high] for row in own]).T
    chance = Z95 * np.sqrt((p * (1 - p)).sum()) / len(own)
    mean = float(p.mean())
    # Without a band of the calibration, both ends are nan, and clip leaves them so.
    ends = mean - np.hypot(mean - low.mean(), chance), mean + np.hypot(high.mean() - mean, chance)
    least, most = np.clip(ends, 0.0, 1.0).tolist()
    return ArticleRating(article, rater, label, mean, least, most, len(rows), len(own), "")
