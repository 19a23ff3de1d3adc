"""The chapter that is being marked up: where it comes from, and what was wrong with it.

Enters: the file as the author wrote it. Leaves: the Problems, each at its line.
Python-Markdown keeps no line numbers; a fault is looked up by the words that the author
typed, and the same words found again are looked for further down.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from thaibook.numerals import numeral
from thaibook.problems import Problem, problem


@dataclass
class Source:
    """One chapter: its file, its text, the name of its section, and the book's choices.

    labels: the words that the book adds, by key; digits: "arabic" or "thai"; maiyamok:
    "keep", "spaced" or "tight".
    """

    path: Path
    text: str
    name: str
    labels: Mapping[str, str]
    digits: str = "arabic"
    maiyamok: str = "keep"
    problems: list[Problem] = field(default_factory=list)
    made: set[str] = field(default_factory=set)  # ids that the book itself has given
    _found: dict[str, int] = field(default_factory=dict)

    def line(self, words: str) -> int:
        """The line on which `words` stand, the next one at each call; 0 where none has them.

        White space of `words` may be any in the text.
        """
        if not words.strip():
            return 0
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        found = re.compile(pattern).search(self.text, self._found.get(words, 0))
        if not found:
            return 0
        self._found[words] = found.end()
        return self.text.count("\n", 0, found.start()) + 1

    def report(self, code: str, near: str, **words: object) -> None:
        """Add the problem `code` at the line that has the words `near`."""
        self.problems.append(problem(code, self.path, self.line(near), **words))

    def own(self, name: str) -> str:
        """An id of the chapter that the book itself gives."""
        made = f"{self.name}-{name}"
        self.made.add(made)
        return made

    def number(self, value: int | str) -> str:
        """A number in the book's digits."""
        return numeral(value, self.digits)
