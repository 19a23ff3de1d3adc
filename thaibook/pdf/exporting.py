"""Stage export: a Book and a Design become a PDF, and the cover a picture.

Enters: Book and Design. Leaves: Pages, then bytes. Laying out and writing are two steps, so
that whoever needs to know where pages begin need not wait for the writing.

Modules that stand on WeasyPrint, pydyf or PDFium are imported in the functions that need
them: it takes half a second, and an EPUB whose cover is cached needs none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from thaibook.images import name_in_book
from thaibook.messages import BookError, Phrase, problem
from thaibook.model import Book, Design, PageStart, Printed
from thaibook.pdf.engine_loading import load_weasyprint
from thaibook.pdf.index_pages import has_index, with_pages
from thaibook.pdf.paper_document import cover_sheet, paper, paper_sections
from thaibook.pdf.paper_files import resources
from thaibook.pdf.svg_fault import NotDrawnError

if TYPE_CHECKING:
    from thaibook.pdf.engine import Engine


class Pages(NamedTuple):
    """A book that is laid out: where its pages begin, and what writing it takes."""

    starts: tuple[PageStart, ...]
    undrawn: tuple[tuple[str, str], ...]  # formulas that are none: (name of the section, TeX)
    first: int  # the index of page 1
    book: Book
    engine: Engine
    document: Any  # WeasyPrint's


@contextmanager
def lay_out(book: Book, design: Design) -> Iterator[Pages]:
    """The pages of `book`, which can be written as long as the context lasts.

    Raises BookError: pango-missing, package-missing, disk-full, output-unwritable.
    """
    load_weasyprint()
    from thaibook.pdf.break_lookup import breaks_ahead
    from thaibook.pdf.engine import engine
    from thaibook.pdf.page_labels import first_page, page_starts
    from thaibook.pdf.weasyprint70 import anchors, page_texts

    sections, digits = paper_sections(book, design), book.typography.digits
    texts = [text for section in sections for text in section.texts]
    breaks = breaks_ahead(texts, book.words)
    with engine(resources(book, design), breaks) as press:
        document = press.lay_out(paper(book, design, sections))
        places = anchors(document)
        first = first_page(places)
        if any(map(has_index, sections)):  # its pages are known now
            folios = {name: index - first + 1 for name, index in places.items()}
            sections = [
                with_pages(section, folios, digits) if has_index(section) else section
                for section in sections
            ]
            document = press.lay_out(paper(book, design, sections))
        starts = page_starts(page_texts(document), first, digits)
        undrawn = tuple((section.name, tex) for section in sections for tex in section.undrawn)
        yield Pages(starts, undrawn, first, book, press, document)


def write_pdf(pages: Pages) -> bytes:
    """The PDF of the pages, the same for the same input.

    Raises BookError: image-refused, disk-full, output-unwritable.
    """
    from thaibook.pdf.page_boxes import set_bleed
    from thaibook.pdf.page_labels import label_pages

    book = pages.book

    def finish(_document: Any, pdf: Any) -> None:
        label_pages(pdf, pages.first)
        set_bleed(pdf, book.page)

    try:
        return pages.engine.write(pages.document, book.metadata.identifier, finish)
    except NotDrawnError as error:
        image = next(i for i in book.images if error.address.endswith(name_in_book(i.name)))
    words = {"name": image.name, "reason": Phrase("it cannot be drawn on paper")}
    raise BookError([problem("image-refused", image.said_in, image.line, **words)])


def printed(pages: Pages) -> Printed:
    """What stands on the pages; to be asked after write_pdf, which draws them."""
    from thaibook.pdf import weasyprint70
    from thaibook.pdf.page_boxes import POINTS_PER_MM

    bleed = pages.book.page.bleed_mm * POINTS_PER_MM * 96 / 72  # in CSS pixels
    return weasyprint70.printed(pages.document, pages.engine.ink, bleed)


def pdf_bytes(book: Book, design: Design) -> bytes:
    """The PDF of `book`, laid out and written. Raises BookError as lay_out and write_pdf do."""
    with lay_out(book, design) as pages:
        return write_pdf(pages)


def cover_jpeg(book: Book, design: Design, size: tuple[int, int]) -> bytes:
    """The cover as an sRGB JPEG of `size` pixels, for the EPUB.

    Raises BookError: pango-missing, package-missing, disk-full, output-unwritable.
    """
    load_weasyprint()
    from thaibook.pdf.break_lookup import breaks_ahead
    from thaibook.pdf.engine import render
    from thaibook.pdf.page_picture import jpeg

    sheet, files = cover_sheet(book, design, size), resources(book, design)
    page = render(sheet, files, breaks_ahead((), book.words), to_read=False)
    return jpeg(page, size)
