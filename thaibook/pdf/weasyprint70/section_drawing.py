"""Drawing the pages of a section, as plain data.

Enters: WeasyPrint's document of one section. Leaves: its DrawnPages, the fonts they use, and
what else their content streams name. It does what weasyprint.pdf.generate_pdf does for the pages
of a whole book; the rest of that function is left to the joined book.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import _add_break_values
from weasyprint.pdf import D50, D65

from thaibook.pdf.drawn_section import Area, DrawnPage, FontUse, PageKind
from thaibook.pdf.text_layer import FontLayer
from thaibook.pdf.weasyprint70.page_starts import page_start
from thaibook.pdf.weasyprint70.tagged_stream import TaggedStream
from thaibook.pdf.weasyprint70.tagging import Plan

POINTS_PER_PIXEL = 0.75
FACTS = ("name", "family", "flags", "ascent", "descent")  # of a font, for the PDF
RESOURCES = ("ExtGState", "XObject", "Pattern", "Shading")
STREAMS = ("XObject", "Pattern")  # the resources that are streams with resources of their own


def new_resources() -> Any:
    """The resources of pages, empty. Colour spaces are those of WeasyPrint."""
    white = {"lab-d50": D50, "lab-d65": D65}
    lab = {
        name: pydyf.Array(("/Lab", pydyf.Dictionary({
            "WhitePoint": pydyf.Array(point), "Range": pydyf.Array((-125, 125, -125, 125)),
        })))
        for name, point in white.items()
    }  # fmt: skip
    resources = pydyf.Dictionary({kind: pydyf.Dictionary() for kind in RESOURCES})
    resources["ColorSpace"] = pydyf.Dictionary(lab)
    resources["Font"] = None
    return resources


def new_stream(page: Any, fonts: dict[Any, Any], resources: Any, images: dict[str, Any]) -> Any:
    """A content stream for a page, as WeasyPrint begins it."""
    bleed = page.bleed
    width = page.width + bleed["left"] + bleed["right"]
    height = page.height + bleed["top"] + bleed["bottom"]
    rectangle = (-bleed["left"], -bleed["top"], width, height)
    return TaggedStream(fonts, rectangle, resources, images, None, {}, None, compress=True)


def content_of(stream: Any) -> bytes:
    """What was drawn on a stream."""
    return b"\n".join(map(pydyf._to_bytes, stream.stream))


def drawn_pages(
    document: Any, resources: Any, images: dict[str, Any], plan: Plan | None = None
) -> Iterator[DrawnPage]:
    """The pages of a laid-out document, drawn; resources and images are added to. plan: of its
    structure."""
    for number, page in enumerate(document.pages):
        stream = new_stream(page, document.fonts, resources, images)
        stream.plan, stream.page = plan, number
        # WeasyPrint turns each page upside down first; this says so, and is not of the content.
        stream.transform(d=-1, f=page.height * POINTS_PER_PIXEL)
        begun = len(stream.stream)
        page.paint(stream, POINTS_PER_PIXEL)
        del stream.stream[:begun]
        kind = page._page_box.page_type
        yield DrawnPage(
            PageKind(kind.side, kind.blank, kind.name, kind.groups),
            page.width,
            page.height,
            page.bleed,
            content_of(stream),
            tuple(page.bookmarks),
            tuple(link[:3] for link in page.links if link[0] != "attachment"),
            page.anchors,
            _strings(page._page_box),
            page_start(page),
        )


def _strings(page: Any) -> dict[str, tuple[str, ...]]:
    """What the boxes of a page set for running heads, by the names of the strings."""
    strings: dict[str, tuple[str, ...]] = {}
    for box in page.descendants():
        if box.string_set and box.string_set != "none":
            for name, text in box.string_set:
                strings[name] = (*strings.get(name, ()), text)
    return strings


def plain_resources(resources: Any, images: Mapping[str, Any]) -> dict[str, Any]:
    """Make plain objects of the streams in `resources`; the pictures among them, by name."""
    pictures: dict[str, Any] = {}
    _make_plain(resources, images, pictures)
    return pictures


def _make_plain(resources: Any, images: Mapping[str, Any], pictures: dict[str, Any]) -> None:
    for kind in STREAMS:
        for name, stream in resources.get(kind, {}).items():
            if stream is None:
                image = images[name]
                ratio = max(image["dpi_ratios"])
                picture = image["image"].get_x_object(image["interpolate"], ratio)
                pictures[name] = _plain_picture(picture)
                continue
            if "Resources" in stream.extra:
                _make_plain(stream.extra["Resources"], images, pictures)
            resources[kind][name] = _plain_stream(stream, resources)


def _plain_stream(stream: Any, resources: Any) -> Any:
    plain = pydyf.Stream([content_of(stream)], stream.extra, compress=True)
    for state in resources.get("ExtGState", {}).values():
        if "SMask" in state and state["SMask"].get("G") is stream:
            state["SMask"]["G"] = plain
    return plain


def _plain_picture(picture: Any) -> Any:
    """The picture with its bytes, in the place of what reads them when they are wanted."""
    picture.extra["Interpolate"] = "false"  # as PDF/A has it; presses and screens know better
    if "SMask" in picture.extra:
        picture.extra["SMask"] = _plain_picture(picture.extra["SMask"])
    return pydyf.Stream([content_of(picture)], picture.extra, picture.compress)


def font_uses(fonts: Mapping[Any, Any], layers: Mapping[str, FontLayer]) -> tuple[FontUse, ...]:
    """What the pages use of each font: `fonts` as WeasyPrint has them."""
    uses = {}
    for font in fonts.values():
        layer = layers.get(font.hash, FontLayer())
        facts = {name: getattr(font, name) for name in FACTS}
        uses[font.hash] = FontUse(
            font.hash,
            hashlib.sha256(font.file_content).hexdigest(),
            facts,
            {code: layer.text.get(code, said) for code, said in font.to_unicode.items()},
            font.widths,
            tuple(layer.added),
            tuple(font.missing),
        )
    return tuple(uses.values())


def breaks_around(document: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The page breaks that the text of a document asks for, before it and after it."""
    first, last = document.pages[0]._page_box, document.pages[-1]._page_box
    begins = [value for box in _sections(first)[:1] for value in _add_break_values(box, "before")]
    ends = [value for box in _sections(last)[-1:] for value in _add_break_values(box, "after")]
    return tuple(begins), tuple(ends)


def _sections(page: Any) -> list[Any]:
    """The boxes in <body> on a page."""
    found = [page.children[0]]
    for _ in range(2):  # html, body
        found = [
            child
            for box in found
            for child in box.children
            if isinstance(child, boxes.BlockLevelBox)
        ]
    return found


def first_area(document: Any) -> Area:
    """The size of a document's first page, and that of its text."""
    page = document.pages[0]._page_box
    return tuple(page.style["size"]), (page.width, page.height)
