"""Footnotes that stay where they are when a page is laid out again.

WeasyPrint lays pages out again when the page numbers that they show have become known.
A footnote that had no room on its page and went to the next is then forgotten, or shown
on whichever page is made next. Here each page is begun with the footnotes that the page
before it handed on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


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
