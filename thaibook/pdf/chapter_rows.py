"""What the pages of a chapter are chosen of (thaibook/pdf/page_breaking.py): plain data.

All lengths are in pixels, heights from the top of the text.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """What no page parts: a line, a picture, a row of a table.

    white: above it, where something stands before it on its page; inset, outset: the padding and
    border of boxes that begin or end with it; snaps: whether it begins on the grid; may_begin:
    whether a page may begin with it; baseline: of a line of text, from its top (None: a page that
    ends with it may end anywhere); repeated: what stands above it where it begins a page; below,
    above: the margins of the child of the section that ends or begins with it; parts_box: whether
    a page that begins with it parts a box; notes: the height of the notes that it calls.
    """

    white: float
    inset: float
    height: float
    outset: float
    snaps: bool = False
    may_begin: bool = True
    baseline: float | None = None
    repeated: float = 0.0
    below: float = 0.0
    above: float = 0.0
    is_scene: bool = False
    parts_box: bool = False
    notes: float = 0.0


class Float(NamedTuple):
    """A child of a section that may move to the head of the next page, or to the foot of its own.
    begin, end: its rows; stop: the row up to which text may move before it; taken: what it takes
    at a head; is_last: whether the section ends with what may move; start: the row from which on
    text may move below it to the next page (`begin`: none may); at_foot: what it takes there."""

    begin: int
    end: int
    stop: int
    taken: float
    is_last: bool
    start: int
    at_foot: float


class Place(NamedTuple):
    """Where a page begins: its first row, what stands above that (the first row of it), and what
    stood at the foot of the page before, though it comes later (its first row)."""

    row: int
    waiting: int = -1
    done: int = -1


class Page(NamedTuple):
    """A page as it may be. bottom: of its last line (None: anywhere); lines: that it is short;
    more: that its paragraphs take, and which these are; following: None at the end; spaces: the
    rows above which there is a line more; notes: what its notes take."""

    room: float
    bottom: float | None
    lines: float
    following: Place | None
    more: int
    paragraphs: tuple[int, ...]
    cost: float
    spaces: tuple[int, ...] = ()
    notes: float = 0.0


class End(NamedTuple):
    """A row with which a page may end. lowest: the room it needs; foot: of the row itself;
    notes: what the notes take that were called up to it."""

    lowest: float
    row: int
    foot: float
    notes: float = 0.0


class Spread(NamedTuple):
    """Two facing pages (or a last or first one alone)."""

    left: Page | None
    right: Page | None


class Step(NamedTuple):
    """A spread, where it begins and what it costs."""

    place: Place
    spread: Spread
    cost: float
