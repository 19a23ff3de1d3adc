"""Stage export: a Book and a Design become a PDF, and the cover a picture.

Only this package knows WeasyPrint. Importing it is slow, so it happens in the first
call that needs it. Enters: Book and Design. Leaves: bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from thaibook.model import Book, Design
from thaibook.pdf.paper import cover_sheet, paper, resources
from thaibook.thai import Break, breaks


def pdf_bytes(book: Book, design: Design) -> bytes:
    """The PDF of `book`, the same for the same input.

    Raises BookError: pango-missing, package-missing.
    """
    from thaibook.pdf.engine import render
    from thaibook.pdf.labels import label_pages

    html, files = paper(book, design), resources(book, design)
    return render(html, files, book.metadata.identifier, _breaks(book), label_pages)


def cover_jpeg(book: Book, design: Design, size: tuple[int, int]) -> bytes:
    """The cover as an sRGB JPEG of `size` pixels, for the EPUB.

    Raises BookError: pango-missing, package-missing.
    """
    from thaibook.pdf.engine import render
    from thaibook.pdf.picture import jpeg

    one_page = render(cover_sheet(book, design, size), resources(book, design), "", _breaks(book))
    return jpeg(one_page, size)


def _breaks(book: Book) -> Callable[[str], list[Break]]:
    """The breaks of a text with the book's own words kept whole, remembered."""

    @lru_cache(maxsize=4096)
    def found(text: str) -> list[Break]:
        return breaks(text, book.words)

    return found
