"""A Book and a Design become an EPUB 3."""

from thaibook.epub.adapting import is_plain
from thaibook.epub.documents import Documents, content_documents, cover_size
from thaibook.epub.epub_export import adapted_bodies, write_epub
from thaibook.epub.package import Dress, dress_of, epub_bytes

__all__ = [
    "Documents",
    "Dress",
    "adapted_bodies",
    "content_documents",
    "cover_size",
    "dress_of",
    "epub_bytes",
    "is_plain",
    "write_epub",
]
