"""How the book looks: style sheets, fonts, cover."""

from thaibook.design.cover import IMAGE_NAME, cover_html
from thaibook.design.cover_back import (
    PORTRAIT_NAME,
    SheetSize,
    sheet_faults,
    sheet_html,
    sheet_size,
)
from thaibook.design.style_sheets import (
    FONTS,
    UNUSUAL,
    USUAL,
    design_for,
    fonts_of,
    load_design,
    missing_glyphs,
    sheet_design,
    text_families,
)

__all__ = [
    "FONTS",
    "IMAGE_NAME",
    "PORTRAIT_NAME",
    "UNUSUAL",
    "USUAL",
    "SheetSize",
    "cover_html",
    "design_for",
    "fonts_of",
    "load_design",
    "missing_glyphs",
    "sheet_design",
    "sheet_faults",
    "sheet_html",
    "sheet_size",
    "text_families",
]
