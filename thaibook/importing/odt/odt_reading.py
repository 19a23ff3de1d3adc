"""An OpenDocument text, zipped (.odt) or flat (.fodt), becomes a SourceDocument.

Enters: the archive or the bytes. Leaves: text, notes, pictures, metadata, and Remarks.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from thaibook.importing.gathering import Remarks
from thaibook.importing.odt.odt_blocks import OdtBlockReader
from thaibook.importing.odt.odt_runs import DC, MATH, OFFICE, XLINK, OdtRunReader
from thaibook.importing.odt.odt_styles import FO, STYLE, TEXT, OdtStyles, points
from thaibook.importing.source_document import (
    Block,
    Facts,
    Finding,
    PictureFile,
    SourceDocument,
)
from thaibook.importing.untrusted import MAX_PICTURE_MB, Archive, xml_tree
from thaibook.messages import BookError, problem

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
ENCRYPTED = "encryption-data"
A4_POINTS = 595.0


def read_odt(source: Archive | bytes, path: Path) -> SourceDocument:
    """The document in an archive, or in the bytes of a flat file. Raises BookError."""
    refused: list[str] = []
    if isinstance(source, Archive):
        manifest = source.read("META-INF/manifest.xml")
        if ENCRYPTED.encode() in manifest:
            raise BookError([problem("import-encrypted", path)])
        content, styles = source.tree("content.xml"), source.tree("styles.xml")
        meta = source.tree("meta.xml")
    else:
        content = meta = xml_tree(source, path, refused=refused)
        styles = None
    body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise BookError([problem("import-damaged", path, reason="no office:text")])
    remarks, own = Remarks(), OdtStyles(styles, content)
    for name in dict.fromkeys(refused):
        remarks.add(Finding.LEFT_OUT, "entity", f"&{name};", 0)
    page = styles if styles is not None else content
    objects = _formulas(source) if isinstance(source, Archive) else {}
    runs = OdtRunReader(own, remarks, _changes(body), objects, _text_width(page))
    runs.linked = {
        link.get(f"{XLINK}href", "")[1:].removesuffix("|outline")
        for link in body.iter(f"{TEXT}a")
        if link.get(f"{XLINK}href", "").startswith("#")
    }
    reader = OdtBlockReader(runs, own, remarks)
    blocks = reader.read(body)
    notes = _notes(runs, reader)
    _tell_heads(page, remarks)
    pictures = _pictures(runs, source, body)
    return SourceDocument(
        path.name, tuple(blocks), notes, pictures, _facts(meta), tuple(remarks.every)
    )


def _changes(body: etree._Element) -> dict[str, tuple[str, str, str]]:
    """The tracked changes, by id: kind, who, the words that were deleted."""
    found = {}
    for region in body.iter(f"{TEXT}changed-region"):
        name = region.get(f"{TEXT}id") or region.get(XML_ID) or ""
        for change in region:
            kind = etree.QName(change).localname
            who = change.findtext(f".//{DC}creator") or ""
            day = (change.findtext(f".//{DC}date") or "")[:10]
            words = " ".join(
                "".join(map(str, p.itertext())) for p in change.iter(f"{TEXT}p", f"{TEXT}h")
            )
            found[name] = (kind, f"({', '.join(filter(None, (who, day)))})", words)
    for tracked in list(body.iter(f"{TEXT}tracked-changes")):
        parent = tracked.getparent()
        if parent is not None:
            parent.remove(tracked)
    return found


def _formulas(archive: Archive) -> dict[str, etree._Element]:
    """The formulas among the objects, by the name of the object."""
    found = {}
    for name in archive.names:
        if name.endswith("/content.xml") and name.count("/") == 1:
            root = archive.tree(name)
            if root is not None and root.tag == f"{MATH}math":
                found[name.rpartition("/")[0]] = root
    return found


def _text_width(page: etree._Element) -> float:
    """How wide the text stands on the page, in points."""
    layout = next(page.iter(f"{STYLE}page-layout-properties"), None)
    if layout is None:
        return A4_POINTS - 144
    width = points(layout.get(f"{FO}page-width", "")) or A4_POINTS
    return max(
        0.0, width - sum(points(layout.get(f"{FO}margin-{s}", "")) for s in ("left", "right"))
    )


def _notes(runs: OdtRunReader, reader: OdtBlockReader) -> dict[str, tuple[Block, ...]]:
    """The notes, and those within them."""
    read: dict[str, tuple[Block, ...]] = {}
    reader.counts_places = False
    while waiting := [key for key in runs.notes if key not in read]:
        for key in waiting:
            read[key] = tuple(reader.read(runs.notes[key]))
    return read


def _tell_heads(page: etree._Element, remarks: Remarks) -> None:
    """What stands at the head and the foot of the pages."""
    for kind in ("header", "footer"):
        for element in page.iter(f"{STYLE}{kind}", f"{STYLE}{kind}-left", f"{STYLE}{kind}-first"):
            words = " ".join("".join(map(str, element.itertext())).split())
            if words:
                remarks.add(Finding.LEFT_OUT, f"{kind}s", words, 0)


def _pictures(
    runs: OdtRunReader, source: Archive | bytes, body: etree._Element
) -> dict[str, PictureFile]:
    """The files of the pictures."""
    found = {}
    inline = dict(_inline(body))
    for name in runs.pictures:
        data = inline.get(name, b"")
        if not data and isinstance(source, Archive):
            data = source.read(name, MAX_PICTURE_MB)
        if data:
            found[name] = PictureFile(posixpath.basename(name), data)
    return found


def _inline(body: etree._Element) -> Iterator[tuple[str, bytes]]:
    for element in body.iter(f"{OFFICE}binary-data"):
        if name := element.get("name"):
            try:
                yield name, base64.b64decode(element.text or "")
            except (binascii.Error, ValueError):
                continue


def _facts(meta: etree._Element | None) -> Facts:
    """The metadata of the document."""
    if meta is None:
        return Facts()

    def said(tag: str) -> str:
        return " ".join((meta.findtext(f".//{tag}") or "").split())

    creator = said(f"{META}initial-creator") or said(f"{DC}creator")
    words = [" ".join((e.text or "").split()) for e in meta.iter(f"{META}keyword")]
    return Facts(
        title=said(f"{DC}title"),
        creators=((creator, "aut"),) if creator else (),
        language=said(f"{DC}language"),
        description=said(f"{DC}description"),
        subjects=tuple(filter(None, (*words, said(f"{DC}subject")))),
    )
