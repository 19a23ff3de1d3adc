"""Pictures: read and checked, made harmless, copied for screen and press."""

from thaibook.images.derivatives import for_print, for_screen
from thaibook.images.pdf_pixels import picture_of_pdf, smaller
from thaibook.images.pictures import (
    COARSE_DPI,
    MAX_MEGAPIXELS,
    SUFFIXES,
    inspect_image,
    name_in_book,
    picture_warnings,
    read_image,
    resolution_warnings,
)

__all__ = [
    "COARSE_DPI",
    "MAX_MEGAPIXELS",
    "SUFFIXES",
    "for_print",
    "for_screen",
    "inspect_image",
    "name_in_book",
    "picture_of_pdf",
    "picture_warnings",
    "read_image",
    "resolution_warnings",
    "smaller",
]
