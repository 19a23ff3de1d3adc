"""Stage export: a Book and a Design become an EPUB 3 file.

The steps are apart, each with plain data, so that any process may take some of them:
adapted_bodies, then marked_texts (of some of them at a time), then content_documents; dress_of at
any time; then epub_bytes.
Rules: EPUB 3.3, EPUB Accessibility 1.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thaibook.break_marks import marked_texts, marks_of
from thaibook.epub.adapting import Addresses, adapted, ids
from thaibook.epub.documents import content_documents, shown_sections
from thaibook.epub.package import dress_of, epub_bytes
from thaibook.images import for_screen
from thaibook.model import Book, Design, Image, PageStart


def adapted_bodies(book: Book, pictures: Iterable[Image]) -> dict[str, str]:
    """The body of each section as an EPUB has it, but for its marks, by the section's name."""
    sections = shown_sections(book)
    places = {image.name.rpartition(".")[0]: image.name for image in pictures}
    addresses = Addresses(ids(sections), places)
    return {section.name: adapted(section.body, addresses) for section in sections}


def write_epub(
    book: Book, design: Design, cover_jpeg: bytes, starts: Sequence[PageStart] = ()
) -> bytes:
    """The EPUB of `book` with `cover_jpeg` as its cover, all steps here.

    starts: where the pages of the PDF built beside it begin.
    """
    pictures = list(map(for_screen, book.images))
    bodies = adapted_bodies(book, pictures)
    texts = marked_texts(list(bodies.values()), marks_of(book))
    marked_bodies = dict(zip(bodies, texts, strict=True))
    documents = content_documents(book, marked_bodies, starts)
    return epub_bytes(book, dress_of(book, design, pictures), documents, pictures, cover_jpeg)
