"""Who speaks in a corpus: every attribution as a row, and each voice's share of the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import nan
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.attribution.reference import speakers
from framing.document import Corpus, Document, Span, named_articles
from framing.extract.sourcing import own_words, quoted_tokens
from framing.language import nearest

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

JOIN = " … "  # between the fragments of what is discontinuous
COLUMNS = (
    "article",
    "outlet",
    "number",
    "type",
    "source",
    "speaker",
    "source_type",
    "cue",
    "commitment",
    "attitude",
    "content",
    "words",
    "quoted_words",
    "parent",
    "start",
    "end",
)
BY = ("source_type", "speaker", "type", "commitment", "attitude")
SHARE_COLUMNS = (
    "group",
    "value",
    "attributions",
    "words",
    "share",
    "low",
    "high",
    "articles",
    "note",
)
NO_SOURCE, UNKNOWN, EVERYTHING = "(no source)", "(unknown)", "all"
FEWEST = 5  # articles below which a bootstrap interval would be a guess
SAMPLES, SEED = 1000, 20240607
LEVELS = (2.5, 97.5)  # per cent


def sources(corpus: Corpus | Document) -> pd.DataFrame:
    """Every attribution of a corpus, to be read and counted.

    Parameters
    ----------
    corpus : Corpus or Document
        The articles.

    Returns
    -------
    DataFrame
        One row an attribution, in the order of the articles and their text:

        - ``article`` (its id, its place where it has none), ``outlet`` (None if unknown),
          ``number`` (index in ``document.attributions``);
        - ``type``, ``source_type``, ``commitment``, ``attitude``, as in ``Attribution``;
        - ``source`` (as it stands there; None if nobody is named), ``speaker`` (the same with
          pronouns and short forms resolved), ``cue`` and ``content``: texts, their fragments
          joined by `` … ``, white space made one blank;
        - ``words``: words of the content, those of nested attributions left out;
          ``quoted_words``: those among them that stand in quotation marks;
        - ``parent``: ``number`` of the enclosing attribution, missing if there is none;
        - ``start``, ``end``: offsets of cue and content together.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Rents will fall, Mayor Ada Holm claimed.", "en", id="a1")
    >>> claim = framing.Attribution(
    ...     "indirect", Span(17, 31), (Span(32, 39),), (Span(0, 15),), "official"
    ... )
    >>> table = sources(doc.attributed([claim]))
    >>> table[["source", "cue", "content", "words"]].to_dict("records")[0]
    {'source': 'Mayor Ada Holm', 'cue': 'claimed', 'content': 'Rents will fall', 'words': 3}
    """
    import pandas as pd

    rows = [row for place, one in named_articles(corpus) for row in _rows(place, one)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    whole = ["number", "words", "quoted_words", "start", "end"]
    return table.astype({**dict.fromkeys(whole, "int64"), "parent": "Int64"})


def share_of_voice(
    corpus: Corpus | Document, by: str = "source_type", within: str | None = None
) -> pd.DataFrame:
    """How the attributed words of a corpus are divided among those who speak.

    Parameters
    ----------
    corpus : Corpus or Document
        The articles.
    by : {'source_type', 'speaker', 'type', 'commitment', 'attitude'}
        What the words are divided by.
    within : str, optional
        A column of ``corpus.meta`` (``'outlet'``): a division for each of its values.

    Returns
    -------
    DataFrame
        One row a group and value, the largest share of each group first:

        - ``group`` (``'all'`` without ``within``; ``'(unknown)'`` where an article lacks it),
          ``value`` (``'(no source)'`` for words of nobody who is named);
        - ``attributions`` and ``words``; a word belongs to the innermost speaker;
        - ``share``: words of the value / attributed words of the group, 0 to 1;
        - ``low``, ``high``: 95 % percentile interval of the share over 1,000 bootstrap samples
          of the group's articles (Efron 1979), drawn with a fixed seed; nan with fewer than 5
          articles, and ``note`` says ``'insufficient data'``;
        - ``articles``: how many articles of the group attribute any word.

        A value that occurs somewhere in the corpus has a row in every group, with 0 words if
        need be; speakers have rows only where they speak.

    Raises
    ------
    ValueError
        If ``by`` or ``within`` is unknown; the message says what there is.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Rents will fall, Mayor Ada Holm claimed.", "en")
    >>> claim = framing.Attribution(
    ...     "indirect", Span(17, 31), (Span(32, 39),), (Span(0, 15),), "official"
    ... )
    >>> table = share_of_voice(doc.attributed([claim]))
    >>> table[["value", "words", "share", "note"]].to_dict("records")[0]
    {'value': 'official', 'words': 3, 'share': 1.0, 'note': 'insufficient data'}
    """
    import pandas as pd

    if by not in BY:
        raise ValueError(f"no division by {by!r}; {nearest(by, BY)}")
    groups: dict[str, list[Document]] = {}
    for group, document in _grouped(_documents(corpus), within):
        groups.setdefault(group, []).append(document)
    counted = {group: _Counts(documents, by) for group, documents in groups.items()}
    everywhere = {value for counts in counted.values() for value in counts.words}
    rows = []
    for group, counts in counted.items():
        values = counts.words if by == "speaker" else everywhere
        rows += counts.rows(group, values)
    return pd.DataFrame(rows, columns=list(SHARE_COLUMNS))


def _documents(corpus: Corpus | Document) -> Sequence[Document]:
    return (corpus,) if isinstance(corpus, Document) else corpus


def joined(document: Document, spans: Sequence[Span]) -> str:
    """The words of spans, fragments joined by `` … ``, white space made one blank.

    >>> import framing
    >>> joined(framing.parse("Er warf ihr Untreue vor.", "de"), [Span(3, 7), Span(20, 23)])
    'warf … vor'
    """
    return JOIN.join(" ".join(document[span].split()) for span in spans)


def _rows(article: Any, document: Document) -> Iterator[dict[str, Any]]:
    words, quoted = own_words(document), own_words(document, quoted_tokens(document))
    for number, (one, speaker) in enumerate(
        zip(document.attributions, speakers(document), strict=True)
    ):
        edges = [edge for span in (*one.cue, *one.content) for edge in span[:2]]
        yield {
            **{name: getattr(one, name) for name in BY if name != "speaker"},
            "article": article,
            "outlet": document.meta.get("outlet"),
            "number": number,
            "source": joined(document, [one.source]) if one.source else None,
            "speaker": speaker,
            "cue": joined(document, one.cue),
            "content": joined(document, one.content),
            "words": int(words[number]),
            "quoted_words": int(quoted[number]),
            "parent": one.parent,
            "start": min(edges),
            "end": max(edges),
        }


def _grouped(documents: Sequence[Document], within: str | None) -> Iterator[tuple[str, Document]]:
    known = {"language", *(key for document in documents for key in document.meta)}
    if within is not None and within not in known:
        raise ValueError(f"no column {within!r} in the meta data; {nearest(within, known)}")
    for document in documents:
        if within is None:
            yield EVERYTHING, document
        else:
            value = {"language": document.language, **document.meta}.get(within)
            missing = value is None or value != value  # noqa: PLR0124 - not a number
            yield UNKNOWN if missing else str(value), document


def _values(document: Document, by: str) -> list[str]:
    """What the words of each attribution are counted to."""
    if by == "speaker":
        return [NO_SOURCE if name is None else name for name in speakers(document)]
    return [getattr(attribution, by) for attribution in document.attributions]


class _Counts:
    """The words of each value in each article of a group.

    Attributes
    ----------
    attributions : mapping of str to int
        How many attributions each value has.
    words : mapping of str to mapping of int to int
        For each value its words by the place of the article.
    attributed : int64 array
        Attributed words of each article.
    """

    def __init__(self, documents: Sequence[Document], by: str) -> None:
        self.attributions: Counter[str] = Counter()
        self.words: dict[str, Counter[int]] = {}
        self.attributed = np.zeros(len(documents), np.int64)
        for place, document in enumerate(documents):
            own = own_words(document)
            self.attributed[place] = own.sum()
            for value, n in zip(_values(document, by), own.tolist(), strict=True):
                self.attributions[value] += 1
                self.words.setdefault(value, Counter())[place] += n

    def rows(self, group: str, values: Iterable[str]) -> list[dict[str, Any]]:
        """A row of ``share_of_voice`` for each value, the largest share first."""
        total = int(self.attributed.sum())
        articles = int((self.attributed > 0).sum())
        enough = articles >= FEWEST
        drawn = _draws(len(self.attributed)) if enough else None
        rows = []
        for value in values:
            by_article = self.words.get(value, Counter())
            low, high = (nan, nan) if drawn is None else self._interval(by_article, drawn)
            rows.append(
                {
                    "group": group,
                    "value": value,
                    "attributions": self.attributions[value],
                    "words": by_article.total(),
                    "share": by_article.total() / total if total else nan,
                    "low": low,
                    "high": high,
                    "articles": articles,
                    "note": "" if enough else "insufficient data",
                }
            )
        return sorted(rows, key=lambda row: (-row["words"], row["value"]))

    def _interval(
        self, by_article: Mapping[int, int], drawn: NDArray[np.uint16]
    ) -> tuple[float, float]:
        places = np.fromiter(by_article, np.int64, len(by_article))
        words = np.fromiter(by_article.values(), np.int64, len(by_article))
        whole = drawn @ self.attributed
        part = drawn[:, places] @ words
        low, high = np.percentile(part[whole > 0] / whole[whole > 0], LEVELS).tolist()
        return low, high


def _draws(n_articles: int) -> NDArray[np.uint16]:
    """How often each article is drawn in each bootstrap sample; shape (samples, articles)."""
    rng = np.random.default_rng(SEED)
    drawn = np.empty((SAMPLES, n_articles), np.uint16)
    for sample in drawn:
        sample[:] = np.bincount(rng.integers(n_articles, size=n_articles), minlength=n_articles)
    return drawn
