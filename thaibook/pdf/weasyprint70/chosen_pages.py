"""The pages that were chosen for a chapter, as they are made one after the other.

Enters: a chapter on an endless page, then the place at which each spread begins. Leaves: how much
room each of its pages is to have, and which paragraphs take a line more or less on it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from thaibook.pdf.chapter_rows import Page, Place, Spread
from thaibook.pdf.weasyprint70.galley import Galley
from thaibook.pdf.weasyprint70.paragraph import Paragraph
from thaibook.pdf.weasyprint70.paragraph_lengths import Setter

DEAR = 4.0  # a spread for which paragraphs are asked whether they can be longer or shorter


class Chosen(NamedTuple):
    """A page as it is to be. shorter: than a page is, in pixels; following: where it ends; spaced:
    the elements above which there is a line more; notes: what its notes take, in pixels."""

    shorter: float
    paragraphs: list[tuple[Paragraph, int]]
    following: Place | None
    spaced: list[Any]
    notes: float


class ChosenPages:
    """Of one chapter."""

    def __init__(self, setter: Setter, galley: Galley) -> None:
        self._setter, self._galley = setter, galley
        self._height = galley.chapter.height
        self._spreads: dict[tuple[Place, bool], Spread] = {}
        self._asked = set[int]()

    def spread(self, resume_at: Any, is_right: bool) -> tuple[Chosen | None, Chosen | None] | None:
        """The left and the right page of a spread (is_right: the right one alone) that begins at
        a place; None where nothing was chosen."""
        place = self._galley.place(resume_at)
        if place is None:
            return None
        if (place, is_right) not in self._spreads:
            self._choose(place, is_right)
        spread = self._spreads.get((place, is_right))
        if spread is None:
            return None
        return self._chosen(spread.left), self._chosen(spread.right)

    def is_at(self, resume_at: Any, place: Place | None) -> bool:
        """Whether a page that was made ends where it was to end."""
        if resume_at is None or place is None:
            return resume_at is None and place is None
        return self._galley.place(resume_at) == place

    def _choose(self, place: Place, is_right: bool) -> None:
        chapter = self._galley.chapter
        ways = chapter.spreads(place, is_right)
        dear = [number for number, way in enumerate(ways) if way.cost >= DEAR]
        if dear:
            begins = [way.place.row for way in ways]
            ends = [*begins[1:], len(chapter.rows)]
            willing = dict(chapter.willing)
            for number in dear:
                span = begins[max(number - 1, 0)], ends[number]
                willing |= self._galley.willing(self._setter, *span, self._asked)
            if len(willing) > len(chapter.willing):
                chapter.willing_again(willing)
                ways = chapter.spreads(place, is_right)
        for number, way in enumerate(ways):
            self._spreads[way.place, is_right and not number] = way.spread

    def _chosen(self, page: Page | None) -> Chosen | None:
        if page is None:
            return None
        more = 1 if page.more > 0 else -1
        paragraphs = [(self._galley.paragraph(last), more) for last in page.paragraphs]
        spaced = [self._galley.element(row) for row in page.spaces]
        room = self._height - page.room
        return Chosen(room, paragraphs, page.following, spaced, page.notes)
