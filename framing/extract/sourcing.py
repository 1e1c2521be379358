"""Sourcing: who gets to speak, how much, and how their words are introduced.

What an article lets others say is much of what it says. Whom it lets speak, who stays without
a name, and whether the outlet doubts or vouches for what they say are old measures of balance.
Words that are attributed and words in quotation marks are told apart: indirect speech has no
marks, and not all that stands in marks is attributed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log2, nan

import numpy as np
from numpy.typing import NDArray

from framing.attribution.reference import speakers
from framing.document import (
    COMMITMENTS,
    SOURCE_TYPES,
    SPEAKING,
    TYPES,
    VOICES,
    Attribution,
    Document,
    Span,
)
from framing.extract.base import PER, Extractor

QUOTED = (*SPEAKING, "word")  # the fourth kind of quotation is a name: nobody speaks
OF_ATTRIBUTED = "share of attributed words, 0-1"
WHOLE = {
    "attributed_share": "share of words, 0-1",
    "quoted_share": "share of words, 0-1",
    "verbatim_share": OF_ATTRIBUTED,
    "unsourced_share": OF_ATTRIBUTED,
    "attributions": "attributions",
    "sources": "sources",
    "entropy": "bits, from 0",
    "effective_sources": "sources, from 1",
    "largest_share": "share of words with a source, 0-1",
    "first_quotation": "share of words before it, 0-1",
}
STANCES = COMMITMENTS[1:]  # the rest is neutral
CUES = tuple(f"cue_{commitment}" for commitment in COMMITMENTS)


class Sourcing(Extractor):
    """Who speaks in an article, how much, and how the outlet introduces it.

    Notes
    -----
    A word is attributed if it lies in the content of an attribution, and belongs to the
    innermost one: what CCTV reports that Xi said is Xi's. So no word counts twice. A source is
    its last full name or description in the article (``framing.attribution.reference``).

    Over the whole article, title included, boilerplate not; W is its words, A those attributed:

    - ``attributed_share``: A / W, 0 to 1;
    - ``quoted_share``: words in quotation marks that are no names / W, 0 to 1, whether
      attributed or not;
    - ``verbatim_share``: attributed words in such marks / A, 0 to 1;
    - ``unsourced_share``: attributed words for which the article names nobody / A, 0 to 1;
    - ``direct_share``, ``indirect_share``, ``mixed_share``, ``reported_share``,
      ``free_indirect_share``: words of attributions of that type / A, 0 to 1; they add up to 1;
    - ``attributions``: how many there are, from 0, relays included;
    - ``sources``: how many different sources there are, from 0;
    - ``entropy``: H = -sum p log2 p in bits, from 0, where p is a source's share of the
      attributed words that have a source (Shannon 1948); ``effective_sources``: 2^H, from 1 to
      ``sources``: as many sources of equal share have that entropy (Hill 1973, order 1);
      ``largest_share``: the largest p, 0 to 1;
    - ``person_share``, ``government_share``, ``anonymous_share`` and so on, one for each kind
      of source: its words / A, 0 to 1; they add up to 1;
    - ``commitment_neutral``, ``commitment_endorsing``, ``commitment_distancing``: share of the
      attributions that the outlet introduces so, 0 to 1; they add up to 1;
    - ``person_endorsing``, ``person_distancing`` and so on: share of the attributions of that
      kind of source that the outlet vouches for (admit, einräumen), 0 to 1, and that the
      outlet introduces with doubt (claim, angeblich), 0 to 1;
    - ``first_quotation``: share of the words that stand before the first quotation, 0 (at
      once) to 1; up to three words in marks are one only if they are attributed.

    ``author_cue_neutral``, ``author_cue_endorsing``, ``author_cue_distancing`` are cues per
    1,000 words of the outlet's own; ``source_cue_...`` the same in the words of sources, who
    quote others. A cue of two parts (warf ... vor) counts once and is found at its first.

    Where there is nothing to divide by, a measure is nan, never 0: the share of a kind of source
    in an article without attributions, the entropy without a source. To train on such columns,
    put ``sklearn.impute.SimpleImputer(keep_empty_features=True)`` behind this extractor.

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Rents will fall, the mayor claimed. Nobody replied.", "en")
    >>> claim = framing.Attribution(
    ...     "indirect", Span(17, 26), (Span(27, 34),), (Span(0, 15),), "official", "distancing"
    ... )
    >>> doc = doc.attributed([claim])
    >>> row = Sourcing().row(doc)
    >>> row["sourcing__attributed_share"], row["sourcing__official_distancing"]
    (0.375, 1.0)
    >>> [(doc[span], span.label) for span in Sourcing().find(doc)]
    [('claimed', 'author_cue_distancing')]
    """

    family = "sourcing"

    def names(self) -> list[str]:
        return list(self.units())

    def units(self) -> Mapping[str, str]:
        return {
            **WHOLE,
            **{f"{name}_share": OF_ATTRIBUTED for name in (*TYPES, *SOURCE_TYPES)},
            **{f"commitment_{name}": "share of attributions, 0-1" for name in COMMITMENTS},
            **{
                f"{name}_{stance}": "share of attributions of such sources, 0-1"
                for stance in STANCES
                for name in SOURCE_TYPES
            },
            **{f"{v}_{cue}": f"per 1,000 words of the {v}" for v in VOICES for cue in CUES},
        }

    def find(self, document: Document) -> list[Span]:
        """The cues of a document, in order, labelled ``voice_cue_commitment``."""
        found: dict[tuple[int, int], Span] = {}
        for attribution in document.attributions:
            if attribution.cue:
                start, end, _ = attribution.cue[0]
                label = f"{document.voice((start, end))}_cue_{attribution.commitment}"
                found.setdefault((start, end), Span(start, end, label))
        return sorted(found.values())

    def measure(self, document: Document, spans: Iterable[Span]) -> dict[str, float]:
        words = own_words(document)
        return {
            **_amounts(document, words),
            **_concentration(speakers(document), words),
            **_shares(document.attributions, words),
            **_stances(document.attributions),
            **_cue_rates(document, spans),
        }


def depths(attributions: Sequence[Attribution]) -> list[int]:
    """How many attributions each of them lies in, by its parents.

    A parent that is not in the list, or that would close a circle, ends the count.
    """
    found = []
    for number, attribution in enumerate(attributions):
        seen, at = {number}, attribution.parent
        while at is not None and 0 <= at < len(attributions) and at not in seen:
            seen.add(at)
            at = attributions[at].parent
        found.append(len(seen) - 1)
    return found


def owners(document: Document) -> NDArray[np.int32]:
    """The innermost attribution each token belongs to.

    Parameters
    ----------
    document : Document
        With attributions.

    Returns
    -------
    int32 array of shape (n,)
        For each token the index of an attribution; -1 for what nobody but the outlet says.
        Where contents overlap and neither attribution is the other's parent, the shorter has
        the token.
    """
    attributions = document.attributions
    owner = np.full(len(document.tokens), -1, np.int32)
    deep = depths(attributions)

    def outer_first(number: int) -> tuple[int, int, int]:
        length = sum(span.end - span.start for span in attributions[number].content)
        return deep[number], -length, number

    for number in sorted(range(len(attributions)), key=outer_first):
        for span in attributions[number].content:
            first, last = document.tokens_of(span)
            owner[first:last] = number
    return owner


def own_words(document: Document, where: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
    """How many words each attribution has for itself, those of nested ones left out.

    Parameters
    ----------
    document : Document
        With attributions.
    where : bool array of shape (n,), optional
        The tokens to count; all of them if left out.

    Returns
    -------
    int64 array of shape (number of attributions,)
        Words, from 0. They add up to the attributed words of the article.
    """
    owner = owners(document)
    counted = document.words & (owner >= 0)
    if where is not None:
        counted &= where
    return np.bincount(owner[counted], minlength=len(document.attributions))


def quoted_tokens(document: Document, kinds: tuple[str, ...] = QUOTED) -> NDArray[np.bool_]:
    """True where a token stands in quotation marks of some kinds, names left out; shape (n,)."""
    inside = np.zeros(len(document.tokens), bool)
    for (start, end), kind in zip(document.quotes.tolist(), document.quote_kinds, strict=True):
        if kind in kinds:
            first, last = document.tokens_of((start, end))
            inside[first:last] = True
    return inside


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else nan


def _amounts(document: Document, words: NDArray[np.int64]) -> dict[str, float]:
    quoted = quoted_tokens(document)
    n_words, n_attributed = len(document), int(words.sum())
    return {
        "attributed_share": _ratio(n_attributed, n_words),
        "quoted_share": _ratio(int((quoted & document.words).sum()), n_words),
        "verbatim_share": _ratio(int(own_words(document, quoted).sum()), n_attributed),
        "attributions": float(len(words)),
        "first_quotation": _first_quotation(document),
    }


def _first_quotation(document: Document) -> float:
    attributed = owners(document) >= 0
    spoken = quoted_tokens(document, SPEAKING) | (quoted_tokens(document) & attributed)
    if not spoken.any():
        return nan
    return _ratio(int(document.words[: spoken.argmax()].sum()), len(document))


def _concentration(names: Sequence[str | None], words: NDArray[np.int64]) -> dict[str, float]:
    by_source: Counter[str] = Counter()
    unsourced = 0
    for name, own in zip(names, words.tolist(), strict=True):
        if name is None:
            unsourced += own
        else:
            by_source[name] += own
    total = by_source.total()
    shares = [own / total for own in by_source.values() if own]
    entropy = -sum(share * log2(share) for share in shares)
    return {
        "unsourced_share": _ratio(unsourced, total + unsourced),
        "sources": float(len(by_source)),
        "entropy": abs(entropy) if shares else nan,  # of one source it is 0, not -0
        "effective_sources": 2**entropy if shares else nan,
        "largest_share": max(shares, default=nan),
    }


def _shares(attributions: Sequence[Attribution], words: NDArray[np.int64]) -> dict[str, float]:
    total = int(words.sum())
    said: Counter[str] = Counter()
    for attribution, own in zip(attributions, words.tolist(), strict=True):
        said[attribution.type] += own
        said[attribution.source_type] += own
    return {f"{name}_share": _ratio(said[name], total) for name in (*TYPES, *SOURCE_TYPES)}


def _stances(attributions: Sequence[Attribution]) -> dict[str, float]:
    stances = Counter(a.commitment for a in attributions)
    kinds = Counter(a.source_type for a in attributions)
    pairs = Counter((a.source_type, a.commitment) for a in attributions)
    return {
        **{f"commitment_{n}": _ratio(stances[n], len(attributions)) for n in COMMITMENTS},
        **{f"{n}_{s}": _ratio(pairs[n, s], kinds[n]) for s in STANCES for n in SOURCE_TYPES},
    }


def _cue_rates(document: Document, spans: Iterable[Span]) -> dict[str, float]:
    hits, words = Counter(span.label for span in spans), document.n_words
    return {
        f"{v}_{cue}": _ratio(PER * hits[f"{v}_{cue}"], words[v]) for v in VOICES for cue in CUES
    }
