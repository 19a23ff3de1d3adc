"""What a person types: commands and their options, with their help in English and Thai.

Enters: the words after the program's name. Leaves: the command and its parsed arguments, or
a UsageError with a Problem where they make no sense.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from thaibook import __version__
from thaibook.commands.usage_texts import TEXTS, fault

if TYPE_CHECKING:
    from thaibook.messages import Problem

COMMANDS = ("build", "new", "clean", "check", "preview", "batch", "fonts")
SECONDS, MEGABYTES = 600, 2000  # of one book of many: a novel of 1200 pages takes a fifth of each
ALIKE = 0.65  # how much of a word has to be right, for one that was mistyped to be named
# Options that every command has: they may stand before it, too.
COMMON = re.compile(r"-[vq]+|--verbose|--quiet|--lang=.*")

WITH_VALUE = ("-o", "--output", "--lang", "--port", "--editor", "--corrections", "--report",
              "--words", "--jobs", "--time", "--memory", "--scheduler", "--profile")  # fmt: skip


class UsageError(Exception):
    """Raised with the problem that ends the program with status 2."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


def language_of(words: Sequence[str]) -> str:
    """The language to speak, as the words or else the system say: "en" or "th"."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    for place, word in enumerate(words):
        if word == "--lang":
            spoken = "".join(words[place + 1 : place + 2])
        elif word.startswith("--lang="):
            spoken = word.partition("=")[2]
    return "th" if spoken.lower().startswith("th") else "en"


def parse(words: Sequence[str]) -> tuple[str, argparse.Namespace]:
    """The command and its arguments. Raises UsageError; --help and --version end in SystemExit."""
    command, words = _command(list(words))
    return command, parser(command, language_of(words)).parse_args(words)


def _wrong(code: str, typed: str, words: Sequence[str]) -> UsageError:
    # Imported late: 15 ms, and --help does without.
    from thaibook.messages import problem, program

    return UsageError(problem(code, typed=typed, command=f"{program()} {shlex.join(words)}"))


def _command(words: list[str]) -> tuple[str, list[str]]:
    """The command, and the words without it. Options that all commands have may stand first."""
    begin = 0
    while begin < len(words) and (COMMON.fullmatch(words[begin]) or words[begin] == "--lang"):
        begin += 2 if words[begin] == "--lang" else 1
    first = words[begin] if begin < len(words) else ""
    rest = words[:begin] + words[begin + 1 :]
    if first in COMMANDS:
        return first, rest
    if first and not first.startswith("-") and not os.path.exists(first):
        # Imported late: 5 ms, for a word that was mistyped.
        from difflib import get_close_matches

        nearest = get_close_matches(first.lower(), COMMANDS, 1, ALIKE)
        if nearest:
            raise _wrong("unknown-command", first, [nearest[0], *rest])
    for later, word in enumerate(words[1:], 1):
        if word in COMMANDS and first.startswith("-") and words[later - 1] not in WITH_VALUE:
            raise _wrong("command-later", word, [word, *words[:later], *words[later + 1 :]])
    return "build", words


class _Format(argparse.RawDescriptionHelpFormatter):
    """Help whose first word is said in `language`."""

    def __init__(self, prog: str, language: str = "en") -> None:
        super().__init__(prog)
        self._language = language

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or text("usage", self._language))


class _Parser(argparse.ArgumentParser):
    """A parser that speaks to the person in `language`."""

    def __init__(self, language: str, **words: Any) -> None:
        self._language = language
        shape = partial(_Format, language=language)
        super().__init__(formatter_class=shape, add_help=False, **words)
        self._positionals.title = text("positional", language)
        self._optionals.title = text("options", language)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        said = text("error", self._language) + fault(message, self._language)
        self.exit(2, f"{self.prog}: {said}\n")


def text(name: str, language: str) -> str:
    """One text of the table, in "en" or "th"."""
    return TEXTS[name][language == "th"]


def parser(command: str, language: str) -> argparse.ArgumentParser:
    """The parser of one command's words."""

    def say(name: str) -> str:
        return text(name, language)

    name = Path(sys.argv[0]).name if sys.argv[0] else "make_book.py"
    command_parser = _Parser(
        language,
        prog=name if command == "build" else f"{name} {command}",
        description=say(command),
        epilog=say("commands") if command == "build" else None,
    )
    add = command_parser.add_argument
    add("-h", "--help", action="help", help=say("help"))
    _own_arguments(command_parser, command, say)
    add("--lang", choices=("en", "th"), help=say("lang"))
    add("-v", "--verbose", action="store_true", help=say("verbose"))
    add("-q", "--quiet", action="store_true", help=say("quiet"))
    if command == "build":
        add("--version", action="version", version=f"thaibook {__version__}", help=say("version"))
    return command_parser


def _own_arguments(
    parser: argparse.ArgumentParser, command: str, say: Callable[[str], str]
) -> None:
    """What one command has and the others have not."""
    add = parser.add_argument
    if command in ("build", "preview", "fonts"):
        add("book", nargs="?", type=Path, default=Path("book"), metavar="BOOK", help=say("book"))
    if command in ("build", "batch"):
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--epub", action="store_true", help=say("epub"))
        only.add_argument("--pdf", action="store_true", help=say("pdf"))
    if command == "build":
        add("-o", "--output", type=Path, default=Path("dist"), metavar="DIR", help=say("output"))
        # NAME... takes all words after it; `run_build` gives the last one back if it is a book.
        add("--profile", nargs="+", action="extend", default=[], metavar="NAME",
            help=say("profile"))  # fmt: skip
        add("--fetch-cover", action="store_true", help=say("fetch-cover"))
    elif command == "new":
        add("folder", type=Path, metavar="DIR", help=say("folder"))
        add("--from", dest="sources", nargs="+", type=Path, metavar="FILE", help=say("from"))
    elif command == "clean":
        add("raw", type=Path, metavar="RAW", help=say("raw"))
        add("-o", "--output", type=Path, required=True, metavar="OUT.md", help=say("clean-output"))
        add("--corrections", type=Path, metavar="FILE", help=say("corrections"))
        add("--report", type=Path, metavar="FILE", action="append", help=say("report"))
        add("--ask", action="store_true", help=say("ask"))
        add("--words", type=Path, metavar="FILE", action="append", help=say("words"))
        add("--force", action="store_true", help=say("force"))
    elif command == "batch":
        _of_batch(parser, say)
    elif command == "preview":
        add("--port", type=int, default=0, help=say("port"))
        add("--editor", metavar="NAME", help=say("editor"))
    elif command == "check":
        add("files", nargs="*", type=Path, metavar="FILE", help=say("files"))
        add("--pages", action="store_true", help=say("pages"))
        add("--spelling", action="store_true", help=say("spelling"))
        add("--words", type=Path, metavar="FILE", action="append", help=say("words"))
        add("--sheet", action="store_true", help=say("sheet"))
    if command in ("build", "check", "batch"):
        add("--strict", action="store_true", help=say("strict"))


def _of_batch(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """What many books are built with. Folders may be addresses, which are no paths."""
    add = parser.add_argument
    add("folder", metavar="FOLDER", help=say("batch-folder"))
    add("-o", "--output", required=True, metavar="OUT", help=say("batch-output"))
    add("--jobs", type=_positive, metavar="N", help=say("jobs"))
    add("--time", type=_positive, default=SECONDS, metavar="SECONDS", help=say("time"))
    add("--memory", type=_positive, default=MEGABYTES, metavar="MB", help=say("memory"))
    add("--scheduler", metavar="tcp://…", help=say("scheduler"))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


_positive.__name__ = "positive int"  # what argparse calls it
