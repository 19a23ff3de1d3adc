"""A Book and a Design become an EPUB 3."""

from thaibook.epub.break_marks import Marks, marked, marks_of
from thaibook.epub.documents import Documents, content_documents, cover_size
from thaibook.epub.epub_export import adapted_bodies, write_epub
from thaibook.epub.package import packed

__all__ = [
    "Documents",
    "Marks",
    "adapted_bodies",
    "content_documents",
    "cover_size",
    "marked",
    "marks_of",
    "packed",
    "write_epub",
]
