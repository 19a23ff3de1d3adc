"""The command. The only module that prints.

Enters: words from the shell. Leaves: files, messages, and 0 (done), 1 (errors in the
book) or 2 (wrong usage).
"""

from __future__ import annotations

import argparse
import gc
import os
import shlex
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from thaibook.commands.arguments import UsageError, language_of, parse, program

if TYPE_CHECKING:
    from thaibook.check import Judgement, Printed
    from thaibook.messages import Problem

RED, YELLOW, BOLD, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[0m"


def run() -> NoReturn:
    """The program, from the shell's words to its end."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed, and its number free for another file
            setattr(sys, name, open(os.devnull, mode))
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)
    try:
        status = main()
    except SystemExit as end:
        status = int(end.code or 0)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # its reader has gone
            stream.flush()
    # To take a book apart object by object takes as long as to read ten chapters.
    os._exit(status)


def _end(number: int, _: object) -> NoReturn:
    """Told to end: so that what was begun is cleared away. The status is a shell's."""
    raise SystemExit(128 + number)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command with `words` (default: the shell's) and give the exit status."""
    words = list(sys.argv[1:] if words is None else words)
    try:
        command, arguments = parse(words)
    except UsageError as error:
        Printer(language_of(words)).problems([error.problem])
        return 2
    if arguments.verbose:
        import logging

        logging.getLogger("weasyprint").addHandler(logging.StreamHandler())
    with _little_collecting(command):
        return _dispatched(command, arguments, words)


@contextmanager
def _little_collecting(command: str) -> Iterator[None]:
    """While a command runs: Python looks for rubbish seldom, and afterwards as it did before.

    A build makes many objects and throws few away: looking for rubbish takes a twentieth of
    its time, and at most 6 % less memory is all that it finds.
    """
    collected, threshold = gc.isenabled(), gc.get_threshold()
    if command == "build":
        gc.disable()
    else:
        gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
        if collected:
            gc.enable()


def _dispatched(command: str, arguments: argparse.Namespace, words: list[str]) -> int:
    """Run one command; the exit status."""
    from thaibook.messages import BookError, problem

    show = Printer(language_of(words), arguments.quiet, getattr(arguments, "strict", False))
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

    def __init__(self, language: str, quiet: bool = False, strict: bool = False) -> None:
        self.language, self.quiet, self.strict = language, quiet, strict
        self.colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ

    def done(self, text: str) -> None:
        """Something was made."""
        if self.quiet:
            return
        try:
            print(text, flush=True)
        except BrokenPipeError:
            raise
        except OSError as error:  # a file on a full disk
            from thaibook.messages import BookError
            from thaibook.storage import cannot_write

            raise BookError([cannot_write(Path("stdout"), error)]) from None

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
        from thaibook.check import refusals, shop_lines

        refused = refusals(judgements, self.language, self.strict)
        self.done("\n".join(shop_lines(judgements, self.language)))
        if self.quiet and refused:
            print(*refused, sep="\n", file=sys.stderr)
        return int(bool(refused))

    def seen(self, path: Path, printed: Printed) -> None:
        """Say what was looked at in a PDF."""
        from thaibook.check import preflight_lines

        self.done(f"{path}")
        for line in preflight_lines(printed, self.language):
            self.done(f"  {line}")

    def _lines(self, problem: Problem, error: bool) -> str:
        colour, bold, plain = (RED if error else YELLOW, BOLD, PLAIN) if self.colour else ("",) * 3
        place = f"{bold}{problem.place()}:{plain} " if problem.path else ""
        said = f"{place}{colour}{problem.code}{plain} {problem.message(self.language)}"
        return f"{said}\n    {problem.hint(self.language)}"


def _build(arguments: argparse.Namespace, show: Printer) -> int:
    from thaibook.processes import beside, company, fetch, worth_others

    if arguments.fetch_cover:
        _fetch_cover(arguments.book, show)
    # For an EPUB alone another process sets the marks, and learns Thai meanwhile; both files
    # of a short book are sooner made when one process loads what both take.
    others = arguments.epub or (not arguments.pdf and worth_others(arguments.book))
    with company(now=others):
        if others:
            beside(fetch)
        from thaibook.build import build

        built = build(
            arguments.book,
            arguments.output,
            epub=arguments.epub or not arguments.pdf,
            pdf=arguments.pdf or not arguments.epub,
            strict=arguments.strict,
        )
    failed = show.problems(built.warnings)
    for path in built.files:
        show.done(f"{path}  {path.stat().st_size / 1024:.0f} KB")
    return failed


def _fetch_cover(book: Path, show: Printer) -> None:
    from thaibook.load import fetch_cover, load_manuscript
    from thaibook.messages import BookError

    manuscript = load_manuscript(book)
    try:
        show.done(f"{fetch_cover(manuscript.cover.image_link, manuscript.folder)}")
    except BookError as error:
        if show.problems(error.problems):
            raise BookError([]) from None


def _new(arguments: argparse.Namespace, show: Printer) -> int:
    from thaibook.load import new_book

    new_book(arguments.folder)
    show.done(f"{arguments.folder}  {program()} {shlex.quote(str(arguments.folder))}")
    return 0


def _clean(arguments: argparse.Namespace, show: Printer) -> int:
    from thaibook.clean import clean, load_corrections, refuse_overwriting, report, total
    from thaibook.storage import read_text, write_file

    sources = [path for path in (arguments.raw, arguments.corrections) if path]
    wanted = load_corrections(arguments.corrections) if arguments.corrections else ()
    text, made = clean(read_text(arguments.raw), wanted, arguments.corrections or arguments.raw)
    texts = [(arguments.output, text)]
    if arguments.report:
        texts.append((arguments.report, report(made, show.language)))
    refuse_overwriting(texts, sources, arguments.force)
    for path, written in texts:
        write_file(path, written.encode())
    show.done(f"{arguments.output}  {total(made, show.language)}")
    if arguments.verbose:
        show.done(report(made, show.language))
    return 0


def _check(arguments: argparse.Namespace, show: Printer) -> int:
    from thaibook.build import prepare
    from thaibook.check import Checked, check_file
    from thaibook.messages import BookError

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
        if checked.printed:
            show.seen(path, checked.printed)
        failed = failed or wrong
        if not wrong:
            show.done(f"{path}  ok")
    return failed


def _preview(arguments: argparse.Namespace, show: Printer) -> int:
    from thaibook.commands.preview_server import preview

    preview(arguments.book, show.language, arguments.port, show.done, show.problems)
    return 0
