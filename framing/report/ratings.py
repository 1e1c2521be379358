"""How an article reads to raters, as plain values: ratings, what drove them, known errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

from framing.document import Document, Span

if TYPE_CHECKING:
    from framing.models.rating import ArticleRating, Rating

STRONGEST = 5  # sentences of a rater whose words are looked at
MOST_DRIVERS = 8
MOST_LABELS = 2  # labels of a rater of articles whose words are looked at
NONE = "none"
UNKNOWN = "not measured"
TOO_SHORT, TOO_FEW, OTHER_LANGUAGE = "too short", "too few sentences", "other language"


def rated(document: Document, raters: Any = None, *, evidence: bool = True) -> list[dict[str, Any]]:
    """How an article reads to raters.

    Parameters
    ----------
    document : Document
        The article.
    raters : sequence of str or Rater, optional
        All at hand for its language, by name, if left out; ``()`` for none, which loads nothing.
    evidence : bool
        Whether to look for what drove the ratings; without it, ``drivers`` are None throughout.

    Returns
    -------
    list of dict
        For each rater:

        ``rater``, ``title``, ``unit`` ('sentence' or 'article'), ``labels``, ``data`` (what it
        has learnt from), ``licence`` (of its weights);
        ``known_error`` (text), ``held_out`` (the same as numbers, or None);
        ``article``: for each label ``rating`` (0 to 1), ``low``, ``high`` (95 %), ``sentences``,
        ``author_sentences`` (those rated), ``note``, and ``drivers`` (for the leading labels of
        a rater of articles, else None);
        ``sentences``: for each sentence and label its number, offsets, ``probability``, ``low``,
        ``high``, ``words``, ``voice``, ``too_short``, ``out_of_domain``, ``note``, and
        ``drivers`` (for the strongest in the outlet's voice, else None).

        A driver has ``text``, ``weight`` (what it adds to the log-odds of the label) and
        ``start``, ``end``; over an article the same words are added up, ``times`` says how many.
        What has no value is nan.

    Examples
    --------
    >>> import framing
    >>> text = "The radical mob met in the town hall on Monday."
    >>> (found,) = rated(framing.parse(text, "en"), ["bias-en"])
    >>> found["article"][0]["note"], found["sentences"][0]["drivers"][0]["text"]
    ('too few sentences', 'radical')
    """
    if _none(raters):
        return []
    from framing.models.rating import chosen

    return [_by(model, document, evidence) for model in chosen([document], raters)]


def named(names: Sequence[str] | None) -> list[Any] | None:
    """The raters of a command line: None for all that fit, an empty list for ``none``.

    Raises
    ------
    ValueError
        If there is no such rater, or ``none`` stands beside others.

    Examples
    --------
    >>> named(None), named(["none"]), named(["bias-en", "bias-en"])
    (None, [], [<Rater 'bias-en', en>])
    """
    if names is None:
        return None
    if NONE in names:
        if set(names) != {NONE}:
            others = ", ".join(name for name in names if name != NONE)
            raise ValueError(f"--raters: {NONE!r} stands alone, not beside {others}")
        return []
    from framing.models import load_rater

    return [load_rater(name) for name in dict.fromkeys(names)]


def _none(raters: Any) -> bool:
    return isinstance(raters, (list, tuple)) and not raters


def _by(model: Any, document: Document, evidence: bool) -> dict[str, Any]:
    from framing.models import article_ratings, known_error, ratings
    from framing.models.rating import labels_of

    held_out = model.facts.get("known_error")
    rows = ratings([document], [model])
    whole = {one.label: one for one in article_ratings([document], rows=rows)}
    labels = labels_of(model)
    of_sentences = model.recipe.unit == "sentence" and not any(row.other_language for row in rows)
    explained = evidence and _explains(model)
    leading = _leading(whole) if explained and model.recipe.unit == "article" else []
    strongest = _strongest(rows) if explained and of_sentences else set()
    return {
        "rater": model.name,
        "title": model.recipe.title,
        "unit": model.recipe.unit,
        "labels": labels,
        "data": model.facts.get("data", {}).get("title", model.recipe.dataset),
        "licence": model.recipe.weights_licence,
        "known_error": known_error(model) if held_out else UNKNOWN,
        "held_out": dict(held_out) if held_out else None,
        "article": [
            {
                **_article(label, whole.get(label)),
                "drivers": _word_sums(model, document, label) if label in leading else None,
            }
            for label in labels
        ],
        "sentences": list(_sentences(model, document, rows, strongest)) if of_sentences else [],
    }


def _article(label: str, one: ArticleRating | None) -> dict[str, Any]:
    """An article without a sentence has no rating."""
    if one is None:
        facts: dict[str, Any] = {"rating": nan, "low": nan, "high": nan}
        return {"label": label, **facts, "sentences": 0, "author_sentences": 0, "note": TOO_FEW}
    wanted = ("rating", "low", "high", "sentences", "author_sentences", "note")
    return {"label": label, **{name: getattr(one, name) for name in wanted}}


def has_rating(one: Mapping[str, Any]) -> bool:
    """Whether an article's entry has a number to show: not where there is too little text."""
    return isfinite(one["rating"]) and TOO_SHORT not in one["note"]


def _leading(whole: Mapping[str, ArticleRating]) -> list[str]:
    """The labels that an article is rated highest for."""
    known = [one for one in whole.values() if isfinite(one.rating)]
    return [one.label for one in sorted(known, key=lambda one: -one.rating)[:MOST_LABELS]]


def _explains(model: Any) -> bool:
    """Encoders cannot say which words drove them."""
    from framing.models.encoder import EncoderRater

    return not isinstance(model, EncoderRater)


def _sentences(
    model: Any, document: Document, rows: Iterable[Rating], strongest: set[Rating]
) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {
            "sentence": row.sentence,
            "start": row.start,
            "end": row.end,
            "label": row.label,
            "probability": row.probability,
            "low": row.low,
            "high": row.high,
            "words": row.words,
            "voice": "source" if row.source_voice else "author",
            "too_short": row.too_short,
            "out_of_domain": row.out_of_domain,
            "note": row.note,
            "drivers": _drivers(model, document, row) if row in strongest else None,
        }


def _strongest(rows: Iterable[Rating]) -> set[Rating]:
    """Of the sentences in the outlet's voice those that are rated highest, each with one label."""
    best: dict[int | None, Rating] = {}
    for row in rows:
        held = best.get(row.sentence)
        if not (row.source_voice or row.too_short) and (
            held is None or row.probability > held.probability
        ):
            best[row.sentence] = row
    return set(sorted(best.values(), key=lambda row: -row.probability)[:STRONGEST])


def _drivers(model: Any, document: Document, row: Rating) -> list[dict[str, Any]]:
    from framing.models import explain

    found = explain(model, document, Span(row.start, row.end), label=row.label, most=MOST_DRIVERS)
    return [
        {"text": one.text, "start": one.start, "end": one.end, "weight": float(one.weight)}
        for one in found
    ]


def _word_sums(model: Any, document: Document, label: str) -> list[dict[str, Any]]:
    """Over an article, the same word adds up wherever it stands; offsets are those of the first."""
    from framing.models import explain

    sums: dict[str, dict[str, Any]] = {}
    for one in sorted(explain(model, document, label=label)):
        if any(map(str.isalpha, one.text)):
            facts = {"text": one.text, "start": one.start, "end": one.end}
            word = sums.setdefault(one.text.casefold(), {**facts, "weight": 0.0, "times": 0})
            word["weight"] += float(one.weight)
            word["times"] += 1
    return sorted(sums.values(), key=lambda word: -abs(word["weight"]))[:MOST_DRIVERS]


def rating_columns(raters: Any = None) -> list[str]:
    """The columns of ratings in a table of articles.

    Parameters
    ----------
    raters : sequence of str or Rater, optional
        All at hand, of whatever language, if left out.

    Returns
    -------
    list of str
        For each rater and label ``rating__<rater>_<label>``, and the same with ``_low`` and
        ``_high``.

    Examples
    --------
    >>> rating_columns(["bias-en"])[:2]
    ['rating__bias-en_biased', 'rating__bias-en_biased_low']
    """
    if _none(raters):
        return []
    from framing.models import list_raters, load_rater
    from framing.models.rating import labels_of

    asked = list_raters() if raters is None else raters
    models = [load_rater(one) if isinstance(one, str) else one for one in asked]
    return [
        column
        for model in models
        for label in labels_of(model)
        for column in _columns(model.name, label)
    ]


def _columns(rater: str, label: str) -> tuple[str, str, str]:
    name = re.sub(r"\W+", "_", label)
    base = f"rating__{rater}_{name}"
    return base, f"{base}_low", f"{base}_high"


def rating_cells(found: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """The values of ``rating_columns`` that an article has, from what ``rated`` gave."""
    cells: dict[str, float] = {}
    for rater in found:
        for one in filter(has_rating, rater["article"]):
            values = (one["rating"], one["low"], one["high"])
            cells |= zip(_columns(rater["rater"], one["label"]), values, strict=True)
    return cells
