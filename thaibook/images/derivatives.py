"""Pictures as a screen or a press needs them.

Enters: an Image as the author gave it. Leaves: a copy that stands upright, is no larger
than the eye can use, and carries no metadata (no place, no camera, no name); the same
bytes for the same picture. A picture that is right already is not written anew.
"""

from __future__ import annotations

from dataclasses import replace

from thaibook.images.pictures import MM_PER_INCH, SHOP_BYTES, SVG, name_in_book
from thaibook.model import Image

# The long side in pixels: above it, no e-reader shows more. It keeps below the 5.6 million
# pixels of Apple Books (Asset Guide, Interior image) and the memory of old e-readers.
SCREEN_SIDE = 1600
PRINT_DPI = 300  # ISO 12647-2 practice: twice the screen of 150 lines an inch
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", SVG: ".svg"}


def for_screen(image: Image) -> Image:
    """The copy for an e-reader: JPEG, PNG or SVG in sRGB. Its name is its place in the book."""
    copy, side = _copy_within(image, SCREEN_SIDE, SCREEN_SIDE, on_screen=True), SCREEN_SIDE
    while len(copy.data) > SHOP_BYTES and side > 1:
        side = side * 3 // 4
        copy = _copy_within(image, side, side, on_screen=True)
    return replace(copy, name=name_in_book(image.name) + SUFFIXES[copy.media_type])


def for_print(image: Image, width_mm: float, height_mm: float) -> Image:
    """The copy for paper, where it is shown no larger than `width_mm` x `height_mm`.

    CMYK stays what it is. Its name is its place in the book, without a suffix.
    """
    width, height = (round(mm / MM_PER_INCH * PRINT_DPI) for mm in (width_mm, height_mm))
    copy = _copy_within(image, width, height, on_screen=False)
    return replace(copy, name=name_in_book(image.name))


def _copy_within(image: Image, most_width: int, most_height: int, on_screen: bool) -> Image:
    """A copy that is no larger than that; a drawing has no pixels, and is its own copy."""
    if image.media_type == SVG:
        return image
    # Imported late: Pillow takes 20 ms with its colour profiles, and many books have no picture.
    from thaibook.images.redrawing import copy_within

    return copy_within(image, most_width, most_height, on_screen)
