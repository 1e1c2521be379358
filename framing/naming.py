"""Who is called what, and by whom: mentions of actors in a corpus as tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.actors import KnownActor, actors
from framing.attribution.reference_words import reference_words
from framing.document import Document
from framing.language import nearest

if TYPE_CHECKING:
    import pandas as pd

AS_FORM = ("name", "surname", "title", "pronoun")  # namings that are a form, not a word
FEWEST = 10  # articles of a group
INSUFFICIENT = "insufficient data"
PRIOR = 0.1  # pseudo-counts of the prior for each mention in both groups
Z95 = 1.959964


class MentionRow(NamedTuple):
    """One mention of an actor.

    Attributes
    ----------
    article, outlet, event : str or None
    actor, kind : str
        The same actor has the same name in all articles.
    form, label : str
        As in ``framing.actors.Mention``.
    naming : str
        By what it is called: of persons the form where that is a name or pronoun, else the words
        without a determiner, in lower case.
    voice : str
    start, end : int
    text : str
    sentence : int
        Its number in ``document.sentences``.
    """

    article: str
    outlet: Any
    event: Any
    actor: str
    kind: str
    form: str
    label: str
    naming: str
    voice: str
    start: int
    end: int
    text: str
    sentence: int


class Naming(NamedTuple):
    """How often a group of articles calls an actor by one name.

    Attributes
    ----------
    actor, naming, group : str
    n : int
        Mentions by that name.
    mentions, articles : int
        All mentions of the actor in the group, and articles with one.
    share, low, high : float
        n / mentions with its 95 % interval.
    method : str
        ``'bootstrap by article'``, or ``'Wilson'`` below 10 articles: that takes mentions for
        independent and is too narrow.
    """

    actor: str
    naming: str
    group: str
    n: int
    mentions: int
    articles: int
    share: float
    low: float
    high: float
    method: str


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


def mentions(
    corpus: Document | Iterable[Document], known: Iterable[KnownActor] = ()
) -> pd.DataFrame:
    """Every mention of every actor.

    Parameters
    ----------
    corpus : Document or iterable of Document
    known : iterable of KnownActor, optional
        Actors to look for by their names, as ``framing.actors.read_actors`` reads them.

    Returns
    -------
    DataFrame
        The fields of ``MentionRow``, in the order of the texts. A person who is known by a
        surname only in one article has the full name of the one person in the corpus who bears it.

    Raises
    ------
    ActorError
        If a name of one known actor stands inside a name of another.

    Examples
    --------
    >>> import framing
    >>> table = mentions([framing.parse("Mayor Ada Holm met the radicals.", "en", id="a")])
    >>> table[["actor", "form", "label", "naming"]].values.tolist()
    [['Ada Holm', 'title', '', 'title'], ['radicals', 'label', 'negative', 'radicals']]
    """
    import pandas as pd

    listed = tuple(known)
    documents = [corpus] if isinstance(corpus, Document) else corpus
    rows = [
        row
        for place, document in enumerate(documents)
        for row in _rows(document, document.id or str(place), listed)
    ]
    full = _full_names(rows)
    return pd.DataFrame(
        [row._replace(actor=full.get((row.kind, row.actor), row.actor)) for row in rows],
        columns=list(MentionRow._fields),
    )


def _rows(document: Document, name: str, known: tuple[KnownActor, ...]) -> list[MentionRow]:
    starts = document.sentences[:, 0]
    outlet, event = document.meta.get("outlet"), document.meta.get("event")
    rows = []
    for actor in actors(document, known):
        for mention in actor.mentions:
            start, end, _ = mention.span
            text = document[mention.span]
            as_form = mention.form in AS_FORM and (
                actor.kind == "person" or mention.form == "pronoun"
            )
            naming = mention.form if as_form else bare(text, document.language)
            sentence = int(np.searchsorted(starts, start, side="right")) - 1
            rows.append(
                MentionRow(
                    name, outlet, event, actor.name, actor.kind, mention.form,
                    mention.label, naming, document.voice(mention.span), start, end, text, sentence,
                )
            )  # fmt: skip
    return sorted(rows, key=lambda row: (row.start, row.end))


def bare(text: str, language: str) -> str:
    """The words of a phrase in lower case, without its determiner.

    >>> bare("the Radical Left", "en")
    'radical left'
    """
    words = text.lower().split()
    if len(words) > 1 and words[0] in reference_words(language).phrases["determiners"]:
        words = words[1:]
    return " ".join(words)


def _full_names(rows: Sequence[MentionRow]) -> Mapping[tuple[str, str], str]:
    """For persons known by a surname only, the one full name that ends so."""
    names = {row.actor for row in rows if row.kind == "person"}
    by_surname: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if " " in name:
            by_surname[name.split()[-1]].add(name)
    return {("person", name): min(by_surname[name]) for name in names if len(by_surname[name]) == 1}


def namings(
    corpus: Iterable[Document] | pd.DataFrame,
    by: str = "outlet",
    actor: str | None = None,
    *,
    draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """By which names each group of articles calls each actor: what a dumbbell plot is drawn from.

    Parameters
    ----------
    corpus : iterable of Document, or DataFrame
        Articles, or their ``mentions`` (with a column for ``by``).
    by : str
        A column of ``mentions``: ``outlet``, ``event``, ``voice`` ...
    actor : str, optional
        One actor; all if left out.
    draws, seed : int
        Of the bootstrap over articles.

    Returns
    -------
    DataFrame
        The fields of ``Naming``, the most frequent actors first.

    Raises
    ------
    ValueError
        If there is no such column or actor.

    Examples
    --------
    >>> import framing
    >>> table = namings(framing.load_dataset("sample"), by="voice")
    >>> sorted(table["group"].unique())
    ['author', 'source']
    """
    import pandas as pd

    table = _known_mentions(corpus, by, actor)
    rows = []
    for name in table["actor"].value_counts().index:
        for group, part in table[table["actor"] == name].groupby(by, sort=True):
            rows += _shares(str(name), str(group), part, draws, seed)
    return pd.DataFrame(rows, columns=list(Naming._fields))


def _known_mentions(
    corpus: Iterable[Document] | pd.DataFrame, by: str, actor: str | None
) -> pd.DataFrame:
    import pandas as pd

    table = corpus if isinstance(corpus, pd.DataFrame) else mentions(corpus)
    if by not in table:
        raise ValueError(f"mentions have no column {by!r}; {nearest(by, list(table.columns))}")
    if actor is not None:
        names = sorted(set(table["actor"]))
        if actor not in names:
            raise ValueError(f"no actor {actor!r}; {nearest(actor, names)}")
        table = table[table["actor"] == actor]
    return table.dropna(subset=[by])


def _shares(actor: str, group: str, part: pd.DataFrame, draws: int, seed: int) -> list[Naming]:
    namings_of, table = _by_article(part)
    n, articles = table.sum(0), len(table)
    total = int(n.sum())
    if articles >= FEWEST:
        low, high = _bootstrap(table, draws, np.random.default_rng(seed))
        method = "bootstrap by article"
    else:
        low, high = _wilson(n, total)
        method = "Wilson"
    order = np.argsort(-n, kind="stable")
    return [
        Naming(
            actor, namings_of[i], group, int(n[i]), total, articles,
            float(n[i] / total), float(low[i]), float(high[i]), method,
        )
        for i in order
    ]  # fmt: skip


def _by_article(part: pd.DataFrame) -> tuple[list[str], NDArray[np.float64]]:
    """The namings in a part, and how often each article has each: shape (articles, namings)."""
    wide = part.groupby(["article", "naming"]).size().unstack(fill_value=0)
    return [str(name) for name in wide.columns], wide.to_numpy(float)


def _bootstrap(
    table: NDArray[np.float64], draws: int, generator: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    n = len(table)
    times = generator.multinomial(n, np.full(n, 1 / n), draws).astype(float)
    sums = times @ table
    shares = sums / sums.sum(1, keepdims=True)
    low, high = np.percentile(shares, [2.5, 97.5], axis=0)
    return low, high


def _wilson(n: NDArray[np.float64], total: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wilson's (1927) interval of a share."""
    share, square = n / total, Z95**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = (
        Z95 / (1 + square / total) * np.sqrt(share * (1 - share) / total + square / (4 * total**2))
    )
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)


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

    table = _known_mentions(corpus, by, actor)
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


def most_mentioned(table: pd.DataFrame, top: int = 10) -> list[str]:
    """The actors with most mentions, pronouns left out.

    >>> import framing
    >>> most_mentioned(mentions([framing.parse("Ada Holm left. Holm was ill.", "en", id="a")]))
    ['Ada Holm']
    """
    counts = Counter(table.loc[table["form"] != "pronoun", "actor"])
    return [name for name, _ in counts.most_common(top)]
