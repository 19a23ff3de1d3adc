"""The content documents of an EPUB.

Enters: a Book and the bodies of its sections as an EPUB has them. Leaves: XHTML documents,
in the order of the spine, and the navigation document. Rules: EPUB 3.3, 6.1 and 7.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from itertools import count, takewhile
from typing import NamedTuple

from thaibook.epub.joined_sheets import COVER_SHEET, TEXT_SHEET
from thaibook.epub.matter import FRONT, matters
from thaibook.epub.navigation import navigation, page_id
from thaibook.epub.page_breaks import with_page_breaks
from thaibook.epub.splitting import part_name, places_of, relinked, split
from thaibook.model import Book, PageStart, Section
from thaibook.storage import cached, digest_of, program_digest

KEPT = "page-breaks"  # the folder of the cache
COVER_SIZE = (1600, 2560)  # pixels; KDP's ideal, accepted by every shop
# Kinds of sections that DPUB-ARIA 1.1 has a role for: doc-chapter, doc-preface …
ROLES = frozenset(
    "acknowledgments afterword appendix bibliography chapter colophon conclusion dedication "
    "epigraph epilogue foreword glossary index introduction part preface prologue toc".split()
)

BODY = re.compile("<body[^>]*>(.*)</body>", re.DOTALL)
DOCUMENT = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}" class="{setting}">
<head>
<title>{title}</title>
{style}</head>
<body{matter}>
{body}
</body>
</html>
"""


class Documents(NamedTuple):
    """The texts of an EPUB: (name, XHTML) in the order of the spine, the navigation document,
    and the pages of the printed book that begin in them, each with its document. places: the
    document of each (section, id) that is not in the first one of its section."""

    spine: tuple[tuple[str, str], ...]
    navigation: str
    pages: tuple[tuple[str, PageStart], ...] = ()
    places: Mapping[tuple[str, str], str] = {}

    def of(self, section: str) -> str:
        """The document of a section; of one that is in several, all their texts in one."""
        texts = dict(self.spine)
        names = (part_name(section, number) for number in count())
        first, *others = [texts[name] for name in takewhile(texts.__contains__, names)]
        inside = "".join(BODY.findall(other)[0] for other in others)
        return first.replace("</body>", f"{inside}</body>") if others else first


def shown_sections(book: Book) -> tuple[Section, ...]:
    """The sections that a reader of the EPUB sees. A half title guards the title page from
    dirt; on a screen it is a page to turn."""
    return tuple(section for section in book.sections if section.kind != "halftitlepage")


def content_documents(
    book: Book, bodies: Mapping[str, str], starts: Sequence[PageStart] = ()
) -> Documents:
    """The documents of `book`. bodies: by the sections' names, adapted and marked; starts:
    where the pages of the PDF built beside it begin."""
    starts_of_section: dict[str, list[PageStart]] = {}
    for start in starts:
        starts_of_section.setdefault(start.section, []).append(start)
    bodies = {
        name: _with_page_breaks(body, starts_of_section.get(name, ()))
        for name, body in bodies.items()
    }
    pages = [
        (start.section, start)
        for start in starts
        if f'id="{page_id(start)}"' in bodies.get(start.section, "")
    ]
    sections = shown_sections(book)
    matter = matters(sections)
    parts = {section.name: split(bodies[section.name]) for section in sections}
    places = places_of(parts)
    spine = [("cover", _cover_page(book))]
    for section in sections:
        for number, part in enumerate(parts[section.name]):
            body = relinked(part, places)
            text = _document(book, section, number, body, matter[section.name])
            spine.append((part_name(section.name, number), text))
    pages = [(places.get((name, page_id(start)), name), start) for name, start in pages]
    contents = relinked(navigation(book, pages, matter), places)
    return Documents(
        tuple(spine), _page(book, book.label("contents"), contents), tuple(pages), places
    )


def _with_page_breaks(body: str, starts: Sequence[PageStart]) -> str:
    """The body with its page breaks; of a section that has not changed, as it was kept."""
    if not starts:
        return body
    name = digest_of(program_digest(), body, starts)
    return cached(KEPT, name, lambda: with_page_breaks(body, starts).encode()).decode()


def cover_size(book: Book) -> tuple[int, int]:
    """The pixels of the cover; a picture that is the whole cover keeps its shape."""
    image = book.cover.image
    if not image or not book.cover.is_finished:
        return COVER_SIZE
    width = round(COVER_SIZE[1] * image.width / image.height)
    return max(COVER_SIZE[0] // 2, min(width, COVER_SIZE[1])), COVER_SIZE[1]


def _cover_page(book: Book) -> str:
    """The document that shows the picture of the cover."""
    width, height = cover_size(book)
    alt = f"{book.label('cover of')} {book.metadata.title}"
    credit = " ".join(part for part in (book.cover.credit, book.cover.image_link) if part)
    if credit:
        alt = f"{alt} · {credit}"
    body = (
        f'<section epub:type="cover" class="cover-page"><img src="../cover.jpg" '
        f'alt="{html.escape(alt)}" width="{width}" height="{height}"/></section>'
    )
    return _page(book, book.label("cover"), body, FRONT, COVER_SHEET)


def _document(book: Book, section: Section, number: int, body: str, matter: str) -> str:
    """The document of one part of a section; the first, number 0, says what the section is."""
    if number:
        name = part_name(section.name, number)
        whole = f'<section class="{section.classes} continued" id="{name}">\n{body}\n</section>'
        return _page(book, section.title, whole, matter, TEXT_SHEET)
    role = f' role="doc-{section.kind}"' if section.kind in ROLES else ""
    labelled = f' aria-labelledby="{section.headings[0].id}"' if section.headings else ""
    whole = (
        f'<section class="{section.classes}" id="{section.name}" epub:type="{section.kind}"'
        f"{role}{labelled}>\n{body}\n</section>"
    )
    return _page(book, section.title, whole, matter, TEXT_SHEET)


def _page(book: Book, title: str, body: str, matter: str = "", sheet: str = "") -> str:
    """An XHTML document with that title and that body, in that part of the book."""
    link = f'<link rel="stylesheet" type="text/css" href="../styles/{sheet}"/>\n'
    return DOCUMENT.format(
        language=book.metadata.language,
        setting=setting_classes(book),
        title=html.escape(title, quote=False),
        style=link if sheet else "",
        matter=f' epub:type="{matter}"' if matter else "",
        body=body,
    )


def setting_classes(book: Book) -> str:
    """The author's choices of typography, as classes that the style sheets know."""
    typography = book.typography
    return f"{'justify' if typography.justify else 'ragged'} digits-{typography.digits}"
