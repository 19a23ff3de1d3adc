"""Whether anything in a book goes to the edge of its pages, so that it needs a bleed.

Enters: a PDF in the colours of a screen. Leaves: yes or no. An object that goes beyond the trim
may be clipped: then the pixels along the trim decide.
"""

from __future__ import annotations

from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

REACHES = 1.0  # points beyond the trim, from which on something is meant to be cut
PAINTED = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING,
           pdfium.FPDF_PAGEOBJ_FORM)  # fmt: skip
PAPER = 250  # levels: darker is printed


def reaches_trim(data: bytes, first: int) -> bool:
    """Whether anything but text is printed at the trim of a page from `first` on."""
    with pypdfium2.PdfDocument(data) as document:
        pages = (document[number] for number in range(first, len(document)))
        return any(_may_cross(page) and _is_inked(page) for page in pages)


def _may_cross(page: Any) -> bool:
    left, bottom, right, top = page.get_trimbox()
    for drawn in page.get_objects(filter=PAINTED, max_depth=1):
        box = drawn.get_bounds()
        low = box[0] < left - REACHES or box[1] < bottom - REACHES
        if low or box[2] > right + REACHES or box[3] > top + REACHES:
            return True
    return False


def _is_inked(page: Any) -> bool:
    """Whether a pixel along the trim is no paper."""
    media, trim = page.get_mediabox(), page.get_trimbox()
    cut = (trim[0] - media[0], trim[1] - media[1], media[2] - trim[2], media[3] - trim[3])
    picture = page.render(scale=1, crop=cut, grayscale=True).to_pil().convert("L")
    width, height = picture.size
    edges = (
        (0, 0, width, 1), (0, height - 1, width, height),
        (0, 0, 1, height), (width - 1, 0, width, height),
    )  # fmt: skip
    return any(picture.crop(edge).getextrema()[0] < PAPER for edge in edges)
