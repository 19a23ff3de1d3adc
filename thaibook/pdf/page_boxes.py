"""How far the bleed of each page goes.

Enters: the page of the book and its PDF. Leaves: a /BleedBox on each page (ISO 32000-1,
14.11.2), which WeasyPrint guesses.
"""

from __future__ import annotations

from typing import Any

import pydyf

from thaibook.model import Page

POINTS_PER_MM = 72 / 25.4


def set_bleed(pdf: Any, laid_out: Page, wanted: Page | None = None) -> None:
    """Say on each page of a pydyf.PDF how far the bleed goes. wanted: the page with the author's
    own bleed, where it was laid out with more for a printer: the rest is cut off."""
    page = wanted or laid_out
    bleed = page.bleed_mm * POINTS_PER_MM
    is_cut = page.bleed_mm < laid_out.bleed_mm and not page.marks
    for page_object in pdf.objects:
        if isinstance(page_object, dict) and "TrimBox" in page_object:
            left, top, right, bottom = page_object["TrimBox"]
            edges = [left - bleed, top - bleed, right + bleed, bottom + bleed]
            page_object["BleedBox"] = pydyf.Array([round(edge, 4) for edge in edges])
            if is_cut:
                page_object["MediaBox"] = page_object["BleedBox"]
