"""Pictures, text boxes and drawings of a .docx.

Enters: a w:drawing (DrawingML) or a w:pict or w:object (VML, of older Word). Leaves: Pictures in
the line, boxes to be read after the paragraph, and Remarks on what no book can have.
"""

from __future__ import annotations

from typing import Protocol

from lxml import etree

from thaibook.importing.docx.docx_parts import WP, A, Part, R, V, W, number_of
from thaibook.importing.gathering import Remarks
from thaibook.importing.source_document import Inline, Picture

DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
SHAPES = ("wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas")


class Line(Protocol):
    """The line in which a drawing stands."""

    part: Part
    boxes: list[etree._Element]

    def add(self, inline: Inline) -> None:
        """Put something into the line."""


class Reader(Protocol):
    """Who reads the line. text_emu: how wide its text is."""

    remarks: Remarks
    pictures: dict[str, None]
    text_emu: int

    def is_shown(self) -> bool:
        """Whether what stands here is on the page."""

    def link_now(self) -> str:
        """Where what stands here leads."""


def read_drawing(element: etree._Element, line: Line, reader: Reader) -> None:
    """Read a drawing that stands in a line."""
    boxes = list(element.iter(f"{W}txbxContent"))
    inner = {
        id(box) for outer in boxes for box in outer.iter(f"{W}txbxContent") if box is not outer
    }
    line.boxes += [box for box in boxes if id(box) not in inner]
    named = element.find(f".//{WP}docPr")
    words = (named.get("descr") or named.get("title") or "") if named is not None else ""
    found = False
    for blip in (*element.iter(f"{A}blip"), *element.iter(f"{V}imagedata")):
        shape = blip.getparent()
        own = words or (shape.get("alt", "") if shape is not None else "")
        found = _picture(blip, own, element, line, reader) or found
    data = element.find(f".//{A}graphicData")
    if found or boxes or data is None:
        return
    kind = data.get("uri", "").rsplit("/", 1)[-1]
    reader.remarks.left_out("shape" if kind in SHAPES else "drawing", f"{kind} {words}")


def _picture(
    blip: etree._Element, words: str, drawing: etree._Element, line: Line, reader: Reader
) -> bool:
    """Put the picture into the line; False where it leads nowhere."""
    name = blip.get(f"{R}embed") or blip.get(f"{R}id") or blip.get(f"{R}link") or ""
    relation = line.part.relations.get(name)
    if relation is None:
        return False
    if relation.is_outside:
        reader.remarks.left_out("picture-elsewhere", relation.target)
        return True
    if not reader.is_shown():
        return True
    extent = drawing.find(f".//{WP}extent")
    width = number_of(extent.get("cx", "")) if extent is not None else 0
    share = width / reader.text_emu if reader.text_emu else 0.0
    parent = blip.getparent()
    crop = parent.find(f"{A}srcRect") if parent is not None else None
    if crop is not None and any(number_of(str(side)) > 0 for side in crop.attrib.values()):
        reader.remarks.changed("crop", words)
    reader.pictures.setdefault(relation.target)
    line.add(Picture(relation.target, words.strip(), share, reader.link_now()))
    return True
