"""A table says that it goes on where it goes on, and not where it begins.

The head of a table stands on each of its pages, and its first row may say ตารางที่ 3 (ต่อ)
(thaibook/pdf/paper_tables.py). Where the table begins, that row is empty here, and has no height:
it has to be there, since WeasyPrint counts rows to know their borders.

Stands in the place of block.table_layout.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.css.properties import ZERO_PIXELS

from thaibook.pdf.paper_tables import CONTINUED


def told_later(theirs: Callable[..., Any]) -> Callable[..., Any]:
    """WeasyPrint's table_layout, for a table whose first row is for later pages."""

    def table_layout(
        context: Any, table: Any, bottom_space: float, skip_stack: Any, *rest: Any, **named: Any
    ) -> Any:
        head = table.children[0] if table.children else None
        if skip_stack is None and head is not None and head.is_header and _continues(head):
            first = head.children[0]
            empty = first.copy_with_children([_emptied(cell) for cell in first.children])
            begun = head.copy_with_children([empty, *head.children[1:]])
            children, table.children = table.children, [begun, *table.children[1:]]
            try:
                return theirs(context, table, bottom_space, skip_stack, *rest, **named)
            finally:
                table.children = children
        return theirs(context, table, bottom_space, skip_stack, *rest, **named)

    return table_layout


def _continues(head: Any) -> bool:
    row = head.children[0] if head.children else None
    return row is not None and is_continued(row)


def is_continued(box: Any) -> bool:
    """Whether a box is for the later pages of a table."""
    element = box.element
    return element is not None and CONTINUED in (element.get("class") or "").split()


def _emptied(cell: Any) -> Any:
    """The cell with nothing in it and nothing around it."""
    empty = cell.copy_with_children([])
    empty.style = cell.style.copy()
    for side in ("top", "bottom"):
        empty.style[f"padding_{side}"] = ZERO_PIXELS
        setattr(empty, f"border_{side}_width", 0)
    return empty
