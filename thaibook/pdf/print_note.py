"""What is to be told of a file for a printer, as plain data."""

from __future__ import annotations

from typing import NamedTuple


class PrintNote(NamedTuple):
    """What is to be told of a file for a printer or on larger sheets.

    blanks: of its pages, at the end; moved_mm: how far pages were moved from the spine;
    margin_mm: what is there then, least_mm: what should be; opaque: how many pages had something
    to be seen through; sheets: of paper; scale: of the pages on them; sections: folded ones.
    """

    pages: int
    blanks: int = 0
    moved_mm: float = 0.0
    margin_mm: float = 0.0
    least_mm: float = 0.0
    opaque: int = 0
    sheets: int = 0
    scale: float = 1.0
    sections: int = 0
