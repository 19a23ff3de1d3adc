"""The sheet beyond the trim: bleed, and room for the marks of the cutter.

Enters: the page of the book. Leaves: how far the sheet goes, and a /BleedBox on each page
(ISO 32000-1, 14.11.2), which WeasyPrint guesses.
"""

from __future__ import annotations

from typing import Any

from thaibook.model import Page

MARKS_MM = 7.0  # beyond the bleed, for crop marks
POINTS_PER_MM = 72 / 25.4


def slug_mm(page: Page) -> float:
    """How far the sheet goes beyond the trim: as far as the bleed, or as the marks, which
    WeasyPrint draws in the outer half, so clear of the bleed."""
    return max(2 * page.bleed_mm, page.bleed_mm + MARKS_MM) if page.marks else page.bleed_mm


def set_bleed(pdf: Any, page: Page) -> None:
    """Say on each page of a pydyf.PDF how far the bleed goes."""
    import pydyf

    bleed = page.bleed_mm * POINTS_PER_MM
    for thing in pdf.objects:
        if isinstance(thing, dict) and "TrimBox" in thing:
            left, top, right, bottom = thing["TrimBox"]
            edges = [left - bleed, top - bleed, right + bleed, bottom + bleed]
            thing["BleedBox"] = pydyf.Array([round(edge, 4) for edge in edges])
