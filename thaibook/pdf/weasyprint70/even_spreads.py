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
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

# How many lines shorter (negative: longer) both pages of a spread may be, in the order tried.
SHORTER = (1, 2, -1, 3)
MOST_CUT = 3.5  # lines that a right-hand page may lose to end like the left one
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

    def __init__(
        self,
        remake_page: Callable[..., Any],
        block_level_layout: Callable[..., Any],
        begin_page: Callable[[Any], None],
    ) -> None:
        self._remake_page, self._lay_out = remake_page, block_level_layout
        self._begin_page = begin_page
        self._shorter = 0.0  # pixels, of the page that is being made
        self._beside: tuple[int, Any, Made] | None = None  # a right-hand page made already

    def remake_page(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """Make the page; a left-hand one together with the page beside it."""
        beside, self._beside = self._beside, None
        if beside and beside[0] == index and beside[1] is context.page_maker[index]:
            context.page_maker[index][-1].update(beside[2].met)
            return beside[2][:2]
        spread = _Spread(self._make, index, context, root_box, html)
        left, right = spread.best() if not context.page_maker[index][2] else (spread.left(0), None)
        if right:
            self._beside = index + 1, context.page_maker[index + 1], right
            context.page_maker[index + 1][-1]["content_changed"] = True  # come and take it
        return left[:2]

    def block_level_layout(self, context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        """Lay out a box; the text of a page shorter or longer than the page has room for."""
        if box.is_for_root_element:
            self._begin_page(box)
            # WeasyPrint takes a page with a name for one that was asked for, and leaves the white
            # above a heading at its top.
            asked_for = context.page_maker[context.current_page - 1][1]["break"]
            context.forced_break = asked_for != "any"
            bottom_space, *others = rest
            rest = bottom_space + self._shorter, *others
        return self._lay_out(context, box, *rest, **named)

    def _make(self, index: int, context: Any, root_box: Any, html: Any, shorter: float) -> Made:
        state = context.page_maker[index][-1]
        state["content_changed"] = state["pages_wanted"] = False
        state["anchors"], state["content_lookups"] = [], []
        for elements in context.running_elements.values():
            elements.pop(index + 1, None)
        self._shorter = shorter
        try:
            page, resume_at = self._remake_page(index, context, root_box, html)
        finally:
            self._shorter = 0.0
        following = context.page_maker[index + 1][1]["break"] if resume_at else "none"
        runs_on = following == "any" and not _has_notes(page)
        return Made(page, resume_at, _bottom(page) if runs_on else None, dict(state))


class _Spread:
    """Two facing pages, and the ways to make them."""

    def __init__(
        self, make: Callable[..., Made], index: int, context: Any, root_box: Any, html: Any
    ) -> None:
        self._make, self._index = make, index
        self._book = context, root_box, html

    def left(self, shorter: float) -> Made:
        """The left-hand page."""
        return self._make(self._index, *self._book, shorter)

    def right(self, shorter: float) -> Made:
        """The right-hand page, as it follows the left-hand one that was made last."""
        return self._make(self._index + 1, *self._book, shorter)

    def best(self) -> tuple[Made, Made | None]:
        """Both pages, or the left one alone where the other does not have to end like it."""
        left = self.left(0)
        if left.bottom is None:
            return left, None
        right = self.right(0)
        if right.bottom is None or abs(left.bottom - right.bottom) <= ALIKE:
            return left, right
        line = _last_line(left.page).height
        ends = _ends(left.page), _ends(right.page)
        apart = right.bottom - left.bottom
        if 0 < apart < MOST_CUT * line and _is_in(left.bottom, ends[1]):
            shortened = self.right(apart)  # the right one is longer, and may be what the left is
            if shortened.bottom is None or abs(left.bottom - shortened.bottom) <= ALIKE:
                return left, shortened
        bottom = max(left.bottom, right.bottom)
        for lines in SHORTER:
            wanted = bottom - lines * line
            # So many lines more begin the right page.
            moved = left.bottom - wanted
            may_be = _is_in(wanted, ends[0]) and _is_in(wanted - moved, ends[1])
            if lines > 0 and not may_be:
                continue
            shorter = self.left(lines * line)
            if shorter.bottom is None:
                continue
            right = self.right(bottom - shorter.bottom)
            if right.bottom is None or abs(shorter.bottom - right.bottom) <= ALIKE:
                return shorter, right
        left = self.left(0)
        return left, self.right(0)


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
        if not flow:
            return None
        box = flow[-1]
    return box


def _is_in(bottom: float, ends: list[float]) -> bool:
    return any(abs(bottom - end) <= ALIKE for end in ends)


def _ends(page: Any) -> list[float]:
    """The heights at which the text of a page might end: where neither side of the break would
    have fewer lines of a paragraph than it should. (What a heading or a picture asks for is seen
    when the page is made.)"""
    root = next(child for child in page.children if isinstance(child, boxes.BlockBox))
    paragraphs = list(_paragraphs(root))
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


def _paragraphs(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.BlockBox) and child.is_in_normal_flow():
            if child.children and isinstance(child.children[0], boxes.LineBox):
                yield child
            else:
                yield from _paragraphs(child)


def _bottom(page: Any) -> float | None:
    line = _last_line(page)
    return None if line is None else float(line.position_y + line.baseline)
