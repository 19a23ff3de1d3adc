"""The pixels of a picture in a PDF, as the PDF means them, and as many as a look at them needs.

Enters: an image object of an open PDF (ISO 32000-1, 8.9.5), and how pikepdf reads it. Leaves: a
picture. A page of a stranger's PDF is often one picture of 30 megapixels: each copy of so many
pixels takes a second.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageChops

CODED = ("DCT", "JPX", "JBIG2", "CCITT")  # compressions that are no mere bytes


def picture_of_pdf(image: Any, read: Callable[[], Image.Image]) -> Image.Image:
    """The picture of an image object without its masks. read: what pikepdf makes of it."""
    coding, space = str(image.get("/Filter", "")), str(image.get("/ColorSpace", ""))
    is_coded = any(each in coding for each in CODED)
    is_inks = space == "/DeviceCMYK" and int(image.get("/BitsPerComponent", 8)) == 8
    if is_inks and not is_coded and "/Decode" not in image:  # pikepdf would unpack it twice
        size, data = (int(image.Width), int(image.Height)), image.read_bytes()
        if len(data) >= 4 * math.prod(size):
            return Image.frombuffer("CMYK", size, data, "raw", "CMYK", 0, 1)
    picture = read()
    # Pillow takes each JPEG in CMYK for a negative, as Adobe's are outside of a PDF. In a PDF it is
    # one where its Decode array says so (8.9.5.2); Ghostscript and InDesign write none.
    if picture.mode == "CMYK" and "DCT" in coding and float(image.get("/Decode", [0])[0]) == 0:
        return ImageChops.invert(picture)
    return picture


def smaller(picture: Image.Image, factor: int) -> Image.Image:
    """The picture with each square of factor × factor pixels as one, their mean."""
    if factor <= 1:
        return picture
    if picture.mode in ("1", "P", "PA"):
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    return picture.reduce(factor)
