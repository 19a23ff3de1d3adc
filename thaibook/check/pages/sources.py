"""From which line of the manuscript a printed line is.

Enters: the chapters, and printed lines in the order of their pages. Leaves: file and line. It is
found by its letters, as the proof finds them (thaibook/proof/completeness.py), so that a printed
line can only be given to a line of the manuscript that has its letters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from thaibook.check.pages.printed_lines import PrintedPage
from thaibook.grammar import bare, plain_lines
from thaibook.model import Chapter

FEWEST = 8  # letters that are sure to be found at the right place
SHORTEST = 4


class Source(NamedTuple):
    """A line of a file of the manuscript."""

    path: Path
    line: int


class Sources:
    """Looks printed lines up, in their order."""

    def __init__(self, chapters: Sequence[Chapter]) -> None:
        parts: list[str] = []
        self._starts: list[int] = []
        self._sources: list[Source] = []
        length = 0
        for chapter in chapters:
            for number, readings in plain_lines(chapter.text, chapter.lines):
                letters = readings[0].letters
                self._starts.append(length)
                self._sources.append(Source(chapter.path, number))
                parts.append(letters)
                length += len(letters)
        self._letters = "".join(parts)
        self._texts = [" ".join(chapter.text.split()) for chapter in chapters]
        self._reached = 0

    def source_of(self, page: PrintedPage, line: int) -> Source | None:
        """The place of a line of the page (from 1; 0 for its first that is found)."""
        lines = page.lines[line - 1 : line] if line else page.lines
        for each in lines:
            letters = bare(each.text)
            if len(letters) < SHORTEST:
                letters = bare("".join(li.text for li in page.lines[line - 2 : line]))
            at = self._letters.find(letters, self._reached)
            if at < 0:
                at = self._letters.find(letters)
            if at >= 0 and len(letters) >= FEWEST:
                self._reached = at
                return self._sources[bisect_right(self._starts, at) - 1]
        return None

    def has(self, words: str) -> bool:
        """Whether the words stand in the manuscript just so."""
        return any(words in text for text in self._texts)
