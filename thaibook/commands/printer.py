"""What the program says to a person, in the person's language and colours.

Enters: lines of text and Problems. Leaves: lines on the terminal, what was made on the
standard output and what is wrong on the standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from thaibook.commands.progress import Progress

if TYPE_CHECKING:
    from thaibook.messages import Problem

RED, YELLOW, BOLD, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[0m"


class Printer:
    """language: "en" or "th"; quiet: only errors are said; strict: warnings are errors."""

    def __init__(self, language: str, quiet: bool = False, strict: bool = False) -> None:
        self.language, self.quiet, self.strict = language, quiet, strict
        self.colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
        self.progress = Progress(language, quiet)

    def done(self, text: str) -> None:
        """Say that something was made. Raises BookError where nothing can be said."""
        if self.quiet:
            return
        self.progress.clear()
        try:
            print(text, flush=True)
        except BrokenPipeError:
            raise
        except OSError as error:  # the output goes to a file on a full disk
            # Imported late: storage brings yaml along (14 ms), and --help does without both.
            from thaibook.messages import BookError
            from thaibook.storage import cannot_write

            raise BookError([cannot_write(Path("stdout"), error)]) from None

    def problems(self, problems: Sequence[Problem], strict: bool | None = None) -> int:
        """Print every problem; 1 where one of them is an error, else 0. strict: where it is not
        what the person asked for."""
        failed = False
        for problem in problems:
            error = problem.is_error or (self.strict if strict is None else strict)
            failed = failed or error
            if error or not self.quiet:
                self.warn(lines_of(problem, error, self.language, self.colour))
        return int(failed)

    def warn(self, text: str) -> None:
        """Say what is wrong, whether the person wants quiet or not."""
        self.progress.clear()
        print(text, file=sys.stderr)


def lines_of(problem: Problem, error: bool, language: str, coloured: bool = False) -> str:
    """A problem as it is printed: its place, code and message, and below what to do."""
    colour, bold, plain = (RED if error else YELLOW, BOLD, PLAIN) if coloured else ("",) * 3
    place = f"{bold}{problem.place()}:{plain} " if problem.path else ""
    message = f"{place}{colour}{problem.code}{plain} {problem.message(language)}"
    return f"{message}\n    {problem.hint(language)}"
