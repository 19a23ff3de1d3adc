"""The author's own settings of the page, as CSS rules that go on top of the style sheets.

Enters: the page and the typography of the book. Leaves: CSS. What follows from a setting is
worked out by page.css and print.css, which read the custom properties that are set here.
"""

from __future__ import annotations

from thaibook.model import Margins, Measures, Page, Typography


def page_rules(page: Page, typography: Typography, measures: Measures) -> str:
    """The rules for a page and a text as the author wants them."""
    rules = (
        f"@page {{ size: {page.width_mm:g}mm {page.height_mm:g}mm; "
        f"bleed: {slug_mm(page, measures):g}mm; "
        f"marks: {'crop cross' if page.marks else 'none'} }} "
        f":root {{ --bleed: {page.bleed_mm:g}mm }}"
    )
    rules += _margins(page.margins) + _type(typography, measures)
    if typography.digits == "thai":
        rules += " @counter-style folio { system: extends thai }"
    return rules


def slug_mm(page: Page, measures: Measures) -> float:
    """How far the sheet goes beyond the trim: as far as the bleed, or as the marks, which
    WeasyPrint draws in the outer half, so clear of the bleed."""
    if not page.marks:
        return page.bleed_mm
    return max(2 * page.bleed_mm, page.bleed_mm + measures.crop_marks_mm)


def _margins(margins: Margins) -> str:
    """The margins of the author's own, for right pages and left."""
    rules = ""
    for page, at_spine, away in (("right", "left", "right"), ("left", "right", "left")):
        widths = {
            "margin-top": margins.top_mm,
            "--margin-top": margins.top_mm,
            "margin-bottom": margins.bottom_mm,
            "--margin-bottom": margins.bottom_mm,
            f"margin-{at_spine}": margins.inside_mm,
            f"margin-{away}": margins.outside_mm,
        }
        given = [f"{name}: {mm:g}mm" for name, mm in widths.items() if mm is not None]
        rules += f" @page :{page} {{ {'; '.join(given)} }}" if given else ""
    return rules


def _type(typography: Typography, measures: Measures) -> str:
    """The size and the leading of the author's own; --pt is what print.css counts in."""
    rules = ""
    if typography.size_pt != measures.text_pt:
        points = f"{{ --pt: {typography.size_pt / measures.text_pt:.6g}pt }}"
        rules += f" :root {points} @page {points}"
    if typography.leading:
        rules += f" body {{ line-height: {typography.leading:g} }}"
    return rules
