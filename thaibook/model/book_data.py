"""What a text is, and how it is set: plain frozen data, from the manuscript to the printed pages.

What a publisher adds to it is in publisher_data.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from thaibook.messages import Problem
from thaibook.model.publisher_data import Cover, Image, Imprint, Paper


class Creator(NamedTuple):
    """Somebody who made the book; role is a MARC relator code (aut, trl, edt, ill …)."""

    name: str
    role: str = "aut"


class Subject(NamedTuple):
    """What a book is about; scheme and code where a list of the trade has it: BISAC, Thema."""

    name: str
    scheme: str = ""
    code: str = ""


class Metadata(NamedTuple):
    """What the book says of itself. A text that the author did not give is ""."""

    title: str
    language: str
    identifier: str  # a URI, stable between builds
    modified: str  # UTC, as 2018-10-02T00:00:00Z
    slug: str  # ASCII, the stem of the output files
    subtitle: str = ""
    creators: tuple[Creator, ...] = ()
    source: str = ""
    publisher: str = ""
    date: str = ""  # ISO 8601, Common Era
    rights: str = ""
    description: str = ""
    subjects: tuple[Subject, ...] = ()
    isbns: tuple[tuple[str, str], ...] = ()  # (print, ebook or "" for both; with hyphens)
    imprint: Imprint = Imprint()


class Margins(NamedTuple):
    """The author's own margins in millimetres; None where page.css has its share."""

    top_mm: float | None = None
    bottom_mm: float | None = None
    inside_mm: float | None = None
    outside_mm: float | None = None


class Page(NamedTuple):
    """The paper, in millimetres."""

    width_mm: float
    height_mm: float
    bleed_mm: float = 0.0
    marks: bool = False
    margins: Margins = Margins()
    cover: bool = True  # the front cover is the first page of the PDF


class Typography(NamedTuple):
    """How the text is set."""

    body: str = "Sarabun"  # a family of fonts/, or of the author's own
    headings: str = "Pridi"  # the same for titles and headings
    latin: str = ""  # for Latin letters in the text; "" where those of `body` serve
    size_pt: float = 11.0  # of the text on paper; all that is printed grows with it
    leading: float = 0.0  # from line to line on paper, in sizes of the text; 0: the face's own
    justify: bool = True
    digits: str = "arabic"  # or "thai": all that the program numbers
    maiyamok: str = "keep"  # spaces around ๆ; or "spaced", "tight"
    numbering: str = "none"  # of chapters and parts: or "words", "thai", "arabic"
    lines: str = ""  # ends of lines within a paragraph: "join", "keep", "paragraphs"; "" as it is
    sections: bool = False  # headings of a chapter have numbers: 1.1, 1.1.1
    hanging: str = "all"  # what stands out at the edges on paper: or "punctuation", "none"
    floats: str = "auto"  # pictures and tables that do not fit move to the next page; or "here"
    answers: str = "chapter"  # to exercises stand at the end of it, or of the "book"


class Reading(NamedTuple):
    """How the EPUB is made: breaks is the mark between words, "cdata", "zwsp", "wbr" or
    "none"; reader whom it is for; certified_by: who vouches for it once Ace has passed it, "" for
    nobody."""

    breaks: str = "cdata"
    reader: str = "all"
    certified_by: str = ""


class Looks(NamedTuple):
    """What the author or the design says of the looks, in the words of book.yaml; "" where
    nobody says anything. styles/settings/ has a sheet for each, called by the field.
    """

    design: str = ""  # a folder of styles/designs/
    openings: str = ""  # chapters begin on "any" page, on a "recto"; "auto": by their length
    sinkage: str = ""  # lines of white above the first line of a chapter
    align: str = ""  # of its title: "left", "center", "right"
    number: str = ""  # of a chapter: "label" (บทที่ 1) or "numeral" (1)
    ornament: str = ""  # between title and text: signs, or a picture of the author's
    drop_cap: str = ""  # how many lines high; "0" for none
    lead_in: str = ""  # "true": the first words of a chapter stand out
    flush: str = ""  # "true": its first paragraph is not indented
    scene: str = ""  # between scenes: signs, or a picture of the author's
    head_left: str = ""  # "book", "chapter", "part", "author", "none"
    head_right: str = ""
    folio: str = ""  # "outside", "center", "inside", "top", "none"
    head_rule: str = ""  # "true": a rule below
    folio_style: str = ""  # "plain", "dashes", "brackets"
    front_numbers: str = ""  # of the pages before the text: "thai", "roman"; "none": as the others
    columns: str = ""  # "2": the running text stands in two columns
    depth: str = ""  # of the contents: "1" chapters, "2" and sections, "3" and theirs
    depth_is_own: str = ""  # "true": the author says so, and the length of the book does not

    @property
    def deepest(self) -> int:
        """The level of the headings that the contents list last."""
        return int(self.depth or 2)


class FaceNames(NamedTuple):
    """The families that book.yaml may call, the defaults first."""

    text: tuple[str, ...] = ("Sarabun",)
    headings: tuple[str, ...] = ("Pridi",)
    latin: tuple[str, ...] = ()
    cover: tuple[str, ...] = ()  # for the title on the cover


class OwnFile(NamedTuple):
    """A file of looks in the book's folder: fonts/ or styles/ and its name; its path is told."""

    name: str
    path: Path
    data: bytes


class Credit(NamedTuple):
    """Who made a chapter, and where it comes from; all "" or empty where it does not say."""

    authors: tuple[str, ...] = ()
    source: str = ""
    date: str = ""
    image_link: str = ""
    credit: str = ""


