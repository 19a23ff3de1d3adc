"""`make_book.py preview [BOOK]`: a local page that follows the manuscript.

Enters: the parsed arguments. Leaves: the page, until the program is interrupted.
"""

from __future__ import annotations

import argparse

from thaibook.commands.preview_server import follow
from thaibook.commands.printer import Printer


def run(arguments: argparse.Namespace, printer: Printer) -> int:
    """Show the page; the exit status."""
    follow(arguments.book, printer.language, arguments.port, printer.done, printer.problems)
    return 0
