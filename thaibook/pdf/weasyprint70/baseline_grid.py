"""The lines of running text stand on one grid, page after page.

Facing pages register, and so do the two sides of a leaf, through which the print is seen
(Bringhurst 2.2.2: add and delete vertical space in measured intervals). Style sheets give
headings and lists white that sums to whole lines; a picture, a table or a formula is as high as
it is. Here each paragraph begins on the next line of the grid: what stands before it gives back
what it took. A text has a grid where the style sheets say `--grid: on`, and only paragraphs of
the book's own leading stand on it.

Stands in the place of block.block_container_layout, and is told of each page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import collapse_margin
from weasyprint.text.line_break import strut

NEAR = 0.02  # pixels: sums of lengths as they are rounded


class BaselineGrid:
    """Moves the beginnings of paragraphs down to the grid of their page."""

    def __init__(self, block_container_layout: Callable[..., Any]) -> None:
        self._lay_out = block_container_layout
        self._top = 0.0
        self._leading = 0.0
        self.spaced: list[Any] = []  # the elements above which there is a line more
        self._on_grid: dict[int, tuple[Any, bool]] = {}  # by the id of a style

    def begin_page(self, root: Any) -> None:
        """A page begins, with the first line of the grid at the root's top."""
        self._top = root.position_y
        body = root.children[0] if root.children else root
        self._leading = strut(body.style)[0]

    @property
    def top(self) -> float:
        """Where the grid of the page begins, in pixels."""
        return self._top

    @property
    def leading(self) -> float:
        """Of the page that was begun, in pixels."""
        return self._leading

    def block_container_layout(
        self, context: Any, box: Any, bottom_space: float, skip_stack: Any, page_is_empty: bool,
        absolute_boxes: Any, fixed_boxes: Any, adjoining_margins: Any, *rest: Any, **named: Any,
    ) -> Any:  # fmt: skip
        """Lay out a box; a paragraph that begins here from the next line of the grid on."""
        begins = skip_stack is None and box.children and isinstance(box.children[0], boxes.LineBox)
        within = isinstance(box, boxes.InlineBlockBox)  # stands on a line that has its place
        if begins and not within and self._has_grid(box.style):
            self._move_down(box, adjoining_margins or [])
        if begins and any(element is box.element for element in self.spaced):
            self._add_line(box, adjoining_margins or [])
        return self._lay_out(
            context, box, bottom_space, skip_stack, page_is_empty, absolute_boxes, fixed_boxes,
            adjoining_margins, *rest, **named,
        )  # fmt: skip

    def _has_grid(self, style: Any) -> bool:
        known = self._on_grid.get(id(style))
        if known is None:
            if not self._leading:  # letters without a size have no lines
                return False
            value = [token.value for token in style["__grid"] if token.type == "ident"]
            on_grid = value == ["on"] and abs(strut(style)[0] - self._leading) < NEAR
            known = self._on_grid[id(style)] = style, on_grid  # a kept style keeps its id
        return known[1]

    def _move_down(self, box: Any, margins: list[float]) -> None:
        """Give the box a margin above with which its text begins on the grid."""
        margin = collapse_margin([*margins, box.margin_top])
        text_top = box.position_y + margin + box.border_top_width + box.padding_top
        missing = (self._top - text_top) % self._leading
        box._thaibook_moved = 0.0
        if NEAR < missing < self._leading - NEAR:
            box._thaibook_moved = missing
            least = min([0.0, *margins])
            box.margin_top = margin + missing - least

    def _add_line(self, box: Any, margins: list[float]) -> None:
        """Give the box a line more above it than it would have."""
        margin = collapse_margin([*margins, box.margin_top])
        box.margin_top = margin + self._leading - min([0.0, *margins])
