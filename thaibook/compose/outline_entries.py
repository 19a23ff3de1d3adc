"""The outline of the book: what its contents, its navigation and its bookmarks list.

Enters: the sections. Leaves: their headings down to some level, each with its depth; or
the same as lists in lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from thaibook.markup import element
from thaibook.model import Heading, Section


class Entry(NamedTuple):
    """One line of the contents; depth 1 is a part, or a chapter that is in none."""

    depth: int
    section: str
    heading: Heading


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
            entries.append(Entry(depth, section.name, heading))
    return entries


def outline_list(
    entries: Sequence[Entry], href: Callable[[Entry], str], cls: str = ""
) -> etree._Element:
    """The entries as an <ol> of links, with an <ol> for each depth; href: where each leads;
    cls: the class of the outermost."""
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
        item = etree.SubElement(listed, "li")
        item.append(element("a", entry.heading.title, href=href(entry)))
    if len(outermost):
        outermost[-1].tail = "\n"
    return outermost


def _list_around(listed: etree._Element) -> etree._Element:
    """The list in an item of which a list stands."""
    return next(listed.iterancestors("ol"), listed)
