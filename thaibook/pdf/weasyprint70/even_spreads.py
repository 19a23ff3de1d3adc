"""Facing pages end on the same line.

A page may end early: so that no line of a paragraph stands alone, or a heading keeps its text.
Then the page beside it would be longer, which is seen at once (Tschichold; Bringhurst 2.4.8).
Here a left-hand page is made together with the right-hand page beside it; where they end at
different heights the right one is cut, or both are made anew, a line shorter, two lines shorter, a
line longer, until they end alike. Ends that cannot be are not tried: to lay a page out is dear.
Pages that end where a chapter does, or above footnotes, are as they come.

Stands in the place of page.remake_page, and of block_level_layout for whole pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, product
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from thaibook.pdf.weasyprint70.baseline_grid import BaselineGrid
from thaibook.pdf.weasyprint70.chosen_pages import ChosenPages
from thaibook.pdf.weasyprint70.footnote_area import AtTheFoot, notes_kept
from thaibook.pdf.weasyprint70.galley import Galley
from thaibook.pdf.weasyprint70.paragraph import Paragraph
from thaibook.pdf.weasyprint70.paragraph_lengths import Setter, adjustable

# How many lines shorter (negative: longer) both pages of a spread may be than the longer of them
# is, and what that costs; and how many lines more or less its paragraphs may take on each.
SHORTER = ((0, 0.0), (1, 1.0), (2, 2.0), (-1, 2.5), (3, 4.0), (4, 7.0))
MORE = (0, 1, -1, 2, 3, -2)
LINE_COST = 1.5
MOST_TRIED = 8  # ways
ENDLESS = 1e6  # pixels
ALIKE = 1.0  # pixels: rounding, not another height


class Made(NamedTuple):
    """A page, where the next one goes on, and the height at which its text ends (None where it
    may end anywhere). met: the anchors and the counters of other pages that it met, which
    WeasyPrint forgets as it comes to the page."""

    page: Any
    resume_at: Any
    bottom: float | None
    met: dict[str, Any]


class EvenSpreads:
    """Makes the two pages of a spread together."""

    def __init__(self, setter: Setter, notes: AtTheFoot, grid: BaselineGrid) -> None:
        self._setter, self._notes, self._grid = setter, notes, grid
        self._remake_page, self._lay_out = notes.remake_page, notes.block_level_layout
        self._shorter = 0.0  # pixels, of the page that is being made
        self._beside: tuple[int, Any, Made] | None = None  # a right-hand page made already
        # The paragraphs that were given a line more or less, by the index of the left-hand page.
        self._changed: dict[int, list[Paragraph]] = {}
        self._chosen: dict[int, ChosenPages] = {}  # by the page with which a chapter begins

    def remake_page(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """Make the page; a left-hand one together with the page beside it."""
        beside, self._beside = self._beside, None
        self._grid.spaced = []
        if beside and beside[0] == index and beside[1] is context.page_maker[index]:
            context.page_maker[index][-1].update(beside[2].met)
            return beside[2][:2]
        if len(context.page_maker) == 1:  # a new document
            self._set_back(0)
            self._chosen.clear()
        self._set_back(index)
        book = context, root_box, html
        if len(context.page_maker) == index + 1 and _begins(context.page_maker[index]):
            self._choose(index, *book)
        spread = _Spread(self._make, self._setter, self._grid, index, *book)
        resume_at, _, is_right = context.page_maker[index][:3]
        of_chapter = max((at for at in self._chosen if at <= index), default=None)
        made = None
        if of_chapter is not None and not self._notes.waits_for(index):
            made = spread.as_chosen(self._chosen[of_chapter], resume_at, is_right)
        if made is None:
            made = (spread.left(0), None) if is_right else spread.best()
        left, right = made
        self._changed[index] = spread.changed
        if right:
            self._beside = index + 1, context.page_maker[index + 1], right
            context.page_maker[index + 1][-1]["content_changed"] = True  # come and take it
        return left[:2]

    def _choose(self, index: int, context: Any, root_box: Any, html: Any) -> None:
        """Choose the pages of what begins with a page."""
        restore = notes_kept(context)
        self._setter.is_galley = self._notes.is_galley = True
        try:
            made = self._make(index, context, root_box, html, -ENDLESS)
        finally:
            self._setter.is_galley = self._notes.is_galley = False
        del context.page_maker[index + 1 :]
        restore()
        if self._grid.leading > 0:
            heights = self._notes.heights if context.footnotes else (0.0, {})
            galley = Galley(made.page, self._grid.leading, heights)
            self._chosen[index] = ChosenPages(self._setter, galley)

    def _set_back(self, index: int) -> None:
        """Forget what lengths paragraphs were given for this page and those after it."""
        for later in [at for at in self._changed if at >= index]:
            for paragraph in self._changed.pop(later):
                paragraph.more_lines = 0

    def block_level_layout(self, context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        """Lay out a box; the text of a page shorter or longer than the page has room for."""
        if box.is_for_root_element:
            self._grid.begin_page(box)
            # WeasyPrint takes a page with a name for one that was asked for, and leaves the white
            # above a heading at its top.
            asked_for = context.page_maker[context.current_page - 1][1]["break"]
            context.forced_break = asked_for != "any"
            bottom_space, *others = rest
            rest = bottom_space + self._shorter, *others
        return self._lay_out(context, box, *rest, **named)

    def _make(
        self, index: int, context: Any, root_box: Any, html: Any, shorter: float, notes: float = 0.0
    ) -> Made:
        state = context.page_maker[index][-1]
        state["content_changed"] = state["pages_wanted"] = False
        state["anchors"], state["content_lookups"] = [], []
        for elements in context.running_elements.values():
            elements.pop(index + 1, None)
        self._shorter, self._notes.expected = shorter, notes
        try:
            page, resume_at = self._remake_page(index, context, root_box, html)
        finally:
            self._shorter = self._notes.expected = 0.0
        following = context.page_maker[index + 1][1]["break"] if resume_at else "none"
        runs_on = following == "any" and not _has_notes(page)
        return Made(page, resume_at, _bottom(page) if runs_on else None, dict(state))


class Way(NamedTuple):
    """How both pages of a spread might end alike. bottom: the height of their last lines; cuts:
    where the text of each ends as it was first made; more: the lines that paragraphs of each
    take more (negative: fewer)."""

    cost: float
    bottom: float
    cuts: tuple[float, float]
    more: tuple[int, int]


class _Spread:
    """Two facing pages, and the ways to make them."""

    def __init__(
        self, make: Callable[..., Made], setter: Setter, grid: BaselineGrid, index: int,
        context: Any, root_box: Any, html: Any,
    ) -> None:  # fmt: skip
        self._make, self._setter, self._grid, self._index = make, setter, grid, index
        self._book = context, root_box, html
        self._restore = notes_kept(context)
        self.changed: list[Paragraph] = []

    def left(self, shorter: float, notes: float = 0.0) -> Made:
        """The left-hand page."""
        self._restore()
        return self._make(self._index, *self._book, shorter, notes)

    def right(self, shorter: float, notes: float = 0.0) -> Made:
        """The right-hand page, as it follows the left-hand one that was made last."""
        return self._make(self._index + 1, *self._book, shorter, notes)

    def as_chosen(
        self, chosen: ChosenPages, resume_at: Any, is_right: bool
    ) -> tuple[Made, Made | None] | None:
        """The pages as they were chosen; None where nothing was, or where they end otherwise."""
        pages = chosen.spread(resume_at, is_right)
        if pages is None:
            return None
        self._grid.spaced = [each for page in pages if page for each in page.spaced]
        paragraphs = [each for page in pages if page for each in page.paragraphs]
        for paragraph, more in paragraphs:
            paragraph.more_lines = more
        self.changed = [paragraph for paragraph, _ in paragraphs]
        made = []
        for page, make in zip(
            pages, (self.left, self.left if is_right else self.right), strict=True
        ):
            if page is None:
                continue
            made.append(make(page.shorter, page.notes))
            if not chosen.is_at(made[-1].resume_at, page.following):
                break
        else:
            first, *others = made
            return first, (others[0] if others else None)
        for paragraph in self.changed:
            paragraph.more_lines = 0
        self.changed, self._grid.spaced = [], []
        return None

    def best(self) -> tuple[Made, Made | None]:
        """Both pages, or the left one alone where the other does not have to end like it."""
        left = self.left(0)
        if left.bottom is None:
            return left, None
        right = self.right(0)
        if right.bottom is None or abs(left.bottom - right.bottom) <= ALIKE:
            return left, right
        pages = left.page, right.page
        tried = 0
        for way in _ways(left, right):
            if tried == MOST_TRIED:
                break
            paragraphs = self._paragraphs(pages, way)
            if paragraphs is None:
                continue
            tried += 1
            found = self._made(way, pages, paragraphs)
            if found is not None:
                return found
        left = self.left(0)
        return left, self.right(0)

    def _paragraphs(self, pages: tuple[Any, Any], way: Way) -> list[tuple[Paragraph, int]] | None:
        """The paragraphs that are to take a line more or less, None where there are too few."""
        found = []
        for page, cut, more in zip(pages, way.cuts, way.more, strict=True):
            each = 1 if more > 0 else -1
            willing = adjustable(self._setter, _paragraphs_of(page), each, cut) if more else ()
            of_page = [(one.paragraph, each) for one in islice(willing, abs(more))]
            if len(of_page) < abs(more):
                return None
            found += of_page
        return found

    def _made(
        self, way: Way, pages: tuple[Any, Any], paragraphs: list[tuple[Paragraph, int]]
    ) -> tuple[Made, Made | None] | None:
        """The pages made in a way, if they end alike."""
        for paragraph, more in paragraphs:
            paragraph.more_lines = more
        left = self.left(_shorter(pages[0], way.bottom))
        if left.bottom is not None and abs(left.bottom - way.bottom) <= ALIKE:
            right = self.right(_shorter(pages[1], way.bottom))
            if right.bottom is None or abs(right.bottom - way.bottom) <= ALIKE:
                self.changed = [paragraph for paragraph, _ in paragraphs]
                return left, right
        for paragraph, _ in paragraphs:
            paragraph.more_lines = 0
        return None


def _ways(left: Made, right: Made) -> list[Way]:
    """The ways that may do, the best first."""
    assert left.bottom is not None
    assert right.bottom is not None
    line = _last_line(left.page).height
    ends = _ends(left.page), _ends(right.page)
    highest = max(left.bottom, right.bottom)
    ways = []
    for (lines, cost), more_left, more_right in product(SHORTER, MORE, MORE):
        bottom = highest - lines * line
        first = bottom - more_left * line
        # What the left page gives away begins the right one.
        second = bottom - (left.bottom - first) - more_right * line
        may_be = _is_in(first, ends[0]) and _is_in(second, ends[1])
        if may_be or (lines < 0 and not (more_left or more_right)):
            cost += LINE_COST * (abs(more_left) + abs(more_right))
            ways.append(Way(cost, bottom, (first, second), (more_left, more_right)))
    return sorted(ways, key=lambda way: way.cost)


def _begins(state: Any) -> bool:
    """Whether a page is the first of a section, or was asked for."""
    return state[0] is None or state[1]["break"] != "any"


def _shorter(page: Any, bottom: float) -> float:
    """How much shorter a page has to be for its last line to stand at a height; pixels."""
    line = _last_line(page)
    lowest = bottom + line.height - line.baseline + line.height / 4
    return float(page.content_box_y() + page.height - lowest)


def _has_notes(page: Any) -> bool:
    return any(isinstance(c, boxes.FootnoteAreaBox) and c.children for c in page.children)


def _last_line(page: Any) -> Any:
    """The line with which the text of a page ends; None where it ends with something else."""
    box = next(child for child in page.children if isinstance(child, boxes.BlockBox))
    while not isinstance(box, boxes.LineBox):
        whole = box.style["break_inside"] in ("avoid", "avoid-page")
        if whole or not isinstance(box, boxes.BlockBox | boxes.BlockContainerBox):
            return None  # a picture, a table, a figure with its caption
        flow = [child for child in box.children if child.is_in_normal_flow()]
        if not flow or box.padding_bottom + box.border_bottom_width:
            return None  # (or the frame of a box)
        box = flow[-1]
    return box


def _is_in(bottom: float, ends: list[float]) -> bool:
    return any(abs(bottom - end) <= ALIKE for end in ends)


def _ends(page: Any) -> list[float]:
    """The heights at which the text of a page might end: where neither side of the break would
    have fewer lines of a paragraph than it should. (What a heading or a picture asks for is seen
    when the page is made.)"""
    paragraphs = _paragraphs_of(page)
    ends = []
    for number, paragraph in enumerate(paragraphs):
        lines = [line for line in paragraph.children if isinstance(line, boxes.LineBox)]
        # The first may have begun on the page before, the last may go on on the next.
        least = 1 if number == 0 else min(paragraph.style["orphans"], len(lines))
        most = len(lines) - (paragraph.style["widows"] if number + 1 < len(paragraphs) else 0)
        for index, line in enumerate(lines, 1):
            if least <= index <= most or index == len(lines):
                ends.append(float(line.position_y + line.baseline))
    return ends


def _paragraphs_of(page: Any) -> list[Any]:
    """The boxes of a page's text that hold lines."""
    root = next(child for child in page.children if isinstance(child, boxes.BlockBox))
    return list(_paragraphs_in(root))


def _paragraphs_in(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.BlockBox) and child.is_in_normal_flow():
            if child.children and isinstance(child.children[0], boxes.LineBox):
                yield child
            else:
                yield from _paragraphs_in(child)


def _bottom(page: Any) -> float | None:
    line = _last_line(page)
    return None if line is None else float(line.position_y + line.baseline)
