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
from thaibook.design.cover_faults import cropped, cut_plates
from thaibook.design.families import author_fonts, bundled, face_names, font_problems
from thaibook.design.own_styles import OwnStyles, placed_styles
from thaibook.design.style_sheets import (
    UNUSUAL,
    USUAL,
    design_for,
    fonts_of,
    load_design,
    missing_glyphs,
    screen_design,
    sheet_design,
)
from thaibook.storage import FONTS

__all__ = [
    "FONTS",
    "IMAGE_NAME",
    "LEAST",
    "PORTRAIT_NAME",
    "UNUSUAL",
    "USUAL",
    "OwnStyles",
    "SheetSize",
    "author_fonts",
    "bundled",
    "contrast",
    "cover_html",
    "cropped",
    "cut_plates",
    "design_for",
    "face_names",
    "font_problems",
    "fonts_of",
    "load_design",
    "luminance",
    "missing_glyphs",
    "picture_window",
    "placed_styles",
    "screen_design",
    "sheet_design",
    "sheet_faults",
    "sheet_html",
    "sheet_size",
]
