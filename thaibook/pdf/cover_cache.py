"""The cover as a picture, drawn anew only when something that it shows has changed.

Enters: Book, Design and a size in pixels. Leaves: the bytes of a JPEG, from the cache or newly
drawn.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from thaibook import __version__
from thaibook.design import fonts_of
from thaibook.model import Book, Design
from thaibook.pdf.exporting import cover_jpeg
from thaibook.pdf.paper_document import cover_sheet, cover_sheets
from thaibook.storage import kept

# Another version of these may draw another picture.
DRAWN_BY = ("weasyprint", "pypdfium2", "PIL", "thaibook.pdf.page_picture")


def cover_picture(book: Book, design: Design, size: tuple[int, int]) -> bytes:
    """The cover as an sRGB JPEG of `size` pixels. Raises BookError: pango-missing,
    package-missing."""
    sheets = cover_sheets(design)
    digest = hashlib.sha256(cover_sheet(book, design, size).encode())
    for name in DRAWN_BY:
        spec = importlib.util.find_spec(name)
        if spec and spec.origin:
            digest.update(f"{spec.origin} {Path(spec.origin).stat().st_mtime_ns}".encode())
    digest.update(f"{__version__} {size} {sheets}".encode())
    for font in fonts_of(design, sheets):
        digest.update(font.data)
    if book.cover.image:
        digest.update(book.cover.image.data)
    return kept("covers", digest.hexdigest(), lambda: cover_jpeg(book, design, size))
