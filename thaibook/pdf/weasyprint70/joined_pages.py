"""The pages of a book whose sections were drawn apart, as one document of WeasyPrint's.

Enters: plain data. Leaves: the PDF: WeasyPrint writes it from pages that are drawn already, with
its own outline, links and metadata. The resources of each page are those of its section, so that
their names need not be the same in all the book.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any, NamedTuple

import pydyf
from weasyprint import Document
from weasyprint.document import DocumentMetadata
from weasyprint.html import get_html_metadata
from weasyprint.pdf import _use_references

from thaibook.pdf.drawn_section import DrawnPage
from thaibook.pdf.joined_fonts import JoinedFont, map_codes
from thaibook.pdf.structure_tree import Part, add_structure
from thaibook.storage import cached, digest_of, program_digest

KEPT = "streams"  # the folder of the cache
PRINTED = 4  # the flag of an annotation that is there on paper too


class JoinedPage(NamedTuple):
    """A page of the book. content: all that it draws; group: which of the resources are its
    own."""

    drawn: DrawnPage
    content: bytes
    group: int


class _Page:
    """A page as weasyprint.pdf.generate_pdf takes it."""

    def __init__(self, page: JoinedPage) -> None:
        drawn = page.drawn
        self.width, self.height, self.bleed = drawn.width, drawn.height, drawn.bleed
        self.bookmarks, self.anchors = list(drawn.bookmarks), drawn.anchors
        self.links = [(*link, SimpleNamespace(link_annotation=None)) for link in drawn.links]
        self.forms: dict[None, list[Any]] = {None: []}
        self._content = page.content

    @property
    def annotations(self) -> list[Any]:
        """What WeasyPrint made of each link, None where it leads nowhere."""
        return [box.link_annotation for *_, box in self.links]

    def finish_links(self) -> None:
        """Say of each link that it is there on paper too, and where it leads."""
        for _, target, _, box in self.links:
            if box.link_annotation:
                box.link_annotation |= {"F": PRINTED, "Contents": pydyf.String(target)}

    def paint(self, stream: Any, _scale: float) -> None:
        """Draw what is drawn already."""
        stream.stream.append(self._content)


def write(
    html: Any,
    pages: Sequence[JoinedPage],
    fonts: Mapping[str, JoinedFont],
    resources: Sequence[tuple[Any, Mapping[str, Any]]],
    structure: Sequence[Part],
    identifier: bytes | None,
    finisher: Callable[[Any], None],
) -> bytes:
    """The PDF. html: a document with the book's metadata; resources: of each group of pages,
    with the pictures in them; structure: of each section; finisher: is given the pydyf.PDF
    before it is written."""
    metadata = DocumentMetadata(**get_html_metadata(html))
    fontless = SimpleNamespace(font_map=None)  # no page has a form, which would ask for it
    parts = [_Page(page) for page in pages]
    document = Document(parts, metadata, html.url_fetcher, fontless, {}, None)
    document.fonts = dict(fonts)

    def finish(_document: Any, pdf: Any) -> None:
        map_codes(pdf, fonts)
        objects = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        _give_resources(pdf, objects, [page.group for page in pages], resources)
        for part in parts:
            part.finish_links()
        if structure:
            add_structure(pdf, structure, objects, [part.annotations for part in parts])
        finisher(pdf)
        _settle(pdf, objects, [page.group for page in pages])

    written: bytes = document.write_pdf(pdf_identifier=identifier, finisher=finish)
    return written


class _Settled(pydyf.Object):
    """An object of the PDF that nothing changes any more; data: what is written of it."""

    data = b""  # in the place of a property that works it out each time
    compressible = False

    def __init__(self, of: Any) -> None:
        self.number, self.generation, self.free = of.number, of.generation, of.free
        self.data, self.compressible = of.data, of.compressible


def _settle(pdf: Any, pages: Sequence[Any], groups: Sequence[int]) -> None:
    """Work out once what is written: pydyf does it for the file, and again for its digest."""
    _compress_pages(pdf, pages, groups)
    for number, item in enumerate(pdf.objects):
        if item.free != "f":
            _compress(item)
            pdf.objects[number] = _Settled(item)
    theirs = pdf.add_object

    def add_object(item: Any) -> None:
        """Those that pydyf adds while it writes, which hold all that is no stream."""
        _compress(item)
        theirs(item)

    pdf.add_object = add_object


def _compress_pages(pdf: Any, pages: Sequence[Any], groups: Sequence[int]) -> None:
    """Compress what pages draw; those of a part that was there before are as they were kept."""
    contents: dict[int, list[Any]] = {}
    for page, group in zip(pages, groups, strict=True):
        number = int(page["Contents"].split()[0])
        contents.setdefault(group, []).append(pdf.objects[number])
    for streams in contents.values():
        plain = [_joined(stream) for stream in streams]
        name = digest_of(program_digest(), plain)
        packed = cached(KEPT, name, partial(_all_packed, plain))
        for stream, data in zip(streams, pickle.loads(packed), strict=True):
            _give(stream, data)


def _compress(item: Any) -> None:
    if isinstance(item, pydyf.Stream) and item.compress:
        _give(item, _packed(_joined(item)))


def _joined(stream: Any) -> bytes:
    return b"\n".join(map(pydyf._to_bytes, stream.stream))


def _packed(data: bytes) -> bytes:
    return zlib.compress(data, 9)  # as pydyf does


def _all_packed(contents: Sequence[bytes]) -> bytes:
    return pickle.dumps([_packed(data) for data in contents])


def _give(stream: Any, data: bytes) -> None:
    """Put compressed data into a stream."""
    stream.stream, stream.compress = [data], False
    stream.extra["Filter"] = "/FlateDecode"


def _give_resources(
    pdf: Any,
    objects: Sequence[Any],
    groups: Sequence[int],
    resources: Sequence[tuple[Any, Mapping[str, Any]]],
) -> None:
    """Put the resources into the PDF, a picture once, and name them in their pages."""
    common = pdf.objects[int(objects[0]["Resources"].split()[0])]
    images: dict[str, Any] = {}
    references = []
    for own, pictures in resources:
        for name, picture in pictures.items():
            images.setdefault(name, {
                "image": SimpleNamespace(get_x_object=lambda *_, picture=picture: picture),
                "x_object": None, "interpolate": None, "dpi_ratios": [1],
            })  # fmt: skip
        own["Font"] = common["Font"]
        _use_references(pdf, own, images, {})
        pdf.add_object(own)
        references.append(own.reference)
    for page, group in zip(objects, groups, strict=True):
        page["Resources"] = references[group]
