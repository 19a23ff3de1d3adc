"""A section once it is laid out and drawn: plain data, made in any process, kept, and joined.

Its pages know nothing of the sections before: no folio, no running head. What a page names is
symbolic: a font by its name, a glyph that is added to a font by its place in a list, a link by
the name of where it leads. Coordinates are CSS pixels from the upper left corner of the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from thaibook.model import Misprint, Printed
from thaibook.pdf.tagged import Tagged
from thaibook.pdf.text_layer import Added

# In a content stream, a glyph that is added to a font: this mark, the font's name of six
# letters, and four digits that say which. The joined book gives it its code.
ADDED_MARK = "\x01"
NOTHING_PRINTED = Printed((), ())


Area = tuple[tuple[float, float], tuple[float, float]]


class PageKind(NamedTuple):
    """What style sheets ask of a page: side "left" or "right", whether it is blank, its name,
    and (name, how many of these before it) of each page group that it is in."""

    side: str
    blank: bool
    name: str
    groups: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class DrawnPage:
    """A page without head and folio.

    bleed: of its four sides by their names; content: what it draws; bookmarks: (level, label,
    (x, y), state); links: (type, target, (left, top, right, bottom)); anchors: (x, y, right,
    bottom) of each named place; strings: what it sets for running heads, by their names; start:
    (id of the section that its text belongs to, first letters), or nothing.
    """

    kind: PageKind
    width: float
    height: float
    bleed: dict[str, float]
    content: bytes
    bookmarks: tuple[Any, ...]
    links: tuple[tuple[str, str, tuple[float, ...]], ...]
    anchors: dict[str, tuple[float, ...]]
    strings: dict[str, tuple[str, ...]]
    start: tuple[str, str] | None


@dataclass(frozen=True)
class FontUse:
    """What pages use of a font.

    name: of its resource; file: the SHA-256 of its file; said: what each glyph says; added:
    glyphs that it has not. facts: its name, family, flags, ascent and descent as a PDF says
    them; missing: characters for which it has only a box.
    """

    name: str
    file: str
    facts: dict[str, Any]
    said: dict[int, str]
    widths: dict[int, int]
    added: tuple[Added, ...]
    missing: tuple[int, ...] = ()


@dataclass(frozen=True)
class DrawnSection:
    """The pages of a section, and what joining them takes.

    resources: of its pages, as pydyf objects; pictures: the streams of those in it, by their
    names; asked: the folio of each place that its text mentions, as it was set; begins, ends:
    the page breaks that it asks for, before and after; area: the size of its first page, and
    that of the text on it; undrawn: the TeX of its formulas that
    cannot be drawn; refused: the address of a drawing that cannot be drawn, and then it has no
    pages; structure: what its pages say.
    """

    pages: tuple[DrawnPage, ...] = ()
    fonts: tuple[FontUse, ...] = ()
    resources: Any = None
    pictures: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, int | None] = field(default_factory=dict)
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    area: Area = ((0.0, 0.0), (0.0, 0.0))
    printed: Printed = NOTHING_PRINTED
    undrawn: tuple[str, ...] = ()
    refused: str = ""
    structure: Tagged | None = None


class FramePage(NamedTuple):
    """A page as its running head and folio see it.

    bleed: as in DrawnPage; at: its index in the book, from 0; counters: of style sheets,
    as they stand on this page; strings: what it sets for running heads, before: what was set
    last on earlier pages.
    """

    kind: PageKind
    height: float
    width: float
    bleed: dict[str, float]
    at: int
    counters: dict[str, list[int]]
    strings: dict[str, tuple[str, ...]]
    before: dict[str, str]


@dataclass(frozen=True)
class DrawnFrames:
    """What stands around the text of some pages. contents: what is drawn on each; resources
    and pictures: as in DrawnSection; the names of theirs are none of a section's."""

    contents: tuple[bytes, ...]
    fonts: tuple[FontUse, ...]
    resources: Any
    pictures: dict[str, Any]
    misprints: tuple[Misprint, ...]
