"""The book as the one HTML document that WeasyPrint lays out.

Enters: Book and Design. Leaves: HTML, and the files that it may name. The addresses
are those of the EPUB (text/, styles/, fonts/, images/), so both share the style sheets.
"""

from __future__ import annotations

import html
import re

from thaibook.design import cover_html
from thaibook.model import Book, Design, Margins, Page, Section, Typography
from thaibook.pdf.paper_body import for_paper

HEAD_LETTERS = 0.6  # of a running head, for each millimetre of the column; 65 on A5
LONG_HEADING = re.compile(r"<(h[12])\b([^>]*)>((?:(?!</h[12]>).){30,}?)</(?=h[12]>)", re.DOTALL)
# The white above a folio and below a running head, as print.css has it, and their lines.
FOLIO_MM, HEAD_MM, LINE_MM = 6.0, 5.0, 4.0
TEXT_PT = 11.0  # the size of the text that the sizes of print.css go with

DOCUMENT = """<!DOCTYPE html>
<html lang="{language}" class="{classes}">
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


def paper(book: Book, design: Design) -> str:
    """The whole book, cover first, if the author wants it there."""
    regular = f"{book.typography.body}/{book.typography.body}-Regular.ttf"
    face = next((font.data for font in design.fonts if font.name == regular), b"")
    scale = book.typography.size_pt / TEXT_PT
    most = int(HEAD_LETTERS * book.page.column_mm / scale)
    sections = "\n".join(
        f'<section class="{section.classes}{"" if number else " first"}" id="{section.name}">\n'
        f"{_headed(for_paper(section.body, book.page, book.label('page'), face, scale), most)}"
        "\n</section>"
        for number, section in enumerate(printed(book))
    )
    chapters = sum(section.kind == "chapter" for section in book.sections)
    setting = "justify" if book.typography.justify else "ragged"
    classes = f"{setting} digits-{book.typography.digits}" + (" single" if chapters == 1 else "")
    sheets = (*design.shared_css, *design.print_css, *design.cover_css)
    page = book.page
    rules = (
        f"@page {{ size: {page.width_mm:g}mm {page.height_mm:g}mm; bleed: {slug_mm(page):g}mm; "
        f"marks: {'crop cross' if page.marks else 'none'} }} "
        f":root {{ --bleed: {page.bleed_mm:g}mm }}"
    )
    rules += _margins(page.margins) + _type(book.typography)
    rules += _heads(book) if chapters == 1 else ""
    if book.typography.digits == "thai":
        rules += " @counter-style folio { system: extends thai }"
    body = f"{cover_html(book, on_paper=True)}\n{sections}" if page.cover else sections
    return _document(book, sheets, rules, body, classes)


def _heads(book: Book) -> str:
    """The running heads of an article: its headings, also on the page where one begins, but
    not where the article does. (Each section before it has a leaf of its own.)"""
    sections = printed(book)
    text = next(number for number, s in enumerate(sections) if s.kind == "chapter")
    opening = 2 * (text + book.page.cover) + 1
    return (
        " @page :right { @top-right { content: string(place, first) } }"
        f" @page :nth({opening}) {{ @top-right {{ content: none }} }}"
    )


def _headed(body: str, most: int) -> str:
    """`body`, whose long headings say what of them the running head has: so many letters."""
    from thaibook.thai import advancing, segment

    def head(found: re.Match[str]) -> str:
        named = re.search(r'data-title="([^"]*)"', found[2])  # without its notes
        plain = named[1] if named else re.sub(r"<[^>]*>", "", found[3])
        title = " ".join(html.unescape(plain).split())
        if len(advancing(title)) <= most:
            return found[0]
        short, room = "", most - 1
        for piece in segment(title):
            room -= len(advancing(piece))
            if room < 0:
                break
            short += piece
        return f'<{found[1]} data-head="{html.escape(short.rstrip())}…"{found[2]}>{found[3]}</'

    return LONG_HEADING.sub(head, body)


def _margins(margins: Margins) -> str:
    """The margins of the author's own, as print.css has them: for right pages and left."""
    rules = ""
    for page, at_spine, away in (("right", "left", "right"), ("left", "right", "left")):
        widths = {
            "top": margins.top_mm,
            "bottom": margins.bottom_mm,
            at_spine: margins.inside_mm,
            away: margins.outside_mm,
        }
        given = [f"margin-{side}: {mm:g}mm" for side, mm in widths.items() if mm is not None]
        given += [  # heads and folios stay away from the trim
            f"@{edge}-{away} {{ padding-{side}: {max((mm - LINE_MM) / 2, 0):g}mm }}"
            for edge, side, mm, most in (
                ("top", "bottom", margins.top_mm, HEAD_MM),
                ("bottom", "top", margins.bottom_mm, FOLIO_MM),
            )
            if mm is not None and mm < 2 * most + LINE_MM
        ]
        rules += f" @page :{page} {{ {'; '.join(given)} }}" if given else ""
    return rules


