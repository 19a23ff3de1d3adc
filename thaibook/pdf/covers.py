"""Covers, drawn alone: the front as a picture, the whole as a sheet.

Enters: Book and Design. Leaves: bytes. To be imported only after engine_loading.load_weasyprint
has been called.
"""

from __future__ import annotations

from collections.abc import Mapping

from thaibook.design import sheet_design, sheet_size
from thaibook.model import Book, Design
from thaibook.pdf.break_lookup import NONE_KNOWN, Packed, breaks_ahead
from thaibook.pdf.legibility import LineContrast, line_contrasts
from thaibook.pdf.page_boxes import set_bleed
from thaibook.pdf.page_picture import jpeg
from thaibook.pdf.paper_document import cover_sheet, whole_cover
from thaibook.pdf.paper_files import BookFiles
from thaibook.pdf.rendering import render

MOST_CONTRAST = 21.0  # black on white


def front_pdf(
    book: Book,
    design: Design,
    size: tuple[int, int],
    to_read: bool = False,
    found: Mapping[str, Packed] = NONE_KNOWN,
) -> bytes:
    """The front as a PDF of one page in the proportions of `size`; to_read: as in Engine.draw;
    found: as in breaks_ahead. Raises BookError: disk-full, output-unwritable."""
    sheet, files = cover_sheet(book, design, size), BookFiles(book, design)
    return render(sheet, files, breaks_ahead((), book.words, found), to_read=to_read)


def front_jpeg(
    book: Book, design: Design, size: tuple[int, int], found: Mapping[str, Packed] = NONE_KNOWN
) -> bytes:
    """The front as an sRGB JPEG of `size` pixels; found: as in breaks_ahead. Raises BookError as
    front_pdf does."""
    return jpeg(front_pdf(book, design, size, found=found), size)


def sheet_pdf(book: Book, design: Design, pages: int) -> bytes:
    """The whole cover of a book whose inside has so many pages. Raises BookError as front_pdf
    does."""
    of_sheet = sheet_design(design, book)
    html = whole_cover(book, of_sheet, sheet_size(book, pages))
    breaks = breaks_ahead((), book.words)
    return render(
        html, BookFiles(book, of_sheet), breaks, finisher=lambda pdf: set_bleed(pdf, book.page)
    )


def least_contrast(book: Book, design: Design, size: tuple[int, int]) -> LineContrast:
    """The line of the front that stands out least, on a page in the proportions of `size`."""
    lines = line_contrasts(front_pdf(book, design, size, to_read=True))
    return min(lines, key=lambda line: line.contrast, default=LineContrast("", MOST_CONTRAST))
