"""Agency: who acts and who is acted upon.

``words`` and ``reading`` look at a document by closed classes and parts of speech; ``german`` and
``english`` find passives, ``agents`` who does it in them, ``phrases`` subjects and objects;
``clauses`` puts them together, ``extractor`` measures them.
"""

from framing.extract.agency.clauses import KINDS, PASSIVE, Clause, clauses
from framing.extract.agency.extractor import Agency

__all__ = ["KINDS", "PASSIVE", "Agency", "Clause", "clauses"]
