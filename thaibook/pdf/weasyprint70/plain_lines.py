"""Lines of plain text, made with less ado.

Nearly all lines of a book are one text in one style, with nothing beside it. WeasyPrint goes
through what a line might hold: floats, notes, boxes in boxes, alignments. Here such a line
is made directly from the plan of its paragraph, the same as WeasyPrint would make it
(inline.get_next_linebox, split_inline_box, split_text_box).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.layout.float import avoid_collisions
from weasyprint.layout.inline import _adjust_line_height, line_box_verticality

from thaibook.pdf.weasyprint70.line_setter import LineSetter
from thaibook.pdf.weasyprint70.paragraph import SkipStack
from thaibook.pdf.weasyprint70.used_values import resolve_percentages, strut


class PlainLines:
    """Stands in the place of inline.get_next_linebox."""

    def __init__(self, setter: LineSetter, get_next_linebox: Callable[..., Any]) -> None:
        self._setter, self._theirs = setter, get_next_linebox

    def get_next_linebox(
        self, context: Any, line: Any, position_y: float, bottom_space: float,
        skip_stack: SkipStack, block: Any, absolute_boxes: Any, fixed_boxes: Any,
        first_letter_style: Any, first_line_style: Any,
    ) -> Any:  # fmt: skip
        """The next line of a line box, and where to go on."""
        if not (context.excluded_shapes or first_letter_style or first_line_style):
            made = self._plain(context, line, position_y, skip_stack, block)
            if made is not None:
                return made
        return self._theirs(
            context, line, position_y, bottom_space, skip_stack, block, absolute_boxes,
            fixed_boxes, first_letter_style, first_line_style,
        )  # fmt: skip

    def _plain(
        self, context: Any, box: Any, position_y: float, skip_stack: SkipStack, block: Any
    ) -> tuple[Any, SkipStack] | None:
        """The line, if it is one of plain text."""
        paragraph = self._setter.paragraph_of(box)
        if paragraph is None or not paragraph.is_plain:
            return None
        box.position_y, box.width, box.height = position_y, 0, 0
        left, _, room = avoid_collisions(context, box, block, outer=False)
        box.position_x = left
        x = left + box.text_indent
        found = self._setter.planned(box, block, paragraph, skip_stack, x, left + room)
        if found is None:
            return None
        start, end, visible_end = found
        text = paragraph.text[start:visible_end]
        if not text or text[0] == " ":
            return None
        if paragraph.resolved != block.width:
            resolve_percentages(box.children[0], block)
            paragraph.resolved = block.width
        shaped = self._setter.shaped_line(paragraph, text, box.children[0], context)
        if shaped[2] is not None:  # a line ends in it
            return None
        line = box.copy_with_children([_text_box(box.children[0], x, position_y, shaped)])
        resume_at = paragraph.skip(end) if end < len(paragraph.text) else None
        line._thaibook_line = paragraph, start, end
        self._place(context, line, left, room, position_y, resume_at is None)
        box.width, box.height = line.width, line.height
        return line, resume_at

    def _place(
        self, context: Any, line: Any, left: float, room: float, top: float, last: bool
    ) -> None:
        """Fill a line with one text, and put it where it stands."""
        text = line.children[0]
        line.width = text.position_x + text.margin_width() - line.content_box_x()
        _adjust_line_height(line)
        offset_x = self._setter.text_align(context, line, room, last)
        bottom, highest = line_box_verticality(line)
        line.baseline, line.position_y, line.height = -highest, highest, bottom - highest
        line.margin_top = line.margin_bottom = 0
        line.translate(offset_x, top - highest)
        line.position_y = top


def _text_box(box: Any, x: float, y: float, shaped: Any) -> Any:
    """A copy of a text's box with a part of its text as it was shaped."""
    layout, _, _, width, height, baseline = shaped
    made = box.copy_with_text(layout.text)
    made.position_x, made.position_y, made.pango_layout = x, y, layout
    made.width, made.height = width, height
    line_height, _ = strut(made.style)
    made.margin_top = made.margin_bottom = (line_height - height) / 2
    made.baseline = baseline + made.margin_top
    return made
