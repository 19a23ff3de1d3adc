"""The outline of the book: what its contents, its navigation and its bookmarks list.

Enters: the sections. Leaves: their headings down to some level, each with its depth; or
the same as lists in lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from thaibook.markup import element
from thaibook.model import Heading, Section

# Contents of a spread are no burden; longer ones are this share of the book at most. How much a
# page of A5 holds in 11 pt, rather more than it does: then the share is less in truth.
ALWAYS_WELCOME, MOST_OF_BOOK = 2, 0.037
FEWEST = 5  # entries; with fewer they would say nothing of the text
LETTERS_ON_PAGE, ENTRIES_ON_PAGE, LETTERS_IN_ENTRY = 1250, 25, 44
TAGS = re.compile("<[^>]*>")


class Entry(NamedTuple):
    """One line of the contents; depth 1 is a part, or a chapter that is in none."""

    depth: int
    section: str
    heading: Heading
    voice: str  # "of-part", "of-chapter", "in-chapter"


def outline(sections: Iterable[Section], deepest: int) -> list[Entry]:
    """Every entry in the order of the book, with the headings down to the level `deepest`; a
    depth is at most one more than the last."""
    entries: list[Entry] = []
    for section in sections:
        if section.kind == "toc":
            continue
        # A text that begins with a smaller heading has its first larger one as its own.
        listed = [h for h in section.headings if h.level <= deepest and h.title]
        for number, heading in enumerate(listed):
            below = max(heading.level - 1, 1) if number else 0
            depth = min(section.level + below, entries[-1].depth + 1 if entries else 1)
            voice = (
                "in-chapter" if number else "of-part" if section.kind == "part" else "of-chapter"
            )
            entries.append(Entry(depth, section.name, heading, voice))
    return entries


def fitting_depth(sections: Sequence[Section], deepest: int, pages_in_page: float) -> int:
    """The level down to which the contents may go, at most `deepest`: those of a long book have
    a share of its pages that a reader still finds his way in. pages_in_page: how many usual
    pages (A5 in 11 pt) one of this book's holds."""
    letters = sum(len(TAGS.sub("", section.body)) for section in sections)
    pages = letters / LETTERS_ON_PAGE / pages_in_page + len(sections)
    for depth in range(deepest, 1, -1):
        titles = [len(entry.heading.title) for entry in outline(sections, depth)]
        lines = sum(1 + letters // LETTERS_IN_ENTRY for letters in titles)
        most = max(ALWAYS_WELCOME, MOST_OF_BOOK * pages)
        fewer = len(outline(sections, depth - 1))
        if lines / ENTRIES_ON_PAGE / pages_in_page <= most or fewer < FEWEST:
            return depth
    return 1


def outline_list(
    entries: Sequence[Entry], href: Callable[[Entry], str], cls: str = ""
) -> etree._Element:
    """The entries as an <ol> of links, with an <ol> for each depth; href: where each leads;
    cls: the class of the outermost, whose items then say their voices."""
    outermost = element("ol", "\n", cls=cls)
    listed, depth = outermost, 1
    for entry in entries:
        if entry.depth > depth:
            inner = element("ol", "\n")
            (listed[-1] if len(listed) else listed).append(inner)
            listed, depth = inner, depth + 1
        while entry.depth < depth:
            listed, depth = _list_around(listed), depth - 1
        if len(listed):
            listed[-1].tail = "\n"
        item = etree.SubElement(listed, "li", {"class": entry.voice} if cls else {})
        item.append(element("a", entry.heading.title, href=href(entry)))
    if len(outermost):
        outermost[-1].tail = "\n"
    return outermost


def _list_around(listed: etree._Element) -> etree._Element:
    """The list in an item of which a list stands."""
    return next(listed.iterancestors("ol"), listed)
