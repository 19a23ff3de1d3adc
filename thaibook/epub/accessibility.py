"""What the metadata of an EPUB say of who can read it: true of this book, nothing of habit.

Enters: a Book. Leaves: properties of schema.org as EPUB Accessibility 1.1 (2.2) and the
Schema.org Accessibility Properties for Discoverability Vocabulary know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thaibook.model import Book
from thaibook.vocabulary import NOTES

# EPUB Accessibility 1.1, 3.5.2: said only of a book that Ace has looked at.
CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
PICTURE = re.compile(r"<img\b[^>]*>")
UNDESCRIBED = re.compile(r'\balt="\s*"')
MATHS, TABLE = "<math", "<table"
# (what a book may have, the sentence in Thai, in English)
SENTENCES = {
    "text": (
        "ข้อความเป็นตัวอักษรที่ปรับขนาดและอ่านออกเสียงได้ มีสารบัญและหัวเรื่องตามลำดับการอ่าน",
        "The text can be resized and read aloud; it has a table of contents, and headings in "
        "the order of reading.",
    ),
    "described": ("ภาพทั้ง {all} ภาพมีคำบรรยายแทนภาพ", "All {all} pictures are described in words."),
    "described one": ("ภาพในเล่มมีคำบรรยายแทนภาพ", "The picture is described in words."),
    "undescribed": (
        "ภาพ {bare} จาก {all} ภาพไม่มีคำบรรยายแทนภาพ",
        "{bare} of {all} pictures are not described in words.",
    ),
    "maths": (
        "สูตรเป็น MathML และมีข้อความแทนสูตร",
        "Formulas are in MathML, with a text in their place.",
    ),
    "tables": ("ตารางเป็นตารางจริง ไม่ใช่ภาพ", "Tables are tables, not pictures."),
    "notes": ("เชิงอรรถมีลิงก์ไปและกลับ", "Notes have links there and back."),
    "pages": ("มีเลขหน้าตามฉบับพิมพ์", "It has the page numbers of the printed book."),
}


def accessibility(book: Book, has_pages: bool) -> list[tuple[str, str]]:
    """(property of schema.org, value), in the order in which they are written. has_pages: the
    texts say where the pages of the printed book begin."""
    bodies = [section.body for section in book.sections]
    pictures = [picture for body in bodies for picture in PICTURE.findall(body)]
    bare = sum(1 for picture in pictures if UNDESCRIBED.search(picture))
    modes = ["textual", "visual"] if pictures else ["textual"]
    # Ways to take in the whole book: without eyes only where every picture is told in words.
    sufficient = [] if bare else ["textual"]
    sufficient += ["textual,visual"] if pictures else []
    has = {
        "text": True,
        "described one": len(pictures) == 1 and not bare,
        "described": len(pictures) > 1 and not bare,
        "undescribed": bare > 0,
        "maths": _any(bodies, MATHS),
        "tables": _any(bodies, TABLE),
        "notes": _any(bodies, f'<section class="{NOTES}"'),
        "pages": has_pages,
    }
    language = 0 if book.metadata.language.startswith("th") else 1
    told = (words[language] for name, words in SENTENCES.items() if has[name])
    summary = " ".join(told).format(all=len(pictures), bare=bare)
    return [
        *(("accessMode", mode) for mode in modes),
        *(("accessModeSufficient", way) for way in sufficient),
        *(("accessibilityFeature", name) for name in _features(book, bare == 0, has)),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", summary),
    ]


def _any(bodies: Iterable[str], sign: str) -> bool:
    return any(sign in body for body in bodies)


def _features(book: Book, described: bool, has: dict[str, bool]) -> Iterator[str]:
    """The values of accessibilityFeature; the cover has its words in any book."""
    if described:
        yield "alternativeText"
    yield from ("structuralNavigation", "tableOfContents", "readingOrder")
    yield from ("displayTransformability", "ARIA")
    if any(section.kind == "index" for section in book.sections):
        yield "index"
    if has["pages"]:
        yield from ("pageBreakMarkers", "pageNavigation")
    if has["maths"]:
        yield from ("MathML", "describedMath")
