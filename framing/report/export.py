"""What was found, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable
from typing import Any

from framing.document import Corpus, Document
from framing.extract import EXTRACTORS, default_families
from framing.report.ratings import rated, rating_cells, rating_columns
from framing.report.record import measures, plain, record

LEADING = ("id", "outlet", "date", "event", "language")


def to_json(corpus: Corpus, raters: Any = None) -> str:
    """Every record of a corpus, and what could not be read.

    Parameters
    ----------
    corpus : Corpus
        The articles.
    raters : sequence of str or Rater, optional
        What rates them: all at hand for the language of each if left out, ``()`` for none.

    Returns
    -------
    str
        An object with ``framing`` (the version), ``articles`` (see ``record``) and
        ``problems``, each with ``file``, ``row`` and ``problem``.

    Examples
    --------
    >>> import framing, json
    >>> corpus = framing.Corpus((framing.parse("The regime denied it on Monday.", id="a1"),))
    >>> json.loads(to_json(corpus))["articles"][0]["loaded"][0]["text"]
    'regime'
    """
    from framing import __version__

    found = {
        "framing": __version__,
        "articles": [_finite(record(document, raters)) for document in corpus],
        "problems": [
            {"file": file, "row": row, "problem": problem} for file, row, problem in corpus.troubles
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _finite(value: Any) -> Any:
    """JSON has no NaN: such a value of a table becomes null."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return value


def to_csv(articles: Iterable[Document], raters: Any = None) -> str:
    """Every measure of a corpus: a row an article, a column a measure.

    Parameters
    ----------
    articles : iterable of Document
        The articles.
    raters : sequence of str or Rater, optional
        What rates them: all at hand if left out, ``()`` for none.

    Returns
    -------
    str
        The columns ``id``, ``outlet``, ``date``, ``event``, ``language``, then
        ``family__voice_category`` for every measure; rates are per 1,000 words of the voice. Then
        ``rating__<rater>_<label>``, with ``_low`` and ``_high``, for every rater, whatever the
        languages of the articles are. What is not defined for an article, or not rated (another
        language, too little text), is an empty cell.

    Examples
    --------
    >>> import framing
    >>> print(to_csv([framing.parse("The regime denied it on Monday.", id="a1")])[:60])
    id,outlet,date,event,language,loaded__author_subjective_eval
    """
    families = [EXTRACTORS[family]() for family in default_families()]
    columns = [str(name) for family in families for name in family.get_feature_names_out()]
    columns += rating_columns(raters)
    out = io.StringIO()
    writer = csv.DictWriter(out, [*LEADING, *columns], lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for document in articles:
        facts = {key: plain(document.meta.get(key, "")) for key in LEADING}
        facts |= {"id": document.id, "language": document.language}
        values = measures(document) | rating_cells(rated(document, raters, evidence=False))
        writer.writerow({**facts, **{name: _cell(value) for name, value in values.items()}})
    return out.getvalue()


def _cell(value: float) -> str:
    return f"{value:.6g}" if math.isfinite(value) else ""