def _type(typography: Typography) -> str:
    """The size and the leading of the author's own; --pt is what print.css counts in."""
    rules = ""
    if typography.size_pt != TEXT_PT:
        points = f"{{ --pt: {typography.size_pt / TEXT_PT:.6g}pt }}"
        rules += f" :root {points} @page {points}"
    if typography.leading:
        rules += f" body {{ line-height: {typography.leading:g} }}"
    return rules


MARKS_MM = 7.0  # beyond the bleed, for crop marks


def slug_mm(page: Page) -> float:
    """How far the sheet goes beyond the trim: as far as the bleed, or as the marks, which
    WeasyPrint draws in the outer half, so clear of the bleed."""
    return max(2 * page.bleed_mm, page.bleed_mm + MARKS_MM) if page.marks else page.bleed_mm


def printed(book: Book) -> list[Section]:
    """The sections that are printed: a single article needs no contents on paper."""
    chapters = sum(section.kind == "chapter" for section in book.sections)
    return [s for s in book.sections if s.kind != "toc" or chapters > 1]


def cover_sheet(book: Book, design: Design, size: tuple[int, int]) -> str:
    """The cover alone, on a page in the proportions of `size`, as wide as the book's page."""
    width_mm = book.page.width_mm
    height_mm = width_mm * size[1] / size[0]
    rules = f"@page {{ size: {width_mm:g}mm {height_mm:g}mm }}"
    return _document(book, cover_sheets(design), rules, cover_html(book, on_paper=False), "")


def cover_sheets(design: Design) -> tuple[tuple[str, str], ...]:
    """The style sheets of the cover alone; the faces of the text have no part in it."""
    return (*(sheet for sheet in design.shared_css if sheet[0] == "display.css"), *design.cover_css)


def _document(
    book: Book, sheets: tuple[tuple[str, str], ...], rules: str, body: str, classes: str
) -> str:
    data = book.metadata
    authors = ", ".join(c.name for c in data.creators if c.role == "aut") or data.source
    meta = (
        ("author", authors),
        ("description", data.description),
        ("keywords", ", ".join(data.subjects)),
        ("dcterms.created", data.modified),
        ("dcterms.modified", data.modified),
        ("generator", "thaibook"),
    )
    return DOCUMENT.format(
        language=html.escape(data.language),
        classes=classes,
        title=html.escape(data.title),
        meta="\n".join(
            f'<meta name="{name}" content="{html.escape(value)}">' for name, value in meta if value
        ),
        links="\n".join(f'<link rel="stylesheet" href="../styles/{name}">' for name, _ in sheets),
        page=rules,
        body=body,
    )


TAGS = "p|li|dd|dt|td|th|h[1-6]|figcaption|caption"
BLOCKS = re.compile(
    rf"<({TAGS})\b[^>]*>(.*?)(?=</?(?:{TAGS}|ul|ol|table|pre|blockquote|div)\b)", re.DOTALL
)
# What is no part of the text on paper: see adapt.
NOT_PRINTED = re.compile(r'<span class="marker">[^<]*</span> ?|<a class="backref".*?</a>')


def paragraphs(book: Book) -> list[str]:
    """The texts of the book as they will stand in the paragraphs of the layout."""
    found = []
    for section in printed(book):
        for match in BLOCKS.finditer(section.body):
            text = html.unescape(re.sub(r"<[^>]*>", "", NOT_PRINTED.sub("", match[2])))
            if text := " ".join(text.split(" ")).replace("\n", " ").strip():
                found.append(text)
    return found
