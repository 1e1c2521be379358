"""Hand coding: what to code, the sheet to do it in, the codebook to go by, and who agrees.

Some frames of the literature are for people only: whether a story is episodic, or treats
politics as a game, no instrument of this package measures. Their codebooks are data files.
"""

from __future__ import annotations

from framing.coding.agreeing import agreement
from framing.coding.codebooks import (
    CODEBOOKS,
    Code,
    Codebook,
    CodebookError,
    Variable,
    load_codebook,
    yes_no,
)
from framing.coding.sampling import sample_for_labelling
from framing.coding.sheets import SheetError, read_sheet, write_sheet

__all__ = [
    "CODEBOOKS",
    "Code",
    "Codebook",
    "CodebookError",
    "SheetError",
    "Variable",
    "agreement",
    "load_codebook",
    "read_sheet",
    "sample_for_labelling",
    "write_sheet",
    "yes_no",
]
