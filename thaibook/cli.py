"""The command. The only module that prints.

Enters: words from the shell. Leaves: files, messages, and 0 (done), 1 (errors in the
book) or 2 (wrong usage).
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from thaibook import __version__

if TYPE_CHECKING:
    from thaibook.problems import Problem
    from thaibook.shops import Judgement

COMMANDS = ("build", "new", "clean", "check", "preview")
RED, YELLOW, BOLD, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[0m"


def main(words: Sequence[str] | None = None) -> int:
    """Run the command with `words` (default: the shell's) and give the exit status."""
    words = list(sys.argv[1:] if words is None else words)
    command = words.pop(0) if words and words[0] in COMMANDS else "build"
    arguments = _parser(command).parse_args(words)
    # A build makes many objects and throws few away: looking for rubbish takes a tenth of
    # the time, and 2 % less memory is all it finds.
    if command == "build":
        gc.disable()
    else:
        gc.set_threshold(100_000, 20, 20)
    if arguments.verbose:
        import logging

        logging.getLogger("weasyprint").addHandler(logging.StreamHandler())
    from thaibook.problems import BookError, problem

    show = Printer(arguments)
    try:
        return int(globals()[f"_{command}"](arguments, show))
    except BookError as error:
        return show.problems(error.problems)
    except MemoryError:
        return show.problems([problem("out-of-memory")])
    except ModuleNotFoundError as error:
        return show.problems([problem("package-missing", name=error.name)])
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone
        sys.stdout = open(os.devnull, "w")
        return 1


class Printer:
    """Says things to the person, in the person's language and colours."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        spoken = arguments.lang or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
        self.language = "th" if spoken.lower().startswith("th") else "en"
        self.quiet: bool = arguments.quiet
        self.strict: bool = getattr(arguments, "strict", False)
        self.colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ

    def done(self, text: str) -> None:
        """Something was made."""
        if not self.quiet:
            print(text)

    def problems(self, problems: Sequence[Problem]) -> int:
        """Print every problem; 1 where one of them is an error, else 0."""
        failed = False
        for problem in problems:
            error = problem.is_error or self.strict
            failed = failed or error
            if error or not self.quiet:
                print(self._lines(problem, error), file=sys.stderr)
        return int(failed)

    def judged(self, judgements: Sequence[Judgement]) -> int:
        """Say what the shops say; 1 where one refuses the book, else 0."""
        from thaibook.shops.report import lines, refusals

        refused = refusals(judgements, self.language, self.strict)
        if not self.quiet:
            print(*lines(judgements, self.language), sep="\n")
        elif refused:
            print(*refused, sep="\n", file=sys.stderr)
        return int(bool(refused))

    def _lines(self, problem: Problem, error: bool) -> str:
        colour, bold, plain = (RED if error else YELLOW, BOLD, PLAIN) if self.colour else ("",) * 3
        place = f"{bold}{problem.place()}:{plain} " if problem.path else ""
        said = f"{place}{colour}{problem.code}{plain} {problem.message(self.language)}"
        return f"{said}\n    {problem.hint(self.language)}"


def _parser(command: str) -> argparse.ArgumentParser:
    name = Path(sys.argv[0]).name if sys.argv[0] else "make_book.py"
    parser = argparse.ArgumentParser(
        prog=name if command == "build" else f"{name} {command}",
        description=_DESCRIPTIONS[command],
        epilog=_EPILOG if command == "build" else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    if command == "build":
        add("book", nargs="?", type=Path, default=Path("book"), metavar="BOOK",
            help="a folder with book.yaml, or one .md file (default: book)")  # fmt: skip
        add("-o", "--output", type=Path, default=Path("dist"), metavar="DIR",
            help="where the files go (default: dist)")  # fmt: skip
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--epub", action="store_true", help="only the EPUB")
        only.add_argument("--pdf", action="store_true", help="only the PDF")
        add("--strict", action="store_true", help="treat warnings as errors")
        add("--fetch-cover", action="store_true",
            help="first download the picture at cover.image_link into images/")  # fmt: skip
    elif command == "new":
        add("folder", type=Path, metavar="DIR", help="the folder to make")
    elif command == "clean":
        add("raw", type=Path, metavar="RAW", help="the text as it was received")
        add("-o", "--output", type=Path, required=True, metavar="OUT.md", help="the clean text")
        add("--corrections", type=Path, metavar="FILE", help="a corrections.yaml")
        add("--report", type=Path, metavar="FILE", help="write down every change")
        add("--force", action="store_true",
            help="replace an older OUT.md or report, also where it was edited")  # fmt: skip
    elif command == "preview":
        add("book", nargs="?", type=Path, default=Path("book"), metavar="BOOK",
            help="a folder with book.yaml, or one .md file (default: book)")  # fmt: skip
        add("--port", type=int, default=0, help="of the page (default: any that is free)")
    else:
        add("files", nargs="*", type=Path, metavar="FILE",
            help="an .epub, a .pdf, or a BOOK (default: what is in dist)")  # fmt: skip
        add("--strict", action="store_true", help="treat warnings as errors")
    add("--lang", choices=("en", "th"), help="language of the messages (default: from LANG)")
    add("-v", "--verbose", action="store_true", help="say more")
    add("-q", "--quiet", action="store_true", help="say nothing but errors")
    if command == "build":
        add("--version", action="version", version=f"thaibook {__version__}")
    return parser


_DESCRIPTIONS = {
    "build": "Turn a Thai text in Markdown into an EPUB 3 and a PDF.",
    "new": "Make a starter manuscript that builds as it is.",
    "clean": "Turn a raw text into clean Markdown, and say what was changed.",
    "check": "Check finished files, or a manuscript before it is built.",
    "preview": "Show the book on a local page, and build it anew as files change.",
}
_EPILOG = """more commands (each has its own --help):
  new DIR                          a starter manuscript that builds as it is
  clean RAW -o OUT.md              a raw text becomes clean Markdown
  check [FILE ...]                 check what was built, or a BOOK
  preview [BOOK]                   a local page that follows the manuscript

exit status: 0 done, 1 errors in the book, 2 wrong usage"""


def _build(arguments: argparse.Namespace, show: Printer) -> int:
    from thaibook.build import build

    if arguments.fetch_cover:
        _fetch_cover(arguments.book, show)
    both = not (arguments.epub or arguments.pdf)
    built = build(
        arguments.book,
        arguments.output,
        epub=both or arguments.epub,
        pdf=both or arguments.pdf,
        strict=arguments.strict,
    )
    failed = show.problems(built.warnings)
    for path in built.files:
        show.done(f"{path}  {path.stat().st_size / 1024:.0f} KB")
    return failed


def _fetch_cover(book: Path, show: Printer) -> None:
    from thaibook.fetch import fetch_cover
    from thaibook.manuscript import load_manuscript
    from thaibook.problems import BookError

    cover = load_manuscript(book).cover
    try:
        show.done(f"{fetch_cover(cover.image_link, book)}")
    except BookError as error:
        if show.problems(error.problems):
            raise BookError([]) from None


def _new(arguments: argparse.Namespace, show: Printer) -> int:
    from thaibook.new import new_book

    new_book(arguments.folder)
    show.done(f"{arguments.folder}  python {Path(sys.argv[0]).name} {arguments.folder}")
    return 0


def _clean(arguments: argparse.Namespace, show: Printer) -> int:
    from thaibook.clean import clean, load_corrections, refuse_overwriting, report
    from thaibook.files import read_text, write_file

    sources = [path for path in (arguments.raw, arguments.corrections) if path]
    wanted = load_corrections(arguments.corrections) if arguments.corrections else ()
    text, made = clean(read_text(arguments.raw), wanted, arguments.corrections or arguments.raw)
    texts = [(arguments.output, text)]
    if arguments.report:
        texts.append((arguments.report, report(made)))
    refuse_overwriting(texts, sources, arguments.force)
    for path, written in texts:
        write_file(path, written.encode())
    show.done(f"{arguments.output}  {sum(c.count for c in made)} changes")
    if arguments.verbose:
        show.done(report(made))
    return 0


def _check(arguments: argparse.Namespace, show: Printer) -> int:
    from thaibook.build import prepare
    from thaibook.check import Checked, check_file
    from thaibook.problems import BookError

    files: list[Path] = arguments.files or sorted(
        path for path in Path("dist").glob("*") if path.suffix in (".epub", ".pdf")
    )
    failed = 0
    for path in files or [Path("book")]:
        try:
            built = path.suffix.lower() in (".epub", ".pdf")
            checked = check_file(path) if built else Checked(prepare(path)[3])
        except BookError as error:
            checked = Checked(error.problems)
        wrong = show.problems(checked.problems)
        if checked.judgements:
            wrong = show.judged(checked.judgements) or wrong
        failed = failed or wrong
        if not wrong:
            show.done(f"{path}  ok")
    return failed


def _preview(arguments: argparse.Namespace, show: Printer) -> int:
    from thaibook.preview import preview
    from thaibook.problems import BookError, problem

    if not arguments.book.exists():
        raise BookError([problem("book-missing", arguments.book)])
    try:
        preview(arguments.book, show.language, arguments.port, show.done, show.problems)
    except (OSError, OverflowError):
        raise BookError([problem("port-taken", port=arguments.port)]) from None
    return 0
