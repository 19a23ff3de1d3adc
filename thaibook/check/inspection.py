"""What is in a finished PDF, page by page.

Enters: a .pdf file. Leaves: an Inspection. Pages are counted from 1. pypdfium2 takes 30 ms to
load, which a build of the EPUB alone does not want: load this module late.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from thaibook.check.preflight import SLACK_MM, InspectedPage, Inspection
from thaibook.messages import BookError, Phrase, problem

POINTS_PER_INCH = 72
POINTS_PER_MM = 72 / 25.4
NAME_BYTES = 200
LARGEST_MM = 5_080  # 200 inches: ISO 32000-1, annex C.2
MAX_DEPTH, MAX_OBJECTS = 6, 200_000  # of forms in each other, and of what a page is looked at for
MAX_PAGES = 10_000  # no binder takes a tenth
MAX_MEGAPIXELS = 500  # of a picture; a sheet of A1 at 600 dpi has 280
# What a locked file may forbid (ISO 32000-1, table 22: bits 5 and 3).
PERMISSIONS = {"copying": 1 << 4, "printing": 1 << 2}

Box = tuple[float, float, float, float]  # left, bottom, right, top


class _TooLargeError(Exception):
    """A picture that nobody can print, and nobody should unpack."""


def inspect_pdf(path: Path, after_page: Callable[[], None] = lambda: None) -> Inspection:
    """What is in the PDF. after_page: is called after each. Raises BookError: pdf-unreadable."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            if len(document) > MAX_PAGES:
                reason = Phrase(f"it has more than {MAX_PAGES} pages")
                raise BookError([problem("pdf-unreadable", path, reason=reason)])
            pages = tuple(_inspected(document, after_page))
            permissions = pdfium.FPDF_GetDocPermissions(document.raw)
    except pypdfium2.PdfiumError as error:
        raise BookError([problem("pdf-unreadable", path, reason=Phrase(error))]) from None
    except _TooLargeError:
        reason = Phrase(f"it has a picture of more than {MAX_MEGAPIXELS} megapixels")
        raise BookError([problem("pdf-unreadable", path, reason=reason)]) from None
    if not pages:
        raise BookError([problem("pdf-unreadable", path, reason=Phrase("it has no pages"))])
    for number, page in enumerate(pages, 1):
        if not all(1 <= side <= LARGEST_MM for side in (page.width_mm, page.height_mm)):
            reason = Phrase(f"page {number} has a size that no paper has")
            raise BookError([problem("pdf-unreadable", path, reason=reason)])
    locked = tuple(name for name, bit in PERMISSIONS.items() if not permissions & bit)
    return Inspection(pages, locked)


def pdf_identity(path: Path) -> tuple[str, str] | None:
    """Identifier and title that are in the PDF, or None where it has not both."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            identifier = (document.get_identifier() or b"").decode("utf-8", "replace")
            title = document.get_metadata_dict().get("Title", "")
    except (OSError, pypdfium2.PdfiumError):
        return None
    return (identifier, title) if identifier and title else None


def _inspected(document: Any, after_page: Callable[[], None]) -> Iterator[InspectedPage]:
    for number, page in enumerate(document, 1):
        yield _page(page, is_cover=number == 1)
        page.close()
        after_page()


def _page(page: Any, is_cover: bool) -> InspectedPage:
    trim, bleed = page.get_trimbox(), page.get_bleedbox()
    text = page.get_textpage()
    drawn_letters = text.count_chars()
    # A font may have shapes alone, and not say which letters they are (ISO 32000-1, 9.10).
    nameless = sum(
        pdfium.FPDFText_HasUnicodeMapError(text.raw, index) == 1 for index in range(drawn_letters)
    )
    text.close()
    fonts: dict[str, bool] = {}
    dpis: list[int] = []
    is_cut = False
    kinds = [pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE]
    objects = page.get_objects(filter=kinds, max_depth=MAX_DEPTH)
    for drawn in islice(objects, MAX_OBJECTS):
        if drawn.type == pdfium.FPDF_PAGEOBJ_TEXT:
            name, embedded = _font(drawn)
            fonts[name] = embedded and fonts.get(name, True)
            continue
        if math.prod(drawn.get_px_size()) > MAX_MEGAPIXELS * 1_000_000:
            raise _TooLargeError
        dpis.append(_dpi(drawn))
        # The cover's picture is larger than the page on purpose: what stands out is cut off. A
        # form, such as a page on a sheet, cuts off at its own edges.
        if not is_cut and not is_cover and not drawn.container:
            is_cut = _runs_off(drawn.get_bounds(), trim, bleed)
    return InspectedPage(
        width_mm=round((trim[2] - trim[0]) / POINTS_PER_MM),
        height_mm=round((trim[3] - trim[1]) / POINTS_PER_MM),
        bleed_mm=max(0.0, trim[0] - bleed[0]) / POINTS_PER_MM,
        letters=drawn_letters - nameless,
        nameless=nameless,
        fonts=tuple(fonts.items()),
        picture_dpis=tuple(dpis),
        is_picture_cut=is_cut,
    )


def _dpi(picture: Any) -> int:
    """The dots per inch of a picture as it stands on the page, in the direction of fewer."""
    matrix, form = picture.get_matrix(), picture.container
    while form:
        matrix, form = matrix.multiply(form.get_matrix()), form.container
    a, b, c, d, *_ = matrix.get()
    pixels, sides = picture.get_px_size(), (math.hypot(a, b), math.hypot(c, d))
    dots = [count / max(side, 1.0) for count, side in zip(pixels, sides, strict=True)]
    dpi: int = round(min(dots) * POINTS_PER_INCH)
    return dpi


def _font(text: Any) -> tuple[str, bool]:
    """The name of a text's font without the tag of its subset, and whether it is embedded."""
    font = pdfium.FPDFTextObj_GetFont(text.raw)
    buffer = ctypes.create_string_buffer(NAME_BYTES)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, NAME_BYTES)
    name = buffer.value.decode("utf-8", "replace")
    return name.partition("+")[2] or name, pdfium.FPDFFont_GetIsEmbedded(font) == 1


def _runs_off(box: Box, trim: Box, bleed: Box) -> bool:
    """Whether a picture ends beyond the trimmed page; one that fills the bleed is meant to."""
    slack = SLACK_MM * POINTS_PER_MM
    for side, outward in enumerate((-1, -1, 1, 1)):
        beyond = outward * (box[side] - trim[side])
        wanted = outward * (bleed[side] - trim[side])
        if beyond > slack and (wanted < slack or beyond < wanted - slack):
            return True
    return False
