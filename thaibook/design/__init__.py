"""How the book looks: style sheets, fonts, cover."""

from thaibook.design.cover import IMAGE_NAME, cover_html
from thaibook.design.families import author_fonts, bundled, face_names, font_problems
from thaibook.design.own_styles import OwnStyles, placed_styles
from thaibook.design.style_sheets import (
    UNUSUAL,
    USUAL,
    design_for,
    fonts_of,
    load_design,
    missing_glyphs,
)
from thaibook.storage import FONTS

__all__ = [
    "FONTS",
    "IMAGE_NAME",
    "UNUSUAL",
    "USUAL",
    "OwnStyles",
    "author_fonts",
    "bundled",
    "cover_html",
    "design_for",
    "face_names",
    "font_problems",
    "fonts_of",
    "load_design",
    "missing_glyphs",
    "placed_styles",
]
