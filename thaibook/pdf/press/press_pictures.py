"""The pictures of a PDF in other colours.

Enters: an image XObject (ISO 32000-1, 8.9.5). Leaves: the same object with its picture in the
inks of a profile: a photograph stays a JPEG as long as that has not too much ink.
"""

from __future__ import annotations

import io
import zlib
from functools import partial
from typing import Any

from pikepdf import Array, Name, PdfImage
from PIL import Image

from thaibook.images import picture_of_pdf
from thaibook.pdf.press.inks import Inks, Picture, most_ink

SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}
SPOTS = ("/Separation", "/DeviceN")
QUALITY = 95
INVERTED = [1, 0] * 4  # as Adobe writes CMYK into JPEG, and Pillow with it


def convert_picture(image: Any, inks: Inks) -> float:
    """Give the picture the colours of `inks`. The most ink on one place of it, in percent."""
    if image.get("/ImageMask", False):
        return 0.0  # has the colour of the page's content
    if has_named_inks(image):
        return 100.0  # which inks an author names is what he gets
    picture = picture_of_pdf(image, partial(PdfImage(image).as_pil_image, apply_mask=False))
    if picture.mode == "CMYK":
        converted = inks.inked_picture(picture)
    else:
        picture = picture if picture.mode in ("1", "L", "RGB") else picture.convert("RGB")
        converted = inks.picture(picture)
    if converted.mode == picture.mode and converted.tobytes() == picture.tobytes():
        return most_ink(converted)
    is_photograph = "/DCTDecode" in str(image.get("/Filter", ""))
    return write_picture(image, converted, inks.most if is_photograph else 0, is_photograph)


def has_named_inks(image: Any) -> bool:
    """Whether the picture is in spot colours, or in inks by their names (8.6.6)."""
    space = image.get("/ColorSpace")
    if isinstance(space, Array) and str(space[0]) == "/Indexed":
        space = space[1]
    return isinstance(space, Array) and str(space[0]) in SPOTS


def write_picture(image: Any, picture: Picture, most: float, is_photograph: bool) -> float:
    """Put a picture into an image object; the most ink on one place of it. A JPEG that its
    losses give more than `most` ink is written without losses."""
    if is_photograph:
        data = io.BytesIO()
        picture.save(data, "JPEG", quality=QUALITY, subsampling=0)
        found = most_ink(Image.open(io.BytesIO(data.getvalue())))
        if not most or picture.mode != "CMYK" or found <= most:
            _set(image, picture, data.getvalue(), "/DCTDecode")
            return found
    _set(image, picture, zlib.compress(picture.tobytes()), "/FlateDecode")
    return most_ink(picture)


def _set(image: Any, picture: Picture, data: bytes, compression: str) -> None:
    image.write(data, filter=Name(compression), type_check=False)
    image.Width, image.Height = picture.size
    image.ColorSpace, image.BitsPerComponent = Name(SPACES[picture.mode]), 8
    for key in ("/Decode", "/DecodeParms"):
        if key in image:
            del image[key]
    if picture.mode == "CMYK" and compression == "/DCTDecode":
        image.Decode = Array(INVERTED)
