"""The chapter that is being marked up: where it comes from, and what was wrong with it.

Enters: the file as the author wrote it. Leaves: the Problems, each at its line.
Python-Markdown keeps no line numbers; a fault is looked up by the words that the author
typed, outside of code and comments where they stand there too, and the same words found
again are looked for further down.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from thaibook.grammar import Kind, scan
from thaibook.messages import Problem, problem
from thaibook.text import numeral

# Code and comments, where words are not what the author means to say.
APART = re.compile(
    r"(?<!`)(?P<ticks>`++)[^\n]*?(?<!`)(?P=ticks)(?!`)|<!--(?:(?!-->)[\s\S]){0,2000}+-->"
)
HIDDEN = "\0"


@dataclass
class Source:
    """One chapter: its file, its text, the name of its section, and the book's choices.

    labels: the words that the book adds, by key; digits: "arabic" or "thai"; maiyamok:
    "keep", "spaced" or "tight"; words: of words.txt; column_em: how wide the text is on
    paper, in em.
    """

    path: Path
    text: str
    name: str
    labels: Mapping[str, str]
    digits: str = "arabic"
    maiyamok: str = "keep"
    problems: list[Problem] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    column_em: float = math.inf
    made: set[str] = field(default_factory=set)  # ids that the book itself has given
    _below: int = 0  # where line_below goes on
    _found: dict[str, tuple[int, int, str]] = field(default_factory=dict)  # line, end, in what

    @cached_property
    def _seen(self) -> str:
        """The text with code and comments hidden; every line keeps its place."""
        lines = self.text.split("\n")
        for number, line in enumerate(scan(self.text)):
            if line.kind in (Kind.CODE, Kind.FENCE):
                lines[number] = HIDDEN * len(lines[number])
        return APART.sub(_hide, "\n".join(lines))

    def line(self, words: str) -> int:
        """The line on which `words` stand, the next one at each call; 0 where none has them.

        White space of `words` may be any in the text.
        """
        return self.line_like(r"\s+".join(map(re.escape, words.split()))) if words.strip() else 0

    def line_like(self, pattern: str, first: int = 1) -> int:
        """The line of what `pattern` finds, the next one at each call, beginning with the one
        that has the number `first`; the last one again where no other follows, 0 for none."""
        for _ in range(1 if pattern in self._found else first):
            line, at, text = self._found.get(pattern, (0, 0, self._seen))
            found = re.compile(pattern, re.MULTILINE).search(text, at)
            if not found and not line:  # code-language stands in code
                text = self.text
                found = re.compile(pattern, re.MULTILINE).search(text)
            if found:
                line, at = text.count("\n", 0, found.start()) + 1, found.end()
                self._found[pattern] = line, at, text
        return line

    def line_below(self, pattern: str) -> int:
        """The line of what `pattern` finds below the last one that was found so, or 0."""
        found = re.compile(pattern, re.MULTILINE).search(self._seen, self._below)
        if not found:
            return 0
        self._below = found.end()
        return self._seen.count("\n", 0, found.start()) + 1

    def report(self, code: str, near: str, **words: object) -> None:
        """Add the problem `code` at the line that has the words `near`."""
        self.report_at(self.line(near), code, **words)

    def report_at(self, line: int, code: str, **words: object) -> None:
        """Add the problem `code` at a line."""
        self.problems.append(problem(code, self.path, line, **words))

    def own(self, name: str) -> str:
        """An id of the chapter that the book itself gives."""
        made = f"{self.name}-{name}"
        self.made.add(made)
        return made

    def number(self, value: int | str) -> str:
        """A number in the book's digits."""
        return numeral(value, self.digits)


def _hide(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]+", lambda line: HIDDEN * len(line[0]), found[0])
