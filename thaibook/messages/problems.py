"""What can be wrong with a manuscript, as data.

Enters: a code of messages.MESSAGES, a place, the words for the blanks.
Leaves: Problem values that stages collect and return, or raise together as one
BookError. Only the command prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from thaibook.messages.catalogue import MESSAGES
from thaibook.messages.fragments import Phrase, in_thai
from thaibook.messages.one_line import in_one_line
from thaibook.messages.program_name import (
    file_argument,
    free_folder,
    installing,
    installing_cluster,
    program,
)
from thaibook.messages.typed_paths import path_as_typed

MAX_TOLD = 200  # after so many of one kind, nobody reads on
# Blanks that every message may have, for commands that are run as they are printed.
OWN: dict[str, Callable[[str], str]] = {
    "program": lambda path: program(),
    "installing": lambda path: installing(),
    "installing_cluster": lambda path: installing_cluster(),
    "free_folder": lambda path: free_folder(),
    "this_file": file_argument,
    "cleaned": lambda path: file_argument(f"{path.removesuffix('.md')}-clean.md"),
}


class Problem(NamedTuple):
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
        return self._filled(MESSAGES[self.code].text(language), language)

    def hint(self, language: str = "en") -> str:
        """What to do about it, in `language` ("en" or "th")."""
        return self._filled(MESSAGES[self.code].hint(language), language)

    def _filled(self, text: str, language: str) -> str:
        """The text with its words in the blanks; those of the program itself in `language`."""
        thai = language == "th"
        own = {name: say(self.path) for name, say in OWN.items() if f"{{{name}}}" in text}
        said = {
            name: in_thai(value) if thai and isinstance(value, Phrase) else value
            for name, value in self.words
        }
        return text.format(**(own | said))

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
    return Problem(code, in_one_line(path_as_typed(path)), line, blanks)


def _value(value: object) -> str:
    text = in_one_line(str(value))
    return Phrase(text) if isinstance(value, Phrase) else text
