"""What a proof-reader of the pages would mark, shown on the pages of the preview.

Enters: an edition of a BOOK. Leaves: for the page the marks of its paper, once they are asked for:
to read all pages takes a few seconds in a long book.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any

from thaibook.check import PageMark, page_marks
from thaibook.commands.preview.following import Edition
from thaibook.commands.preview.paper import PDFIUM
from thaibook.design import face_names
from thaibook.load import load_manuscript
from thaibook.messages import BookError


class PageMarks:
    """The marks of the last edition that was asked for; asked from the threads of the server."""

    def __init__(self, book: Path | None) -> None:
        self._book, self._lock = book, Lock()
        self._known: tuple[int, list[PageMark]] = (-1, [])

    def listed(self, edition: Edition, language: str) -> list[dict[str, Any]]:
        """What the page shows of an edition: boxes in shares of the page from the left and the
        top (none: the whole page), and words."""
        with self._lock:
            if self._known[0] != edition.number:
                self._known = edition.number, self._read(edition)
            marks = self._known[1]
        return [
            {
                "page": mark.number - 1,
                "box": _shares(mark, edition.paper.sizes[mark.number - 1]),
                "code": mark.problem.code,
                "message": mark.problem.message(language),
                "hint": mark.problem.hint(language),
                "path": mark.problem.path if mark.problem.line else "",
                "line": mark.problem.line,
            }
            for mark in marks
        ]

    def _read(self, edition: Edition) -> list[PageMark]:
        book = self._book or Path()
        try:
            manuscript = load_manuscript(book, face_names, [])
            chapters, words = manuscript.chapters, manuscript.words
        except BookError:  # it was changed, and the last good edition is shown
            chapters, words = (), frozenset()
        with PDFIUM:
            return page_marks(edition.made.pdf, book, chapters, words)


def _shares(mark: PageMark, size: tuple[float, float]) -> list[float] | None:
    """Left, top, width and height of a mark."""
    if mark.box is None:
        return None
    left, foot, right, top = mark.box
    width, height = size
    sides = left / width, 1 - top / height, (right - left) / width, (top - foot) / height
    return [round(side, 4) for side in sides]
