"""The files that the paper document may name: style sheets, fonts and pictures.

Enters: Book and Design. Leaves: the content of each file by its address. The addresses are
those of the EPUB (text/, styles/, fonts/, images/), so that both formats share the sheets.
"""

from __future__ import annotations

from thaibook.design import IMAGE_NAME
from thaibook.images import for_print
from thaibook.model import Book, Design

# Nothing lies there: the engine answers from its resources alone.
BASE = "file:///book/"
PAPER_URL = BASE + "text/paper.html"

Resources = dict[str, tuple[bytes, str]]  # address -> (content, media type)


def resources(book: Book, design: Design) -> Resources:
    """Every file that the document may ask for, by its address."""
    files: Resources = {}
    sheets = (*design.shared_css, *design.print_css, *design.cover_css)
    files |= {f"{BASE}styles/{name}": (css.encode(), "text/css") for name, css in sheets}
    files |= {f"{BASE}fonts/{font.name}": (font.data, "font/ttf") for font in design.fonts}
    page = book.page
    width, height = page.width_mm + 2 * page.bleed_mm, page.height_mm + 2 * page.bleed_mm
    for image in book.images:
        copy = for_print(image, width, height)
        files[BASE + copy.name] = (copy.data, copy.media_type)
    if cover := book.cover.image:  # it covers the page, and what stands out is cut off
        shape = cover.width / cover.height
        copy = for_print(cover, max(width, height * shape), max(height, width / shape))
        files[f"{BASE}text/{IMAGE_NAME}"] = (copy.data, copy.media_type)
    return files
