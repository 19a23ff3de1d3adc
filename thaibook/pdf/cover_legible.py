"""The front of a cover, made legible: the title is told from the picture that lies under it.

Enters: Book and Design. Leaves: the Book whose cover has the shade that it needs, and what is still
hard to read. What was measured is kept.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from thaibook.design import LEAST, cover_html, fonts_of, picture_window
from thaibook.model import Book, Design
from thaibook.pdf.exporting import cover_module
from thaibook.pdf.paper_document import cover_sheets
from thaibook.storage import cached, digest_of, program_digest

# From what changes the picture least to what changes it most, as cover-designs.css has them.
SHADES = ("", "shade-dark-ink", "shade-light-ink", "shade-veil", "shade-band")
EPUB_SHAPE = (1600, 2560)


class Legible(NamedTuple):
    """The book with the best of the shades; words: what stands out least, and its contrast."""

    book: Book
    words: str
    contrast: float

    @property
    def is_legible(self) -> bool:
        """Whether every word can be read."""
        return self.contrast >= LEAST


def made_legible(book: Book, design: Design) -> Legible | None:
    """The book with a legible cover; None where the design alone says what lies under the words.
    Raises BookError: pango-missing, package-missing, disk-full, output-unwritable."""
    cover = book.cover
    if cover.is_plain or cover.is_finished:
        return None
    if not cover.image and not (cover.colour or cover.title_colour):
        return None
    sheets = cover_sheets(design)
    data = cover.image.data if cover.image else b""
    fonts = [font.data for font in fonts_of(design, sheets)]
    html = cover_html(book, on_paper=False)
    key = digest_of("legible", program_digest(), html, sheets, fonts, data, book.page, book.words)
    found = json.loads(cached("covers", key, lambda: json.dumps(_best(book, design)).encode()))
    shaded = book._replace(cover=cover._replace(shade=found[0]))
    return Legible(shaded, found[1], found[2])


def _best(book: Book, design: Design) -> tuple[str, str, float]:
    """(shade, words, contrast): the first that is enough, or the best there is."""
    covers = cover_module()
    page = book.page
    shapes = [(round(page.width_mm * 10), round(page.height_mm * 10)), EPUB_SHAPE]
    tried = []
    for shade in _shades(book):
        shaded = book._replace(cover=book.cover._replace(shade=shade))
        for shape in shapes:  # the second only where the first can be read
            worst = covers.least_contrast(shaded, design, shape)
            if worst.contrast < LEAST:
                break
        tried.append((shade, worst.words, round(worst.contrast, 2)))
        if worst.contrast >= LEAST:
            return tried[-1]
    return max(tried, key=lambda each: each[2])


def _shades(book: Book) -> tuple[str, ...]:
    """What may be tried: there is nothing to shade where no picture lies under the words, and
    one in a window of the design's is no ground for others."""
    cover = book.cover
    if not cover.image:
        return ("",)
    return ("", SHADES[-1]) if picture_window(cover) == "window" else SHADES
