"""The HTML that WeasyPrint lays out: of a section, of the cover, or of all in one.

Enters: Book and Design, and the sections as paper needs them. Leaves: HTML, whose addresses
are those of paper_files.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from thaibook.design import SheetSize, cover_html, sheet_html
from thaibook.model import Book, Design, Margins, Section
from thaibook.pdf.page_rules import page_rules, slug_mm
from thaibook.pdf.paper_section import PaperSection, paper_section, paper_setting
from thaibook.text import typographic

DOCUMENT = """<!DOCTYPE html>
<html lang="{language}" class="{classes}"{style}>
<head>
<meta charset="utf-8">
<title>{title}</title>
{meta}
{links}
<style>{page}</style>
</head>
<body>
{body}
</body>
</html>
"""


class Sheet:
    """The parts of the book's HTML that all its sections share."""

    def __init__(self, book: Book, design: Design) -> None:
        self._book = book
        self._sheets = (*design.shared_css, *design.print_css, *design.cover_css)
        is_article = _chapters(book) == 1
        setting = "justify" if book.typography.justify else "ragged"
        typography = book.typography
        self._classes = f"{setting} digits-{typography.digits} hanging-{typography.hanging}"
        self._classes += f" float-{typography.floats}"
        self._classes += " single" if is_article else ""
        self._rules = page_rules(book.page, book.typography, design.measures)
        self._rules += _heads(book) if is_article else ""

    @property
    def looks(self) -> tuple[object, ...]:
        """What the looks of all sections depend on: style sheets, rules, classes, language."""
        return self._sheets, self._rules, self._classes, self._book.metadata.language

    def html(self, body: str, left: bool = False) -> str:
        """The document; left: its first page is a left-hand page."""
        return _document(self._book, self._sheets, self._rules, body, self._classes, left)


def cover_part(book: Book) -> str:
    """The first page of the book, if the author wants the cover there."""
    return cover_html(book, on_paper=True) if book.page.cover else ""


def section_part(section: PaperSection, is_first: bool, title: str = "") -> str:
    """The section as a part of the document; is_first: the inside of the book begins with it;
    title: of the book, where no title page says it."""
    classes = section.classes + (" first" if is_first else "")
    said = f' data-book="{html.escape(title)}"' if title else ""
    return f'<section class="{classes}" id="{section.name}"{said}>\n{section.body}\n</section>'


def untold_title(book: Book) -> str:
    """The title of a book that has no title page, "" where it has one."""
    has_title = any(section.kind == "titlepage" for section in book.sections)
    return "" if has_title else typographic(book.metadata.title)


def paper_sections(book: Book, design: Design) -> list[PaperSection]:
    """The sections that are printed, as paper needs them."""
    setting = paper_setting(book, design)
    return [paper_section(section, setting) for section in printed_sections(book)]


def paper(book: Book, design: Design, sections: Sequence[PaperSection]) -> str:
    """The whole book in one document, cover first, as plain WeasyPrint would have it."""
    parts = [section_part(section, not number) for number, section in enumerate(sections)]
    return Sheet(book, design).html("\n".join(filter(None, [cover_part(book), *parts])))


def _heads(book: Book) -> str:
    """The running heads of an article: its headings, also on the page where one begins, but
    not where the article does. (Each section before it has a leaf of its own, but for an imprint
    page, which stands on the back of one.)"""
    sections = [s for s in printed_sections(book) if s.kind != "copyright-page"]
    text = next(number for number, s in enumerate(sections) if s.kind == "chapter")
    opening = 2 * (text + book.page.cover) + 1
    return (
        " @page :right { --head-right: string(place, first) }"
        f" @page :nth({opening}) {{ --head-right: none }}"
    )


def printed_sections(book: Book) -> list[Section]:
    """The sections that are printed: a single article needs no contents on paper."""
    return [s for s in book.sections if s.kind != "toc" or _chapters(book) > 1]


def _chapters(book: Book) -> int:
    return sum(section.kind == "chapter" for section in book.sections)


def cover_sheet(book: Book, design: Design, size: tuple[int, int]) -> str:
    """The cover alone, on a page in the proportions of `size`, as wide as the book's page."""
    width_mm = book.page.width_mm
    height_mm = width_mm * size[1] / size[0]
    rules = f"@page {{ size: {width_mm:g}mm {height_mm:g}mm }}"
    return _document(book, cover_sheets(design), rules, cover_html(book, on_paper=False), "")


def whole_cover(book: Book, design: Design, size: SheetSize) -> str:
    """The whole cover alone, on a page as large as the sheet; design: of a sheet."""
    page = book.page._replace(width_mm=size.whole_mm, margins=Margins(0, 0, 0, 0))
    rules = page_rules(page, book.typography, design.measures)
    rules += f" :root {{ --slug: {slug_mm(page, design.measures):g}mm }}"
    sheets = (*design.shared_css, *design.cover_css)
    return _document(book, sheets, rules, sheet_html(book, size), "")


def cover_sheets(design: Design) -> tuple[tuple[str, str], ...]:
    """The style sheets of the cover alone; the faces of the text have no part in it."""
    return (*(sheet for sheet in design.shared_css if sheet[0] == "display.css"), *design.cover_css)


def _document(
    book: Book,
    sheets: tuple[tuple[str, str], ...],
    rules: str,
    body: str,
    classes: str,
    left: bool = False,
) -> str:
    data = book.metadata
    authors = ", ".join(c.name for c in data.creators if c.role == "aut") or data.source
    meta = (
        ("author", authors),
        ("description", data.description),
        ("keywords", ", ".join(subject.name for subject in data.subjects)),
        ("dcterms.created", data.modified),
        ("dcterms.modified", data.modified),
        ("generator", "thaibook"),
    )
    return DOCUMENT.format(
        language=html.escape(data.language),
        classes=classes,
        style=' style="break-before: left"' if left else "",
        title=html.escape(data.title),
        meta="\n".join(
            f'<meta name="{name}" content="{html.escape(value)}">' for name, value in meta if value
        ),
        links="\n".join(f'<link rel="stylesheet" href="../styles/{name}">' for name, _ in sheets),
        page=rules,
        body=body,
    )
