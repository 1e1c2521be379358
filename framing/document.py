"""What the rest of the package speaks of: spans, attributions, documents and corpora.

All of them are frozen values. Offsets are Python string indices into ``Document.text``,
which is the text as it was given: nothing is ever cut out of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Voice = Literal["author", "source"]
SPEAKING = ("speech", "partial")  # kinds of quotations in which somebody speaks for sure
VOICES: tuple[Voice, Voice] = ("author", "source")
TYPES = ("direct", "indirect", "mixed", "reported", "free_indirect")
SOURCE_TYPES = (
    "person",
    "official",
    "government",
    "party",
    "company",
    "civil_society",
    "expert",
    "media",
    "statistics",
    "witness",
    "anonymous",
    "collective",
    "unspecified",
)
COMMITMENTS = ("neutral", "endorsing", "distancing")
ATTITUDES = (
    "assertion",
    "criticism",
    "praise",
    "demand",
    "denial",
    "concession",
    "warning",
    "promise",
    "question",
    "none",
)
Offsets = NDArray[np.int32]
NO_META: Mapping[str, Any] = MappingProxyType({})


class Span(NamedTuple):
    """A stretch of a text, from ``start`` up to but not including ``end``.

    Examples
    --------
    >>> Span(4, 10, "author_loaded_label")
    Span(start=4, end=10, label='author_loaded_label')
    """

    start: int
    end: int
    label: str = ""


class Attribution(NamedTuple):
    """Something an article says that somebody says.

    Attributes
    ----------
    type : {'direct', 'indirect', 'mixed', 'reported', 'free_indirect'}
        How the words are reported.
    source : Span or None
        Who speaks; None where the article does not say.
    cue, content : tuple of Span
        The words that introduce, and the words that are introduced. Either can be
        discontinuous (``warf ... vor``).
    source_type : str
        What kind of source it is: person, official, government, party and so on.
    commitment : {'neutral', 'endorsing', 'distancing'}
        The stance of the author towards the content.
    attitude : str
        The act of the speaker: assertion, criticism, demand and so on.
    parent : int or None
        Index of the enclosing attribution.
    """

    type: str
    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    source_type: str = "unspecified"
    commitment: str = "neutral"
    attitude: str = "none"
    parent: int | None = None


def no_offsets() -> Offsets:
    """An empty table of offsets."""
    return np.empty((0, 2), np.int32)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches of text, in order, overlapping ones joined."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


@dataclass(frozen=True, eq=False)
class Document:
    """One article, read and marked.

    Attributes
    ----------
    text : str
        The text as it was given. All offsets point into it.
    language : str
        ``'de'`` or ``'en'``.
    tokens : int32 array of shape (n, 2)
        Offsets of words, numbers and punctuation marks, without those in removed text.
    words : bool array of shape (n,)
        True where a token is a word or a number: what rates are counted per.
    sentences : int32 array of shape (n, 2)
        Offsets of sentences, the title among them, removed text left out.
    quotes : int32 array of shape (n, 2)
        Offsets of everything in quotation marks, marks included, outer before inner.
    quote_kinds : tuple of str
        For each of ``quotes``: ``'speech'``, ``'partial'`` (no whole sentence), ``'word'``
        (at most three words) or ``'name'`` (a title or name in marks: nobody speaks).
    title : Span or None
        The headline.
    removed : tuple of Span
        Boilerplate; the label says which kind.
    attributions : tuple of Attribution
        Reported speech.
    tier : str
        What found it: ``'rules'``, ``'model'`` (and rules), or empty where people marked it.
    warnings : tuple of Span
        What is odd in the text and where, for example unbalanced quotation marks.
    id : str
        Name of the article in its corpus.
    meta : mapping
        All else that is known: ``outlet``, ``date``, ``author``, ``event``, ``url`` ...

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("The regime denied it. “A brutal attack”, she said on Monday.")
    >>> [doc.text[a:b] for a, b in doc.sentences]
    ['The regime denied it.', '“A brutal attack”, she said on Monday.']
    >>> doc.voice(Span(4, 10)), doc.voice(Span(25, 31))
    ('author', 'source')
    """

    text: str
    language: str
    tokens: Offsets
    words: NDArray[np.bool_]
    sentences: Offsets
    quotes: Offsets
    quote_kinds: tuple[str, ...] = ()
    title: Span | None = None
    removed: tuple[Span, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    tier: str = ""
    warnings: tuple[Span, ...] = ()
    id: str = ""
    meta: Mapping[str, Any] = field(default_factory=lambda: NO_META)

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled, for work in several processes: a view of a mapping cannot be."""
        state = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**state, "meta": dict(self.meta)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, meta=MappingProxyType(state["meta"]))

    def __getitem__(self, span: Span | Sequence[int]) -> str:
        """The words of a span."""
        return self.text[span[0] : span[1]]

    def __len__(self) -> int:
        """Number of words."""
        return int(self.words.sum())

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        name = f"{self.id!r}, " if self.id else ""
        return (
            f"<Document {name}{self.language}, {len(self)} words, "
            f"{len(self.sentences)} sentences, {len(self.quotes)} quotations>"
        )

    def _repr_html_(self) -> str:
        from importlib import import_module  # the display knows all layers, this one knows none

        return str(import_module("framing.report").display(self))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The tokens as strings, in order."""
        starts, ends = self.tokens.T.tolist()
        return tuple(map(self.text.__getitem__, map(slice, starts, ends)))

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The tokens as strings in lower case."""
        return tuple(map(str.lower, self.forms))

    @cached_property
    def starts(self) -> list[int]:
        """Where the tokens begin."""
        starts: list[int] = self.tokens[:, 0].tolist()
        return starts

    def tokens_of(self, span: Span | Sequence[int]) -> tuple[int, int]:
        """The tokens that begin in a span: number of the first, and of the one behind the last.

        >>> import framing
        >>> framing.parse("She said so.", "en").tokens_of((4, 11))
        (1, 3)
        """
        return bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1])

    def attributed(self, attributions: Iterable[Attribution], tier: str = "") -> Document:
        """The same document with these attributions; what is known of its tokens is kept.

        Parameters
        ----------
        attributions : iterable of Attribution
        tier : str
            What found them; empty for people.
        """
        new = replace(self, attributions=tuple(attributions), tier=tier)
        known = {"forms", "lower", "starts"} & self.__dict__.keys()
        new.__dict__.update({name: self.__dict__[name] for name in known})
        return new

    @cached_property
    def source_regions(self) -> list[tuple[int, int]]:
        """Where somebody else speaks: quotations that are no names, attributed content."""
        quoted = [
            (start, end)
            for (start, end), kind in zip(self.quotes.tolist(), self.quote_kinds, strict=True)
            if kind != "name"
        ]
        attributed = [(s.start, s.end) for a in self.attributions for s in a.content]
        return merged(quoted + attributed)

    @cached_property
    def _source_starts(self) -> list[int]:
        return [start for start, _ in self.source_regions]

    def voice(self, span: Span | Sequence[int]) -> Voice:
        """Whose words a span is: the outlet's own or those of somebody it lets speak.

        Parameters
        ----------
        span : Span or pair of int
            Start and end offset.

        Returns
        -------
        {'author', 'source'}
            ``'source'`` where the whole span lies in quotation marks or attributed content.
        """
        at = bisect_right(self._source_starts, span[0]) - 1
        inside = at >= 0 and span[1] <= self.source_regions[at][1]
        return "source" if inside else "author"

    @cached_property
    def source_tokens(self) -> NDArray[np.bool_]:
        """True where a token is in the source's voice; shape (n,)."""
        if not self.source_regions:
            return np.zeros(len(self.tokens), bool)
        edges = np.array(self.source_regions, np.int32).ravel()
        # Between an odd and an even edge is inside; one contiguous column, or numpy copies it.
        starts = np.ascontiguousarray(self.tokens[:, 0])
        inside: NDArray[np.bool_] = np.searchsorted(edges, starts, side="right") % 2 == 1
        return inside

    @cached_property
    def n_words(self) -> Mapping[Voice, int]:
        """Number of words in each voice."""
        source = int((self.words & self.source_tokens).sum())
        return MappingProxyType({"author": len(self) - source, "source": source})


