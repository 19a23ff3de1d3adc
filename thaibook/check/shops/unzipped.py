"""A finished EPUB taken apart, so that questions can be asked of it.

Enters: an .epub file, anybody's. Leaves: an Unzipped: its names, its package, documents
and styles as trees and texts, its pictures measured. Nothing is run or fetched; what is
not well-formed is read as far as it goes, since EPUBCheck names each such fault better.
"""

from __future__ import annotations

import io
import posixpath
import re
import warnings
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO
from urllib.parse import unquote

from lxml import etree

from thaibook.messages import BookError, Phrase, problem
from thaibook.storage import UNREADABLE, SafeZip

CONTAINER = "META-INF/container.xml"
NS = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "svg": "http://www.w3.org/2000/svg",
    "epub": "http://www.idpf.org/2007/ops",
    "xlink": "http://www.w3.org/1999/xlink",
}
EPUB_TYPE = f"{{{NS['epub']}}}type"
MAX_PART_MB = 32  # of text in one piece; a long novel in one document has 10
MAX_TEXT_MB = 128  # of all texts together
# Of tags, attributes and entities in all texts, each of which takes 200 bytes of memory. A
# novel of a thousand pages with every word marked has a third.
MAX_MARKS = 2_000_000
MARKS = (b"<", b'="', b"='", b"&")
MAX_DECLARATIONS = 100_000  # and rules, of all style sheets; a large one has 5 000
IN_SHEETS = (b"{", b";", b":")
# One that nothing ends goes to the end of the sheet (CSS Syntax, 4.3.2).
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# A selector begins behind a bracket: from each of its letters it would be looked for again.
RULE = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")


@dataclass(frozen=True)
class Picture:
    """A picture as it lies in the archive; width and height in pixels, 0 where unsaid."""

    name: str
    kind: str  # JPEG, PNG, GIF, WEBP, SVG …, "" for what no reader knows
    mode: str  # RGB, CMYK, L … as Pillow calls it
    width: int
    height: int
    size: int  # bytes
    transparent: bool = False


