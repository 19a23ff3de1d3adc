"""How the book looks: style sheets, fonts, cover."""

from thaibook.design.contrasts import LEAST, contrast, luminance
from thaibook.design.cover import IMAGE_NAME, cover_html, picture_window
from thaibook.design.cover_back import (
    PORTRAIT_NAME,
    SheetSize,
    sheet_faults,
    sheet_html,
    sheet_size,
)
from thaibook.design.cover_faults import cropped
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
    "LEAST",
    "PORTRAIT_NAME",
    "UNUSUAL",
    "USUAL",
    "SheetSize",
    "contrast",
    "cover_html",
    "cropped",
    "design_for",
    "fonts_of",
    "load_design",
    "luminance",
    "missing_glyphs",
    "picture_window",
    "sheet_design",
    "sheet_faults",
    "sheet_html",
    "sheet_size",
    "text_families",
]
