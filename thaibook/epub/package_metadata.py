"""What an EPUB says of itself.

Enters: a Book. Leaves: metadata in EbookLib's package: Dublin Core (EPUB 3.3, 5.5), MARC
relators, and what EPUB Accessibility 1.1 asks to be told, true of this book.
"""

from __future__ import annotations

from ebooklib import epub

from thaibook.model import Book, Imprint


def add_metadata(package: epub.EpubBook, book: Book, has_pages: bool) -> None:
    """Put the metadata of `book` into EbookLib's package. has_pages: the texts say where the
    pages of the printed book begin."""
    metadata = book.metadata
    package.set_identifier(metadata.identifier)
    package.set_title(metadata.title)
    package.set_language(metadata.language)
    if metadata.subtitle:
        package.add_metadata("DC", "title", metadata.subtitle, {"id": "subtitle"})
        _refine(package, "subtitle", "title-type", "subtitle")
    for number, creator in enumerate(metadata.creators, 1):
        kind = "creator" if creator.role == "aut" else "contributor"
        package.add_metadata("DC", kind, creator.name, {"id": f"creator-{number}"})
        _refine(package, f"creator-{number}", "role", creator.role, scheme="marc:relators")
    dublin_core = (
        ("source", metadata.source),
        ("publisher", metadata.publisher),
        ("date", metadata.date),
        ("rights", metadata.rights),
        ("description", metadata.description),
        *(("subject", subject) for subject in metadata.subjects),
    )
    for name, value in dublin_core:
        if value:
            package.add_metadata("DC", name, value)
    _add_series(package, metadata.imprint)
    for name, value in _accessibility(book, has_pages):
        package.add_metadata(None, "meta", value, {"property": f"schema:{name}"})
    if has_pages:  # W3C Publishing CG, Page Source Identification
        source = f"{metadata.title} (PDF), {metadata.identifier}"
        package.add_metadata(None, "meta", source, {"property": "pageBreakSource"})
    package.add_metadata(None, "meta", "", {"name": "cover", "content": "cover-image"})


def _add_series(package: epub.EpubBook, imprint: Imprint) -> None:
    """The series that the book belongs to (EPUB 3.3, D.3, belongs-to-collection)."""
    if imprint.series:
        attributes = {"property": "belongs-to-collection", "id": "series"}
        package.add_metadata(None, "meta", imprint.series, attributes)
        _refine(package, "series", "collection-type", "series")
        if imprint.volume:
            _refine(package, "series", "group-position", imprint.volume)


def _refine(package: epub.EpubBook, what: str, name: str, value: str, scheme: str = "") -> None:
    """Say more of the metadata whose id is `what` (EPUB 3.3, 5.5.4, refines)."""
    attributes = {"refines": f"#{what}", "property": name}
    attributes |= {"scheme": scheme} if scheme else {}
    package.add_metadata(None, "meta", value, attributes)


def _accessibility(book: Book, has_pages: bool) -> list[tuple[str, str]]:
    """(property of schema.org, value), in the order in which they are written."""
    described = all('alt=""' not in section.body for section in book.sections)
    modes = ["textual", "visual"] if book.images else ["textual"]
    features = ["structuralNavigation", "tableOfContents", "readingOrder"]
    features += ["displayTransformability", "ARIA"]
    if has_pages:
        features += ["pageBreakMarkers", "pageNavigation"]
    if described:
        features.insert(0, "alternativeText")
    if any("<math" in section.body for section in book.sections):
        features += ["MathML", "describedMath"]
    thai = book.metadata.language.startswith("th")
    summary = (
        "ข้อความทั้งหมดปรับขนาดและอ่านออกเสียงได้ มีสารบัญและหัวเรื่องตามลำดับ"
        if thai
        else "All text can be resized and read aloud; contents and headings are in order."
    )
    properties = [("accessMode", mode) for mode in modes]
    if described:
        properties.append(("accessModeSufficient", "textual"))
    properties += [("accessibilityFeature", feature) for feature in features]
    return [*properties, ("accessibilityHazard", "none"), ("accessibilitySummary", summary)]
