"""The outline of the book: what its contents, its navigation and its bookmarks list.

Enters: the sections. Leaves: their headings down to the second level, each with its depth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from thaibook.model import Heading, Section

DEEPEST = 2  # the level of the headings listed below a chapter's own


class Entry(NamedTuple):
    """One line of the contents; depth 1 is a part, or a chapter that is in none."""

    depth: int
    section: str
    heading: Heading


def outline(sections: Iterable[Section]) -> list[Entry]:
    """Every entry in the order of the book; a depth is at most one more than the last."""
    found: list[Entry] = []
    for section in sections:
        if section.kind == "toc":
            continue
        # A text that begins with a smaller heading has its first larger one as its own.
        listed = [h for h in section.headings if h.level <= DEEPEST and h.title]
        for number, heading in enumerate(listed):
            found.append(Entry(section.level + (1 if number else 0), section.name, heading))
    return found


def nested(entries: Sequence[Entry], show: Callable[[Entry], str], start: str = "<ol>") -> str:
    """The entries as lists in lists, each shown by `show`; start opens the outermost."""
    parts, depth = [start], 1
    for number, entry in enumerate(entries):
        if entry.depth > depth:
            parts.append("<ol>")
        elif number:
            parts.append("</li>")
            parts += ["</ol></li>"] * (depth - entry.depth)
        depth = entry.depth
        parts.append(f"\n<li>{show(entry)}")
    parts.append("</li>" if entries else "")
    parts += ["</ol></li>"] * (depth - 1)
    return "".join([*parts, "\n</ol>"])
