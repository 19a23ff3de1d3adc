"""A page of a PDF as a picture.

Enters: a PDF of one page. Leaves: a JPEG that is the same for the same input.
"""

from __future__ import annotations

import io

import PIL.Image
import PIL.ImageCms
import pypdfium2

MAX_BYTES = 1_000_000  # what the EPUB may spend on its cover
QUALITIES = (90, 85, 80, 70, 60, 45, 30, 15)
ICC_DATE = slice(24, 36)  # ICC.1:2022, 7.2.1: date and time of the profile


def jpeg(pdf: bytes, size: tuple[int, int]) -> bytes:
    """The first page of `pdf` at `size` pixels, sRGB, at the best quality below MAX_BYTES."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    bitmap = page.render(scale=size[0] / page.get_width())
    picture = bitmap.to_pil().convert("RGB")
    if picture.size != size:  # a rounded pixel more or less
        picture = picture.resize(size, PIL.Image.Resampling.LANCZOS)
    document.close()
    data = b""
    for quality in QUALITIES:
        written = io.BytesIO()
        picture.save(
            written, "JPEG", quality=quality, subsampling="4:2:0", optimize=True,
            icc_profile=_srgb(),
        )  # fmt: skip
        data = written.getvalue()
        if len(data) < MAX_BYTES:
            break
    return data


def _srgb() -> bytes:
    profile = bytearray(PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes())
    profile[ICC_DATE] = bytes(len(profile[ICC_DATE]))  # it would be the time of the build
    return bytes(profile)
