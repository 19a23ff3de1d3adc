"""The chapter that is being marked up: where it comes from, and what was wrong with it.

Enters: the file as the author wrote it. Leaves: the Problems, each at its line.
Python-Markdown keeps no line numbers; a fault is looked up by the words that the author
typed, outside of code and comments where they stand there too, and the same words found
again are looked for further down.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from thaibook.grammar import Kind, lines_as_read
from thaibook.markup.numbers import placeholder
from thaibook.markup.setting import Setting
from thaibook.messages import Problem, problem
from thaibook.model import Chapter
from thaibook.text import numeral

# Code and comments, where words are not what the author means to say.
CODE_OR_COMMENT = re.compile(
    r"(?<!`)(?P<ticks>`++)[^\n]*?(?<!`)(?P=ticks)(?!`)|<!--(?:(?!-->)[\s\S]){0,2000}+-->"
)
HIDDEN = "\0"


@dataclass
class Source:
    """One chapter that is being marked up.

    setting: the choices of the book; problems: what was wrong so far; numbered: how many
    figures, tables and formulas of the chapter have a number; own_ids: those that the book
    itself has given.
    """

    chapter: Chapter
    setting: Setting
    problems: list[Problem] = field(default_factory=list)
    numbered: Counter[str] = field(default_factory=Counter)
    own_ids: set[str] = field(default_factory=set)
    _searched_to: int = 0  # where line_below goes on
    # The last match of each pattern: its line, its end, and the text that it was found in.
    _last_match: dict[str, tuple[int, int, str]] = field(default_factory=dict)

    @cached_property
    def _prose(self) -> str:
        """The text with code and comments hidden; every line keeps its place."""
        lines = self.chapter.text.split("\n")
        for number, line in enumerate(lines_as_read(self.chapter.text, self.chapter.lines)):
            if line.kind in (Kind.CODE, Kind.FENCE):
                lines[number] = HIDDEN * len(lines[number])
        return CODE_OR_COMMENT.sub(_hide, "\n".join(lines))

    def line(self, words: str) -> int:
        """The line on which `words` stand, the next one at each call; 0 where none has them.

        White space of `words` may be any in the text.
        """
        return self.line_like(r"\s+".join(map(re.escape, words.split()))) if words.strip() else 0

    def line_like(self, pattern: str, first: int = 1) -> int:
        """The line of what `pattern` finds, the next one at each call, beginning with the one
        that has the number `first`; the last one again where no other follows, 0 for none."""
        for _ in range(1 if pattern in self._last_match else first):
            line, end, text = self._last_match.get(pattern, (0, 0, self._prose))
            match = re.compile(pattern, re.MULTILINE).search(text, end)
            if not match and not line:  # the name of a code's language stands in code
                text = self.chapter.text
                match = re.compile(pattern, re.MULTILINE).search(text)
            if match:
                line = text.count("\n", 0, match.start()) + 1
                self._last_match[pattern] = line, match.end(), text
        return line

    def line_below(self, pattern: str) -> int:
        """The line of what `pattern` finds below the last one that was found so, or 0."""
        match = re.compile(pattern, re.MULTILINE).search(self._prose, self._searched_to)
        if not match:
            return 0
        self._searched_to = match.end()
        return self._prose.count("\n", 0, match.start()) + 1

    def report(self, code: str, near: str, **words: object) -> None:
        """Add the problem `code` at the line that has the words `near`."""
        self.report_at(self.line(near), code, **words)

    def report_at(self, line: int, code: str, **words: object) -> None:
        """Add the problem `code` at a line."""
        self.problems.append(problem(code, self.chapter.path, line, **words))

    def own_id(self, name: str) -> str:
        """An id of the chapter that the book itself gives."""
        own = f"{self.chapter.name}-{name}"
        self.own_ids.add(own)
        return own

    def label(self, key: str) -> str:
        """A word that the book adds, in its language."""
        return self.setting.labels[key]

    def in_digits(self, number: int) -> str:
        """A number in the book's digits."""
        return numeral(number, self.setting.digits)

    def next_number(self, kind: str) -> str:
        """What stands for the number of the next figure, table or formula (numbers.FIGURE …)."""
        self.numbered[kind] += 1
        return placeholder(kind, self.numbered[kind])


def _hide(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]+", lambda line: HIDDEN * len(line[0]), match[0])
