"""The whole cover as one sheet: front, spine, back and flaps, as one piece of HTML.

Enters: a Book, and the width of its spine. Leaves: HTML that cover-sheet.css places. Words on the
spine run from the head to the foot, so that they stand upright on a book that lies on its back, as
on Thai books and as ISO 6357 has it.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from thaibook.compose import grouped_number
from thaibook.design.barcode import ean13_svg, modules, price_add_on
from thaibook.design.cover import (
    FIRST_DESIGN,
    cover_html,
    credit_and_link,
    palette,
    paragraph,
    publisher_of,
    shade_of,
)
from thaibook.images import name_in_book
from thaibook.messages import Problem, problem
from thaibook.model import Book, Cover, Manuscript, Metadata, Page
from thaibook.text import digits_of, isbn13, late_pattern

PORTRAIT_NAME = "cover-portrait"
# What the back has to say is set smaller the more it is. (class, most letters on an A5 page)
BLURB_SIZES = (("short", 240), ("middle", 520), ("long", 900), ("endless", 1500))
THINNEST_SPINE = 4.0  # millimetres, on which words can be printed
BESIDE_TITLE = 30  # letters that the white and the mark on a spine take
A5_AREA = 148 * 210


class SheetSize(NamedTuple):
    """The lengths of a sheet in millimetres: of a page, of the spine, of a flap (0 for none)."""

    width_mm: float
    height_mm: float
    spine_mm: float
    flap_mm: float = 0.0

    @property
    def whole_mm(self) -> float:
        """How wide the sheet is, trimmed."""
        return 2 * self.width_mm + self.spine_mm + 2 * self.flap_mm

    @property
    def folds_mm(self) -> tuple[float, ...]:
        """Where it is folded, from its left edge: at the spine, and at flaps."""
        spine = self.flap_mm + self.width_mm
        folds = [spine, spine + self.spine_mm]
        if self.flap_mm:
            folds = [self.flap_mm, *folds, self.whole_mm - self.flap_mm]
        return tuple(dict.fromkeys(folds))


def sheet_size(book: Book, pages: int) -> SheetSize:
    """The sheet of a book whose inside has so many pages."""
    flaps, page = book.cover.back.flaps, book.page
    flap_mm = flaps.width_mm if flaps else 0.0
    spine_mm = round(book.paper.spine_mm(pages), 3)
    return SheetSize(page.width_mm, page.height_mm, spine_mm, flap_mm)


def sheet_html(book: Book, size: SheetSize) -> str:
    """The sheet as one `section`."""
    lengths = (
        f"--width: {size.width_mm:g}mm; --height: {size.height_mm:g}mm; "
        f"--spine: {size.spine_mm:g}mm; --flap: {size.flap_mm:g}mm"
    )
    style = "; ".join(filter(None, (lengths, palette(book.cover))))
    pictured = "pictured" if book.cover.image else ""
    names = "sheet", f"of-{book.cover.design or FIRST_DESIGN}", shade_of(book.cover), pictured
    parts = [f'<section class="{" ".join(filter(None, names))}" style="{style}">']
    parts.append(f'<div class="sheet-front">{cover_html(book, on_paper=True)}</div>')
    if flaps := book.cover.back.flaps:
        for side, words in (("front", flaps.front), ("back", flaps.back)):
            parts.append(f'<div class="sheet-flap {side}-flap"><div class="flap-words">')
            parts += [paragraph("", line) for line in words.split("\n")]
            parts.append("</div></div>")
    edge = "" if book.cover.back.flaps else " edge"
    parts.append(f'<div class="sheet-back{edge}">{_back(book)}</div>')
    parts.append(f'<div class="sheet-spine">{_spine(book, size)}</div>')
    if book.page.marks:
        parts += [f'<div class="fold" style="left: {each:g}mm"></div>' for each in size.folds_mm]
    return "".join([*parts, "</section>"])


def blurb_of(cover: Cover, metadata: Metadata) -> str:
    """What the back says of the book."""
    return cover.back.blurb or metadata.description


def sheet_faults(manuscript: Manuscript, pages: int) -> list[Problem]:
    """What keeps the sheet of a book with so many pages from being made, or from being good."""
    paper, cover, path = manuscript.paper, manuscript.cover, manuscript.settings_path
    if not paper.caliper_mm:
        return [problem("paper-missing", path, cover.line, pages=pages)]
    faults = []
    if not paper.cover_mm and paper.binding != "saddle":
        faults.append(problem("paper-board", path, cover.line))
    spine_mm = paper.spine_mm(pages)
    if 0 < spine_mm < THINNEST_SPINE:
        words = {"mm": f"{spine_mm:.1f}", "least": f"{THINNEST_SPINE:g}"}
        faults.append(problem("spine-thin", path, cover.line, **words))
    letters, most = _letters(cover, manuscript.metadata, manuscript.page), BLURB_SIZES[-1][1]
    if letters > most:
        share = round(100 * (1 - most / letters))
        faults.append(problem("blurb-long", path, cover.line, share=share))
    price = manuscript.metadata.imprint.price
    if price and not price_add_on(price) and cover.back.barcode:
        faults.append(problem("price-add-on", path, cover.line, price=price))
    return faults


def _letters(cover: Cover, metadata: Metadata, page: Page) -> float:
    """The letters of the back, as many as they would be on an A5 page."""
    letters = len(blurb_of(cover, metadata)) + len(cover.back.about)
    return letters * A5_AREA / (page.width_mm * page.height_mm)


def _back(book: Book) -> str:
    back = book.cover.back
    letters = _letters(book.cover, book.metadata, book.page)
    size = next((name for name, most in BLURB_SIZES if letters <= most), BLURB_SIZES[-1][0])
    parts = [f'<div class="back-words {size}">']
    parts += [paragraph("blurb", line) for line in blurb_of(book.cover, book.metadata).split("\n")]
    if back.portrait or back.about:
        parts.append('<div class="about">')
        if back.portrait:
            parts.append(f'<div class="portrait"><img src="{PORTRAIT_NAME}" alt=""></div>')
        parts += [paragraph("", line) for line in back.about.split("\n")]
        parts.append("</div>")
    parts.append('</div><div class="back-foot">')
    parts += [_barcode(book), '<div class="back-publisher">']
    parts += [_logo(book), paragraph("name", publisher_of(book.metadata))]
    parts.append("</div>")
    if book.cover.link_on == "back" and (book.cover.credit or book.cover.image_link):
        parts.append(credit_and_link(book, on_paper=True))
    return "".join([*parts, "</div>"])


def _logo(book: Book) -> str:
    logo = book.metadata.imprint.logo
    return f'<img class="logo" src="../{name_in_book(logo.name)}" alt="">' if logo else ""


def _barcode(book: Book) -> str:
    """The bar code of the printed book, with its number above and its price below."""
    metadata = book.metadata
    number = next((n for edition, n in metadata.isbns if edition != "ebook"), "")
    price = metadata.imprint.price
    words = dict(book.labels)
    said = ""
    if price:
        baht = words["baht"].format(price=grouped_number(price, book.typography.digits))
        said = paragraph("back-price", f"{words['price']} {baht}")
    if not number or not book.cover.back.barcode:
        return f'<div class="no-code">{said}</div>' if said else ""
    digits = isbn13(digits_of(f"urn:isbn:{number}") or "")
    add_on = price_add_on(price)
    return (
        f'<div class="barcode" style="--modules: {modules(add_on)}">'
        f"{paragraph('isbn', f'ISBN {number}')}{ean13_svg(digits, add_on)}</div>{said}"
    )


def _spine(book: Book, size: SheetSize) -> str:
    """The words of the spine, where it is wide enough for any."""
    if size.spine_mm < THINNEST_SPINE or not book.cover.back.spine:
        return ""
    metadata = book.metadata
    authors = " · ".join(c.name for c in metadata.creators if c.role == "aut")
    named = "" if metadata.imprint.logo else publisher_of(metadata)
    letters = sum(map(_widths, (metadata.title, authors, named))) + BESIDE_TITLE
    parts = [f'<div class="spine-words {book.cover.back.spine}" style="--letters: {letters}">']
    parts.append(paragraph("spine-title", metadata.title))
    parts.append(paragraph("spine-author", authors))
    parts.append(paragraph("spine-publisher", named))
    return "".join([*parts, "</div>", _logo(book)])


def _widths(text: str) -> int:
    """How many letters stand beside each other, without marks above and below."""
    return sum(unicodedata.category(sign) != "Mn" for sign in text)


SHARE = late_pattern(r"(?<![\w#.-])(-?\d*\.?\d+)v([wh])\b")


def in_millimetres(css: str, width_mm: float, height_mm: float) -> str:
    """The style sheet of a front, whose lengths are shares of its page (vw, vh), for a front that
    is part of a larger one."""
    whole = {"w": width_mm, "h": height_mm}
    return SHARE.sub(lambda share: f"{float(share[1]) * whole[share[2]] / 100:.4f}mm", css)
