"""Agency as measures of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import nan

from framing.document import VOICES, Document, Span
from framing.extract.agency.clauses import KINDS, PASSIVE, Clause, counted
from framing.extract.base import PER, Extractor

SHARES = {
    "passive_share": "share of active and passive predicates, 0-1",
    "agentless_share": "share of passives, 0-1",
    "harm_share": "share of predicates, 0-1",
    "harm_named_share": "share of predicates of harm, 0-1",
}


class Agency(Extractor):
    """Who acts and who is acted upon, by the form of the predicates.

    Notes
    -----
    Every finite predicate has one kind: active; passive with or without an agent (von, durch,
    by); stative (*ist geöffnet*, *is closed*); unaccusative (*Steine flogen*, *clashes erupted*);
    reflexive event (*die Lage verschärfte sich*); nouns of harm are nominalisations (*die Tötung
    von ...*). For a voice v:

    - ``v_active``, ``v_passive_agent`` and so on: 1000 * predicates / words(v), 0 to 1,000;
    - ``v_passive_share``: passives / (passives + actives), 0 to 1; states are neither;
    - ``v_agentless_share``: passives without an agent / passives, 0 to 1;
    - ``v_harm_share``: predicates of harm / predicates, 0 to 1;
    - ``v_harm_named_share``: predicates of harm whose clause names who does it, 0 to 1; actives
      whose subject was not found are left out.

    Where there is nothing to divide by, a share is nan, never 0. A doer who is not named in the
    clause may be named in the sentence before: without an agent does not mean concealed. The
    measures follow the syntax of agency in Trew (1979) and van Leeuwen (1996).

    Examples
    --------
    >>> import framing
    >>> doc = framing.parse("Officers were pelted with eggs. Police arrested two men.", "en")
    >>> [(doc[span], span.label) for span in Agency().find(doc)]
    [('pelted', 'author_passive_no_agent'), ('arrested', 'author_active')]
    >>> Agency().row(doc)["agency__author_passive_share"]
    0.5
    """

    family = "agency"

    def names(self) -> list[str]:
        return list(self.units())

    def units(self) -> Mapping[str, str]:
        return {
            **{f"{v}_{kind}": f"per {PER:,} words of the {v}" for v in VOICES for kind in KINDS},
            **{f"{v}_{name}": unit for v in VOICES for name, unit in SHARES.items()},
        }

    def find(self, document: Document) -> list[Span]:
        """The main word of each predicate, in order, labelled ``voice_kind``."""
        return sorted(
            one.main._replace(label=f"{document.voice(one.main)}_{one.kind}")
            for one in counted(document)
        )

    def measure(self, document: Document, spans: Iterable[Span]) -> dict[str, float]:
        wanted = {(span.start, span.end): span.label.partition("_")[0] for span in spans}
        found = [(wanted[one.main[:2]], one) for one in counted(document) if one.main[:2] in wanted]
        kinds = Counter((voice, one.kind) for voice, one in found)
        harm = Counter((voice, one.agent is not None) for voice, one in found if one.harm)
        row: dict[str, float] = {}
        for voice in VOICES:
            words = document.n_words[voice]
            per = PER / words if words else 0.0
            row |= {f"{voice}_{kind}": kinds[voice, kind] * per for kind in KINDS}
            passives = sum(kinds[voice, kind] for kind in PASSIVE)
            total = sum(kinds[voice, kind] for kind in KINDS)
            harms = harm[voice, True] + harm[voice, False]
            unknown = sum(v == voice and _is_unread(one) for v, one in found)
            row |= {
                f"{voice}_passive_share": _ratio(passives, passives + kinds[voice, "active"]),
                f"{voice}_agentless_share": _ratio(kinds[voice, "passive_no_agent"], passives),
                f"{voice}_harm_share": _ratio(harms, total),
                f"{voice}_harm_named_share": _ratio(harm[voice, True], harms - unknown),
            }
        return row


def _is_unread(one: Clause) -> bool:
    """An active predicate of harm whose subject was not found: somebody is named, but who?"""
    return bool(one.harm) and one.kind == "active" and one.agent is None


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else nan
