"""`make_book.py new DIR`: a starter manuscript that builds as it is.

Enters: the parsed arguments. Leaves: the folder, and the line that builds it.
"""

from __future__ import annotations

import argparse
import shlex

from thaibook.commands.arguments import program
from thaibook.commands.printer import Printer
from thaibook.load import new_book


def run(arguments: argparse.Namespace, printer: Printer) -> int:
    """Make the manuscript; the exit status."""
    new_book(arguments.folder)
    printer.done(f"{arguments.folder}  {program()} {shlex.quote(str(arguments.folder))}")
    return 0
