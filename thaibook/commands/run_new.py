"""`make_book.py new DIR`: a starter manuscript that builds as it is; with `--from`, one made of
files that the author has.

Enters: the parsed arguments. Leaves: the folder, the line that builds it, and with `--from` what
the manuscript does not have as the files had it.
"""

from __future__ import annotations

import argparse

from thaibook.commands.printer import Printer
from thaibook.load import new_book, slug_of
from thaibook.messages import file_argument, program, shown_path


def run(arguments: argparse.Namespace, printer: Printer) -> int:
    """Make the manuscript; the exit status."""
    if arguments.sources:
        # Imported late: it brings Markdown along (100 ms), and a starter does without.
        from thaibook.importing import import_book

        printer.progress.begin({"read": 50, "convert": 45, "write": 5})
        told = import_book(
            arguments.folder,
            arguments.sources,
            slug_of(arguments.folder),
            printer.language,
            printer.progress.tell,
        )
        printer.problems(told)
    else:
        new_book(arguments.folder)
    printer.done(f"{shown_path(arguments.folder)}  {program()} {file_argument(arguments.folder)}")
    return 0
