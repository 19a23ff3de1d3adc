"""How the book looks: style sheets, fonts, cover."""

from thaibook.design.cover import IMAGE_NAME, cover_html
from thaibook.design.style_sheets import (
    FONTS,
    UNUSUAL,
    USUAL,
    design_for,
    fonts_of,
    load_design,
    missing_glyphs,
    text_families,
)

__all__ = [
    "FONTS",
    "IMAGE_NAME",
    "UNUSUAL",
    "USUAL",
    "cover_html",
    "design_for",
    "fonts_of",
    "load_design",
    "missing_glyphs",
    "text_families",
]
