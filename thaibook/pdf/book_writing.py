"""The drawn parts of a book become one PDF, as if it had been made whole.

Enters: parts whose pages are counted. Leaves: the PDF, and what stands on its pages: one copy of
each font with the glyphs that all parts use, one copy of a picture, running heads and folios,
outline, links, page labels and metadata.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from thaibook.model import Misprint, Printed
from thaibook.pdf import weasyprint70
from thaibook.pdf.drawn_section import ADDED_MARK, DrawnFrames, DrawnSection, FontUse, FramePage
from thaibook.pdf.joined_fonts import JoinedFont
from thaibook.pdf.page_counting import Counted
from thaibook.pdf.printing import Printing
from thaibook.pdf.structure_tree import Part

Codes = dict[bytes, bytes]  # by the name of a font and the place of a glyph among its added ones
# Draws around the pages of each part.
DrawFrames = Callable[[Sequence[list[FramePage]]], Iterator[DrawnFrames]]
MARKED = re.compile(ADDED_MARK.encode() + b"([A-Z]{6}[0-9a-f]{4})")


def book_pdf(
    printing: Printing, counted: Counted, frames: DrawFrames, finisher: Callable[[Any], None]
) -> tuple[bytes, Printed]:
    """The PDF, and what stands on its pages; frames: draws around pages; finisher: is given the
    pydyf.PDF before it is written. Raises BookError: disk-full, output-unwritable."""
    fonts = _Fonts({
        hashlib.sha256(font.data).hexdigest(): font.data for font in printing.design.fonts
    })  # fmt: skip
    parts = [*counted.parts, *counted.blanks]
    around: list[list[FramePage]] = [[] for _ in parts]
    for (number, _), frame in zip(counted.pages, counted.frames, strict=True):
        around[number].append(frame)
    drawn = [page for _, page in counted.pages]
    pages: dict[int, weasyprint70.JoinedPage] = {}
    groups: list[tuple[Any, dict[str, Any]]] = []
    misprints: list[Misprint] = []
    for number, part_frames in enumerate(frames(around)):
        part = parts[number]
        codes, frame_codes = fonts.codes(part.fonts), fonts.codes(part_frames.fonts)
        for frame, content in zip(around[number], part_frames.contents, strict=True):
            page = drawn[frame.at]
            both = [_coded(page.content, codes), _coded(content, frame_codes)]
            pages[frame.at] = weasyprint70.JoinedPage(page, b"\n".join(both), number)
        _code_all(part.resources, codes)
        _code_all(part_frames.resources, frame_codes)
        groups.append(_both(part, part_frames))
        misprints += part_frames.misprints
    identifier = printing.book.metadata.identifier.encode() or None
    html = printing.sheet.html("")
    in_order = [pages[index] for index in range(len(pages))]
    structure = [
        Part(part.structure, first)
        for part, first in zip(counted.parts, counted.firsts, strict=True)
        if part.structure
    ]
    given = (html, in_order, fonts.joined, groups, structure, identifier, finisher)
    data = printing.engine.write(*given)
    return data, _printed(counted, misprints)


def _both(part: DrawnSection, frames: DrawnFrames) -> tuple[Any, dict[str, Any]]:
    """The resources and pictures of pages and of what stands around them."""
    resources = weasyprint70.new_resources()
    for each in (part.resources, frames.resources):
        for kind in weasyprint70.RESOURCES:
            resources[kind].update(each[kind])
    return resources, part.pictures | frames.pictures


def section_pdf(
    engine: Any,
    html: str,
    section: DrawnSection,
    files: Iterable[bytes],
    finisher: Callable[[Any], None],
) -> bytes:
    """The PDF of a section alone, without heads and folios, for example of the cover; finisher:
    as in book_pdf."""
    fonts = _Fonts({hashlib.sha256(file).hexdigest(): file for file in files})
    codes = fonts.codes(section.fonts)
    pages = [
        weasyprint70.JoinedPage(page, _coded(page.content, codes), 0) for page in section.pages
    ]
    _code_all(section.resources, codes)
    groups = [(section.resources, section.pictures)]
    written: bytes = engine.write(html, pages, fonts.joined, groups, (), None, finisher)
    return written


class _Fonts:
    """The fonts of the book. files: by their SHA-256."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self.joined: dict[str, JoinedFont] = {}

    def codes(self, uses: Iterable[FontUse]) -> Codes:
        """Take up what a part uses of the fonts; the code of each mark in its contents."""
        codes: Codes = {}
        for use in uses:
            font = self.joined.get(use.name)
            if font is None:
                font = self.joined[use.name] = JoinedFont(use, self._files[use.file])
            for place, code in enumerate(font.take(use)):
                codes[f"{use.name}{place:04x}".encode()] = b"%04x" % code
        return codes


def _coded(content: bytes, codes: Codes) -> bytes:
    """A content with codes in the place of its marks."""
    return MARKED.sub(lambda mark: codes[mark[1]], content)


def _code_all(resources: Any, codes: Codes) -> None:
    """The same for what pages name: text that can be seen through is a form, with its own
    content."""
    for kind in weasyprint70.STREAMS:
        for stream in filter(None, resources.get(kind, {}).values()):
            stream.stream = [
                _coded(part, codes) if isinstance(part, bytes) else part for part in stream.stream
            ]
            if isinstance(inside := stream.extra.get("Resources"), Mapping):
                _code_all(inside, codes)


def _printed(counted: Counted, around: Sequence[Misprint]) -> Printed:
    """What stands on the pages of the book; around: what is wrong with heads and folios."""
    sections = [section for part in counted.parts for section in part.printed.sections]
    misprints = [
        misprint._replace(page=first + misprint.page)
        for part, first in zip(counted.parts, counted.firsts, strict=True)
        for misprint in part.printed.misprints
    ]
    every = dict.fromkeys([*misprints, *around])
    return Printed(tuple(sections), tuple(sorted(every, key=lambda misprint: misprint.page)))
