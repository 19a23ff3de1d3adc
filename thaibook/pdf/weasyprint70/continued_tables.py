"""A table has its head on each of its pages, and says there that it goes on.

The first row of the head may say ตารางที่ 3 (ต่อ) (thaibook/pdf/paper_tables.py). Where the table
begins, that row is empty here, and has no height: it has to be there, since WeasyPrint counts rows
to know their borders. The first two rows of a table stand together, and the last two; where they
and the head do not fit a page, WeasyPrint would leave out the head: here they are parted.

Stands in the place of block.table_layout.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.css.properties import ZERO_PIXELS
from weasyprint.layout.block import remove_placeholders

from thaibook.pdf.paper_tables import CONTINUED


def told_later(theirs: Callable[..., Any]) -> Callable[..., Any]:
    """WeasyPrint's table_layout, for a table whose first row is for later pages."""

    def table_layout(
        context: Any, table: Any, bottom_space: float, skip_stack: Any, containing_block: Any,
        page_is_empty: bool, absolute_boxes: Any, fixed_boxes: Any,
    ) -> Any:  # fmt: skip
        def lay_out(children: list[Any]) -> Any:
            whole, table.children = table.children, children
            try:
                return theirs(context, table, bottom_space, skip_stack, containing_block,
                              page_is_empty, absolute_boxes, fixed_boxes)  # fmt: skip
            finally:
                table.children = whole

        if not table.children or not table.children[0].is_header:
            return lay_out(table.children)
        head, *groups = table.children
        if skip_stack is None and _continues(head):
            first = head.children[0]
            empty = first.copy_with_children([_emptied(cell) for cell in first.children])
            head = head.copy_with_children([empty, *head.children[1:]])
        result = lay_out([head, *groups])
        if page_is_empty and result[0] is not None and not _has_head(result[0]):
            remove_placeholders(context, [result[0]], absolute_boxes, fixed_boxes)
            result = lay_out([head, *map(_parted, groups)])
        return result

    return table_layout


def _continues(head: Any) -> bool:
    row = head.children[0] if head.children else None
    return row is not None and is_continued(row)


def is_continued(box: Any) -> bool:
    """Whether a box is for the later pages of a table."""
    element = box.element
    return element is not None and CONTINUED in (element.get("class") or "").split()


def _has_head(table: Any) -> bool:
    return bool(table.children) and table.children[0].is_header


def _parted(group: Any) -> Any:
    """The rows, of which none has to stand beside another."""
    rows = []
    for row in group.children:
        free = row.copy_with_children(row.children)
        free.style = row.style.copy()
        free.style["break_before"] = free.style["break_after"] = "auto"
        rows.append(free)
    return group.copy_with_children(rows)


def _emptied(cell: Any) -> Any:
    """The cell with nothing in it and nothing around it."""
    empty = cell.copy_with_children([])
    empty.style = cell.style.copy()
    for side in ("top", "bottom"):
        empty.style[f"padding_{side}"] = ZERO_PIXELS
        setattr(empty, f"border_{side}_width", 0)
    return empty
