"""The program: what was typed is parsed, its command is run, its end is told to the shell.

Enters: words from the shell. Leaves: files, messages, and 0 (done), 1 (errors in the
book), 2 (wrong usage) or 70 (a fault of the program, which thaibook-fault.txt tells).
"""

from __future__ import annotations

import argparse
import errno
import gc
import importlib
import io
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NoReturn

from thaibook.commands.arguments import UsageError, language_of, parse
from thaibook.commands.printer import Printer

FAULT = 70  # EX_SOFTWARE of sysexits.h
# What the system may refuse at any place.
OF_THE_SYSTEM = {
    errno.EMFILE: "too-many-open", errno.ENFILE: "too-many-open", errno.ENOMEM: "out-of-memory",
    errno.ENOSPC: "disk-full", getattr(errno, "EDQUOT", errno.ENOSPC): "disk-full",
}  # fmt: skip
# What it may refuse of one file, which then is the author's to look at.
OF_A_FILE = (errno.EACCES, errno.EPERM, errno.EIO, errno.ELOOP, errno.ENAMETOOLONG)


def run() -> NoReturn:
    """The program, from the shell's words to its end."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed, and its number free for another file
            setattr(sys, name, open(os.devnull, mode))
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever a terminal cannot show is told in ASCII
            stream.reconfigure(errors="backslashreplace")
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
    language = language_of(words)
    printer, command = Printer(language), ""
    try:
        command, arguments = parse(words)
        printer = Printer(language, arguments.quiet, getattr(arguments, "strict", False))
        if arguments.verbose:
            _show_log()
        with _little_collecting(command):
            return _status_of(command, arguments, printer)
    except UsageError as error:
        printer.problems([error.problem])
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone
        sys.stdout = open(os.devnull, "w")
        return 1
    except SystemExit:
        raise
    except BaseException as error:  # the last place where it can be told; Rust panics are such
        return _own_fault(error, command, words, printer)


def _status_of(command: str, arguments: argparse.Namespace, printer: Printer) -> int:
    """Run one command; what it raises for a known reason becomes a message and an exit status."""
    # Imported late: 15 ms, and --help does without.
    from thaibook.messages import BookError, problem, reason_of

    try:
        # Each command loads what it works with, and nothing of the others.
        module = importlib.import_module(f"thaibook.commands.run_{command}")
        try:
            return int(module.run(arguments, printer))
        finally:
            printer.progress.end()
    except BookError as error:
        return printer.problems(error.problems)
    except MemoryError:
        return printer.problems([problem("out-of-memory")])
    except ModuleNotFoundError as error:
        return printer.problems([problem("package-missing", name=error.name)])
    except OSError as error:
        if error.errno in OF_A_FILE and isinstance(error.filename, str):
            reason = reason_of(error)
            return printer.problems([problem("unreadable", error.filename, reason=reason)])
        code = OF_THE_SYSTEM.get(error.errno or 0)
        if code is None or isinstance(error, BrokenPipeError):
            raise
        return printer.problems([problem(code)])


def _own_fault(error: BaseException, command: str, words: Sequence[str], printer: Printer) -> int:
    """What nobody has foreseen: said, and written into a file that can be sent."""
    try:
        # Imported late: only a fault of the program needs it.
        from thaibook.commands.fault_file import fault_of

        printer.problems([fault_of(error, command, words)])
    except Exception:  # even the messages fail
        with suppress(Exception):
            said = f"the program failed ({type(error).__name__}); look for thaibook-fault.txt"
            print(f"program-fault {said}", file=sys.stderr)
    return FAULT


def _show_log() -> None:
    """Say what WeasyPrint notes of the style sheets, too."""
    # Imported late: it takes 8 ms, and only --verbose needs it.
    import logging

    logging.getLogger("weasyprint").addHandler(logging.StreamHandler())


@contextmanager
def _little_collecting(command: str) -> Iterator[None]:
    """While a command runs, Python looks for rubbish seldom; afterwards as it did before.

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
