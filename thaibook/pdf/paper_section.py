"""One section of the book as paper needs it, as plain data.

Enters: a Section, the same for every format, and what the whole book says to each of its
sections. Leaves: a PaperSection, which can be made in any process, kept, and joined with the
others. The body is parsed once, adapted as a tree, and written once.
"""

from __future__ import annotations

from typing import NamedTuple

import lxml.html

from thaibook.model import Book, Design, Section
from thaibook.pdf.paper_body import SIGNS, PaperSetting, adapt, inside
from thaibook.pdf.paragraph_texts import paragraph_texts
from thaibook.pdf.running_heads import shorten_heads


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
    area = page.width_mm * page.height_mm / (measures.page_width_mm * measures.page_height_mm)
    return PaperSetting(
        page_label=book.label("page"),
        face=design.text_face,
        note_letters=measures.note_letters * area / scale**2,
        head_letters=int(measures.head_letters * share),
        caption_letters=measures.caption_letters * share,
        tables=tuple((most * share, name) for most, name in measures.tables),
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
    body = inside(root) if changed else section.body
    texts = tuple(paragraph_texts(root))
    return PaperSection(section.name, section.classes, body, texts, tuple(undrawn))
