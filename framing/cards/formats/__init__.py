"""The forms in which corpora are written, each read as a table.

A form is a function of the files of a split, by their paths in the repository, and of what the
card says under ``[format]``. Its rows have the columns that the corpus has; which of them is
the text and which the label stands on the card.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from framing.cards.formats.basil import basil
from framing.cards.formats.gvfc import gvfc
from framing.cards.formats.hyperpartisan import hyperpartisan
from framing.cards.formats.narrative import narrative_annotators, narrative_frames
from framing.cards.formats.newsmtsc import newsmtsc
from framing.cards.formats.newswcl50 import newswcl50
from framing.cards.formats.plain import table, workbook
from framing.cards.formats.semeval2023 import labelled_articles, marked_articles, paragraphs
from framing.parsing.tables import Table

Form = Callable[[Mapping[str, Path], Mapping[str, Any]], Table]

FORMS: Mapping[str, Form] = {
    "table": table,
    "workbook": workbook,
    "basil": basil,
    "gvfc": gvfc,
    "hyperpartisan": hyperpartisan,
    "narrative_frames": narrative_frames,
    "narrative_annotators": narrative_annotators,
    "newsmtsc": newsmtsc,
    "newswcl50": newswcl50,
    "semeval_articles": labelled_articles,
    "semeval_paragraphs": paragraphs,
    "semeval_spans": marked_articles,
}

__all__ = ["FORMS", "Form"]