@dataclass(frozen=True, eq=False)
class Corpus(Sequence[Document]):
    """Articles in a row, with what could not be read beside them.

    Attributes
    ----------
    documents : tuple of Document
        The articles.
    problems : DataFrame
        One row for each article that could not be read: ``file``, ``row``, ``problem``.

    Examples
    --------
    >>> import framing
    >>> corpus = Corpus((framing.parse("The minister resigned on Monday.", id="a1"),))
    >>> len(corpus), corpus["a1"].language, list(corpus.meta.columns)
    (1, 'en', ['language'])
    """

    documents: tuple[Document, ...] = ()
    troubles: tuple[tuple[str, int | None, str], ...] = ()

    @overload
    def __getitem__(self, at: int) -> Document: ...
    @overload
    def __getitem__(self, at: str) -> Document: ...
    @overload
    def __getitem__(self, at: slice) -> Corpus: ...
    def __getitem__(self, at: int | str | slice) -> Document | Corpus:
        if isinstance(at, slice):
            return Corpus(self.documents[at])
        if isinstance(at, str):
            if at not in self._by_id:
                raise KeyError(f"no article {at!r} in this corpus of {len(self)}")
            return self._by_id[at]
        return self.documents[at]

    @cached_property
    def _by_id(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __repr__(self) -> str:
        languages = ", ".join(sorted({document.language for document in self}))
        unread = f", {len(self.troubles)} not read" if self.troubles else ""
        return f"<Corpus of {len(self)} articles ({languages or 'empty'}){unread}>"

    def _repr_html_(self) -> str:
        from importlib import import_module

        return str(import_module("framing.report").display(self))

    @property
    def meta(self) -> pd.DataFrame:
        """What is known about each article: one row an article, indexed by its id."""
        import pandas as pd

        rows = [{"language": d.language, **d.meta} for d in self]
        return pd.DataFrame(rows, index=pd.Index([d.id for d in self], name="article"))

    @property
    def problems(self) -> pd.DataFrame:
        """What could not be read: columns ``file``, ``row``, ``problem``."""
        import pandas as pd

        return pd.DataFrame(list(self.troubles), columns=["file", "row", "problem"])


def named_articles(corpus: Document | Iterable[Document]) -> Iterator[tuple[str | int, Document]]:
    """Each article with its id, or its place where it has none; one document is a corpus, too.

    >>> import framing
    >>> [name for name, _ in named_articles(framing.parse("It rained on Monday.", "en"))]
    [0]
    """
    documents = [corpus] if isinstance(corpus, Document) else corpus
    for place, document in enumerate(documents):
        yield document.id or place, document
