"""The Markdown that Thai authors write, made into the markup of a book.

Enters: the clean tree of a chapter's HTML. Leaves: a tree of plain XHTML with classes, the same
for every format, and the names of its places. The steps stand in an order: each says what it
finds and what it makes.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from thaibook.markup.admonitions import make_boxes
from thaibook.markup.book_blocks import part_pictures, shape_blocks
from thaibook.markup.elements import classes, drop_class, remove
from thaibook.markup.figures import caption_all
from thaibook.markup.hanging_items import hang_items
from thaibook.markup.highlighting import highlight
from thaibook.markup.index_terms import mark_terms
from thaibook.markup.linebreaks import join_lines
from thaibook.markup.maiyamok import space_maiyamok
from thaibook.markup.maths import set_maths
from thaibook.markup.notes import place_notes
from thaibook.markup.quotes import turn_quotes
from thaibook.markup.references import (
    HEADINGS,
    Places,
    heading_text,
    mark_references,
    name_places,
)
from thaibook.markup.scripts import join_scripts
from thaibook.markup.source import Source
from thaibook.markup.task_lists import tick_tasks
from thaibook.model import Heading
from thaibook.vocabulary import (
    AUTOMATIC,
    BACKLINK,
    CALL_LINK,
    INDEX_LINK,
    LABEL,
    NOTE_CALL,
    NOTE_NUMBER,
    NOTES,
)

# Classes that say what the book has made; in an author's HTML they would say it wrongly.
RESERVED = (
    NOTE_CALL, NOTES, NOTE_NUMBER, BACKLINK, CALL_LINK, LABEL, AUTOMATIC, INDEX_LINK, "tick"
)  # fmt: skip


def headings(root: etree._Element) -> Iterator[Heading]:
    """The headings of a dressed tree, as the contents show them."""
    for node in root.iter(*HEADINGS):
        yield Heading(int(node.tag[1]), node.get("id", ""), heading_text(node))


def dress(root: etree._Element, source: Source) -> Places:
    """Make the sanitised tree of a chapter into the book's own markup, in place.

    Faults are added to source.problems.
    """
    for name in RESERVED:
        for node in classes(root, name):
            drop_class(node, name)
    for paragraph in list(root.iter("p")):
        if not len(paragraph) and not (paragraph.text or "").strip() and not paragraph.attrib:
            remove(paragraph)  # HTML closes a <p> before a block, and begins one after it
    make_boxes(root, source)
    tick_tasks(root, source)
    set_maths(root, source)
    highlight(root, source)
    part_pictures(root)
    caption_all(root, source)
    shape_blocks(root, source)
    join_scripts(root)
    place_notes(root, source)
    join_lines(root)
    space_maiyamok(root, source.setting.maiyamok)
    turn_quotes(root)
    mark_terms(root, source)
    hang_items(root)
    places = name_places(root, source)
    mark_references(root)
    return places
