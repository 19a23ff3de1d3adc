"""Stage export: a Book and a Design become a PDF, and the cover a picture.

Only this package knows WeasyPrint. Importing it is slow, so it happens in the first
call that needs it. Enters: Book and Design. Leaves: bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from thaibook.images import name_in_book
from thaibook.messages import BookError, Phrase, problem
from thaibook.model import Book, Design, PageStart


def pdf_bytes(
    book: Book, design: Design, on_pages: Callable[[tuple[PageStart, ...]], None] | None = None
) -> bytes:
    """The PDF of `book`, the same for the same input.

    on_pages: called with where its pages begin, as soon as that is known.
    Raises BookError: pango-missing, package-missing, image-refused.
    """
    from thaibook.pdf.break_lookup import breaks_ahead
    from thaibook.pdf.index_pages import has_index, with_pages
    from thaibook.pdf.page_boxes import set_bleed
    from thaibook.pdf.page_labels import folios, label_pages, page_starts
    from thaibook.pdf.paper_document import paper, paragraphs, resources
    from thaibook.pdf.renderer import NotDrawnError, render

    def laid_out(document: Any) -> None:
        if on_pages:
            on_pages(page_starts(document, book.typography.digits == "thai"))

    def finish(document: Any, pdf: Any) -> None:
        label_pages(document, pdf)
        set_bleed(pdf, book.page)

    def numbered(document: Any) -> str:
        return with_pages(html, folios(document), book.typography.digits)

    html, files = paper(book, design), resources(book, design)
    identifier = book.metadata.identifier
    better = numbered if has_index(html) else None
    breaks = breaks_ahead(paragraphs(book), book.words)
    try:
        return render(html, files, identifier, breaks, finish, laid_out=laid_out, better=better)
    except NotDrawnError as error:
        image = next(i for i in book.images if error.address.endswith(name_in_book(i.name)))
    words = {"name": image.name, "reason": Phrase("it cannot be drawn on paper")}
    raise BookError([problem("image-refused", image.said_in, image.line, **words)])


def cover_jpeg(book: Book, design: Design, size: tuple[int, int]) -> bytes:
    """The cover as an sRGB JPEG of `size` pixels, for the EPUB.

    Raises BookError: pango-missing, package-missing.
    """
    from thaibook.pdf.break_lookup import breaks_ahead
    from thaibook.pdf.page_picture import jpeg
    from thaibook.pdf.paper_document import cover_sheet, resources
    from thaibook.pdf.renderer import render

    sheet, files = cover_sheet(book, design, size), resources(book, design)
    page = render(sheet, files, "", breaks_ahead((), book.words), to_read=False)
    return jpeg(page, size)
