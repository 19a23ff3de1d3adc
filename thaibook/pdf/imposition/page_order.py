"""Which page stands where on a sheet.

Enters: how many pages there are. Leaves: the sides of the sheets as they are printed, each a row
of pages counted from 0, None for an empty place. Pure arithmetic; the proof is a folded dummy in
tests/test_imposition.py. Sheets of a booklet are printed on both sides and turned on their short
edge, so that the back stands upright as the front does.
"""

from __future__ import annotations

from typing import NamedTuple

PAGES_OF_A_SHEET = 4  # folded once
# How many sheets a stapler of an office takes, and how many there are in each section of a book
# that has more: sections of eight still fold flat.
STAPLED, IN_A_SECTION = 16, 8


class Side(NamedTuple):
    """One side of a sheet. places: its pages from left to right, and from top to bottom; depth:
    how many sheets of its section lie outside it; section: which it belongs to; outer: it is the
    outside of its section."""

    places: tuple[int | None, ...]
    depth: int = 0
    section: int = 0
    outer: bool = False


def section_sizes(pages: int, sheets: int = 0) -> list[int]:
    """How many sheets each section of a booklet has, as evenly as can be. sheets: at most so
    many, 0 for what a stapler takes, or else sections of eight."""
    total = max(1, -(-pages // PAGES_OF_A_SHEET))
    most = sheets or (STAPLED if total <= STAPLED else IN_A_SECTION)
    count = -(-total // most)
    each, more = divmod(total, count)
    return [each + (number < more) for number in range(count)]


def booklet_sides(pages: int, sheets: int = 0) -> list[Side]:
    """The sides of a booklet, front and back of each sheet, from the outside of the first
    section to the inside of the last."""
    sides: list[Side] = []
    first = 0
    for section, size in enumerate(section_sizes(pages, sheets)):
        last = first + PAGES_OF_A_SHEET * size - 1
        for depth in range(size):
            front = (last - 2 * depth, first + 2 * depth)
            back = (first + 2 * depth + 1, last - 2 * depth - 1)
            for places in (front, back):
                there = tuple(page if page < pages else None for page in places)
                sides.append(Side(there, depth, section, outer=not depth and places is front))
        first = last + 1
    return sides


def several_sides(pages: int, on_sheet: int) -> list[Side]:
    """Pages one after another, so many on each side."""
    return [
        Side(tuple(page if page < pages else None for page in range(first, first + on_sheet)))
        for first in range(0, pages, on_sheet)
    ]
