"""The sections of one book, laid out and drawn one by one, in this process or in others.

Enters: Book and Design. Leaves: DrawnSections. Part 0 of a printing is the cover, where the PDF
has one, and the sections follow in their order. Each process that draws has an engine of its
own, which parses the style sheets and loads the fonts once. A part that was drawn before from
the same text, looks and fonts is taken from the cache.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from thaibook.images import name_in_book
from thaibook.model import Book, Design
from thaibook.pdf.drawn_section import Area, DrawnFrames, DrawnSection, FramePage
from thaibook.pdf.engine_loading import load_weasyprint
from thaibook.pdf.index_pages import has_index, index_places, with_pages
from thaibook.pdf.page_boxes import POINTS_PER_MM
from thaibook.pdf.paper_document import (
    Sheet,
    cover_part,
    printed_sections,
    section_part,
    untold_title,
)
from thaibook.pdf.paper_files import BookFiles
from thaibook.pdf.paper_section import paper_section, paper_setting
from thaibook.pdf.work_folder import work_folder
from thaibook.storage import digest_of, keep, kept, program_digest, write_file

if TYPE_CHECKING:
    from thaibook.pdf.engine import Breaks, Engine
    from thaibook.pdf.weasyprint70 import Frames

KEPT = "pages"  # the folder of the cache
PIXELS_PER_POINT = 96 / 72
# Two lines on pages of the same side have an empty page between them.
TWO_SIDES = '<p>.</p><p style="break-before: {side}">.</p>'


class Wanted(NamedTuple):
    """One part of a printing to draw. left: it begins on a left-hand page; known: the folio of
    each place that it mentions; None before the pages are counted."""

    part: int
    left: bool
    known: dict[str, int] | None = None


class Printing:
    """A book that is being printed. folder: for temporary files; area: of its first page, known
    once that is drawn."""

    def __init__(self, book: Book, design: Design, folder: str, area: Area | None = None) -> None:
        self.book, self.design, self.folder, self.area = book, design, folder, area
        self.sheet = Sheet(book, design)
        self._sections = printed_sections(book)
        self._setting = paper_setting(book, design)
        self._bleed = book.page.bleed_mm * POINTS_PER_MM * PIXELS_PER_POINT

    @property
    def count(self) -> int:
        """How many parts there are."""
        return len(self._sections) + self.book.page.cover

    @cached_property
    def engine(self) -> Engine:
        """WeasyPrint for this book in this process. Raises BookError: pango-missing,
        package-missing."""
        load_weasyprint()
        # Imported late: to find what was drawn before takes neither WeasyPrint nor numpy.
        from thaibook.pdf.engine import Engine

        engine = Engine(BookFiles(self.book, self.design), self.folder, self._bleed)
        engine.area = self.area
        return engine

    @cached_property
    def frames(self) -> Frames:
        """What draws heads and folios. The first part has to be drawn."""
        return self.engine.frames(self.sheet.html(""))

    def draw(self, wanted: Wanted) -> DrawnSection:
        """A part, laid out and drawn, or as it was kept. Raises BookError: disk-full,
        output-unwritable."""
        return self._kept_or_made(self._key(wanted), lambda: self._drawn(wanted))

    def found(self, wanted: Wanted) -> DrawnSection | None:
        """A part as it was kept."""
        return _loaded(self._key(wanted))

    def blank(self, left: bool) -> DrawnSection:
        """A part of one empty page, which stands between two sections."""
        html = self.sheet.html(TWO_SIDES.format(side="right" if left else "left"), not left)

        def made() -> DrawnSection:
            drawn = self.engine.draw(html, self._breaks((), frozenset()))
            kept = drawn.pages[1:2] or drawn.pages[:1]
            return replace(drawn, pages=kept, fonts=(), structure=None)

        return self._kept_or_made(digest_of(self._common, self.area, "blank", left), made)

    def _kept_or_made(self, key: str, make: Callable[[], DrawnSection]) -> DrawnSection:
        drawn = _loaded(key)
        if drawn is None:
            drawn = make()
            keep(KEPT, key, pickle.dumps(drawn))
        self.area = self.area or drawn.area
        return drawn

    def _drawn(self, wanted: Wanted) -> DrawnSection:
        cover = self.book.page.cover
        if cover and wanted.part == 0:
            html = self.sheet.html(cover_part(self.book))
            return self.engine.draw(html, self._breaks((), self.book.words), wanted.known)
        number = wanted.part - cover
        section = paper_section(self._sections[number], self._setting)
        asked: dict[str, int | None] = {}
        if has_index(section):
            known = wanted.known or {}
            asked = {place: known.get(place) for place in index_places(section)}
            if wanted.known is not None:
                section = with_pages(section, known, self.book.typography.digits)
        title = untold_title(self.book) if number == 0 else ""
        html = self.sheet.html(section_part(section, number == 0, title), wanted.left)
        breaks = self._breaks(section.texts, self.book.words)
        drawn = self.engine.draw(html, breaks, wanted.known)
        return replace(drawn, asked=drawn.asked | asked, undrawn=section.undrawn)

    def _breaks(self, texts: Sequence[str], words: frozenset[str]) -> Breaks:
        from thaibook.pdf.break_lookup import breaks_ahead  # late, as above

        return breaks_ahead(texts, words)

    def draw_frames(self, pages: Sequence[FramePage]) -> DrawnFrames:
        """What stands around the text of pages, drawn or as it was kept. Raises BookError:
        disk-full, output-unwritable."""
        frames = self.found_frames(pages)
        if frames is None:
            frames = self.engine.draw_frames(self.frames, pages)
            keep(KEPT, self._frames_key(pages), pickle.dumps(frames))
        return frames

    def found_frames(self, pages: Sequence[FramePage]) -> DrawnFrames | None:
        """The same as it was kept."""
        data = kept(KEPT, self._frames_key(pages))
        return None if data is None else pickle.loads(data)

    def _frames_key(self, pages: Sequence[FramePage]) -> str:
        return digest_of(self._common, self.area, "frames", pages)

    @cached_property
    def _common(self) -> str:
        """The digest of what all parts depend on."""
        fonts = [font.data for font in self.design.fonts]
        looks, words = self.sheet.looks, self.book.words
        said = str(looks)
        shown = [each.data for each in self.book.images if name_in_book(each.name) in said]
        return digest_of(program_digest(), looks, fonts, shown, self._setting, words, self._bleed)

    def _key(self, wanted: Wanted) -> str:
        """The digest of everything that a part depends on."""
        book, number = self.book, wanted.part - self.book.page.cover
        area = self.area if wanted.part else None
        if number < 0:
            return digest_of(self._common, area, cover_part(book), book.cover.image)
        section = self._sections[number]
        pictures = [each for each in book.images if name_in_book(each.name) in section.body]
        data = [(each.name, each.media_type, each.data) for each in pictures]
        return digest_of(self._common, area, section, number == 0, wanted[1:], data)

    @cached_property
    def path(self) -> str:
        """The file in which other processes find this printing, saved once the first part is
        drawn. Raises BookError: disk-full, output-unwritable."""
        path = str(Path(self.folder, "printing"))
        write_file(Path(path), pickle.dumps((self.book, self.design, self.area)))
        _AT_WORK[path] = self
        return path


def _loaded(key: str) -> DrawnSection | None:
    """A part as it was kept. What is in the cache only this program has written."""
    data = kept(KEPT, key)
    return None if data is None else pickle.loads(data)


# The printings at work in this process, by their files.
_AT_WORK: dict[str, Printing] = {}


@contextmanager
def printing(book: Book, design: Design) -> Iterator[Printing]:
    """A Printing, and the folder for its temporary files, which goes with it.

    Raises BookError: disk-full, output-unwritable.
    """
    with work_folder() as folder:
        try:
            yield Printing(book, design, folder)
        finally:
            _AT_WORK.pop(str(Path(folder, "printing")), None)


def printing_at(path: str) -> Printing:
    """The printing whose file is at `path`, in this process or in another."""
    if path not in _AT_WORK:
        book, design, area = pickle.loads(Path(path).read_bytes())
        _AT_WORK.clear()
        _AT_WORK[path] = Printing(book, design, tempfile.gettempdir(), area)
    return _AT_WORK[path]
