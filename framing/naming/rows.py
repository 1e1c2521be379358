"""Every mention of every actor of a corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from framing.actors import KnownActor, actors
from framing.attribution.reference_words import reference_words
from framing.document import Document, named_articles
from framing.language import nearest

if TYPE_CHECKING:
    import pandas as pd

AS_FORM = ("name", "surname", "title", "pronoun")  # namings that are a form, not a word
FEWEST = 10  # articles of a group


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
    rows = [
        row
        for name, document in named_articles(corpus)
        for row in _rows(document, str(name), listed)
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


def known_mentions(
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


def most_mentioned(table: pd.DataFrame, top: int = 10) -> list[str]:
    """The actors with most mentions, pronouns left out.

    >>> import framing
    >>> most_mentioned(mentions([framing.parse("Ada Holm left. Holm was ill.", "en", id="a")]))
    ['Ada Holm']
    """
    counts = Counter(table.loc[table["form"] != "pronoun", "actor"])
    return [name for name, _ in counts.most_common(top)]
