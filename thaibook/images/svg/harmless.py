"""A drawing made harmless: an SVG file is built anew from what a book may carry.

Enters: the bytes of an SVG file. Leaves: an SVG that draws and does nothing else: no
script, no event, no address outside itself, no animation, nothing that grows without end;
and the names of what was left out. Rules: SVG 1.1 and 2, EPUB 3.3 section 6.2.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree

from thaibook.images.svg.bounds import HREF, MAX_DEPTH, NS, XLINK, SvgError, check_bounds
from thaibook.images.svg.values import ATTRIBUTES, CssDepthError, declarations, is_harmless, sheet

MAX_MEGABYTES = 5  # a map of a country with its roads
MAX_ELEMENTS = 20_000
MAX_STYLE = 200_000  # letters of style sheets
MAX_PX = 100_000
DEFAULT_SIZE = (300.0, 150.0)  # CSS 2.2, 10.3.2: replaced elements without a size

XML = "{http://www.w3.org/XML/1998/namespace}"
SHAPES = "circle ellipse line path polygon polyline rect"
PAINTS = "clipPath linearGradient marker mask pattern radialGradient stop"
ELEMENTS = frozenset(
    f"{SHAPES} {PAINTS} defs desc g image style svg switch symbol text textPath title tspan use"
    .split()
)  # fmt: skip
SILENT = {"metadata", "view"}  # nothing of these is seen
NAME = re.compile(r"[A-Za-z_][\w.-]*")  # of an id: XML's NCName
LENGTH = re.compile(r"(\d{1,6}(?:\.\d*)?|\.\d+)(px|pt|pc|mm|cm|in|)")
PX = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
DATA_URL = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]+)")

IsPicture = Callable[[bytes], bool]


class Drawing(NamedTuple):
    """A clean SVG, its size in CSS pixels, and what was left out of it."""

    data: bytes
    width: int
    height: int
    removed: tuple[str, ...]


@dataclass
class _Work:
    is_picture: IsPicture
    removed: set[str] = field(default_factory=set)
    ids: dict[str, etree._Element] = field(default_factory=dict)
    style_letters: int = 0


def clean_svg(data: bytes, is_picture: IsPicture) -> Drawing:
    """The drawing in `data`, built anew of harmless parts. Raises SvgError.

    is_picture: whether some bytes are a raster picture that may stand in the drawing.
    """
    source = _parse(data)
    work = _Work(is_picture)
    try:
        root = _copy(source, work)
    except CssDepthError:
        raise SvgError("its style sheet is nested too deeply") from None
    check_bounds(root, work.ids)
    width, height = _size(root)
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    if "viewBox" not in root.attrib:  # without it, a smaller place would show a corner only
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    written = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    size = max(1, round(width)), max(1, round(height))
    return Drawing(written, *size, tuple(sorted(work.removed)))


def _parse(data: bytes) -> etree._Element:
    if len(data) > MAX_MEGABYTES * 1_000_000:
        raise SvgError(f"the drawing is larger than {MAX_MEGABYTES} MB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SvgError(f"it is not well-formed XML: {error.msg}") from None
    declared: Any = root.getroottree().docinfo.internalDTD  # lxml-stubs know no entities()
    if declared is not None and declared.entities():
        raise SvgError("it declares entities")
    if root.tag != f"{{{NS}}}svg":
        raise SvgError("it is not an SVG drawing")
    return root


def _copy(source: etree._Element, work: _Work) -> etree._Element:
    prefixes: dict[Any, str] = {None: NS, "xlink": XLINK}
    root = etree.Element(f"{{{NS}}}svg", nsmap=prefixes)
    _attributes(source, root, "svg", work)
    waiting = [(source, root, 1)]
    count = 0
    while waiting:
        old, new, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise SvgError(f"its groups are nested more than {MAX_DEPTH} deep")
        for child in old:
            count += 1
            if count > MAX_ELEMENTS:
                raise SvgError(f"it has more than {MAX_ELEMENTS} parts")
            kind = _kind(child, new, work)
            if kind is None:
                _keep_tail(new, child.tail)
                continue
            copy = etree.SubElement(new, f"{{{NS}}}{kind}")
            copy.text = _sheet(child, work) if kind == "style" else child.text
            copy.tail = child.tail
            _attributes(child, copy, kind, work)
            if kind not in ("style", "image"):
                waiting.append((child, copy, depth + 1))
    return root


def _keep_tail(parent: etree._Element, tail: str | None) -> None:
    if not tail or not tail.strip():
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _kind(element: etree._Element, parent: etree._Element, work: _Work) -> str | None:
    """What an element may be in the book, or None where it is left out."""
    name = etree.QName(element) if isinstance(element.tag, str) else None
    if name is None or name.namespace != NS:
        return None
    kind = name.localname
    if kind == "a":  # a link keeps what it shows
        work.removed.add("<a>")
        return "tspan" if etree.QName(parent).localname in ("text", "tspan") else "g"
    if kind in ELEMENTS:
        return kind
    if kind not in SILENT:
        work.removed.add(f"<{kind}>")
    return None


def _sheet(element: etree._Element, work: _Work) -> str:
    css = "".join(map(str, element.itertext()))
    work.style_letters += len(css)
    if work.style_letters > MAX_STYLE:
        raise SvgError("its style sheet is too long")
    return sheet(css, work.removed)


def _attributes(old: etree._Element, new: etree._Element, kind: str, work: _Work) -> None:
    own = old.get("id", "")
    if NAME.fullmatch(own) and own not in work.ids:
        work.ids[own] = new
        new.set("id", own)
    for name, value in sorted((str(name), str(value)) for name, value in old.attrib.items()):
        if name in ("href", HREF):
            if address := _address(value, kind, work):
                new.set(HREF, address)
            elif old.tag == new.tag and value:  # of a link, the link itself is reported
                work.removed.add("href")
        elif name == "style":
            if style := declarations(value, work.removed):
                new.set("style", style)
        elif _is_language(name, value) or (name in ATTRIBUTES and is_harmless(name, value)):
            new.set(name, value)
        elif name in ATTRIBUTES or name.lower().startswith("on") or name == "filter":
            work.removed.add(name)


def _is_language(name: str, value: str) -> bool:
    known = name in ("lang", f"{XML}lang", f"{XML}space")
    return known and bool(re.fullmatch(r"[\w-]{1,40}", value, re.ASCII))


def _address(value: str, kind: str, work: _Work) -> str:
    if kind == "image":
        encoded = DATA_URL.fullmatch(value)
        try:
            data = base64.b64decode("".join(encoded[1].split())) if encoded else b""
        except binascii.Error:
            return ""
        return value if data and work.is_picture(data) else ""
    value = value.strip()
    return value if value.startswith("#") and NAME.fullmatch(value[1:]) else ""


def _size(root: etree._Element) -> tuple[float, float]:
    """Width and height in CSS pixels: as the root has them, else those of the viewBox."""
    box = [0.0, 0.0]
    numbers = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(numbers) == 4 and all(re.fullmatch(r"-?\d*\.?\d+", n) for n in numbers):
        box = [float(number) for number in numbers[2:]]
    if not all(0 < side <= MAX_PX for side in box):
        box = [0.0, 0.0]
        if "viewBox" in root.attrib:
            del root.attrib["viewBox"]
    width, height = _px(root.get("width", "")), _px(root.get("height", ""))
    if width and height:
        return width, height
    if not all(box):
        return width or DEFAULT_SIZE[0], height or DEFAULT_SIZE[1]
    if width:
        return width, width * box[1] / box[0]
    return (height * box[0] / box[1], height) if height else (box[0], box[1])


def _px(length: str) -> float:
    """A length in CSS pixels; 0 for what is none, or too much."""
    match = LENGTH.fullmatch(length.strip())
    px = float(match[1]) * PX[match[2]] if match else 0.0
    return px if px <= MAX_PX else 0.0
