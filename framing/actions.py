"""Who does what to whom, as tables of a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.actors import Actor, KnownActor, actors
from framing.document import Document, Span, named_articles
from framing.extract.agency import KINDS, PASSIVE, clauses
from framing.language import nearest

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 10  # articles of a group
INSUFFICIENT = "insufficient data"


class Predicate(NamedTuple):
    """One predicate of an article.

    Attributes
    ----------
    article, outlet, event : str or None
    sentence : int
        Its number in ``document.sentences``.
    start, end : int
        Of the main word.
    spans : list of tuple of int
        All parts of the predicate.
    text : str
        Its parts, joined by spaces.
    voice : {'author', 'source'}
    kind : str
        active, passive_agent, passive_no_agent, stative, unaccusative, reflexive, nominalisation.
    agent, patient : str or None
        Who does it, and whom it is done to, in the words of the clause.
    agent_actor, patient_actor : str or None
        The actors these words mention (``framing.actors``).
    harm : str
        Category of the lexicon of harm; empty for other predicates.
    """

    article: str
    outlet: Any
    event: Any
    sentence: int
    start: int
    end: int
    spans: list[tuple[int, int]]
    text: str
    voice: str
    kind: str
    agent: str | None
    patient: str | None
    agent_actor: str | None
    patient_actor: str | None
    harm: str


class AgencyShare(NamedTuple):
    """How often a group of articles leaves out who does it.

    Attributes
    ----------
    group, measure : str
        ``passive_share`` (of active and passive predicates), ``agentless_share`` (of passives),
        ``harm_named_share`` (predicates of harm with a named agent, of all of them; actives whose
        subject was not found are left out).
    n, of : int
        The share is n / of.
    articles : int
    share, low, high : float
        With its 95 % interval: articles drawn again (percentiles).
    note : str
        ``'insufficient data'`` below 10 articles; share and interval are then nan.
    """

    group: str
    measure: str
    n: int
    of: int
    articles: int
    share: float
    low: float
    high: float
    note: str


def agency(corpus: Document | Iterable[Document], known: Iterable[KnownActor] = ()) -> pd.DataFrame:
    """Every predicate with who does it and whom it is done to.

    Parameters
    ----------
    corpus : Document or iterable of Document
    known : iterable of KnownActor, optional
        Actors to look for by their names.

    Returns
    -------
    DataFrame
        The fields of ``Predicate``, in the order of the texts. In a passive without an agent, a
        state, an unaccusative or a reflexive event ``agent`` is None.

    Raises
    ------
    ActorError
        If a name of one known actor stands inside a name of another.

    Examples
    --------
    >>> import framing
    >>> table = agency([framing.parse("Police cleared the camp. Two men were injured.", "en")])
    >>> table[["text", "kind", "agent", "patient", "harm"]].values.tolist()
    [['cleared', 'active', 'Police', 'the camp', 'force'],
     ['were injured', 'passive_no_agent', None, 'Two men', 'injure']]
    """
    import pandas as pd

    listed = tuple(known)
    rows = [
        row
        for name, document in named_articles(corpus)
        for row in _rows(document, str(name), listed)
    ]
    table = pd.DataFrame(rows, columns=list(Predicate._fields))
    words = ["agent", "patient", "agent_actor", "patient_actor"]
    table[words] = table[words].astype(object).where(table[words].notna(), None)
    return table


def _rows(document: Document, name: str, known: tuple[KnownActor, ...]) -> list[Predicate]:
    who = _Who(document, actors(document, known))
    starts = document.sentences[:, 0]
    return [
        Predicate(
            name,
            document.meta.get("outlet"),
            document.meta.get("event"),
            int(np.searchsorted(starts, one.main.start, side="right")) - 1,
            one.main.start,
            one.main.end,
            [(span.start, span.end) for span in one.spans],
            " ".join(document[span] for span in one.spans),
            document.voice(one.main),
            one.kind,
            document[one.agent] if one.agent else None,
            document[one.patient] if one.patient else None,
            who.is_in(one.agent),
            who.is_in(one.patient),
            one.harm,
        )
        for one in clauses(document)
    ]


class _Who:
    """Which actor a phrase mentions: the one whose mention ends last in it."""

    def __init__(self, document: Document, found: Sequence[Actor]) -> None:
        self.mentions = sorted(
            (mention.span.end, mention.span.start, actor.name)
            for actor in found
            for mention in actor.mentions
        )

    def is_in(self, span: Span | None) -> str | None:
        if span is None:
            return None
        inside = [n for end, start, n in self.mentions if start < span.end and end > span.start]
        return inside[-1] if inside else None


def agency_shares(
    corpus: Iterable[Document] | pd.DataFrame,
    by: str = "outlet",
    *,
    draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """How often groups of articles use passives, and leave out who does it.

    Parameters
    ----------
    corpus : iterable of Document, or DataFrame
        Articles, or their ``agency`` table.
    by : str
        A column of it: ``outlet``, ``event``, ``voice``, ``agent_actor``, ``patient_actor``,
        ``harm``.
    draws, seed : int
        Of the bootstrap over articles.

    Returns
    -------
    DataFrame
        The fields of ``AgencyShare``.

    Raises
    ------
    ValueError
        If there is no such column.

    Examples
    --------
    >>> import framing
    >>> table = agency_shares(framing.load_dataset("sample"), by="voice")
    >>> table.loc[table["group"] == "author", "measure"].tolist()
    ['passive_share', 'agentless_share', 'harm_named_share']
    """
    import pandas as pd

    table = corpus if isinstance(corpus, pd.DataFrame) else agency(corpus)
    if by not in table:
        raise ValueError(f"predicates have no column {by!r}; {nearest(by, list(table.columns))}")
    kinds, harm = table["kind"], table["harm"] != ""
    told = (kinds != "active") | table["agent"].notna()  # an active whose subject was not found
    counted = pd.DataFrame(
        {
            "article": table["article"],
            "group": table[by],
            "passive": kinds.isin(PASSIVE),
            "voiced": kinds.isin((*PASSIVE, "active")),
            "agentless": kinds == "passive_no_agent",
            "harm": harm & told,
            "named": harm & table["agent"].notna(),
        }
    ).dropna(subset=["group"])
    rows = []
    for group, part in counted.groupby("group", sort=True):
        sums = part.groupby("article")[["passive", "voiced", "agentless", "harm", "named"]].sum()
        for measure, top, bottom in (
            ("passive_share", "passive", "voiced"),
            ("agentless_share", "agentless", "passive"),
            ("harm_named_share", "named", "harm"),
        ):
            pair = sums[[top, bottom]].to_numpy(float)
            rows.append(_share(str(group), measure, pair[pair[:, 1] > 0], draws, seed))
    return pd.DataFrame(rows, columns=list(AgencyShare._fields))


def _share(
    group: str, measure: str, pair: NDArray[np.float64], draws: int, seed: int
) -> AgencyShare:
    """A share with its bootstrap interval; ``pair`` has n and of for each article."""
    articles = len(pair)
    n, of = (int(value) for value in pair.sum(0))
    if articles < FEWEST:
        nan = float("nan")
        return AgencyShare(group, measure, n, of, articles, nan, nan, nan, INSUFFICIENT)
    generator = np.random.default_rng(seed)
    times = generator.multinomial(articles, np.full(articles, 1 / articles), draws)
    sums = times @ pair
    low, high = np.percentile(sums[:, 0] / sums[:, 1], [2.5, 97.5])
    return AgencyShare(group, measure, n, of, articles, n / of, float(low), float(high), "")


__all__ = ["KINDS", "AgencyShare", "Predicate", "agency", "agency_shares"]