@dataclass(frozen=True)
class Item:
    """One line of the manifest."""

    id: str
    href: str  # as written
    media_type: str
    properties: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One rule of a style sheet; selector "@font-face" for an embedded font."""

    sheet: str
    selector: str
    declarations: Mapping[str, str]


@dataclass(frozen=True)
class Unzipped:
    """An EPUB; every name is the path in the archive.

    faults: how many faults EPUBCheck and Ace found; a name is missing where it did not run.
    """

    size: int  # bytes of the whole file
    names: tuple[str, ...]
    package: etree._Element
    items: Mapping[str, Item]
    spine: tuple[str, ...]
    documents: Mapping[str, etree._Element]
    styles: Mapping[str, str]
    pictures: Mapping[str, Picture]
    ncx: etree._Element | None = None
    faults: Mapping[str, int] = field(default_factory=dict)

    def named(self, wanted: str) -> str:
        """The item with the property `wanted` ("nav", "cover-image"), or ""."""
        return next((name for name, item in self.items.items() if wanted in item.properties), "")

    def metadata(self, path: str) -> list[str]:
        """The texts of metadata elements, such as "dc:title", without the empty ones."""
        texts = (element.text or "" for element in self.package.iterfind(f".//{path}", NS))
        return [text.strip() for text in texts if text.strip()]

    def navigation(self, kind: str) -> etree._Element | None:
        """The `nav` of the navigation document with that epub:type, or None."""
        tree = self.documents.get(self.named("nav"))
        navs = tree.iterfind(".//x:nav", NS) if tree is not None else ()
        return next((nav for nav in navs if kind in nav.get(EPUB_TYPE, "").split()), None)

    @cached_property
    def rules(self) -> list[Rule]:
        """Every rule of every style sheet, those inside @media too."""
        return [
            Rule(sheet, selector.rpartition(";")[2].strip(), declarations(body))
            for sheet, css in self.styles.items()
            for selector, body in RULE.findall(COMMENT.sub("", css))
        ]


def declarations(css: str) -> dict[str, str]:
    """`property: value; …` as a dictionary."""
    pairs = (part.partition(":") for part in css.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if value}


def target_of(name: str, href: str) -> str:
    """The path that `href`, written in the file `name`, points to, without its fragment."""
    path = unquote(href.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name


def unzip(source: Path | IO[bytes], called: Path | str = "") -> Unzipped:
    """Take an EPUB apart; a message calls it `called`. Raises BookError: epub-unreadable."""
    called = called or (source if isinstance(source, Path) else "")
    try:
        with source.open("rb") if isinstance(source, Path) else nullcontext(source) as file:
            # Nothing is written by its name, and a name that leads out is told with all else.
            with SafeZip(file, climbing=True) as archive:
                return _unzip(_Parts(archive), file.seek(0, io.SEEK_END))
    except (*UNREADABLE, _BrokenError) as error:
        why = str(error)
    raise BookError([problem("epub-unreadable", called, reason=Phrase(why))])


class _BrokenError(Exception):
    """Why this archive is no EPUB."""


class _Parts:
    """The texts of an archive, as long as they are no more than a book has."""

    def __init__(self, archive: SafeZip) -> None:
        self.archive = archive
        self._size = self._marks = self._declared = 0

    def read(self, name: str) -> bytes:
        """The bytes of a text. Raises _BrokenError, UNREADABLE."""
        try:
            entry = self.archive.getinfo(name)
        except KeyError:
            raise _BrokenError(f"{name or 'the package document'} is missing") from None
        self._size += entry.file_size
        if entry.file_size > MAX_PART_MB * 1_000_000 or self._size > MAX_TEXT_MB * 1_000_000:
            raise _BrokenError(f"{name} has more than {MAX_PART_MB} MB")
        return self.archive.read(entry)

    def sheet(self, name: str) -> str:
        """The text of a style sheet. Raises _BrokenError, UNREADABLE."""
        data = self.read(name)
        self._declared += sum(data.count(sign) for sign in IN_SHEETS)
        if self._declared > MAX_DECLARATIONS * len(IN_SHEETS):
            raise _BrokenError(f"its style sheets have more than {MAX_DECLARATIONS} declarations")
        return data.decode("utf-8", "replace")

    def tree(self, name: str) -> etree._Element:
        """A text as a tree. Raises _BrokenError, UNREADABLE."""
        data = self.read(name)
        self._marks += sum(data.count(sign) for sign in MARKS)
        if self._marks > MAX_MARKS:
            raise _BrokenError(f"its texts have more than {MAX_MARKS} elements and attributes")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        try:
            tree = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            tree = None
        if tree is None:
            raise _BrokenError(f"{name} is no XML")
        return tree


def _unzip(parts: _Parts, size: int) -> Unzipped:
    archive = parts.archive
    rootfile = parts.tree(CONTAINER).find(".//c:rootfile", NS)
    opf = rootfile.get("full-path", "") if rootfile is not None else ""
    package = parts.tree(opf)
    items = {
        target_of(opf, item.get("href", "")): Item(
            id=item.get("id", ""),
            href=item.get("href", ""),
            media_type=item.get("media-type", ""),
            properties=tuple(item.get("properties", "").split()),
        )
        for item in package.iterfind(".//opf:manifest/opf:item", NS)
    }
    names = set(archive.namelist())
    by_id = {item.id: name for name, item in items.items()}
    here = {name: item.media_type for name, item in items.items() if name in names}
    ncx = [name for name, kind in here.items() if kind == "application/x-dtbncx+xml"]
    spine = package.iterfind(".//opf:spine/opf:itemref", NS)
    return Unzipped(
        size=size,
        names=tuple(archive.namelist()),
        package=package,
        items=items,
        spine=tuple(by_id.get(ref.get("idref", ""), "") for ref in spine),
        documents={
            name: parts.tree(name) for name, kind in here.items() if kind == "application/xhtml+xml"
        },
        styles={name: parts.sheet(name) for name, kind in here.items() if kind == "text/css"},
        pictures={
            name: _picture(parts, name) for name, kind in here.items() if kind[:6] == "image/"
        },
        ncx=parts.tree(ncx[0]) if ncx else None,
    )


def _picture(parts: _Parts, name: str) -> Picture:
    # Imported late: it takes 12 ms, and this module is loaded by every build.
    import PIL.Image

    size = parts.archive.getinfo(name).file_size
    if name.lower().endswith(".svg"):
        root = parts.tree(name)
        return Picture(name, "SVG", "RGB", _number(root, "width"), _number(root, "height"), size)
    try:
        with warnings.catch_warnings(), parts.archive.open(name) as file:
            warnings.simplefilter("ignore")  # only the head is read, however many pixels
            with PIL.Image.open(file) as picture:
                clear = "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA")
                kind, (width, height) = picture.format or "", picture.size
                return Picture(name, kind, picture.mode, width, height, size, clear)
    except (*UNREADABLE, SyntaxError, PIL.Image.DecompressionBombError):
        return Picture(name, "", "", 0, 0, size)


def _number(element: etree._Element, name: str) -> int:
    digits = re.match(r"\s*(\d{1,9})", element.get(name, ""))
    return int(digits[1]) if digits and "%" not in element.get(name, "") else 0
