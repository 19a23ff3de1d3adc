"""What the pages of a section say, beside how they look: its structure as plain data.

A Tagged is one structure element of a PDF (ISO 32000-1, 14.7 and 14.8): its type, what is in it
in the order of reading, and what it says of itself. It is made while a section is drawn, kept
with its pages, and joined with those of the others by structure_tree.
"""

from __future__ import annotations

from typing import NamedTuple

# What an element may say of its cell, list or picture: (owner, name) -> value, as PDF writes it.
Attributes = tuple[tuple[str, str, object], ...]


class Marked(NamedTuple):
    """Marked content: the index of its page in the section, and its number there."""

    page: int
    number: int


class LinkMark(NamedTuple):
    """A link annotation: the index of its page in the section, and its place among the links of
    that page."""

    page: int
    place: int


class Tagged(NamedTuple):
    """A structure element.

    kind: its type; kids: what is in it; lang: its language where it is not that of what it is
    in; alt: what stands for a picture; full: what an abbreviation is short for; name: by which
    others name it, unique in the section; headers: the names of the cells that say what this
    one is; box: (index of the page, left, bottom, right, top) of a picture, in points; says: of a
    link, what it leads to.
    """

    kind: str
    kids: tuple[Tagged | Marked | LinkMark, ...]
    lang: str = ""
    alt: str = ""
    full: str = ""
    name: str = ""
    headers: tuple[str, ...] = ()
    attributes: Attributes = ()
    box: tuple[float, ...] = ()
    says: str = ""
