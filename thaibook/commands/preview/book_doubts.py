"""The doubts of a book's corrections.yaml, shown and answered on the page.

Enters: a BOOK, and answers. Leaves: what the page shows of the doubts; with an answer, the
record and the clean text are written, and the book is built again as after any other change.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from thaibook.clean import OpenDoubts, open_doubts
from thaibook.messages import in_thai
from thaibook.storage import write_files

RECORD = "corrections.yaml"
MOST_SHOWN = 200  # at one time; those that are answered make room for others
MOST_UNDONE = 100


def _said(why: str, language: str) -> str:
    return in_thai(why) if language == "th" else why


class BookDoubts:
    """The doubts of one book; asked from the threads of the server."""

    def __init__(self, book: Path | None) -> None:
        self._place = book / RECORD if book and book.is_dir() else None
        self._lock = threading.Lock()
        self._known: tuple[tuple[int, int], OpenDoubts | None] | None = None
        self._before: list[tuple[dict[Path, bytes], dict[Path, bytes]]] = []  # (was, became)

    def _opened(self) -> OpenDoubts | None:
        """The doubts as they are now. Raises BookError where the record cannot be followed."""
        if self._place is None or not self._place.is_file():
            return None
        state = self._place.stat()
        stamp = (state.st_mtime_ns, state.st_size)
        if self._known is None or self._known[0] != stamp:
            self._known = (stamp, open_doubts(self._place))
        return self._known[1]

    def listed(self, language: str) -> dict[str, Any]:
        """What the page shows: the doubts, how many there are, whether an answer can be undone."""
        with self._lock:
            opened = self._opened()
        if opened is None:
            return {"doubts": [], "count": 0, "undo": False, "record": False}
        alike: dict[str, int] = {}
        for each in opened.doubts:
            alike[each.doubt.raw] = alike.get(each.doubt.raw, 0) + 1
        shown = [
            {
                "at": each.doubt.start, "raw": each.doubt.raw, "before": each.doubt.before,
                "after": each.doubt.after, "suggestions": each.doubt.suggestions,
                "sure": each.doubt.sure, "why": _said(each.doubt.why, language),
                "alike": alike[each.doubt.raw], "path": str(self._book_path(opened)),
                "line": each.line,
            }
            for each in opened.doubts[:MOST_SHOWN]
        ]  # fmt: skip
        return {
            "doubts": shown, "count": len(opened.doubts), "undo": bool(self._before),
            "record": True,
        }  # fmt: skip

    def _book_path(self, opened: OpenDoubts) -> Path:
        """The clean text, as messages name it."""
        assert self._place
        return self._place.parent / opened.record.text

    def answer(self, at: int, words: str, whole: bool) -> None:
        """Answer the doubt at a place of the raw text. Raises BookError."""
        with self._lock:
            opened = self._opened()
            if opened is None:
                return
            became = opened.answered(at, words, whole)
            was = {path: path.read_bytes() for path in became}
            write_files(became)
            self._before = [*self._before[-MOST_UNDONE:], (was, became)]

    def undo(self) -> None:
        """Take the last answer back, where nobody has written the files since."""
        with self._lock:
            if not self._before:
                return
            was, became = self._before.pop()
            if all(path.read_bytes() == data for path, data in became.items()):
                write_files(was)
            else:
                self._before.clear()
