"""The items of lists in Markdown, nested, with the markers that the source shows.

Enters: paragraphs that stand in lists, one after the other. Leaves: Markdown. `-`, `1.`, `๑.` and
`ก.` are lists of Markdown; what it has no list for, (๑) or iv., stays a line with its marker, which
the book hangs below it (docs/markdown.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from thaibook.importing.source_document import Paragraph

NATIVE = re.compile(r"-|(?:[0-9]{1,3}|[๐-๙]{1,3}|[ก-ฮ])[.)]")
WESTERN = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
INDENT = "    "
PARTED = "<!-- -->"  # between two lists that would be one
DEEPEST = 8


@dataclass
class _Open:
    """A list that is being written. depth: in the source; kind: of its markers; last: the
    number of its last item."""

    depth: int
    kind: str
    last: int


def written_items(paragraphs: Sequence[Paragraph], line: Callable[[Paragraph, bool], str]) -> str:
    """The Markdown of items. line(paragraph, begins): its words; begins: no marker before it."""
    writer = _Lists(line)
    for paragraph in paragraphs:
        writer.add(paragraph)
    return "\n".join(writer.lines)


class _Lists:
    def __init__(self, line: Callable[[Paragraph, bool], str]) -> None:
        self.lines: list[str] = []
        self._line = line
        self._open: list[_Open] = []
        self._after_paragraph = False  # an item has more than one, so an empty line is next

    def add(self, paragraph: Paragraph) -> None:
        """Write one paragraph."""
        item = paragraph.item
        assert item
        if not item.marker:
            self._go_on(paragraph)
            return
        while self._open and self._open[-1].depth > item.depth:
            self._open.pop()
        kind, number = _kind(item.marker)
        here = self._open[-1] if self._open and self._open[-1].depth == item.depth else None
        is_new = here is None
        if here and (here.kind != kind or not _goes_on(here, kind, number)):
            self._open.pop()
            outer = INDENT * len(self._open)
            self.lines += ["", f"{outer}{PARTED}", ""] if here.kind == kind else [""]
            is_new = True
        if is_new:
            if len(self._open) < DEEPEST:
                self._open.append(_Open(item.depth, kind, number))
        self._open[-1].last = number
        indent = INDENT * (len(self._open) - 1)
        if self._after_paragraph and self.lines and self.lines[-1]:
            self.lines.append("")
        self._after_paragraph = False
        sign = f"{item.marker} "
        words = self._line(paragraph, bool(NATIVE.fullmatch(item.marker)))
        self._put(indent, f"{sign}{words}", INDENT if kind != "typed" else "")

    def _go_on(self, paragraph: Paragraph) -> None:
        """A further paragraph of the last item."""
        indent = INDENT * max(len(self._open), 1)
        self.lines.append("")
        self._put(indent, self._line(paragraph, True), "")
        self._after_paragraph = True

    def _put(self, indent: str, words: str, further: str) -> None:
        first, *rest = words.split("\n")
        self.lines.append(f"{indent}{first}".rstrip(" ") if not first else f"{indent}{first}")
        self.lines += (f"{indent}{further}{each}" for each in rest)


def _kind(marker: str) -> tuple[str, int]:
    """The kind of a marker, and its number; 0 where it has none to be counted."""
    if not NATIVE.fullmatch(marker):
        return "typed", 0
    own = marker[:-1]
    if not own.isdigit():
        return ("-" if marker == "-" else f"letter{marker[-1]}"), 0
    script = "arabic" if own.isascii() else "thai"
    return script + marker[-1], int(own.translate(WESTERN))


def _goes_on(here: _Open, kind: str, number: int) -> bool:
    """Whether Markdown would give the item its own number."""
    return kind in ("-", "typed") or kind.startswith("letter") or number == here.last + 1
