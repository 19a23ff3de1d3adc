"""`make_book.py new DIR`: a starter manuscript that builds as it is.

Enters: the parsed arguments. Leaves: the folder, and the line that builds it.
"""

from __future__ import annotations

import argparse

from thaibook.commands.printer import Printer
from thaibook.load import new_book
from thaibook.messages import file_argument, program


def run(arguments: argparse.Namespace, printer: Printer) -> int:
    """Make the manuscript; the exit status."""
    new_book(arguments.folder)
    printer.done(f"{arguments.folder}  {program()} {file_argument(arguments.folder)}")
    return 0
