"""A Book and a Design become an EPUB 3."""

from thaibook.epub.bodies import Ahead
from thaibook.epub.break_marks import Marking, marked
from thaibook.epub.package import cover_size, epub_bytes

__all__ = [
    "Ahead",
    "Marking",
    "cover_size",
    "epub_bytes",
    "marked",
]
