"""What an EPUB says of itself.

Enters: a Book. Leaves: metadata in EbookLib's package: Dublin Core (EPUB 3.3, 5.5), MARC
relators, and what EPUB Accessibility 1.1 asks to be told, true of this book.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ebooklib import epub

from thaibook.epub.accessibility import CONFORMS, accessibility
from thaibook.model import Book, Creator, Imprint, Metadata
from thaibook.text import digits_of, without_title

# Apple Books Asset Guide, "Embedding Fonts": without it, Apple Books shows a face of its own.
PREFIX = "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
ISBN_TYPE = "15"  # ONIX code list 5: ISBN-13
ISBN_10_TYPE = "02"
VOLUME = re.compile(r"\d+(\.\d+)*")


def add_metadata(package: epub.EpubBook, book: Book, has_pages: bool, certifier: str = "") -> None:
    """Put the metadata of `book` into EbookLib's package. has_pages: the texts say where the
    pages of the printed book begin; certifier: who says that the book is accessible, "" for
    nobody."""
    metadata = book.metadata
    package.prefixes = [PREFIX]
    _add_identifiers(package, metadata)
    _add_titles(package, metadata)
    package.set_language(metadata.language)
    _add_makers(package, metadata)
    dublin_core = (
        ("source", metadata.source),
        ("source", _urn(dict(metadata.isbns).get("print", ""))),
        ("publisher", metadata.publisher),
        ("date", metadata.date),
        ("rights", metadata.rights),
        ("description", metadata.description),
    )
    for name, value in dublin_core:
        if value:
            package.add_metadata("DC", name, value)
    _add_subjects(package, metadata)
    _add_series(package, metadata.imprint)
    for name, value in accessibility(book, has_pages):
        _meta(package, f"schema:{name}", value)
    if has_pages:
        _meta(package, "pageBreakSource", page_source(book))
    if certifier:
        _meta(package, "dcterms:conformsTo", CONFORMS, {"id": "conformance"})
        _refine(package, "conformance", "a11y:certifiedBy", certifier)
    _meta(package, "ibooks:specified-fonts", "true")
    package.add_metadata(None, "meta", "", {"name": "cover", "content": "cover-image"})


def page_source(book: Book) -> str:
    """Whose pages the page breaks are: the printed edition's ISBN, or where it has none the
    PDF that was made beside this EPUB, told by its size (EPUB Accessibility 1.1, 2.4)."""
    if isbn := _urn(dict(book.metadata.isbns).get("print", "")):
        return isbn
    page = book.page
    return f"{book.metadata.title} (PDF, {page.width_mm:g} × {page.height_mm:g} mm)"


def _urn(isbn: str) -> str:
    """An ISBN as a URN (RFC 3187), "" for none."""
    digits = digits_of(f"urn:isbn:{isbn}") if isbn else ""
    return f"urn:isbn:{digits}" if digits else ""


def _add_identifiers(package: epub.EpubBook, metadata: Metadata) -> None:
    """The identifier of the book, and the ISBN of this edition where that is another one. The
    number of the printed book is not one of this file: it is a source of it."""
    package.set_identifier(metadata.identifier)
    isbns = dict(metadata.isbns)
    own = _urn(isbns.get("ebook") or isbns.get("", ""))
    claimed = digits_of(metadata.identifier)
    if claimed:
        _refine_isbn(package, package.IDENTIFIER_ID, claimed)
    if own and own != f"urn:isbn:{claimed}":
        package.add_metadata("DC", "identifier", own, {"id": "isbn"})
        _refine_isbn(package, "isbn", own.rpartition(":")[2])


def _refine_isbn(package: epub.EpubBook, what: str, digits: str) -> None:
    kind = ISBN_10_TYPE if len(digits) == len("616000000X") else ISBN_TYPE
    _refine(package, what, "identifier-type", kind, scheme="onix:codelist5")


def _add_titles(package: epub.EpubBook, metadata: Metadata) -> None:
    """The title first, as EPUB 3.3, 5.5.3.2 has it; last the whole of it, for readers that know
    nothing of kinds of titles and show the last one (FBReader)."""
    titles = [("main", metadata.title)]
    if metadata.subtitle:
        titles += [("subtitle", metadata.subtitle)]
        titles += [("extended", f"{metadata.title}: {metadata.subtitle}")]
    package.title = metadata.title
    for number, (kind, title) in enumerate(titles, 1):
        name = "title" if kind == "main" else f"title-{kind}"
        package.add_metadata("DC", "title", title, {"id": name})
        _refine(package, name, "title-type", kind)
        _refine(package, name, "display-seq", str(number))


def _add_makers(package: epub.EpubBook, metadata: Metadata) -> None:
    """Authors as creators, others as contributors; of a book without authors somebody stands
    on the shelf where readers would write "Unknown"."""
    makers = [("creator" if m.role == "aut" else "contributor", m) for m in metadata.creators]
    if not any(kind == "creator" for kind, _ in makers):
        stand_in = (
            Creator(metadata.source, "isb")
            if metadata.source
            else Creator(metadata.publisher, "pbl")
        )  # issuing body, publisher
        if stand_in.name:
            makers.insert(0, ("creator", stand_in))
        elif makers:
            makers[0] = ("creator", makers[0][1])
    for number, (kind, maker) in enumerate(makers, 1):
        name = f"creator-{number}"
        package.add_metadata("DC", kind, maker.name, {"id": name})
        _refine(package, name, "role", maker.role, scheme="marc:relators")
        if file_as := _file_as(maker.name, metadata.language):
            _refine(package, name, "file-as", file_as)


def _file_as(name: str, language: str) -> str:
    """How a name is put in order. Thais are listed by their given names, in the order in
    which they are said, and a title does not count: it follows. Names of another language
    are left to the reader's own custom."""
    is_thai = any("\u0e01" <= character <= "\u0e5b" for character in name)
    if not is_thai and language.split("-")[0] != "th":
        return ""
    title, rest = without_title(name)
    return f"{rest}, {title}" if title else name


def _add_series(package: epub.EpubBook, imprint: Imprint) -> None:
    """The series that the book belongs to, and which volume it is, if that is a number (EPUB
    3.3, D.3, belongs-to-collection, group-position)."""
    if imprint.series:
        _meta(package, "belongs-to-collection", imprint.series, {"id": "series"})
        _refine(package, "series", "collection-type", "series")
        if VOLUME.fullmatch(imprint.volume):
            volume = (c if c == "." else str(int(c)) for c in imprint.volume)
            _refine(package, "series", "group-position", "".join(volume))


def _add_subjects(package: epub.EpubBook, metadata: Metadata) -> None:
    """The subjects, those of a scheme with its name and their code (EPUB 3.3, 5.5.3.7)."""
    for number, subject in enumerate(metadata.subjects, 1):
        others = {"id": f"subject-{number}"} if subject.scheme else {}
        package.add_metadata("DC", "subject", subject.name, others)
        if subject.scheme:
            _refine(package, f"subject-{number}", "authority", subject.scheme)
            _refine(package, f"subject-{number}", "term", subject.code)


def _meta(
    package: epub.EpubBook, name: str, value: str, others: Mapping[str, str] | None = None
) -> None:
    package.add_metadata(None, "meta", value, {"property": name, **(others or {})})


def _refine(package: epub.EpubBook, what: str, name: str, value: str, scheme: str = "") -> None:
    """Say more of the metadata whose id is `what` (EPUB 3.3, 5.5.4, refines)."""
    others = {"refines": f"#{what}"} | ({"scheme": scheme} if scheme else {})
    _meta(package, name, value, others)
