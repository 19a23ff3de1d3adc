"""One section of the book as paper needs it, as plain data.

Enters: a Section, the same for every format, and what the whole book says to each of its
sections. Leaves: a PaperSection, which can be made in any process, kept, and joined with the
others. The body is parsed once, adapted as a tree, and written once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

import lxml.html

from thaibook.model import Book, Design, Section
from thaibook.pdf.front_matter import front_matter
from thaibook.pdf.paper_body import SIGNS, PaperSetting, adapt, inside
from thaibook.pdf.paragraph_texts import paragraph_texts
from thaibook.pdf.running_heads import shorten_heads

IDS = re.compile(r'\bid="([^"]+)"')


class PaperSection(NamedTuple):
    """A section for the PDF.

    name: of the Section, its id; classes: what style sheets call it; body: HTML; texts: of
    its paragraphs, as the layout will have them; undrawn: the TeX of its formulas that cannot
    be drawn.
    """

    name: str
    classes: str
    body: str
    texts: tuple[str, ...]
    undrawn: tuple[str, ...] = ()


def paper_setting(book: Book, design: Design) -> PaperSetting:
    """What the book and its design say to each section."""
    measures, page = design.measures, book.page
    scale = book.typography.size_pt / measures.text_pt
    share = measures.column_of(page) / measures.column_mm / scale
    numbering = front_matter(book)
    area = page.width_mm * page.height_mm / (measures.page_width_mm * measures.page_height_mm)
    return PaperSetting(
        page_label=book.label("page"),
        face=design.text_face,
        note_letters=measures.note_letters * area / scale**2,
        head_letters=int(measures.head_letters * share),
        caption_letters=measures.caption_letters * share,
        table_room=measures.table_em * share,
        continued=book.label("continued"),
        front=frozenset(numbering.front),
        main=numbering.main,
        front_places=frozenset(_places(book, numbering.front)),
    )


def paper_section(section: Section, setting: PaperSetting) -> PaperSection:
    """The section as paper needs it."""
    root = lxml.html.fragment_fromstring(section.body, create_parent="div")
    undrawn: list[str] = []
    changed = any(sign in section.body for sign in SIGNS)
    if changed:
        undrawn = adapt(root, setting)
    if shorten_heads(root, setting.head_letters):
        changed = True
    if setting.front_places and _mark_front(root, setting.front_places):
        changed = True
    body = inside(root) if changed else section.body
    texts = tuple(paragraph_texts(root))
    classes = section.classes
    if section.name in setting.front or section.name == setting.main:
        classes += " main" if section.name == setting.main else " front"
    return PaperSection(section.name, classes, body, texts, tuple(undrawn))


def _places(book: Book, names: Collection[str]) -> Iterator[str]:
    """The names of all places in the sections of these names."""
    for section in book.sections:
        if section.name in names:
            yield section.name
            yield from IDS.findall(section.body)


def _mark_front(root: lxml.html.HtmlElement, places: Collection[str]) -> bool:
    """Say of each link that it leads to a page with a number of the front matter; whether any
    does."""
    links = [link for link in root.iter("a") if link.get("href", "")[1:] in places]
    for link in links:
        link.set("class", " ".join(filter(None, (link.get("class"), "front"))))
    return bool(links)
