"""Whether an EPUB has all that it says it has, so that a reader can open every page of it.

Enters: an .epub file, and the same taken apart. Leaves: a Problem for each file that is missing
or damaged, each that is no XML, and each text that nobody can reach. EPUBCheck finds these and
much more; they are looked for here because it needs Java. Sources: EPUB 3.3, 4 (container), 5.6
(manifest and spine), 6.1 (documents are XML).
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lxml import etree

from thaibook.check.named_places import misplaced
from thaibook.check.shops import CONTAINER, NS, Unzipped, target_of
from thaibook.messages import MAX_TOLD, Phrase, Problem, problem
from thaibook.storage import UNREADABLE, SafeZip, leads_out

MIMETYPE = b"application/epub+zip"
XHTML, NCX = "application/xhtml+xml", "application/x-dtbncx+xml"
TEXTS = (".xhtml", ".html", ".htm")
ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")  # no file of the book
# Attributes that lead to a file: what one goes to, and what a page shows.
GOES, SHOWS = ("href",), ("src", "data", "poster", f"{{{NS['xlink']}}}href")


def unsound(path: Path, book: Unzipped) -> list[Problem]:
    """Everything that is missing, damaged or out of reach in the file `path`, which is `book`."""
    with SafeZip(path, climbing=True) as archive:
        reasons = [
            *islice(_damaged(archive), MAX_TOLD),
            *islice(_missing(book), MAX_TOLD),
            *islice(_no_xml(archive, book), MAX_TOLD),
            *islice(_out_of_reach(book), MAX_TOLD),
            *islice(misplaced(book), MAX_TOLD),
        ]
    return [problem("epub-broken", path, reason=Phrase(reason)) for reason in reasons]


def _damaged(archive: SafeZip) -> Iterator[str]:
    """Files whose bytes are not those that were packed; and the first one, which says EPUB."""
    first = archive.infolist()[0]
    if first.filename != "mimetype" or _read(archive, "mimetype") != MIMETYPE:
        yield "the first file in the archive is not `mimetype`, which says that it is an EPUB"
    elif first.compress_type != zipfile.ZIP_STORED:
        yield "`mimetype` is compressed, and a reader looks for its words at the beginning"
    for name, times in Counter(archive.namelist()).items():
        if times > 1:
            yield f"{name} is in the file twice"
        if leads_out(name):
            yield f"{name} leads out of the book"
        data = _read(archive, name)
        if data is None or _is_cut_short(name.lower(), data):
            yield f"{name} is damaged"


def _is_cut_short(name: str, data: bytes) -> bool:
    """Whether a picture has no end (PNG, 11.2.5; JPEG, B.1.1.2)."""
    if name.endswith(".png"):
        return b"IEND" not in data[-1024:]
    return name.endswith((".jpg", ".jpeg")) and b"\xff\xd9" not in data


def _read(archive: SafeZip, name: str) -> bytes | None:
    """The bytes of a file in the archive, or None where it is damaged."""
    try:
        return archive.read(name)
    except UNREADABLE:
        return None


def _missing(book: Unzipped) -> Iterator[str]:
    """Files that the package lists or a page shows, and that are not there."""
    there, listed = set(book.names), set(book.items)
    for name, item in book.items.items():
        if name not in there and not ELSEWHERE.match(item.href):
            yield f"{name} is listed in the package, but not in the file"
    for name, target in dict.fromkeys((*_targets(book, GOES), *_targets(book, SHOWS))):
        if target not in there and target not in listed:
            yield f"{name} needs {target}, which is not in the file"


def _targets(book: Unzipped, attributes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(page, file) of each address in a page that leads to a file of the book."""
    for name, tree in book.documents.items():
        for element in tree.iter(etree.Element):
            for attribute in attributes:
                address = (element.get(attribute) or "").strip()
                if address and not ELSEWHERE.match(address):
                    yield name, target_of(name, address)
    ncx = next((n for n, item in book.items.items() if item.media_type == NCX), "")
    if book.ncx is not None and "href" in attributes:
        for content in book.ncx.iterfind(".//ncx:content", NS):
            yield ncx, target_of(ncx, content.get("src", ""))


def _no_xml(archive: SafeZip, book: Unzipped) -> Iterator[str]:
    """Files that have to be XML, and are not."""
    there = set(book.names)
    kinds = {name: item.media_type for name, item in book.items.items() if name in there}
    packages = [name for name in book.names if name.lower().endswith(".opf")]
    named = [name for name, kind in kinds.items() if kind.endswith(("+xml", "/xml"))]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    for name in dict.fromkeys((CONTAINER, *packages, *named)):
        try:
            etree.fromstring(_read(archive, name) or b"", parser)
        except etree.XMLSyntaxError as error:
            yield f"{name} cannot be read as XML: {error.msg}"


def _out_of_reach(book: Unzipped) -> Iterator[str]:
    """Texts to which neither turning the pages nor a link leads."""
    references = list(book.package.iterfind(".//opf:spine/opf:itemref", NS))
    if not any(book.spine):
        yield "no text stands in its order of reading (spine)"
    for reference, name in zip(references, book.spine, strict=True):
        if not name:
            yield f"its order of reading (spine) names {reference.get('idref')}, which is no file"
    linked = {target for name, target in _targets(book, GOES) if target != name}
    shown = {target for _, target in _targets(book, SHOWS)}
    aside = {
        name
        for reference, name in zip(references, book.spine, strict=True)
        if reference.get("linear") == "no"
    }
    for name in sorted(aside - linked - {book.named("nav")} - {""}):
        yield f"no reader comes to {name}: it stands aside, and no link leads to it"
    for name, item in book.items.items():
        if item.media_type == XHTML and name not in (*book.spine, *shown, book.named("nav")):
            yield f"no reader comes to {name}: it is not in the order of reading (spine)"
    for name in book.names:
        if name.lower().endswith(TEXTS) and name not in book.items:
            yield f"no reader comes to {name}: the package does not list it"
