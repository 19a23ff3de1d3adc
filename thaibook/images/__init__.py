"""Pictures: read and checked, made harmless, copied for screen and press."""

from thaibook.images.derivatives import for_print, for_screen
from thaibook.images.pictures import (
    COARSE_DPI,
    SUFFIXES,
    coarse,
    inspect_image,
    name_in_book,
    read_image,
    remarks,
)

__all__ = [
    "COARSE_DPI",
    "SUFFIXES",
    "coarse",
    "for_print",
    "for_screen",
    "inspect_image",
    "name_in_book",
    "read_image",
    "remarks",
]
