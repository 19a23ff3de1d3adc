"""The paper and its margins: book.yaml's key `page`.

Enters: the settings of book.yaml. Leaves: a Page in millimetres.
"""

from __future__ import annotations

import re

from thaibook.model import Margins, Page
from thaibook.storage import YamlMapping

PAGE_KEYS = ("size", "bleed", "marks", "margins", "cover", "columns")
MARGIN_KEYS = ("top", "bottom", "inside", "outside")
MARGIN = r"\d{1,2}(\.\d+)?\s*(mm)?"
LEAST_COLUMN_MM = 40.0  # of text; in a narrower one hardly a Thai line is well set
# ISO 216; for B, the JIS sizes that Thai printers cut; and trims that they call by the number of
# pages of a folded sheet. The first is the default.
PAGE_SIZES_MM = {
    "A5": (148.0, 210.0), "A4": (210.0, 297.0), "B5": (182.0, 257.0), "B6": (128.0, 182.0),
    "16 หน้ายก": (130.0, 185.0), "16 หน้ายกพิเศษ": (146.0, 210.0), "pocket": (130.0, 185.0),
}  # fmt: skip
FREE_SIZE = r"(?P<w>\d+(?:\.\d+)?)\s*mm\s*[x×]\s*(?P<h>\d+(?:\.\d+)?)\s*mm"
MARGIN_SHARE = 1 / 10  # of the height, about what print.css gives
SMALLEST_MM, LARGEST_MM = 70.0, 500.0  # a column of ten letters; a wall poster


def read_page(settings: YamlMapping) -> Page:
    """The paper that the author wants; a problem where its text would be too narrow."""
    paper = settings.mapping("page", PAGE_KEYS)
    named = {name.casefold().replace(" ", ""): mm for name, mm in PAGE_SIZES_MM.items()}
    sizes = "|".join(name.replace(" ", " ?") for name in PAGE_SIZES_MM)
    wanted = " | ".join(PAGE_SIZES_MM) + " | 148mm x 210mm"
    size = paper.text("size", "A5", f"(?i:{sizes})|{FREE_SIZE}", wanted)
    free = re.fullmatch(FREE_SIZE, size)
    by_name = named.get(size.casefold().replace(" ", ""), PAGE_SIZES_MM["A5"])
    width, height = (float(free["w"]), float(free["h"])) if free else by_name
    if not (SMALLEST_MM <= width <= LARGEST_MM and SMALLEST_MM <= height <= LARGEST_MM):
        paper.refuse("size", wanted)
    bleed = paper.text("bleed", "0mm", r"(0|\d(\.\d+)?\s*mm|10mm)", "3mm")
    page = Page(
        width,
        height,
        float(bleed.removesuffix("mm").strip() or 0),
        paper.flag("marks", False),
        _margins(paper),
        paper.flag("cover", True),
    )
    margins = page.margins
    columns_mm = (
        _left_of(height, margins.top_mm, margins.bottom_mm),
        _left_of(width, margins.inside_mm, margins.outside_mm),
    )
    if paper.has("margins") and min(columns_mm) < LEAST_COLUMN_MM:
        paper.refuse("margins", "{top: 20mm, bottom: 23mm, inside: 22mm, outside: 18mm}")
    return page


def _left_of(length_mm: float, *margins_mm: float | None) -> float:
    """How much of a page margins leave, with a guess at those that the style sheets have: only
    what cannot be a page is refused."""
    return length_mm - sum(length_mm * MARGIN_SHARE if mm is None else mm for mm in margins_mm)


def _margins(settings: YamlMapping) -> Margins:
    margins = settings.mapping("margins", MARGIN_KEYS)
    widths = (margins.text(key, "", MARGIN, "20mm") for key in MARGIN_KEYS)
    return Margins(*(float(mm.removesuffix("mm")) if mm else None for mm in widths))