class Chapter(NamedTuple):
    """One Markdown file, as read: path is where it lies, text what it says below its front
    matter. A part has no file, and its title alone.

    name: ASCII, of its section; kind: the epub:type; level: 2 in a part; number: 0 for none;
    lines: as in Typography.
    """

    path: Path
    text: str
    name: str = "chapter-1"
    kind: str = "chapter"
    level: int = 1
    title: str = ""
    subtitle: str = ""
    number: int = 0
    credit: Credit = Credit()
    lines: str = ""


class Manuscript(NamedTuple):
    """Everything of the author's: folder is where pictures are looked for."""

    folder: Path
    settings_path: Path  # book.yaml, or the single .md file
    metadata: Metadata
    cover: Cover
    chapters: tuple[Chapter, ...]
    page: Page
    typography: Typography
    reading: Reading = Reading()
    words: frozenset[str] = frozenset()  # of words.txt: never cut at a line end
    dedication: str = ""
    warnings: tuple[Problem, ...] = ()  # found while it was read
    paper: Paper = Paper()
    profiles: tuple[str, ...] = ()  # that book.yaml asks for, by their names
    changed: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...] = ()  # fields of rows of them
    references: tuple[str, ...] = ()  # the works that were cited, each as HTML
    looks: Looks = Looks()
    own_files: tuple[OwnFile, ...] = ()
    ornaments: tuple[Image, ...] = ()  # the pictures that looks call


class Font(NamedTuple):
    """One font file; name is its place below fonts/, characters what it can draw."""

    name: str
    data: bytes
    characters: frozenset[int]
    licence: bytes  # the text that goes with it


class Measures(NamedTuple):
    """What the program has to know of the looks on paper, as page.css states it.

    inside, outside: the margins, in shares of the width of the page. The counts of letters
    are those of a text of text_pt on a page of that width and height with that column.
    """

    inside: float
    outside: float
    text_pt: float
    crop_marks_mm: float  # the room for crop marks beyond the bleed
    mark_gap_mm: float  # from the bleed to a mark
    mark_line_pt: float
    page_width_mm: float
    page_height_mm: float
    column_mm: float
    note_letters: float  # of a page of small type
    head_letters: float  # of a running head on its line
    caption_letters: float  # of a caption on its line
    table_em: float  # of its own type, that a table has room for

    def column_of(self, page: Page) -> float:
        """The width of the text on a page, in millimetres."""
        inside, outside = page.margins.inside_mm, page.margins.outside_mm
        inside = page.width_mm * self.inside if inside is None else inside
        outside = page.width_mm * self.outside if outside is None else outside
        return page.width_mm - inside - outside


class Design(NamedTuple):
    """How the book looks: (name, CSS text) of each sheet, the fonts they name, and the
    measures of the page."""

    shared_css: tuple[tuple[str, str], ...]
    epub_css: tuple[tuple[str, str], ...]
    print_css: tuple[tuple[str, str], ...]
    cover_css: tuple[tuple[str, str], ...]
    fonts: tuple[Font, ...]
    measures: Measures
    text_face: bytes = b""  # the upright face of the text
    faces: tuple[str, str] = ("Sarabun", "Pridi")  # of text and headings, as CSS names them


class Heading(NamedTuple):
    """A heading that the contents can point to: level 1 is the chapter's own."""

    level: int
    id: str
    title: str


# Sections that are a page or a list, not running text.
SHORT = frozenset(
    ("halftitlepage", "titlepage", "copyright-page", "dedication", "epigraph", "toc", "part",
     "colophon")
)  # fmt: skip


class Section(NamedTuple):
    """One file of the EPUB's spine, one run of pages of the PDF.

    name: ASCII stem and id; kind: the epub:type (titlepage, chapter, colophon …);
    body: an XHTML fragment that is well-formed XML and valid HTML alike.
    """

    name: str
    kind: str
    title: str
    body: str
    headings: tuple[Heading, ...] = ()
    level: int = 1  # in the contents: 2 for a chapter in a part

    @property
    def classes(self) -> str:
        """What style sheets call it: its kind, and `text` where it runs on like a chapter."""
        return self.kind if self.kind in SHORT else f"{self.kind} text"


class PageStart(NamedTuple):
    """Where a page of the PDF begins: its folio, and the first letters on it."""

    section: str  # the name of the Section
    folio: str
    letters: str  # after NFKC, without white space


class PrintedSection(NamedTuple):
    """What stands on paper of a section.

    name: of the Section; text: the author's words as they were drawn, in reading order,
    pictures by their words; given: every letter that the section has; drawn: those of them
    that were drawn, without what style sheets add.
    """

    name: str
    text: str
    given: str
    drawn: str


class Misprint(NamedTuple):
    """What should not be on paper: a "box" in the place of a character that no font has, or
    letters that stand "outside" the page or are "hidden" on it; or a paragraph that could not be
    "loose", "tight" or "keep-with-next", as its author asked."""

    kind: str
    section: str  # the name of the Section, "" for the cover and for heads and folios
    page: int  # counted from 0, the cover included
    letters: str


class Printed(NamedTuple):
    """What stands on the pages of a PDF, read off them as they were drawn."""

    sections: tuple[PrintedSection, ...]
    misprints: tuple[Misprint, ...]


class Book(NamedTuple):
    """The composed book, the same for every format."""

    metadata: Metadata
    cover: Cover
    sections: tuple[Section, ...]
    images: tuple[Image, ...]
    page: Page
    typography: Typography
    reading: Reading
    labels: tuple[tuple[str, str], ...]  # the few words the book adds, in its language
    words: frozenset[str]  # never cut at a line end
    looks: Looks = Looks()
    paper: Paper = Paper()

    def label(self, key: str) -> str:
        """A word that the book adds, such as "contents", in the book's language."""
        return dict(self.labels)[key]
