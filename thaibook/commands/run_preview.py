"""`make_book.py preview [BOOK]`: a local page that follows the manuscript.

Enters: the parsed arguments. Leaves: the page, until the program is interrupted.
"""

from __future__ import annotations

import argparse
import os

from thaibook.commands.preview import EDITORS, editor_address, show
from thaibook.commands.printer import Printer
from thaibook.messages import BookError, problem

EDITOR = "THAIBOOK_EDITOR"  # the same as --editor, once for all


def run(arguments: argparse.Namespace, printer: Printer) -> int:
    """Show the page; the exit status."""
    said = arguments.editor if arguments.editor is not None else os.environ.get(EDITOR, "")
    editor = editor_address(said)
    if editor is None:
        raise BookError([problem("editor-unknown", editor=said, editors=", ".join(EDITORS))])
    # Nobody can guess the address: it is said also to who wants to hear of errors alone.
    ready = Printer(printer.language).done
    show(arguments.book, printer.language, arguments.port, editor, ready, printer.problems)
    return 0
