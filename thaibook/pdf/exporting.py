"""Stage export: a Book and a Design become a PDF, and the cover a picture.

Enters: Book and Design. Leaves: Pages, then bytes. Laying out and writing are two steps, so
that whoever needs to know where pages begin need not wait for the writing.

Modules that stand on WeasyPrint, pydyf or PDFium are imported in the functions that need
them: it takes half a second, and an EPUB whose cover is cached needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from thaibook.images import name_in_book
from thaibook.load import Profile
from thaibook.messages import BookError, Phrase, Problem, problem
from thaibook.model import Book, Design, Manuscript, Page, PageStart, Printed
from thaibook.pdf.engine_loading import load_weasyprint
from thaibook.pdf.front_matter import front_matter
from thaibook.pdf.page_counting import Counted, counted
from thaibook.pdf.page_labels import label_pages, numbering, page_starts
from thaibook.pdf.paper_document import printed_sections
from thaibook.pdf.part_drawing import draw_frames, draw_part
from thaibook.pdf.printing import Printing, Wanted, printing

if TYPE_CHECKING:
    from thaibook.pdf.drawn_section import DrawnFrames, DrawnSection, FramePage
    from thaibook.pdf.files_for_printers import ProfileFile
    from thaibook.pdf.front_matter import Numbering
    from thaibook.pdf.standard import PdfStandard

A = TypeVar("A")
B = TypeVar("B")
# Does work on each item, in their order.
Share = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]


class Pages(NamedTuple):
    """A book that is laid out: where its pages begin, and what writing it takes."""

    starts: tuple[PageStart, ...]
    undrawn: tuple[tuple[str, str], ...]  # formulas that are none: (name of the section, TeX)
    numbers: Numbering
    counted: Counted
    printing: Printing
    share: Share | None

    @property
    def first(self) -> int:
        """The index of the first page that has a number."""
        return self.numbers.first

    @property
    def inside(self) -> int:
        """How many pages the printed book has, without the cover."""
        return len(self.counted.pages) - self.first


@contextmanager
def lay_out(book: Book, design: Design, share: Share | None = None) -> Iterator[Pages]:
    """The pages of `book`, which can be written as long as the context lasts.

    share: does work on each of many items, for which it may have other processes.
    Raises BookError: image-refused, pango-missing, package-missing, disk-full,
    output-unwritable.
    """
    with printing(book, design) as at_work:

        def draw(wanted: Sequence[Wanted]) -> Iterator[DrawnSection]:
            if share is None or at_work.area is None:
                return map(at_work.draw, wanted)
            drawn = _shared(share, draw_part, at_work, at_work.found, wanted)
            at_work.frames  # noqa: B018  (what numbering takes is loaded beside those that draw)
            return drawn

        pages = counted(
            at_work.count, draw, lambda drawn: at_work.frames.pages(drawn), at_work.blank,
            _page_one(book),
        )  # fmt: skip
        _refuse(book, pages.parts)
        numbers = numbering(book, pages.places)
        texts = [(index, *page.start) for index, (_, page) in enumerate(pages.pages) if page.start]
        starts = page_starts(texts, numbers)
        undrawn = [
            (section.name, tex)
            for section, part in zip(
                printed_sections(book), pages.parts[book.page.cover :], strict=True
            )
            for tex in part.undrawn
        ]
        yield Pages(starts, tuple(undrawn), numbers, pages, at_work, share)


def _page_one(book: Book) -> int:
    """The part that begins on page 1 after pages with numbers of their own, 0 for none: odd
    numbers stand on the right."""
    main = front_matter(book).main
    names = [section.name for section in printed_sections(book)]
    return names.index(main) + book.page.cover if main else 0


def _shared(
    share: Share,
    work: Callable[[Any], B],
    at_work: Printing,
    find: Callable[[A], B | None],
    wanted: Sequence[A],
) -> Iterator[B]:
    """What is wanted: as it was kept, or made by `work`, of which others may do a part."""
    found = [find(each) for each in wanted]
    missing = [each for each, made in zip(wanted, found, strict=True) if made is None]
    made = share(work, [(at_work.path, each) for each in missing])
    return (next(made) if each is None else each for each in found)


def _refuse(book: Book, parts: Sequence[DrawnSection]) -> None:
    """Raise BookError for the first drawing that cannot be drawn: image-refused."""
    for part in parts:
        if part.refused:
            image = next(i for i in book.images if part.refused.endswith(name_in_book(i.name)))
            words = {"name": image.name, "reason": Phrase("it cannot be drawn on paper")}
            raise BookError([problem("image-refused", image.said_in, image.line, **words)])


def write_pdf(
    pages: Pages, page: Page | None = None, standard: PdfStandard | None = None
) -> tuple[bytes, Printed]:
    """The PDF of the pages, the same for the same input, and what stands on them.

    page: as the author wants it, where it was laid out with more bleed; standard: what it shall
    be, None for what is for everyone.
    Raises BookError: disk-full, output-unwritable.
    """
    from thaibook.pdf.book_writing import book_pdf
    from thaibook.pdf.page_boxes import set_bleed
    from thaibook.pdf.standard import declare, for_everyone

    def finish(pdf: Any) -> None:
        label_pages(pdf, pages.numbers)
        set_bleed(pdf, pages.printing.book.page, page)
        declare(pdf, standard or for_everyone(), pages.printing.book.metadata)

    def frames(around: Sequence[list[FramePage]]) -> Iterator[DrawnFrames]:
        at_work = pages.printing
        if pages.share is None:
            return map(at_work.draw_frames, around)
        return _shared(pages.share, draw_frames, at_work, at_work.found_frames, around)

    return book_pdf(pages.printing, pages.counted, frames, finish)


def with_room(book: Book, profiles: Sequence[Profile]) -> Book:
    """The book with as much bleed as any printer wants."""
    bleed_mm = max([book.page.bleed_mm, *(profile.bleed_mm for profile in profiles)])
    return book._replace(page=book.page._replace(bleed_mm=bleed_mm))


def profile_files(
    pages: Pages, data: bytes, profiles: Sequence[Profile], manuscript: Manuscript
) -> tuple[list[ProfileFile], list[Problem]]:
    """The files for printers beside the PDF `data` of the pages, and what is wrong with them."""
    # Imported late: pikepdf takes 0.1 s, and most books are built without.
    making = import_module("thaibook.pdf.files_for_printers")
    made: tuple[list[ProfileFile], list[Problem]] = making.files_for(
        pages.printing, pages.counted, data, profiles, manuscript
    )
    return made


def most_inked(data: bytes, pages: Sequence[int]) -> tuple[float, int]:
    """The most ink on one place of some pages of a PDF, in percent, and the index of that page;
    pages: their indices."""
    # Imported late, as above.
    most: tuple[float, int] = import_module("thaibook.pdf.press").measured(data, pages)
    return most


def pdf_bytes(book: Book, design: Design) -> bytes:
    """The PDF of `book`, laid out and written. Raises BookError as lay_out and write_pdf do."""
    with lay_out(book, design) as pages:
        return write_pdf(pages)[0]


def cover_jpeg(
    book: Book,
    design: Design,
    size: tuple[int, int],
    breaks: Callable[[], dict[str, Any]] = dict,
) -> bytes:
    """The cover as an sRGB JPEG of `size` pixels, for the EPUB. breaks: gives cover_breaks, where
    another process has found them.

    Raises BookError: pango-missing, package-missing, disk-full, output-unwritable.
    """
    picture: bytes = cover_module().front_jpeg(book, design, size, breaks())
    return picture


def cover_breaks(texts: Sequence[str], words: frozenset[str]) -> dict[str, Any]:
    """Where lines of the cover's texts may end: numpy and the dictionary take 0.1 s to load, which
    who draws the cover need not, where another process has."""
    # Imported late, for the same reason.
    found: dict[str, Any] = import_module("thaibook.pdf.break_lookup").packed_breaks(texts, words)
    return found


def cover_pdf(book: Book, design: Design, pages: int) -> bytes:
    """The whole cover as a PDF of one page: front, spine, back and flaps, as wide as a book whose
    inside has so many pages needs it, with the bleed and the marks of `book.page`.

    The trim box is the sheet; the paper of the book has to be known (book.paper).
    Raises BookError: pango-missing, package-missing, disk-full, output-unwritable.
    """
    sheet: bytes = cover_module().sheet_pdf(book, design, pages)
    return sheet


def cover_module() -> Any:
    """The module that draws covers. Raises BookError: pango-missing, package-missing."""
    load_weasyprint()
    from thaibook.pdf import covers

    return covers
