"""A .docx file becomes a SourceDocument.

Enters: the archive. Leaves: its text, notes, pictures and metadata, and Remarks on all that the
manuscript cannot have: heads and feet of pages, comments, changes that were tracked.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from thaibook.importing.docx.docx_blocks import BlockReader
from thaibook.importing.docx.docx_fields import place_of
from thaibook.importing.docx.docx_numbering import Numbering
from thaibook.importing.docx.docx_parts import Package, W, number_of
from thaibook.importing.docx.docx_runs import RunReader, comment_text
from thaibook.importing.docx.docx_styles import Styles
from thaibook.importing.gathering import Remarks
from thaibook.importing.source_document import (
    Block,
    Facts,
    Finding,
    PictureFile,
    SourceDocument,
)
from thaibook.importing.untrusted import MAX_PICTURE_MB, Archive
from thaibook.messages import BookError, problem

EMU_OF_TWIP = 635
A4_TWIPS, MARGIN_TWIPS = 11906, 1440
NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")
DC = "{http://purl.org/dc/elements/1.1/}"
CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


def read_docx(archive: Archive, path: Path) -> SourceDocument:
    """The document in `archive`, the file `path`. Raises BookError."""
    package, remarks = Package(archive), Remarks()
    body = package.main.root.find(f"{W}body") if package.main else None
    if package.main is None or body is None:
        raise BookError([problem("import-damaged", path, reason="no w:body")])
    styles = Styles(package.related("styles"))
    numbering = Numbering(package.related("numbering"), styles.list_of)
    comments = package.related("comments")
    said = {
        each.get(f"{W}id", ""): comment_text(each)
        for each in (comments.root if comments is not None else ())
    }
    runs = RunReader(styles, remarks, said, _text_width(body))
    runs.anchors = _linked_places(package.main.root)
    reader = BlockReader(runs, styles, numbering, remarks)
    blocks = reader.read(body, package.main)
    notes = _read_notes(package, reader, remarks)
    for kind in ("header", "footer"):
        for part in package.every(kind):
            words = " ".join("".join(map(str, p.itertext(f"{W}t"))) for p in part.root)
            if words.strip():
                remarks.add(Finding.LEFT_OUT, f"{kind}s", words, 0)
    return SourceDocument(
        path.name,
        tuple(blocks),
        notes,
        _read_pictures(runs.pictures, archive),
        _facts(package),
        tuple(remarks.every),
    )


def _text_width(body: etree._Element) -> int:
    """How wide the text stands on the pages of the document, in EMU."""
    size = next(body.iter(f"{W}pgSz"), None)
    margins = next(body.iter(f"{W}pgMar"), None)
    width = number_of(size.get(f"{W}w", "")) if size is not None else A4_TWIPS
    sides = [
        number_of(margins.get(f"{W}{side}", "")) if margins is not None else MARGIN_TWIPS
        for side in ("left", "right")
    ]
    return max(width - sum(sides), 0) * EMU_OF_TWIP


def _linked_places(root: etree._Element) -> set[str]:
    """The bookmarks that links of the document lead to."""
    places = {each.get(f"{W}anchor", "") for each in root.iter(f"{W}hyperlink")}
    for each in root.iter(f"{W}instrText"):
        words = (each.text or "").split('"')
        if "HYPERLINK" in words[0] and r"\l" in "".join(words[::2]):
            places.update(words[1::2])
        places.add(place_of(each.text or ""))
    places |= {place_of(each.get(f"{W}instr", "")) for each in root.iter(f"{W}fldSimple")}
    return places - {""}


def _read_notes(
    package: Package, reader: BlockReader, remarks: Remarks
) -> dict[str, tuple[Block, ...]]:
    """The notes by the keys with which they are called: f1, e1."""
    notes: dict[str, tuple[Block, ...]] = {}
    reader.counts_places = False
    for kind, sign in (("footnotes", "f"), ("endnotes", "e")):
        part = package.related(kind)
        for element in part.root if part is not None else ():
            if part is not None and element.get(f"{W}type", "") not in NO_NOTE:
                remarks.place = 0
                notes[f"{sign}{element.get(f'{W}id', '')}"] = tuple(reader.read(element, part))
    return notes


def _read_pictures(names: Iterable[str], archive: Archive) -> dict[str, PictureFile]:
    """The files of the pictures, by the names of their parts."""
    files = {}
    for name in names:
        if data := archive.read(name, MAX_PICTURE_MB):
            files[name] = PictureFile(posixpath.basename(name), data)
    return files


def _facts(package: Package) -> Facts:
    """What the file says of the work (part 2, 11 Core Properties)."""
    root = package.archive.tree("docProps/core.xml")

    def said(name: str) -> str:
        return " ".join((root.findtext(name) or "").split()) if root is not None else ""

    creators = [name.strip() for name in said(f"{DC}creator").split(";")]
    keywords = said(f"{CORE}keywords").replace(";", ",").split(",")
    return Facts(
        title=said(f"{DC}title"),
        creators=tuple((name, "aut") for name in creators if name),
        language=said(f"{DC}language"),
        description=said(f"{DC}description"),
        subjects=tuple(filter(None, (word.strip() for word in [*keywords, said(f"{DC}subject")]))),
    )
