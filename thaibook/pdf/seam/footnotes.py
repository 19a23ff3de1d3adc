"""Footnotes that are not lost.

WeasyPrint makes room for the last line of a page by moving footnotes to the next page,
and forgets the footnotes of that line itself. And it lays pages out again when the page
numbers that they show have become known; a footnote that had gone to the next page is then
forgotten, or shown on whichever page is made next. Here the footnotes of every line are
laid out or handed on, and each page begins with those that the page before handed on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class EveryLine:
    """Stands in the place of weasyprint.layout.block._linebox_layout."""

    def __init__(self, linebox_layout: Callable[..., Any]) -> None:
        self._linebox_layout = linebox_layout

    def linebox_layout(
        self, context: Any, box: Any, index: int, child: Any, new_children: list[Any], *rest: Any
    ) -> Any:
        """Lay the lines out; a footnote of theirs that still waits goes to the next page."""
        before = len(new_children)
        made = self._linebox_layout(context, box, index, child, new_children, *rest)
        abort, new_footnotes = made[0], made[4]
        if abort or not context.footnotes:
            return made
        for line in new_children[before:]:
            for inner in line.descendants():
                if inner.footnote is not None and inner.footnote in context.footnotes:
                    context.footnotes.remove(inner.footnote)
                    context.reported_footnotes.append(inner.footnote)
                    new_footnotes.append(inner.footnote)
        return made


class HandedOn:
    """Stands in the place of weasyprint.layout.page.remake_page."""

    def __init__(self, remake_page: Callable[..., Any]) -> None:
        self._remake_page = remake_page
        self._footnotes: dict[int, list[Any]] = {}  # by the index of the page they go to

    def remake_page(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """Make the page; and the next one anew, if it now has other footnotes to take."""
        if len(context.page_maker) == 1:
            self._footnotes.clear()  # a new document
        context.reported_footnotes = list(self._footnotes.get(index, ()))
        made = self._remake_page(index, context, root_box, html)
        handed_on = list(context.reported_footnotes)
        before = self._footnotes.get(index + 1, [])
        if before != handed_on and index + 1 < len(context.page_maker):
            context.page_maker[index + 1][-1]["content_changed"] = True
        self._footnotes[index + 1] = handed_on
        return made
