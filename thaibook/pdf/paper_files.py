"""The files that the paper document may name: style sheets, fonts and pictures.

Enters: Book and Design. Leaves: the content of each file by its address. The addresses are
those of the EPUB (text/, styles/, fonts/, images/), so that both formats share the sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from thaibook.design import IMAGE_NAME, PORTRAIT_NAME
from thaibook.images import for_print, name_in_book
from thaibook.model import Book, Design

# Nothing lies there: the engine answers from its resources alone.
BASE = "file:///book/"
PAPER_URL = BASE + "text/paper.html"

Resource = tuple[bytes, str]  # content, media type
Resources = Mapping[str, Resource]  # by its address


class BookFiles(Mapping[str, Resource]):
    """Every file that the document may ask for, by its address. A picture is made ready for
    the press when it is asked for."""

    def __init__(self, book: Book, design: Design) -> None:
        page = book.page
        width, height = page.width_mm + 2 * page.bleed_mm, page.height_mm + 2 * page.bleed_mm
        sheets = (*design.shared_css, *design.print_css, *design.cover_css)
        self._ready = {f"{BASE}styles/{name}": (css.encode(), "text/css") for name, css in sheets}
        self._ready |= {
            f"{BASE}fonts/{font.name}": (font.data, "font/ttf") for font in design.fonts
        }
        logo = book.metadata.imprint.logo
        self._pictures = {
            BASE + name_in_book(image.name): (image, width, height)
            for image in (*book.images, *((logo,) if logo else ()))
        }
        if cover := book.cover.image:  # it covers the page, and what stands out is cut off
            shape = cover.width / cover.height
            covering = max(width, height * shape), max(height, width / shape)
            self._pictures[f"{BASE}text/{IMAGE_NAME}"] = (cover, *covering)

        if portrait := book.cover.back.portrait:
            self._pictures[f"{BASE}text/{PORTRAIT_NAME}"] = (portrait, width, height)

    def __getitem__(self, address: str) -> Resource:
        if address not in self._ready:
            copy = for_print(*self._pictures[address])
            self._ready[address] = copy.data, copy.media_type
        return self._ready[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ready | self._pictures)

    def __len__(self) -> int:
        return len(self._ready | self._pictures)
