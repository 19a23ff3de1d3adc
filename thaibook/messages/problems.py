"""What can be wrong with a manuscript, as data.

Enters: a code of messages.MESSAGES, a place, the words for the blanks.
Leaves: Problem values that stages collect and return, or raise together as one
BookError. Only the command prints them.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from thaibook.messages.catalogue import MESSAGES
from thaibook.messages.fragments import Phrase, in_thai

MAX_TOLD = 200  # after so many of one kind, nobody reads on
MAX_SHOWN = 500  # letters of a value that a message repeats
# Unicode categories: control, and line and paragraph separators, and half characters.
STEERING = {"Cc", "Zl", "Zp", "Cs"}


@dataclass(frozen=True)
class Problem:
    """One fault at one place.

    code: a key of MESSAGES; path: the file as the author names it, "" for none;
    line: counted from 1, 0 for the whole file; words: (name, value) pairs that
    fill the blanks of the message; a Phrase among them is translated.
    """

    code: str
    path: str = ""
    line: int = 0
    words: tuple[tuple[str, str], ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether the book cannot be made right because of it."""
        return MESSAGES[self.code].is_error

    def message(self, language: str = "en") -> str:
        """What is wrong, in `language` ("en" or "th")."""
        return MESSAGES[self.code].text(language).format(**self._said(language))

    def hint(self, language: str = "en") -> str:
        """What to do about it, in `language` ("en" or "th")."""
        return MESSAGES[self.code].hint(language).format(**self._said(language))

    def _said(self, language: str) -> dict[str, str]:
        """The words; those of the program itself in `language`."""
        thai = language == "th"
        return {
            name: in_thai(value) if thai and isinstance(value, Phrase) else value
            for name, value in self.words
        }

    def place(self) -> str:
        """`file:line`, `file`, or "" when the problem has no file."""
        return f"{self.path}:{self.line}" if self.line else self.path


class BookError(Exception):
    """Raised once, with every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.place()}: {p.code}" for p in self.problems))


def raise_errors(problems: Iterable[Problem]) -> None:
    """Raise all `problems`, in the order of their places, where one of them is an error."""
    every = tuple(dict.fromkeys(problems))
    if any(each.is_error for each in every):
        raise BookError(sorted(every, key=lambda each: (each.path, each.line, each.code)))


def collect_errors(
    problems: Iterable[Problem], errors: list[Problem] | None, is_text_there: bool = True
) -> None:
    """Add what of `problems` is an error to `errors`; raise them all where nobody collects
    errors, or no text is there in which more could be wrong."""
    if errors is None or not is_text_there:
        raise_errors(problems)
    else:
        errors += [each for each in dict.fromkeys(problems) if each.is_error]


def problem(code: str, path: Path | str = "", line: int = 0, **words: object) -> Problem:
    """Make a Problem; a path is told from the current folder where that is shorter."""
    blanks = tuple((name, _value(value)) for name, value in words.items())
    return Problem(code, _in_one_line(path_as_typed(path)), line, blanks)


def _value(value: object) -> str:
    text = _in_one_line(str(value))
    return Phrase(text) if isinstance(value, Phrase) else text


def _in_one_line(text: str) -> str:
    """A text of the author's that cannot pass for a message, nor steer the terminal."""
    text = text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
    return "".join(
        f"‹U+{ord(c):04X}›" if unicodedata.category(c) in STEERING else c
        for c in text.replace("\n", "⏎")
    )


def path_as_typed(path: Path | str) -> str:
    """A path as the author would type it: relative to the current folder if it is inside."""
    text = str(path)
    if not text:
        return ""
    try:
        relative = os.path.relpath(text)
    except ValueError:  # another drive on Windows
        return text
    return text if relative.startswith("..") else relative.replace(os.sep, "/")
