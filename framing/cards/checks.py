"""What can be odd in a labelled corpus: one text with two labels, one text in two parts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from framing.document import Corpus

if TYPE_CHECKING:
    import pandas as pd

SAME = ("annotator", "target_start")  # several labels of one text are in order where these differ


def key_of(text: Any) -> str:
    """A text without case and spacing: two that have the same key are the same text.

    >>> key_of(" It  rained.") == key_of("It rained. ")
    True
    """
    return " ".join(str(text).casefold().split())


def contradictions(corpus: Corpus) -> pd.DataFrame:
    """Texts that stand several times in a corpus, with different labels.

    Labels by several annotators, or of several targets in one sentence, do not contradict.

    Parameters
    ----------
    corpus : Corpus
        With a column ``label`` in its meta.

    Returns
    -------
    DataFrame
        One row a text: ``text``, ``rows`` (tuple of ids) and ``labels`` (tuple, in that order).

    Examples
    --------
    >>> import framing
    >>> rated = [("a", 1), ("b", 0), ("c", 1)]
    >>> corpus = Corpus(tuple(
    ...     framing.parse("It rained all day.", "en", id=name, meta={"label": label})
    ...     for name, label in rated
    ... ))
    >>> contradictions(corpus)[["rows", "labels"]].to_numpy().tolist()
    [[('a', 'b', 'c'), (1, 0, 1)]]
    """
    import pandas as pd

    same = defaultdict(list)
    for document in corpus:
        if "label" in document.meta:
            others = tuple(document.meta.get(name) for name in SAME)
            same[key_of(document.text), others].append(document)
    rows = [
        (group[0].text, tuple(d.id for d in group), tuple(d.meta["label"] for d in group))
        for group in same.values()
        if len({_order_free(document.meta["label"]) for document in group}) > 1
    ]
    return pd.DataFrame(rows, columns=["text", "rows", "labels"])


def _order_free(label: Any) -> Any:
    return frozenset(label) if isinstance(label, tuple) else label


def repeats(corpus: Corpus, *earlier: Corpus) -> pd.DataFrame:
    """Texts of a corpus that stand in others too, as when training data hold what is tested.

    Parameters
    ----------
    corpus, *earlier : Corpus

    Returns
    -------
    DataFrame
        One row a text: ``row`` (its id), ``repeats`` (id of the first such in ``earlier``).

    Examples
    --------
    >>> import framing
    >>> train = Corpus((framing.parse("It rained all day.", "en", id="t1"),))
    >>> test = Corpus((framing.parse("It rained  all day.", "en", id="d1"),))
    >>> repeats(test, train).to_numpy().tolist()
    [['d1', 't1']]
    """
    import pandas as pd

    seen: dict[str, str] = {}
    for other in earlier:
        for document in other:
            seen.setdefault(key_of(document.text), document.id)
    found = [(document.id, seen.get(key_of(document.text))) for document in corpus]
    return pd.DataFrame([pair for pair in found if pair[1]], columns=["row", "repeats"])
