"""Questions about navigation, links, what is loaded, and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from thaibook.check.shops.answers import Answer, without
from thaibook.check.shops.package_demands import identifier
from thaibook.check.shops.unzipped import EPUB_TYPE, NS, Unzipped, target_of

X = f"{{{NS['x']}}}"
REMOTE = re.compile(r"\s*(https?:|//|ftp:)", re.IGNORECASE)
CSS_ADDRESS = re.compile(r"(?:url\(\s*|@import\s+)['\"]?((?:https?:|//)[^'\")\s]+)", re.IGNORECASE)
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
# Attributes by which a document makes a reader load something.
LOADS = ("src", "poster", "data", f"{{{NS['xlink']}}}href")
NOTES = {"footnote", "endnote", "rearnote", "note"}


def _links(tree: etree._Element | None) -> list[etree._Element]:
    return list(tree.iterfind(".//x:a[@href]", NS)) if tree is not None else []


def has_contents(book: Unzipped) -> Answer:
    """A table of contents in the navigation document, with links in it."""
    return Answer(bool(_links(book.navigation("toc"))))


def has_nav_and_ncx(book: Unzipped) -> Answer:
    """The navigation document of EPUB 3 and the NCX of EPUB 2, for older readers."""
    missing = [] if book.navigation("toc") is not None else ["nav"]
    return without(missing + ([] if book.ncx is not None else ["toc.ncx"]))


def same_identifiers(book: Unzipped) -> Answer:
    """The NCX names the same identifier as the package."""
    if book.ncx is None:
        return Answer(True)
    meta = book.ncx.find(".//ncx:meta[@name='dtb:uid']", NS)
    value = meta.get("content", "") if meta is not None else ""
    good = bool(value) and value == identifier(book)
    return Answer(good, "" if good else value)


def contents_page(book: Unzipped) -> Answer:
    """A contents page among the pages, made of links and not of a table.

    The navigation document, or the page that its landmarks call the contents.
    """
    nav, marks = book.named("nav"), _links(book.navigation("landmarks"))
    named = [target_of(nav, a.get("href", "")) for a in marks if a.get(EPUB_TYPE) == "toc"]
    page = next((name for name in (nav, *named) if name in book.spine), "")
    tree = book.documents.get(page)
    good = tree is not None and bool(_links(tree)) and tree.find(".//x:table", NS) is None
    return Answer(good, page or nav)


def landmarks_filled(book: Unzipped) -> Answer:
    """Landmarks, where there are any: each has a kind, a text and a place to go to."""
    marks = book.navigation("landmarks")
    if marks is None:
        return Answer(True)
    good = [
        a for a in _links(marks) if a.get(EPUB_TYPE) and "".join(map(str, a.itertext())).strip()
    ]
    items = marks.findall(".//x:li", NS)
    return Answer(bool(items) and len(good) == len(items))


def pages_have_source(book: Unzipped) -> Answer:
    """A page list, where there is one, names the print edition that its numbers are of."""
    if book.navigation("page-list") is None:
        return Answer(True)
    for meta in book.package.iterfind(".//opf:meta[@property]", NS):
        name = meta.get("property", "").rpartition(":")[2]
        if name == "pageBreakSource" or (name, meta.text) == ("source-of", "pagination"):
            return Answer(True, meta.text or "")
    return Answer(False, "page-list")


def accessibility_told(book: Unzipped) -> Answer:
    """The three properties that EPUB Accessibility 1.1 requires (2.2)."""
    wanted = ("accessMode", "accessibilityFeature", "accessibilityHazard")
    told = {meta.get("property") for meta in book.package.iterfind(".//opf:meta", NS)}
    return without(name for name in wanted if f"schema:{name}" not in told)


def _ids(book: Unzipped) -> dict[str, dict[str, etree._Element]]:
    return {
        name: {str(e.get("id")): e for e in tree.iter() if e.get("id")}
        for name, tree in book.documents.items()
    }


def links_arrive(book: Unzipped) -> Answer:
    """Every link inside the book, NCX included, leads to a place that exists."""
    ids = _ids(book)
    links = [(name, a.get("href", "")) for name in book.documents
             for a in _links(book.documents[name])]  # fmt: skip
    if book.ncx is not None:
        ncx = next(n for n, i in book.items.items() if i.media_type == "application/x-dtbncx+xml")
        links += [(ncx, c.get("src", "")) for c in book.ncx.iterfind(".//ncx:content", NS)]

    def broken() -> Iterator[str]:
        for name, href in links:
            if SCHEME.match(href):
                continue
            target, fragment = target_of(name, href), href.partition("#")[2]
            if target not in book.names or (fragment and fragment not in ids.get(target, {})):
                yield f"{name} -> {href}"

    return without(broken())


def nothing_remote(book: Unzipped) -> Answer:
    """Nothing that the reader would have to load from the network. A link is no load."""

    def remote() -> Iterator[str]:
        yield from (item.href for item in book.items.values() if REMOTE.match(item.href))
        for name, tree in book.documents.items():
            for element in tree.iter(etree.Element):
                sources = [element.get(attribute, "") for attribute in LOADS]
                if element.tag == f"{X}link":
                    sources.append(element.get("href", ""))
                yield from (f"{name}: {source}" for source in sources if REMOTE.match(source))
        for name, css in book.styles.items():
            yield from (f"{name}: {address}" for address in CSS_ADDRESS.findall(css))

    return without(remote())


def no_script(book: Unzipped) -> Answer:
    """No JavaScript: no element, no event attribute, no file."""

    def scripts() -> Iterator[str]:
        yield from (name for name, item in book.items.items() if "javascript" in item.media_type)
        for name, tree in book.documents.items():
            for element in tree.iter(etree.Element):
                if element.tag in (f"{X}script", f"{{{NS['svg']}}}script"):
                    yield name
                events = (str(attribute) for attribute in element.attrib)
                yield from (f"{name}: {event}" for event in events if event.startswith("on"))

    return without(scripts())


def _notes(book: Unzipped) -> Iterator[tuple[str, etree._Element, etree._Element | None]]:
    """(document, call, note or None) of every note call."""
    ids = _ids(book)
    for name, tree in book.documents.items():
        for call in _links(tree):
            kind = f"{call.get(EPUB_TYPE, '')} {call.get('role', '')}".split()
            if "noteref" in kind or "doc-noteref" in kind:
                target, _, fragment = call.get("href", "").partition("#")
                yield name, call, ids.get(target_of(name, target), {}).get(fragment)


def notes_pop_up(book: Unzipped) -> Answer:
    """Each call is marked as one and leads to an element marked as a note."""
    return without(
        f"{name}: {call.get('href')}"
        for name, call, note in _notes(book)
        if "noteref" not in call.get(EPUB_TYPE, "").split()
        or note is None
        or not NOTES & set(note.get(EPUB_TYPE, "").split())
    )


def notes_lead_back(book: Unzipped) -> Answer:
    """Each note holds a link back to the place it was called from."""

    def lost() -> Iterator[str]:
        for name, call, note in _notes(book):
            places = {call.get("id")} | {e.get("id") for e in call.iterancestors()}
            back = {a.get("href", "").partition("#")[2] for a in _links(note)}
            if not (places - {None}) & back:
                yield f"{name}: {call.get('href')}"

    return without(lost())
