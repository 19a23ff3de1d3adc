"""What can be wrong with a manuscript, as data.

Enters: a code of messages.MESSAGES, a place, the words for the blanks.
Leaves: Problem values that stages collect and return, or raise together as one
BookError. Only the command prints them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from thaibook.messages import MESSAGES


@dataclass(frozen=True)
class Problem:
    """One fault at one place.

    code: a key of MESSAGES; path: the file as the author names it, "" for none;
    line: counted from 1, 0 for the whole file; words: (name, value) pairs that
    fill the blanks of the message.
    """

    code: str
    path: str = ""
    line: int = 0
    words: tuple[tuple[str, str], ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether the book cannot be made right because of it."""
        return MESSAGES[self.code].error

    def message(self, language: str = "en") -> str:
        """What is wrong, in `language` ("en" or "th")."""
        return MESSAGES[self.code].text(language).format(**dict(self.words))

    def hint(self, language: str = "en") -> str:
        """What to do about it, in `language` ("en" or "th")."""
        return MESSAGES[self.code].hint(language).format(**dict(self.words))

    def place(self) -> str:
        """`file:line`, `file`, or "" when the problem has no file."""
        return f"{self.path}:{self.line}" if self.line else self.path


class BookError(Exception):
    """Raised once, with every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.place()}: {p.code}" for p in self.problems))


def problem(code: str, path: Path | str = "", line: int = 0, **words: object) -> Problem:
    """Make a Problem; a path is shown from the current folder where that is shorter."""
    return Problem(code, shown(path), line, tuple((k, str(v)) for k, v in words.items()))


def shown(path: Path | str) -> str:
    """A path as the author would type it: relative to the current folder if it is inside."""
    text = str(path)
    if not text:
        return ""
    try:
        relative = os.path.relpath(text)
    except ValueError:  # another drive on Windows
        return text
    return text if relative.startswith("..") else relative.replace(os.sep, "/")
