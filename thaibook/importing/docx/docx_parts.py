"""The parts of a .docx file and how they name each other (ECMA-376 part 2, Open Packaging).

Enters: an Archive. Leaves: trees of XML by what they are, and the targets of relations. Documents
in the strict form have other names for the same elements; they are read as the usual ones.
"""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from lxml import etree

from thaibook.importing.untrusted import Archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    "http://purl.oclc.org/ooxml/drawingml/main": A,
    "http://purl.oclc.org/ooxml/officeDocument/math": M,
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP,
}
MAIN = "officeDocument"


class Relation(NamedTuple):
    """Where an id leads. kind: the last word of its type; target: the name of a part, or an
    address outside of the file."""

    kind: str
    target: str
    is_outside: bool


class Part(NamedTuple):
    """A part of the document that has text, with its own relations."""

    name: str
    root: etree._Element
    relations: dict[str, Relation]


class Package:
    """A .docx file."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        main = [r for r in self._relations("").values() if r.kind == MAIN and not r.is_outside]
        self.main = self.part(main[0].target if main else "word/document.xml")

    def part(self, name: str) -> Part | None:
        """The part of that name, or None."""
        root = self.archive.tree(name) if name else None
        if root is None:
            return None
        return Part(name, _usual(root), self._relations(name))

    def related(self, kind: str) -> Part | None:
        """The part to which the document is related so: styles, numbering, footnotes …"""
        return next(iter(self.every(kind)), None)

    def every(self, kind: str) -> list[Part]:
        """All such parts: headers, footers."""
        if self.main is None:
            return []
        relations = self.main.relations.values()
        names = dict.fromkeys(r.target for r in relations if r.kind == kind and not r.is_outside)
        return [part for part in map(self.part, names) if part is not None]

    def _relations(self, name: str) -> dict[str, Relation]:
        folder, file = posixpath.split(name)
        root = self.archive.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for element in root if root is not None else ():
            target, outside = element.get("Target", ""), element.get("TargetMode") == "External"
            if not outside:
                joined = target if target.startswith("/") else posixpath.join(folder, target)
                target = posixpath.normpath(joined).lstrip("/")
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            found[element.get("Id", "")] = Relation(kind, target, outside)
        return found


def _usual(root: etree._Element) -> etree._Element:
    """The tree with the names that most documents have."""
    space = etree.QName(root).namespace or ""
    if space not in STRICT:
        return root
    for element in root.iter(etree.Element):
        element.tag = _usual_name(str(element.tag))
        for key, said in element.attrib.items():
            if (usual := _usual_name(str(key))) != key:
                element.set(usual, str(said))
    return root


def _usual_name(name: str) -> str:
    space, _, local = name[1:].partition("}")
    return f"{STRICT[space]}{local}" if name.startswith("{") and space in STRICT else name


def value(element: etree._Element | None, name: str, default: str = "") -> str:
    """The w:val of the child `name` of `element`."""
    child = element.find(f"{W}{name}") if element is not None else None
    return child.get(f"{W}val", default) if child is not None else default


def is_on(element: etree._Element | None, name: str) -> bool | None:
    """Whether the child `name` switches something on or off; None where it is not there
    (17.17.4 ST_OnOff)."""
    child = element.find(f"{W}{name}") if element is not None else None
    if child is None:
        return None
    return child.get(f"{W}val", "true").lower() not in ("0", "false", "off")


def number_of(text: str, default: int = 0) -> int:
    """A whole number that a file gives, bounded; Word takes 12.0 for 12."""
    try:
        return max(-1_000_000_000, min(1_000_000_000, int(float(text))))
    except (ValueError, OverflowError):
        return default
